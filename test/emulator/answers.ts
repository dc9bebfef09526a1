import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { Answer, Body, ConnectionFault } from './types';
import type { Issue } from './walk';

export const docUrl = 'https://docs.dev.runwayml.com/errors/errors';

/** Runway's answer to a body that is not valid. */
export function invalid(issues: Issue[]): Answer {
	return json(400, { error: 'Validation of body failed', issues, docUrl });
}

/** An answer in JSON. */
export function json(status: number, value: unknown): Answer {
	return text(status, 'application/json', JSON.stringify(value));
}

/** An answer of any text. */
export function text(status: number, type: string, value: string): Answer {
	const body = Buffer.from(value);
	const headers = { 'content-type': `${type}; charset=utf-8`, 'content-length': String(body.length) };
	return { status, headers, body };
}

/** An error in the manner of the object store behind file URLs. */
export function storeError(status: number, code: string, message: string): Answer {
	return text(status, 'application/xml', `<Error><Code>${code}</Code><Message>${message}</Message></Error>`);
}

/** What a fault of kind `status` answers. */
export function faultyStatus(
	status: number,
	body: unknown,
	headers: Readonly<Record<string, string>> = {},
): Answer {
	const answer =
		typeof body === 'string'
			? text(status, 'text/plain', body)
			: json(status, body ?? { error: `Fault on demand: ${status}` });
	return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** No answer: the connection breaks. */
export function lost(): Answer & { connection: ConnectionFault } {
	return { status: 0, headers: {}, body: Buffer.alloc(0), connection: { kind: 'reset' } };
}

/** The bytes of a body, as a stream. */
export function openBody(body: Body): Readable {
	return Buffer.isBuffer(body) ? Readable.from([body], { objectMode: false }) : body.open();
}

/** The bytes of a body, read whole. */
export async function readBody(body: Body): Promise<Buffer> {
	return Buffer.isBuffer(body) ? body : await buffer(body.open());
}

/** SHA-256 of a body in hex, without holding it. */
export async function sha256(body: Body): Promise<string> {
	const hash = createHash('sha256');
	for await (const part of openBody(body)) hash.update(part as Buffer);
	return hash.digest('hex');
}
