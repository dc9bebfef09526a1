import { createCanvas } from '@napi-rs/canvas';
import { EncodedVideoChunk, VideoDecoder, type VideoFrame } from '@napi-rs/webcodecs';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';

import { inspectVideo } from './inspect';
import { parseDataUri } from './media';
import { sizeOf } from './size';
import { dataUri, picture } from './talk';
import type { CreateRequest } from './types';
import { renderFull } from './render';
import { tinyVideo } from './video';

const image = (uri: string) => parseDataUri(uri)?.bytes;
const request = (endpoint: CreateRequest['endpoint'], body: Record<string, unknown>): CreateRequest => ({
	endpoint,
	model: String(body.model),
	body,
	media: picturesIn(body),
});

function picturesIn({ promptImage }: Record<string, unknown>): CreateRequest['media'] {
	if (typeof promptImage === 'string') return [{ path: ['promptImage'], uri: promptImage, mediaType: 'image' }];
	const frames = (promptImage ?? []) as Array<{ uri: string }>;
	return frames.map(({ uri }, index) => ({ path: ['promptImage', index, 'uri'], uri, mediaType: 'image' }));
}

/** Reads colours, as [red, green, blue], from the decoded frames of a video: BT.709, limited range. */
class Frames {
	private constructor(
		private readonly planes: Buffer[],
		private readonly width: number,
		private readonly height: number,
	) {}

	static async of(video: Buffer): Promise<Frames> {
		const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(video) });
		const track = await input.getPrimaryVideoTrack();
		const config = await track?.getDecoderConfig();
		if (!track || !config) throw new Error('No video');
		const planes: Buffer[] = [];
		const copies: Array<Promise<unknown>> = [];
		const decoder = new VideoDecoder({
			output(frame: VideoFrame) {
				const bytes = Buffer.alloc(frame.allocationSize());
				planes.push(bytes);
				copies.push(frame.copyTo(bytes).then(() => frame.close()));
			},
			error(error) {
				throw error;
			},
		});
		decoder.configure(config as Parameters<typeof decoder.configure>[0]);
		for await (const packet of new EncodedPacketSink(track).packets()) {
			const timestamp = Math.round(packet.timestamp * 1e6);
			decoder.decode(new EncodedVideoChunk({ type: packet.type, timestamp, data: packet.data }));
		}
		await decoder.flush();
		await Promise.all(copies);
		return new Frames(planes, track.codedWidth, track.codedHeight);
	}

	get count(): number {
		return this.planes.length;
	}

	/** `at`: 0 is the first frame, -1 the last; x and y from 0 to 1. */
	colour(at: number, x: number, y: number): number[] {
		const { width, height } = this;
		const bytes = this.planes.at(at) ?? Buffer.alloc(0);
		const column = Math.floor(x * (width - 1));
		const row = Math.floor(y * (height - 1));
		const chroma = (row >> 1) * (width / 2) + (column >> 1);
		const luma = 1.164 * ((bytes[row * width + column] ?? 0) - 16);
		const u = (bytes[width * height + chroma] ?? 0) - 128;
		const v = (bytes[width * height * 1.25 + chroma] ?? 0) - 128;
		return [luma + 1.793 * v, luma - 0.213 * u - 0.533 * v, luma + 2.112 * u].map(Math.round);
	}

	/** Whether a place has this colour, but for what encoding changes. */
	looks(at: number, x: number, y: number, wanted: readonly number[]): boolean {
		return this.colour(at, x, y).every((part, index) => Math.abs(part - (wanted[index] ?? 0)) <= 12);
	}
}

const red = [192, 32, 32];
const blue = [32, 64, 192];

describe('a rendered video', () => {
	it.each<[string, Record<string, unknown>, number, number, number]>([
		['as wide and long as asked', { model: 'gen4.5', ratio: '1280:720', duration: 5 }, 1280, 720, 5],
		['upright', { model: 'gen4.5', ratio: '720:1280', duration: 1 }, 720, 1280, 1],
		[
			'of a shape and a resolution',
			{ model: 'hailuo3', ratio: '21:9', resolution: '768p', duration: 1 },
			1792,
			768,
			1,
		],
		[
			'of a size that is no multiple of 16',
			{ model: 'seedance2', ratio: '1112:834', duration: 1 },
			1112,
			834,
			1,
		],
		['of half a second more', { model: 'wan3', ratio: '624:624', duration: 2.5 }, 624, 624, 2.5],
	])('is %s', async (_what, body, width, height, seconds) => {
		const video = await renderFull(request('text_to_video', { promptText: 'A boat', ...body }), 0, '.mp4', image);
		const facts = await inspectVideo(video);
		expect(facts).toMatchObject({ width, height, codec: 'avc' });
		expect(facts.seconds).toBeCloseTo(seconds, 2);
		expect(facts.frames).toBeGreaterThan(2 * seconds - 1);
	});

	it('shows the prompt, so that two prompts make two pictures, and something moves', async () => {
		const body = { model: 'gen4.5', ratio: '1280:720', duration: 2 };
		const render = async (promptText: string) =>
			await renderFull(request('text_to_video', { ...body, promptText }), 0, '.mp4', image);
		const video = await render('Red boat');
		expect((await render('Blue boat')).equals(video)).toBe(false);
		expect(await render('Red boat')).toBe(video);
		const frames = await Frames.of(video);
		const bar = [255, 183, 3];
		expect(frames.looks(0, 0.5, 0.99, bar)).toBe(false);
		expect(frames.looks(-1, 0.5, 0.99, bar)).toBe(true);
		// White letters somewhere in the upper left.
		const places = Array.from({ length: 4_000 }, (_, i) => [
			(i % 200) / 400,
			Math.floor(i / 200) / 40 + 0.05,
		]);
		expect(places.some(([x = 0, y = 0]) => frames.looks(0, x, y, [255, 255, 255]))).toBe(true);
	});

	it.each(['image/png', 'image/jpeg', 'image/webp'] as const)(
		'is made from the %s that arrived',
		async (type) => {
			const promptImage = dataUri(type, picture(type, { width: 400, height: 300, colour: 'rgb(192 32 32)' }));
			const body = { model: 'gen4_turbo', promptImage, ratio: '1584:672', duration: 1 };
			const frames = await Frames.of(await renderFull(request('image_to_video', body), 0, '.mp4', image));
			expect(frames.looks(0, 0.5, 0.4, red)).toBe(true);
			expect(frames.looks(-1, 0.1, 0.1, red)).toBe(true);
		},
	);

	it('comes slowly closer', async () => {
		const canvas = createCanvas(640, 360);
		const context = canvas.getContext('2d');
		context.fillStyle = 'rgb(192 32 32)';
		context.fillRect(0, 0, 640, 360);
		// A line along the edge that has left the picture at the end.
		context.fillStyle = 'rgb(32 64 192)';
		context.fillRect(0, 0, 24, 360);
		const promptImage = dataUri('image/png', canvas.toBuffer('image/png'));
		const body = { model: 'gen4_turbo', promptImage, ratio: '1280:720', duration: 1 };
		const frames = await Frames.of(await renderFull(request('image_to_video', body), 0, '.mp4', image));
		expect(frames.looks(0, 0.015, 0.5, blue)).toBe(true);
		expect(frames.looks(-1, 0.015, 0.5, red)).toBe(true);
	});

	it('ends with the last frame', async () => {
		const frame = (position: string, colour: string) => ({
			uri: dataUri('image/png', picture('image/png', { colour })),
			position,
		});
		const promptImage = [frame('first', 'rgb(192 32 32)'), frame('last', 'rgb(32 64 192)')];
		const body = { model: 'veo3.1', promptImage, ratio: '1280:720', duration: 2 };
		const frames = await Frames.of(await renderFull(request('image_to_video', body), 0, '.mp4', image));
		expect(frames.looks(0, 0.5, 0.5, red)).toBe(true);
		expect(frames.looks(-1, 0.5, 0.5, blue)).toBe(true);
	});

	it('has a placeholder for an image that cannot be fetched', async () => {
		const body = {
			model: 'gen4_turbo',
			promptImage: 'https://example.com/a.png',
			ratio: '960:960',
			duration: 1,
		};
		const video = await renderFull(request('image_to_video', body), 0, '.mp4', image);
		expect(await inspectVideo(video)).toMatchObject({ width: 960, height: 960 });
	});
});

describe('the size', () => {
	const portrait = { width: 600, height: 900 };

	it.each([
		[{ ratio: '2206:946' }, undefined, 2206, 946],
		[{ ratio: '16:9', resolution: '480p' }, undefined, 854, 480],
		[{ ratio: '9:16', resolution: '2K' }, undefined, 1440, 2560],
		[{ ratio: 'auto_480p' }, portrait, 480, 720],
		[{ ratio: 'adaptive', resolution: '768p' }, undefined, 1366, 768],
		[{ resolution: '1080p' }, portrait, 1080, 1620],
		[{}, undefined, 1280, 720],
	])('of %j with image %j', (body, picture, width, height) => {
		expect(sizeOf(body, picture)).toEqual({ width, height });
	});
});

describe('the tiny video', () => {
	it.each(['mp4', 'mov'] as const)('plays as %s and is encoded once', async (container) => {
		const video = await tinyVideo(container);
		expect((await Frames.of(video)).count).toBe(4);
		expect(await tinyVideo(container)).toBe(video);
	});
});
