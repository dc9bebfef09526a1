import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../shared/clock';
import { SNIFF_BYTES } from '../shared/mediaTypes';
import type { Timer } from '../shared/timer';
import { isConnectionError, reasonInWords } from './connection';
import { announcedType, typeOfContent, withEnding } from './fileNames';
import { isPassing, retryAfterMs } from './retry';
import { readAhead, streamLike, type ByteStream } from './streams';
import { isSafeUrl, parseUrl } from './url';

/** Without any byte arriving for this long a download counts as stalled. */
const STALL_MS = 60_000;
const MOST_REDIRECTS = 5;

/** No clip comes near this; a server that sends without end must not fill the disk. */
const MOST_BYTES = 10e9;

export interface DownloadedFile {
	readonly binary: IBinaryData;
	readonly sizeBytes: number;
	readonly fileName: string;
	readonly mimeType: string;
}

export type Download =
	| { readonly kind: 'file'; readonly file: DownloadedFile }
	/** The URL has ended or is wrong; reading the task again gives a fresh one. */
	| { readonly kind: 'expired'; readonly reason: string }
	| { readonly kind: 'trouble'; readonly reason: string; readonly pauseMs?: number }
	/** Trying again does not help, or not for long. */
	| { readonly kind: 'unusable'; readonly reason: string; readonly tryAgain: boolean }
	| { readonly kind: 'stopped' };

export interface DownloadContext {
	readonly host: IExecuteFunctions;
	readonly clock: Clock;
	readonly timer: Timer;
	readonly baseUrl: string;
	readonly stopped: () => boolean;
}

/**
 * Streams one output file from Runway into n8n's binary store, once. No key is sent: the URL itself is the
 * permission.
 * @param name file name without ending
 */
export async function downloadOnce(context: DownloadContext, url: string, name: string): Promise<Download> {
	const { host, clock, stopped } = context;
	let response: { statusCode: number; headers: IDataObject; body: ByteStream };
	let address = url;
	try {
		for (let redirects = 0; ; redirects++) {
			const parsed = parseUrl(address);
			if (!parsed || !isSafeUrl(parsed, context.baseUrl)) {
				return { kind: 'expired', reason: 'its address is not an https URL' };
			}
			response = (await host.helpers.httpRequest({
				method: 'GET',
				url: address,
				encoding: 'stream',
				// Compressed bytes could not be held against the announced length.
				headers: { 'accept-encoding': 'identity' },
				timeout: STALL_MS,
				abortSignal: host.getExecutionCancelSignal(),
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// Followed here, so that each step is looked at.
				disableFollowRedirect: true,
			})) as typeof response;
			const { location } = response.headers;
			if (response.statusCode < 300 || response.statusCode >= 400 || typeof location !== 'string') break;
			response.body.destroy();
			if (redirects >= MOST_REDIRECTS) return { kind: 'trouble', reason: 'its address redirects without end' };
			address = new URL(location, address).href;
		}
	} catch (error) {
		return stopped() ? { kind: 'stopped' } : { kind: 'trouble', reason: reasonInWords(error) };
	}
	const { statusCode, headers, body } = response;
	const contentType = String(headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
	const refusal = refuse(statusCode, contentType);
	if (refusal) {
		body.destroy();
		return isPassing(statusCode)
			? { kind: 'trouble', reason: refusal, pauseMs: retryAfterMs(headers, clock.now()) }
			: { kind: 'expired', reason: refusal };
	}
	return await store(context, { headers, body, contentType, address, name });
}

/** Why an answer is not the file; undefined when it is. */
function refuse(statusCode: number, contentType: string): string | undefined {
	if (statusCode !== 200) return `the file server answered with status ${statusCode}`;
	if (/^text\/|json|xml/.test(contentType)) return `the file server sent ${contentType} instead of a file`;
	return undefined;
}

async function store(
	{ host, clock, timer, stopped }: DownloadContext,
	response: { headers: IDataObject; body: ByteStream; contentType: string; address: string; name: string },
): Promise<Download> {
	const { body } = response;
	const announced = Number(response.headers['content-length'] ?? NaN);
	let sizeBytes = 0;
	let lastByteAt = clock.now();
	let stalled = false;
	const counted = (async function* () {
		for await (const chunk of body as AsyncIterable<Buffer>) {
			sizeBytes += chunk.length;
			lastByteAt = clock.now();
			if (sizeBytes > MOST_BYTES) return;
			yield chunk;
		}
	})();
	const breakOff = () => body.destroy(new Error('broken off'));
	const watch = watchForStall(timer, () => {
		stalled = clock.now() - lastByteAt >= STALL_MS;
		if (stalled || stopped()) breakOff();
		return stalled || stopped();
	});
	try {
		const announcedAs = announcedType(response.contentType, response.address);
		const { start, all } = await readAhead(counted, announcedAs ? 0 : SNIFF_BYTES);
		const { mimeType, endings } = announcedAs ?? typeOfContent(start);
		const fileName = withEnding(response.name, endings);
		const binary = await host.helpers.prepareBinaryData(streamLike(body, all), fileName, mimeType);
		if (stopped()) return { kind: 'stopped' };
		if (sizeBytes > MOST_BYTES) return { kind: 'unusable', reason: 'it is larger than 10 GB', tryAgain: false };
		if (sizeBytes === 0) return { kind: 'trouble', reason: 'the file server sent an empty file' };
		if (Number.isFinite(announced) && announced !== sizeBytes) {
			return { kind: 'trouble', reason: `the download ended after ${sizeBytes} of ${announced} bytes` };
		}
		return { kind: 'file', file: { binary: { ...binary, fileName }, sizeBytes, fileName, mimeType } };
	} catch (error) {
		if (stopped()) return { kind: 'stopped' };
		if (stalled) return { kind: 'trouble', reason: 'the download stalled' };
		if (isConnectionError(error)) return { kind: 'trouble', reason: reasonInWords(error) };
		return { kind: 'unusable', reason: 'n8n could not store the file', tryAgain: true };
	} finally {
		watch.end();
		// A store that gave up leaves the connection open.
		body.destroy();
	}
}

/** Calls `look` from time to time until it says true or the watch is ended. */
function watchForStall(timer: Timer, look: () => boolean): { end(): void } {
	let ended = false;
	let pause = timer.pause(STALL_MS / 4);
	void (async () => {
		for (;;) {
			await pause.over;
			if (ended || look()) return;
			pause = timer.pause(STALL_MS / 4);
		}
	})();
	return {
		end() {
			ended = true;
			pause.end();
		},
	};
}
