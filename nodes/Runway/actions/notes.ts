import type { IExecuteFunctions } from 'n8n-workflow';
import { jsonOf, tasksOf } from './deliver';
import type { Outcome } from '../batch/types';
import { inCredits, round } from '../batch/budget';
import { count } from '../shared/errors';
import { hint } from '../shared/hint';

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
		hint(host, `${which}: ${text}`);
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

/**
 * What a batch cost, where somebody would have to add it up, or where the account was looked at. One task says its cost
 * in its own item, and of a parked batch nobody knows it yet.
 * @param balance credits that the account had before
 */
export function costInWords(outcomes: readonly Outcome[], balance?: number): string | undefined {
	const tasks = outcomes.flatMap(tasksOf);
	const amounts = tasks.flatMap(({ cost, estimatedCost }) => [cost ?? estimatedCost].filter((one) => typeof one === 'number'));
	const isParked = outcomes.some(({ kind }) => kind === 'parked');
	if (isParked || amounts.length === 0 || (tasks.length === 1 && balance === undefined)) return undefined;
	const sum = amounts.reduce((total, one) => total + one, 0);
	const isFinal = tasks.every(({ cost }) => cost !== undefined);
	const unknown = tasks.length - amounts.length;
	const isReplaced = outcomes.some((outcome) => jsonOf(outcome)?.failedAttempts !== undefined);
	return [
		`${count(amounts.length, 'task')} cost ${isFinal ? '' : 'at most '}${inCredits(sum)}${isReplaced ? ', failed ones included' : ''}.`,
		unknown > 0 && `What ${count(unknown, 'more task')} cost is not known.`,
		balance !== undefined && `Of the ${inCredits(balance)} that the account had before, about ${round(balance - sum)} are left.`,
	]
		.filter(Boolean)
		.join(' ');
}
