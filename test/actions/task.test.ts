import { done, fileOf } from '../batch/building';
import { answer, lost, seen } from '../transport/scripted';
import { actedNode, type ActedNode } from './node';

const task = (operation: string, more: Partial<ActedNode> = {}) => actedNode({ parameters: { resource: 'task', operation }, each: [{ taskId: 't1' }], ...more });

describe.each(['wait', 'get', 'cancel'])('the Task ID of task:%s', (operation) => {
	it.each([
		[undefined, 'Empty. Enter the ID of a Runway task, or connect a Runway node that starts one.'],
		[null, 'Empty. Enter the ID of a Runway task, or connect a Runway node that starts one.'],
		['  ', 'Empty. Enter the ID of a Runway task, or connect a Runway node that starts one.'],
		['a/b', 'Must be the ID of a Runway task, such as 17f20503-6c24-4c16-946b-35dbbce2af2f, but is "a/b".'],
		[7, 'Must be the ID of a Runway task, such as 17f20503-6c24-4c16-946b-35dbbce2af2f, but is 7.'],
	])('is not %j', async (taskId, message) => {
		const { error, asked } = task(operation, { each: [{ taskId }] });
		const { message: said, description } = await error();
		expect(said).toBe(`Task ID: ${message}`);
		expect(description).toBe('Nothing was sent to Runway for this item, so nothing was charged.');
		expect(asked).toEqual([]);
	});
});

describe('Get Task', () => {
	it('looks once, and gives the files and the price', async () => {
		const { run, names } = task('get', { each: [{ taskId: ' t1 ' }], runway: { 'GET t1': [done('t1')] } });
		expect(await run()).toEqual([
			{
				json: { taskId: 't1', status: 'SUCCEEDED', cost: 25, createdAt: '2026-01-01T00:00:00.000Z', outputUrls: ['https://f.example/t1'] },
				pairedItem: { item: 0 },
			},
		]);
		expect(names()).toEqual(['0 GET t1']);
	});

	it('repeats what each item says about its own request, with one look for all', async () => {
		const each = [{ taskId: 't1' }, { taskId: 't1' }, { taskId: 't1' }];
		const json = [{ taskId: 't1', model: 'm1', other: 1 }, { taskId: 't1', model: 'm2' }, { taskId: 't0', model: 'm3' }];
		const { run, asked } = task('get', { each, json, runway: { 'GET t1': [seen('t1', 'RUNNING')] } });
		expect((await run()).map(({ json: { model, other }, pairedItem }) => [model, other, pairedItem])).toEqual([
			['m1', undefined, { item: 0 }],
			['m2', undefined, { item: 1 }],
			[undefined, undefined, { item: 2 }],
		]);
		expect(asked).toHaveLength(1);
	});

	it('gives the files of a run of a saved workflow with the node of each', async () => {
		const output = { n1: ['https://f.example/a', 'https://f.example/b'], n2: ['https://f.example/c'] } as unknown as string[];
		const { run } = task('get', { runway: { 'GET t1': [done('t1', { output })] } });
		expect((await run())[0].json).toMatchObject({
			outputUrls: ['https://f.example/a', 'https://f.example/b', 'https://f.example/c'],
			outputNodeIds: ['n1', 'n1', 'n2'],
		});
	});

	it('explains a failure, and only that', async () => {
		const failedOne = task('get', { runway: { 'GET t1': [seen('t1', 'FAILED', { failure: 'No', failureCode: 'SAFETY.INPUT.TEXT' })] } });
		const [{ json }] = await failedOne.run();
		expect(json).toMatchObject({ status: 'FAILED', failureCode: 'SAFETY.INPUT.TEXT', failureHint: expect.stringContaining('Change the prompt') });
		const running = task('get', { runway: { 'GET t1': [seen('t1', 'RUNNING')] } });
		const [going] = await running.run();
		expect(Object.keys(going.json)).toEqual(['taskId', 'status', 'createdAt']);
	});

	it('tells a task that does not exist', async () => {
		const { error } = task('get', { runway: { 'GET t1': [answer(404, { error: 'no' }), answer(404, { error: 'no' })] } });
		expect((await error()).message).toBe('Runway task t1 does not exist (any more)');
	});
});

describe('Cancel Task', () => {
	it('sends DELETE after a look', async () => {
		const { run, names } = task('cancel', { runway: { 'GET t1': [seen('t1', 'RUNNING')], 'DELETE t1': [answer(204, '')] } });
		expect(await run()).toEqual([{ json: { taskId: 't1', status: 'CANCELLED', cancelled: true, deleted: false }, pairedItem: { item: 0 } }]);
		expect(names()).toEqual(['0 GET t1', '10 DELETE t1']);
	});

	it('leaves a finished task, with its file, alone', async () => {
		const { run, names } = task('cancel', { runway: { 'GET t1': [done('t1')] } });
		expect((await run())[0].json).toEqual({ taskId: 't1', status: 'SUCCEEDED', cancelled: false, deleted: false });
		expect(names()).toEqual(['0 GET t1']);
	});

	it.each([true, 'true'])('deletes a finished task where %j is entered for it', async (deleteFinished) => {
		const each = [{ taskId: 't1', options: { deleteFinished } }];
		const { run } = task('cancel', { each, runway: { 'GET t1': [done('t1')], 'DELETE t1': [answer(204, '')] } });
		expect((await run())[0].json).toEqual({ taskId: 't1', status: 'SUCCEEDED', cancelled: false, deleted: true });
	});

	it.each(['', null, 'false'])('deletes none where %j is entered', async (deleteFinished) => {
		const { run } = task('cancel', { each: [{ taskId: 't1', options: { deleteFinished } }], runway: { 'GET t1': [done('t1')] } });
		expect((await run())[0].json.deleted).toBe(false);
	});

	it('asks what "maybe" means before it sends anything', async () => {
		const { error, asked } = task('cancel', { each: [{ taskId: 't1', options: { deleteFinished: 'maybe' } }] });
		expect((await error()).message).toBe('Delete Finished Task: Must be true or false, but is "maybe".');
		expect(asked).toEqual([]);
	});

	it('says that there is nothing to stop', async () => {
		const { run } = task('cancel', { runway: { 'GET t1': [answer(404, { error: 'no' }), answer(404, { error: 'no' })] } });
		expect((await run())[0].json).toEqual({ taskId: 't1', status: 'NOT_FOUND', cancelled: false, deleted: false });
	});

	it('says why it could not be done', async () => {
		const { error } = task('cancel', { runway: { 'GET t1': [answer(401, { error: 'key' })] } });
		expect(await error()).toMatchObject({ message: expect.stringMatching(/^Runway task t1 .*: key$/), httpCode: '401' });
	});

	it('looks once for two items that ask the same of one task, and one after the other where they do not', async () => {
		const runway = { 'GET t1': [done('t1'), done('t1')], 'DELETE t1': [answer(204, '')] };
		const each = [{ taskId: 't1' }, { taskId: 't1', options: { deleteFinished: true } }, { taskId: 't1' }];
		const { run, names } = task('cancel', { each, runway });
		expect((await run()).map(({ json }) => json.deleted)).toEqual([false, true, false]);
		expect(names()).toEqual(['0 GET t1', '10 GET t1', '20 DELETE t1']);
	});
});

describe('Wait for Task', () => {
	it('gives the file, and what the item says about the request', async () => {
		const { run, stored, names } = task('wait', {
			json: [{ taskId: 't1', model: 'm1' }],
			runway: { 'GET t1': [seen('t1', 'RUNNING'), done('t1')] },
			files: [fileOf('clip')],
		});
		const [{ json, binary, pairedItem }] = await run();
		expect(json).toMatchObject({ taskId: 't1', status: 'SUCCEEDED', model: 'm1', cost: 25, fileName: 'runway-t1.mp4' });
		expect(binary?.data.mimeType).toBe('video/mp4');
		expect(pairedItem).toEqual({ item: 0 });
		expect([stored.length, names()]).toEqual([1, ['0 GET t1', '5000 GET t1']]);
	});

	it('watches and fetches a task of several items once; each gives it its own name', async () => {
		const each = [
			{ taskId: 't1', options: { fileName: 'fox', binaryPropertyOutput: 'clip' } },
			{ taskId: 't2' },
			{ taskId: 't1', options: { fileName: 'wolf' } },
		];
		const { run, stored, asked } = task('wait', {
			each,
			runway: { 'GET t1': [done('t1')], 'GET t2': [done('t2')] },
			files: [fileOf('clip'), fileOf('clip')],
		});
		expect((await run()).map(({ json, binary, pairedItem }) => [json.taskId, json.fileName, Object.keys(binary!), pairedItem])).toEqual([
			['t1', 'fox.mp4', ['clip'], { item: 0 }],
			['t2', 'runway-t2.mp4', ['data'], { item: 1 }],
			['t1', 'wolf.mp4', ['data'], { item: 2 }],
		]);
		expect([asked.length, stored.length]).toEqual([2, 2]);
	});

	it('lets a failure stand for all items of the task', async () => {
		const { run } = task('wait', {
			each: [{ taskId: 't1' }, { taskId: 't1' }],
			onError: 'continueRegularOutput',
			runway: { 'GET t1': [seen('t1', 'FAILED', { failureCode: 'SAFETY.INPUT.TEXT' })] },
		});
		expect((await run()).map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([['FAILED', { item: 0 }], ['FAILED', { item: 1 }]]);
	});

	it('names what is wrong with the ID and the options at once', async () => {
		const { error } = task('wait', { each: [{ taskId: '', options: { waitLimit: -1 } }] });
		const { message, description } = await error();
		expect(message).toContain('Task ID: Empty.');
		expect(description).toContain('Also: Wait Limit: Must be a number from 0 to 10080, but is -1. Nothing was sent');
	});

	it('outlives an answer that is lost', async () => {
		const { run } = task('wait', { runway: { 'GET t1': [lost(), done('t1')] }, files: [fileOf('clip')] });
		expect((await run())[0].json.status).toBe('SUCCEEDED');
	});
});
