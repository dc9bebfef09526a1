import { startEmulator, type RunningEmulator, type ServerOptions } from '../emulator/server';
import type { Run } from '../engine/engine';
import { runRunway } from '../engine/runway';
import { VirtualClock } from '../engine/virtualClock';
import { example, STICKY_NOTE } from './examples';
import { standIns, type Asked, type Gives } from './standIns';

export interface ExampleRun {
	readonly run: Run;
	readonly core: RunningEmulator['core'];
	/** What a node that talks to a service was asked, item by item; [] when it was not reached. */
	asked(node: string): readonly Asked[];
}

export interface ExampleOptions {
	/** What the nodes that talk to somebody give; by default an empty item for each. */
	readonly gives?: Readonly<Record<string, Gives>>;
	readonly runway?: ServerOptions;
	/** What was bought on the day before. */
	readonly yesterday?: (create: (body: object) => Promise<void>) => Promise<void>;
}

const DAY_MS = 86_400_000;

/** Runs a template from its first trigger in n8n's engine, on a virtual clock and against an emulated Runway. */
export async function runExample(name: string, { gives = {}, runway = {}, yesterday }: ExampleOptions = {}): Promise<ExampleRun> {
	const clock = new VirtualClock({ startAt: Date.now() - DAY_MS });
	const emulator = await startEmulator({ render: 'tiny', concurrency: Infinity, durationMs: 12_000, now: clock.now, ...runway });
	try {
		await yesterday?.(async (body) => await create(emulator, body));
		// The templates know the time of this machine.
		clock.pass(DAY_MS);
		const { nodes, asked } = standIns(gives);
		const workflow = example(name);
		const run = await runRunway({
			workflow: { ...workflow, nodes: workflow.nodes.filter(({ type }) => type !== STICKY_NOTE) },
			nodes,
			credential: { apiKey: emulator.apiKey, baseUrl: emulator.baseUrl },
			clock,
			mode: 'trigger',
		});
		return { run, core: emulator.core, asked: (node) => asked.get(node) ?? [] };
	} finally {
		await emulator.stop();
	}
}

async function create({ baseUrl, apiKey }: RunningEmulator, body: object): Promise<void> {
	const headers = { authorization: `Bearer ${apiKey}`, 'x-runway-version': '2024-11-06', 'content-type': 'application/json' };
	const { status } = await fetch(`${baseUrl}/v1/text_to_video`, { method: 'POST', headers, body: JSON.stringify(body) });
	if (status !== 200) throw new Error(`Runway answered ${status}`);
}
