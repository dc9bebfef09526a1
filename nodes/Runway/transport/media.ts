import { createHash } from 'node:crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../shared/checked';
import {
	MEDIA_TYPES,
	SNIFF_BYTES,
	formatOfContent,
	formatOfPath,
	formatOfType,
	namesOf,
	plainType,
	type FileFormat,
	type MediaKind,
} from '../shared/mediaTypes';
import type { ByteStream } from './streams';
import { parseUrl, spelledForRunway } from './url';

/** A file that a request asks for, before anybody has looked at it. */
export interface WantedMedia {
	/** What may stand in this place; at least one. */
	readonly kinds: readonly MediaKind[];
	/** A binary field of the input item, or an https, data: or runway:// address whose text has been checked. */
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

/**
 * A checked input: a URI that goes into the request as it is, or a file to be inlined or uploaded. The kind of an
 * address that nobody has looked behind is undefined when several are possible and its ending does not tell.
 */
export type CheckedMedia =
	| { readonly uri: string; readonly kind: MediaKind | undefined }
	| { readonly file: MediaFile; readonly kind: MediaKind };

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
	const { input, label } = wanted;
	if (input.source === 'url') {
		const uri = spelledForRunway(input.url);
		return uri.startsWith('data:') ? await checkDataUri(wanted, uri) : { uri, kind: kindOfAddress(wanted.kinds, uri) };
	}
	const stored = openBinary(host, itemIndex, input.binaryPropertyName, label);
	return 'message' in stored ? stored : await checkFile(wanted, stored.binary.mimeType, stored.open);
}

/** Looks at a file of any type that is to be uploaded. */
export async function checkUpload(
	host: IExecuteFunctions,
	itemIndex: number,
	name: string,
	label: string,
): Promise<{ readonly file: MediaFile; readonly fileName?: string } | Problem> {
	const stored = openBinary(host, itemIndex, name, label);
	if ('message' in stored) return stored;
	const { open, binary } = stored;
	const content = await digest(open);
	if (!content) return { field: label, message: UNREADABLE };
	const { hash, sizeBytes, start } = content;
	if (sizeBytes < UPLOAD_MIN_BYTES) {
		return { field: label, message: `The file has ${sizeBytes} bytes. Runway takes uploads from ${UPLOAD_MIN_BYTES} bytes on.` };
	}
	if (sizeBytes > UPLOAD_MAX_BYTES) return { field: label, message: tooLarge(sizeBytes) };
	const declared = plainType(binary.mimeType ?? '');
	const format = formatOfContent(start, declared.startsWith('audio/'));
	// What requests take is told by its content. Of anything else the label knows more: many documents are zip files.
	const isTaken = format?.taken !== undefined;
	const labeled = isTaken || declared === UNKNOWN_TYPE ? undefined : /^[\w.+-]+\/[\w.+-]+$/.exec(declared)?.[0];
	const named = isTaken ? undefined : /(?<=\.)[a-z0-9]{1,10}$/i.exec(binary.fileName ?? '')?.[0];
	const mimeType = labeled ?? format?.type ?? UNKNOWN_TYPE;
	const ending = named ?? format?.endings?.[0] ?? 'bin';
	return { file: { mimeType, ending, sizeBytes, hash, open }, fileName: binary.fileName };
}

const UNKNOWN_TYPE = 'application/octet-stream';

const UNREADABLE = "The file could not be read from n8n's storage.";

function tooLarge(sizeBytes: number): string {
	return `The file has ${Math.ceil(sizeBytes / 1e6)} MB. Runway takes up to 200 MB.`;
}

type Stored = { readonly binary: IBinaryData; readonly open: () => Promise<FileBody> };

function openBinary(host: IExecuteFunctions, itemIndex: number, name: string, label: string): Stored | Problem {
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
	return {
		binary,
		open: async () => (id ? await host.helpers.getBinaryStream(id) : await host.helpers.getBinaryDataBuffer(itemIndex, name)),
	};
}

/** Short ones go as they came, but for a wrong type; long ones are files like any other. */
async function checkDataUri(wanted: WantedMedia, uri: string): Promise<CheckedMedia | Problem> {
	// The plan has checked that it is of the form `data:<type>;base64,<data>`.
	const comma = uri.indexOf(',');
	const declared = plainType(uri.slice('data:'.length, comma));
	const bytes = Buffer.from(uri.slice(comma + 1), 'base64');
	const checked = await checkFile(wanted, declared, async () => bytes);
	if ('message' in checked) return checked;
	const { file, kind } = checked;
	const isRight = MEDIA_TYPES[kind].includes(declared) && formatOfType(declared)?.type === file.mimeType;
	const mended = isRight ? uri : `data:${file.mimeType};base64,${uri.slice(comma + 1)}`;
	return mended.length <= DATA_URI_MAX_LENGTH ? { uri: mended, kind } : checked;
}

function kindOfAddress(kinds: readonly MediaKind[], uri: string): MediaKind | undefined {
	if (kinds.length === 1) return kinds[0];
	const kind = formatOfPath(parseUrl(uri)?.pathname ?? '')?.kind;
	return kind && kinds.includes(kind) ? kind : undefined;
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
	{ kinds, label }: WantedMedia,
	declaredType: string | undefined,
	open: () => Promise<FileBody>,
): Promise<{ file: MediaFile; kind: MediaKind } | Problem> {
	const content = await digest(open);
	if (!content) return { field: label, message: UNREADABLE };
	const { hash, sizeBytes, start } = content;
	if (sizeBytes === 0) return { field: label, message: 'The file is empty (0 bytes).' };
	const declared = plainType(declaredType ?? '');
	// The bytes decide: files are often labeled wrongly, and Runway would refuse them after the call. Only what
	// can be a video or a sound by its first bytes is what its label says, or else what is asked for.
	const asked = kinds.includes('audio') && !kinds.includes('video') ? 'audio' : 'video';
	const [labeled] = /^(audio|video)(?=\/)/.exec(declared) ?? [asked];
	const format = formatOfContent(start, labeled === 'audio');
	const { kind } = format ?? {};
	if (!format?.taken || !kind || !kinds.includes(kind)) {
		return { field: label, message: `${whatItIs(format, declared, kinds)} Runway takes ${namesOf(kinds)} here.` };
	}
	if (sizeBytes > UPLOAD_MAX_BYTES) {
		return { field: label, message: tooLarge(sizeBytes) };
	}
	return { file: { mimeType: format.type, ending: format.endings![0], sizeBytes, hash, open }, kind };
}

/** A sentence about a file that is not what was asked for. */
function whatItIs(format: FileFormat | undefined, declared: string, kinds: readonly MediaKind[]): string {
	const label = formatOfType(declared);
	const fitsByLabel = kinds.some((kind) => MEDIA_TYPES[kind].includes(declared));
	if (!format) {
		return fitsByLabel
			? `The file is labeled ${declared}, but its content is something else.`
			: `The file is of type ${declared || 'unknown'}.`;
	}
	return label && label !== format
		? `The file is labeled ${declared}, but its content is ${format.called}.`
		: `The file is ${format.called}.`;
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
