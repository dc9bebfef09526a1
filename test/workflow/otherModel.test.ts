import { animate, closeBenches, generate, prompts, setUpBench } from './bench';

afterEach(closeBenches);

it('sends the retired model as its users know it, with and without an image', async () => {
	const { core, run } = await setUpBench({ durationMs: 1000 });
	const common = { model: 'gen3a_turbo', ratio: '1104:832', duration: 10, modelOptions: { seed: 7 } };
	const text = await run({ items: prompts('go'), parameters: generate(common) });
	const image = await run({
		items: prompts('go'),
		parameters: animate({ ...common, imageSource: 'url', imageUrl: 'https://example.com/a.png' }),
	});
	expect([text.error, image.error]).toEqual([undefined, undefined]);
	const body = { model: 'gen3a_turbo', promptText: 'go', ratio: '1104:832', duration: 10, seed: 7 };
	expect(core.log.creates().map(({ path, body: sent }) => [path, sent])).toEqual([
		['/v1/image_to_video', body],
		['/v1/image_to_video', { ...body, promptImage: 'https://example.com/a.png' }],
	]);
});

it('sends any model by its ID, with further parameters', async () => {
	const { core, run } = await setUpBench();
	await run({
		items: prompts('go'),
		parameters: generate({ model: 'other', modelId: 'gen9', extraParameters: '{"ratio":"1280:720","sparkle":true}' }),
	});
	expect(core.log.of('create')[0]).toMatchObject({
		path: '/v1/text_to_video',
		body: { model: 'gen9', promptText: 'go', ratio: '1280:720', sparkle: true },
	});
});
