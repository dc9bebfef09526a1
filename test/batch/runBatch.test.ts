import { NodeOperationError } from 'n8n-workflow';
import type { Job } from '../../nodes/Runway/batch/flight';
import { runBatch } from '../../nodes/Runway/batch/runBatch';
import { answer, seen } from '../transport/scripted';
import { createScene, failureOf, fileOf, itemsOf, job, submission, task, type Scene } from './building';

const done = (id: string, more = {}) => seen(id, 'SUCCEEDED', { output: [`https://f.example/${id}`], cost: { credits: 25 }, ...more });
const refused = { kind: 'refused', failure: { message: 'Bad prompt', httpCode: 400 } } as const;
const lostAnswer = { kind: 'unknown', failure: { message: 'Nobody knows', details: { taskMayExist: true } } } as const;

async function runOf(scene: ReturnType<typeof createScene>, ...jobs: Job[]) {
	return await runBatch(scene.run, jobs);
}

describe('a new task', () => {
	it('is first looked at 5 s after its creation, and its file becomes an item', async () => {
		const scene = createScene({ runway: { 'GET a': [seen('a', 'RUNNING'), done('a')] }, files: [fileOf('video')] });
		const [outcome] = await runOf(scene, job(submission([task('a', 30)]).start));
		expect(scene.names()).toEqual(['5000 GET a', '10000 GET a']);
		expect(itemsOf(outcome)).toEqual([
			{
				json: {
					taskId: 'a',
					status: 'SUCCEEDED',
					model: 'm',
					createdAt: '2026-01-01T00:00:00.000Z',
					elapsedSeconds: 10,
					cost: 25,
					outputUrl: 'https://f.example/a',
					outputIndex: 0,
					outputCount: 1,
					fileName: 'runway-a.mp4',
					mimeType: 'video/mp4',
					fileSize: 5,
				},
				binary: { data: expect.objectContaining({ fileName: 'runway-a.mp4' }) },
				pairedItem: { item: 0 },
			},
		]);
	});

	it('is noted at once, and stands in the log', async () => {
		const scene = createScene({ runway: { 'GET a': [() => (expect(entries(scene)).toMatchObject([{ taskId: 'a' }]), done('a'))] }, files: [fileOf('x')] });
		await runOf(scene, job(submission([task('a', 30)]).start));
		expect(scene.log).toEqual(['Runway task a created for item 0']);
		expect(entries(scene)).toEqual([
			{ fingerprint: 'f', state: 'open', taskId: 'a', createdAt: Date.UTC(2026, 0, 1), estimatedCost: 30 },
		]);
	});

	it('is an item of its own when nobody waits for it', async () => {
		const scene = createScene();
		const [outcome] = await runOf(scene, job(submission([task('a', 30)]).start, { waitForCompletion: false }));
		expect(itemsOf(outcome)).toEqual([
			{
				json: { taskId: 'a', status: 'PENDING', model: 'm', createdAt: '2026-01-01T00:00:00.000Z', estimatedCost: 30 },
				pairedItem: { item: 0 },
			},
		]);
		expect(scene.asked).toEqual([]);
	});
});

const entries = ({ context }: { context: Record<string, unknown> }) =>
	Object.values((context.runwayTasks as Array<Record<string, unknown>>)[0]);

describe('a task that was there before', () => {
	it('is looked at at once, and 5 s after the last look of an earlier run', async () => {
		const first = createScene({ runway: { 'GET a': [done('a')] }, files: [fileOf('x')] });
		await runOf(first, job({ taskId: 'a' }));
		expect(first.names()).toEqual(['0 GET a']);
		first.run.timer.stop();
		first.clock.pass(2000);
		const rerun = createScene({ runway: { 'GET a': [done('a')] }, files: [fileOf('x')], context: first.context, clock: first.clock });
		await runOf(rerun, job({ taskId: 'a' }));
		expect(rerun.names()).toEqual(['5000 GET a']);
	});

	it('is not started anew when it fails, whatever the reason', async () => {
		const scene = createScene({ runway: { 'GET a': [seen('a', 'FAILED', { failureCode: 'INTERNAL' })] } });
		const [outcome] = await runOf(scene, job({ taskId: 'a' }));
		expect(failureOf(outcome)).toMatchObject({ details: { taskId: 'a', status: 'FAILED', failureCode: 'INTERNAL' } });
	});
});

describe('a task that fails for a reason that passes', () => {
	const failed = (id: string) => seen(id, 'FAILED', { failureCode: 'INTERNAL', failure: 'Oops', cost: { credits: 0 } });

	it('is replaced after 10 s, which its result tells', async () => {
		const scene = createScene({ runway: { 'GET a': [failed('a')], 'GET b': [done('b')] }, files: [fileOf('x')] });
		const { start, sent } = submission([task('a'), task('b')]);
		const [outcome] = await runOf(scene, job(start));
		expect(scene.names()).toEqual(['5000 GET a', '20000 GET b']);
		expect(sent.count).toBe(2);
		expect(itemsOf(outcome)[0].json).toMatchObject({
			taskId: 'b',
			failedAttempts: [{ taskId: 'a', status: 'FAILED', failureCode: 'INTERNAL', failure: 'Oops', cost: 0 }],
		});
		expect(entries(scene)).toMatchObject([{ taskId: 'b', state: 'open' }]);
	});

	it.each([0, 1, 2])('no more than %i times', async (retries) => {
		const ids = ['a', 'b', 'c'].slice(0, retries + 1);
		const scene = createScene({ runway: Object.fromEntries(ids.map((id) => [`GET ${id}`, [failed(id)]])) });
		const { start, sent } = submission(ids.map((id) => task(id)));
		const [outcome] = await runOf(scene, job(start, { retries }));
		expect(sent.count).toBe(retries + 1);
		expect(failureOf(outcome)).toMatchObject({
			message: expect.stringMatching(`^Runway task ${ids[retries]} failed`),
			details: { taskId: ids[retries], ...(retries > 0 && { failedAttempts: ids.slice(0, -1).map((taskId) => ({ taskId })) }) },
		});
		expect(entries(scene)).toMatchObject([{ state: 'over', taskId: ids[retries], failure: { message: failureOf(outcome).message } }]);
	});

	it('is told as it stands at the time: a failure keeps the attempts it knew', async () => {
		const scene = createScene({ runway: { 'GET a': [failed('a')], 'GET b': [failed('b')] } });
		const [outcome] = await runOf(scene, job(submission([task('a'), task('b')]).start));
		expect(failureOf(outcome).details?.failedAttempts).toHaveLength(1);
	});

	it('is not the one that is blamed when the request for its successor is refused', async () => {
		const scene = createScene({ runway: { 'GET a': [failed('a')] } });
		const [outcome] = await runOf(scene, job(submission([task('a'), refused]).start));
		expect(failureOf(outcome)).toEqual({
			message: 'Bad prompt',
			httpCode: 400,
			details: { failedAttempts: [expect.objectContaining({ taskId: 'a' })] },
		});
		expect(entries(scene)).toEqual([{ fingerprint: 'f', state: 'refused', failure: failureOf(outcome) }]);
	});

	it('is the one to tell of when nothing new is bought any more', async () => {
		const scene = createScene({
			runway: { 'GET a': [failed('a')], 'GET c': [seen('c', 'RUNNING'), seen('c', 'FAILED', { failureCode: 'SAFETY' })] },
			stopOnFailure: true,
		});
		// The second item fails for good while the first one waits to be tried again.
		const [first, second] = await runOf(
			scene,
			job(submission([task('a')]).start),
			job(submission([task('c')], 'g').start, {}, 1),
		);
		expect(failureOf(first).message).toMatch(/^Runway task a failed/);
		expect(failureOf(second).message).toMatch(/^Runway task c failed/);
	});

	it('is not tried again once another item has failed', async () => {
		const scene = createScene({
			runway: { 'GET a': [seen('a', 'RUNNING'), failed('a')], 'GET c': [seen('c', 'FAILED', { failureCode: 'SAFETY' })] },
			stopOnFailure: true,
		});
		const outcomes = await runOf(scene, job(submission([task('c')], 'g').start), job(submission([task('a')]).start, {}, 1));
		expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'failed']);
		expect(scene.clock.elapsed()).toBe(10_000);
	});
});

describe('what was paid for is not paid for again', () => {
	async function rerun(state: 'open' | 'over' | 'refused' | 'lost', created: Parameters<typeof submission>[0], more: Scene = {}) {
		const context = {
			runwayTasks: { 0: { 0: { fingerprint: 'f', taskId: 'a', state, createdAt: 5, failure: { message: 'As before' } } } },
			runwayLooks: {},
		};
		const scene = createScene({ context: context as never, files: [fileOf('x')], ...more });
		const { start, sent } = submission(created);
		const [outcome] = await runOf(scene, job(start));
		return { scene, outcome, sent: sent.count };
	}

	it('an open task is gone on with', async () => {
		const { scene, outcome, sent } = await rerun('open', [], { runway: { 'GET a': [done('a')] } });
		expect([sent, scene.names()]).toEqual([0, ['0 GET a']]);
		expect(itemsOf(outcome)[0].json).toMatchObject({ taskId: 'a' });
	});

	it.each(['refused', 'lost'] as const)('a request that was %s is not sent again, and says the same', async (state) => {
		const { outcome, sent } = await rerun(state, []);
		expect([sent, failureOf(outcome)]).toEqual([0, { message: 'As before' }]);
	});

	it('only what is over is started anew', async () => {
		const { outcome, sent } = await rerun('over', [task('b')], { runway: { 'GET b': [done('b')] } });
		expect([sent, itemsOf(outcome)[0].json.taskId]).toEqual([1, 'b']);
	});

	it('notes what came of each request and of each task', async () => {
		const scene = createScene({
			runway: {
				'GET a': [seen('a', 'FAILED', { failureCode: 'SAFETY' })],
				'GET b': [answer(401)],
				'GET c': [seen('c', 'CANCELLED')],
			},
		});
		await runOf(
			scene,
			...[refused, lostAnswer, { kind: 'unavailable', failure: { message: 'Later' } } as const, task('a'), task('b'), task('c')].map(
				(created, index) => job(submission([created], `f${index}`).start, {}, index),
			),
		);
		expect(entries(scene)).toMatchObject([
			{ fingerprint: 'f0', state: 'refused', failure: { message: 'Bad prompt' } },
			{ fingerprint: 'f1', state: 'lost', failure: { message: 'Nobody knows' } },
			{ fingerprint: 'f3', state: 'refused', taskId: 'a', failure: { details: { taskId: 'a' } } },
			{ fingerprint: 'f4', state: 'open', taskId: 'b' },
			{ fingerprint: 'f5', state: 'over', taskId: 'c' },
		]);
	});
});

describe('when one item fails and the node must stop', () => {
	it('nothing more is sent, what runs goes on, and results are left where they are', async () => {
		const scene = createScene({ runway: { 'GET a': [done('a')] }, stopOnFailure: true, places: 1 });
		const late = submission([]);
		const outcomes = await runOf(
			scene,
			job(submission([task('a')]).start),
			job(submission([refused], 'g').start, {}, 1),
			job(late.start, {}, 2),
		);
		expect(outcomes).toMatchObject([
			{ kind: 'unclaimed', json: { taskId: 'a', status: 'SUCCEEDED', failedAttempts: [] } },
			{ kind: 'failed' },
			{ kind: 'skipped' },
		]);
		expect([late.sent.count, scene.sent.length]).toEqual([0, 0]);
	});

	it('and when it may go on, all others do', async () => {
		const scene = createScene({ runway: { 'GET a': [done('a')] }, files: [fileOf('x')], places: 1 });
		const outcomes = await runOf(scene, job(submission([refused], 'g').start), job(submission([task('a')]).start, {}, 1));
		expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'items']);
	});
});

describe('a limit', () => {
	const slow = () => createScene({ runway: { 'GET a': [seen('a', 'RUNNING'), seen('a', 'RUNNING')] } });

	it('is an error that names the task, which can still be fetched', async () => {
		const scene = slow();
		const [outcome] = await runOf(scene, job(submission([task('a')]).start, { waitLimitMs: 10_000 }));
		expect(failureOf(outcome)).toMatchObject({
			message: 'Runway task a is not finished after 10 seconds of work; its status is RUNNING',
			details: { taskId: 'a', status: 'RUNNING' },
		});
		expect(entries(scene)).toMatchObject([{ state: 'open', taskId: 'a' }]);
	});

	it('or an item, for a loop', async () => {
		const [outcome] = await runOf(slow(), job(submission([task('a')]).start, { waitLimitMs: 10_000, onLimit: 'continue' }));
		expect(itemsOf(outcome)).toEqual([
			{ json: { taskId: 'a', status: 'RUNNING', model: 'm', createdAt: '2026-01-01T00:00:00.000Z' }, pairedItem: { item: 0 } },
		]);
	});

	it('of credits fails the item as it is, or tells why its failed task was not tried again', async () => {
		const spent = { runwaySpending: { credits: 100, tasks: 2, unpriced: 0, prices: { p: 60 } } };
		const [outcome] = await runOf(createScene({ context: spent }), job(submission([]).start, { creditLimit: 100 }));
		expect(failureOf(outcome)).toMatchObject({ message: expect.stringContaining('the credit limit of 100 is used up') });
		expect(failureOf(outcome)).not.toHaveProperty('details');

		const scene = createScene({ runway: { 'GET a': [seen('a', 'FAILED', { failureCode: 'INTERNAL' })] } });
		const [repeated] = await runOf(scene, job(submission([task('a', 60)]).start, { creditLimit: 60 }));
		expect(failureOf(repeated)).toMatchObject({
			message: expect.stringMatching(/^Runway task a failed/),
			description: expect.stringMatching(/minutes\. It was not tried again\. Not sent: the credit limit of 60 is used up \(.*\)\.$/),
			details: { taskId: 'a' },
		});
	});
});

describe('the end of a task', () => {
	it('lets the one that waits longest for a place be looked at sooner', async () => {
		const throttled = (id: string, looks: number) => Array.from({ length: looks }, () => seen(id, 'THROTTLED'));
		const scene = createScene({
			runway: { 'GET a': [...Array.from({ length: 9 }, () => seen('a', 'RUNNING')), done('a')], 'GET b': [...throttled('b', 5), done('b')] },
			files: [fileOf('x'), fileOf('x')],
		});
		await runOf(scene, job(submission([task('a')]).start), job(submission([task('b')], 'g').start, {}, 1));
		// Without the hint at 50 s the look after the one at 45.6 s would come at 70.9 s.
		expect(scene.names().filter((line) => line.endsWith('b'))).toEqual([
			'5000 GET b',
			'10000 GET b',
			'17500 GET b',
			'28750 GET b',
			'45625 GET b',
			'50625 GET b',
		]);
	});
});

it('what nobody expected is an error of its item, and the others go on', async () => {
	const scene = createScene({ runway: { 'GET a': [done('a')] }, files: [fileOf('x')] });
	const crash = submission([
		async () => {
			throw new Error(`${'x'.repeat(300)}`);
		},
	]).start;
	const oddity = submission([
		async () => {
			throw 'no error';
		},
	]).start;
	const [first, second, third] = await runOf(scene, job(crash), job(submission([task('a')], 'g').start, {}, 1), job(oddity, {}, 2));
	expect(failureOf(first)).toMatchObject({
		message: `Something went wrong that this node did not expect: ${'x'.repeat(200)}`,
		description: expect.stringContaining('Wait for Task'),
	});
	expect(second.kind).toBe('items');
	expect(failureOf(third).message).toMatch(/unknown$/);
});

describe('a stop', () => {
	it('cancels what is unfinished, lets the rest be, and says what became of all', async () => {
		const gone = { 'GET u': [seen('u', 'RUNNING')] };
		const scene = createScene({
			runway: {
				...gone,
				'GET a': [seen('a', 'RUNNING'), seen('a', 'RUNNING')],
				'GET b': [done('b')],
				'GET c': [seen('c', 'FAILED', { failureCode: 'SAFETY' })],
				'DELETE a': [answer(204)],
			},
			files: [fileOf('x')],
		});
		scene.clock.at(7000, () => scene.stop.abort());
		const error: unknown = await runOf(
			scene,
			job(submission([task('a')], 'fa').start),
			job(submission([task('b')], 'fb').start, {}, 1),
			job(submission([task('c')], 'fc').start, {}, 2),
			job(submission([task('u')], 'fu').start, { cancelOnStop: false }, 3),
			job(submission([lostAnswer], 'fl').start, {}, 4),
		).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'Execution canceled; 1 unfinished Runway task cancelled too',
			description:
				'Cancelled: a. Finished, fetch with Wait for Task: b. Ended without a video: c. Still running at Runway: u. ' +
				'It is not known whether Runway created a task for item 5: look at its usage page.',
		});
		expect(scene.names().filter((line) => line.startsWith('7000'))).toEqual(['7000 GET a', '7000 DELETE a']);
		expect(entries(scene)).toMatchObject([{ taskId: 'a', state: 'over' }, {}, {}, { taskId: 'u', state: 'open' }, {}]);
	});

	it('says nothing of what there is nothing of', async () => {
		const scene = createScene();
		scene.stop.abort();
		await expect(runOf(scene, job(submission([]).start), job({ taskId: 'a' }, { cancelOnStop: false }, 1))).rejects.toMatchObject({
			message: 'Execution canceled; 0 unfinished Runway tasks cancelled too',
			description: 'Still running at Runway: a.',
		});
	});

	it('ends the pause before a failed task is replaced, and nothing new is bought', async () => {
		const scene = createScene({ runway: { 'GET a': [seen('a', 'FAILED', { failureCode: 'INTERNAL' })] } });
		const { start, sent } = submission([task('a')]);
		scene.clock.at(9000, () => scene.stop.abort());
		await expect(runOf(scene, job(start))).rejects.toMatchObject({ description: 'Ended without a video: a.' });
		expect([sent.count, scene.clock.elapsed()]).toEqual([1, 9000]);
	});

	it('between the end of a task and its file leaves it to be fetched later', async () => {
		const scene = createScene({ runway: { 'GET a': [() => (scene.stop.abort(), done('a'))] } });
		await expect(runOf(scene, job(submission([task('a')]).start))).rejects.toMatchObject({
			description: 'Finished, fetch with Wait for Task: a.',
		});
	});
});
