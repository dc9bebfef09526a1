import { createHash } from 'node:crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { MediaSlot, Problem } from '../models/types';
import { ACCEPTED_IN_WORDS, SNIFF_BYTES, acceptedEnding, sniffImage } from './mediaTypes';
import type { ByteStream } from './streams';

/** Binary data as n8n hands it out: from its store a stream, from memory a buffer. */
export type FileBody = Buffer | ByteStream;

/** A file that can go to Runway. Its bytes are read again for each use, so that a batch does not hold them all. */
export interface MediaFile {
	readonly mimeType: string;
	/** File name ending, without the dot. */
	readonly ending: string;
	readonly sizeBytes: number;
	/** SHA-256 of the bytes, hexadecimal: tells whether a rerun would send the same file. */
	readonly hash: string;
	open(): Promise<FileBody>;
}

/** A checked input: a URI that goes into the request as it is, or a file to be inlined or uploaded. */
export type CheckedMedia = { readonly uri: string } | { readonly file: MediaFile };

/** Runway takes files from 512 bytes to 200 MB through its upload endpoint. */
export const UPLOAD_MIN_BYTES = 512;
const UPLOAD_MAX_BYTES = 200 * 1000 * 1000;

/** The encoded text of a data URI, prefix included, may be this long. Source: SDK 4.20.1, "up to 5MB". */
export const DATA_URI_MAX_LENGTH = 5_242_880;

/** Length of a data URI for a file. */
export function dataUriLength(mimeType: string, sizeBytes: number): number {
	return `data:${mimeType};base64,`.length + Math.ceil(sizeBytes / 3) * 4;
}

/**
 * Looks at an input before anything is sent: does the binary field exist, does Runway take its type and size?
 * Reads a stored file once, as a stream.
 */
export async function checkMedia(
	host: IExecuteFunctions,
	itemIndex: number,
	slot: MediaSlot,
): Promise<CheckedMedia | Problem> {
	const { input, label } = slot;
	if (input.source === 'url') {
		const { url } = input;
		if (!/^data:/i.test(url)) return { uri: url };
		const { mimeType, bytes } = parseDataUri(url);
		const checked = await checkFile(slot, mimeType, async () => bytes);
		// Short ones go as they came.
		return 'file' in checked && url.length <= DATA_URI_MAX_LENGTH ? { uri: url } : checked;
	}
	const name = input.binaryPropertyName;
	const binary = findBinary(host, itemIndex, name);
	if (!binary) {
		const fields = Object.keys(host.getInputData()[itemIndex]?.binary ?? {});
		return {
			field: label,
			message:
				`The item has no binary field "${name}". ` +
				(fields.length > 0
					? `It has: ${fields.join(', ')}.`
					: 'It has no file at all: put a node that loads the file before this one.'),
		};
	}
	const { id } = binary;
	return await checkFile(slot, binary.mimeType, async () =>
		id ? await host.helpers.getBinaryStream(id) : await host.helpers.getBinaryDataBuffer(itemIndex, name),
	);
}

/** The host throws when the field is missing; here that is an answer, not an error. */
function findBinary(host: IExecuteFunctions, itemIndex: number, name: string): IBinaryData | undefined {
	try {
		return host.helpers.assertBinaryData(itemIndex, name);
	} catch {
		return undefined;
	}
}

async function checkFile(
	{ media, label }: MediaSlot,
	declaredType: string,
	open: () => Promise<FileBody>,
): Promise<{ file: MediaFile } | Problem> {
	const content = await digest(open);
	if (!content) return { field: label, message: "The file could not be read from n8n's storage." };
	const { hash, sizeBytes, start } = content;
	// An image's bytes decide: files are often labelled wrongly, and Runway would refuse them after the call.
	const mimeType = (media === 'image' ? sniffImage(start) : undefined) ?? declaredType.split(';')[0].trim().toLowerCase();
	const sniffedNothing = media === 'image' && sniffImage(start) === undefined;
	if (sizeBytes === 0) return { field: label, message: 'The file is empty (0 bytes).' };
	const ending = acceptedEnding(media, mimeType);
	if (!ending || sniffedNothing) {
		const found = ending
			? `The file is labelled ${mimeType}, but its content is something else.`
			: `The file is of type ${mimeType || 'unknown'}.`;
		return { field: label, message: `${found} Runway takes ${ACCEPTED_IN_WORDS[media]}.` };
	}
	if (sizeBytes > UPLOAD_MAX_BYTES) {
		return {
			field: label,
			message: `The file has ${Math.ceil(sizeBytes / 1e6)} MB. Runway takes up to 200 MB.`,
		};
	}
	return { file: { mimeType, ending, sizeBytes, hash, open } };
}

/** What a file is, from reading it once; undefined when the store does not give it out. */
async function digest(open: () => Promise<FileBody>) {
	try {
		return await readThrough(await open());
	} catch {
		return undefined;
	}
}

async function readThrough(body: FileBody) {
	const hash = createHash('sha256');
	let sizeBytes = 0;
	let start: Uint8Array = new Uint8Array(0);
	const chunks: AsyncIterable<Buffer> | Buffer[] = Buffer.isBuffer(body) ? [body] : (body as AsyncIterable<Buffer>);
	for await (const chunk of chunks) {
		if (start.length < SNIFF_BYTES) start = Buffer.concat([start, chunk.subarray(0, SNIFF_BYTES)]);
		hash.update(chunk);
		sizeBytes += chunk.length;
	}
	return { hash: hash.digest('hex'), sizeBytes, start };
}

/** The plan has checked that the URI is of the form `data:<type>;base64,<data>`. */
function parseDataUri(uri: string): { mimeType: string; bytes: Buffer } {
	const comma = uri.indexOf(',');
	return {
		mimeType: uri.slice('data:'.length, comma).split(';')[0],
		bytes: Buffer.from(uri.slice(comma + 1), 'base64'),
	};
}
