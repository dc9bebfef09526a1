import { post, talk as samples } from './posting';
import { Talk, type Json } from './talk';

const FOX = { promptText: 'A fox' };

async function ask(settings: Json, input: Json = FOX, kind = 'video', options: ConstructorParameters<typeof Talk>[0] = {}) {
	const talk = new Talk(options);
	talk.core.things.add('routers', { name: 'Any', slug: 'any', settings });
	const send = async () => (await talk.send('POST', `/v1/generate/${kind}`, { configId: 'any', input })).json;
	return { talk, send, ...((await send()) as { id?: string; error?: string; routing: Json }) };
}

describe('a router', () => {
	it.each([
		['cost', 'hailuo3', 50],
		['quality', 'veo3.1_fast', 75],
		['latency', 'veo3.1_fast', 75],
	])('chooses by %s', async (optimizeFor, model, credits) => {
		const { talk, id, routing } = await ask({ optimizeFor });
		expect(routing).toEqual({
			configId: 'any',
			provider: expect.any(String) as string,
			model,
			estimatedCost: { credits },
			resolvedInput: { ratio: '1280:720', resolution: '720p', duration: 5 },
			resolvedSettings: { optimizeFor, priceCeiling: null },
		});
		expect(talk.core.tasks.any(id!)).toMatchObject({ estimatedCost: credits, request: { endpoint: 'text_to_video', model } });
	});

	it.each([
		['a list of what is allowed', { models: { mode: 'allowlist_only', ids: ['gen4.5'] } }],
		['a list of what is not', { models: { mode: 'allow_new_except', ids: ['hailuo3', 'veo3.1_fast'] } }],
	])('keeps to %s', async (_, settings) => {
		expect((await ask(settings)).routing.model).toBe('gen4.5');
	});

	it('keeps below a price, and names its ceiling', async () => {
		expect((await ask({ maxCreditsPerGeneration: { video: 50, image: 1 } })).routing).toMatchObject({
			model: 'hailuo3',
			resolvedSettings: { priceCeiling: 50 },
		});
		expect(await ask({ maxCreditsPerGeneration: { video: 49 } })).toMatchObject({ error: 'no_eligible_model' });
	});

	it.each<[string, Json, string]>([
		['video', { referenceImages: [{ uri: 'https://example.com/a.png', role: 'first' }] }, 'image_to_video'],
		['video', { referenceVideos: [{ uri: 'https://example.com/a.mp4', role: 'source' }] }, 'video_to_video'],
		['image', FOX, 'text_to_image'],
		['audio', { ...FOX, type: 'speech' }, 'text_to_speech'],
		['audio', { ...FOX, type: 'audio' }, 'sound_effect'],
	])('of %s does what is asked for: %j', async (kind, input, endpoint) => {
		const { talk, id } = await ask({}, input, kind);
		expect(talk.core.tasks.any(id!)!.request.endpoint).toBe(endpoint);
	});

	it('goes around busy models where it may, and queues when all are busy', async () => {
		const settings = { fallback: { onCapacity: true }, models: { mode: 'allowlist_only', ids: ['hailuo3', 'gen4.5'] } };
		const { send, routing } = await ask(settings, FOX, 'video', { concurrency: 1 });
		expect(routing).not.toHaveProperty('capacityFallback');
		expect((await send()).routing).toMatchObject({ model: 'gen4.5', capacityFallback: { skipped: ['hailuo3'], allExhausted: false } });
		expect((await send()).routing).toMatchObject({ model: 'hailuo3', capacityFallback: { skipped: [], allExhausted: true } });
	});

	it('that does not exist is named as the documents do', async () => {
		const { status, json } = await samples.send('POST', '/v1/generate/video', { configId: 'nobody', input: FOX });
		expect([status, json]).toEqual([404, { error: 'router_config_not_found' }]);
	});
});

const frame = (role: string) => ({ uri: 'https://example.com/a.png', role });
const clip = (role: string) => ({ uri: 'https://example.com/a.mp4', role });
const key = (more: Json = {}) => ({ uri: 'https://example.com/a.png', seconds: 1, ...more });

it.each<[string, Json, string | undefined]>([
	['two first frames', { referenceImages: [frame('first'), frame('first')] }, 'referenceImages'],
	['two last frames', { referenceImages: [frame('last'), frame('last')] }, 'referenceImages'],
	['two references', { referenceImages: [frame('reference'), frame('reference')] }, undefined],
	['two videos to change', { referenceVideos: [clip('source'), clip('source')] }, 'referenceVideos'],
	['keyframes without a video to change', { keyframes: [key()], referenceVideos: [clip('reference')] }, 'keyframes'],
	['keyframes with one', { keyframes: [key()], referenceVideos: [clip('source')] }, undefined],
	['a keyframe outside its range', { keyframes: [key({ range: { start_seconds: 2, end_seconds: 3 } })], referenceVideos: [clip('source')] }, 'keyframes'],
	['ranges for some', { keyframes: [key(), key({ range: { start_seconds: 0, end_seconds: 3 } })], referenceVideos: [clip('source')] }, 'keyframes'],
])('rules across fields of a routed video: %s', async (_, input, field) => {
	const { issues } = await post('generate/video', { configId: 'x'.repeat(20), input });
	expect(issues.map(({ path }) => path)).toEqual(field ? [['input', field]] : []);
});

it.each(['duration', 'loop', 'referenceAudios'])('speech takes no %s', async (field) => {
	const value = { duration: 5, loop: true, referenceAudios: [] }[field];
	const { issues } = await post('generate/audio', { configId: 'x'.repeat(20), input: { ...FOX, type: 'speech', [field]: value } });
	expect(issues.map(({ path }) => path)).toEqual([['input', field]]);
});
