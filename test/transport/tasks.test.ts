import { Timer } from '../../nodes/Runway/shared/timer';
import { createTask, deleteTask, isTaskId, readTask, unreadable, type Whereabouts } from '../../nodes/Runway/transport/tasks';
import { EvenClock, answer, lost, scriptedClient, type Step } from './scripted';

async function create(steps: readonly Step[], body: object = { promptText: 'A fox' }, act?: (run: { halted: boolean; stop(): void }) => void) {
	const clock = new EvenClock();
	const stop = new AbortController();
	const { client, asked } = scriptedClient(clock, { 'POST text_to_video': steps }, stop.signal);
	const run = { clock, timer: new Timer(clock, stop.signal), halted: false, stopped: () => stop.signal.aborted, stop: () => stop.abort() };
	act?.(run);
	const result = await createTask(client, run, '/v1/text_to_video', body as never);
	return { result, asked, at: asked.map((request) => request.at) };
}

const created = answer(200, { id: 'a1', estimatedCost: { credits: 60 } });

describe('a creating request', () => {
	it('is one that a stop does not break off, and gives the task with its price', async () => {
		const { result, asked } = await create([created]);
		expect(asked).toEqual([
			{
				method: 'POST',
				path: '/v1/text_to_video',
				body: { promptText: 'A fox' },
				// A minute, as Runway itself gives it, and what a slow line takes for the text.
				timeoutMs: 60_001,
				outlivesStop: true,
				wanted: expect.any(Function),
				at: 0,
			},
		]);
		expect(result).toEqual({ kind: 'created', task: { id: 'a1', estimatedCost: { credits: 60 } } });
	});

	it('has more time the more files are in it, which are not written out only to be measured', async () => {
		let written = 0;
		const body = { a: 1, b: null, promptImage: [{ uri: 'x'.repeat(5_000_000) }], toJSON: () => (written += 1) };
		expect((await create([created], body)).asked[0].timeoutMs).toBe(110_000);
		expect(written).toBe(0);
	});

	it.each([[{}], [{ estimatedCost: null }], [{ estimatedCost: { credits: '60' } }]])('may tell no price: %j', async (more) => {
		expect((await create([answer(201, { id: 'a1', ...more })])).result).toEqual({ kind: 'created', task: { id: 'a1' } });
	});

	it('is repeated after what created nothing, with the pause Runway asks for, and not for ever', async () => {
		const { result, at } = await create([answer(429, {}, { 'retry-after': '9' }), lost(false), answer(503), answer(502), created]);
		expect(at).toEqual([0, 9000, 13_000, 21_000, 37_000]);
		expect(result.kind).toBe('created');
		const all = Array.from({ length: 5 }, () => answer(504));
		expect((await create(all)).result).toMatchObject({
			kind: 'unavailable',
			failure: { message: 'Runway did not take the request after 5 tries: status 504', httpCode: 504 },
		});
	});

	it('is not wanted any more once an item has failed or the execution was stopped', async () => {
		expect((await create([], {}, (run) => (run.halted = true))).result).toEqual({ kind: 'skipped' });
		expect((await create([], {}, (run) => run.stop())).result).toEqual({ kind: 'stopped' });
		// Between two tries.
		const { result, asked } = await create([answer(503)], {}, (run) => setImmediate(() => (run.halted = true)));
		expect([result, asked.length]).toEqual([{ kind: 'skipped' }, 1]);
	});

	it.each<[string, Step]>([
		['a lost answer', lost()],
		['500', answer(500)],
		['408', answer(408)],
		['an answer without an id', answer(200, { id: '..' })],
		['an answer without a body', answer(200, null)],
	])('is not repeated after %s: the task may exist', async (_, step) => {
		const { result, asked } = await create([step]);
		expect(asked).toHaveLength(1);
		expect(result).toMatchObject({
			kind: 'unknown',
			failure: {
				message: expect.stringMatching(/^It is not known whether Runway created the task: .*(came in time|status (500|408)|held no task id)$/),
				description: expect.stringMatching(/sent once and is not sent again.*Wait for Task/),
				details: { taskMayExist: true },
			},
		});
	});

	it.each<[number, object, string]>([
		[400, { error: 'Bad prompt' }, 'refused'],
		[413, {}, 'refused'],
		[422, {}, 'refused'],
		[400, { error: 'You do not have enough credits' }, 'unavailable'],
		[400, { error: 'Too few credits', issues: [{ path: ['a'], message: 'b' }] }, 'refused'],
		[401, {}, 'unavailable'],
		[402, {}, 'unavailable'],
		[403, {}, 'unavailable'],
		[404, {}, 'unavailable'],
		[300, {}, 'unavailable'],
		[307, {}, 'unavailable'],
	])('answered with %i %j is %s', async (status, body, kind) => {
		const { result, asked } = await create([answer(status, body)]);
		expect(asked).toHaveLength(1);
		expect(result).toMatchObject({ kind, failure: { message: expect.stringMatching(/^Runway refused the request: /), httpCode: status } });
	});

	it.each<[string, Step, RegExp]>([
		['404 is about the server', answer(404), /^Nothing was created.*does not know this operation, or not this model/],
		['429 may be a rate or a daily limit', answer(429, {}, { 'retry-after': '3600' }), /^Nothing was created.*too many requests.*daily limit/],
	])('says what to do next: %s', async (_, step, words) => {
		expect((await create([step])).result).toMatchObject({ failure: { description: expect.stringMatching(words) } });
	});

	it('says that it never arrived', async () => {
		expect((await create(Array.from({ length: 5 }, () => lost(false)))).result).toMatchObject({
			kind: 'unavailable',
			failure: {
				message: 'Runway could not be reached after 5 tries: no answer came in time',
				description: expect.stringContaining('Nothing was created'),
			},
		});
	});

	it('counts no tries where there was one', async () => {
		expect((await create([answer(429, {}, { 'retry-after': '121' })])).result).toMatchObject({
			failure: { message: 'Runway did not take the request: status 429' },
		});
	});
});

async function read(step: Step, cleanup?: boolean) {
	const clock = new EvenClock();
	const { client, asked } = scriptedClient(clock, { 'GET t%20': [step] });
	return { result: await readTask(client, clock, 't ', { cleanup }), asked };
}

describe('a look at a task', () => {
	it('goes to the task, no longer than half a minute, and ends with the execution', async () => {
		const { asked } = await read(lost());
		expect(asked).toEqual([{ method: 'GET', path: '/v1/tasks/t%20', timeoutMs: 30_000, outlivesStop: false, cleanup: false, at: 0 }]);
		expect((await read(lost(), true)).asked[0]).toMatchObject({ outlivesStop: true, cleanup: true });
	});

	it('takes from the answer what is what it should be', async () => {
		const task = {
			id: 't ',
			status: 'FAILED',
			createdAt: 'then',
			progress: 0.5,
			output: ['https://a'],
			failure: 'words',
			failureCode: 'INTERNAL',
			cost: { credits: 5 },
			estimatedCost: { credits: 6 },
		};
		expect((await read(answer(200, { ...task, other: 1 }))).result).toEqual({ kind: 'task', task });
		const odd = { id: 't ', status: 'RUNNING', createdAt: 1, progress: '1', output: 'https://a', failure: 1, cost: 5, estimatedCost: {} };
		expect((await read(answer(200, { ...odd, failureCode: null }))).result).toEqual({ kind: 'task', task: { id: 't ', status: 'RUNNING' } });
		const odder = { id: 't ', status: 'FAILED', output: [1, 'https://a', null], failureCode: 7 };
		expect((await read(answer(200, odder))).result).toEqual({
			kind: 'task',
			task: { id: 't ', status: 'FAILED', output: ['https://a'], failureCode: '7' },
		});
	});

	it.each<[string, Step, object]>([
		['no answer', lost(), { kind: 'trouble', reason: 'no answer came in time' }],
		['a task that does not exist', answer(404, { error: 'x' }), { kind: 'gone' }],
		["a proxy's 404", answer(404, '<html>'), { kind: 'trouble', reason: 'Runway answered with status 404' }],
		["a proxy's 403", answer(403, '<html>'), { kind: 'trouble', reason: 'Runway answered with status 403' }],
		['a pause', answer(429, { error: 'x' }, { 'retry-after': '7' }), { kind: 'trouble', reason: 'Runway answered with status 429', pauseMs: 7000 }],
		['a wrong key', answer(401, { error: 'No' }), { kind: 'denied', failure: { message: 'Runway task t  cannot be read: No', httpCode: 401 } }],
		['another task', answer(200, { id: 'u', status: 'RUNNING' }), { kind: 'trouble', reason: "Runway's answer was not a task" }],
		['a task without a status', answer(200, { id: 't ' }), { kind: 'trouble', reason: "Runway's answer was not a task" }],
		['a page', answer(200, '<html>'), { kind: 'trouble', reason: "Runway's answer was not a task" }],
		['nothing', answer(200, null), { kind: 'trouble', reason: "Runway's answer was not a task" }],
		['a stop', { kind: 'stopped' }, { kind: 'stopped' }],
	])('that meets %s', async (_, step, outcome) => {
		expect((await read(step)).result).toMatchObject(outcome);
	});
});

describe('a look for an ID that may be anything', () => {
	const lookFor = async (script: Record<string, readonly Step[]>, place: Whereabouts) => {
		const clock = new EvenClock();
		const { client, asked } = scriptedClient(clock, script);
		const result = await readTask(client, clock, 't', { place });
		return { result, paths: asked.map(({ path }) => path) };
	};
	const gone = answer(404, { error: 'x' });
	const found = answer(200, { id: 't', status: 'RUNNING' });
	const [tasks, runs] = ['/v1/tasks/t', '/v1/workflow_invocations/t'];

	it.each<[string, Whereabouts, Step[], string[], object]>([
		['a task', 'unknown', [found], [tasks], { kind: 'task', task: { id: 't', status: 'RUNNING' } }],
		['a run', 'unknown', [gone, found], [tasks, runs], { kind: 'task', task: { place: 'workflow_invocations' } }],
		['neither', 'unknown', [gone, gone], [tasks, runs], { kind: 'gone' }],
		['trouble', 'unknown', [lost()], [tasks], { kind: 'trouble' }],
		['a run that is known to be one', 'workflow_invocations', [found], [runs], { kind: 'task', task: { place: 'workflow_invocations' } }],
		['no task', 'tasks', [gone], [tasks], { kind: 'gone' }],
	])('finds %s', async (_, place, answers, paths, result) => {
		expect(await lookFor({ 'GET t': answers }, place)).toMatchObject({ result, paths });
	});
});

it('says why a task could not be looked at, and which', () => {
	expect(unreadable('t', { kind: 'gone' })).toEqual({
		message: 'Runway task t does not exist (any more)',
		description: expect.stringContaining('belongs to another organization'),
		httpCode: 404,
		details: { taskId: 't' },
	});
	expect(unreadable('t', { kind: 'trouble', reason: 'why' })).toEqual({
		message: 'Runway task t could not be read: why',
		description: expect.stringContaining('run the item again'),
		details: { taskId: 't' },
	});
	expect(unreadable('t', { kind: 'denied', failure: { message: 'm' } })).toEqual({ message: 'm', details: { taskId: 't' } });
});

async function remove(step: Step, cleanup?: boolean) {
	const clock = new EvenClock();
	const { client, asked } = scriptedClient(clock, { 'DELETE t': [step] });
	return { result: await deleteTask(client, clock, 't', cleanup), asked };
}

describe('DELETE', () => {
	it('outlives a stop that comes while it is under way, and comes after one only to clean up', async () => {
		const { asked } = await remove(answer(204, ''));
		expect(asked).toEqual([{ method: 'DELETE', path: '/v1/tasks/t', timeoutMs: 30_000, outlivesStop: true, cleanup: false, at: 0 }]);
		expect((await remove(answer(204), true)).asked[0]).toMatchObject({ outlivesStop: true, cleanup: true });
	});

	const failure = (message: string, more = {}) => ({ message: `Runway task t could not be cancelled: ${message}`, details: { taskId: 't' }, ...more });
	it.each<[string, Step, object]>([
		['204', answer(204, ''), { kind: 'done' }],
		['200 with blanks', answer(200, ' \n'), { kind: 'done' }],
		['200 with JSON', answer(200, {}), { kind: 'done' }],
		['404', answer(404), { kind: 'gone' }],
		['a page', answer(200, '<html>'), { kind: 'failed', passing: true, failure: failure('the answer did not come from Runway') }],
		['no answer', lost(), { kind: 'failed', passing: true, failure: failure('no answer came in time') }],
		['a pause', answer(429, {}, { 'retry-after': '7' }), { kind: 'failed', passing: true, pauseMs: 7000, failure: failure('status 429') }],
		['a refusal', answer(403, {}), { kind: 'failed', passing: false, failure: failure('status 403', { httpCode: 403 }) }],
		['a choice', answer(300, {}), { kind: 'failed', passing: false, failure: failure('status 300') }],
		['a redirect', answer(307, {}), { kind: 'failed', passing: false, failure: failure('status 307') }],
		['a stop', { kind: 'stopped' }, { kind: 'stopped' }],
	])('answered by %s', async (_, step, outcome) => {
		expect((await remove(step)).result).toMatchObject(outcome);
	});
});

it.each([
	['17cecfe8-9a4e-4b1c-8f33-0123456789ab', true],
	['a', true],
	['a'.repeat(128), true],
	['a'.repeat(129), false],
	['', false],
	['..', false],
	['-a', false],
	['a/b', false],
	['a b', false],
	['a\n', false],
	['ä', false],
	[5, false],
	[undefined, false],
])('%j is a task id: %s', (id, is) => {
	expect(isTaskId(id)).toBe(is);
});
