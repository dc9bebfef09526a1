import { createHash } from 'node:crypto';
import { avatarClip, characterClip, editedClip } from './edit';
import { encodeClip, type Clip, type Container } from './encode';
import { renderImage, tinyImage, upscaleImage, type ImageExtension } from './image';
import { inputSecondsOf, secondsOf, textOf } from './prices';
import { schema } from './schema';
import { encodeSound, melody, type SoundExtension } from './sound';
import type { CreateRequest, Extension } from './types';
import { generatedClip, tinyVideo } from './video';

/** The bytes behind a media URI; undefined for an https URL, which cannot be fetched here. */
export type FindFile = (uri: string) => Buffer | undefined;

/** How the videos of each endpoint are made; the others describe pictures or sounds. */
const CLIPS: Readonly<Record<string, (request: CreateRequest, find: FindFile) => Clip | Promise<Clip>>> = {
	text_to_video: generatedClip,
	image_to_video: generatedClip,
	video_to_video: editedClip,
	video_upscale: editedClip,
	video_to_hdr: editedClip,
	character_performance: characterClip,
	avatar_videos: avatarClip,
	'recipes/product_swap': editedClip,
};

/** The file type that a request means. */
export function extensionFor({ endpoint, model, body }: CreateRequest): Extension {
	const format = String(body.outputFormat ?? '');
	switch (schema.outputs[endpoint]) {
		case 'image':
			return format === 'jpeg' ? '.jpg' : format === 'webp' ? '.webp' : '.png';
		case 'audio':
			if (format === 'ogg_opus') return '.ogg';
			return format === 'mp3' || (format === '' && model !== 'seed_audio') ? '.mp3' : '.wav';
		default:
			if (format.includes('sequence')) return '.zip';
			return format.includes('prores') || format === 'hdr_pq_12bit_master' ? '.mov' : '.mp4';
	}
}

/** The newest, because the encoder does not make the same bytes each time, and a file has the same whenever it is asked for. */
const rendered = new Map<string, Promise<Buffer>>();
const MOST_RENDERED = 100;

let last: Promise<unknown> = Promise.resolve();

/** What a request asks for, in full. The same is made once; one thing is made after the other. */
export async function renderFull(
	request: CreateRequest,
	index: number,
	extension: Extension,
	find: FindFile,
): Promise<Buffer> {
	const { endpoint, model, body } = request;
	const digest = createHash('sha256').update(JSON.stringify([endpoint, model, body])).digest('hex');
	const key = `${digest} ${index} ${extension}`;
	const before = rendered.get(key);
	if (before) return await before;
	if (rendered.size >= MOST_RENDERED) rendered.delete([...rendered.keys()][0]!);
	const work = last.then(async () => await render(request, index, extension, find));
	last = work.catch(() => undefined);
	rendered.set(key, work);
	return await work;
}

async function render(request: CreateRequest, index: number, extension: Extension, find: FindFile): Promise<Buffer> {
	switch (extension) {
		case '.png':
		case '.jpg':
		case '.webp':
			return request.endpoint === 'image_upscale'
				? await upscaleImage(request, extension, find)
				: await renderImage(request, index, extension, find);
		case '.wav':
		case '.mp3':
		case '.ogg':
			return await renderSound(request, extension, find);
		default: {
			const clip = await (CLIPS[request.endpoint] ?? generatedClip)(request, find);
			return await encodeClip(clip, containerOf(extension));
		}
	}
}

/** A tune that follows from what is to be said or heard and, where a sound came in, from its bytes. */
async function renderSound(request: CreateRequest, extension: SoundExtension, find: FindFile): Promise<Buffer> {
	const { body, media } = request;
	const input = media.map(({ uri }) => createHash('sha256').update(find(uri) ?? uri).digest('hex'));
	const { presetId } = (body.voice ?? {}) as { presetId?: string };
	const tune = [request.endpoint, textOf(request), presetId, body.targetLang, ...input].join(' ');
	const seconds = inputSecondsOf(request) ?? secondsOf(request, 'usual');
	const rate = typeof body.sampleRate === 'number' ? body.sampleRate : 44_100;
	return await encodeSound((sampleRate) => melody(tune, seconds, sampleRate), rate, extension);
}

/** A small real file of the kind, for tests that look at bytes alone. */
export async function renderTiny(label: string, extension: Extension): Promise<Buffer> {
	switch (extension) {
		case '.png':
		case '.jpg':
		case '.webp':
			return await tinyImage(label, extension satisfies ImageExtension);
		case '.wav':
		case '.mp3':
		case '.ogg':
			return await encodeSound((rate) => melody(label, 0.5, rate), 8000, extension);
		default:
			return await tinyVideo(containerOf(extension));
	}
}

function containerOf(extension: Extension): Container {
	return extension === '.mov' ? 'mov' : 'mp4';
}
