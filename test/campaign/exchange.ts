import type { GenericValue, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { chanceAt } from '../emulator/faults';
import { readBody, type RunwayEmulator } from '../emulator/core';
import type { ConnectionFault, EmulatorResponse } from '../emulator/types';
import type { VirtualClock } from '../engine/virtualClock';

/** One request as it left the node. */
export interface SentRequest {
	/** Milliseconds on the clock. */
	readonly at: number;
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Its JSON, where it has some. */
	readonly body?: Readonly<Record<string, unknown>>;
	/** What the node got: an answer, or the code of an error. */
	result?: { readonly status: number; readonly body: unknown } | { readonly code: string };
	/** How many requests had left when it got that, and when it was, in milliseconds on the clock. */
	sentByThen?: number;
	answeredAt?: number;
}

export interface Answered {
	readonly statusCode: number;
	readonly headers: IDataObject;
	readonly body: unknown;
}

/** What axios throws: its code is all that this package reads, the rest is there to be leaked. */
class AxiosLikeError extends Error {
	readonly isAxiosError = true;

	constructor(
		message: string,
		readonly code: string,
		readonly config: unknown,
	) {
		super(message);
		this.name = 'AxiosError';
	}
}

/** More requests than any case of the campaign needs: the node is spinning. */
const MOST_REQUESTS = 3000;

/**
 * Requests straight into an emulator, without sockets: faults of the connection become the errors that n8n's
 * HTTP client throws for them, and travelling takes time on the virtual clock.
 */
export class Wire {
	readonly sent: SentRequest[] = [];
	/** Rejects when there are so many requests that the node must be spinning; then no more is answered. */
	readonly overflowed: Promise<never>;
	private overflow = () => {};
	private legs = 0;
	/** The emulator with its calls counted, so that the clock stands still while it works. */
	private readonly handle: RunwayEmulator['handle'];

	/** @param latencyMs the longest that a request, or its answer, is under way; 0 = no time at all */
	constructor(
		private readonly core: RunwayEmulator,
		private readonly clock: VirtualClock,
		private readonly latencyMs = 0,
		private readonly seed = 1,
	) {
		const counted = { helpers: {}, handle: async (request: never) => await core.handle(request) };
		this.handle = (clock.watch(counted as never) as unknown as RunwayEmulator).handle;
		this.overflowed = new Promise((_, reject) => {
			this.overflow = () => reject(new Error(`More than ${MOST_REQUESTS} requests`));
		});
		this.overflowed.catch(() => {});
	}

	/** What n8n's `httpRequest` does with these options, full response and ignored status errors included. */
	async request(options: IHttpRequestOptions, extraHeaders: IDataObject = {}): Promise<Answered> {
		const { method = 'GET', url, body } = options;
		const plain = typeof body === 'object' && body !== null && !Buffer.isBuffer(body) && !isStream(body);
		const headers = lowerCase({
			...(plain && { 'content-type': 'application/json' }),
			...options.headers,
			...extraHeaders,
		});
		const sent: SentRequest = { at: this.clock.now(), method, url, headers, ...(plain && { body: body as IDataObject }) };
		if ((options.abortSignal as AbortSignal | undefined)?.aborted) throw new AxiosLikeError('canceled', 'ERR_CANCELED', options);
		this.sent.push(sent);
		if (this.sent.length > MOST_REQUESTS) {
			this.overflow();
			await new Promise<never>(() => {});
		}
		try {
			const answered = await this.exchange(options, headers);
			sent.result = { status: answered.statusCode, body: answered.body };
			return answered;
		} catch (error) {
			sent.result = { code: String((error as { code?: unknown }).code) };
			throw error;
		} finally {
			sent.sentByThen = this.sent.length;
			sent.answeredAt = this.clock.now();
		}
	}

	private async exchange(options: IHttpRequestOptions, headers: Record<string, string>): Promise<Answered> {
		const { method = 'GET', url } = options;
		const signal = options.abortSignal as AbortSignal | undefined;
		const fail = (code: string, message: string) => new AxiosLikeError(message, code, options);
		const brokenOff = () => fail('ERR_CANCELED', 'canceled');
		const body = await bytesOf(options.body);
		await this.travel(signal);
		if (signal?.aborted) throw brokenOff();
		const answer = await this.handle({ method, path: url, headers, body });
		const { connection } = answer;
		try {
			if (connection?.kind === 'refused') throw fail('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:443');
			const wait = connection?.kind === 'delay' ? Math.min(connection.ms, options.timeout ?? Infinity) : 0;
			if (wait > 0) await this.clock.sleep(wait, signal);
			else await this.travel(signal);
			if (signal?.aborted) throw brokenOff();
			if (wait > 0 && wait === options.timeout) throw fail('ECONNABORTED', `timeout of ${wait}ms exceeded`);
			if (connection?.kind === 'reset') throw fail('ECONNRESET', 'socket hang up');
			const streamed = options.encoding === 'stream';
			const bytes = answer.status === 204 ? Buffer.alloc(0) : await readBody(answer.body);
			const arrives = arriving(answer, bytes);
			if (streamed) return { statusCode: answer.status, headers: answer.headers, body: this.stream(arrives, signal) };
			if (arrives.ends === 'never') {
				await this.clock.sleep(options.timeout ?? Infinity, signal);
				throw signal?.aborted ? brokenOff() : fail('ECONNABORTED', 'timeout exceeded');
			}
			// Bytes beyond the announced length make nonsense of the connection.
			if (arrives.bytes.length < bytes.length && arrives.ends === 'whole') throw fail('HPE_INVALID_CONSTANT', 'Parse Error');
			if (arrives.ends === 'broken') throw fail('ERR_BAD_RESPONSE', 'stream has been aborted');
			return { statusCode: answer.status, headers: answer.headers, body: parsed(arrives.bytes) };
		} finally {
			this.core.log.close(answer.entry);
		}
	}

	private async travel(signal: AbortSignal | undefined): Promise<void> {
		if (this.latencyMs === 0) return;
		await this.clock.sleep(Math.ceil(chanceAt(this.seed, (this.legs += 1)) * this.latencyMs), signal);
	}

	/** A body on its way, in a few pieces, each of which takes its time. */
	private stream({ bytes, ends }: Arriving, signal: AbortSignal | undefined): Readable {
		const size = Math.ceil(bytes.length / 3);
		const pieces = [0, 1, 2].map((n) => bytes.subarray(n * size, (n + 1) * size)).filter(({ length }) => length > 0);
		const travel = async () => await this.travel(signal);
		const stream = new Readable({
			read() {
				const piece = pieces.shift();
				if (piece) return void travel().then(() => this.push(piece));
				if (ends === 'whole') this.push(null);
				if (ends === 'broken') this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
			},
		});
		// Whoever only looks at the status destroys the body without listening.
		stream.on('error', () => {});
		signal?.addEventListener('abort', () => stream.destroy(new AxiosLikeError('canceled', 'ERR_CANCELED', {})));
		return stream;
	}
}

interface Arriving {
	readonly bytes: Buffer;
	readonly ends: 'whole' | 'broken' | 'never';
}

/** What of a body reaches the client, and how it ends, as over HTTP. */
function arriving({ headers, connection }: EmulatorResponse & { connection?: ConnectionFault }, bytes: Buffer): Arriving {
	if ((connection?.kind === 'cut' || connection?.kind === 'stall') && connection.afterBytes < bytes.length) {
		return {
			bytes: bytes.subarray(0, connection.afterBytes),
			ends: connection.kind === 'cut' ? 'broken' : 'never',
		};
	}
	const announced = Number(headers['content-length'] ?? bytes.length);
	if (announced < bytes.length) return { bytes: bytes.subarray(0, announced), ends: 'whole' };
	return { bytes, ends: announced > bytes.length && bytes.length > 0 ? 'broken' : 'whole' };
}

/** As axios does: JSON where it can be read as JSON, otherwise text. */
function parsed(bytes: Buffer): unknown {
	const text = bytes.toString();
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function isStream(body: unknown): body is AsyncIterable<Buffer> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

async function bytesOf(body: unknown): Promise<Buffer | undefined> {
	if (body === undefined || Buffer.isBuffer(body)) return body;
	if (!isStream(body)) return Buffer.from(JSON.stringify(body));
	return await buffer(body);
}

function lowerCase(headers: Record<string, GenericValue>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
