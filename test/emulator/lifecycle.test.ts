import { promptMarkers } from './script';
import { Talk } from './talk';

const uuid4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('headers', () => {
	const talk = new Talk();
	const { authorization = '', 'x-runway-version': version = '' } = talk.keyHeaders;

	it.each<[string, number, Record<string, string>]>([
		['no key', 401, { 'x-runway-version': version }],
		['wrong key', 401, { authorization: 'Bearer key_wrong', 'x-runway-version': version }],
		['key without Bearer', 401, { authorization: talk.core.apiKey, 'x-runway-version': version }],
		['no version', 400, { authorization }],
		['other version', 400, { authorization, 'x-runway-version': '2020-01-01' }],
		['both right', 200, { authorization, 'x-runway-version': version }],
	])('%s: %i', async (_what, status, headers) => {
		expect(await talk.send('GET', '/v1/organization', undefined, headers)).toMatchObject({ status });
	});

	it('knows wrong paths and wrong methods', async () => {
		expect(await talk.send('GET', '/v1/nothing')).toMatchObject({ status: 404 });
		expect(await talk.send('GET', '/v1/text_to_video')).toMatchObject({ status: 405 });
		expect(await talk.send('GET', '/elsewhere')).toMatchObject({ status: 404 });
	});
});

describe('a task', () => {
	it('goes from PENDING through RUNNING to SUCCEEDED by the clock', async () => {
		const talk = new Talk({ durationMs: 10_000, pendingMs: 2_000 });
		const start = talk.time;
		const id = await talk.create();
		const common = { id, createdAt: new Date(start).toISOString() };
		const estimatedCost = { credits: 60 };
		expect(id).toMatch(uuid4);
		expect(await talk.task(id)).toEqual({ ...common, status: 'PENDING', estimatedCost });
		talk.time += 2_000;
		expect(await talk.task(id)).toEqual({ ...common, status: 'RUNNING', progress: 0, estimatedCost });
		talk.time += 6_000;
		expect(await talk.task(id)).toEqual({ ...common, status: 'RUNNING', progress: 0.75, estimatedCost });
		talk.time += 2_000;
		expect(await talk.task(id)).toEqual({
			...common,
			status: 'SUCCEEDED',
			cost: { credits: 60 },
			output: [expect.stringContaining(`/outputs/${id}/0.mp4?_jwt=`)],
		});
	});

	it('reports no progress when told so', async () => {
		const talk = new Talk({ durationMs: 10_000, progress: false });
		const id = await talk.create();
		talk.time += 9_000;
		const task = await talk.task(id);
		expect(task.status).toBe('RUNNING');
		expect(task).not.toHaveProperty('progress');
	});

	it('costs what the price list says, and "auto" gives the unused part back', async () => {
		const talk = new Talk();
		const request = { model: 'seedance2', promptText: 'x', ratio: '1920:1080', duration: 'auto' };
		const { json } = await talk.send('POST', '/v1/text_to_video', request);
		expect(json.estimatedCost).toEqual({ credits: 15 * 40 });
		talk.time += 60_000;
		expect((await talk.task(String(json.id))).cost).toEqual({ credits: 5 * 40 });
	});

	it.each([
		['SAFETY.INPUT.TEXT', undefined, 60],
		['INTERNAL.BAD_OUTPUT.CODE01', undefined, 0],
		['INTERNAL', 'none' as const, 60],
		['THIRD_PARTY.UNAVAILABLE', 20, 40],
	])('that fails with %s costs %s', async (failureCode, refund, credits) => {
		const fail = { failure: 'It went wrong', failureCode, refund };
		const talk = new Talk({ outcome: (_request, index) => (index === 1 ? { fail } : undefined) });
		const ids = [await talk.create(), await talk.create()];
		talk.time += 60_000;
		expect(await talk.statuses(ids)).toEqual(['SUCCEEDED', 'FAILED']);
		expect(await talk.task(ids[1] ?? '')).toMatchObject({
			failure: 'It went wrong',
			failureCode,
			cost: { credits },
		});
		expect(talk.core.tasks.spent()).toBe(60 + credits);
		const { json } = await talk.send('GET', '/v1/organization');
		expect(json.creditBalance).toBe(100_000 - 60 - credits);
	});

	it('may fail without a code', async () => {
		const talk = new Talk({ outcome: () => ({ fail: { failure: 'No reason given' } }) });
		const id = await talk.create();
		talk.time += 60_000;
		expect(await talk.task(id)).not.toHaveProperty('failureCode');
	});
});

describe('concurrency', () => {
	it('keeps what exceeds it THROTTLED and lets tasks start in order of creation', async () => {
		const talk = new Talk({ concurrency: 2, durationMs: 10_000, pendingMs: 0 });
		const ids = [await talk.create(), await talk.create(), await talk.create(), await talk.create()];
		ids.push(await talk.create());
		expect(await talk.statuses(ids)).toEqual(['RUNNING', 'RUNNING', 'THROTTLED', 'THROTTLED', 'THROTTLED']);
		// Nobody looks for a while: what happens meanwhile happens at its own time, not when it is seen.
		talk.time += 25_000;
		expect(await talk.statuses(ids)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'RUNNING']);
		expect(await talk.task(ids[4] ?? '')).toMatchObject({ progress: 0.5 });
		expect(talk.core.tasks.maxRunning).toBe(2);
	});

	it('gives a cancelled task’s place to the one that has waited longest', async () => {
		const talk = new Talk({ concurrency: 1, durationMs: 10_000, pendingMs: 0 });
		const ids = [await talk.create(), await talk.create(), await talk.create()];
		talk.time += 3_000;
		await talk.send('DELETE', `/v1/tasks/${ids[0]}`);
		expect(await talk.statuses(ids)).toEqual([undefined, 'RUNNING', 'THROTTLED']);
		talk.time += 9_999;
		expect(await talk.statuses(ids)).toEqual([undefined, 'RUNNING', 'THROTTLED']);
		talk.time += 1;
		expect(await talk.statuses(ids)).toEqual([undefined, 'SUCCEEDED', 'RUNNING']);
	});

	it('can hold a task back although there is room', async () => {
		const talk = new Talk({ durationMs: 10_000, outcome: () => ({ throttledMs: 60_000 }) });
		const id = await talk.create();
		talk.time += 59_999;
		expect(await talk.statuses([id])).toEqual(['THROTTLED']);
		talk.time += 10_001;
		expect(await talk.statuses([id])).toEqual(['SUCCEEDED']);
	});

	it('is what the organization endpoint says', async () => {
		const limits = async (concurrency: number) => {
			const { json } = await new Talk({ concurrency }).send('GET', '/v1/organization');
			return (json.tier as { models: Record<string, unknown> }).models['gen4.5'];
		};
		expect(await limits(3)).toMatchObject({ maxConcurrentGenerations: 3 });
		expect(await limits(Infinity)).toMatchObject({ maxConcurrentGenerations: null });
	});
});

describe('DELETE', () => {
	it('cancels a task that has not ended, costs nothing, and works once', async () => {
		const talk = new Talk({ concurrency: 1 });
		const ids = [await talk.create(), await talk.create()];
		for (const id of ids) {
			expect(await talk.send('DELETE', `/v1/tasks/${id}`)).toMatchObject({ status: 204 });
			expect(await talk.send('GET', `/v1/tasks/${id}`)).toMatchObject({
				status: 404,
				json: { error: 'Could not find Task' },
			});
			expect(await talk.send('DELETE', `/v1/tasks/${id}`)).toMatchObject({ status: 404 });
		}
		expect(talk.core.tasks.all.map((task) => task.gone)).toEqual(['cancelled', 'cancelled']);
		expect(talk.core.deletedFinished()).toEqual([]);
		talk.time += 60_000;
		expect(talk.core.tasks.spent()).toBe(0);
	});

	it('deletes a finished task with its file, which stays paid for and is noted', async () => {
		const talk = new Talk();
		const id = await talk.create();
		talk.time += 60_000;
		const url = await talk.outputUrl(id);
		await talk.send('DELETE', `/v1/tasks/${id}`);
		expect(talk.core.deletedFinished().map((task) => task.id)).toEqual([id]);
		expect(await talk.send('GET', url, undefined, {})).toMatchObject({ status: 404 });
		expect(talk.core.tasks.spent()).toBe(60);
	});
});

describe('other hands', () => {
	it('can cancel a task, which then says so', async () => {
		const talk = new Talk({
			concurrency: 1,
			outcome: (_request, i) => (i === 0 ? { cancelledAfterMs: 3_000 } : {}),
		});
		const ids = [await talk.create(), await talk.create()];
		talk.time += 3_000;
		expect(await talk.task(ids[0] ?? '')).toMatchObject({ status: 'CANCELLED', cost: { credits: 0 } });
		talk.time += 11_999;
		expect(await talk.statuses(ids)).toEqual(['CANCELLED', 'RUNNING']);
	});

	it('can make a task vanish, also a finished one', async () => {
		const talk = new Talk({
			durationMs: 2_000,
			outcome: (_request, i) => ({ vanishesAfterMs: (i + 1) * 1_500 }),
		});
		const ids = [await talk.create(), await talk.create()];
		talk.time += 2_000;
		expect(await talk.statuses(ids)).toEqual([undefined, 'SUCCEEDED']);
		talk.time += 1_000;
		expect(await talk.statuses(ids)).toEqual([undefined, undefined]);
	});
});

describe('marks in the prompt', () => {
	it('say what becomes of the task', async () => {
		const talk = new Talk({ outcome: promptMarkers });
		const failing = await talk.create({ promptText: 'A boat [fail:INTERNAL] [seconds:2.5]' });
		const several = await talk.create({ promptText: '[files:2] [type:.mov] [bytes:5000] A boat' });
		talk.time += 2_499;
		expect(await talk.statuses([failing])).toEqual(['RUNNING']);
		talk.time += 1;
		expect(await talk.task(failing)).toMatchObject({ status: 'FAILED', failureCode: 'INTERNAL' });
		talk.time += 10_000;
		const { output } = await talk.task(several);
		expect(output).toHaveLength(2);
		expect((await talk.core.outputBytes(several, 1)).length).toBe(5_000);
	});
});

describe('the log', () => {
	it('keeps every request with its task and finds reads that came too close', async () => {
		const talk = new Talk();
		const ids = [await talk.create(), await talk.create()];
		await talk.task(ids[0] ?? '');
		talk.time += 4_000;
		await talk.task(ids[1] ?? '');
		expect(talk.core.log.shortestPollGapMs()).toBe(Infinity);
		talk.time += 2_000;
		await talk.statuses(ids);
		expect(talk.core.log.shortestPollGapMs()).toBe(2_000);
		await talk.send('POST', '/v1/text_to_video', { model: 'gen4.5' });
		const { log } = talk.core;
		expect(log.creates().map(({ status, taskId }) => [status, taskId])).toEqual([
			[200, ids[0]],
			[200, ids[1]],
			[400, undefined],
		]);
		expect(log.creates()[0]?.body).toMatchObject({ promptText: 'A boat' });
		expect(log.polls(ids[0])).toHaveLength(2);
		expect(log.polls()).toHaveLength(4);
		expect(log.maxOpen.poll).toBe(2);
	});

	it('finds the key wherever it does not belong', async () => {
		const talk = new Talk({ filesUrl: 'https://files.example.com' });
		const key = talk.core.apiKey;
		const id = await talk.create();
		talk.time += 60_000;
		const url = await talk.outputUrl(id);
		await talk.send('GET', url, undefined, {});
		expect(talk.core.log.leaks(key)).toEqual([]);
		await talk.send('GET', url);
		await talk.send('GET', `https://other.example.com/?key=${key}`, undefined, {});
		expect(talk.core.log.leaks(key).map(({ host }) => host)).toEqual(['files', 'elsewhere']);
	});
});
