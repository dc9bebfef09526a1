import { createHash } from 'node:crypto';

import { loadImage } from '@napi-rs/canvas';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';

import { schema, type MediaType } from './schema';

/** What the bytes say they are, by their first bytes; undefined for anything Runway would not know. */
export function sniff(bytes: Buffer): string | undefined {
	const text = (from: number, to: number) => bytes.toString('latin1', from, to);
	if (bytes.length < 12) return undefined;
	if (bytes.readUInt32BE(0) === 0x89504e47) return 'image/png';
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
	if (text(0, 4) === 'GIF8') return 'image/gif';
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav';
	if (text(4, 8) === 'ftyp') return isoBrand(text(8, 12));
	if (bytes.readUInt32BE(0) === 0x1a45dfa3) {
		return bytes.subarray(0, 64).includes('webm') ? 'video/webm' : 'video/x-matroska';
	}
	if (text(0, 4) === 'OggS') return 'video/ogg';
	if (text(0, 4) === 'fLaC') return 'audio/flac';
	if (text(0, 3) === 'ID3') return 'audio/mpeg';
	if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0) return 'audio/aac';
	if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0) return 'audio/mpeg';
	return undefined;
}

function isoBrand(brand: string): string {
	if (brand.startsWith('qt')) return 'video/quicktime';
	if (brand.startsWith('3g')) return 'video/3gpp';
	return brand.startsWith('M4A') ? 'audio/mp4' : 'video/mp4';
}

/** The different names that one type goes by. */
const sameType: Readonly<Record<string, string>> = {
	'image/jpg': 'image/jpeg',
	'audio/mp3': 'audio/mpeg',
	'audio/wave': 'audio/wav',
	'audio/x-wav': 'audio/wav',
	'audio/x-flac': 'audio/flac',
	'audio/x-m4a': 'audio/mp4',
	'audio/x-aac': 'audio/aac',
};

/** MP4 and its kin differ in the tracks inside, which their first bytes do not always tell. */
function family(type: string): string {
	const plain = sameType[type] ?? type;
	return ['video/mp4', 'audio/mp4', 'video/quicktime', 'video/3gpp'].includes(plain) ? 'iso' : plain;
}

/** A file that was looked into. Sizes in pixels, time in seconds. */
export interface MediaFile {
	readonly width?: number;
	readonly height?: number;
	readonly seconds?: number;
}

const known = new Map<string, MediaFile | string>();

/**
 * Looks into a file as Runway's intake would. `declared`: the MIME type it was sent with, if any. Returns the
 * file, or a sentence that says why it is refused.
 */
export async function inspectFile(
	bytes: Buffer,
	mediaType: MediaType,
	declared?: string,
): Promise<MediaFile | string> {
	const key = `${mediaType} ${declared} ${createHash('sha1').update(bytes).digest('hex')}`;
	const before = known.get(key);
	if (before) return before;
	const result = await lookInto(bytes, mediaType, declared);
	// Keeps the memory of a long campaign flat; its pictures are few.
	if (known.size >= 50) known.clear();
	known.set(key, result);
	return result;
}

async function lookInto(bytes: Buffer, mediaType: MediaType, declared?: string): Promise<MediaFile | string> {
	const allowed = schema.media.types[mediaType];
	if (declared !== undefined && !allowed.includes(declared)) {
		return `Invalid asset type. Expected ${allowed.join(', ')}; received ${declared}.`;
	}
	const found = sniff(bytes);
	if (found === undefined) return `The asset is not a recognizable ${mediaType}.`;
	const expected = declared === undefined ? allowed : [declared];
	if (!expected.some((one) => family(one) === family(found))) {
		return `The asset is ${found}, not ${expected.join(', ')}.`;
	}
	try {
		if (mediaType === 'image') {
			const { width, height } = await loadImage(bytes);
			return { width, height };
		}
		const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
		const track = await input.getPrimaryVideoTrack();
		return {
			seconds: await input.computeDuration(),
			...(track && { width: track.displayWidth, height: track.displayHeight }),
		};
	} catch {
		return `The ${mediaType} could not be decoded.`;
	}
}

/** The parts of a base64 data URI, or undefined when it is none. Runway's pattern knows lower case only. */
export function parseDataUri(uri: string): { type: string; bytes: Buffer } | undefined {
	const match = /^data:([a-z0-9.+-]+\/[a-z0-9.+-]+);base64,/.exec(uri);
	if (!match?.[1]) return undefined;
	const text = uri.slice(match[0].length);
	if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
	return { type: match[1], bytes: Buffer.from(text, 'base64') };
}

/** Why an https URL is refused, or undefined. Nothing is fetched. */
export function httpsProblem(uri: string): string | undefined {
	const { minLength, maxLength } = schema.media.uri.https;
	if (uri.length < minLength) return `URL must have at least ${minLength} characters`;
	if (uri.length > maxLength) return `URL must have at most ${maxLength} characters`;
	let url: URL;
	try {
		url = new URL(uri);
	} catch {
		return 'Invalid URL';
	}
	if (!uri.startsWith('https://')) return 'Only HTTPS URLs are allowed';
	const isAddress = /^\[.*\]$|^\d+(\.\d+){3}$/.test(url.hostname);
	if (isAddress) return 'URL must use a domain name, not an IP address';
	if (!url.hostname.includes('.')) return 'URL must use a public domain name';
	return undefined;
}
