import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Run } from '../engine/engine';
import type { Outcome } from '../emulator/types';
import { closeBenches, generate, prompts, setUpBench, type Bench, type BenchRun } from './bench';

afterEach(closeBenches);

const SECOND = 1000;
const MINUTE = 60_000;

/** Tasks do what their prompts say: "fox, 90 s", "owl, 20 s, SAFETY.INPUT". */
const asPromptSays = ({ body }: { body: IDataObject }): Outcome => {
	const [, seconds, failureCode] = /, (\d+) s(?:, (.+))?$/.exec(String(body.promptText))!;
	return {
		durationMs: Number(seconds) * SECOND,
		...(failureCode && { fail: { failure: 'No.', failureCode } }),
	};
};

const timed = async (more: Parameters<typeof setUpBench>[0] = {}) =>
	await setUpBench({ pendingMs: 0, outcome: asPromptSays as never, ...more });

interface ParkedRun extends Run {
	/** How long n8n was left alone each time, in seconds. */
	readonly pauses: readonly number[];
}

async function park(bench: Bench, options: Omit<BenchRun, 'parked'>): Promise<ParkedRun> {
	const pauses: number[] = [];
	const parameters = { ...options.parameters };
	parameters.options = { ...(parameters.options as IDataObject), whileWaiting: 'park' };
	const run = await bench.run({
		...options,
		parameters: parameters as BenchRun['parameters'],
		parked: (ms) => void pauses.push(Math.round(ms / SECOND)),
	});
	return { ...run, pauses };
}

/** What a run gave, without what differs from run to run. */
function told({ status, error, ...run }: Run, core: Bench['core']) {
	const names = new Map(core.tasks.all.map(({ id }, index) => [id, `task ${index + 1}`]));
	const plain = (value: unknown) => {
		let text = JSON.stringify(value) ?? 'null';
		for (const [id, name] of names) text = text.split(id).join(name);
		return JSON.parse(text.replace(/"(elapsedSeconds|createdAt|outputUrl|id|progress)":("[^"]*"|[\d.]+)/g, '"$1":0')) as unknown;
	};
	const items = (output: INodeExecutionData[]) => output.map(({ json, binary, pairedItem }) => plain({ json, binary, pairedItem }));
	const ran = run.runData.Runway.at(-1)?.data !== undefined;
	return {
		status,
		error: error && plain({ message: error.message, description: error.description, context: error.context }),
		items: ran ? items(run.items('Runway')) : [],
		errors: ran ? items(run.errorItems('Runway')) : [],
		next: run.runData.End?.at(-1)?.data?.main[0]?.length,
	};
}

describe('is the same as without parking', () => {
	const mixed = ['fox, 20 s', 'owl, 200 s', 'elk, 90 s, SAFETY.INPUT', 'hen, 70 s', 'ant, 10 s, SAFETY.OUTPUT', 'bee, 150 s'];
	it.each<[string, string[], IDataObject, Partial<BenchRun['node']>]>([
		['files of tasks that end before and after parking', ['fox, 20 s', 'owl, 200 s', 'hen, 70 s', 'bee, 100 s'], {}, {}],
		['names of files and fields', ['owl, 90 s', 'hen, 91 s'], { fileName: '={{ $json.prompt }}', binaryPropertyOutput: 'clip' }, {}],
		['a failed task replaced before parking', ['fox, 20 s, INTERNAL', 'owl, 200 s'], { retries: 1 }, { onError: 'continueRegularOutput' }],
		['a failing task among good ones, Continue', mixed, {}, { onError: 'continueRegularOutput' }],
		['a failing task among good ones, Continue (using error output)', mixed, {}, { onError: 'continueErrorOutput' }],
		['limit reached, to pass on', ['owl, 900 s', 'hen, 70 s'], { waitLimit: 3, onLimit: 'continue' }, {}],
	])('%s', async (_, texts, options, node) => {
		const [stay, parked] = [await timed(), await timed()];
		const run = { items: prompts(...texts), parameters: generate({ options: options as never }), node };
		const [expected, found] = [await stay.run(run), await park(parked, run)];
		expect(found.pauses.length).toBeGreaterThan(0);
		expect(told(found, parked.core)).toEqual(told(expected, stay.core));
		expect(parked.core.log.creates()).toHaveLength(stay.core.log.creates().length);
	});

	it.each<[string, string[], IDataObject]>([
		['a failing task', mixed, {}],
		['a limit', ['owl, 900 s', 'hen, 70 s'], { waitLimit: 3 }],
	])('%s, Stop Workflow', async (_, texts, options) => {
		const [stay, parked] = [await timed(), await timed()];
		const run = { items: prompts(...texts), parameters: generate({ options: options as never }) };
		const [expected, found] = [told(await stay.run(run), stay.core), told(await park(parked, run), parked.core)];
		expect(found.status).toBe('error');
		const inWords = (error: unknown) => (error as Error).message.replace(/[\d.]+ minutes/, 'some minutes');
		expect(inWords(found.error)).toBe(inWords(expected.error));
		expect(found.next).toBeUndefined();
	});

	it('the same task in several items of Wait for Task', async () => {
		const texts = ['owl, 90 s', 'hen, 30 s'];
		const [stay, parked] = [await timed(), await timed()];
		const run = async (bench: Bench, wait: (options: Omit<BenchRun, 'parked'>) => Promise<Run>) => {
			await bench.run({ items: prompts(...texts), parameters: generate({ waitForCompletion: false }) });
			const [owl, hen] = bench.core.tasks.all.map(({ id }) => id);
			const items = [owl, hen, owl].map((taskId, n) => ({ json: { taskId, name: `clip ${n}`, promptText: 'repeated' } }));
			const options = { fileName: '={{ $json.name }}' };
			const parameters = { resource: 'task', operation: 'wait', taskId: '={{ $json.taskId }}', options };
			return told(await wait({ items, parameters }), bench.core);
		};
		expect(await run(parked, async (options) => await park(parked, options))).toEqual(await run(stay, stay.run));
	});
});

it('never parks what ends within the first minute', async () => {
	const bench = await timed();
	const { pauses, status } = await park(bench, { items: prompts('a, 58 s', 'b, 30 s'), parameters: generate() });
	expect([pauses, status]).toEqual([[], 'success']);
});

it('gives every task its minute, also one that replaces another', async () => {
	const bench = await setUpBench({
		pendingMs: 0,
		outcome: (_, index) => (index === 1 ? { durationMs: 40 * SECOND, fail: { failure: '', failureCode: 'INTERNAL' } } : { durationMs: 45 * SECOND }),
	});
	const { pauses, items } = await park(bench, { items: prompts('a', 'b'), parameters: generate() });
	expect(pauses).toEqual([]);
	expect(items('Runway')[1].json.failedAttempts).toHaveLength(1);
});

it('looks once a minute, and notices an end within two', async () => {
	const bench = await timed();
	const { pauses, items } = await park(bench, { items: prompts('a, 300 s'), parameters: generate() });
	expect(pauses).toEqual([66, 66, 66, 66]);
	expect(items('Runway')[0].json.elapsedSeconds).toBeLessThan(300 + 120);
});

it('does not count time in the queue, and keeps a limit of its own for it', async () => {
	const queued = { outcome: () => ({ throttledMs: 10 * MINUTE, durationMs: 2 * MINUTE }) };
	const waited = await park(await setUpBench(queued), { items: prompts('a'), parameters: generate({ options: { waitLimit: 4 } }) });
	expect(waited.items('Runway')[0].json.status).toBe('SUCCEEDED');
	const limited = await park(await setUpBench(queued), { items: prompts('a'), parameters: generate({ options: { queueLimit: 5 } }) });
	expect(limited.error?.message).toMatch(/has been waiting for a free place for [56]\.\d minutes; its status is THROTTLED$/);
});

it('says that a task which failed for a passing reason was not repeated', async () => {
	const bench = await timed();
	const { error } = await park(bench, { items: prompts('a, 90 s, INTERNAL'), parameters: generate() });
	expect(error?.message).toMatch(/^Runway task .+ failed: there was a problem on Runway's side \(INTERNAL\)$/);
	expect(error?.description).toContain('It was not tried again. While an execution is parked');
	expect(bench.core.log.creates()).toHaveLength(1);
});

it('says nothing of repeats when none were left', async () => {
	const bench = await timed();
	const { error } = await park(bench, { items: prompts('a, 90 s, INTERNAL'), parameters: generate({ options: { retries: 0 } }) });
	expect(error?.description).not.toContain('not tried again');
});

it('refreshes the address of a file that was ready long before', async () => {
	const bench = await timed({ outputLifeMs: 30 * MINUTE });
	const run = await bench.run({
		items: prompts('a, 90 s'),
		parameters: generate({ options: { whileWaiting: 'park' } }),
		// n8n was switched off for an hour.
		parked: () => bench.clock.pass(60 * MINUTE),
	});
	expect(run.items('Runway')[0].json).toMatchObject({ status: 'SUCCEEDED', fileName: expect.stringMatching(/mp4$/) as string });
});

describe('stays in memory', () => {
	const hintsOf = ({ runData }: Run) => (runData.Runway[0].hints ?? []).map(({ message }) => message);

	it.each<[string, IDataObject, IDataObject]>([
		['unless told otherwise', {}, {}],
		['without Wait for Completion', { waitForCompletion: false }, { whileWaiting: 'park' }],
	])('%s', async (_, parameters, options) => {
		const bench = await timed();
		const parked = jest.fn();
		const run = await bench.run({
			items: prompts('a, 100 s'),
			parameters: generate({ ...parameters, options } as never),
			parked,
		});
		expect([run.status, hintsOf(run)]).toEqual(['success', []]);
		expect(parked).not.toHaveBeenCalled();
	});

	it('when n8n does not run the inline workflow, and says so', async () => {
		const bench = await timed();
		const run = await bench.run({ items: prompts('a, 100 s'), parameters: generate({ options: { whileWaiting: 'park' } }) });
		expect(run.items('Runway')[0].json.status).toBe('SUCCEEDED');
		expect(hintsOf(run)).toEqual([expect.stringContaining('n8n could not park this execution, so it waits in memory')]);
	});

	it('when several images are wanted of one task', async () => {
		const bench = await setUpBench({ durationMs: 100 * SECOND });
		const parameters = { resource: 'image', operation: 'generate', model: 'gemini_image3.1_flash', promptText: 'a', ratio: '1024:1024' };
		const run = await park(bench, { items: prompts('a'), parameters: { ...parameters, modelOptions: { outputCount: 4 } } });
		expect([run.pauses, run.items('Runway').length]).toEqual([[], 4]);
		expect(hintsOf(run)[0]).toContain('several files of one task');
	});
});

it('has no more than one file from a task that was parked, and says where the others are', async () => {
	const bench = await setUpBench({ outcome: () => ({ durationMs: 100 * SECOND, files: 3 }) });
	const { error } = await park(bench, { items: prompts('a'), parameters: generate() });
	expect(error?.message).toMatch(/^Runway task .+ has 3 files, and n8n takes only one from a parked execution$/);
});

it('cancels unfinished tasks when it is stopped in the first minute', async () => {
	const bench = await timed();
	const started = await bench.start({
		items: prompts('a, 200 s'),
		parameters: generate({ options: { whileWaiting: 'park' } }),
		parked: () => {},
	});
	bench.clock.at(30 * SECOND, () => started.cancel());
	await started.finished;
	expect(bench.core.tasks.all.map((task) => bench.core.tasks.status(task))).toEqual(['CANCELLED']);
});
