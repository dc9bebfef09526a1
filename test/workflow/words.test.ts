import { closeBenches, generate, prompts, setUpBench } from './bench';

afterEach(closeBenches);

it('says what a model does not take instead of dropping it', async () => {
	const { core, run } = await setUpBench({ durationMs: 1000 });
	const result = await run({
		items: prompts('a'),
		// As an expression: with a fixed model the editor hides what it does not take.
		parameters: generate({ model: '={{ "gen4.5" }}', modelOptions: { negativePrompt: 'fog', seed: 5 } }),
	});
	expect(result.error).toBeUndefined();
	expect(result.runData.Runway[0].hints?.map(({ message }) => message)).toEqual([
		'Item 1: gen4.5 does not take Negative Prompt; not sent.',
	]);
	expect(core.log.creates()[0].body).toMatchObject({ seed: 5 });
	expect(core.log.creates()[0].body).not.toHaveProperty('negativePrompt');
});

it('waits through a status it does not know and names it at the limit', async () => {
	const { core, run } = await setUpBench({
		durationMs: 600_000,
		fault: ({ route }) =>
			route === 'poll'
				? { kind: 'json', change: (body) => ({ ...(body as object), status: 'DREAMING' }) }
				: undefined,
	});
	const failed = await run({ items: prompts('a'), parameters: generate({ options: { waitLimit: 0.5 } }) });
	expect(failed.error?.message).toMatch(/is not finished after 3\d seconds of work; its status is DREAMING$/);
	expect(core.log.creates()).toHaveLength(1);
});

it('names the trouble when Runway cannot be reached until the limit', async () => {
	const { core, run } = await setUpBench({
		fault: ({ route }) => (route === 'poll' ? { kind: 'reset-before' } : undefined),
	});
	const failed = await run({ items: prompts('a'), parameters: generate({ options: { waitLimit: 2 } }) });
	expect(failed.error?.message).toContain(core.tasks.all[0].id);
	expect(failed.error?.message).toContain('the connection was closed before the answer was complete');
	expect(failed.error?.description).toContain('Wait for Task');
});

it('says that a file which cannot be fetched is paid for and stays at Runway', async () => {
	const { core, run } = await setUpBench({
		durationMs: 1000,
		fault: ({ route }) => (route === 'output' ? { kind: 'status', status: 404 } : undefined),
	});
	const failed = await run({ items: prompts('a'), parameters: generate({ options: { waitLimit: 1 } }) });
	expect(failed.error?.message).toBe(
		`The file of Runway task ${core.tasks.all[0].id} could not be downloaded: the file server answered with status 404`,
	);
	expect(failed.error?.description).toContain('24 to 48 hours');
});

it('explains a success without a file', async () => {
	const { run } = await setUpBench({
		durationMs: 1000,
		fault: ({ route }) =>
			route === 'poll' ? { kind: 'json', change: (body) => ({ ...(body as object), output: [] }) } : undefined,
	});
	const failed = await run({ items: prompts('a'), parameters: generate() });
	expect(failed.error?.message).toContain('succeeded but has no output file');
});

it('demands no image field in the editor that an expression may make needless', async () => {
	const { run } = await setUpBench({ durationMs: 1000 });
	const parameters = { resource: 'video', operation: 'animate', model: 'gen4_turbo', ratio: '1280:720' };
	const item = { json: { from: 'url', url: 'https://example.com/a.png' } };
	const good = await run({
		items: [item],
		parameters: { ...parameters, imageSource: '={{ $json.from }}', imageUrl: '={{ $json.url }}' },
	});
	expect(good.error).toBeUndefined();
	const empty = await run({ items: [item], parameters: { ...parameters, imageSource: 'url' } });
	expect(empty.error?.message).toMatch(/^Image URL: /);
	const byJson = await run({
		items: [item],
		parameters: {
			...parameters,
			model: 'other',
			modelId: 'gen4_turbo',
			extraParameters: '{ "promptImage": "https://example.com/a.png", "ratio": "1280:720", "duration": 5 }',
		},
	});
	expect(byJson.error).toBeUndefined();
});

it('says the same thing about many items once', async () => {
	const { run } = await setUpBench({ durationMs: 1000 });
	const result = await run({
		items: prompts('a', 'b', 'c', 'd'),
		parameters: generate({
			model: '={{ $json.prompt === "c" ? "veo3.1" : "gen4.5" }}',
			duration: '={{ $json.prompt === "c" ? 4 : 5 }}',
			modelOptions: { negativePrompt: 'fog' },
		}),
	});
	expect(result.runData.Runway[0].hints?.map(({ message }) => message)).toEqual([
		'Items 1-2, 4: gen4.5 does not take Negative Prompt; not sent.',
		'4 tasks cost 340 credits.',
	]);
});

it.each([
	[429, ['few minutes', 'daily limit', 'Nothing was created']],
	[404, ['Base URL', 'Nothing was created']],
])('says what status %i on creating may mean', async (status, words) => {
	const { run } = await setUpBench({
		fault: ({ route }) => (route === 'create' ? { kind: 'status', status, headers: { 'retry-after': '900' }, body: { error: 'no' } } : undefined),
	});
	const { error } = await run({ items: prompts('a'), parameters: generate() });
	for (const word of words) expect(error?.description).toContain(word);
	expect(error?.description).not.toContain('task belongs');
});

it.each(['cancelOnStop', 'waitForCompletion'])('takes the text "false" of a sheet for what it says: %s', async (name) => {
	const { core, clock, start } = await setUpBench({ durationMs: 30_000 });
	const value = '={{ "false" }}';
	const parameters = generate(name === 'cancelOnStop' ? { options: { [name]: value } } : { [name]: value });
	const started = await start({ items: prompts('a'), parameters });
	clock.at(8000, () => started.cancel());
	const run = await started.finished;
	if (name === 'waitForCompletion') expect(run.items('Runway')[0].json.status).toBe('PENDING');
	else expect(core.log.deletes()).toHaveLength(0);
});

it('names every bad item and its problem, and counts in one way', async () => {
	const { core, run } = await setUpBench();
	const { error } = await run({
		items: prompts('a', '', 'c', 'd'),
		parameters: generate({ duration: '={{ $json.prompt === "d" ? 99 : 5 }}' }),
	});
	expect(error?.message).toMatch(/^Item 2 of 4: Prompt: Empty/);
	expect(error?.description).toContain('Failed too. Item 4: Duration: Gen-4.5 does not take 99');
	expect(error?.description).toContain('Nothing was sent for 2 other items.');
	// The editor would add its own number, counted from zero, and a section of what Runway answered.
	expect(error?.context?.itemIndex).toBeUndefined();
	expect(error?.context?.data).toBeUndefined();
	expect(core.log.entries).toHaveLength(0);
});

it('names a few of very many problems', async () => {
	const { run } = await setUpBench();
	const { error } = await run({ items: prompts(...Array.from({ length: 50 }, () => '')), parameters: generate() });
	expect(error?.description).toContain('And 39 more items.');
});
