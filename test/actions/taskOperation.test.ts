import { done, fileOf } from '../batch/building';
import { picture } from '../emulator/talk';
import { answer, seen } from '../transport/scripted';
import { actedNode, type ActedNode } from './node';

const PNG = picture('image/png');
const parameters = { resource: 'video', operation: 'generate', model: 'gen4.5', promptText: 'A fox', ratio: '1280:720', duration: 5 };
const generate = (more: Partial<ActedNode> = {}) => actedNode({ parameters, ...more });
const created = answer(200, { id: 't1', estimatedCost: { credits: 60 } });

const animate = { ...parameters, operation: 'animate', model: 'gen4_turbo', imageSource: 'binary', binaryPropertyName: 'data' };

it('sends one request, waits, and gives the file with what was requested', async () => {
	const { run, asked, names } = generate({ runway: { 'POST text_to_video': [created], 'GET t1': [done('t1')] }, files: [fileOf('clip')] });
	const [{ json, binary }] = await run();
	expect(asked[0]).toMatchObject({ path: '/v1/text_to_video', body: { model: 'gen4.5', promptText: 'A fox', ratio: '1280:720', duration: 5 } });
	expect(names()).toEqual(['0 POST text_to_video', '5000 GET t1']);
	expect(json).toMatchObject({ taskId: 't1', model: 'gen4.5', promptText: 'A fox', ratio: '1280:720', duration: 5, cost: 25 });
	expect(Object.keys(binary!)).toEqual(['data']);
});

it('gives the task at once where nobody waits', async () => {
	const { run, names } = generate({ each: [{ waitForCompletion: false }], runway: { 'POST text_to_video': [created] } });
	expect((await run())[0].json).toMatchObject({ taskId: 't1', estimatedCost: 60, model: 'gen4.5' });
	expect(names()).toEqual(['0 POST text_to_video']);
});

it('names what is wrong with the request and the options at once, and sends nothing', async () => {
	const { error, asked } = generate({ each: [{ promptText: '', options: { waitLimit: -1 }, waitForCompletion: 'maybe' }] });
	const { message, description, context } = await error();
	expect(message).toBe('Prompt: Empty, but Gen-4.5 needs it.');
	expect(description).toBe(
		'Also: Wait for Completion: Must be true or false, but is "maybe". Wait Limit: Must be a number from 0 to 10080, but is -1. ' +
			'Nothing was sent to Runway for this item, so nothing was charged.',
	);
	expect([asked, context.data]).toEqual([[], undefined]);
});

it.each([
	[{ promptText: '' }, 'Prompt: Empty, but Gen-4.5 needs it.'],
	[{ options: { waitLimit: -1 } }, 'Wait Limit: Must be a number from 0 to 10080, but is -1.'],
	[{ waitForCompletion: 'maybe' }, 'Wait for Completion: Must be true or false, but is "maybe".'],
])('names one problem without an "also": %j', async (entered, message) => {
	const { error, asked } = generate({ each: [entered] });
	expect(await error()).toMatchObject({ message, description: 'Nothing was sent to Runway for this item, so nothing was charged.' });
	expect(asked).toEqual([]);
});

it('says what is wrong with a file before anything is sent', async () => {
	const { error, asked } = actedNode({ parameters: animate });
	expect((await error()).message).toMatch(/^Image: .*"data"/);
	expect(asked).toEqual([]);
});

it('sends the file that the item holds', async () => {
	const { run, asked } = actedNode({
		parameters: { ...animate, waitForCompletion: false },
		file: { pieces: [PNG], mimeType: 'image/png' },
		runway: { 'POST image_to_video': [created] },
	});
	await run();
	expect(asked[0].body).toMatchObject({ promptImage: `data:image/png;base64,${PNG.toString('base64')}` });
});

it('makes one problem of an expression that fails, of its item only', async () => {
	const failing = {
		get promptText(): string {
			throw new Error('The expression is wrong');
		},
	};
	const each = [{}, failing];
	const { run, asked } = generate({
		each,
		parameters: { ...parameters, waitForCompletion: false },
		onError: 'continueRegularOutput',
		runway: { 'POST text_to_video': [created] },
	});
	const [, { json }] = await run();
	expect(json.error).toMatchObject({ message: 'Item 2 of 2: Parameters: The expression is wrong' });
	expect(json).toMatchObject({ problems: [{ field: 'Parameters', message: 'The expression is wrong' }] });
	expect(asked).toHaveLength(1);
});

describe('a hint', () => {
	const expression = { ...parameters, model: '={{ "gen4.5" }}', waitForCompletion: false };
	const negative = { model: 'gen4.5', modelOptions: { negativePrompt: 'fog' } };
	const creations = (count: number) => ({ 'POST text_to_video': Array.from({ length: count }, (_, index) => answer(200, { id: `t${index}` })) });

	it('says what a model does not take, once, with the items it is about', async () => {
		const each = [negative, negative, { model: 'gen4.5' }, negative, { model: 'gen4.5' }, { ...negative, modelOptions: { negativePrompt: 'fog', audio: true } }];
		const { run, hints, asked } = generate({ parameters: expression, each, runway: creations(6) });
		await run();
		expect(hints[0]).toBe('Items 1-2, 4: gen4.5 does not take Negative Prompt; not sent.');
		expect(hints[1]).toBe('Item 6: gen4.5 does not take Generate Audio, Negative Prompt; not sent.');
		expect(hints).toHaveLength(2);
		expect(asked.map(({ body }) => Object.keys(body!))).not.toContainEqual(expect.arrayContaining(['negativePrompt']));
	});

	it('is not given when there is nothing to say', async () => {
		const { run, hints } = generate({ parameters: { ...parameters, waitForCompletion: false }, runway: creations(1) });
		await run();
		expect(hints).toEqual([]);
	});

	it('says what a batch cost, and of one task nothing that its item does not', async () => {
		const each = [{}, {}, {}];
		const costs = [60, 34.4, undefined];
		const created = costs.map((credits, index) => answer(200, { id: `t${index}`, ...(credits && { estimatedCost: { credits } }) }));
		const unfinished = generate({ each, parameters: { ...parameters, waitForCompletion: false }, runway: { 'POST text_to_video': created } });
		await unfinished.run();
		expect(unfinished.hints).toEqual(['2 tasks cost at most 94.4 credits. What 1 more task cost is not known.']);

		const finished = generate({
			each: [{}, {}],
			runway: { 'POST text_to_video': creations(2)['POST text_to_video'], 'GET t0': [done('t0')], 'GET t1': [done('t1')] },
			files: [fileOf('a'), fileOf('b')],
		});
		await finished.run();
		expect(finished.hints).toEqual(['2 tasks cost 50 credits.']);

		const one = generate({ runway: { 'POST text_to_video': [answer(200, { id: 't', estimatedCost: { credits: 60 } })], 'GET t': [done('t')] }, files: [fileOf('a')] });
		await one.run();
		expect(one.hints).toEqual([]);
	});

	it('says what is left where the account was looked at, also after one task', async () => {
		const organization = answer(200, { creditBalance: 1000, tier: { models: {} }, usage: { models: {} } });
		const { run, hints } = generate({
			parameters: { ...parameters, options: { checkAccount: true } },
			runway: { 'GET organization': [organization], 'POST text_to_video': [created], 'GET t1': [done('t1')] },
			files: [fileOf('a')],
		});
		await run();
		expect(hints).toEqual(['1 task cost 25 credits. Of the 1000 credits that the account had before, about 975 are left.']);
	});

	it('says why a task with several files stays in memory', async () => {
		const { run, hints } = actedNode({
			parameters: { resource: 'recipe', operation: 'stockImage', prompt: 'A desk', waitForCompletion: false, options: { whileWaiting: 'park' } },
			runway: { 'POST marketing_stock_image': [created] },
		});
		await run();
		expect(hints).toEqual(['Item 1: with several files of one task the node stays in memory, so that n8n can tell whose they are.']);
	});

	it('stands beside another, and the node does stay in memory', async () => {
		const busy = Array.from({ length: 13 }, () => seen('t0', 'RUNNING'));
		const { run, hints, handedOver } = actedNode({
			parameters: {
				...{ resource: 'image', operation: 'generate', model: '={{ "muse_image" }}', promptText: 'A fox', ratio: '1600:1600' },
				...{ modelOptions: { outputCount: 2, quality: 'high' }, options: { whileWaiting: 'park' } },
			},
			each: [{ model: 'muse_image' }],
			runway: { 'POST text_to_image': [answer(200, { id: 't0' })], 'GET t0': [...busy, done('t0', { output: ['https://f.example/a', 'https://f.example/b'] })] },
			files: [fileOf('a'), fileOf('b')],
		});
		expect(await run()).toHaveLength(2);
		expect([hints, handedOver]).toEqual([
			[
				'Item 1: muse_image does not take Quality; not sent.',
				'Item 1: with several files of one task the node stays in memory, so that n8n can tell whose they are.',
			],
			[],
		]);
	});
});

describe('the choice of a router', () => {
	const routed = (...fallbacks: object[]) =>
		actedNode({
			parameters: { resource: 'router', operation: 'video', configId: 'any', promptText: 'A fox', waitForCompletion: false },
			each: fallbacks.map(() => ({})),
			runway: {
				'POST video': fallbacks.map((capacityFallback, index) =>
					answer(200, { id: `t${index}`, routing: { model: 'gen4.5', provider: 'runway', estimatedCost: { credits: 60 }, capacityFallback } }),
				),
			},
		});

	it('is in the result, and a hint says what was busy', async () => {
		const { run, hints, asked } = routed({ skipped: ['a', 'b'], allExhausted: false }, { skipped: [], allExhausted: true }, {});
		const items = await run();
		expect(asked[0]).toMatchObject({ path: '/v1/generate/video', body: { configId: 'any', input: { promptText: 'A fox' } } });
		const choice = { configId: 'any', model: 'gen4.5', provider: 'runway', estimatedCost: 60 };
		expect(items.map(({ json }) => json)).toMatchObject([{ ...choice, skippedModels: 'a, b', allModelsBusy: false }, { ...choice, allModelsBusy: true }, choice]);
		expect(hints).toEqual([
			'Item 1: the router took gen4.5, because the account was at its limit of tasks with a, b.',
			'Item 2: all models that the router could choose were busy, so the task had to wait for its turn.',
			'3 tasks cost at most 180 credits.',
		]);
	});
});

it('looks at the account first where that is chosen', async () => {
	const { error, names } = generate({ each: [{ options: { checkAccount: true } }], runway: { 'GET organization': [answer(200, { creditBalance: 0 })] } });
	expect((await error()).message).toContain('no credits left');
	expect(names()).toEqual(['0 GET organization']);
});

it('cancels at a stop what it has started', async () => {
	const node = generate({
		runway: { 'POST text_to_video': [created], 'GET t1': [() => (node.stop.abort(), seen('t1', 'RUNNING')), seen('t1', 'RUNNING')], 'DELETE t1': [answer(204, undefined)] },
	});
	expect((await node.error()).message).toBe('Execution canceled; 1 unfinished Runway task cancelled too');
	expect(node.names().slice(-1)).toEqual(['5020 DELETE t1']);
});

it('looks for an empty field in Model Options only while an expression names the model', async () => {
	const each = [{ model: 'gen4.5', ratio: '', modelOptions: { ratio: '720:1280' }, waitForCompletion: false }];
	const sent = async (more: Partial<ActedNode>) => {
		const { run, asked } = generate({ each, runway: { 'POST text_to_video': [created] }, ...more });
		await run();
		return asked.map(({ body }) => (body as { ratio: string }).ratio);
	};
	expect(await sent({ parameters: { ...parameters, model: '={{ "gen4.5" }}' } })).toEqual(['720:1280']);
	expect(await sent({})).toEqual(['1280:720']);
});
