import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { openBody } from '../../test/emulator/core';
import type { RunningEmulator } from '../../test/emulator/server';
import type { EmulatorResponse } from '../../test/emulator/types';

/** The video APIs of OpenAI and MiniMax, as far as n8n's nodes use them, in front of an emulated Runway. */
export interface Facades {
	readonly openAiUrl: string;
	readonly miniMaxUrl: string;
	stop(): Promise<void>;
}

interface Task {
	readonly status: string;
	readonly output?: readonly string[];
}

export async function startFacades(emulator: RunningEmulator): Promise<Facades> {
	const headers = { authorization: `Bearer ${emulator.apiKey}`, 'x-runway-version': '2024-11-06', 'content-type': 'application/json' };
	const ask = async (method: string, path: string, body?: object): Promise<EmulatorResponse> =>
		await emulator.core.handle({ method, path, headers, body: body && Buffer.from(JSON.stringify(body)) });
	const json = async (answer: EmulatorResponse) => JSON.parse((await buffer(openBody(answer.body))).toString()) as Record<string, unknown>;
	const create = async () =>
		String((await json(await ask('POST', '/v1/text_to_video', { model: 'gen4.5', promptText: 'clip', ratio: '1280:720', duration: 5 }))).id);
	const look = async (id: string) => (await json(await ask('GET', `/v1/tasks/${id}`))) as unknown as Task;

	const routes: ReadonlyArray<[RegExp, (id: string, response: ServerResponse) => Promise<object | undefined>]> = [
		[/^POST \/openai\/videos$/, async () => ({ id: await create(), status: 'queued' })],
		[/^GET \/openai\/videos\/([\w-]+)$/, async (id) => ({ id, status: (await look(id)).status === 'SUCCEEDED' ? 'completed' : 'in_progress' })],
		[
			/^GET \/openai\/videos\/([\w-]+)\/content$/,
			async (id, response) => {
				const { output = [] } = await look(id);
				const file = await fetch(output[0]);
				response.writeHead(file.status, { 'content-type': file.headers.get('content-type') ?? '' });
				await pipeline(Readable.fromWeb(file.body as ReadableStream), response);
				return undefined;
			},
		],
		[/^POST \/v1\/video_generation$/, async () => ({ task_id: await create(), base_resp: { status_code: 0 } })],
		[/^GET \/v1\/query\/video_generation\?task_id=([\w-]+)$/, async (id) => ({ status: (await look(id)).status === 'SUCCEEDED' ? 'Success' : 'Processing', file_id: id, base_resp: { status_code: 0 } })],
		[/^GET \/v1\/files\/retrieve\?file_id=([\w-]+)$/, async (id) => ({ file: { download_url: (await look(id)).output?.[0] }, base_resp: { status_code: 0 } })],
	];

	const server = createServer((request, response) => {
		void (async () => {
			await buffer(request);
			const line = `${request.method} ${request.url}`;
			for (const [pattern, answer] of routes) {
				const match = pattern.exec(line);
				if (!match) continue;
				const body = await answer(match[1] ?? '', response);
				if (body) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
				return;
			}
			response.writeHead(404).end(line);
		})().catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		openAiUrl: `${origin}/openai`,
		miniMaxUrl: `${origin}/v1`,
		async stop() {
			server.closeAllConnections();
			server.close();
		},
	};
}
