/**
 * Starts n8n's editor with the node in it and an emulated Runway behind it, for whoever wants to click:
 *
 *   npm run n8n             the newest n8n the tests use
 *   npm run n8n -- 1.123    another one, by the beginning of its version
 */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { RUNWAY_TYPE } from '../engine/sketches';
import type { WorkflowJson } from '../engine/workflow';
import { OWNER } from './harness/client';
import { stopAll } from './harness/closing';
import { startRunway } from './harness/runway';
import { say } from './harness/say';
import { FILES_ON_DISK } from './harness/server';
import { startSite } from './harness/site';
import { newest, versions } from './harness/versions';

const DEMO = path.join(__dirname, '..', '..', 'demo');

async function main(): Promise<void> {
	const wanted = process.argv[2];
	const version = wanted ? versions.find(({ n8n }) => n8n.startsWith(wanted)) : newest;
	if (!version) throw new Error(`Choose one of: ${versions.map(({ n8n }) => n8n).join(', ')}`);
	// As in Runway's first tier: two tasks at a time.
	const emulator = await startRunway({ render: 'full', durationMs: 12_000, concurrency: 2 });
	say(`Starting n8n ${version.n8n}.`);
	const { n8n, api, credential } = await startSite(emulator, { version, env: FILES_ON_DISK });
	for (const file of readdirSync(DEMO).filter((entry) => entry.endsWith('.json'))) {
		const workflow = JSON.parse(readFileSync(path.join(DEMO, file), 'utf8')) as WorkflowJson;
		const nodes = workflow.nodes.map((node) =>
			node.type === RUNWAY_TYPE ? { ...node, credentials: { runwayApi: credential } } : node,
		);
		await api.createWorkflow({ ...workflow, nodes });
	}
	say(`n8n ${version.n8n}: ${n8n.url}`);
	say(`Sign in with ${OWNER.email} and ${OWNER.password}. The workflows of demo/ and the credential are there.`);
	say(`Runway is emulated at ${emulator.baseUrl}: no key, no cost. Ctrl+C ends it and deletes everything.`);
	await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	await stopAll();
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
