import { answer, seen } from '../transport/scripted';
import { createScene, done, entries, failureOf, fileOf, itemsOf, job, refused, runOf, submission, task } from './building';

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
		expect(scene.log).toEqual(['Runway task a created for item 1']);
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
		expect(failureOf(outcome)).toMatchObject({
			message: expect.stringMatching(/^Runway task a failed/),
			details: { taskId: 'a', status: 'FAILED', failureCode: 'INTERNAL' },
		});
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

	it('one that succeeds stops nobody', async () => {
		const scene = createScene({ runway: { 'GET a': [done('a')], 'GET b': [seen('b', 'RUNNING'), done('b')] }, files: [fileOf('x'), fileOf('y')], stopOnFailure: true });
		const outcomes = await runOf(scene, job(submission([task('a')]).start), job(submission([task('b')], 'g').start, {}, 1));
		expect(outcomes.map(({ kind }) => kind)).toEqual(['items', 'items']);
	});

	it('what was not sent is no failure', async () => {
		const [outcome] = await runOf(createScene(), job(submission([{ kind: 'skipped' }]).start));
		expect(outcome).toEqual({ kind: 'skipped' });
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

	it('tells of the attempts before it, too', async () => {
		const scene = createScene({ runway: { 'GET z': [seen('z', 'FAILED', { failureCode: 'INTERNAL' })], 'GET a': [1, 2].map(() => seen('a', 'RUNNING')) } });
		const [outcome] = await runOf(scene, job(submission([task('z'), task('a')]).start, { waitLimitMs: 10_000, onLimit: 'continue' }));
		expect(itemsOf(outcome)[0].json).toMatchObject({ taskId: 'a', failedAttempts: [{ taskId: 'z' }] });
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

it('a file that is not to be had fails its item, which names the task', async () => {
	const scene = createScene({ runway: { 'GET a': [done('a'), answer(404)] }, files: [{ statusCode: 403 }] });
	const [outcome] = await runOf(scene, job(submission([task('a')]).start));
	expect(failureOf(outcome)).toMatchObject({
		message: expect.stringContaining('could not be downloaded'),
		details: { taskId: 'a', status: 'SUCCEEDED', cost: 25 },
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
