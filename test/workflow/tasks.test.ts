import { closeBenches, generate, prompts, setUpBench, type Bench } from './bench';

afterEach(closeBenches);

const task = (operation: string, more = {}) => ({ resource: 'task', operation, taskId: '={{ $json.taskId }}', ...more });

async function started(bench: Bench, n = 1) {
	const result = await bench.run({
		items: prompts(...Array.from({ length: n }, (_, i) => `${i}`)),
		parameters: generate({ waitForCompletion: false }),
	});
	return result.items('Runway').map(({ json }) => ({ json: { taskId: json.taskId } }));
}

describe('Get Task', () => {
	it('tells what a task is doing, without waiting', async () => {
		const bench = await setUpBench({ durationMs: 10_000, pendingMs: 0, concurrency: 2 });
		const items = await started(bench, 3);
		bench.clock.pass(4000);
		const looked = await bench.run({ items, parameters: task('get') });
		expect(looked.items('Runway').map(({ json }) => [json.status, json.estimatedCost])).toEqual([
			['RUNNING', 60],
			['RUNNING', 60],
			['THROTTLED', 60],
		]);
		expect(looked.items('Runway')[0].json.progress).toBeCloseTo(0.4, 1);
		bench.clock.pass(10_000);
		const done = await bench.run({ items, parameters: task('get') });
		expect(done.items('Runway')[0].json).toMatchObject({
			status: 'SUCCEEDED',
			cost: 60,
			outputUrls: [expect.stringMatching(/^http/)],
		});
	});

	it('repeats what the item says about the request, so that a loop keeps it, with one look for all items of a task', async () => {
		const bench = await setUpBench({ durationMs: 10_000, pendingMs: 0 });
		const parameters = generate({ waitForCompletion: false, modelOptions: { seed: 7 } });
		const [{ json }] = (await bench.run({ items: prompts('A fox'), parameters })).items('Runway');
		const request = { model: 'gen4.5', promptText: 'A fox', ratio: '1280:720', duration: 5, seed: 7 };
		expect(json).toMatchObject(request);
		const items = [{ json }, { json: { ...json, promptText: 'edited' } }, { json: { ...json, taskId: 'x', id: json.taskId } }];
		const taskId = '={{ $json.id ?? $json.taskId }}';
		const looked = await bench.run({ items, parameters: task('get', { taskId }) });
		const results = looked.items('Runway').map((item) => item.json);
		expect(results[0]).toMatchObject({ taskId: json.taskId, status: 'RUNNING', ...request });
		// What the task is and costs, then what was requested.
		for (const one of [json, results[0]]) expect(Object.keys(one).slice(0, 4)).toEqual(['taskId', 'status', 'estimatedCost', 'model']);
		expect(results[1]).toMatchObject({ ...request, promptText: 'edited' });
		// An item of another task says nothing about this one.
		expect(results[2]).not.toHaveProperty('promptText');
		expect(bench.core.log.polls()).toHaveLength(1);
		const again = await bench.run({ items: [{ json: results[0] }], parameters: task('wait') });
		expect(again.items('Runway')[0].json).toMatchObject(request);
	});

	it('explains a failure without failing', async () => {
		const bench = await setUpBench({
			durationMs: 1000,
			outcome: () => ({ fail: { failure: 'x', failureCode: 'SAFETY.OUTPUT.V' } }),
		});
		const items = await started(bench);
		bench.clock.pass(5000);
		const looked = await bench.run({ items, parameters: task('get') });
		expect(looked.items('Runway')[0].json).toMatchObject({
			status: 'FAILED',
			failureCode: 'SAFETY.OUTPUT.V',
			failureHint: expect.stringContaining('differently'),
		});
	});

	it.each([
		['', 'Empty'],
		['../organization', 'Must be the ID'],
		['..', 'Must be the ID'],
		['a/b', 'Must be the ID'],
		['a b', 'Must be the ID'],
		['x?y', 'Must be the ID'],
		[{ id: 1 }, 'Must be the ID'],
		[null, 'Empty'],
	])('refuses the ID %j without sending anything', async (taskId, words) => {
		const bench = await setUpBench();
		for (const operation of ['get', 'wait', 'cancel']) {
			const failed = await bench.run({ items: [{ json: { taskId } }], parameters: task(operation) });
			expect(failed.error?.message).toContain(words);
		}
		expect(bench.core.log.entries).toHaveLength(0);
	});

	it('says so when there is no such task', async () => {
		const bench = await setUpBench();
		const items = [{ json: { taskId: '00000000-0000-4000-8000-000000000000' } }];
		const looked = await bench.run({ items, parameters: task('get') });
		expect(looked.error?.message).toBe('Runway task 00000000-0000-4000-8000-000000000000 does not exist (any more)');
	});
});

describe('Cancel Task', () => {
	it('stops a task that runs and leaves a finished one alone', async () => {
		const bench = await setUpBench({ outcome: (_, index) => ({ durationMs: index === 0 ? 1000 : 60_000 }) });
		const items = await started(bench, 2);
		bench.clock.pass(5000);
		const cancelled = await bench.run({ items, parameters: task('cancel') });
		expect(cancelled.items('Runway').map(({ json }) => json)).toEqual([
			{ taskId: items[0].json.taskId, status: 'SUCCEEDED', cancelled: false, deleted: false },
			{ taskId: items[1].json.taskId, status: 'CANCELLED', cancelled: true, deleted: false },
		]);
		expect(bench.core.log.deletes()).toHaveLength(1);
		const again = await bench.run({ items, parameters: task('cancel') });
		expect(again.items('Runway')[1].json).toMatchObject({ status: 'NOT_FOUND', cancelled: false });
		expect(bench.core.log.deletes()).toHaveLength(1);
	});

	it('deletes a finished task only when told to', async () => {
		const bench = await setUpBench({ durationMs: 1000 });
		const items = await started(bench);
		bench.clock.pass(5000);
		const cancelled = await bench.run({
			items,
			parameters: task('cancel', { options: { deleteFinished: true } }),
		});
		expect(cancelled.items('Runway')[0].json).toMatchObject({ status: 'SUCCEEDED', deleted: true, cancelled: false });
		expect(bench.core.deletedFinished()).toHaveLength(1);
	});
});

describe('Wait for Task', () => {
	it('fails with the reason when the task failed, and starts no new one', async () => {
		const bench = await setUpBench({
			durationMs: 8000,
			outcome: () => ({ fail: { failure: 'x', failureCode: 'INTERNAL' } }),
		});
		const items = await started(bench);
		const failed = await bench.run({ items, parameters: task('wait') });
		expect(failed.error?.message).toContain("a problem on Runway's side");
		expect(bench.core.log.creates()).toHaveLength(1);
	});

	it('waits patiently for a task that somebody cancels, and says so', async () => {
		const bench = await setUpBench({ durationMs: 60_000 });
		const items = await started(bench);
		bench.clock.at(12_000, () => void bench.core.tasks.cancelFromOutside(bench.core.tasks.all[0]));
		const failed = await bench.run({ items, parameters: task('wait') });
		expect(failed.error?.message).toMatch(/was cancelled|does not exist/);
	});

	it('gives each item its own file name and field when several wait for the same task', async () => {
		const bench = await setUpBench({ durationMs: 8000 });
		const [item] = await started(bench);
		const result = await bench.run({
			items: [
				{ json: { ...item.json, name: 'first', field: 'data' } },
				{ json: { ...item.json, name: 'second', field: 'clip' } },
			],
			parameters: task('wait', { options: { fileName: '={{ $json.name }}', binaryPropertyOutput: '={{ $json.field }}' } }),
		});
		const items = result.items('Runway');
		expect(items.map(({ json, pairedItem }) => [json.fileName, pairedItem])).toEqual([
			['first.mp4', { item: 0 }],
			['second.mp4', { item: 1 }],
		]);
		expect(items.map(({ binary }) => Object.entries(binary!).map(([field, { fileName }]) => [field, fileName]))).toEqual([
			[['data', 'first.mp4']],
			[['clip', 'second.mp4']],
		]);
		const [a, b] = await Promise.all(items.map(async ({ binary }) => await result.readBinary(Object.values(binary!)[0])));
		expect(a.equals(b)).toBe(true);
		expect(bench.core.log.of('output')).toHaveLength(1);
	});

	it('does not promise a new task for one that was cancelled or is unknown', async () => {
		const bench = await setUpBench({ durationMs: 60_000 });
		const items = await started(bench);
		bench.clock.at(12_000, () => void bench.core.tasks.cancelFromOutside(bench.core.tasks.all[0]));
		const failed = await bench.run({ items, parameters: task('wait') });
		expect(failed.error?.message).toMatch(/was cancelled$/);
		expect(failed.error?.description).toContain('start a new task with the operation that made this one');
		const unknown = await bench.run({ items: [{ json: { taskId: '17f20503-6c24-4c16-946b-35dbbce2af2f' } }], parameters: task('wait') });
		expect(unknown.error?.description).toContain('Check the Task ID');
		expect(`${failed.error?.description} ${unknown.error?.description}`).not.toContain('Run the item again');
	});

	it.each([['a text'], [{ '0': 'https://x' }], [null]])('ends when a finished task has %j where its files should be', async (output) => {
		const bench = await setUpBench({
			durationMs: 1000,
			fault: ({ route }) => (route === 'poll' ? { kind: 'json', change: (body) => ({ ...(body as object), output }) } : undefined),
		});
		const items = await started(bench);
		const failed = await bench.run({ items, parameters: task('wait', { options: { waitLimit: 0 } }) });
		expect(failed.error?.message).toMatch(/succeeded but has no output file$/);
		expect(bench.core.log.polls().length).toBeLessThan(10);
		expect(bench.clock.elapsed()).toBeLessThan(60_000);
	});
});

describe('one task in several items of Cancel Task', () => {
	it('is dealt with as each item says, one after the other', async () => {
		const bench = await setUpBench({ durationMs: 1000 });
		const [item] = await started(bench);
		bench.clock.pass(5000);
		const result = await bench.run({
			items: [{ json: { ...item.json, remove: 'false' } }, { json: { ...item.json, remove: 'true' } }],
			parameters: task('cancel', { options: { deleteFinished: '={{ $json.remove }}' } }),
		});
		expect(result.items('Runway').map(({ json }) => [json.status, json.deleted])).toEqual([
			['SUCCEEDED', false],
			['SUCCEEDED', true],
		]);
	});

	it('is left alone when the switch is neither true nor false', async () => {
		const bench = await setUpBench({ durationMs: 1000 });
		const items = await started(bench);
		const failed = await bench.run({ items, parameters: task('cancel', { options: { deleteFinished: '={{ "maybe" }}' } }) });
		expect(failed.error?.message).toBe('Delete Finished Task: Must be true or false, but is "maybe".');
		expect(bench.core.log.deletes()).toHaveLength(0);
	});
});
