import { answer, seen } from '../transport/scripted';
import { createScene, done, entries, failureOf, fileOf, itemsOf, job, refused, runOf, submission, task, unanswered, type Scene } from './building';

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

	it('a request that was not taken fails as it was answered, and is sent by a rerun', async () => {
		const scene = createScene();
		const failure = { message: 'Runway did not take the request', httpCode: 429 };
		const [outcome] = await runOf(scene, job(submission([{ kind: 'unavailable', failure }]).start));
		expect(failureOf(outcome)).toMatchObject(failure);
		const again = createScene({ context: scene.context, runway: { 'GET a': [done('a')] }, files: [fileOf('x')] });
		expect(itemsOf((await runOf(again, job(submission([task('a')]).start)))[0])[0].json.taskId).toBe('a');
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
			...[refused, unanswered, { kind: 'unavailable', failure: { message: 'Later' } } as const, task('a'), task('b'), task('c')].map(
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
