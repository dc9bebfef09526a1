/**
 * Starts n8n's editor with the node in it and an emulated Runway behind it, for whoever wants to click:
 *
 *   npm run n8n             the newest n8n the tests use
 *   npm run n8n -- 1.123    another one, by the beginning of its version
 */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { WorkflowJson } from '../engine/workflow';
import { client, OWNER } from './harness/client';
import { addCredential, closeEmulators, RUNWAY, startRunway } from './harness/runway';
import { say } from './harness/say';
import { closeN8n, startN8n } from './harness/server';
import { newest, versions } from './harness/versions';

const DEMO = path.join(__dirname, '..', '..', 'demo');

async function main(): Promise<void> {
	const wanted = process.argv[2];
	const version = wanted ? versions.find(({ n8n }) => n8n.startsWith(wanted)) : newest;
	if (!version) throw new Error(`Choose one of: ${versions.map(({ n8n }) => n8n).join(', ')}`);
	// As in Runway's first tier: two tasks at a time.
	const emulator = await startRunway({ render: 'full', durationMs: 12_000, concurrency: 2 });
	const n8n = await startN8n({ version, env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' } });
	const api = await client(n8n);
	const { id, name } = await addCredential(api, emulator);
	for (const file of readdirSync(DEMO).filter((entry) => entry.endsWith('.json'))) {
		const workflow = JSON.parse(readFileSync(path.join(DEMO, file), 'utf8')) as WorkflowJson;
		const nodes = workflow.nodes.map((node) =>
			node.type === RUNWAY ? { ...node, credentials: { runwayApi: { id, name } } } : node,
		);
		await api.createWorkflow({ ...workflow, nodes });
	}
	say(`n8n ${version.n8n}: ${n8n.url}`);
	say(`Sign in with ${OWNER.email} and ${OWNER.password}. Three example workflows and the credential are there.`);
	say(`Runway is emulated at ${emulator.baseUrl}: no key, no cost. Ctrl+C ends it and deletes everything.`);
	await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	await closeN8n();
	await closeEmulators();
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
