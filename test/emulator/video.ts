import { loadImage, type Canvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';

import { encodeClip, type Clip, type Container } from './encode';
import { card, cover, coverOnce, progress, thumbnails } from './picture';
import { secondsOf, textOf } from './prices';
import { sizeOf, type Size } from './size';
import type { CreateRequest } from './types';

/** The bytes behind a media URI; undefined for an https URL, which cannot be fetched here. */
type FindImage = (uri: string) => Buffer | undefined;

const tiny = new Map<Container, Promise<Buffer>>();

/** One small real video, 64 x 64 pixels and one second long, encoded once per process. */
export async function tinyVideo(container: Container): Promise<Buffer> {
	return await kept(tiny, container, async () => {
		const size = { width: 64, height: 64 };
		const draw = (context: SKRSContext2D, position: number) => {
			context.fillStyle = '#14213d';
			context.fillRect(0, 0, 64, 64);
			progress(context, size, position, '');
		};
		return await encodeClip({ ...size, seconds: 1, framesPerSecond: 4, draw }, container);
	});
}

async function kept<Key>(
	store: Map<Key, Promise<Buffer>>,
	key: Key,
	make: () => Promise<Buffer>,
): Promise<Buffer> {
	const before = store.get(key);
	if (before) return await before;
	const made = make();
	store.set(key, made);
	return await made;
}

/** The pictures of a request: what the video begins and ends with, and those it only refers to. */
interface Pictures {
	first?: Image;
	last?: Image;
	readonly references: Image[];
	/** Addresses of pictures that could not be fetched. */
	readonly missing: string[];
}

/**
 * The video that a request asks for, in the size and length it asks for: for text a card that shows the
 * prompt, for an image that image, slowly growing, blended into the last frame where there is one.
 */
export async function generatedClip(request: CreateRequest, image: FindImage): Promise<Clip> {
	const { body, model } = request;
	const pictures = await picturesOf(request, image);
	const size = sizeOf(body, pictures.first);
	const seconds = secondsOf(request, 'usual');
	const heading = [model, `${size.width} x ${size.height}`, `${seconds} s`].join(' · ');
	const text = [textOf(request), ...pictures.missing].join(' ');
	const shots = ((body.shots ?? []) as Array<{ prompt: string; duration: number }>).map(({ prompt, duration }, index) => ({
		picture: card(size, `${heading} · shot ${index + 1}`, prompt),
		part: duration / seconds,
	}));
	const begin = pictures.first ? coverOnce(pictures.first, size) : card(size, heading, text);
	const end = pictures.last && coverOnce(pictures.last, size);
	return {
		...size,
		seconds,
		framesPerSecond: framesPerSecond(size, seconds),
		draw(context, position, time) {
			drawFrame(context, { begin: shotAt(shots, position) ?? begin, end, size, zoom: pictures.first ? 1 + 0.12 * position : 1, position });
			thumbnails(context, pictures.references, size);
			progress(context, size, position, `${time.toFixed(1)} / ${seconds} s · ${model}`);
		},
	};
}

/** What a list of shots shows at a part of the video's length; undefined without one. */
function shotAt(shots: ReadonlyArray<{ picture: Canvas; part: number }>, position: number): Canvas | undefined {
	let left = position;
	const shot = shots.find(({ part }) => (left -= part) < 0) ?? shots.at(-1);
	return shot?.picture;
}

interface Frame {
	readonly begin: Canvas;
	readonly end?: Canvas;
	readonly size: Size;
	readonly zoom: number;
	readonly position: number;
}

function drawFrame(context: SKRSContext2D, { begin, end, size, zoom, position }: Frame): void {
	cover(context, begin, size, zoom);
	if (!end) return;
	context.globalAlpha = Math.max(0, position * 2 - 1);
	cover(context, end, size);
	context.globalAlpha = 1;
}

/** Up to 8 frames per second, fewer for large or long videos, so that encoding takes about half a second. */
function framesPerSecond({ width, height }: Size, seconds: number): number {
	const affordable = (45 * 1280 * 720) / (width * height * seconds);
	return Math.min(8, Math.max(2, Math.floor(affordable)));
}

async function picturesOf({ body, media }: CreateRequest, image: FindImage): Promise<Pictures> {
	const found: Pictures = { references: [], missing: [] };
	for (const { uri, path, mediaType } of media) {
		if (mediaType !== 'image') continue;
		const picture = await pictureAt(uri, image);
		const place = placeOf(body, path);
		if (!picture) found.missing.push(uri.slice(0, 200));
		else if (place === 'last') found.last = picture;
		// Without positions the first of the pictures it is made from stands for all in the picture.
		else if (place === 'first' || (path[0] === 'promptImage' && !found.first)) found.first = picture;
		else found.references.push(picture);
	}
	return found;
}

/** What a picture is to the video, as far as the request says. */
function placeOf(body: CreateRequest['body'], path: ReadonlyArray<string | number>): unknown {
	if (path[0] === 'firstFrame' || (path[0] === 'promptImage' && path.length === 1)) return 'first';
	const element = path.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], body);
	const { position, role } = element as { position?: unknown; role?: unknown };
	return position ?? role;
}

async function pictureAt(uri: string, image: FindImage): Promise<Image | undefined> {
	const bytes = image(uri);
	return bytes && (await loadImage(bytes));
}
