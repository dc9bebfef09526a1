import { cancelUnfinished } from '../../nodes/Runway/batch/cleanUp';
import { takeOff, type Flight } from '../../nodes/Runway/batch/flight';
import { answer, seen, type Step } from '../transport/scripted';
import { createScene, flight, job, submission } from './building';

const done = answer(204);
const state = (status: string) => ({ id: 't', status });

async function cleanUp(runway: Record<string, readonly Step[]>, make: (scene: ReturnType<typeof createScene>) => Flight[]) {
	const scene = createScene({ runway });
	scene.stop.abort();
	const flights = make(scene);
	const result = await cancelUnfinished(scene.run, flights);
	return { result, flights, scene, names: scene.names() };
}

const nothing = { cancelled: [], finished: [], failed: [], left: [] };

it('cancels all unfinished tasks at the same time, and frees their requests for a rerun', async () => {
	const { result, names, flights } = await cleanUp(
		{ 'GET a': [seen('a', 'RUNNING')], 'DELETE a': [done], 'GET b': [seen('b', 'THROTTLED')], 'DELETE b': [done] },
		({ run }) => [
			{ ...flight(run, 'a'), entry: { fingerprint: 'f', state: 'open', taskId: 'a' } },
			flight(run, 'b'),
		],
	);
	expect(result).toEqual({ ...nothing, cancelled: ['a', 'b'] });
	expect(names).toEqual(['0 GET a', '0 GET b', '0 DELETE a', '0 DELETE b']);
	expect(flights[0].entry?.state).toBe('over');
});

it('sorts what has ended, by what is known and by a look', async () => {
	const { result, names, flights } = await cleanUp(
		{ 'GET c': [seen('c', 'SUCCEEDED')], 'GET d': [seen('d', 'FAILED')] },
		({ run }) => [
			{ ...flight(run, 'a'), watch: { ...flight(run, 'a').watch, task: { ...state('SUCCEEDED'), id: 'a' } }, ended: true },
			{ ...flight(run, 'b'), watch: { ...flight(run, 'b').watch, task: { ...state('FAILED'), id: 'b' } }, ended: true },
			{ ...flight(run, 'c'), entry: { fingerprint: 'f', state: 'open', taskId: 'c' } },
			flight(run, 'd'),
		],
	);
	expect(result).toEqual({ ...nothing, finished: ['a', 'c'], failed: ['b', 'd'] });
	expect(names).toEqual(['0 GET c', '0 GET d']);
	expect(flights[2].entry?.state).toBe('open');
});

it('leaves alone what is not to be cancelled, and what was never sent', async () => {
	const { result, names } = await cleanUp({}, ({ run }) => [
		flight(run, 'a', { cancelOnStop: false }),
		takeOff(job(submission([]).start)),
	]);
	expect([result, names]).toEqual([{ ...nothing, left: ['a'] }, []]);
});

it('leaves alone what is looked at in a parked execution: that goes on when n8n is back', async () => {
	const scene = createScene({});
	const run = { ...scene.run, isResumed: true };
	expect(await cancelUnfinished(run, [flight(run, 'a')])).toEqual({ ...nothing, left: ['a'] });
	expect(scene.names()).toEqual([]);
});

it('names failed tasks that were replaced', async () => {
	const { result } = await cleanUp({ 'GET b': [seen('b', 'RUNNING')], 'DELETE b': [done] }, ({ run }) => [
		{ ...flight(run, 'b'), failedAttempts: [{ taskId: 'a' }] },
		{ ...takeOff(job(submission([]).start)), failedAttempts: [{ taskId: 'c' }] },
	]);
	expect(result).toEqual({ ...nothing, cancelled: ['b'], failed: ['a', 'c'] });
});

describe('a task that Runway does not know', () => {
	it('and that was never seen is looked for again after 5 s: it may not be readable yet', async () => {
		const { result, names, scene } = await cleanUp({ 'GET a': [answer(404), seen('a', 'PENDING')], 'DELETE a': [done] }, ({ run }) => [
			flight(run, 'a'),
		]);
		expect(names).toEqual(['0 GET a', '5000 GET a', '5000 DELETE a']);
		expect(result).toEqual({ ...nothing, cancelled: ['a'] });
		expect(scene.run.ledger.lastLookAt('a')).toBe(scene.clock.now());
	});

	it('then may go on', async () => {
		const { result, names } = await cleanUp({ 'GET a': [answer(404), answer(404)] }, ({ run }) => [flight(run, 'a')]);
		expect([result, names.length]).toEqual([{ ...nothing, left: ['a'] }, 2]);
	});

	it('but was seen before is gone', async () => {
		const { result, names } = await cleanUp({ 'GET t': [answer(404)] }, ({ run }) => [
			{ ...flight(run, 't'), watch: { ...flight(run, 't').watch, task: state('RUNNING') } },
		]);
		expect([result, names.length]).toEqual([{ ...nothing, failed: ['t'] }, 1]);
	});
});

it('says what could not be cancelled', async () => {
	const { result, flights } = await cleanUp({ 'GET a': [seen('a', 'RUNNING')], 'DELETE a': [answer(403)] }, ({ run }) => [
		{ ...flight(run, 'a'), entry: { fingerprint: 'f', state: 'open', taskId: 'a' } },
	]);
	expect(result).toEqual({ ...nothing, left: ['a'] });
	expect(flights[0].entry?.state).toBe('open');
});
