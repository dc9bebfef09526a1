import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { costInWords, notesOnRouting, tell } from '../../nodes/Runway/actions/notes';
import type { Outcome } from '../../nodes/Runway/batch/types';

describe('a note', () => {
	const told = (...notes: Array<[number, string]>) => {
		const hints: NodeExecutionHint[] = [];
		const host = { addExecutionHints: (...more: NodeExecutionHint[]) => hints.push(...more) } as unknown as IExecuteFunctions;
		tell(host, notes.map(([itemIndex, note]) => ({ itemIndex, note })));
		return hints;
	};

	it('stands beside the results', () => {
		expect(told([0, 'odd.'])).toEqual([{ message: 'Item 1: odd.', location: 'outputPane' }]);
	});

	it.each([
		[[0, 1], 'Items 1-2'],
		[[0, 2], 'Items 1, 3'],
		[[0, 1, 2, 4, 6, 7], 'Items 1-3, 5, 7-8'],
	])('is given once for the items %j', (indexes, which) => {
		expect(told(...indexes.map((index): [number, string] => [index, 'odd.'])).map(({ message }) => message)).toEqual([`${which}: odd.`]);
	});

	it('is given for each text', () => {
		expect(told([0, 'odd.'], [1, 'even.'], [2, 'odd.']).map(({ message }) => message)).toEqual(['Items 1, 3: odd.', 'Item 2: even.']);
	});

	it('is left out by an n8n that has no place for it', () => {
		expect(() => tell({} as IExecuteFunctions, [{ itemIndex: 0, note: 'odd.' }])).not.toThrow();
	});
});

describe('what a router did', () => {
	const busy = 'all models that the router could choose were busy, so the task had to wait for its turn.';
	const took = 'the router took m, because the account was at its limit of tasks with a, b.';

	it.each<[string, object, string[]]>([
		['took another model', { model: 'm', skippedModels: 'a, b', allModelsBusy: false }, [took]],
		['found none that was free', { model: 'm', skippedModels: 'a, b', allModelsBusy: true }, [busy]],
		['found none that was free, and names none', { model: 'm', allModelsBusy: true }, [busy]],
		['took its first choice', { model: 'm', allModelsBusy: false }, []],
		['is not known', {}, []],
		['is told by something else than a router', { skippedModels: 7, allModelsBusy: 'yes' }, []],
	])('is told where it %s', (_, json, notes) => {
		const outcome = { kind: 'items', items: [{ json }] } as Outcome;
		expect(notesOnRouting([{ itemIndex: 3, outcome }])).toEqual(notes.map((note) => ({ itemIndex: 3, note })));
	});

	it('is told of failed tasks as well, and not of what was not sent', () => {
		const outcomes: Outcome[] = [{ kind: 'skipped' }, { kind: 'failed', failure: { message: 'Bad', details: { allModelsBusy: true } } }];
		expect(notesOnRouting(outcomes.map((outcome, itemIndex) => ({ itemIndex, outcome })))).toEqual([{ itemIndex: 1, note: busy }]);
	});
});

describe('what a batch cost', () => {
	const PARKED = { kind: 'parked', task: { watch: { taskId: 't' } } } as Outcome;
	const item = (json: object): Outcome => ({ kind: 'items', items: [{ json: { taskId: 't', ...json } }] });

	it.each<[string, Outcome[], number | undefined, string | undefined]>([
		['one task, which says it itself', [item({ cost: 25 })], undefined, undefined],
		['one task, where the account was looked at', [item({ cost: 25 })], 100, '1 task cost 25 credits. Of the 100 credits that the account had before, about 75 are left.'],
		['nothing that is known', [item({}), item({})], undefined, undefined],
		['nothing that is known, of a known balance', [item({})], 100, undefined],
		['several', [item({ cost: 25 }), item({ cost: 0.5 })], undefined, '2 tasks cost 25.5 credits.'],
		['one credit in all', [item({ cost: 0.5 }), item({ cost: 0.5 })], undefined, '2 tasks cost 1 credit.'],
		['fractions', [item({ cost: 0.1 }), item({ cost: 0.2 })], 1, '2 tasks cost 0.3 credits. Of the 1 credit that the account had before, about 0.7 are left.'],
		['estimates', [item({ estimatedCost: 20 }), item({ cost: 5 })], undefined, '2 tasks cost at most 25 credits.'],
		['some that are not known', [item({ cost: 5 }), item({}), item({ cost: 6 })], undefined, '2 tasks cost at most 11 credits. What 1 more task cost is not known.'],
		['replaced ones', [item({ cost: 5, failedAttempts: [{ taskId: 'a', cost: 4 }] })], undefined, '2 tasks cost 9 credits, failed ones included.'],
		['some that were replaced', [item({ cost: 5, failedAttempts: [{ taskId: 'a', cost: 4 }] }), item({ cost: 5 })], undefined, '3 tasks cost 14 credits, failed ones included.'],
		['a batch that is parked', [item({ cost: 5 }), item({ cost: 6 }), PARKED], undefined, undefined],
		['what was not sent', [item({ cost: 5 }), item({ cost: 6 }), { kind: 'skipped' }], undefined, '2 tasks cost 11 credits.'],
	])('is told of %s', (_, outcomes, balance, words) => {
		expect(costInWords(outcomes, balance)).toBe(words);
	});
});
