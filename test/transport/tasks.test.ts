import { deleteTask, isTaskId, readTask, unreadable, type Whereabouts } from '../../nodes/Runway/transport/tasks';
import { EvenClock, answer, lost, scriptedClient, type Step } from './scripted';

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
		const bare = { kind: 'task', task: { id: 't ', status: 'RUNNING' } };
		expect((await read(answer(200, { ...odd, failureCode: null }))).result).toStrictEqual(bare);
		expect((await read(answer(200, { ...odd, output: { a: 'https://a' }, nodeErrors: {} }))).result).toStrictEqual(bare);
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

it('takes from a run of a saved workflow its files and failures by node, always in the same order', async () => {
	const run = {
		id: 't ',
		status: 'SUCCEEDED',
		output: { c: ['https://c'], a: [1, 'https://a1', 'https://a2'], b: [] },
		nodeErrors: { e: { nodeName: 'E', message: 'words', failureCode: 'INTERNAL', other: 1 }, d: 'words', f: { nodeName: 5, message: null } },
	};
	expect((await read(answer(200, run))).result).toEqual({
		kind: 'task',
		task: {
			id: 't ',
			status: 'SUCCEEDED',
			output: ['https://a1', 'https://a2', 'https://c'],
			nodeIds: ['a', 'a', 'c'],
			nodeErrors: [{ nodeId: 'd' }, { nodeId: 'e', nodeName: 'E', message: 'words', failureCode: 'INTERNAL' }, { nodeId: 'f' }],
		},
	});
});

describe('a look for an ID that may be anything', () => {
	const lookFor = async (script: Record<string, readonly Step[]>, place: Whereabouts, cleanup?: boolean) => {
		const clock = new EvenClock();
		const { client, asked } = scriptedClient(clock, script);
		const result = await readTask(client, clock, 't', { place, cleanup });
		return { result, paths: asked.map(({ path }) => path), cleanups: asked.map((request) => request.cleanup) };
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

	it.each([[true, true], [false, false], [undefined, false]])('goes on after a stop only to clean up: %s', async (asked, cleanup) => {
		expect((await lookFor({ 'GET t': [gone, gone] }, 'unknown', asked)).cleanups).toEqual([cleanup, cleanup]);
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
