import type { IDataObject } from 'n8n-workflow';
import { findStage } from '../../nodes/Runway/actions/parking/stages';
import type { Outcome } from '../../nodes/Runway/batch/types';
import { done, fileOf } from '../batch/building';
import { seen } from '../transport/scripted';
import { actedNode, type ActedNode } from './node';
import { outcomesIn, parked, stateOf } from './parked';

const stage = (operation: 'look' | 'deliver', state: IDataObject, more: Partial<ActedNode> = {}) =>
	actedNode({ parameters: { resource: 'task', operation }, json: [state], ...more });

const item = (taskId: string, itemIndex: number, count = 1): Outcome => ({
	kind: 'items',
	items: Array.from({ length: count }, (_, index) => ({ json: { taskId, status: 'SUCCEEDED', outputCount: count, outputIndex: index }, pairedItem: { item: itemIndex } })),
});
const failed: Outcome = { kind: 'failed', failure: { message: 'Bad prompt', details: { taskId: 't0' } } };

it.each([
	['task', 'look', true],
	['task', 'deliver', true],
	['task', 'wait', false],
	['video', 'look', false],
	[undefined, 'deliver', false],
	['task', undefined, false],
])('%s:%s is a stage of a parked batch: %j', (resource, operation, isStage) => {
	expect(findStage(resource, operation) !== undefined).toBe(isStage);
});

describe('a look', () => {
	const look = async (outcomes: readonly Outcome[], more: Partial<ActedNode> & { settings?: Parameters<typeof stateOf>[1] } = {}) => {
		const { settings, ...rest } = more;
		const node = stage('look', stateOf(outcomes, settings), rest);
		const given = await node.run();
		expect(given).toHaveLength(1);
		// n8n stores it.
		const json = JSON.parse(JSON.stringify(given[0].json)) as IDataObject;
		return { ...node, json, outcomes: outcomesIn(json) };
	};

	it('asks once for each task that is left, and remembers what it saw', async () => {
		const runway = { 'GET t1': [seen('t1', 'RUNNING')], 'GET t2': [seen('t2', 'THROTTLED')] };
		const { json, outcomes, names } = await look([parked('t1'), item('t0', 1), parked('t2')], { runway });
		expect(names()).toEqual(['0 GET t1', '10 GET t2']);
		expect(outcomes).toMatchObject([
			{ kind: 'parked', task: { watch: { taskId: 't1', lastLookAt: expect.any(Number) as number, task: { status: 'RUNNING' } }, echo: { model: 'm' }, isOurs: true } },
			item('t0', 1),
			{ kind: 'parked', task: { watch: { taskId: 't2', task: { status: 'THROTTLED' } } } },
		]);
		// So n8n takes it for a failed item, should it be killed now.
		expect(Object.keys(json)).toEqual(['error', 'message', 'details']);
		expect(json.error).toBe('n8n ended while it looked at the tasks.');
	});

	it('leaves a line in the log when something has changed, and none otherwise', async () => {
		const { logged, outcomes } = await look([parked('t1')], { runway: { 'GET t1': [seen('t1', 'RUNNING')] } });
		const again = await look(outcomes, { runway: { 'GET t1': [seen('t1', 'RUNNING')] } });
		expect([logged, again.logged]).toEqual([['Runway: 0 of 1 finished, 1 running'], []]);
	});

	it('fetches what is finished, for its own item, under the name and in the field that were chosen', async () => {
		const settings = { fileName: 'clip', binaryPropertyOutput: 'video' };
		const { json, outcomes } = await look([failed, parked('t1', {}, { settings })], { settings: { stopOnFailure: false }, runway: { 'GET t1': [done('t1')] }, files: [fileOf('ab')] });
		expect(outcomes[0]).toEqual(failed);
		expect(outcomes[1]).toMatchObject({
			kind: 'items',
			items: [{ json: { taskId: 't1', model: 'm', fileName: 'clip.mp4', fileSize: 2 }, binary: { video: { fileName: 'clip.mp4' } }, pairedItem: { item: 1 } }],
		});
		expect(json).not.toHaveProperty('error');
	});

	it('keeps how failed items are to be treated', async () => {
		const settings = { stopOnFailure: false, onErrorOutput: true };
		expect((await look([item('t0', 0)], { settings })).json.details).toMatchObject(settings);
	});

	it('never fails: what has failed is told in the end', async () => {
		const runway = { 'GET t1': [seen('t1', 'FAILED', { failure: 'No.', failureCode: 'SAFETY.OUTPUT' })] };
		const { outcomes, json } = await look([parked('t1', {}, { failedAttempts: [{ taskId: 'a0', status: 'FAILED' }] })], { runway });
		expect(outcomes).toMatchObject([{ kind: 'failed', failure: { message: expect.stringContaining('t1 failed') as string, details: { failedAttempts: [{ taskId: 'a0' }] } } }]);
		expect(json).not.toHaveProperty('error');
	});

	it.each([
		[true, 'unclaimed', 0],
		[false, 'items', 1],
	])('fetches nothing more after a failure at which the node stops: %j', async (stopOnFailure, kind, files) => {
		const { outcomes, stored } = await look([failed, parked('t1')], { settings: { stopOnFailure }, runway: { 'GET t1': [done('t1')] }, files: [fileOf('ab')] });
		expect([outcomes[1].kind, stored.length]).toEqual([kind, files]);
	});

	it('is one for items that wait for the same task, and each gets the file', async () => {
		const { outcomes, names, stored } = await look([parked('t1'), parked('t1', {}, { settings: { fileName: 'mine' } })], { runway: { 'GET t1': [done('t1')] }, files: [fileOf('ab')] });
		expect(outcomes).toMatchObject([
			{ items: [{ json: { fileName: 'runway-t1.mp4' }, pairedItem: { item: 0 } }] },
			{ items: [{ json: { fileName: 'mine.mp4' }, pairedItem: { item: 1 } }] },
		]);
		expect([names().length, stored.length]).toEqual([1, 1]);
	});

	it('that items share leaves each its own settings', async () => {
		const both = [parked('t1'), parked('t1', {}, { settings: { fileName: 'mine' } })];
		const { outcomes } = await look(both, { runway: { 'GET t1': [seen('t1', 'RUNNING')] } });
		expect(outcomes).toMatchObject([{ task: { settings: { fileName: '' } } }, { task: { settings: { fileName: 'mine' } } }]);
	});

	it('gives up a task that turns out to have several files, and says how to get them', async () => {
		const two = done('t1', { output: ['https://f.example/a', 'https://f.example/b'] });
		const { outcomes } = await look([parked('t1')], { runway: { 'GET t1': [two] }, files: [fileOf('a'), fileOf('b')] });
		expect(outcomes).toEqual([
			{
				kind: 'failed',
				failure: {
					message: 'Runway task t1 has 2 files, and n8n takes only one from a parked execution',
					description: 'Fetch them with Wait for Task and this Task ID, with While Waiting set to Stay in Memory.',
					details: { taskId: 't1', status: 'SUCCEEDED' },
				},
			},
		]);
	});
});

describe('handing over', () => {
	it('gives the items of all, in the order of the input, and sends nothing', async () => {
		const { run, asked } = stage('deliver', stateOf([item('t1', 0), item('t2', 1)]));
		expect((await run()).map(({ json, pairedItem }) => [json.taskId, pairedItem])).toEqual([
			['t1', { item: 0 }],
			['t2', { item: 1 }],
		]);
		expect(asked).toEqual([]);
	});

	it('fails as the node that was parked would have, without a word of a retry, which n8n would not carry out', async () => {
		const { error } = stage('deliver', stateOf([item('t1', 0), failed]));
		expect(await error()).toMatchObject({
			message: 'Item 2 of 2: Bad prompt',
			description: 'Tasks of the other items: item 1: t1 (SUCCEEDED). None of them is lost: fetch them with Wait for Task.',
		});
	});

	it.each([
		[false, ['taskId', 'error']],
		[true, ['error']],
	])('goes on as that node would have, with an error output: %j', async (onErrorOutput, keys) => {
		const [, { json, pairedItem }] = await stage('deliver', stateOf([item('t1', 0), failed], { stopOnFailure: false, onErrorOutput })).run();
		expect([Object.keys(json), pairedItem]).toEqual([keys, { item: 1 }]);
		expect(json.error).toMatchObject({ message: 'Item 2 of 2: Bad prompt', taskId: 't0' });
	});

	it.each([
		['The database is full', 'The database is full.'],
		['The database is full. ', 'The database is full.'],
		['n8n ended while it looked at the tasks.', 'n8n ended while it looked at the tasks.'],
		['Is 1.5 too much', 'Is 1.5 too much.'],
	])('tells of a task that could not be looked at (%j)', async (reason, told) => {
		const { error } = stage('deliver', stateOf([parked('t1', { progress: 0.5 })], { error: reason }));
		const { message, description, context } = await error();
		expect(message).toBe('n8n did not get to the end of a look at Runway task t1');
		expect(description).toBe(
			`It tried several times, the last time in vain because: ${told} The task is not lost: fetch it with Wait for Task and this Task ID.`,
		);
		expect(context.data).toMatchObject({ taskId: 't1', status: 'RUNNING', model: 'm', progress: 0.5 });
	});
});
