import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { runOperation } from '../../nodes/Runway/actions/router';
import { done, fileOf } from '../batch/building';
import { answer, EvenClock, seen } from '../transport/scripted';
import { actedNode } from './node';

/** n8n around the operation Get Task, acted: an item for each task id. */
function scene(
	taskIds: readonly string[],
	{ continues = false, onLook, onRequest }: { continues?: boolean; onLook?: (index: number) => void; onRequest?: (count: number, stop: AbortController) => void } = {},
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
		getNodeParameter: (name: string, index: number, fallback: unknown) => {
			if (name !== 'taskId') return parameters[name] ?? fallback;
			onLook?.(index);
			return taskIds[index];
		},
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

it('sends at most 100 requests a second, however many items there are', async () => {
	const { run, at } = scene(ids(25));
	expect((await run())[0]).toHaveLength(25);
	expect(at).toEqual(Array.from({ length: 25 }, (_, index) => index * 10));
});

it('sends 20 requests a second in the long run, after a burst of three thousand and what comes due meanwhile', async () => {
	const { run, at } = scene(ids(3755));
	expect((await run())[0]).toHaveLength(3755);
	expect(at.slice(3745)).toEqual([37_450, 37_460, 37_470, 37_480, 37_500, 37_550, 37_600, 37_650, 37_700, 37_750]);
});

describe('at once are under way', () => {
	/** Something that takes ten seconds, and how many of it there were at most. */
	function slowly(clock: EvenClock) {
		const count = { now: 0, most: 0 };
		const during = async () => {
			count.most = Math.max(count.most, (count.now += 1));
			await clock.sleep(10_000);
			count.now -= 1;
		};
		return { count, during };
	}

	it('four creating requests, as each may hold a whole image', async () => {
		const clock = new EvenClock();
		const { count, during } = slowly(clock);
		const step = (index: number) => async () => {
			await during();
			return answer(200, { id: `t${index}` });
		};
		const { run, asked } = actedNode({
			clock,
			parameters: { resource: 'video', operation: 'generate', model: 'gen4.5', promptText: 'A fox', ratio: '1280:720', duration: 5, waitForCompletion: false },
			each: ids(9).map(() => ({})),
			runway: { 'POST text_to_video': ids(9).map((_, index) => step(index)) },
		});
		expect(await run()).toHaveLength(9);
		expect(asked.map(({ at }) => Math.floor(at / 10_000))).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2]);
		expect(count.most).toBe(4);
	});

	it('32 looks, which hold nothing', async () => {
		const clock = new EvenClock();
		const { count, during } = slowly(clock);
		const step = (id: string) => async () => {
			await during();
			return seen(id, 'RUNNING');
		};
		const { run } = actedNode({
			clock,
			parameters: { resource: 'task', operation: 'get' },
			each: ids(50).map((taskId) => ({ taskId })),
			runway: Object.fromEntries(ids(50).map((id) => [`GET ${id}`, [step(id)]])),
		});
		expect(await run()).toHaveLength(50);
		expect(count.most).toBe(32);
	});

	it('three downloads', async () => {
		const clock = new EvenClock();
		const { count, during } = slowly(clock);
		const body = async function* () {
			await during();
			yield Buffer.from('ab');
		};
		const { run } = actedNode({
			clock,
			parameters: { resource: 'task', operation: 'wait' },
			each: ids(7).map((taskId) => ({ taskId })),
			runway: Object.fromEntries(ids(7).map((id) => [`GET ${id}`, [done(id)]])),
			files: ids(7).map(() => ({ ...fileOf('ab'), body: Readable.from(body(), { objectMode: false }) })),
		});
		expect(await run()).toHaveLength(7);
		expect(count.most).toBe(3);
	});
});

it('does nothing without items', async () => {
	const { run, at } = scene([]);
	expect(await run()).toEqual([[]]);
	expect(at).toEqual([]);
});

it.each([
	['video', 'resume'],
	['task', undefined],
])('says that there is no operation %s:%s', async (resource, operation) => {
	const { error, asked } = actedNode({ parameters: { resource, operation } });
	expect((await error()).message).toBe(`There is no operation "${operation}" for "${resource}"`);
	expect(asked).toEqual([]);
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
		await expect(run()).rejects.toMatchObject({
			message: expect.stringMatching(/^Item 2 of 3: Task ID: .*not an id/) as string,
			description: 'Nothing was sent to Runway for this item, so nothing was charged. Nothing was sent for 2 other items.',
		});
		expect(at).toEqual([]);
	});

	it('may be one that n8n throws anything for', async () => {
		const failing = {
			get taskId(): string {
				throw 'text';
			},
		};
		const { error } = actedNode({ parameters: { resource: 'task', operation: 'get' }, each: [failing] });
		expect((await error()).message).toBe('Parameters: A parameter could not be read.');
	});

	it('is not spoken of in a hint: nothing is sent', async () => {
		const parameters = { resource: 'recipe', operation: 'stockImage', options: { whileWaiting: 'park' } };
		const { error, hints } = actedNode({ parameters, each: [{ prompt: 'A desk' }, { prompt: '' }] });
		await error();
		expect(hints).toEqual([]);
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

	it('while input is looked at ends that', async () => {
		const looked: number[] = [];
		const { run, stop } = scene(ids(3), { onLook: (index) => void (looked.push(index), index === 1 && stop.abort()) });
		await expect(run()).rejects.toThrow('Execution canceled; nothing was sent to Runway');
		expect(looked).toEqual([0, 1]);
	});

	it('sends home all that wait for their turn', async () => {
		const { run, at } = scene(ids(25), { onRequest: (count, stop) => void (count === 3 && stop.abort()) });
		await run().catch(() => {});
		expect(at).toEqual([0, 10, 20]);
	});
});
