import { takeOff, taskOf, withTask, type Flight } from '../../nodes/Runway/batch/flight';
import { echoIn, fileItem, itemsFor, outputName, taskItem, taskJson } from '../../nodes/Runway/batch/items';
import type { RunwayTask } from '../../nodes/Runway/transport/types';
import { createScene, flight, job, submission } from './building';

describe('the facts of a task', () => {
	const task: RunwayTask = { id: 't', status: 'FAILED', createdAt: 'then', progress: 0.5, failure: 'words', failureCode: 'CODE' };

	it('are there as far as they are known', () => {
		expect(taskJson(task, { model: 'm', seed: 0, audio: false })).toEqual({
			taskId: 't',
			status: 'FAILED',
			model: 'm',
			seed: 0,
			audio: false,
			createdAt: 'then',
			progress: 0.5,
			failure: 'words',
			failureCode: 'CODE',
		});
		expect(Object.keys(taskJson({ id: 't', status: 'PENDING' }))).toEqual(['taskId', 'status']);
	});

	it('hold the final price once there is one, and the estimate until then', () => {
		expect(taskJson({ id: 't', status: 'X', estimatedCost: { credits: 5 } })).toMatchObject({ estimatedCost: 5 });
		const ended = taskJson({ id: 't', status: 'X', estimatedCost: { credits: 5 }, cost: { credits: 0 } });
		expect(ended).toEqual({ taskId: 't', status: 'X', cost: 0 });
	});

	it('come from an earlier item only when it is about the same task, and only what is plain', () => {
		const json = { taskId: 't', model: 'm', seed: 0, audio: false, shots: [1], other: 'x', gone: null };
		expect(echoIn(json, 't', ['model', 'seed', 'audio', 'shots', 'gone', 'absent'])).toEqual({ model: 'm', seed: 0, audio: false });
		expect(echoIn(json, 'u', ['model'])).toEqual({});
	});
});

it.each([
	['', 'ab/c', 0, 1, 'runway-ab-c'],
	['clip', 't', 0, 1, 'clip'],
	['../x', 't', 0, 1, '-x'],
	['clip', 't', 0, 2, 'clip-1'],
	['', 't', 1, 2, 'runway-t-2'],
	['...', 't', 0, 1, 'runway-t'],
])('the file %j of task %s, %i of %i, is called %s', (fileName, taskId, index, count, name) => {
	expect(outputName(fileName, taskId, { index, count })).toBe(name);
});

describe('an item', () => {
	const file = { binary: { data: '', mimeType: 'video/mp4' }, sizeBytes: 5, fileName: 'a.mp4', mimeType: 'video/mp4' };

	it('is paired with the one it came from', () => {
		expect(taskItem(3, { a: 1 })).toEqual({ json: { a: 1 }, pairedItem: { item: 3 } });
		expect(fileItem(2, { a: 1, gap: undefined }, { url: 'u', index: 0, count: 1 }, file, 'clip')).toEqual({
			json: { a: 1, outputUrl: 'u', outputIndex: 0, outputCount: 1, fileName: 'a.mp4', mimeType: 'video/mp4', fileSize: 5 },
			binary: { clip: file.binary },
			pairedItem: { item: 2 },
		});
	});

	it('of a task that two items wait for has the second item\'s names, and the right ending', () => {
		const first = [0, 1].map((index) => fileItem(0, { taskId: 't' }, { url: 'u', index, count: 2 }, { ...file, fileName: `a.b-${index + 1}.mov` }, 'data'));
		const items = itemsFor(first, 4, 't', { fileName: 'mine', binaryPropertyOutput: 'clip' });
		expect(items).toMatchObject([
			{ json: { taskId: 't', fileName: 'mine-1.mov' }, binary: { clip: { fileName: 'mine-1.mov', mimeType: 'video/mp4' } }, pairedItem: { item: 4 } },
			{ json: { fileName: 'mine-2.mov' }, binary: { clip: { fileName: 'mine-2.mov' } } },
		]);
		expect(first[0].json.fileName).toBe('a.b-1.mov');
	});

	it('without a file stays without one', () => {
		expect(itemsFor([taskItem(0, { a: 1 })], 4, 't', { fileName: 'x', binaryPropertyOutput: 'y' })).toEqual([{ json: { a: 1 }, pairedItem: { item: 4 } }]);
	});
});

describe('the task of a flight', () => {
	const { run } = createScene();
	const empty = (start = submission([]).start as Flight['job']['start']): Flight => takeOff(job(start));

	it('is what was seen last', () => {
		const task = { id: 't', status: 'RUNNING' };
		const made = flight(run, 't');
		expect(taskOf({ ...made, watch: { ...made.watch, task } })).toBe(task);
	});

	it('is waiting when it was not seen yet, with what its creation told', () => {
		expect(taskOf({ ...empty(), entry: { fingerprint: 'f', state: 'open', taskId: 't', createdAt: 5, estimatedCost: 0 } })).toEqual({
			id: 't',
			status: 'PENDING',
			createdAt: '1970-01-01T00:00:00.005Z',
			estimatedCost: { credits: 0 },
		});
		expect(taskOf({ ...empty(), entry: { fingerprint: 'f', state: 'open', taskId: 't' } })).toEqual({ id: 't', status: 'PENDING' });
		expect(taskOf(empty({ taskId: 'u' }))).toEqual({ id: 'u', status: 'PENDING' });
	});

	it('is none before it was created', () => {
		expect(taskOf(empty())).toBeUndefined();
	});

	it('stands in every failure, with the attempts before it', () => {
		const task = { id: 't', status: 'FAILED', failureCode: 'CODE', failure: 'words', cost: { credits: 0 } };
		const made = flight(run, 't');
		const failedAttempts = [{ taskId: 's' }];
		const failure = withTask({ message: 'm', details: { a: 1 } }, { ...made, watch: { ...made.watch, task }, failedAttempts });
		expect(failure).toEqual({
			message: 'm',
			details: { a: 1, taskId: 't', status: 'FAILED', failureCode: 'CODE', failure: 'words', cost: 0, failedAttempts: [{ taskId: 's' }] },
		});
		failedAttempts.push({ taskId: 'later' });
		expect(failure.details?.failedAttempts).toHaveLength(1);
		expect(withTask({ message: 'm' }, empty())).toEqual({ message: 'm', details: {} });
		expect(withTask({ message: 'm' }, made).details).toEqual({ taskId: 't', status: 'PENDING' });
	});
});
