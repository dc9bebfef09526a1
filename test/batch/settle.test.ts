import type { Flight } from '../../nodes/Runway/batch/flight';
import { ThrottledQueue, lookOnce, watchTask, type Batch, type Settled } from '../../nodes/Runway/batch/settle';
import type { WaitSettings } from '../../nodes/Runway/batch/types';
import { beginWatch } from '../../nodes/Runway/batch/watch';
import { answer, lost, seen, type Step } from '../transport/scripted';
import { createScene, flight, job, submission } from './building';

/** A batch that is not to be parked. */
const inMemory = (queue = new ThrottledQueue()): Batch => ({ queue, mayPark: () => false, report: () => {}, answeredAt: 0 });

const RUNNING = seen('t', 'RUNNING');
const failed = (more: object) => seen('t', 'FAILED', more);

async function watch(looks: readonly Step[], settings: Partial<WaitSettings> = {}, { starts = true, lookNow = false, stopAt = -1 } = {}) {
	const scene = createScene({ runway: { 'GET t': looks } });
	if (stopAt >= 0) scene.clock.at(stopAt, () => scene.stop.abort());
	const made = flight(scene.run, 't', settings);
	const watched = starts ? { ...made, job: job(submission([]).start, settings) } : made;
	const settled = await watchTask(scene.run, watched, inMemory(), lookNow);
	return { settled, at: scene.asked.map((request) => request.at), watched, scene };
}

const failureOf = (settled: Settled) => (settled as Extract<Settled, { kind: 'failed' }>).failure;

describe('the end of a task', () => {
	it('with a file is its success, and every look is noted', async () => {
		const { settled, at, watched, scene } = await watch([RUNNING, seen('t', 'SUCCEEDED', { output: ['https://a'] })]);
		expect(settled).toMatchObject({ kind: 'succeeded', task: { id: 't', output: ['https://a'] } });
		expect(at).toEqual([5000, 10_000]);
		expect(watched.watch.task?.status).toBe('SUCCEEDED');
		expect(scene.run.ledger.lastLookAt('t')).toBe(scene.clock.now());
	});

	it('without any file leaves it open', async () => {
		const { settled } = await watch([seen('t', 'SUCCEEDED', { output: [] })]);
		expect(settled).toEqual({
			kind: 'failed',
			repeat: false,
			leaves: 'open',
			failure: { message: 'Runway task t succeeded but has no output file', description: expect.stringContaining('Wait for Task') },
		});
	});

	it('without a list of files is looked at four times', async () => {
		const { settled, at } = await watch(Array.from({ length: 4 }, () => seen('t', 'SUCCEEDED')), { waitLimitMs: 0 });
		expect(at).toEqual([5000, 10_000, 15_000, 20_000]);
		expect(settled).toMatchObject({ kind: 'failed', leaves: 'open' });
	});

	it.each([
		[{ failureCode: 'SAFETY.INPUT.TEXT', cost: { credits: 60 } }, false, 'refused', / \(SAFETY\.INPUT\.TEXT\)$/, /Charged: 60 credits\.$/],
		[{ failureCode: 'INTERNAL' }, true, 'over', /^Runway task t failed: there was a problem.*\(INTERNAL\)$/, /minutes\.$/],
		[{}, true, 'over', /^Runway task t failed: [^(]*$/, /minutes\.$/],
	])('by failure %j', async (more, repeat, leaves, message, description) => {
		const { settled } = await watch([failed(more)]);
		expect(settled).toMatchObject({ kind: 'failed', repeat, leaves });
		expect(failureOf(settled).message).toMatch(message);
		expect(failureOf(settled).description).toMatch(description);
	});

	it.each(['CANCELLED', 'CANCELED'])('by somebody else: %s', async (status) => {
		const { settled } = await watch([seen('t', status)]);
		expect(settled).toMatchObject({
			kind: 'failed',
			repeat: false,
			leaves: 'over',
			failure: { message: 'Runway task t was cancelled', description: expect.stringMatching(/outside of this execution.*Run the item again/) },
		});
	});

	it('by a wrong key leaves it open', async () => {
		const { settled, at } = await watch([RUNNING, answer(401)]);
		expect(at).toEqual([5000, 10_000]);
		expect(settled).toMatchObject({ kind: 'failed', repeat: false, leaves: 'open', failure: { httpCode: 401 } });
	});

	it('unseen: Runway does not know it, three times', async () => {
		const { settled, at } = await watch([answer(404), answer(404), answer(404)]);
		expect(at).toHaveLength(3);
		expect(settled).toMatchObject({
			kind: 'failed',
			repeat: false,
			leaves: 'over',
			failure: {
				message: 'Runway task t does not exist (any more)',
				description: expect.stringMatching(/another organization than the API Key\. Run the item again to start a new task\.$/),
				httpCode: 404,
			},
		});
	});

	it('never advises who only waits to run the item again', async () => {
		const gone = await watch([answer(404), answer(404), answer(404)], {}, { starts: false });
		expect(failureOf(gone.settled).description).toMatch(/Check the Task ID and the credential\. Nothing is left to wait for/);
		const cancelled = await watch([seen('t', 'CANCELLED')], {}, { starts: false });
		expect(failureOf(cancelled.settled).description).toMatch(/Nothing is left to wait for/);
	});
});

describe('a limit', () => {
	it.each<[Partial<WaitSettings>, Step[], string]>([
		[{ waitLimitMs: 10_000 }, [RUNNING, RUNNING], 'is not finished after 10 seconds of work; its status is RUNNING'],
		[{ waitLimitMs: 10_000 }, [lost(), lost()], 'is not finished after 10 seconds of work; the last looks met trouble: no answer came in time'],
		[{ waitLimitMs: 10_000 }, [answer(404), answer(404)], 'is not finished after 10 seconds of work; its status is unknown'],
		[{ queueLimitMs: 10_000 }, [1, 2].map(() => seen('t', 'THROTTLED')), 'has been waiting for a free place for 10 seconds; its status is THROTTLED'],
		[{ waitLimitMs: 119_000 }, Array.from({ length: 24 }, () => RUNNING), 'is not finished after 2 minutes of work; its status is RUNNING'],
		[{ waitLimitMs: 115_000 }, Array.from({ length: 23 }, () => RUNNING), 'is not finished after 115 seconds of work; its status is RUNNING'],
		[{ waitLimitMs: 126_000 }, Array.from({ length: 26 }, () => RUNNING), 'is not finished after 2.2 minutes of work; its status is RUNNING'],
	])('%j', async (settings, looks, words) => {
		const { settled } = await watch(looks, settings);
		const option = 'queueLimitMs' in settings ? 'Queue Limit' : 'Wait Limit';
		expect(settled).toEqual({
			kind: 'limit',
			failure: { message: `Runway task t ${words}`, description: expect.stringMatching(`goes on at Runway.*Wait for Task.*raise the ${option}.*On Limit`) },
		});
	});
});

describe('trouble', () => {
	const troubles = Array.from({ length: 8 }, () => lost());
	const end = seen('t', 'SUCCEEDED', { output: ['x'] });

	it('of a task alone is waited out longer and longer', async () => {
		const { at } = await watch([...troubles, end], { waitLimitMs: 0 });
		expect(at).toEqual([5000, 10_000, 15_000, 20_000, 25_000, 31_250, 39_063, 48_829, 61_036]);
	});

	it('of one task is none of Runway as long as it answers about others', async () => {
		const scene = createScene({ runway: { 'GET t': [...troubles, end], 'GET u': [...troubles.map(() => seen('u', 'PENDING')), seen('u', 'FAILED')] } });
		const batch = inMemory();
		const [one, other] = [flight(scene.run, 't', { waitLimitMs: 0 }), flight(scene.run, 'u', { waitLimitMs: 0 }, 1)];
		await Promise.all([watchTask(scene.run, one, batch, false), watchTask(scene.run, other, batch, false)]);
		const at = scene.asked.filter(({ path }) => path.endsWith('/t')).map((request) => request.at);
		expect(at).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => n * 5000));
	});
});

describe('the first look', () => {
	it('is due at once where the task was there before, and only there', async () => {
		const end = seen('t', 'SUCCEEDED', { output: ['x'] });
		expect((await watch([RUNNING, end], {}, { lookNow: true })).at).toEqual([0, 5000]);
		expect((await watch([RUNNING, end])).at).toEqual([5000, 10_000]);
	});

	it('keeps the pause of an earlier run', async () => {
		const scene = createScene({ runway: { 'GET t': [seen('t', 'SUCCEEDED', { output: ['x'] })] } });
		const made = { ...flight(scene.run, 't'), watch: beginWatch('t', scene.clock.now(), scene.clock.now() - 2000) };
		await watchTask(scene.run, made, inMemory(), true);
		expect(scene.names()).toEqual(['3000 GET t']);
	});
});

describe('a stop', () => {
	it('ends the wait at once, without another look', async () => {
		const { settled, at, scene } = await watch([RUNNING], {}, { stopAt: 7000 });
		expect([settled, at, scene.clock.elapsed()]).toEqual([{ kind: 'stopped' }, [5000], 7000]);
	});

	it('during a look leaves what is known as it was', async () => {
		const scene = createScene({ runway: { 'GET t': [{ kind: 'stopped' }] } });
		const before = beginWatch('t', 0);
		expect(await lookOnce(scene.run, before, 'start')).toEqual({ watch: before, settled: { kind: 'stopped' } });
	});
});

it('looks no more often at once than there are places', async () => {
	let [now, most] = [0, 0];
	const slow = async () => {
		most = Math.max(most, (now += 1));
		await scene.clock.sleep(100);
		now -= 1;
		return RUNNING;
	};
	const scene = createScene({ runway: { 'GET t': [slow, slow, slow, slow] }, places: 2 });
	await Promise.all([0, 1, 2, 3].map(async () => await lookOnce(scene.run, beginWatch('t', 0), 'start')));
	expect(most).toBe(2);
});

describe('who waits for a free place', () => {
	const { run } = createScene();
	/** A flight that was submitted at this time, as item `itemIndex`. */
	const waiting = (createdAt: number | string | undefined, itemIndex = 0): Flight => {
		const made = flight(run, 't', {}, itemIndex);
		if (typeof createdAt === 'number') return { ...made, entry: { fingerprint: 'f', state: 'open', createdAt } };
		return { ...made, watch: { ...made.watch, task: { id: 't', status: 'THROTTLED', createdAt } } };
	};

	/** Places that become free one after another: which of the flights are looked at sooner. */
	function freed(flights: readonly Flight[], places: number, leave: readonly number[] = []) {
		const queue = new ThrottledQueue();
		const order: number[] = [];
		flights.forEach((one, index) =>
			queue.enter(one, {
				over: Promise.resolve(),
				end: () => {},
				bringForward: (at) => {
					expect(at).toBe(77);
					order.push(index);
				},
			}),
		);
		for (const index of leave) queue.leave(flights[index]);
		for (let place = 0; place < places; place++) queue.placeIsFree(() => 77);
		return order;
	}

	it('is served in the order of submission, each once', () => {
		expect(freed([waiting(30), waiting(10), waiting(20)], 5)).toEqual([1, 2, 0]);
	});

	it('at the same time in the order of items', () => {
		expect(freed([waiting(10, 2), waiting(10, 0), waiting(10, 1)], 3)).toEqual([1, 2, 0]);
	});

	it('goes first when it was there before the node ran, by what Runway says of it', () => {
		expect(freed([waiting(10), waiting('1970-01-01T00:00:00.005Z'), waiting(undefined)], 3)).toEqual([2, 1, 0]);
	});

	it('is not served when it has left, or has no task any more', () => {
		expect(freed([waiting(10), waiting(20)], 2, [0])).toEqual([1]);
		expect(freed([{ ...waiting(10), watch: undefined }], 1)).toEqual([]);
	});

	it('is in line only while it is throttled and there is no trouble', async () => {
		const scene = createScene({
			runway: { 'GET t': [seen('t', 'THROTTLED'), lost(), seen('t', 'THROTTLED'), RUNNING, seen('t', 'SUCCEEDED', { output: ['x'] })] },
		});
		const queue = new ThrottledQueue();
		const [enter, leave] = [jest.spyOn(queue, 'enter'), jest.spyOn(queue, 'leave')];
		await watchTask(scene.run, flight(scene.run, 't'), inMemory(queue), true);
		expect(scene.asked).toHaveLength(5);
		expect([enter.mock.calls.length, leave.mock.calls.length]).toEqual([2, 5]);
	});
});
