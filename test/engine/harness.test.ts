import type { IExecuteFunctions, IHttpRequestOptions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { runWorkflow, startWorkflow, type RunOptions } from './engine';
import { ITEMS_TYPE } from './nodes';
import { VirtualClock } from './virtualClock';
import { chain, type NodeSketch } from './workflow';

const PROBE = 'n8n-nodes-runwayml.probe';
const KEY = 'key_harness_1';

let server: Server;
let baseUrl: string;
const seen: Array<{ path: string; authorization?: string; version?: string }> = [];

function reply(request: IncomingMessage) {
	const { url = '', headers } = request;
	const version = headers['x-version'] as string | undefined;
	seen.push({ path: url, authorization: headers.authorization, version });
	return url === '/file' ? Buffer.alloc(100_000, 7) : JSON.stringify({ path: url });
}

beforeAll(async () => {
	server = createServer((request, response) => {
		if (request.url === '/hang') return;
		const body = reply(request);
		const type = typeof body === 'string' ? 'application/json' : 'video/mp4';
		response.writeHead(200, { 'content-type': type }).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());
beforeEach(() => (seen.length = 0));

type Execute = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

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

function optionsFor(execute: Execute, extra: Partial<NodeSketch> = {}, rest: Partial<RunOptions> = {}) {
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

const get = (path: string, more: Partial<IHttpRequestOptions> = {}): IHttpRequestOptions => ({
	method: 'GET',
	url: `${baseUrl}${path}`,
	json: true,
	...more,
});

describe('a workflow in the engine', () => {
	it('passes items through nodes and resolves expressions', async () => {
		const edit = {
			name: 'Edit',
			type: 'n8n-nodes-base.set',
			parameters: { assignments: { assignments: [{ name: 'next', value: '={{ $json.row + 1 }}' }] } },
		};
		const workflow = chain({ name: 'Rows', type: ITEMS_TYPE }, edit);
		const run = await runWorkflow({ workflow, nodes: {}, sources: { Rows: [{ json: { row: 41 } }] } });
		expect(run.status).toBe('success');
		expect(run.items('Edit')).toEqual([{ json: { next: 42 }, pairedItem: { item: 0 } }]);
	});

	it('starts from pinned data, as the editor does', async () => {
		const workflow = chain({ name: 'Start', type: 'n8n-nodes-base.manualTrigger' });
		const pinned = { ...workflow, pinData: { Start: [{ json: { pinned: true } }] } };
		expect((await runWorkflow({ workflow: pinned, nodes: {} })).items('Start')[0].json).toEqual({
			pinned: true,
		});
	});

	it("applies the credential type's header and defaults, and to authenticated requests only", async () => {
		await runWorkflow(
			optionsFor(async function () {
				await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', get('/authenticated'));
				await this.helpers.httpRequest(get('/plain'));
				return [[]];
			}),
		);
		expect(seen).toEqual([
			{ path: '/authenticated', authorization: `Bearer ${KEY}`, version: 'v-default' },
			{ path: '/plain', authorization: undefined, version: undefined },
		]);
	});

	it.each(['filesystem', 'default'] as const)('keeps a streamed download in %s mode', async (binaryMode) => {
		const download: Execute = async function () {
			const body = (await this.helpers.httpRequest(get('/file', { encoding: 'stream' }))) as IncomingMessage;
			const data = await this.helpers.prepareBinaryData(body, 'clip.mp4', 'video/mp4');
			return [[{ json: {}, binary: { data } }]];
		};
		const run = await runWorkflow(optionsFor(download, {}, { binaryMode }));
		const file = run.items('End')[0].binary!.data;
		expect(file).toMatchObject({ fileName: 'clip.mp4', mimeType: 'video/mp4', bytes: 100_000 });
		expect(file.data.length).toBe(binaryMode === 'filesystem' ? 'filesystem-v2'.length : 133_336);
		expect((await run.readBinary(file)).equals(Buffer.alloc(100_000, 7))).toBe(true);
		const path = file.id && `${process.env.N8N_USER_FOLDER}/.n8n/storage/${file.id.split(':')[1]}`;
		expect(Boolean(path && existsSync(path))).toBe(binaryMode === 'filesystem');
	});

	it("hands over a source item's file through the binary store", async () => {
		const bytes = Buffer.from('an image');
		const picture = { bytes, fileName: 'a.png', mimeType: 'image/png' };
		const read: Execute = async function () {
			return [[{ json: { text: (await this.helpers.getBinaryDataBuffer(0, 'data')).toString() } }]];
		};
		const run = await runWorkflow(
			optionsFor(read, {}, { sources: { Rows: [{ binary: { data: picture } }] } }),
		);
		expect(run.items('Probe')[0].json).toEqual({ text: 'an image' });
		expect(run.items('Rows')[0].binary!.data.id).toMatch(/^filesystem-v2:/);
	});

	it('leads failed items to the error output and keeps them paired', async () => {
		const half: Execute = async function () {
			return [
				this.getInputData().map(({ json }, item) => ({
					json: item === 0 ? json : { error: 'no good' },
					pairedItem: { item },
				})),
			];
		};
		const run = await runWorkflow(optionsFor(half, { onError: 'continueErrorOutput' }));
		expect(run.items('Probe').map(({ json }) => json)).toEqual([{ row: 1 }]);
		expect(run.errorItems('Probe')).toMatchObject([
			{ json: { row: 2, error: 'no good' }, pairedItem: { item: 1 } },
		]);
		expect(run.items('Probe errors')).toHaveLength(1);
	});

	it('reports the error that stopped it', async () => {
		const fail: Execute = async function () {
			throw new NodeOperationError(this.getNode(), 'out of luck', { itemIndex: 1 });
		};
		const run = await runWorkflow(optionsFor(fail));
		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({ message: 'out of luck', context: { itemIndex: 1 } });
		expect(() => run.items('End')).toThrow('did not run');
	});
});

/** Fails `failures` times, counting its attempts in the node's context. */
function failing(failures: number): Execute {
	return async function () {
		const memory = this.getContext('node');
		memory.attempts = ((memory.attempts as number | undefined) ?? 0) + 1;
		if ((memory.attempts as number) <= failures) throw new NodeOperationError(this.getNode(), 'not yet');
		return [[{ json: { attempts: memory.attempts } }]];
	};
}

describe('retries', () => {
	it('Retry On Fail keeps the context of the node', async () => {
		const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const run = await runWorkflow(optionsFor(failing(2), retry));
		expect(run.items('End')[0].json).toEqual({ attempts: 3 });
	});

	it('Retry execution keeps it too and starts from the failed node', async () => {
		let sourced = 0;
		const options = optionsFor(failing(1));
		const first = await runWorkflow(options);
		expect(first.status).toBe('error');
		sourced = first.runData.Rows.length;
		const second = await first.retry();
		expect(second.status).toBe('success');
		expect(second.items('End')[0].json).toEqual({ attempts: 2 });
		expect(second.runData.Rows).toHaveLength(sourced);
		expect(second.runData.Rows[0].startTime).toBe(first.runData.Rows[0].startTime);
		expect(second.runData.Probe).toHaveLength(1);
	});
});

/** The probe's body on a context that `clock` watches. */
function watched(clock: VirtualClock, execute: Execute): Execute {
	return async function () {
		return await execute.call(clock.watch(this));
	};
}

describe('an execution that was stopped', () => {
	it('aborts the signal that the node sees, and ends once the node has ended', async () => {
		const clock = new VirtualClock();
		let cleanedUp = false;
		const wait = watched(clock, async function () {
			const signal = this.getExecutionCancelSignal()!;
			await clock.sleep(60_000, signal);
			// On a context without the signal a request still goes out.
			const getCredentials = async (type: string) => await this.getCredentials(type);
			const bare = { getCredentials, getNode: () => this.getNode() } as unknown as IExecuteFunctions;
			await this.helpers.httpRequestWithAuthentication.call(bare, 'probeApi', get('/cleanup'));
			await expect(
				this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', get('/too-late')),
			).rejects.toThrow();
			cleanedUp = signal.aborted;
			return [[]];
		});
		const started = await startWorkflow(optionsFor(wait));
		clock.at(7_000, () => started.cancel());
		const run = await started.finished;
		expect(run.status).toBe('canceled');
		expect(clock.elapsed()).toBe(7_000);
		expect(cleanedUp).toBe(true);
		expect(seen.map(({ path }) => path)).toEqual(['/cleanup']);
	});

	it('counts as canceled even if the node throws, and keeps what it threw', async () => {
		const clock = new VirtualClock();
		const wait = watched(clock, async function () {
			await clock.sleep(60_000, this.getExecutionCancelSignal());
			throw new NodeOperationError(this.getNode(), 'stopped half-way');
		});
		const started = await startWorkflow(optionsFor(wait));
		clock.at(1_000, () => started.cancel());
		expect(await started.finished).toMatchObject({
			status: 'canceled',
			error: { message: 'stopped half-way' },
		});
	});
});

describe('the virtual clock', () => {
	it('sleeps for an hour in no time, and requests take no time at all', async () => {
		const clock = new VirtualClock();
		const moments: number[] = [];
		const poll = watched(clock, async function () {
			for (let look = 0; look < 120; look++) {
				await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', get(`/task/${look}`));
				moments.push(clock.elapsed());
				await clock.sleep(30_000);
			}
			return [[]];
		});
		const begun = Date.now();
		const run = await runWorkflow(optionsFor(poll));
		expect(run.status).toBe('success');
		expect(clock.elapsed()).toBe(3_600_000);
		expect(moments).toEqual(moments.map((_, look) => look * 30_000));
		expect(clock.pauses).toEqual(moments.map((at) => ({ at, ms: 30_000 })));
		expect(Date.now() - begun).toBeLessThan(5_000);
	});

	it('wakes sleepers in order of time and stands still while one of them works', async () => {
		const clock = new VirtualClock();
		const order: string[] = [];
		const work = watched(clock, async function () {
			const worker = async (name: string, ms: number, requests: number) => {
				await clock.sleep(ms);
				for (let n = 0; n < requests; n++) await this.helpers.httpRequest(get(`/${name}`));
				order.push(`${name} ${clock.elapsed()}`);
			};
			await Promise.all([
				worker('c', 2_000, 0),
				worker('d', 2_001, 0),
				worker('a', 1_000, 5),
				worker('b', 1_000, 5),
			]);
			return [[]];
		});
		await runWorkflow(optionsFor(work));
		expect(order.slice(0, 2).sort()).toEqual(['a 1000', 'b 1000']);
		expect(order.slice(2)).toEqual(['c 2000', 'd 2001']);
	});

	it('ends a pause at once when its signal aborts', async () => {
		const clock = new VirtualClock();
		const controller = new AbortController();
		const pause = clock.sleep(10_000, controller.signal);
		controller.abort();
		await pause;
		await clock.sleep(10_000, controller.signal);
		expect(clock.elapsed()).toBe(0);
	});

	it('tells whole milliseconds only, and never wakes anybody too early', async () => {
		const clock = new VirtualClock({ startAt: 1_000 });
		await clock.sleep(0.2);
		expect(clock.now()).toBe(1_001);
	});

	it('with patience, does not wait for ever for a server that never answers', async () => {
		const clock = new VirtualClock({ patienceMs: 20 });
		const wait = watched(clock, async function () {
			const hanging = this.helpers.httpRequest(get('/hang')).catch(() => 'broken off');
			await clock.sleep(60_000);
			server.closeAllConnections();
			return [[{ json: { answer: await hanging } }]];
		});
		const run = await runWorkflow(optionsFor(wait));
		expect(run.items('Probe')[0].json).toEqual({ answer: 'broken off' });
		expect(clock.elapsed()).toBe(60_000);
	});

	it('gives the same chances for the same seed', () => {
		const three = (seed: number) => {
			const clock = new VirtualClock({ seed });
			return [clock.random(), clock.random(), clock.random()];
		};
		expect(three(7)).toEqual(three(7));
		expect(three(7)).not.toEqual(three(8));
		expect(three(7).every((chance) => chance >= 0 && chance < 1)).toBe(true);
	});
});
