/**
 * Runs the workflows in demo/ in n8n's own execution engine and leaves their files in demo-output/.
 *
 *   npm run demo              against the emulator: no key, no cost
 *   npm run demo -- --real    against Runway, with the key in RUNWAYML_API_SECRET: spends credits
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { ICredentialType, IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { ENDPOINTS, type EndpointId } from '../nodes/Runway/catalogue/endpoints';
import { findModel } from '../nodes/Runway/catalogue/models';
import { inspectFile, type FileFacts } from '../test/emulator/inspect';
import { startEmulator, type RunningEmulator } from '../test/emulator/server';
import { startWorkflow } from '../test/engine/engine';
import { RUNWAY_TYPE } from '../test/engine/sketches';
import type { WorkflowJson } from '../test/engine/workflow';

// The package as it ships: what `npm run build` has just made.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const { Runway, RunwayApi } = require('../index.js') as {
	Runway: new () => INodeType;
	RunwayApi: new () => ICredentialType;
};

const ROOT = path.join(__dirname, '..');
const OUTPUT = path.join(ROOT, 'demo-output');

interface Made extends FileFacts {
	readonly file: string;
	readonly bytes: number;
	readonly taskId: string;
	readonly credits: number;
}

async function main(): Promise<void> {
	const key = process.env.RUNWAYML_API_SECRET;
	const wantsReal = process.argv.includes('--real');
	const workflows = readWorkflows();
	const cost = workflows.reduce((sum, workflow) => sum + creditsOf(workflow), 0);
	if (wantsReal && !key) {
		throw new Error('--real needs your key in the environment variable RUNWAYML_API_SECRET.');
	}
	if (key) {
		console.log(
			`RUNWAYML_API_SECRET is set: making these files at Runway spends about ${cost} credits (${cost} US cents).`,
		);
		console.log(
			wantsReal
				? 'Using Runway itself. Press Ctrl+C now if that is not what you want.'
				: 'Not done without "npm run demo -- --real". Using the emulator, which costs nothing.',
		);
	}
	const emulator = wantsReal ? undefined : await startEmulator({ durationMs: 3000, concurrency: 2 });
	if (emulator) console.log(`Runway emulator at ${emulator.baseUrl}; nothing leaves this machine.`);
	const credential = emulator
		? { apiKey: emulator.apiKey, baseUrl: emulator.baseUrl }
		: { apiKey: key as string, baseUrl: process.env.RUNWAYML_BASE_URL };

	mkdirSync(OUTPUT, { recursive: true });
	const made: Made[] = [];
	try {
		for (const workflow of workflows) made.push(...(await run(workflow, credential, emulator)));
	} finally {
		await emulator?.stop();
	}
	console.log(`\nThe files are in ${OUTPUT}\n`);
	console.log(table(made));
}

function readWorkflows(): WorkflowJson[] {
	const folder = path.join(ROOT, 'demo');
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort((a, b) => b.localeCompare(a))
		.map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as WorkflowJson);
}

/** Credits the workflow's tasks cost, roughly: the catalogue's first price of each model. */
function creditsOf(workflow: WorkflowJson): number {
	const rows = Object.values(workflow.pinData ?? {})[0]?.length ?? 1;
	return workflow.nodes
		.filter(({ type }) => type === RUNWAY_TYPE)
		.reduce((sum, { parameters: { resource, operation, model, duration } }) => {
			const endpoint = `${String(resource)}.${String(operation)}` as EndpointId;
			// Some operations start no task.
			const price = (ENDPOINTS[endpoint]?.only ?? findModel(model)?.endpoints[endpoint])?.price;
			const units = price?.per === 'second' ? Number(duration ?? 5) : price?.per === 'frame' ? 24 * 3 : 1;
			return sum + Math.ceil(rows * (price?.rates[0].credits ?? 0) * units);
		}, 0);
}

async function run(
	workflow: WorkflowJson,
	credential: { apiKey: string; baseUrl?: string },
	emulator: RunningEmulator | undefined,
): Promise<Made[]> {
	console.log(`\n${workflow.name}`);
	const before = emulator?.core.tasks.all.length ?? 0;
	const begun = Date.now();
	const started = await startWorkflow({
		workflow,
		nodes: { [RUNWAY_TYPE]: new Runway() },
		credentialTypes: [new RunwayApi()],
		credentials: { runwayApi: { ...credential } },
	});
	const progress = setInterval(() => {
		const seconds = Math.round((Date.now() - begun) / 1000);
		const tasks = emulator?.core.tasks.all.slice(before).map((task) => emulator.core.tasks.status(task));
		console.log(`  ${String(seconds).padStart(3)} s  ${tasks ? tasks.join(', ') || 'starting' : 'waiting for Runway'}`);
	}, 2000);
	const result = await started.finished.finally(() => clearInterval(progress));
	if (result.error) throw new Error(`${result.error.message}\n${result.error.description ?? ''}`);

	const items = workflow.nodes.filter(({ type }) => type === RUNWAY_TYPE).flatMap(({ name }) => result.items(name));
	const files = items.filter(({ binary }) => binary !== undefined);
	return await Promise.all(files.map(async (item) => await save(item, await result.readBinary(Object.values(item.binary!)[0]))));
}

async function save({ json }: INodeExecutionData, bytes: Buffer): Promise<Made> {
	const { fileName, taskId, cost } = json as IDataObject & { fileName: string; taskId: string; cost: number };
	writeFileSync(path.join(OUTPUT, fileName), bytes);
	return { file: fileName, bytes: bytes.length, taskId, credits: cost, ...(await inspectFile(bytes)) };
}

function table(made: readonly Made[]): string {
	const rows = [
		['file', 'kind', 'size', 'seconds', 'dimensions', 'task id', 'credits'],
		...made.map(({ file, kind, bytes, seconds, width, height, taskId, credits }) => [
			file,
			kind,
			`${Math.round(bytes / 1024)} kB`,
			seconds?.toFixed(1) ?? '',
			width ? `${width}x${height}` : '',
			taskId,
			String(credits),
		]),
	];
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
