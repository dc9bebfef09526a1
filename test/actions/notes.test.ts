import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { notesOnRouting, tell } from '../../nodes/Runway/actions/notes';
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
