import type { MediaKind } from '../models/types';

/**
 * File types Runway takes as input, with the ending an upload is given. Source: Runway's documentation,
 * Assets, Inputs. `application/octet-stream` and GIF are refused there.
 */
const ACCEPTED: Record<MediaKind, Record<string, string>> = {
	image: { 'image/jpeg': 'jpg', 'image/jpg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' },
	video: {
		'video/mp4': 'mp4',
		'video/quicktime': 'mov',
		'video/x-matroska': 'mkv',
		'video/webm': 'webm',
		'video/3gpp': '3gp',
		'video/ogg': 'ogv',
	},
	audio: {
		'audio/mpeg': 'mp3',
		'audio/mp3': 'mp3',
		'audio/wav': 'wav',
		'audio/wave': 'wav',
		'audio/x-wav': 'wav',
		'audio/flac': 'flac',
		'audio/x-flac': 'flac',
		'audio/mp4': 'm4a',
		'audio/x-m4a': 'm4a',
		'audio/aac': 'aac',
		'audio/x-aac': 'aac',
	},
};

/** What the user reads about accepted types. */
export const ACCEPTED_IN_WORDS: Record<MediaKind, string> = {
	image: 'JPEG, PNG and WebP images',
	video: 'MP4, MOV, MKV, WebM, 3GP and Ogg videos',
	audio: 'MP3, WAV, FLAC, M4A and AAC audio',
};

/** The ending for a type Runway accepts, without the dot; undefined for any other type. */
export function acceptedEnding(media: MediaKind, mimeType: string): string | undefined {
	return ACCEPTED[media][mimeType];
}

const ascii = (bytes: Uint8Array, from: number, to: number) =>
	String.fromCharCode(...bytes.subarray(from, to));

/** Signatures of images, those people try although Runway refuses them included, so that they can be named. */
const IMAGE_SIGNATURES: ReadonlyArray<{ type: string; matches: (bytes: Uint8Array) => boolean }> = [
	{ type: 'image/jpeg', matches: (b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff },
	{ type: 'image/png', matches: (b) => ascii(b, 0, 8) === '\x89PNG\r\n\x1a\n' },
	{ type: 'image/webp', matches: (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 12) === 'WEBP' },
	{ type: 'image/gif', matches: (b) => ascii(b, 0, 4) === 'GIF8' },
	{ type: 'image/bmp', matches: (b) => ascii(b, 0, 2) === 'BM' },
	{ type: 'image/tiff', matches: (b) => ['II*\0', 'MM\0*'].includes(ascii(b, 0, 4)) },
	{ type: 'image/avif', matches: (b) => ascii(b, 4, 12) === 'ftypavif' },
	{ type: 'image/heic', matches: (b) => /^ftyp(heic|heix|mif1|hevc)$/.test(ascii(b, 4, 12)) },
	{ type: 'image/svg+xml', matches: (b) => /^\s*(<\?xml[^>]*>\s*)?<svg/i.test(ascii(b, 0, 64)) },
	{ type: 'application/pdf', matches: (b) => ascii(b, 0, 5) === '%PDF-' },
];

/** How many bytes of a file `sniffImage` wants to see. */
export const SNIFF_BYTES = 64;

/** The type an image's first bytes say it has; undefined when they match nothing known. */
export function sniffImage(start: Uint8Array): string | undefined {
	return IMAGE_SIGNATURES.find(({ matches }) => matches(start))?.type;
}
