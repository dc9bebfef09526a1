import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { getEventListeners } from 'node:events';
import { runOperation } from '../../nodes/Runway/actions/router';
import { EvenClock } from '../transport/scripted';

/** n8n around the operation Get Task, acted: an item for each task id. */
function scene(
	taskIds: readonly string[],
	{ continues = false, onRequest }: { continues?: boolean; onRequest?: (count: number, stop: AbortController) => void } = {},
) {
	const clock = new EvenClock();
	const stop = new AbortController();
	const at: number[] = [];
	const parameters: Record<string, unknown> = { resource: 'task', operation: 'get' };
	const host = {
		helpers: {
			async httpRequestWithAuthentication(_: string, { url }: IHttpRequestOptions) {
				at.push(clock.elapsed());
				onRequest?.(at.length, stop);
				return { statusCode: 200, headers: {}, body: { id: url.split('/').pop(), status: 'RUNNING' } };
			},
		},
		getInputData: () => taskIds.map(() => ({ json: {} })),
		getNodeParameter: (name: string, index: number, fallback: unknown) => (name === 'taskId' ? taskIds[index] : (parameters[name] ?? fallback)),
		getCredentials: async () => ({ baseUrl: 'https://api.example' }),
		getContext: () => ({}),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getNode: () => ({ name: 'Runway' }),
		getExecutionCancelSignal: () => stop.signal,
		continueOnFail: () => continues,
		logger: { info: () => {} },
	} as unknown as IExecuteFunctions;
	return { clock, stop, at, run: async () => await runOperation(host, clock) };
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);

it('sends at most 20 requests a second, however many items there are', async () => {
	const { run, at } = scene(ids(25));
	expect((await run())[0]).toHaveLength(25);
	expect(at).toEqual(Array.from({ length: 25 }, (_, index) => index * 50));
});

describe('when it has ended', () => {
	const nothingIsLeft = ({ clock, stop }: ReturnType<typeof scene>) => {
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
		// Refused while anybody sleeps.
		clock.pass(1);
	};

	it('nobody sleeps on or listens to the execution', async () => {
		const made = scene(ids(3));
		await made.run();
		nothingIsLeft(made);
	});

	it('also when it has failed', async () => {
		const made = scene(['t0', '']);
		await expect(made.run()).rejects.toThrow('Task ID');
		nothingIsLeft(made);
	});
});

describe('an item that is not right', () => {
	it('keeps all others back, for they cost money', async () => {
		const { run, at } = scene(['t0', 'not an id', 't2']);
		await expect(run()).rejects.toThrow('not an id');
		expect(at).toEqual([]);
	});

	it('keeps nobody back where the node is to go on', async () => {
		const { run, at } = scene(['t0', 'not an id', 't2'], { continues: true });
		const [items] = await run();
		expect(at).toHaveLength(2);
		expect(items.map(({ json }) => json.taskId ?? JSON.stringify(json.error))).toEqual(['t0', expect.stringContaining('Task ID'), 't2']);
	});
});

describe('a stop', () => {
	it('before anything was sent says so', async () => {
		const { run, stop, at } = scene(ids(2));
		stop.abort();
		await expect(run()).rejects.toThrow('Execution canceled; nothing was sent to Runway');
		expect(at).toEqual([]);
	});

	it('sends home all that wait for their turn', async () => {
		const { run, at } = scene(ids(25), { onRequest: (count, stop) => void (count === 3 && stop.abort()) });
		await run().catch(() => {});
		expect(at).toEqual([0, 50, 100]);
	});
});
