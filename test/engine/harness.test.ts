import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { IncomingMessage } from 'node:http';
import { existsSync } from 'node:fs';
import { runWorkflow, startWorkflow } from './engine';
import { ITEMS_TYPE } from './nodes';
import { get, KEY, listen, optionsFor, seen, server, watched, type Execute } from './probe';
import { VirtualClock } from './virtualClock';
import { chain } from './workflow';

beforeAll(listen);
afterAll(() => server.close());
beforeEach(() => (seen.length = 0));

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
