import { createCanvas, loadImage, type Canvas, type Image } from '@napi-rs/canvas';
import { card, cover, label, thumbnails } from './picture';
import { textOf } from './prices';
import type { Size } from './size';
import type { CreateRequest } from './types';

export type ImageExtension = '.png' | '.jpg' | '.webp';

/** Sides and pixels are kept to what can be drawn quickly. */
const LONGEST_SIDE = 8192;
const MOST_PIXELS = 25_300_000;

type Find = (uri: string) => Buffer | undefined;

/** A picture of the size that is asked for: a card with the prompt, its number, and the references along the edge. */
export async function renderImage(
	request: CreateRequest,
	index: number,
	extension: ImageExtension,
	find: Find,
): Promise<Buffer> {
	const { body, model, media } = request;
	const size = imageSize(body);
	const references = Array.isArray(body.referenceImages) ? (body.referenceImages as Array<{ tag?: string }>) : [];
	const found = await Promise.all(media.map(async ({ uri }) => await pictureAt(uri, find)));
	const tags = references.flatMap(({ tag }) => (tag ? [`@${tag}`] : []));
	const missing = media.filter((_, at) => !found[at]).map(({ uri }) => uri.slice(0, 100));
	const heading = [model, `${size.width} x ${size.height}`, `no. ${index + 1}`, ...tags].join(' · ');
	const canvas = card(size, heading, [textOf(request), ...missing].join(' '));
	thumbnails(
		canvas.getContext('2d'),
		found.filter((one): one is Image => one !== undefined),
		size,
	);
	return await encodeImage(canvas, extension);
}

/** The picture that arrived, larger; no larger than what Runway gives out either. */
export async function upscaleImage(request: CreateRequest, extension: ImageExtension, find: Find): Promise<Buffer> {
	const { imageUri, scaleFactor = 2 } = request.body;
	const picture = await pictureAt(String(imageUri), find);
	if (!picture) return await encodeImage(card({ width: 512, height: 512 }, request.model, String(imageUri)), extension);
	const wanted = Number(scaleFactor);
	const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / (picture.width * picture.height)));
	const size = limited({ width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
	const canvas = createCanvas(size.width, size.height);
	cover(canvas.getContext('2d'), picture, size);
	return await encodeImage(canvas, extension);
}

/** A small real picture, another one for each label. */
export async function tinyImage(text: string, extension: ImageExtension): Promise<Buffer> {
	const canvas = createCanvas(64, 64);
	label(canvas, text);
	return await encodeImage(canvas, extension);
}

async function encodeImage(canvas: Canvas, extension: ImageExtension): Promise<Buffer> {
	switch (extension) {
		case '.png':
			return await canvas.encode('png');
		case '.jpg':
			return await canvas.encode('jpeg', 90);
		case '.webp':
			return await canvas.encode('webp', 90);
	}
}

async function pictureAt(uri: string, find: Find): Promise<Image | undefined> {
	const bytes = find(uri);
	return bytes && (await loadImage(bytes));
}

/** `ratio` in pixels as it stands; what is left to the model becomes 1024 or 2048 pixels square. */
function imageSize({ ratio }: Readonly<Record<string, unknown>>): Size {
	const [, width = 0, height = 0] = (/^(\d+):(\d+)$/.exec(String(ratio)) ?? []).map(Number);
	if (width > 0) return limited({ width, height });
	const side = ratio === 'auto_2k' ? 2048 : 1024;
	return { width: side, height: side };
}

function limited({ width, height }: Size): Size {
	const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
	return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
