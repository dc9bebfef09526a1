import { takeOff, type Flight } from '../../nodes/Runway/batch/flight';
import { whenToPark } from '../../nodes/Runway/batch/parking';
import type { Parking, WaitSettings } from '../../nodes/Runway/batch/types';
import { seen } from '../transport/scripted';
import { createScene, failureOf, fileOf, flight, itemsOf, job, runOf, submission, task, type Scene } from './building';

const parking = { whileWaiting: 'park' } as const;

/** An execution that n8n can park once every task has been watched for a minute, or as `may` says. */
function parkable(scene: Scene = {}, may: Parking = { afterMs: 60_000 }) {
	const made = createScene(scene);
	const hints: unknown[] = [];
	Object.assign(made.run.host, { addExecutionHints: (hint: unknown) => hints.push(hint) });
	Object.assign(made.run, { parking: () => may });
	return { ...made, hints };
}

const failed = (id: string, failureCode: string) => seen(id, 'FAILED', { failureCode });
const running = (id: string, looks: number) => Array.from({ length: looks }, () => seen(id, 'RUNNING'));

describe('a batch may be parked', () => {
	/** Asks at this time about flights that began at 0. */
	function asked(at: number, change: (flights: Flight[]) => void = () => {}, settings: ReadonlyArray<Partial<WaitSettings>> = [parking, parking]) {
		const { run, clock } = parkable();
		const flights: Flight[] = settings.map((one, index) => flight(run, `t${index}`, one, index));
		change(flights);
		const may = whenToPark(run, flights);
		clock.pass(at);
		return may();
	}

	it('once all its tasks have been watched for long enough', () => {
		expect([asked(59_999), asked(60_000)]).toEqual([false, true]);
	});

	it('whatever has its outcome already', () => {
		expect(asked(60_000, ([first]) => Object.assign(first, { ended: true, landed: true }))).toBe(true);
		expect(asked(0, (flights) => flights.forEach((one) => Object.assign(one, { landed: true })))).toBe(true);
	});

	it('but not while a file is fetched, or a task is still to be created', () => {
		expect(asked(60_000, ([first]) => (first.ended = true))).toBe(false);
		expect(asked(60_000, ([first]) => (first.watch = undefined))).toBe(false);
	});

	it('only where every item wishes it, and waits', () => {
		expect(asked(60_000, undefined, [parking, {}])).toBe(false);
		expect(asked(60_000, undefined, [parking, { ...parking, waitForCompletion: false }])).toBe(false);
		expect(asked(60_000, undefined, [])).toBe(false);
	});

	it('only where n8n can, and the user is told why not', () => {
		const { run, hints } = parkable({}, { impossible: 'not saved' });
		const may = whenToPark(run, [takeOff(job({ taskId: 't' }, parking))]);
		expect([may(), hints]).toEqual([false, [{ message: 'While Waiting: not saved', location: 'outputPane' }]]);
		// Older hosts have no hints.
		Object.assign(run.host, { addExecutionHints: undefined });
		expect(whenToPark(run, [takeOff(job({ taskId: 't' }, parking))])()).toBe(false);
	});

	it('and nobody is told where nobody asked for it', () => {
		const { run, hints } = parkable({}, { impossible: 'not saved' });
		whenToPark(run, [takeOff(job({ taskId: 't' }))]);
		expect(hints).toEqual([]);
	});
});

describe('a batch that is parked', () => {
	it('hands on all that is known of a task, after a minute, and what has ended as it is', async () => {
		const scene = parkable({
			runway: { 'GET a': running('a', 12), 'GET b': [seen('b', 'SUCCEEDED', { output: ['https://f.example/b'] })] },
			files: [fileOf('x')],
		});
		const outcomes = await runOf(
			scene,
			job(submission([task('a')]).start, { ...parking, retries: 2 }),
			job(submission([task('b')], 'g').start, parking, 1),
		);
		expect(outcomes).toMatchObject([
			{
				kind: 'parked',
				task: { watch: { taskId: 'a', task: { status: 'RUNNING' } }, echo: { model: 'm' }, failedAttempts: [], isOurs: true, repeatsLeft: 2 },
			},
			{ kind: 'items' },
		]);
		expect(scene.clock.elapsed()).toBe(60_000);
		expect(scene.asked.filter(({ method }) => method === 'DELETE')).toEqual([]);
	});

	it('goes on with what was known, and says what failed before', async () => {
		const first = parkable({ runway: { 'GET z': [failed('z', 'INTERNAL')], 'GET a': running('a', 12) } });
		const [parked] = await runOf(first, job(submission([task('z'), task('a')]).start, parking));
		if (parked.kind !== 'parked') throw new Error(parked.kind);
		expect(parked.task.repeatsLeft).toBe(0);
		const kept = JSON.parse(JSON.stringify(parked.task)) as typeof parked.task;
		const later = createScene({ runway: { 'GET a': [seen('a', 'SUCCEEDED', { output: ['https://f.example/a'] })] }, files: [fileOf('x')], clock: first.clock });
		const [outcome] = await runOf(later, job({ taskId: 'a', parked: kept }));
		expect(later.asked.map(({ path }) => path)).toEqual(['/v1/tasks/a']);
		expect(itemsOf(outcome)[0].json).toMatchObject({ taskId: 'a', failedAttempts: [{ taskId: 'z', failureCode: 'INTERNAL' }] });
	});

	it.each([
		['INTERNAL', 1, true],
		['INTERNAL', 0, false],
		['SAFETY', 1, false],
	])('starts no new task after %s with %i repeats left, and says so: %s', async (code, repeatsLeft, says) => {
		const scene = createScene({ runway: { 'GET a': [failed('a', code)] } });
		const parked = { ...parkedTask(scene), repeatsLeft };
		const [outcome] = await runOf(scene, job({ taskId: 'a', parked }));
		expect(failureOf(outcome).message).toMatch(/^Runway task a failed/);
		expect(/not tried again\. .*parked.*no new tasks are started/.test(failureOf(outcome).description!)).toBe(says);
	});

	it('knows whose task it is: only who started it is told to start it again', async () => {
		const described = async (isOurs: boolean) => {
			const scene = createScene({ runway: { 'GET a': [seen('a', 'CANCELLED')] } });
			const [outcome] = await runOf(scene, job({ taskId: 'a', parked: { ...parkedTask(scene), isOurs } }));
			return failureOf(outcome).description;
		};
		expect(await described(true)).toContain('Run the item again');
		expect(await described(false)).toContain('Nothing is left to wait for');
	});
});

function parkedTask({ run }: ReturnType<typeof createScene>) {
	const { watch, job: made } = flight(run, 'a', parking);
	return { watch, settings: made.settings, echo: {}, failedAttempts: [], isOurs: true, repeatsLeft: 1 };
}
