import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Clock } from '../shared/clock';
import type { Failure } from '../shared/errors';
import type { Timer } from '../shared/timer';
import type { Client } from './client';
import { reasonInWords } from './connection';
import { httpFailure } from './httpFailure';
import type { FileBody, MediaFile } from './media';
import { backoffMs, isPassing, retryAfterMs, transferMs } from './retry';
import { streamLike } from './streams';
import type { UploadTicket } from './types';
import { isSafeUrl, parseUrl } from './url';

/** For a request without a file; a file gets more, by its size. */
const UPLOAD_TIMEOUT_MS = 120_000;
const ATTEMPTS = 4;

export interface UploadContext {
	readonly host: IExecuteFunctions;
	readonly client: Client;
	readonly clock: Clock;
	readonly timer: Timer;
	readonly stopped: () => boolean;
}

export type Uri = { readonly uri: string } | { readonly failure: Failure } | { readonly stopped: true };

/** A file as a data URI. */
export async function inline({ host }: UploadContext, file: MediaFile): Promise<Uri> {
	try {
		const bytes = await host.helpers.binaryToBuffer(await file.open());
		return { uri: `data:${file.mimeType};base64,${bytes.toString('base64')}` };
	} catch {
		return {
			failure: {
				message: "The file could not be read again from n8n's storage",
				description: 'No task was created for this item. Run it again.',
			},
		};
	}
}

/**
 * Runway's upload in three steps: ask for a ticket, send the file to the address on it (without the key), use
 * the runway:// URI. Costs nothing, so trouble at either step begins again with a new ticket. Takes files from
 * `UPLOAD_MIN_BYTES` on; stored ones are streamed.
 */
export async function uploadFile({ host, client, clock, timer, stopped }: UploadContext, file: MediaFile): Promise<Uri> {
	let failure: Failure = { message: 'The file could not be uploaded to Runway' };
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		if (stopped()) return { stopped: true };
		let pauseMs = backoffMs(attempt, clock);
		const answer = await client.send({
			method: 'POST',
			path: '/v1/uploads',
			body: { filename: `input.${file.ending}`, type: 'ephemeral' },
			timeoutMs: UPLOAD_TIMEOUT_MS,
		});
		if (answer.kind === 'stopped') return { stopped: true };
		if (answer.kind === 'lost') {
			failure = uploadFailure(answer.reason);
		} else if (answer.status === 200 || answer.status === 201) {
			const ticket = readTicket(answer.body, client.baseUrl);
			if (typeof ticket === 'string') {
				failure = uploadFailure(ticket);
			} else {
				const sent = await sendFile(host, ticket, file);
				if (sent === 'done') return { uri: ticket.runwayUri };
				failure = uploadFailure(sent);
			}
		} else {
			failure = httpFailure(answer, 'The file could not be uploaded to Runway');
			if (!isPassing(answer.status)) return { failure };
			pauseMs = Math.max(pauseMs, Math.min(retryAfterMs(answer.headers, clock.now()) ?? 0, UPLOAD_TIMEOUT_MS));
		}
		if (attempt < ATTEMPTS - 1) await timer.pause(pauseMs).over;
	}
	return stopped() ? { stopped: true } : { failure };
}

function uploadFailure(reason: string): Failure {
	return {
		message: `The file could not be uploaded to Runway: ${reason}`,
		description: 'Nothing was charged. Run the item again, or give the file as an https URL.',
	};
}

/** The ticket, or what is wrong with it. */
function readTicket(body: unknown, baseUrl: string): UploadTicket | string {
	const ticket = body as Partial<UploadTicket> | undefined;
	const url = parseUrl(String(ticket?.uploadUrl ?? ''));
	if (!url || typeof ticket?.runwayUri !== 'string' || !ticket.fields || typeof ticket.fields !== 'object') {
		return "Runway's answer was not an upload ticket";
	}
	return isSafeUrl(url, baseUrl) ? (ticket as UploadTicket) : 'the upload address is not https';
}

/** @returns "done", or what went wrong */
async function sendFile(host: IExecuteFunctions, ticket: UploadTicket, file: MediaFile): Promise<string> {
	const boundary = `----n8n-runway-${file.hash.slice(0, 32)}`;
	const head = Buffer.from(
		[
			...Object.entries(ticket.fields).map(
				([name, value]) =>
					`--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"\r\n\r\n${String(value)}\r\n`,
			),
			// The storage behind the upload address ignores whatever follows the file, so it comes last.
			`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="input.${file.ending}"\r\n`,
			`Content-Type: ${file.mimeType}\r\n\r\n`,
		].join(''),
	);
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	let body: FileBody | undefined;
	try {
		body = await file.open();
		const response = (await host.helpers.httpRequest({
			method: 'POST',
			url: ticket.uploadUrl,
			headers: {
				'content-type': `multipart/form-data; boundary=${boundary}`,
				'content-length': head.length + file.sizeBytes + tail.length,
			},
			body: surround(head, body, tail) as Buffer,
			timeout: UPLOAD_TIMEOUT_MS + transferMs(file.sizeBytes),
			abortSignal: host.getExecutionCancelSignal(),
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		})) as { statusCode: number; headers: IDataObject };
		return response.statusCode >= 200 && response.statusCode < 300
			? 'done'
			: `the upload was answered with status ${response.statusCode}`;
	} catch (error) {
		return reasonInWords(error);
	} finally {
		// A request that ended early leaves the stored file open.
		if (body && !Buffer.isBuffer(body)) body.destroy();
	}
}

function escapeName(name: string): string {
	return name.replace(/"/g, '%22').replace(/[\r\n]/g, '');
}

/** Puts bytes before and after a file. A stream stays a stream, so that a long video is never held whole. */
function surround(head: Buffer, body: FileBody, tail: Buffer): FileBody {
	if (Buffer.isBuffer(body)) return Buffer.concat([head, body, tail]);
	return streamLike(
		body,
		(async function* () {
			yield head;
			for await (const chunk of body as AsyncIterable<Buffer>) yield chunk;
			yield tail;
		})(),
	);
}
