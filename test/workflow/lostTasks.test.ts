import { closeBenches, generate, prompts, setUpBench } from './bench';

afterEach(closeBenches);

describe('never loses a paid task', () => {
	it('lists the tasks of all other items when one fails', async () => {
		const { core, run } = await setUpBench({
			durationMs: 5000,
			outcome: (_, index) => (index === 1 ? { fail: { failure: 'no', failureCode: 'SAFETY.INPUT.TEXT' } } : {}),
		});
		const failed = await run({ items: prompts('a', 'b', 'c'), parameters: generate() });
		expect(failed.error?.message).toMatch(/^Item 2 of 3: Runway task /);
		for (const task of core.tasks.all) {
			expect(`${failed.error?.message} ${failed.error?.description}`).toContain(task.id);
		}
		expect(failed.error?.description).toContain('(SUCCEEDED)');
		expect(failed.error?.description).toContain('Wait for Task');
		expect(core.log.deletes()).toHaveLength(0);

		const retried = await failed.retry();
		expect(retried.error?.message).toBe(failed.error?.message);
		expect(core.log.creates()).toHaveLength(3);
	});

	it('gives each failed item its task id on the error output, and the others their files', async () => {
		const { core, run } = await setUpBench({
			durationMs: 5000,
			outcome: (_, index) => (index === 1 ? { fail: { failure: 'no', failureCode: 'SAFETY.INPUT.TEXT' } } : {}),
		});
		const result = await run({
			items: prompts('a', 'b', 'c'),
			parameters: generate(),
			node: { onError: 'continueErrorOutput' },
		});
		expect(result.items('Runway').map(({ json }) => json.promptText)).toEqual(['a', 'c']);
		expect(result.items('Runway').map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		const [error] = result.errorItems('Runway');
		expect(error.json).toMatchObject({
			prompt: 'b',
			error: {
				message: expect.stringMatching(/^Item 2 of 3: Runway task .* content moderation/),
				description: expect.stringContaining('Change the prompt'),
				taskId: core.tasks.all[1].id,
				status: 'FAILED',
				failureCode: 'SAFETY.INPUT.TEXT',
			},
		});
	});

	it('continues on the regular output when asked to', async () => {
		const { core, run } = await setUpBench({
			durationMs: 5000,
			outcome: (_, index) => (index === 0 ? { fail: { failure: 'no', failureCode: 'ASSET.INVALID' } } : {}),
		});
		const result = await run({
			items: prompts('a', 'b'),
			parameters: generate(),
			node: { onError: 'continueRegularOutput' },
		});
		expect(result.items('Runway').map(({ json }) => [typeof json.error, json.status])).toEqual([
			['object', 'FAILED'],
			['undefined', 'SUCCEEDED'],
		]);
		expect(result.items('Runway')[0].json).toMatchObject({
			taskId: core.tasks.all[0].id,
			error: { taskId: core.tasks.all[0].id, failureCode: 'ASSET.INVALID' },
		});
	});

	it('goes on through trouble while looking and downloading', async () => {
		const { core, run } = await setUpBench({
			durationMs: 20_000,
			fault: ({ route }, n) => {
				if (route === 'poll' && n === 1) return { kind: 'status', status: 503 };
				if (route === 'poll' && n === 2) return { kind: 'reset-before' };
				if (route === 'poll' && n === 3) return { kind: 'html' };
				if (route === 'output' && n === 1) return { kind: 'cut', afterBytes: 100 };
				if (route === 'output' && n === 2) return { kind: 'status', status: 500 };
				return undefined;
			},
		});
		const result = await run({ items: prompts('a'), parameters: generate() });
		expect(result.error).toBeUndefined();
		const [{ json, binary }] = result.items('Runway');
		const bytes = await result.readBinary(binary!.data);
		expect(bytes.equals(await core.outputBytes(String(json.taskId), 0))).toBe(true);
		expect(core.log.of('output')).toHaveLength(3);
		expect(core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
	});

	it('gets a fresh URL when the first has expired', async () => {
		const { core, run } = await setUpBench({
			durationMs: 2000,
			fault: ({ route }, n) => (route === 'output' && n === 1 ? { kind: 'status', status: 403 } : undefined),
		});
		const result = await run({ items: prompts('a'), parameters: generate() });
		expect(result.error).toBeUndefined();
		expect(core.log.of('output').map(({ path }) => path)).toHaveLength(2);
		expect(new Set(core.log.of('output').map(({ path }) => path)).size).toBe(2);
		expect(core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
	});

	it('ends at the wait limit with the id, and passes the task on when told to', async () => {
		const { core, run } = await setUpBench({ durationMs: 600_000 });
		const limit = { waitLimit: 30 / 60 };
		const failed = await run({ items: prompts('a'), parameters: generate({ options: limit }) });
		expect(failed.error?.message).toMatch(
			new RegExp(`^Runway task ${core.tasks.all[0].id} is not finished after 3\\d seconds of work; its status is RUNNING$`),
		);
		const passed = await run({
			items: prompts('a'),
			parameters: generate({ options: { ...limit, onLimit: 'continue' } }),
		});
		expect(passed.items('Runway')).toMatchObject([
			{ json: { taskId: core.tasks.all[1].id, status: 'RUNNING', promptText: 'a' }, pairedItem: { item: 0 } },
		]);
		expect(core.log.deletes()).toHaveLength(0);
	});

	it('has a limit of its own for the queue', async () => {
		const { core, clock, run } = await setUpBench({ durationMs: 300_000, concurrency: 1 });
		const result = await run({
			items: prompts('a', 'b'),
			parameters: generate({ options: { queueLimit: 1 } }),
			node: { onError: 'continueErrorOutput' },
		});
		expect(result.items('Runway').map(({ json }) => json.promptText)).toEqual(['a']);
		expect(result.errorItems('Runway').map(({ json }) => json.error)).toMatchObject([
			{
				taskId: core.tasks.all[1].id,
				status: 'THROTTLED',
				message: expect.stringMatching(/has been waiting for a free place for 6\d seconds/),
				description: expect.stringContaining('Queue Limit'),
			},
		]);
		expect(clock.elapsed()).toBeGreaterThan(300_000);
	});
});
