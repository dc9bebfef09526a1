import { once, setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

import { openBody, RunwayEmulator } from './core';
import type { EmulatorOptions, EmulatorResponse, Host } from './types';

export interface ServerOptions extends Omit<EmulatorOptions, 'baseUrl' | 'filesUrl'> {
	/** Default: a free one. */
	readonly port?: number;
	/** Output and upload URLs lie on a second port, which then is another host to the node. */
	readonly separateFilesHost?: boolean;
}

export interface RunningEmulator {
	/** Origin of the API, e.g. `http://127.0.0.1:40123`. */
	readonly baseUrl: string;
	readonly filesUrl: string;
	readonly apiKey: string;
	readonly core: RunwayEmulator;
	/** Ends all connections and both listeners. */
	stop(): Promise<void>;
}

/** Starts the emulator on 127.0.0.1. Rejects when the port is taken. */
export async function startEmulator(options: ServerOptions = {}): Promise<RunningEmulator> {
	const api = await listen(options.port ?? 0);
	const files = options.separateFilesHost ? await listen(0) : undefined;
	const baseUrl = originOf(api);
	const filesUrl = files ? originOf(files) : baseUrl;
	const core = new RunwayEmulator({ ...options, baseUrl, filesUrl });
	// Pauses of slow answers end with the emulator, however many there are.
	const stopping = new AbortController();
	setMaxListeners(0, stopping.signal);
	const serve = (server: Server, host: Host) => {
		server.on('request', (request: IncomingMessage, response: ServerResponse) => {
			exchange(core, host, request, response, stopping.signal).catch(() => request.socket.destroy());
		});
	};
	serve(api, 'api');
	if (files) serve(files, 'files');
	const stop = async () => {
		stopping.abort();
		await Promise.all([api, files].map(async (server) => server && (await close(server))));
	};
	return { baseUrl, filesUrl, apiKey: core.apiKey, core, stop };
}

async function listen(port: number): Promise<Server> {
	const server = createServer({ keepAliveTimeout: 30_000 });
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

function originOf(server: Server): string {
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
}

async function exchange(
	core: RunwayEmulator,
	host: Host,
	request: IncomingMessage,
	response: ServerResponse,
	stopping: AbortSignal,
): Promise<void> {
	const body = await buffer(request);
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
	const { method = 'GET', url: path = '/' } = request;
	const answer = await core.handle({ method, path, headers, body, host });
	response.on('close', () => core.log.close(answer.entry));
	if (response.destroyed) return core.log.close(answer.entry);
	const { connection } = answer;
	if (connection?.kind === 'reset' || connection?.kind === 'refused') return reset(request.socket);
	if (connection?.kind === 'delay') await pause(connection.ms, undefined, { signal: stopping });
	await send(answer, request, response);
}

/** A hard end of the connection, which clients see as ECONNRESET. */
function reset(socket: Socket): void {
	socket.resetAndDestroy();
}

async function send(
	answer: EmulatorResponse,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { status, headers, body, connection } = answer;
	response.writeHead(status, headers);
	if (request.method === 'HEAD' || status === 204) return void response.end();
	const limit = connection?.kind === 'cut' || connection?.kind === 'stall' ? connection.afterBytes : Infinity;
	let sent = 0;
	for await (const part of openBody(body)) {
		const chunk = (part as Buffer).subarray(0, limit - sent);
		sent += chunk.length;
		if (!response.write(chunk)) await drained(response);
		if (response.destroyed || sent >= limit) break;
	}
	if (connection?.kind === 'stall') return;
	if (connection?.kind === 'cut') {
		// What was written leaves first; then the connection ends without the rest.
		return void request.socket.end();
	}
	response.end();
	if (Number(headers['content-length'] ?? 0) > sent) request.socket.end();
}

/** Resolves when the client has taken what was written, or has gone away. */
async function drained(response: ServerResponse): Promise<void> {
	if (response.destroyed) return;
	await new Promise<void>((resolve) => {
		const done = () => {
			response.off('drain', done);
			response.off('close', done);
			resolve();
		};
		response.on('drain', done);
		response.on('close', done);
	});
}
