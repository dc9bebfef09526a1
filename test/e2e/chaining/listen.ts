import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { stopAtEnd } from '../harness/closing';

/** Has a server of this test file listen on a free port of 127.0.0.1; resolves to the port. */
export async function listen(server: Server): Promise<number> {
	const sockets = new Set<{ destroy(): void }>();
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	stopAtEnd(async () => {
		const closed = once(server, 'close');
		server.close();
		sockets.forEach((socket) => socket.destroy());
		await closed;
	});
	return (server.address() as AddressInfo).port;
}

export interface HttpRequest {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: Buffer;
}

export interface HttpAnswer {
	readonly status?: number;
	/** Default `application/json`. */
	readonly type?: string;
	readonly body?: string;
}

/** Serves whole requests and whole answers; what `answer` throws becomes a 500 with its message. */
export async function listenHttp(answer: (request: HttpRequest) => Promise<HttpAnswer>): Promise<number> {
	const exchange = async (request: IncomingMessage, response: ServerResponse) => {
		const { method = 'GET', url = '/', headers } = request;
		const path = decodeURIComponent(url.split('?')[0]);
		const { status = 200, type = 'application/json', body = '' } = await answer({
			method,
			path,
			headers,
			body: await buffer(request),
		}).catch((error: Error): HttpAnswer => ({ status: 500, body: JSON.stringify({ error: error.message }) }));
		response.writeHead(status, { 'content-type': type }).end(body);
	};
	return await listen(createServer((request, response) => void exchange(request, response)));
}
