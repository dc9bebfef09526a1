import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { RunwayApi } from '../../credentials/RunwayApi.credentials';
import { CREDENTIAL } from '../../nodes/Runway/transport/client';
import { reasonInWords, wasNeverSent } from '../../nodes/Runway/transport/connection';
import { RunwayEmulator } from '../emulator/core';
import { faultHook, type FaultRule } from '../emulator/faults';
import { startEmulator } from '../emulator/server';
import { runWorkflow } from '../engine/engine';
import { VirtualClock } from '../engine/virtualClock';
import { chain } from '../engine/workflow';
import { Wire } from './exchange';
import { BinaryStore, createHost } from './host';
import { KEY } from './run';

/**
 * The campaign does without sockets and without n8n's HTTP client. Here the same requests are made with both,
 * and what the node gets to see is compared.
 */

describe('requests end as in n8n', () => {
	type Probe = (host: IExecuteFunctions, baseUrl: string) => Promise<unknown>;

	const get = (more: Partial<IHttpRequestOptions> = {}, path = '/v1/organization'): Probe => {
		return async (host, baseUrl) => {
			const options = { method: 'GET' as const, url: `${baseUrl}${path}`, ...common, ...more };
			return await factsOf(async () => (await host.helpers.httpRequestWithAuthentication.call(host, CREDENTIAL, options)) as Full);
		};
	};
	/** On the host of output files, without the key: it answers 404 with XML, which is as good as a file. */
	const file = (more: Partial<IHttpRequestOptions> = {}): Probe => {
		return async (host, baseUrl) => {
			const options = { url: `${baseUrl}/outputs/a/0.mp4`, ...common, json: undefined, encoding: 'stream' as const, ...more };
			return await factsOf(async () => (await host.helpers.httpRequest(options)) as Full);
		};
	};
	const common = { json: true, returnFullResponse: true, ignoreHttpStatusErrors: true, disableFollowRedirect: true } as const;
	const at = (route: FaultRule['route'], fault: FaultRule['fault']): FaultRule[] => [{ route, fault }];
	const soon = () => AbortSignal.timeout(50);

	const probes: Array<[string, FaultRule[], Probe]> = [
		['an answer', [], get()],
		['an answer to nothing', [], get({}, '/v1/none')],
		['no content', at('organization', { kind: 'status', status: 204 }), get()],
		['an error status', at('organization', { kind: 'status', status: 503, retryAfterSeconds: 7 }), get()],
		['a redirect', at('organization', { kind: 'status', status: 307, location: 'https://elsewhere.example/' }), get()],
		['a web page', at('organization', { kind: 'html' }), get()],
		['null', at('organization', { kind: 'json', shape: 'nothing' }), get()],
		['a reset', at('organization', { kind: 'reset-before' }), get()],
		['a lost answer', at('organization', { kind: 'reset-after' }), get()],
		['a cut answer', at('organization', { kind: 'cut', afterBytes: 20 }), get()],
		['a late answer', at('organization', { kind: 'delay', ms: 5000 }), get({ timeout: 100 })],
		['a stalled answer', at('organization', { kind: 'stall', afterBytes: 20 }), get({ timeout: 100 })],
		['no length', at('organization', { kind: 'headers', wrong: 'noLength' }), get()],
		['a length that is too long', at('organization', { kind: 'headers', wrong: 'lengthTooLong' }), get()],
		['a length that is too short', at('organization', { kind: 'headers', wrong: 'lengthTooShort' }), get()],
		['a stop', at('organization', { kind: 'stall', afterBytes: 20 }), withSignal(get(), soon)],
		['a stop before', [], withSignal(get(), () => AbortSignal.abort())],
		['a file', [], file()],
		['a cut file', at('output', { kind: 'cut', afterBytes: 20 }), file()],
		['a file of unknown length', at('output', { kind: 'headers', wrong: 'noLength' }), file()],
		['a file that ends early', at('output', { kind: 'headers', wrong: 'lengthTooLong' }), file()],
		['a file that is longer than announced', at('output', { kind: 'headers', wrong: 'lengthTooShort' }), file()],
		['a file with a reset', at('output', { kind: 'reset-after' }), file()],
		['a late file', at('output', { kind: 'delay', ms: 5000 }), file({ timeout: 100 })],
		['a stopped file', at('output', { kind: 'stall', afterBytes: 20 }), async (host, url) => await file({ abortSignal: soon() })(host, url)],
	];

	it.each(probes)('%s', async (_, faults, probe) => {
		const emulator = await startEmulator({ apiKey: KEY, fault: faultHook(faults) });
		const real = await inEngine(probe, emulator.baseUrl).finally(emulator.stop);

		const clock = new VirtualClock();
		const core = new RunwayEmulator({ now: clock.now, apiKey: KEY, fault: faultHook(faults) });
		const fake = await probe(fakeHost(core, clock), core.baseUrl);
		expect(fake).toEqual(real);
	});

	it('a refused connection', async () => {
		const real = await inEngine(get(), 'http://127.0.0.1:1');
		const clock = new VirtualClock();
		const fault = faultHook(at('organization', { kind: 'refused' }));
		const core = new RunwayEmulator({ now: clock.now, fault });
		expect(await get()(fakeHost(core, clock), core.baseUrl)).toEqual(real);
		expect(real).toMatchObject({ neverSent: true });
	});

	interface Full {
		readonly statusCode: number;
		readonly headers: IDataObject;
		readonly body: unknown;
	}

	/** What the node looks at, of an answer or of an error. */
	async function factsOf(send: () => Promise<Full>): Promise<unknown> {
		try {
			const { statusCode, headers, body } = await send();
			const { 'content-type': type, 'content-length': length, 'retry-after': retryAfter, location } = headers;
			const isStream = typeof body === 'object' && body !== null && 'pipe' in body;
			const read = isStream ? await readAll(body as unknown as Readable) : body;
			return { statusCode, type, length, retryAfter, location, read };
		} catch (error) {
			const wrapped = (error as Error).constructor.name === 'NodeApiError';
			return { wrapped, reason: reasonInWords(error), neverSent: wasNeverSent(error) };
		}
	}

	async function readAll(stream: Readable): Promise<unknown> {
		try {
			return await text(stream);
		} catch (error) {
			return { reason: reasonInWords(error) };
		}
	}

	function withSignal(probe: Probe, signal: () => AbortSignal): Probe {
		return async (host, baseUrl) => {
			const stopped = signal();
			// Only this property counts: n8n looks whether `this` has it.
			const context = new Proxy(host, {
				get: (target, key) => (key === 'getExecutionCancelSignal' ? () => stopped : Reflect.get(target, key, target)),
			});
			return await probe(context, baseUrl);
		};
	}

	async function inEngine(probe: Probe, baseUrl: string): Promise<unknown> {
		let facts: unknown;
		const node: INodeType = {
			description: {
				displayName: 'Probe',
				name: 'probe',
				group: ['transform'],
				version: 1,
				description: '',
				defaults: { name: 'Probe' },
				inputs: [],
				outputs: ['main'],
				properties: [],
				credentials: [{ name: CREDENTIAL, required: true }],
			},
			async execute(this: IExecuteFunctions) {
				facts = await probe(this, baseUrl);
				return [[]];
			},
		};
		const run = await runWorkflow({
			workflow: chain({ name: 'Probe', type: 'test.probe' }),
			nodes: { 'test.probe': node },
			credentialTypes: [new RunwayApi()],
			credentials: { [CREDENTIAL]: { apiKey: KEY, baseUrl } },
		});
		if (run.error) throw run.error;
		return facts;
	}

	function fakeHost(core: RunwayEmulator, clock: VirtualClock): IExecuteFunctions {
		return createHost({
			wire: new Wire(core, clock),
			store: new BinaryStore(),
			items: [{ json: {} }],
			parameters: [{}],
			signal: new AbortController().signal,
			context: {},
			credential: { apiKey: KEY, baseUrl: core.baseUrl },
		});
	}
});
