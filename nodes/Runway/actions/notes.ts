import type { IExecuteFunctions } from 'n8n-workflow';
import { jsonOf } from './deliver';
import type { Outcome } from '../batch/types';

/** Something to know about an item, shown beside the results. */
export interface Note {
	readonly itemIndex: number;
	readonly note: string;
}

/** Shows each note once, with the items it is about: twenty items often have the same one. */
export function tell(host: IExecuteFunctions, notes: readonly Note[]): void {
	for (const text of new Set(notes.map(({ note }) => note))) {
		const items = notes.filter(({ note }) => note === text).map(({ itemIndex }) => itemIndex + 1);
		const which = items.length > 1 ? `Items ${inRanges(items)}` : `Item ${items[0]}`;
		host.addExecutionHints?.({ message: `${which}: ${text}`, location: 'outputPane' });
	}
}

/** `1-3, 7`, for ascending numbers. */
function inRanges(numbers: readonly number[]): string {
	const ranges: Array<[number, number]> = [];
	for (const number of numbers) {
		const last = ranges[ranges.length - 1];
		if (last && number === last[1] + 1) last[1] = number;
		else ranges.push([number, number]);
	}
	return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

/** What a router did because models were busy. */
export function notesOnRouting(outcomes: ReadonlyArray<{ readonly itemIndex: number; readonly outcome: Outcome }>): Note[] {
	return outcomes.flatMap(({ itemIndex, outcome }) => {
		const { model, skippedModels, allModelsBusy } = jsonOf(outcome) ?? {};
		if (allModelsBusy === true) return [{ itemIndex, note: 'all models that the router could choose were busy, so the task had to wait for its turn.' }];
		if (typeof skippedModels !== 'string') return [];
		return [{ itemIndex, note: `the router took ${String(model)}, because the account was at its limit of tasks with ${skippedModels}.` }];
	});
}
