import { chain, type NodeSketch, type WorkflowJson } from '../engine/workflow';
import { ITEMS_TYPE, type SourceItem } from '../engine/nodes';
import { startRunway, type RunwayRunOptions } from '../engine/runway';
import { prompts, RUNWAY_TYPE, type Parameters } from '../engine/sketches';
import type { Run, Started } from '../engine/engine';
import { VirtualClock } from '../engine/virtualClock';
import { startEmulator, type RunningEmulator, type ServerOptions } from '../emulator/server';

export { animate, generate, prompts } from '../engine/sketches';

export interface BenchRun {
	readonly items: readonly SourceItem[];
	readonly parameters: Parameters;
	/** Settings of the Runway node, such as onError and retryOnFail. */
	readonly node?: Partial<NodeSketch>;
	readonly binaryMode?: RunwayRunOptions['binaryMode'];
	readonly baseUrl?: string;
	readonly apiKey?: string;
	/** Called while the execution is parked; n8n can park executions only if this is given. Time passes after it. */
	readonly parked?: RunwayRunOptions['parked'];
	readonly killed?: RunwayRunOptions['killed'];
}

/** A Runway emulator and n8n's engine on one virtual clock. */
export interface Bench {
	readonly clock: VirtualClock;
	readonly emulator: RunningEmulator;
	readonly core: RunningEmulator['core'];
	/** Runs Rows → Runway → End. */
	run(options: BenchRun): Promise<Run>;
	start(options: BenchRun): Promise<Started>;
	/** The workflow of such a run. */
	workflow(options: Pick<BenchRun, 'parameters' | 'node'>): WorkflowJson;
}

const open: RunningEmulator[] = [];

/** Stops every emulator of this file's benches; call it in afterEach. */
export async function closeBenches(): Promise<void> {
	await Promise.all(open.splice(0).map(async (emulator) => await emulator.stop()));
}

/** @param real true: on the machine's own clock */
export async function setUpBench({ real, ...options }: ServerOptions & { real?: boolean } = {}): Promise<Bench> {
	const clock = new VirtualClock();
	const emulator = await startEmulator({
		render: 'tiny',
		concurrency: Infinity,
		...(real ? {} : { now: clock.now }),
		...options,
	});
	open.push(emulator);
	const workflow = ({ parameters, node }: Pick<BenchRun, 'parameters' | 'node'>) =>
		chain(
			{ name: 'Rows', type: ITEMS_TYPE },
			{ name: 'Runway', type: RUNWAY_TYPE, parameters, ...node },
			{ name: 'End', type: 'n8n-nodes-base.noOp' },
		);
	const start = async ({ items, parameters, node, binaryMode, baseUrl, apiKey, parked, killed }: BenchRun) =>
		await startRunway({
			workflow: workflow({ parameters, node }),
			sources: { Rows: items },
			credential: { apiKey: apiKey ?? emulator.apiKey, baseUrl: baseUrl ?? emulator.baseUrl },
			clock: real ? undefined : clock,
			binaryMode,
			killed,
			parked:
				parked &&
				(async (pauseMs, inner) => {
					await parked(pauseMs, inner);
					clock.pass(Math.ceil(pauseMs));
				}),
		});
	return {
		clock,
		emulator,
		core: emulator.core,
		start,
		workflow,
		run: async (options) => await (await start(options)).finished,
	};
}

/** `n` prompts. */
export function manyPrompts(n: number): SourceItem[] {
	return prompts(...Array.from({ length: n }, (_, i) => `clip ${i}`));
}
