import { closeBenches, generate, manyPrompts, prompts, setUpBench } from './bench';

afterEach(closeBenches);

describe('a batch', () => {
	it('takes 20 items to their end as fast as Runway, in order, paired, with few looks', async () => {
		const { core, clock, run } = await setUpBench({ durationMs: 12_000 });
		const result = await run({ items: manyPrompts(20), parameters: generate() });

		expect(result.error).toBeUndefined();
		const items = result.items('Runway');
		expect(items.map(({ json }) => json.promptText)).toEqual(Array.from({ length: 20 }, (_, i) => `clip ${i}`));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array.from({ length: 20 }, (_, i) => ({ item: i })));
		expect(clock.elapsed()).toBeLessThanOrEqual(18_000);
		expect(core.log.creates()).toHaveLength(20);
		for (const task of core.tasks.all) expect(core.log.polls(task.id).length).toBeLessThanOrEqual(4);
		expect(core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
		expect(core.log.deletes()).toHaveLength(0);
	});

	it('hands over the very bytes that Runway served, with name, type and size', async () => {
		const { core, run } = await setUpBench({ durationMs: 3000 });
		const result = await run({ items: prompts('a', 'b'), parameters: generate() });
		for (const { json, binary } of result.items('Runway')) {
			const bytes = await result.readBinary(binary!.data);
			expect(bytes.equals(await core.outputBytes(String(json.taskId), 0))).toBe(true);
			expect(json).toMatchObject({
				status: 'SUCCEEDED',
				model: 'gen4.5',
				ratio: '1280:720',
				duration: 5,
				cost: 60,
				outputIndex: 0,
				outputCount: 1,
				fileName: `runway-${String(json.taskId)}.mp4`,
				mimeType: 'video/mp4',
				fileSize: bytes.length,
			});
			expect(json).not.toHaveProperty('estimatedCost');
			expect(json.elapsedSeconds).toBeGreaterThanOrEqual(3);
			expect(json.outputUrl).toMatch(/^http/);
			expect(binary!.data).toMatchObject({ fileName: json.fileName, mimeType: 'video/mp4', fileExtension: 'mp4' });
		}
	});

	it('lets 100 throttled tasks take the time they need', async () => {
		const { core, clock, run } = await setUpBench({ durationMs: 2000, concurrency: 5 });
		const result = await run({
			items: manyPrompts(100),
			parameters: generate({ options: { waitLimit: 10 / 60 } }),
		});
		expect(result.error).toBeUndefined();
		expect(result.items('Runway').map(({ json }) => json.status)).toEqual(Array(100).fill('SUCCEEDED'));
		expect(core.tasks.maxRunning).toBe(5);
		// 20 rounds of 2 s at Runway, plus what it takes to notice.
		// Places are taken in the order of submission, so that is where the next look belongs.
		expect(clock.elapsed()).toBeGreaterThan(40_000);
		expect(clock.elapsed()).toBeLessThanOrEqual(46_000);
		expect(core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
	});

	it('gives one item for each output file', async () => {
		const { run } = await setUpBench({ durationMs: 1000, outcome: () => ({ files: 3 }) });
		const result = await run({ items: prompts('x'), parameters: generate({ options: { fileName: 'my/clip' } }) });
		expect(result.items('Runway').map(({ json }) => [json.outputIndex, json.outputCount, json.fileName])).toEqual([
			[0, 3, 'my-clip-1.mp4'],
			[1, 3, 'my-clip-2.mp4'],
			[2, 3, 'my-clip-3.mp4'],
		]);
		expect(result.items('Runway').map(({ pairedItem }) => pairedItem)).toEqual(Array(3).fill({ item: 0 }));
	});

	it('puts the number of a file before an ending that was chosen', async () => {
		const { run } = await setUpBench({ durationMs: 1000, outcome: () => ({ files: 2 }) });
		const result = await run({ items: prompts('x'), parameters: generate({ options: { fileName: 'fox.mp4' } }) });
		expect(result.items('Runway').map(({ json }) => json.fileName)).toEqual(['fox-1.mp4', 'fox-2.mp4']);
		expect(result.items('Runway').map(({ binary }) => binary!.data.fileName)).toEqual(['fox-1.mp4', 'fox-2.mp4']);
	});

	it.each([
		['.mov', 'video/quicktime'],
		['.zip', 'application/zip'],
	] as const)('names a %s file and its type rightly', async (extension, mimeType) => {
		const { run } = await setUpBench({ durationMs: 1000, outcome: () => ({ extension }) });
		const result = await run({
			items: prompts('x'),
			parameters: generate({ options: { binaryPropertyOutput: 'clip' } }),
		});
		const [{ json, binary }] = result.items('Runway');
		expect(json.mimeType).toBe(mimeType);
		expect(binary).toHaveProperty('clip.mimeType', mimeType);
		expect(String(json.fileName).endsWith(extension)).toBe(true);
	});

	it('keeps files in memory where n8n is set to do so', async () => {
		const { core, run } = await setUpBench({ durationMs: 1000 });
		const result = await run({ items: prompts('x'), parameters: generate(), binaryMode: 'default' });
		const [{ json, binary }] = result.items('Runway');
		const bytes = await result.readBinary(binary!.data);
		expect(bytes.equals(await core.outputBytes(String(json.taskId), 0))).toBe(true);
	});

	it('does nothing for no items', async () => {
		const { core, run } = await setUpBench();
		const result = await run({ items: [], parameters: generate() });
		expect(result.error).toBeUndefined();
		expect(core.log.entries).toHaveLength(0);
	});
});

describe('without waiting', () => {
	it('hands on tasks that Wait for Task turns into files', async () => {
		const { core, clock, run } = await setUpBench({ durationMs: 12_000 });
		const submitted = await run({ items: prompts('a', 'b'), parameters: generate({ waitForCompletion: false }) });
		const tasks = submitted.items('Runway');
		expect(tasks.map(({ json, binary }) => [json.status, json.promptText, json.estimatedCost, binary])).toEqual([
			['PENDING', 'a', 60, undefined],
			['PENDING', 'b', 60, undefined],
		]);
		expect(core.log.polls()).toHaveLength(0);

		clock.pass(60_000);
		const waited = await run({
			items: tasks.map(({ json }) => ({ json })),
			parameters: { resource: 'task', operation: 'wait', taskId: '={{ $json.taskId }}' },
		});
		expect(waited.items('Runway').map(({ json }) => [json.status, json.promptText, json.model, json.cost])).toEqual([
			['SUCCEEDED', 'a', 'gen4.5', 60],
			['SUCCEEDED', 'b', 'gen4.5', 60],
		]);
		expect(core.log.polls()).toHaveLength(2);
		expect(core.log.creates()).toHaveLength(2);
	});

	it('watches a task that stands in several items once', async () => {
		const { core, run } = await setUpBench({ durationMs: 8000 });
		const submitted = await run({ items: prompts('a'), parameters: generate({ waitForCompletion: false }) });
		const { taskId } = submitted.items('Runway')[0].json;
		const waited = await run({
			items: [{ json: { taskId } }, { json: { taskId } }],
			parameters: { resource: 'task', operation: 'wait', taskId: '={{ $json.taskId }}' },
		});
		expect(waited.items('Runway').map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
		expect(core.log.of('output')).toHaveLength(1);
	});
});
