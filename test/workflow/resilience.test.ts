import { closeBenches, generate, prompts, setUpBench } from './bench';

afterEach(closeBenches);

const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

it('does not give up a paid task for one page that says 404', async () => {
	const { core, run } = await setUpBench({
		durationMs: 20_000,
		fault: ({ route }, n) => (route === 'poll' && n === 2 ? { kind: 'html', status: 404 } : undefined),
	});
	const result = await run({ items: prompts('a'), parameters: generate(), node: retry });
	expect(result.error).toBeUndefined();
	expect(core.log.creates()).toHaveLength(1);
});

it('sends the request again after a rerun once there are credits', async () => {
	const { core, run } = await setUpBench({
		durationMs: 1000,
		fault: ({ route }, n) =>
			route === 'create' && n === 1
				? { kind: 'status', status: 400, body: { error: 'Not enough credits for this request.' } }
				: undefined,
	});
	const failed = await run({ items: prompts('a'), parameters: generate() });
	expect(failed.error?.description).toContain('Buy credits');
	expect((await failed.retry()).error).toBeUndefined();
	expect(core.tasks.all).toHaveLength(1);
});

it('buys nothing after a failure, also not after a pause', async () => {
	const { core, run } = await setUpBench({
		fault: ({ route }, n) => {
			if (route !== 'create') return undefined;
			return { kind: 'status', status: n === 1 ? 503 : 400, body: { error: 'no' } };
		},
	});
	const failed = await run({ items: prompts('a', 'b', 'c'), parameters: generate() });
	expect(failed.status).toBe('error');
	// The first waits to be sent again when the second is refused.
	expect(core.log.of('create').length).toBeLessThanOrEqual(3);
	expect(core.tasks.all).toHaveLength(0);
});

it('keeps the pause between looks of Wait for Task across tries', async () => {
	const { core, run } = await setUpBench({ durationMs: 60_000 });
	const submitted = await run({ items: prompts('a'), parameters: generate({ waitForCompletion: false }) });
	await run({
		items: submitted.items('Runway').map(({ json }) => ({ json })),
		parameters: { resource: 'task', operation: 'wait', taskId: '={{ $json.taskId }}', options: { waitLimit: 0.25 } },
		node: retry,
	});
	expect(core.log.polls().length).toBeGreaterThan(5);
	expect(core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
});

it('takes an expression that fails for a problem of its item', async () => {
	const { run } = await setUpBench({ durationMs: 1000 });
	const result = await run({
		items: [{ json: { prompt: 'a' } }, { json: {} }],
		parameters: generate({ promptText: '={{ $json.prompt.trim() }}' }),
		node: { onError: 'continueErrorOutput' },
	});
	expect(result.items('Runway')).toHaveLength(1);
	expect(result.errorItems('Runway')).toHaveLength(1);
});

it.each([401, 403])('does not give up a paid task for one page of a proxy that says %i', async (status) => {
	const { core, run } = await setUpBench({
		durationMs: 20_000,
		fault: ({ route }, n) => (route === 'poll' && n === 2 ? { kind: 'html', status } : undefined),
	});
	expect((await run({ items: prompts('a'), parameters: generate() })).error).toBeUndefined();
	expect(core.log.creates()).toHaveLength(1);
});

it('gives up at once when Runway itself says that the key may not read the task', async () => {
	const { core, run } = await setUpBench({
		durationMs: 20_000,
		fault: ({ route }) => (route === 'poll' ? { kind: 'status', status: 403, body: { error: 'no' } } : undefined),
	});
	expect((await run({ items: prompts('a'), parameters: generate() })).error?.message).toContain('cannot be read');
	expect(core.log.polls()).toHaveLength(1);
});
