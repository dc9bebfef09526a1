import type { IDataObject } from 'n8n-workflow';
import { closeBenches, generate, manyPrompts, prompts, setUpBench } from './bench';

afterEach(closeBenches);

// Five seconds of Gen-4.5 are 60 credits in the emulator's price list.
const CLIP = 60;

const goOn = { onError: 'continueRegularOutput' as const };

describe('credit limit', () => {
	it('creates what fits and not one more; the others cost nothing and say so', async () => {
		const { core, run } = await setUpBench({ durationMs: 3000 });
		const result = await run({
			items: manyPrompts(5),
			parameters: generate({ options: { creditLimit: 2 * CLIP + 20 } }),
			node: goOn,
		});
		const items = result.items('Runway').map(({ json }) => json);
		expect(core.log.of('create')).toHaveLength(2);
		expect(items.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', undefined, undefined, undefined]);
		expect(items[2].error).toMatchObject({
			message:
				'Item 3 of 5: Not sent: it would cost 60 credits, and of the credit limit of 140 only 20 are left (120 credits in 2 tasks)',
			description: expect.stringMatching(/^Nothing was charged for this item\..* Raise Credit Limit and retry the execution/),
		});
	});

	it('stops a node that must not go on, names the tasks that exist, and goes on with a higher limit', async () => {
		const { core, run, workflow } = await setUpBench({ durationMs: 3000 });
		const failed = await run({ items: manyPrompts(4), parameters: generate({ options: { creditLimit: 2 * CLIP } }) });
		expect(failed.error?.message).toBe(
			'Item 3 of 4: Not sent: the credit limit of 120 is used up (120 credits in 2 tasks)',
		);
		for (const { id } of core.tasks.all) expect(failed.error?.description).toContain(id);
		expect(failed.error?.description).toContain('Nothing was sent for 1 other item.');

		const same = await failed.retry();
		expect(same.error?.message).toBe(failed.error?.message);
		expect(core.log.of('create')).toHaveLength(2);

		const higher = await same.retry(workflow({ parameters: generate({ options: { creditLimit: 4 * CLIP } }) }));
		expect(higher.error).toBeUndefined();
		expect(higher.items('Runway').map(({ json }) => json.promptText)).toEqual(['clip 0', 'clip 1', 'clip 2', 'clip 3']);
		expect(core.log.of('create')).toHaveLength(4);
	});

	it('counts what Retry On Fail has spent before', async () => {
		const { core, run } = await setUpBench({ durationMs: 60_000 });
		const failed = await run({
			items: prompts('a'),
			// Another request each time, as in a workflow that draws its prompts by chance.
			parameters: generate({
				promptText: '={{ "take " + Math.random() }}',
				options: { waitLimit: 0.1, creditLimit: 2 * CLIP },
			}),
			node: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
		});
		expect(core.log.of('create')).toHaveLength(2);
		expect(failed.error?.message).toBe('Not sent: the credit limit of 120 is used up (120 credits in 2 tasks)');
	});

	it('counts repeats of failed tasks, and says that it kept one from being sent', async () => {
		const { core, run } = await setUpBench({
			durationMs: 3000,
			outcome: () => ({ fail: { failure: 'oops', failureCode: 'INTERNAL.CRASH' } }),
		});
		const failed = await run({
			items: prompts('a'),
			parameters: generate({ options: { retries: 5, creditLimit: 2 * CLIP } }),
		});
		expect(core.log.of('create')).toHaveLength(2);
		expect(failed.error?.message).toBe(
			`Runway task ${core.tasks.all[1].id} failed: there was a problem on Runway's side (INTERNAL.CRASH)`,
		);
		expect(failed.error?.description).toContain(
			'It was not tried again. Not sent: the credit limit of 120 is used up (120 credits in 2 tasks).',
		);
	});

	it('is exceeded by no more than one task whose price was not known', async () => {
		const { core, run } = await setUpBench({ durationMs: 3000 });
		const items = [5, 10, 6, 7, 5].map((seconds) => ({ json: { prompt: 'a', seconds } }));
		await run({
			items,
			parameters: generate({ duration: '={{ $json.seconds }}', options: { creditLimit: CLIP + 10 } }),
			node: goOn,
		});
		expect(core.tasks.all.map(({ estimatedCost }) => estimatedCost)).toEqual([CLIP, 2 * CLIP]);
	});

	it('holds for tasks that nobody waits for', async () => {
		const { core, run } = await setUpBench();
		await run({
			items: manyPrompts(3),
			parameters: generate({ waitForCompletion: false, options: { creditLimit: CLIP } }),
			node: goOn,
		});
		expect(core.log.of('create')).toHaveLength(1);
	});

	it('learns the price from the task where the answer to the request has none', async () => {
		const { core, run } = await setUpBench({ durationMs: 10_000 });
		const parameters = {
			resource: 'video',
			operation: 'avatar',
			model: 'gwm1_avatars',
			avatarType: 'preset',
			avatar: 'music-superstar',
			speechType: 'text',
			text: '={{ $json.prompt }}',
			options: { creditLimit: 10 },
		};
		const result = await run({ items: prompts('One sentence.', 'Another one.', 'A third.'), parameters, node: goOn });
		const spent = core.tasks.all.reduce((sum, { estimatedCost }) => sum + estimatedCost, 0);
		const last = core.tasks.all.at(-1)!.estimatedCost;
		expect(core.tasks.all.length).toBeLessThan(3);
		expect(spent - last).toBeLessThan(10);
		expect((result.items('Runway')[2].json.error as IDataObject).message).toContain('the credit limit of 10 is used up');
		expect(core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
	});

	it.each([-1, 'many', true])('refuses the limit %p before anything is sent', async (creditLimit) => {
		const { core, run } = await setUpBench();
		const failed = await run({ items: prompts('a'), parameters: generate({ options: { creditLimit } }) });
		expect(failed.error?.message).toMatch(/^Credit Limit: Must be a number from 0 to 1000000000, but is /);
		expect(core.log.entries).toHaveLength(0);
	});
});

describe('check account first', () => {
	const checked = (more: IDataObject = {}) => generate({ options: { checkAccount: true, ...more } });

	it('sends nothing with an empty account', async () => {
		const { core, run } = await setUpBench({ credits: 0 });
		const failed = await run({ items: manyPrompts(3), parameters: checked() });
		expect(failed.error?.message).toBe(
			'Item 1 of 3: Not sent: the Runway account has no credits left (balance: 0)',
		);
		expect(failed.error?.description).toBe(
			"Buy credits in Runway's developer portal. Nothing was charged. Check Account First found this; turn it off to send all the " +
				'same. Nothing was sent for 2 other items.',
		);
		expect(core.log.entries.map(({ route }) => route)).toEqual(['organization']);
	});

	it('sends nothing when fewer generations are left today than there are items', async () => {
		const { core, run } = await setUpBench({ daily: 4, durationMs: 2000 });
		await run({ items: prompts('before'), parameters: checked() });
		const result = await run({ items: manyPrompts(4), parameters: checked(), node: goOn });
		expect(result.items('Runway').map(({ json }) => (json.error as IDataObject).message)).toEqual(
			[1, 2, 3, 4].map(
				(n) => `Item ${n} of 4: Not sent: 4 items would be made with gen4.5, but of its 4 generations a day only 3 are left`,
			),
		);
		expect(core.log.of('create')).toHaveLength(1);
	});

	it('looks once, and lets through what fits', async () => {
		const { core, run } = await setUpBench({ daily: 3, durationMs: 2000 });
		const result = await run({ items: manyPrompts(3), parameters: checked() });
		expect(result.error).toBeUndefined();
		expect(core.log.of('organization')).toHaveLength(1);
		expect(core.log.entries[0].route).toBe('organization');
	});

	it('counts only what is still to be created', async () => {
		const { core, clock, run } = await setUpBench({ daily: 2, durationMs: 60_000 });
		const failed = await run({ items: manyPrompts(2), parameters: checked({ waitLimit: 0.1 }) });
		clock.pass(60_000);
		const retried = await failed.retry();
		expect(retried.error).toBeUndefined();
		expect(core.log.of('organization')).toHaveLength(1);
		expect(core.log.of('create')).toHaveLength(2);
	});

	it('waits for trouble to pass, and sends nothing when it does not', async () => {
		const passing = await setUpBench({
			durationMs: 2000,
			fault: ({ route }, n) => (route === 'organization' && n <= 2 ? { kind: 'status', status: 503 } : undefined),
		});
		expect((await passing.run({ items: prompts('a'), parameters: checked() })).error).toBeUndefined();
		const lasting = await setUpBench({
			fault: ({ route }) => (route === 'organization' ? { kind: 'status', status: 503 } : undefined),
		});
		const failed = await lasting.run({ items: prompts('a'), parameters: checked() });
		expect(failed.error?.message).toBe('The account could not be looked at: Fault on demand: 503');
		expect(lasting.core.log.of('organization')).toHaveLength(4);
		expect(lasting.core.log.of('create')).toHaveLength(0);
	});

	it('does not look unless it is asked to', async () => {
		const { core, run } = await setUpBench({ credits: 0, durationMs: 2000 });
		await run({ items: prompts('a'), parameters: generate() });
		expect(core.log.of('organization')).toHaveLength(0);
	});
});
