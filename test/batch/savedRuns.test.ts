import { answer, seen } from '../transport/scripted';
import { createScene, done, failureOf, fileOf, itemsOf, job, runOf, submission, task } from './building';

/** The run of a saved workflow that is waited for. */
const waiting = (taskId: string, itemIndex = 0) => job({ taskId, place: 'workflow_invocations' }, {}, itemIndex);
const nodeErrors = { n: { nodeName: 'Clip', message: 'Too long.' } };
const asTold = [{ nodeId: 'n', nodeName: 'Clip', message: 'Too long.' }];

function hinting(...looks: Parameters<typeof seen>[]) {
	const scene = createScene({ runway: { 'GET a': looks.map((look) => seen(...look)) }, files: [fileOf('x')] });
	const addExecutionHints = jest.fn();
	Object.assign(scene.run.host, { addExecutionHints });
	return { ...scene, hints: () => addExecutionHints.mock.calls.map(([{ message }]: [{ message: string }]) => message) };
}

it('is looked at where runs are, each time, whether it was started here or elsewhere', async () => {
	const looks = () => hinting(['a', 'RUNNING'], ['a', 'RUNNING'], ['a', 'SUCCEEDED', { output: ['https://f.example/a'] }]);
	for (const start of [waiting('a').start, { ...submission([task('a')]).start, place: 'workflow_invocations' as const }]) {
		const scene = looks();
		await runOf(scene, job(start));
		expect(scene.asked.map(({ path }) => path)).toEqual(Array(3).fill('/v1/workflow_invocations/a'));
		expect(scene.hints()).toEqual([]);
	}
});

it('that has files of some nodes only gives these, and says beside them what became of the others', async () => {
	const scene = hinting(['a', 'SUCCEEDED', { output: { m: ['https://f.example/a'] }, nodeErrors } as never]);
	const [outcome] = await runOf(scene, waiting('a', 2));
	expect(itemsOf(outcome)).toHaveLength(1);
	expect(scene.hints()).toEqual(['Item 3: Nodes of the saved workflow that failed: "Clip": Too long. The files of the others are here.']);
});

it('that failed says at which node, in words and as data', async () => {
	const failed = (more: object) => hinting(['a', 'FAILED', { failureCode: 'INTERNAL', ...more }]);
	const failure = failureOf((await runOf(failed({ nodeErrors }), waiting('a')))[0]);
	expect(failure.description).toMatch(/^Nodes of the saved workflow that failed: "Clip": Too long\. Try again/);
	expect(failure.details).toMatchObject({ taskId: 'a', nodeErrors: asTold });
	expect(failureOf((await runOf(failed({}), waiting('a')))[0]).details).not.toHaveProperty('nodeErrors');
});

describe('a stop', () => {
	it('before the first look finds it where runs are', async () => {
		const scene = hinting(['a', 'RUNNING']);
		scene.stop.abort();
		await expect(runOf(scene, waiting('a'))).rejects.toMatchObject({ description: expect.stringContaining('Still running at Runway: a.') });
		expect(scene.asked.map(({ path }) => path)).toEqual(['/v1/workflow_invocations/a']);
	});

	const stopped = async (...jobs: Parameters<typeof runOf>[1][]) => {
		const running = (id: string) => Array(3).fill(seen(id, 'RUNNING'));
		const scene = createScene({
			runway: { 'GET a': running('a'), 'GET b': running('b'), 'DELETE a': [answer(204)], 'DELETE b': [answer(204)], 'GET c': [done('c')] },
			files: [fileOf('x')],
		});
		scene.clock.at(7000, () => scene.stop.abort());
		return await runOf(scene, ...jobs).catch((error: { description: string }) => error.description);
	};

	it('cannot cancel it, and says so', async () => {
		expect(await stopped(waiting('a'), job({ taskId: 'b' }, {}, 1))).toBe(
			'Cancelled: b. Still running at Runway: a. ' +
				'Runway has no way to cancel or delete the run of a saved workflow: it goes on, and costs what it costs.',
		);
	});

	it('says nothing of that where none goes on', async () => {
		expect(await stopped(waiting('c'), job({ taskId: 'b' }, { cancelOnStop: false }, 1))).toBe(
			'Finished, fetch with Wait for Task: c. Still running at Runway: b.',
		);
	});
});
