import {
	NodeApiError,
	NodeOperationError,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { RUNWAY_TYPE } from '../engine/sketches';
import type { Wire } from './exchange';

/** Binary data as n8n's store keeps it, shared by the runs of one case. */
export class BinaryStore {
	private readonly files = new Map<string, Buffer>();
	private reads = 0;
	private writes = 0;

	/** Numbers, from 1, of the reads and writes that fail, as a full disk or a lost network drive would. */
	constructor(private readonly failing: { reads?: readonly number[]; writes?: readonly number[] } = {}) {}

	put(bytes: Buffer, fileName: string | undefined, mimeType: string): IBinaryData {
		const id = `filesystem-v2:${this.files.size}`;
		this.files.set(id, bytes);
		return { id, data: 'filesystem-v2', mimeType, fileName, bytes: bytes.length };
	}

	async write(body: Buffer | Readable, fileName: string | undefined, mimeType: string): Promise<IBinaryData> {
		this.writes += 1;
		const bytes = await whole(body);
		if (this.failing.writes?.includes(this.writes)) throw storeError('ENOSPC', 'no space left on device');
		return this.put(bytes, fileName, mimeType);
	}

	read({ id, data }: Pick<IBinaryData, 'id' | 'data'>): Buffer {
		if (!id) return Buffer.from(data, 'base64');
		this.reads += 1;
		const bytes = this.files.get(id);
		if (!bytes || this.failing.reads?.includes(this.reads)) throw storeError('ENOENT', 'no such file or directory');
		return bytes;
	}

	/** Without a fault: for a test that looks at results. */
	peek(id: string): Buffer {
		return this.files.get(id)!;
	}
}

function storeError(code: string, message: string): Error {
	return Object.assign(new Error(`${code}: ${message}`), { code });
}

async function whole(body: Buffer | Readable): Promise<Buffer> {
	return Buffer.isBuffer(body) ? body : await buffer(body);
}

export interface HostOptions {
	readonly wire: Wire;
	readonly store: BinaryStore;
	readonly items: readonly INodeExecutionData[];
	/** Parameters of each item, expressions resolved. */
	readonly parameters: ReadonlyArray<Readonly<Record<string, unknown>>>;
	readonly onError?: INode['onError'];
	readonly signal: AbortSignal;
	/** The node's context, which n8n keeps across retries. */
	readonly context: IDataObject;
	readonly credential: { readonly apiKey: string; readonly baseUrl: unknown };
	/** Gets whatever the node logs. */
	readonly log?: string[];
}

/**
 * What n8n hands to a node's execute, as far as this package uses it, on a wire instead of a network. That it
 * behaves as n8n does is shown by ./faithful.test.ts.
 */
export function createHost(options: HostOptions): IExecuteFunctions {
	const { wire, store, items, parameters, onError, signal, context, credential, log } = options;
	const node: INode = {
		id: 'runway',
		name: 'Runway',
		type: RUNWAY_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...(onError && { onError }),
	};
	const note = (message: string) => void log?.push(message);

	const helpers = {
		async httpRequest(request: IHttpRequestOptions) {
			return await wire.request(request);
		},
		async httpRequestWithAuthentication(this: IExecuteFunctions, type: string, request: IHttpRequestOptions) {
			// As n8n does it: on every request whose `this` has a signal.
			if ('getExecutionCancelSignal' in this) request.abortSignal = this.getExecutionCancelSignal();
			const { apiKey } = await this.getCredentials(type);
			try {
				const headers = { authorization: `Bearer ${String(apiKey)}`, 'x-runway-version': '2024-11-06' };
				return await wire.request(request, headers);
			} catch (error) {
				throw new NodeApiError(node, error as never);
			}
		},
		prepareBinaryData: async (body: Buffer | Readable, fileName?: string, mimeType = 'text/plain') =>
			await store.write(body, fileName, mimeType),
		getBinaryStream: async (id: string) => Readable.from([store.read({ id, data: '' })], { objectMode: false }),
		binaryToBuffer: async (body: Buffer | Readable) => await whole(body),
		assertBinaryData(itemIndex: number, field: string): IBinaryData {
			const binary = items[itemIndex]?.binary?.[field];
			if (binary) return binary;
			throw new NodeOperationError(node, `This operation expects the node's input data to contain a binary file '${field}'`, {
				itemIndex,
			});
		},
		getBinaryDataBuffer: async (itemIndex: number, field: string) =>
			store.read(helpers.assertBinaryData(itemIndex, field)),
	};

	const host = {
		helpers,
		logger: { info: note, warn: note, error: note, debug: note },
		getNode: () => node,
		getInputData: () => items,
		getNodeParameter(name: string, itemIndex: number, fallback?: unknown) {
			const value = parameters[itemIndex]?.[name];
			return value === undefined ? fallback : value;
		},
		continueOnFail: () => onError === 'continueRegularOutput' || onError === 'continueErrorOutput',
		getExecutionCancelSignal: () => signal,
		getContext: () => context,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getCredentials: async () => ({ ...credential, apiVersion: '2024-11-06' }),
		addExecutionHints: ({ message }: { message: string }) => note(message),
	};
	return host as unknown as IExecuteFunctions;
}
