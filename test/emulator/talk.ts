import { createCanvas } from '@napi-rs/canvas';

import { readBody, RunwayEmulator } from './core';
import type { ConnectionFault, EmulatorOptions } from './types';

/** A JSON object whose fields a test reads as it likes. */
export type Json = Record<string, unknown>;

export interface Reply {
	readonly status: number;
	readonly headers: Record<string, string>;
	readonly bytes: Buffer;
	/** The parsed body, or an empty object. */
	readonly json: Json;
	readonly connection?: ConnectionFault;
}

/** An emulator without sockets on a clock that only the test moves, and requests to it. */
export class Talk {
	readonly core: RunwayEmulator;
	/** Milliseconds. */
	time = Date.UTC(2026, 9, 1);

	constructor(options: EmulatorOptions = {}) {
		this.core = new RunwayEmulator({ render: 'tiny', ...options, now: () => this.time });
	}

	get keyHeaders(): Record<string, string> {
		return { authorization: `Bearer ${this.core.apiKey}`, 'x-runway-version': '2024-11-06' };
	}

	async send(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = this.keyHeaders,
	): Promise<Reply> {
		const isBytes = Buffer.isBuffer(body);
		const answer = await this.core.handle({
			method,
			path,
			headers: isBytes || body === undefined ? headers : { 'content-type': 'application/json', ...headers },
			body: isBytes ? body : body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
		});
		const bytes = await readBody(answer.body);
		this.core.log.close(answer.entry);
		const isJson = answer.headers['content-type']?.startsWith('application/json');
		const json = isJson ? (JSON.parse(bytes.toString()) as Json) : {};
		return { status: answer.status, headers: answer.headers, bytes, json, connection: answer.connection };
	}

	/** Creates a task and returns its id. Throws when the emulator refuses it. */
	async create(body: Json = {}): Promise<string> {
		const request = { model: 'gen4.5', promptText: 'A boat', ratio: '1280:720', duration: 5, ...body };
		const reply = await this.send('POST', '/v1/text_to_video', request);
		if (reply.status !== 200) throw new Error(reply.bytes.toString());
		return String(reply.json.id);
	}

	/** Reads a task; its status alone is enough for most tests. */
	async task(id: string): Promise<Json> {
		return (await this.send('GET', `/v1/tasks/${id}`)).json;
	}

	async statuses(ids: readonly string[]): Promise<unknown[]> {
		return await Promise.all(ids.map(async (id) => (await this.task(id)).status));
	}

	/** The first output URL of a finished task. */
	async outputUrl(id: string): Promise<string> {
		return String(((await this.task(id)).output as unknown[])[0]);
	}
}

/** A picture of one colour. */
export function picture(
	type: 'image/png' | 'image/jpeg' | 'image/webp',
	{ width = 320, height = 320, colour = '#c02020' } = {},
): Buffer {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext('2d');
	context.fillStyle = colour;
	context.fillRect(0, 0, width, height);
	if (type === 'image/png') return canvas.toBuffer('image/png');
	return type === 'image/jpeg' ? canvas.toBuffer('image/jpeg') : canvas.toBuffer('image/webp');
}

export function dataUri(type: string, bytes: Buffer): string {
	return `data:${type};base64,${bytes.toString('base64')}`;
}

/** One second of silence, or more, as an uncompressed mono WAV file with 8,000 samples a second. */
export function silence(seconds: number): Buffer {
	const samples = Buffer.alloc(Math.round(seconds * 8000), 128);
	const head = Buffer.alloc(44);
	head.write('RIFF', 0, 'latin1');
	head.writeUInt32LE(36 + samples.length, 4);
	head.write('WAVEfmt ', 8, 'latin1');
	head.writeUInt32LE(16, 16);
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(8000, 24);
	head.writeUInt32LE(8000, 28);
	head.writeUInt16LE(1, 32);
	head.writeUInt16LE(8, 34);
	head.write('data', 36, 'latin1');
	head.writeUInt32LE(samples.length, 40);
	return Buffer.concat([head, samples]);
}
