import { loadImage, createCanvas, type Image } from '@napi-rs/canvas';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { framesOf } from './decode';
import { inspectVideo } from './inspect';
import { sniff } from './media';
import { encodeSound, melody } from './sound';
import { schema } from './schema';
import { minimalRequest } from './samples';
import { dataUri, picture, Talk, type Json } from './talk';
import type { Extension } from './types';
import { generatedClip } from './video';
import { encodeClip } from './encode';

/** Creates a task, lets it finish and fetches its files. */
async function make(endpoint: string, body: Json, render: 'full' | 'tiny' = 'full') {
	const talk = new Talk({ render, concurrency: Infinity });
	if (typeof body.configId === 'string') talk.core.things.add('routers', { name: 'Any', slug: body.configId });
	const reply = await talk.send('POST', `/v1/${endpoint}`, body);
	if (reply.status !== 200) throw new Error(reply.bytes.toString());
	talk.time += 60_000;
	const { output } = (await talk.send('GET', `/v1/tasks/${String(reply.json.id)}`)).json as { output: string[] };
	const files = await Promise.all(output.map(async (url) => await talk.send('GET', url, undefined, {})));
	return { output, files: files.map(({ bytes, headers }) => ({ bytes, type: headers['content-type'] })) };
}

function colour(image: Image | Awaited<ReturnType<typeof framesOf>>[number], x: number, y: number): number[] {
	const canvas = createCanvas(image.width, image.height);
	const context = canvas.getContext('2d');
	context.drawImage(image, 0, 0);
	return [...context.getImageData(Math.floor(x * image.width), Math.floor(y * image.height), 1, 1).data].slice(0, 3);
}

const near = (a: number[], b: number[]) => a.every((part, index) => Math.abs(part - b[index]!) < 40);

/** A short video of one colour. */
async function plainVideo(css: string): Promise<Buffer> {
	const draw: Parameters<typeof encodeClip>[0]['draw'] = (context) => {
		context.fillStyle = css;
		context.fillRect(0, 0, 320, 180);
	};
	return await encodeClip({ width: 320, height: 180, seconds: 4, framesPerSecond: 4, draw }, 'mp4');
}

const sound = async () => await encodeSound((rate) => melody('hello', 6, rate), 16_000, '.wav');

async function soundFacts(bytes: Buffer) {
	const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
	const track = await input.getPrimaryAudioTrack();
	return { seconds: await input.computeDuration(), codec: track?.codec, rate: track?.sampleRate };
}

describe('pictures', () => {
	it('have the size and format that was asked for, and as many as were asked for', async () => {
		const { files } = await make('text_to_image', {
			model: 'muse_image',
			promptText: 'A fox',
			ratio: '1280:1920',
			outputCount: 3,
			outputFormat: 'webp',
		});
		expect(files.map(({ type }) => type)).toEqual(['image/webp', 'image/webp', 'image/webp']);
		expect(files.map(({ bytes }) => sniff(bytes))).toEqual(['image/webp', 'image/webp', 'image/webp']);
		const { width, height } = await loadImage(files[0]!.bytes);
		expect([width, height]).toEqual([1280, 1920]);
		expect(files[0]!.bytes.equals(files[1]!.bytes)).toBe(false);
	});

	it('show their references', async () => {
		const red = dataUri('image/png', picture('image/png', { colour: 'red' }));
		const { files } = await make('text_to_image', {
			model: 'gen4_image_turbo',
			promptText: 'A fox',
			ratio: '720:720',
			referenceImages: [{ uri: red, tag: 'fox' }],
		});
		const image = await loadImage(files[0]!.bytes);
		expect(near(colour(image, 0.95, 0.05), [255, 0, 0])).toBe(true);
	});

	it('are the one that arrived, larger', async () => {
		const imageUri = dataUri('image/png', picture('image/png', { colour: 'red', width: 400, height: 300 }));
		const { files } = await make('image_upscale', { model: 'magnific_precision_upscaler_v2', imageUri, scaleFactor: 4 });
		const image = await loadImage(files[0]!.bytes);
		expect([image.width, image.height]).toEqual([1600, 1200]);
		expect(near(colour(image, 0.5, 0.5), [255, 0, 0])).toBe(true);
	});
});

describe('sounds', () => {
	it.each([
		['wav', 'audio/wav', 'pcm-s16', 24_000],
		['mp3', 'audio/mpeg', 'mp3', 24_000],
		['ogg_opus', 'audio/ogg', 'opus', 48_000],
	])('have the format that was asked for: %s', async (outputFormat, type, codec, rate) => {
		const promptText = 'x'.repeat(45);
		const { files } = await make('text_to_speech', { model: 'seed_audio', promptText, outputFormat, sampleRate: 24_000 });
		expect(files[0]!.type).toBe(type);
		const facts = await soundFacts(files[0]!.bytes);
		expect([facts.codec, facts.rate]).toEqual([codec, rate]);
		expect(facts.seconds).toBeGreaterThan(2.9);
		expect(facts.seconds).toBeLessThan(3.2);
	});

	it('differ with their text, and last as long as was asked for', async () => {
		const body = { model: 'eleven_text_to_sound_v2', duration: 2.5 };
		const [rain] = (await make('sound_effect', { ...body, promptText: 'rain' })).files;
		const [wind] = (await make('sound_effect', { ...body, promptText: 'wind' })).files;
		expect(rain!.bytes.equals(wind!.bytes)).toBe(false);
		expect((await soundFacts(rain!.bytes)).seconds).toBeCloseTo(2.5, 0);
	});

	it('follow from the one that came in', async () => {
		const audioUri = dataUri('audio/wav', await sound());
		const other = dataUri('audio/wav', await encodeSound((rate) => melody('bye', 6, rate), 16_000, '.wav'));
		const body = { model: 'eleven_voice_isolation' };
		const [one] = (await make('voice_isolation', { ...body, audioUri })).files;
		const [two] = (await make('voice_isolation', { ...body, audioUri: other })).files;
		expect((await soundFacts(one!.bytes)).seconds).toBeCloseTo(6, 0);
		expect(one!.bytes.equals(two!.bytes)).toBe(false);
	});
});

describe('videos from videos', () => {
	it('show the one that came in, with its shape and length', async () => {
		const videoUri = dataUri('video/mp4', await plainVideo('#00c000'));
		const { files } = await make('video_to_video', { model: 'aleph2', videoUri, promptText: 'More snow' });
		const facts = await inspectVideo(files[0]!.bytes);
		expect(facts).toMatchObject({ width: 320, height: 180 });
		expect(facts.seconds).toBeCloseTo(4, 1);
		const [frame] = await framesOf(files[0]!.bytes);
		expect(near(colour(frame!, 0.5, 0.5), [0, 192, 0])).toBe(true);
	});

	it('become larger', async () => {
		const videoUri = dataUri('video/mp4', await plainVideo('#0000c0'));
		const { files } = await make('video_upscale', { model: 'magnific_video_upscaler_creative', videoUri, resolution: '1k' });
		expect(await inspectVideo(files[0]!.bytes)).toMatchObject({ width: 1920, height: 1080 });
	});

	it('get the frames that were asked for', async () => {
		const videoUri = dataUri('video/mp4', await plainVideo('#0000c0'));
		const { files } = await make('video_upscale', { model: 'enhance_frame_rate', videoUri, targetFramerate: '24' });
		const { frames, seconds } = await inspectVideo(files[0]!.bytes);
		expect(frames / seconds).toBeCloseTo(24, 0);
	});

	it('move the character as the performance does', async () => {
		const character = { type: 'image', uri: dataUri('image/png', picture('image/png', { colour: 'red' })) };
		const reference = { type: 'video', uri: dataUri('video/mp4', await plainVideo('#00c000')) };
		const { files } = await make('character_performance', { model: 'act_two', character, reference, ratio: '960:960' });
		const [frame] = await framesOf(files[0]!.bytes);
		expect([frame!.width, frame!.height]).toEqual([960, 960]);
		expect(near(colour(frame!, 0.5, 0.5), [255, 0, 0])).toBe(true);
		expect(near(colour(frame!, 0.94, 0.06), [0, 192, 0])).toBe(true);
	});

	it('speak as long as the words take', async () => {
		const body = {
			model: 'gwm1_avatars',
			avatar: { type: 'runway-preset', presetId: 'influencer' },
			speech: { type: 'text', text: 'x'.repeat(60) },
		};
		const { files } = await make('avatar_videos', body);
		expect((await inspectVideo(files[0]!.bytes)).seconds).toBeCloseTo(4, 1);
	});
});

describe('small files for tests', () => {
	const endings: Extension[] = ['.mp4', '.png', '.mp3'];
	const all = Object.entries(schema.endpoints).map(([endpoint, models]) => [endpoint, ...Object.entries(models)[0]!] as const);
	it.each(all)('%s gives a real file of its own for each task', async (endpoint, id, model) => {
		const body = minimalRequest(`${endpoint} ${id}`, model);
		const one = await make(endpoint, body, 'tiny');
		const two = await make(endpoint, body, 'tiny');
		const [a, b] = [one.files[0]!, two.files[0]!];
		expect(a.bytes.equals(b.bytes)).toBe(false);
		expect(sniff(a.bytes)?.split('/')[0]).toBe(schema.outputs[endpoint]);
		expect(endings.concat('.wav', '.webp').some((ending) => one.output[0]!.includes(`${ending}?`))).toBe(true);
	});
});

it('draws what it draws for text', async () => {
	const clip = await generatedClip(
		{ endpoint: 'text_to_video', model: 'gen4.5', body: { promptText: 'x', ratio: '720:1280', duration: 2 }, media: [] },
		() => undefined,
	);
	expect([clip.width, clip.height, clip.seconds]).toEqual([720, 1280, 2]);
});

it('gives the same bytes when a file is asked for again, after fifty others', async () => {
	const talk = new Talk({ render: 'full', concurrency: Infinity });
	const clip = await talk.create({ model: 'gen4.5', duration: 2 });
	const first = await talk.core.outputBytes(clip);
	for (let sounds = 0; sounds < 50; sounds += 1) {
		const body = { model: 'eleven_text_to_sound_v2', promptText: `Rain ${sounds}`, duration: 0.5 };
		await talk.core.outputBytes(String((await talk.send('POST', '/v1/sound_effect', body)).json.id));
	}
	expect((await talk.core.outputBytes(clip)).equals(first)).toBe(true);
});

describe('recipes', () => {
	const version = '2026-06';
	const red = { uri: dataUri('image/png', picture('image/png', { width: 640, height: 640, colour: '#ff0000' })) };

	it('show what came in, as many times as they make images', async () => {
		const { files } = await make('recipes/product_campaign_image', { image: red, prompt: 'Gorpcore', version });
		expect(files.map(({ type }) => type)).toEqual(Array(4).fill('image/png'));
		const image = await loadImage(files[0]!.bytes);
		expect(colour(image, 0.92, 0.08)).toEqual([255, 0, 0]);
	});

	it('swap a product in the video that came in, and show the new one', async () => {
		const body = { referenceVideo: { uri: dataUri('video/mp4', await plainVideo('#00ff00')) }, originalProductImage: red, newProductImages: [red], duration: 4, version };
		const { files } = await make('recipes/product_swap', body);
		const [frame] = await framesOf(files[0]!.bytes);
		expect(near(colour(frame!, 0.3, 0.5), [0, 255, 0])).toBe(true);
		expect(near(colour(frame!, 0.95, 0.13), [255, 0, 0])).toBe(true);
	});

	it('show the shots one after the other, each for its time', async () => {
		const shots = [{ prompt: 'Sea', duration: 3 }, { prompt: 'Forest', duration: 1 }, { prompt: 'Fire', duration: 1 }];
		const { files } = await make('recipes/multi_shot_video', { mode: 'custom', shots, duration: 5, version });
		const frames = await framesOf(files[0]!.bytes);
		const backgrounds = frames.map((frame) => colour(frame, 0.02, 0.5));
		const changes = backgrounds.flatMap((one, index) => (index > 0 && !near(one, backgrounds[index - 1]!) ? [index / frames.length] : []));
		expect(changes).toHaveLength(2);
		expect(changes[0]).toBeCloseTo(0.6, 1);
		expect(changes[1]).toBeCloseTo(0.8, 1);
	});
});
