import { createCanvas } from '@napi-rs/canvas';
import type { Parameters } from '../engine/sketches';
import { closeBenches, prompts, setUpBench, type Bench } from './bench';

afterEach(closeBenches);

const goOn = { onError: 'continueRegularOutput' as const };

function addRouter({ core }: Bench, settings: object = {}, slug = 'everyday') {
	return core.things.add('routers', { name: slug, slug, settings });
}

function ask(more: Parameters = {}): Parameters {
	return {
		resource: 'router',
		operation: 'video',
		configId: { __rl: true, mode: 'list', value: 'everyday' },
		promptText: '={{ $json.prompt }}',
		aspectRatio: '16:9',
		resolution: '720p',
		duration: 5,
		...more,
	};
}

describe('a router', () => {
	it('chooses the model, and the result says which', async () => {
		const bench = await setUpBench();
		addRouter(bench);
		const result = await bench.run({ items: prompts('a fox'), parameters: ask() });
		expect(result.error?.message).toBeUndefined();
		const [{ json, binary }] = result.items('Runway');
		expect(json).toMatchObject({
			configId: 'everyday',
			promptText: 'a fox',
			aspectRatio: '16:9',
			model: 'hailuo3',
			provider: 'minimax',
			ratio: '1280:720',
			resolution: '720p',
			duration: 5,
			cost: 50,
		});
		expect(json).not.toHaveProperty('skippedModels');
		expect(binary!.data.mimeType).toBe('video/mp4');
		expect(bench.core.log.creates()[0].body).toEqual({
			configId: 'everyday',
			input: { promptText: 'a fox', aspectRatio: '16:9', resolution: '720p', duration: 5 },
		});
	});

	it('is told nothing of what was left empty', async () => {
		const bench = await setUpBench();
		addRouter(bench);
		await bench.run({ items: prompts('a'), parameters: ask({ aspectRatio: '', resolution: '', duration: '' }) });
		expect(bench.core.log.creates()[0].body).toEqual({ configId: 'everyday', input: { promptText: 'a' } });
	});

	it('gets files where they belong', async () => {
		const bench = await setUpBench();
		addRouter(bench);
		const bytes = createCanvas(64, 64).toBuffer('image/png');
		const items = [{ json: {}, binary: { data: { bytes, fileName: 'a.png', mimeType: 'image/png' } } }];
		const referenceImages = { file: [{ source: 'binary', binaryPropertyName: 'data', role: 'first' }] };
		const result = await bench.run({ items, parameters: ask({ promptText: 'x', modelOptions: { referenceImages } }) });
		expect(result.items('Runway')[0].json.model).toBe('gen4_turbo');
		const [{ request }] = bench.core.tasks.all;
		expect(request.media.map(({ path }) => path)).toEqual([['referenceImages', 0, 'uri']]);
		expect((request.body.referenceImages as object[])[0]).toMatchObject({ role: 'first', uri: expect.stringMatching(/^data:image\/png/) as string });
	});

	it('gives as many images as asked for, and speech or sound', async () => {
		const bench = await setUpBench();
		addRouter(bench);
		const images = await bench.run({ items: prompts('a'), parameters: ask({ operation: 'image', resolution: '1k', modelOptions: { outputCount: 3 } }) });
		expect(images.items('Runway').map(({ json }) => [json.model, json.ratio])).toEqual(Array(3).fill(['gpt_image_2', '1024:576']));
		const sound = async (type: string) => {
			const result = await bench.run({ items: prompts('a'), parameters: ask({ operation: 'audio', type }) });
			return result.items('Runway')[0].json;
		};
		expect(await sound('speech')).toMatchObject({ type: 'speech', model: 'eleven_multilingual_v2', provider: 'elevenlabs' });
		expect(await sound('audio')).toMatchObject({ type: 'audio', model: 'eleven_text_to_sound_v2' });
	});

	it.each([
		['nothing', '={{ $json.nothing }}', 'Router: Empty, but Runway needs it.'],
		['a name', 'My Router', 'Router: The ID of a router is its slug'],
		['the ID of another kind', '17f20503-6c24-4c16-946b-35dbbce2af2f', 'Router: The ID of a router is its slug'],
	])('is not called by %s', async (_, value, message) => {
		const bench = await setUpBench();
		const result = await bench.run({ items: prompts('a'), parameters: ask({ configId: { __rl: true, mode: 'id', value } }) });
		expect(result.error?.message).toContain(message);
		expect(bench.core.log.entries).toHaveLength(0);
	});

	it('hands its choice on with a task that is not waited for', async () => {
		const bench = await setUpBench();
		addRouter(bench);
		const started = await bench.run({ items: prompts('a'), parameters: ask({ waitForCompletion: false }) });
		const [{ json }] = started.items('Runway');
		expect(json).toMatchObject({ status: 'PENDING', estimatedCost: 50, model: 'hailuo3', provider: 'minimax' });
		const waited = await bench.run({ items: [{ json }], parameters: { resource: 'task', operation: 'wait' } });
		expect(waited.items('Runway')[0].json).toMatchObject({ configId: 'everyday', model: 'hailuo3', provider: 'minimax', cost: 50 });
	});
});

describe('a router that cannot choose', () => {
	it('is told apart from a wrong address', async () => {
		const bench = await setUpBench();
		const result = await bench.run({ items: prompts('a'), parameters: ask() });
		expect(result.error?.message).toBe('Runway refused the request: router_config_not_found');
		expect(result.error?.description).toContain('The router was deleted, or belongs to another organization');
	});

	it('says that no model fits, and is asked again once it may take more', async () => {
		const bench = await setUpBench();
		const router = addRouter(bench, { maxCreditsPerGeneration: { video: 5 } });
		const failed = await bench.run({ items: prompts('a'), parameters: ask() });
		expect(failed.error?.message).toBe('Runway refused the request: no_eligible_model');
		expect(failed.error?.description).toContain('leave empty what does not matter to you');
		bench.core.things.change(router, { settings: {} });
		expect((await failed.retry()).items('Runway')[0].json.status).toBe('SUCCEEDED');
	});
});

it('is remembered by an execution that is parked, with its choice', async () => {
	const bench = await setUpBench({ durationMs: 300_000 });
	addRouter(bench);
	let pauses = 0;
	const result = await bench.run({
		items: prompts('a', 'b'),
		parameters: ask({ options: { whileWaiting: 'park' } }),
		parked: async () => void (pauses += 1),
	});
	expect(pauses).toBeGreaterThan(1);
	const choice = { configId: 'everyday', model: 'hailuo3', provider: 'minimax', ratio: '1280:720', cost: 50 };
	expect(result.items('Runway').map(({ json }) => json)).toMatchObject([{ ...choice, promptText: 'a' }, { ...choice, promptText: 'b' }]);
	expect(bench.core.log.creates()).toHaveLength(2);
});

describe('models that are busy', () => {
	const crowd = async (items: number) => {
		const bench = await setUpBench({ concurrency: 2, durationMs: 8000 });
		addRouter(bench, { fallback: { onCapacity: true }, models: { mode: 'allowlist_only', ids: ['hailuo3', 'gen4.5'] } });
		const result = await bench.run({ items: prompts(...Array.from({ length: items }, (_, index) => `clip ${index}`)), parameters: ask() });
		return { json: result.items('Runway').map((item) => item.json), hints: result.runData.Runway[0].hints?.map(({ message }) => message) };
	};

	it('are gone around, and the item and a hint say so', async () => {
		const { json, hints } = await crowd(4);
		expect(json.map(({ model }) => model)).toEqual(['hailuo3', 'hailuo3', 'gen4.5', 'gen4.5']);
		expect(json.map(({ skippedModels }) => skippedModels)).toEqual([undefined, undefined, 'hailuo3', 'hailuo3']);
		expect(hints).toEqual(['Items 3-4: the router took gen4.5, because the account was at its limit of tasks with hailuo3.', '4 tasks cost 220 credits.']);
	});

	it('are waited for when all are', async () => {
		const { json, hints } = await crowd(5);
		expect(json[4]).toMatchObject({ model: 'hailuo3', allModelsBusy: true });
		expect(json[4]).not.toHaveProperty('skippedModels');
		expect(hints).toContain('Item 5: all models that the router could choose were busy, so the task had to wait for its turn.');
	});
});

describe('money', () => {
	it('is limited by what each task really costs, whatever model it got', async () => {
		const bench = await setUpBench({ concurrency: 1, durationMs: 60_000 });
		// Hailuo is 50 credits, Gen-4.5 is 60: the same request costs more as soon as one model is busy.
		addRouter(bench, { fallback: { onCapacity: true }, models: { mode: 'allowlist_only', ids: ['hailuo3', 'gen4.5'] } });
		const result = await bench.run({
			items: prompts('same', 'same', 'same', 'same'),
			parameters: ask({ options: { creditLimit: 155 } }),
			node: goOn,
		});
		const items = result.items('Runway').map(({ json }) => json);
		expect(items.map(({ cost }) => cost)).toEqual([50, 60, 50, undefined]);
		expect(items[3].error).toMatchObject({ message: expect.stringContaining('the credit limit of 155 is used up (160 credits in 3 tasks)') as string });
		expect(bench.core.log.creates()).toHaveLength(3);
		// Nobody knows what the next one will cost.
		expect(bench.core.log.maxOpen.create).toBe(1);
		// The answer holds the estimate, so nothing else has to be asked for it.
		expect(bench.core.log.polls()[0].time).toBeGreaterThanOrEqual(bench.core.log.creates()[2].time);
	});

	it('is not spent again by a retry, and the choice is still known', async () => {
		const bench = await setUpBench({ durationMs: 60_000 });
		addRouter(bench);
		const failed = await bench.run({ items: prompts('a'), parameters: ask({ options: { waitLimit: 0.1 } }) });
		expect(failed.error?.context.data).toMatchObject({ model: 'hailuo3', provider: 'minimax', taskId: expect.any(String) as string });
		bench.clock.pass(60_000);
		expect((await failed.retry()).items('Runway')[0].json).toMatchObject({ model: 'hailuo3', provider: 'minimax' });
		expect(bench.core.log.creates()).toHaveLength(1);
	});

	it('goes to the model that another router chooses for a second try; both are named', async () => {
		const bench = await setUpBench({
			outcome: (_, index) => (index === 0 ? { fail: { failure: 'Down', failureCode: 'THIRD_PARTY.UNAVAILABLE' } } : {}),
		});
		const router = addRouter(bench, { models: { mode: 'allowlist_only', ids: ['hailuo3'] } });
		bench.clock.at(5000, () => bench.core.things.change(router, { settings: { models: { mode: 'allow_new_except', ids: ['hailuo3'] } } }));
		const result = await bench.run({ items: prompts('a'), parameters: ask() });
		const [{ json }] = result.items('Runway');
		expect(json.failedAttempts).toMatchObject([{ model: 'hailuo3', failureCode: 'THIRD_PARTY.UNAVAILABLE' }]);
		expect(json.model).toBe('gen4.5');
	});
});
