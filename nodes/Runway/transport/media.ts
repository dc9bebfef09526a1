import { createHash } from 'node:crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../shared/checked';
import { acceptedInWords, acceptedType, kindOfEnding, type MediaKind } from '../shared/mediaTypes';
import { SNIFF_BYTES, sniff } from '../shared/sniff';
import type { ByteStream } from './streams';

/** A file that is to go to Runway. */
export interface WantedMedia {
	/** What it may be. */
	readonly kinds: readonly MediaKind[];
	/** A binary field of the item, or an https, data: or runway:// address whose form has been checked. */
	readonly input:
		| { readonly source: 'binary'; readonly binaryPropertyName: string }
		| { readonly source: 'url'; readonly url: string };
	/** The label of the field in the editor, for messages. */
	readonly label: string;
}

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
export type CheckedMedia = {
	/** Undefined for an address that may lead to several kinds and does not tell. */
	readonly kind: MediaKind | undefined;
} & ({ readonly uri: string } | { readonly file: MediaFile });

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
	wanted: WantedMedia,
): Promise<CheckedMedia | Problem> {
	const { input, label, kinds } = wanted;
	if (input.source === 'url') {
		const { url } = input;
		if (!url.startsWith('data:')) return { uri: url, kind: kinds.length === 1 ? kinds[0] : kindOfEnding(url, kinds) };
		const { mimeType, bytes } = parseDataUri(url);
		const checked = await checkFile(wanted, mimeType, async () => bytes);
		// Short ones go as they came, unless they are labelled wrongly.
		const asIs = 'file' in checked && checked.file.ending === acceptedType(mimeType)?.ending && url.length <= DATA_URI_MAX_LENGTH;
		return asIs ? { uri: url, kind: checked.kind } : checked;
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
	return await checkFile(wanted, binary.mimeType, async () =>
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

/** The bytes decide: files are often labelled wrongly, and Runway would refuse them after the call. */
async function checkFile(
	{ kinds, label }: WantedMedia,
	labelled: string,
	open: () => Promise<FileBody>,
): Promise<(CheckedMedia & { file: MediaFile }) | Problem> {
	const content = await digest(open);
	if (!content) return { field: label, message: "The file could not be read from n8n's storage." };
	const { hash, sizeBytes, start } = content;
	if (sizeBytes === 0) return { field: label, message: 'The file is empty (0 bytes).' };
	const declared = labelled.split(';')[0].trim().toLowerCase();
	const found = sniff(start, declared);
	const type = found === undefined ? undefined : acceptedType(found);
	if (found === undefined || !type || !kinds.includes(type.kind)) {
		return { field: label, message: `${whatItIs(found, declared)} Runway takes ${acceptedInWords(kinds)} here.` };
	}
	if (sizeBytes > UPLOAD_MAX_BYTES) {
		return {
			field: label,
			message: `The file has ${Math.ceil(sizeBytes / 1e6)} MB. Runway takes up to 200 MB.`,
		};
	}
	return { kind: type.kind, file: { mimeType: found, ending: type.ending, sizeBytes, hash, open } };
}

function whatItIs(found: string | undefined, declared: string): string {
	if (found === declared) return `The file is of type ${declared}.`;
	if (!acceptedType(declared)) return `The file is of type ${found ?? (declared || 'unknown')}.`;
	return `The file is labelled ${declared}, but its content is ${found ?? 'something else'}.`;
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

/** The URI has been checked to be of the form `data:<type>;base64,<data>`. */
function parseDataUri(uri: string): { mimeType: string; bytes: Buffer } {
	const comma = uri.indexOf(',');
	return {
		mimeType: uri.slice('data:'.length, comma).split(';')[0],
		bytes: Buffer.from(uri.slice(comma + 1), 'base64'),
	};
}
