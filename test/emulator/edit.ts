import { loadImage, type Canvas, type Image } from '@napi-rs/canvas';
import { framesOf } from './decode';
import type { Clip } from './encode';
import { sniff } from './media';
import { caption, card, cover, progress, thumbnails } from './picture';
import { inputSecondsOf, secondsOf, textOf } from './prices';
import { sizeOf, type Size } from './size';
import type { CreateRequest } from './types';

type Find = (uri: string) => Buffer | undefined;

/** What a video is made from: pictures that follow one another, and those that are shown along its edge. */
interface Material {
	readonly frames: readonly Canvas[];
	readonly size: Size;
	readonly extras: readonly (Image | Canvas)[];
}

/** Short sides of the upscaler's resolutions; 4K is drawn with fewer frames instead of being left out. */
const LINES: Readonly<Record<string, number>> = { '720p': 720, '1k': 1080, '2k': 1440, '4k': 2160 };

/** The longest that an encoder should be kept busy: frames of 1280 x 720. */
const MOST_WORK = 60;

/** The video that arrived, in the form that was asked for: what it shows must be seen in the result. */
export async function editedClip(request: CreateRequest, find: Find): Promise<Clip> {
	const { body, endpoint, model } = request;
	const main = request.media.find(({ mediaType }) => mediaType === 'video') ?? request.media[0];
	const others = request.media.filter((one) => one !== main);
	const { frames, size: natural, extras } = await materialOf(main?.uri ?? '', others.map(({ uri }) => uri), find, model);
	const size = resultSize(request, natural);
	const wanted = typeof body.duration === 'number' ? body.duration : undefined;
	const seconds = wanted ?? inputSecondsOf(request) ?? 5;
	const said = [model, textOf(request), body.targetFramerate, body.resolution, body.outputFormat, body.mode]
		.filter((part) => part !== undefined && part !== '')
		.join(' · ');
	return {
		...size,
		seconds,
		framesPerSecond: endpoint === 'video_upscale' && body.targetFramerate !== undefined ? rateOf(body.targetFramerate) : affordable(size, seconds),
		draw(context, position, time) {
			cover(context, frames[Math.min(frames.length - 1, Math.floor(position * frames.length))]!, size);
			thumbnails(context, extras, size);
			caption(context, size, said);
			progress(context, size, position, `${time.toFixed(1)} / ${seconds.toFixed(1)} s`);
		},
	};
}

/** The character moved by the performance, which is seen in a corner. */
export async function characterClip(request: CreateRequest, find: Find): Promise<Clip> {
	const { character, reference } = request.body as Record<string, { uri: string } | undefined>;
	const who = await materialOf(character?.uri ?? '', [], find, request.model);
	const acting = await materialOf(reference?.uri ?? '', [], find, request.model);
	const size = sizeOf(request.body, who.size);
	const seconds = request.media.find(({ path }) => path[0] === 'reference')?.file?.seconds ?? 5;
	const at = <T>(frames: readonly T[], position: number) => frames[Math.min(frames.length - 1, Math.floor(position * frames.length))]!;
	return {
		...size,
		seconds,
		framesPerSecond: affordable(size, seconds),
		draw(context, position, time) {
			cover(context, at(who.frames, position), size, 1 + 0.05 * position);
			thumbnails(context, [at(acting.frames, position)], size);
			progress(context, size, position, `${time.toFixed(1)} / ${seconds.toFixed(1)} s · ${request.model}`);
		},
	};
}

/** A card with the avatar and the words it says. */
export function avatarClip(request: CreateRequest): Clip {
	const { avatar } = request.body as { avatar: { presetId?: string; avatarId?: string } };
	const size = { width: 1280, height: 720 };
	const seconds = inputSecondsOf(request) ?? secondsOf(request, 'usual');
	const shown = card(size, `${request.model} · ${avatar.presetId ?? avatar.avatarId}`, textOf(request) || 'a recording');
	return {
		...size,
		seconds,
		framesPerSecond: affordable(size, seconds),
		draw(context, position, time) {
			cover(context, shown, size);
			progress(context, size, position, `${time.toFixed(1)} / ${seconds.toFixed(1)} s`);
		},
	};
}

async function materialOf(uri: string, others: readonly string[], find: Find, model: string): Promise<Material> {
	const bytes = find(uri);
	const isPicture = bytes && sniff(bytes)?.startsWith('image/');
	const extras = others.flatMap((other) => find(other) ?? []).filter((one) => sniff(one)?.startsWith('image/'));
	const pictures = await Promise.all(extras.map(async (one) => await loadImage(one)));
	const size = { width: 1280, height: 720 };
	if (!bytes) return { frames: [card(size, model, uri.slice(0, 200))], size, extras: pictures };
	const frames = isPicture ? [await asCard(bytes)] : await framesOf(bytes);
	return { frames, size: frames[0]!, extras: pictures };
}

async function asCard(bytes: Buffer): Promise<Canvas> {
	const picture = await loadImage(bytes);
	const canvas = card(picture, '', '');
	cover(canvas.getContext('2d'), picture, picture);
	return canvas;
}

function resultSize({ endpoint, body }: CreateRequest, natural: Size): Size {
	const lines = endpoint === 'video_upscale' ? LINES[String(body.resolution ?? (body.targetFramerate ? '' : '2k'))] : undefined;
	if (lines) return sizeOf({ resolution: `${lines}p` }, natural);
	if (body.targetAspectRatio !== undefined) return sizeOf({ ratio: body.targetAspectRatio }, natural);
	if (body.ratio !== undefined || body.resolution !== undefined) return sizeOf(body, natural);
	return { width: even(natural.width), height: even(natural.height) };
}

const even = (pixels: number) => Math.max(2, Math.round(pixels / 2) * 2);

/** `59_94` stands for 59.94. */
function rateOf(targetFramerate: unknown): number {
	return Number(String(targetFramerate).replace('_', '.'));
}

function affordable({ width, height }: Size, seconds: number): number {
	return Math.min(8, Math.max(1, Math.floor((MOST_WORK * 1280 * 720) / (width * height * seconds))));
}
