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
});
