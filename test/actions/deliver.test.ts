import type { IDataObject } from 'n8n-workflow';
import { deliver, jsonOf } from '../../nodes/Runway/actions/deliver';
import type { Outcome, Run } from '../../nodes/Runway/batch/types';
import { parked } from './parked';

const run = (more: Partial<Run> = {}) =>
	({ host: { getNode: () => ({ name: 'Runway' }) }, stopOnFailure: true, onErrorOutput: false, isResumed: false, ...more }) as Run;
const going = run({ stopOnFailure: false });

const item = (json: IDataObject, index = 0): Outcome => ({ kind: 'items', items: [{ json, pairedItem: { item: index } }] });
const failed = (message: string, details?: IDataObject, description?: string): Outcome => ({
	kind: 'failed',
	failure: { message, ...(details && { details }), ...(description && { description }) },
});
const skipped: Outcome = { kind: 'skipped' };

/** The error that ends the node. */
function errorOf(outcomes: readonly Outcome[], more: Partial<Run> = {}) {
	try {
		deliver(run(more), outcomes);
	} catch (error) {
		return error as Error & { description: string; httpCode?: string; context: IDataObject };
	}
	throw new Error('No error');
}

describe('items', () => {
	it('come in the order of the input, and none for what gave none', () => {
		const outcomes = [item({ a: 1 }), skipped, item({ a: 2 }, 2)];
		expect(deliver(run(), outcomes)).toEqual([
			{ json: { a: 1 }, pairedItem: { item: 0 } },
			{ json: { a: 2 }, pairedItem: { item: 2 } },
		]);
	});

	it('of failed ones hold the error, with the facts of the task where they always stand', () => {
		const failure = { message: 'Bad prompt', description: 'Change it.', httpCode: 400, details: { taskId: 't1' } };
		const error = { message: 'Item 2 of 2: Bad prompt', description: 'Change it.', httpCode: 400, taskId: 't1' };
		const outcomes: Outcome[] = [item({ a: 1 }), { kind: 'failed', failure }];
		expect(deliver(going, outcomes)[1]).toEqual({ json: { taskId: 't1', error }, pairedItem: { item: 1 } });
	});

	it('of failed ones hold nothing but the error on the error output', () => {
		const [, { json }] = deliver(run({ stopOnFailure: false, onErrorOutput: true }), [item({}), failed('Bad', { taskId: 't1' })]);
		expect(Object.keys(json)).toEqual(['error']);
		expect(json.error).toMatchObject({ taskId: 't1', message: 'Item 2 of 2: Bad' });
	});

	it('are not counted when there is only one', () => {
		expect(deliver(going, [failed('Bad')])[0].json.error).toMatchObject({ message: 'Bad' });
		expect(errorOf([failed('Bad')]).message).toBe('Bad');
	});
});

describe('the error that ends the node', () => {
	it('is the first failure, alone', () => {
		const error = errorOf([item({}), failed('Bad', undefined, 'Change it.')]);
		expect([error.message, error.description]).toEqual(['Item 2 of 2: Bad', 'Change it.']);
		expect(error.context.data).toBeUndefined();
		// The editor would count the item again, from zero.
		expect(error.context.itemIndex).toBeUndefined();
	});

	it('names the tasks of all other items, with those that were replaced, and how to get them', () => {
		const attempts = [{ taskId: 'a0', status: 'FAILED' }];
		const { description, context } = errorOf([
			failed('Bad', { taskId: 'own' }),
			item({ taskId: 'a1', status: 'SUCCEEDED', failedAttempts: attempts }),
			{ kind: 'unclaimed', json: { taskId: 'b1', status: 'SUCCEEDED' } },
			parked('t9'),
			parked('t9', { status: 'RUNNING' }),
			failed('Odd: 1.5.', { taskId: 'c1' }),
		]);
		expect(description).toBe(
			'Tasks of the other items: item 2: a0 (FAILED); item 2: a1 (SUCCEEDED); item 3: b1 (SUCCEEDED); item 4: t9 (PENDING); ' +
				'item 5: t9 (RUNNING); item 6: c1 (state unknown). None of them is lost: retry this execution, and those that have not ' +
				'failed are picked up, or fetch them with Wait for Task. Failed too. Item 6: Odd: 1.5.',
		);
		expect(context.data).toMatchObject({ taskId: 'own', otherTasks: expect.arrayContaining([{ item: 2, taskId: 'a0', status: 'FAILED' }]) });
	});

	it('speaks of no retry where n8n keeps the error', () => {
		const { description } = errorOf([failed('Bad'), item({ taskId: 'a1', status: 'SUCCEEDED' })], { isResumed: true });
		expect(description).toBe('Tasks of the other items: item 2: a1 (SUCCEEDED). None of them is lost: fetch them with Wait for Task.');
	});

	it('names the problems of ten others, and counts the rest', () => {
		const others = (count: number) => Array.from({ length: count }, (_, index) => failed(`Bad ${index + 2}.`));
		expect(errorOf([failed('Bad'), ...others(10)]).description).toMatch(/^Failed too\. Item 2: Bad 2\. .* Item 11: Bad 11\.$/);
		expect(errorOf([failed('Bad'), ...others(11)]).description).toMatch(/Item 11: Bad 11\. And 1 more item\.$/);
		expect(errorOf([failed('Bad'), ...others(13)]).description).toMatch(/Item 11: Bad 11\. And 3 more items\.$/);
	});

	it('tells what may exist, and what was never sent', () => {
		const { description } = errorOf([failed('Bad', { taskMayExist: true }), failed('No answer', { taskMayExist: true }), skipped, skipped]);
		expect(description).toBe(
			'Failed too. Item 2: No answer. It is not known whether Runway created the task for item 2: look at its usage page. ' +
				'Nothing was sent for 2 other items.',
		);
		expect(errorOf([failed('Bad'), skipped, item({})]).description).toBe('Nothing was sent for 1 other item.');
	});
});

it('knows of no task where there is none', () => {
	expect([skipped, { kind: 'stopped' } as const, failed('Bad')].map(jsonOf)).toEqual([undefined, undefined, undefined]);
	expect(jsonOf({ kind: 'items', items: [] })).toBeUndefined();
	expect(jsonOf(parked('t9'))).toEqual({ taskId: 't9', status: 'PENDING', model: 'm' });
});
