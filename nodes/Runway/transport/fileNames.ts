import { formatOfContent, formatOfPath, formatOfType, plainType } from '../shared/mediaTypes';
import { parseUrl } from './url';

/** How an output file is called and labeled. */
export interface OutputType {
	readonly mimeType: string;
	/** File name endings without the dot that go with the type; the first is the usual one. */
	readonly endings: readonly string[];
}

const UNKNOWN: OutputType = { mimeType: 'application/octet-stream', endings: ['bin'] };

/**
 * The type of an output file from its Content-Type, else from the ending of the URL's path; undefined when neither
 * says anything, as with `application/octet-stream`.
 */
export function announcedType(contentType: string, url: string): OutputType | undefined {
	const format = [formatOfType(plainType(contentType)), formatOfPath(parseUrl(url)?.pathname ?? '')].find(
		(candidate) => candidate?.endings,
	);
	return format && { mimeType: format.type, endings: format.endings! };
}

/** The type of an output file from its first bytes; `application/octet-stream` when they are like nothing known. */
export function typeOfContent(start: Uint8Array): OutputType {
	const format = formatOfContent(start);
	return format?.endings ? { mimeType: format.type, endings: format.endings } : UNKNOWN;
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

/** The name with a number: at its end, or before the ending of a file type, `fox-2.png`. */
export function numbered(name: string, number: number): string {
	const at = formatOfPath(name)?.endings ? name.lastIndexOf('.') : name.length;
	return `${name.slice(0, at)}-${number}${name.slice(at)}`;
}

/** The name endings of the type that a finished file name speaks for. */
export function endingsOf(fileName: string): readonly string[] {
	return formatOfPath(fileName)?.endings ?? [fileName.split('.').pop()!];
}

/** Adds the first of the endings, unless the name has one of them already. */
export function withEnding(name: string, endings: readonly string[]): string {
	const lower = name.toLowerCase();
	return endings.some((ending) => lower.endsWith(`.${ending}`)) ? name : `${name}.${endings[0]}`;
}
