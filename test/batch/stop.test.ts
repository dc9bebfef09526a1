import { NodeOperationError } from 'n8n-workflow';
import { answer, seen } from '../transport/scripted';
import { createScene, done, entries, fileOf, job, runOf, submission, task, unanswered } from './building';

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
			job(submission([unanswered], 'fl').start, {}, 4),
		).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: 'Execution canceled; 1 unfinished Runway task cancelled too',
			description:
				'Cancelled: a. Finished, fetch with Wait for Task: b. Ended without a file: c. Still running at Runway: u. ' +
				'It is not known whether Runway created the task for item 5: look at its usage page.',
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
		await expect(runOf(scene, job(start))).rejects.toMatchObject({ description: 'Ended without a file: a.' });
		expect([sent.count, scene.clock.elapsed()]).toEqual([1, 9000]);
	});

	it('while the successor of a failed task is created cancels that one, and names each once', async () => {
		const scene = createScene({
			runway: { 'GET a': [seen('a', 'FAILED', { failureCode: 'INTERNAL' })], 'GET b': [seen('b', 'RUNNING')], 'DELETE b': [answer(204)] },
		});
		const { start } = submission([task('a'), async () => (scene.stop.abort(), task('b'))]);
		await expect(runOf(scene, job(start))).rejects.toMatchObject({ description: 'Cancelled: b. Ended without a file: a.' });
	});

	it('while the successor of a failed task is refused names the failed one once', async () => {
		const scene = createScene({ runway: { 'GET a': [seen('a', 'FAILED', { failureCode: 'INTERNAL' })] } });
		const { start } = submission([task('a'), async () => (scene.stop.abort(), { kind: 'stopped' })]);
		await expect(runOf(scene, job(start))).rejects.toMatchObject({ description: 'Ended without a file: a.' });
	});

	it('between the end of a task and its file leaves it to be fetched later', async () => {
		const scene = createScene({ runway: { 'GET a': [() => (scene.stop.abort(), done('a'))] } });
		await expect(runOf(scene, job(submission([task('a')]).start))).rejects.toMatchObject({
			description: 'Finished, fetch with Wait for Task: a.',
		});
	});

	it('names them all, and by the state that a look finds them in', async () => {
		const [running, succeeded, failed] = ['RUNNING', 'SUCCEEDED', 'FAILED'].map((status) => (id: string) => [seen(id, status)]);
		const scene = createScene({
			runway: {
				...{ 'GET a': running('a'), 'GET b': running('b'), 'DELETE a': [answer(204)], 'DELETE b': [answer(204)] },
				...{ 'GET c': succeeded('c'), 'GET d': succeeded('d'), 'GET e': failed('e'), 'GET f': failed('f') },
			},
		});
		scene.stop.abort();
		const jobs = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((taskId, index) => job({ taskId }, { cancelOnStop: index < 6 }, index));
		await expect(runOf(scene, ...jobs)).rejects.toMatchObject({
			message: 'Execution canceled; 2 unfinished Runway tasks cancelled too',
			description:
				'Cancelled: a, b. Finished, fetch with Wait for Task: c, d. Ended without a file: e, f. Still running at Runway: g, h.',
		});
	});

	it('cancels also what could not be looked at before, for it may go on', async () => {
		const scene = createScene({
			runway: { 'GET a': [answer(401), seen('a', 'RUNNING')], 'DELETE a': [answer(204)], 'GET b': [seen('b', 'RUNNING')] },
		});
		scene.clock.at(7000, () => scene.stop.abort());
		const jobs = [job(submission([task('a')]).start), job(submission([task('b')], 'g').start, { cancelOnStop: false }, 1)];
		await expect(runOf(scene, ...jobs)).rejects.toMatchObject({ description: 'Cancelled: a. Still running at Runway: b.' });
	});
});
