import { NodeApiError, NodeOperationError, type INodeExecutionData } from 'n8n-workflow';
import { runOperation } from '../../nodes/Runway/actions/router';
import { ENDPOINTS } from '../../nodes/Runway/catalogue/endpoints';
import { ROUTER } from '../campaign/case';
import { Wire, type SentRequest } from '../campaign/exchange';
import { BinaryStore, createHost } from '../campaign/host';
import { textOf } from '../campaign/model/reading';
import { unclear } from '../campaign/unclear';
import { RunwayEmulator, testKey } from '../emulator/core';
import type { FaultHook } from '../emulator/types';
import { VirtualClock } from '../engine/virtualClock';

export interface Attempt {
	readonly parameters: Readonly<Record<string, unknown>>;
	/** The file in the binary field `data`. */
	readonly file?: { readonly bytes: Buffer; readonly mimeType: string };
	/** As it stands in the credential; default: the emulator's. */
	readonly baseUrl?: unknown;
	readonly fault?: FaultHook;
}

export interface Tried {
	readonly items: readonly INodeExecutionData[];
	/** Undefined when it went well. */
	readonly error?: NodeApiError | NodeOperationError;
	readonly core: RunwayEmulator;
	readonly sent: readonly SentRequest[];
}

/**
 * Runs the node for one item with any input at all. Fails the test when the node ends in anything but items or
 * an error in words, or when a request goes where none may go.
 */
export async function attempt({ parameters, file, baseUrl, fault }: Attempt): Promise<Tried> {
	const clock = new VirtualClock();
	const core = new RunwayEmulator({ now: clock.now, filesUrl: 'https://files.example.net', render: 'tiny', durationMs: 1000, fault });
	core.things.add('routers', ROUTER);
	const wire = new Wire(core, clock);
	const store = new BinaryStore();
	const stopper = new AbortController();
	const log: string[] = [];
	const host = createHost({
		wire,
		store,
		items: [{ json: {}, ...(file && { binary: { data: store.put(file.bytes, 'file', file.mimeType) } }) }],
		parameters: [parameters],
		signal: stopper.signal,
		context: {},
		log,
		credential: { apiKey: testKey, baseUrl: baseUrl === undefined ? core.baseUrl : baseUrl },
	});
	const { items, error } = await Promise.race([runOperation(host, clock), wire.overflowed]).then(
		([given]) => ({ items: given, error: undefined }),
		(thrown: unknown) => ({ items: [], error: thrown }),
	);
	if (error !== undefined && !(error instanceof NodeApiError || error instanceof NodeOperationError)) throw error;
	if (error) expect(error.message).toMatch(/.{10}/);
	expect([textOf(error ? { error } : { items }), ...log].flatMap((text) => unclear(text) ?? [])).toEqual([]);
	const allowed = allowedPrefix(baseUrl === undefined ? core.baseUrl : baseUrl);
	for (const { url, headers } of wire.sent) {
		if (headers.authorization) expect(new URL(url).href).toMatch(allowed);
		else expect(url).toMatch(/^https:/);
	}
	return { items, error, core, sent: wire.sent };
}

const ENDPOINT_PATHS = Object.values(ENDPOINTS)
	.map(({ path }) => path)
	.join('|');

const THINGS = '(voices|avatars|documents|avatar_conversations)';

/** Where requests with the key may go, after the URL was taken apart and put together again. */
function allowedPrefix(baseUrl: unknown): RegExp {
	const base = URL.canParse(String(baseUrl)) ? new URL(String(baseUrl).trim()) : undefined;
	const start = base ? `${base.origin}${base.pathname}`.replace(/\/+$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : 'nowhere';
	return new RegExp(`^${start}/v1/(${ENDPOINT_PATHS}|uploads|voices/preview|${THINGS}(\\?.*)?|(tasks|workflow_invocations|${THINGS})/[\\w%~!'()*.-]+)$`);
}

/** Parameters of Generate Video with its preselected model. */
export const generate = (more: Readonly<Record<string, unknown>> = {}) => ({
	resource: 'video',
	operation: 'generate',
	model: 'gen4.5',
	promptText: 'A fox in the snow',
	ratio: '1280:720',
	duration: 5,
	...more,
});

/** Parameters of Animate Image with its preselected model and the image in the binary field `data`. */
export const animate = (more: Readonly<Record<string, unknown>> = {}) => ({
	...generate({ operation: 'animate', model: 'gen4_turbo', imageSource: 'binary', binaryPropertyName: 'data' }),
	...more,
});
