import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** How a file lies in n8n: on disk, in its database (which hands it out in one piece), or inside the item. */
export type Storage = 'filesystem' | 'database' | 'default';

export interface StoredFile {
	/** Pieces, so that a file of 200 MB can be one small piece many times over. */
	readonly pieces: readonly Buffer[];
	readonly mimeType: string;
	readonly storage?: Storage;
	/** How often n8n hands it out before its storage fails; without it, always. */
	readonly reads?: number;
}

/** What n8n's HTTP client was asked for, the body read. */
export interface Sent {
	readonly options: IHttpRequestOptions;
	readonly body: Buffer;
}

export interface Answer {
	readonly statusCode: number;
	readonly headers?: IDataObject;
	/** True: it comes before the request's body was read. */
	readonly early?: boolean;
	/** Pieces of the body, perhaps with pauses between them; an error breaks it off. */
	readonly body?: ReadonlyArray<Buffer | Error> | Readable;
	/** True: the pieces are handed on one by one, as no real stream does; without copies, for very large ones. */
	readonly bare?: boolean;
}

/** What n8n's store took in. */
export interface Stored {
	readonly fileName?: string;
	readonly mimeType?: string;
	readonly sizeBytes: number;
	/** Its first bytes. */
	readonly start: Buffer;
}

/** n8n's helpers for files, acted: the binary field `data` holds `file`, requests get the answers in turn. */
export function fileHost({
	file,
	answers = [],
	signal,
	onTooMany,
}: {
	file?: StoredFile;
	answers?: readonly Answer[];
	/** The execution's. */
	signal?: AbortSignal;
	/** A request without an answer left for it: ends whoever would try for ever. */
	onTooMany?: () => void;
}) {
	const sent: Sent[] = [];
	const stored: Stored[] = [];
	const streams: Readable[] = [];
	const served: Readable[] = [];
	const left = [...answers];
	let reads = 0;
	const open = () => {
		reads += 1;
		if (reads > (file?.reads ?? Infinity)) throw new Error('ENOENT: no such file');
		const pieces = file?.storage === 'database' ? [Buffer.concat(file.pieces)] : (file?.pieces ?? []);
		const stream = Readable.from(pieces, { objectMode: false });
		streams.push(stream);
		return stream;
	};
	const helpers = {
		assertBinaryData: (_: number, name: string) => {
			if (!file || name !== 'data') throw new Error('no such field');
			return { mimeType: file.mimeType, data: '', ...(file.storage !== 'default' && { id: 'filesystem-v2:1' }) };
		},
		getBinaryStream: async () => open(),
		getBinaryDataBuffer: async () => Buffer.concat(file?.pieces ?? []),
		binaryToBuffer: async (body: Buffer | Readable) => (Buffer.isBuffer(body) ? body : await buffer(body)),
		httpRequest: async (options: IHttpRequestOptions) => {
			const answer = left.shift();
			if (!answer) {
				onTooMany?.();
				throw new Error('One request too many');
			}
			const body = options.body as Buffer | Readable | undefined;
			sent.push({ options, body: body && !answer.early ? await helpers.binaryToBuffer(body) : Buffer.alloc(0) });
			const { statusCode, headers = {}, body: pieces = [], bare } = answer;
			if (options.encoding !== 'stream') return { statusCode, headers, body: '' };
			if (bare) return { statusCode, headers, body: BareStream.from(arriving(pieces as Buffer[])) };
			served.push(pieces instanceof Readable ? pieces : Readable.from(arriving(pieces), { objectMode: false }));
			return { statusCode, headers, body: served[served.length - 1] };
		},
		prepareBinaryData: async (stream: Readable, fileName?: string, mimeType?: string) => {
			let sizeBytes = 0;
			let start = Buffer.alloc(0);
			for await (const piece of stream as AsyncIterable<Buffer>) {
				if (start.length < 64) start = Buffer.concat([start, piece.subarray(0, 64)]);
				sizeBytes += piece.length;
			}
			stored.push({ fileName, mimeType, sizeBytes, start });
			return { data: '', id: 'filesystem-v2:2', mimeType, fileName };
		},
	};
	const host = { helpers, getInputData: () => [{ json: {} }], getExecutionCancelSignal: () => signal };
	return { host: host as unknown as IExecuteFunctions, sent, stored, streams, served };
}

class BareStream {
	constructor(private readonly pieces: AsyncIterable<Buffer> | Iterable<Buffer>) {}

	static from(pieces: AsyncIterable<Buffer> | Iterable<Buffer>) {
		return new BareStream(pieces);
	}

	async *[Symbol.asyncIterator]() {
		yield* this.pieces;
	}

	destroy() {}
}

function* arriving(pieces: ReadonlyArray<Buffer | Error>) {
	for (const piece of pieces) {
		if (piece instanceof Error) throw piece;
		yield piece;
	}
}
