import type { IDataObject } from 'n8n-workflow';
import { animate, closeBenches, generate, prompts, setUpBench } from './bench';

afterEach(closeBenches);

const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe('never pays twice', () => {
	it('Retry On Fail picks up the tasks that exist: one create per item', async () => {
		// One of three tasks takes longer than its limit in the first two tries.
		const { core, run } = await setUpBench({
			outcome: (_, index) => ({ durationMs: index === 1 ? 40_000 : 5000 }),
		});
		const result = await run({
			items: prompts('a', 'b', 'c'),
			parameters: generate({ options: { waitLimit: 15 / 60 } }),
			node: retry,
		});
		expect(result.error).toBeUndefined();
		expect(result.items('Runway').map(({ json }) => [json.promptText, json.status])).toEqual([
			['a', 'SUCCEEDED'],
			['b', 'SUCCEEDED'],
			['c', 'SUCCEEDED'],
		]);
		expect(core.log.creates()).toHaveLength(3);
		expect(core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
	});

	it('Retry execution picks them up too, from the stored execution', async () => {
		const { core, clock, run } = await setUpBench({ durationMs: 30_000 });
		const failed = await run({
			items: prompts('a', 'b'),
			parameters: generate({ options: { waitLimit: 10 / 60 } }),
		});
		expect(failed.status).toBe('error');
		clock.pass(60_000);
		const retried = await failed.retry();
		expect(retried.error).toBeUndefined();
		expect(retried.items('Runway').map(({ json }) => json.taskId)).toEqual(core.tasks.all.map(({ id }) => id));
		expect(core.log.creates()).toHaveLength(2);
	});

	it('never sends again what moderation has refused: the same error comes back', async () => {
		const { core, run } = await setUpBench({
			durationMs: 2000,
			outcome: () => ({ fail: { failure: 'no', failureCode: 'SAFETY.INPUT.TEXT' } }),
		});
		const failed = await run({ items: prompts('a'), parameters: generate(), node: retry });
		expect(failed.error?.message).toContain('content moderation');
		const again = await failed.retry();
		expect(again.error?.message).toBe(failed.error?.message);
		expect(core.log.creates()).toHaveLength(1);
	});

	it('does not send a request again that Runway has refused', async () => {
		const { core, run } = await setUpBench({
			fault: ({ route }) =>
				route === 'create'
					? {
							kind: 'status',
							status: 400,
							body: { error: 'Validation of body failed', issues: [{ path: ['promptText'], message: 'Nope' }] },
						}
					: undefined,
		});
		const failed = await run({ items: prompts('a'), parameters: generate(), node: retry });
		expect(failed.error?.message).toBe(
			'Runway refused the request: Validation of body failed; promptText: Nope',
		);
		await failed.retry();
		expect(core.log.of('create')).toHaveLength(1);
	});

	it('sends a request again after a rerun when only the key was wrong', async () => {
		const { core, run } = await setUpBench({
			durationMs: 1000,
			fault: ({ route }, n) => (route === 'create' && n === 1 ? { kind: 'status', status: 401 } : undefined),
		});
		const failed = await run({ items: prompts('a'), parameters: generate() });
		expect(failed.error?.description).toContain('API Key');
		const retried = await failed.retry();
		expect(retried.error).toBeUndefined();
		expect(core.tasks.all).toHaveLength(1);
	});

	it('takes a changed request for a new one', async () => {
		const { core, run } = await setUpBench({ durationMs: 60_000 });
		await run({
			items: prompts('a'),
			parameters: generate({ promptText: '={{ "take " + Math.random() }}', options: { waitLimit: 0.1 } }),
			node: retry,
		});
		expect(core.log.creates()).toHaveLength(3);
	});

	it('starts a new task on a rerun when the old one is gone', async () => {
		const { core, clock, run } = await setUpBench({ durationMs: 60_000 });
		const failed = await run({ items: prompts('a'), parameters: generate({ options: { waitLimit: 10 / 60 } }) });
		core.tasks.cancelFromOutside(core.tasks.all[0]);
		clock.pass(10_000);
		const retried = await failed.retry();
		expect(retried.error?.message).toMatch(/does not exist|was cancelled/);
		const second = await retried.retry();
		expect(second.error?.message).toContain('not finished');
		expect(core.log.creates()).toHaveLength(2);
	});

	it('says that a task may exist when the answer was lost, and does not send again', async () => {
		const { core, run } = await setUpBench({
			fault: ({ route }) => (route === 'create' ? { kind: 'reset-after' } : undefined),
		});
		const failed = await run({ items: prompts('a'), parameters: generate(), node: retry });
		expect(failed.error?.message).toContain('It is not known whether Runway created the task');
		expect(failed.error?.description).toContain('usage page');
		expect(core.log.of('create')).toHaveLength(1);
		const again = await failed.retry();
		expect(again.error?.message).toBe(failed.error?.message);
		expect(core.log.of('create')).toHaveLength(1);
	});

	it.each([429, 502, 503, 504])('repeats a create answered with %s', async (status) => {
		const { core, run } = await setUpBench({
			durationMs: 1000,
			fault: ({ route }, n) => (route === 'create' && n <= 2 ? { kind: 'status', status } : undefined),
		});
		const result = await run({ items: prompts('a'), parameters: generate() });
		expect(result.error).toBeUndefined();
		expect(core.tasks.all).toHaveLength(1);
		expect(core.log.of('create')).toHaveLength(3);
	});

	it('gives up on a daily limit after a few tries and says that nothing was created', async () => {
		const { core, clock, run } = await setUpBench({
			fault: ({ route }) => (route === 'create' ? { kind: 'status', status: 429, body: { error: 'Daily limit' } } : undefined),
		});
		const failed = await run({ items: prompts('a'), parameters: generate() });
		expect(failed.error?.message).toBe('Runway did not take the request after 5 tries: Daily limit');
		expect(failed.error?.description).toContain('Nothing was created');
		expect(core.log.of('create')).toHaveLength(5);
		expect(clock.elapsed()).toBeLessThan(120_000);
	});
});

describe('retries of failed tasks', () => {
	const internal = { fail: { failure: 'oops', failureCode: 'INTERNAL.CRASH' } };

	it('starts a new task once by default, when the reason passes', async () => {
		const { core, run } = await setUpBench({
			durationMs: 3000,
			outcome: (_, index) => (index === 0 ? internal : {}),
		});
		const result = await run({ items: prompts('a'), parameters: generate() });
		expect(result.error).toBeUndefined();
		const [{ json }] = result.items('Runway');
		expect(json.taskId).toBe(core.tasks.all[1].id);
		expect((json.failedAttempts as IDataObject[]).map(({ taskId }) => taskId)).toEqual([core.tasks.all[0].id]);
	});

	it('stops at the chosen number and names all the tasks', async () => {
		const { core, run } = await setUpBench({ durationMs: 3000, outcome: () => internal });
		const failed = await run({ items: prompts('a'), parameters: generate({ options: { retries: 2 } }) });
		expect(core.log.creates()).toHaveLength(3);
		expect(failed.error?.message).toContain(core.tasks.all[2].id);
		expect(failed.error?.message).toContain("a problem on Runway's side");
		const { failedAttempts } = failed.error?.context?.data as { failedAttempts: IDataObject[] };
		expect(failedAttempts.map(({ taskId }) => taskId)).toEqual(core.tasks.all.slice(0, 2).map(({ id }) => id));
	});

	it('starts none when set to 0, and none for input errors', async () => {
		const none = await setUpBench({ durationMs: 3000, outcome: () => internal });
		await none.run({ items: prompts('a'), parameters: generate({ options: { retries: 0 } }) });
		expect(none.core.log.creates()).toHaveLength(1);
		const asset = await setUpBench({
			durationMs: 3000,
			outcome: () => ({ fail: { failure: 'bad', failureCode: 'ASSET.INVALID' } }),
		});
		await asset.run({ items: prompts('a'), parameters: generate({ options: { retries: 5 } }) });
		expect(asset.core.log.creates()).toHaveLength(1);
	});
});

it('sends nothing new once an item has failed and the node must stop', async () => {
	const { core, run } = await setUpBench({
		fault: ({ route }) => (route === 'create' ? { kind: 'status', status: 401, body: { error: 'Bad key' } } : undefined),
	});
	const failed = await run({ items: prompts(...'abcdefghijklmnop'), parameters: animateFree() });
	expect(failed.error?.message).toContain('Bad key');
	expect(failed.error?.description).toContain('API Key');
	expect(core.log.of('create').length).toBeLessThanOrEqual(4);
	expect(failed.error?.description).toMatch(/Nothing was sent for \d+ other items\./);
});

function animateFree() {
	return animate({ imageSource: 'url', imageUrl: 'https://example.com/a.png' });
}
