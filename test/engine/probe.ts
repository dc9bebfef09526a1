import type { IExecuteFunctions, IHttpRequestOptions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunOptions } from './engine';
import { ITEMS_TYPE } from './nodes';
import type { VirtualClock } from './virtualClock';
import { chain, type NodeSketch } from './workflow';

const PROBE = 'n8n-nodes-runwayml.probe';
export const KEY = 'key_harness_1';

let baseUrl: string;

/** What the server of this test file has been asked for. */
export const seen: Array<{ path: string; authorization?: string; version?: string }> = [];

function reply(request: IncomingMessage) {
	const { url = '', headers } = request;
	const version = headers['x-version'] as string | undefined;
	seen.push({ path: url, authorization: headers.authorization, version });
	return url === '/file' ? Buffer.alloc(100_000, 7) : JSON.stringify({ path: url });
}

/** Answers everything but /hang; each test file has its own. */
export const server = createServer((request, response) => {
	if (request.url === '/hang') return;
	const body = reply(request);
	const type = typeof body === 'string' ? 'application/json' : 'video/mp4';
	response.writeHead(200, { 'content-type': type }).end(body);
});

/** Starts the server; call it in beforeAll. */
export async function listen(): Promise<void> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** A node whose body is the test's own. */
function probe(execute: Execute): INodeType {
	return {
		description: {
			displayName: 'Probe',
			name: 'probe',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Probe' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'probeApi', required: true }],
			properties: [],
		},
		execute,
	};
}

const probeApi = {
	name: 'probeApi',
	displayName: 'Probe API',
	properties: [
		{ displayName: 'Key', name: 'key', type: 'string' as const, default: '' },
		{ displayName: 'Version', name: 'version', type: 'string' as const, default: 'v-default' },
	],
	authenticate: {
		type: 'generic' as const,
		properties: {
			headers: { Authorization: '=Bearer {{$credentials.key}}', 'X-Version': '={{$credentials.version}}' },
		},
	},
};

/** A workflow Rows → Probe → End whose probe does what `execute` does. */
export function optionsFor(execute: Execute, extra: Partial<NodeSketch> = {}, rest: Partial<RunOptions> = {}) {
	return {
		workflow: chain(
			{ name: 'Rows', type: ITEMS_TYPE },
			{ name: 'Probe', type: PROBE, ...extra },
			{ name: 'End', type: 'n8n-nodes-base.noOp' },
		),
		nodes: { [PROBE]: probe(execute) },
		credentialTypes: [probeApi],
		credentials: { probeApi: { key: KEY } },
		sources: { Rows: [{ json: { row: 1 } }, { json: { row: 2 } }] },
		...rest,
	};
}

/** A request to the server. */
export const get = (path: string, more: Partial<IHttpRequestOptions> = {}): IHttpRequestOptions => ({
	method: 'GET',
	url: `${baseUrl}${path}`,
	json: true,
	...more,
});

/** The probe's body on a context that `clock` watches. */
export function watched(clock: VirtualClock, execute: Execute): Execute {
	return async function () {
		return await execute.call(clock.watch(this));
	};
}
