import { parseUrl } from './client';

/** Types of output files and their endings. Source: Runway's SDK, `outputFormat`, and its file server. */
const ENDINGS: Record<string, string> = {
	'video/mp4': 'mp4',
	'video/quicktime': 'mov',
	'video/webm': 'webm',
	'application/zip': 'zip',
	'application/x-zip-compressed': 'zip',
	'audio/wav': 'wav',
	'audio/x-wav': 'wav',
	'audio/wave': 'wav',
	'audio/mpeg': 'mp3',
	'image/png': 'png',
	'image/jpeg': 'jpg',
	'image/webp': 'webp',
};

const TYPES: Record<string, string> = {
	mp4: 'video/mp4',
	mov: 'video/quicktime',
	webm: 'video/webm',
	zip: 'application/zip',
	wav: 'audio/wav',
	mp3: 'audio/mpeg',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	webp: 'image/webp',
};

/**
 * Ending (without the dot) and MIME type of an output file: from the Content-Type, else from the URL's path,
 * else MP4, which every video model makes unless asked for something else.
 */
export function endingOf(contentType: string, url: string): { ending: string; mimeType: string } {
	const byType = ENDINGS[contentType];
	if (byType) return { ending: byType, mimeType: contentType };
	const inPath = /\.([a-z0-9]{2,4})$/i.exec(parseUrl(url)?.pathname ?? '')?.[1].toLowerCase();
	const ending = inPath && inPath in TYPES ? inPath : 'mp4';
	return { ending, mimeType: TYPES[ending] };
}

/** In bytes: file systems take 255, and the ending and a number are still to come. */
const LONGEST_NAME = 200;

/**
 * A file name that is safe in any file system and on any upload form: no path, no control characters, none of
 * the characters Windows forbids, not too long. Empty when nothing is left.
 */
export function safeFileName(text: string): string {
	const cleaned = text
		.normalize('NFC')
		// Control and format characters (direction marks hide a real ending) and halves of surrogate pairs.
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '')
		.replace(/[<>:"/\\|?*]+/g, '-')
		.replace(/^[\s.]+|[\s.]+$/g, '');
	let name = '';
	for (const character of cleaned) {
		if (Buffer.byteLength(name + character) > LONGEST_NAME) break;
		name += character;
	}
	return name;
}

/** Adds the ending unless the name has it already. */
export function withEnding(name: string, ending: string): string {
	return name.toLowerCase().endsWith(`.${ending}`) ? name : `${name}.${ending}`;
}
