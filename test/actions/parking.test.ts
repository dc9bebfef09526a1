import type { IExecuteFunctions } from 'n8n-workflow';
import { parkingOf } from '../../nodes/Runway/actions/parking/park';
import { stateItem } from '../../nodes/Runway/actions/parking/state';
import type { Outcome, Run } from '../../nodes/Runway/batch/types';
import { beginWatch } from '../../nodes/Runway/batch/watch';
import { done, fileOf, SETTINGS } from '../batch/building';
import { answer, seen } from '../transport/scripted';
import { actedNode, type ActedNode } from './node';
import { outcomesIn } from './parked';

const hostOf = (id: string | undefined, more: object = {}) =>
	({ getWorkflow: () => ({ id, active: false }), isToolExecution: () => false, ...more }) as unknown as IExecuteFunctions;

describe('whether an execution can be parked', () => {
	it('depends on its workflow, which must be saved', () => {
		expect(parkingOf(hostOf('DnJFsrSzrsebVzyk'))).toEqual({ afterMs: 60_000 });
	});

	it.each([
		['in a workflow that is not saved yet', hostOf('__EMPTY__'), 'only executions of saved workflows can be parked, so this one waits in memory.'],
		['in a workflow without an ID', hostOf(undefined), 'only executions of saved workflows can be parked, so this one waits in memory.'],
		['as a tool of an AI Agent', hostOf('DnJFsrSzrsebVzyk', { isToolExecution: () => true }), 'as a tool of an AI Agent the node waits in memory.'],
	])('is said when it cannot: %s', (_, host, impossible) => {
		expect(parkingOf(host)).toEqual({ impossible });
	});
});

const fox = { resource: 'video', operation: 'generate', model: 'gen4.5', promptText: 'A fox', ratio: '1280:720', duration: 5, options: { whileWaiting: 'park' } };
const created = (id: string) => answer(200, { id });
const going = (id: string, count = 20) => Array.from({ length: count }, () => seen(id, 'RUNNING'));
const generate = (more: Partial<ActedNode>) => actedNode({ parameters: fox, ...more });

describe('a batch that takes longer than a minute', () => {
	const mixed = () =>
		generate({
			each: [{}, {}],
			runway: { 'POST text_to_video': [created('t1'), created('t2')], 'GET t1': [done('t1')], 'GET t2': going('t2') },
			files: [fileOf('clip')],
		});

	it('is handed over as one item, for n8n to continue this execution with what becomes of it', async () => {
		const { run, handedOver, hints, names } = mixed();
		await run();
		expect(handedOver).toHaveLength(1);
		expect(hints).toEqual(['When the execution was parked: 1 of 2 finished, 1 running. n8n looks again about once a minute.']);
		const [{ code, items, parentExecution }] = handedOver;
		expect([code.id, code.name]).toEqual(['w1', 'Runway: tasks at Runway']);
		expect(parentExecution).toEqual({ executionId: '7', workflowId: 'w1', shouldResume: true });
		expect(items).toHaveLength(1);
		expect(items[0].json.details).toMatchObject({ stopOnFailure: true, onErrorOutput: false });
		const [first, second] = outcomesIn(items[0].json);
		expect(first).toMatchObject({ kind: 'items', items: [{ json: { taskId: 't1', fileName: 'runway-t1.mp4' }, pairedItem: { item: 0 } }] });
		expect(second).toMatchObject({ kind: 'parked', task: { watch: { taskId: 't2', task: { status: 'RUNNING' } }, isOurs: true, echo: { promptText: 'A fox' } } });
		expect(names().filter((name) => name.includes('t2')).slice(-1)).toEqual(['60010 GET t2']);
	});

	it('shows meanwhile what is known of each item, in its place', async () => {
		const [one, two] = await mixed().run();
		expect(one).toEqual({ json: expect.objectContaining({ taskId: 't1', status: 'SUCCEEDED', fileName: 'runway-t1.mp4' }) as object, pairedItem: { item: 0 } });
		expect(two).toEqual({ json: expect.objectContaining({ taskId: 't2', status: 'RUNNING', promptText: 'A fox' }) as object, pairedItem: { item: 1 } });
	});

	it('keeps what On Error is set to, and those of whom nothing is known', async () => {
		const { run, handedOver } = generate({
			each: [{}, {}, {}],
			runway: { 'POST text_to_video': [created('t1'), answer(400, { error: 'no' })], 'GET t1': going('t1') },
		});
		expect((await run()).map(({ json }) => json.taskId)).toEqual(['t1', undefined, undefined]);
		expect(outcomesIn(handedOver[0].items[0].json).map(({ kind }) => kind)).toEqual(['parked', 'failed', 'skipped']);
		const continued = generate({ onError: 'continueErrorOutput', runway: { 'POST text_to_video': [created('t1')], 'GET t1': going('t1') } });
		await continued.run();
		expect(continued.handedOver[0].items[0].json.details).toMatchObject({ stopOnFailure: false, onErrorOutput: true });
	});

	it('is not handed over when all of it has ended within the minute', async () => {
		const { run, handedOver } = generate({ runway: { 'POST text_to_video': [created('t1')], 'GET t1': [...going('t1', 11), done('t1')] }, files: [fileOf('a')] });
		expect((await run())[0].binary).toBeDefined();
		expect(handedOver).toEqual([]);
	});
});

describe('is waited for in memory, which a hint says,', () => {
	const long = (id: string) => [...going(id, 13), done(id)];

	it.each<[string, unknown, string]>([
		['when n8n refuses it', new Error('The workflow is not active'), 'The workflow is not active'],
		['when n8n says very much', new Error('x'.repeat(300)), 'x'.repeat(200)],
		['when n8n does not say why', 'no', 'unknown'],
	])('%s', async (_, refusal, says) => {
		const { run, hints, names, handedOver } = generate({ refusal, runway: { 'POST text_to_video': [created('t1')], 'GET t1': long('t1') }, files: [fileOf('a')] });
		const [{ json, binary, pairedItem }] = await run();
		expect([json.taskId, json.fileName, Object.keys(binary!), pairedItem]).toEqual(['t1', 'runway-t1.mp4', ['data'], { item: 0 }]);
		expect(hints).toEqual([`While Waiting: n8n could not park this execution, so it waits in memory. It says: ${says}`]);
		expect(names()).toEqual(['0 POST text_to_video', ...Array.from({ length: 14 }, (__, index) => `${(index + 1) * 5000} GET t1`)]);
		expect(handedOver).toEqual([]);
	});

	it('when one of its tasks has several files', async () => {
		const two = done('t1', { output: ['https://f.example/a', 'https://f.example/b'] });
		const { run, hints, handedOver } = actedNode({
			parameters: { resource: 'task', operation: 'wait', options: { whileWaiting: 'park' } },
			each: [{ taskId: 't1' }, { taskId: 't2' }],
			runway: { 'GET t1': [two], 'GET t2': long('t2') },
			files: [fileOf('a'), fileOf('b'), fileOf('c')],
		});
		expect((await run()).map(({ json, pairedItem }) => [json.fileName, pairedItem])).toEqual([
			['runway-t1-1.mp4', { item: 0 }],
			['runway-t1-2.mp4', { item: 0 }],
			['runway-t2.mp4', { item: 1 }],
		]);
		expect(hints).toEqual(['While Waiting: a task has several files, so the execution waits in memory.']);
		expect(handedOver).toEqual([]);
	});

	it('and fails there as it would have', async () => {
		const failed = seen('t1', 'FAILED', { failure: 'No.', failureCode: 'SAFETY.OUTPUT' });
		const { error } = generate({ refusal: new Error('no'), runway: { 'POST text_to_video': [created('t1')], 'GET t1': [...going('t1', 13), failed] } });
		expect((await error()).message).toContain('Runway task t1 failed');
	});
});

describe('the item that n8n stores while a batch is parked', () => {
	const parked = (status: string): Outcome => ({
		kind: 'parked',
		task: { watch: { ...beginWatch('t', 0), task: { id: 't', status } as never }, settings: SETTINGS, echo: {}, failedAttempts: [], isOurs: true, repeatsLeft: 0 },
	});
	const stored = (...outcomes: Outcome[]) => stateItem({ stopOnFailure: true, onErrorOutput: false } as Run, outcomes).json;

	it('says how the batch gets on, and has no keys but those of a failed item', () => {
		const json = stored({ kind: 'items', items: [] }, parked('RUNNING'), parked('THROTTLED'));
		expect(Object.keys(json).sort()).toEqual(['details', 'error', 'message']);
		expect(json.message).toBe('1 of 3 finished, 1 running, 1 queued');
	});

	it('has nothing of a failed one once no task is left', () => {
		expect(Object.keys(stored({ kind: 'items', items: [] }))).toEqual(['details']);
	});
});
