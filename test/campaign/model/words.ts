import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { isCall } from '../calls';
import type { Played } from '../run';
import { unclear } from '../unclear';
import { learnedIds, shownBy, startsTasks, stateAt, tasksInQuestion, textOf } from './reading';

/** What the node throws is an error of n8n's in whole words, and only where it should throw. */
export function errorsAreOurs({ runs, test }: Played): string[] {
	const brief = test.operation === 'get' || test.operation === 'cancel' || (isCall(test.operation) && !test.operation.endsWith('.create'));
	return runs.flatMap(({ error, stoppedAt }) => {
		if (error === undefined) return [];
		if (!(error instanceof NodeOperationError || error instanceof NodeApiError)) return [`threw ${String(error)}`];
		if (stoppedAt !== undefined && !brief) return error.message.includes('cancel') ? [] : [`stopped with "${error.message}"`];
		if (test.onError) return [`threw although it should continue: ${error.message}`];
		return error.message.length > 10 ? [] : [`says no more than "${error.message}"`];
	});
}

/** Whatever can be read is written for a reader: messages, descriptions, items, hints and the log. */
export function wordsAreClear({ runs, log }: Played): string[] {
	// No field of a case holds NaN, so nothing quotes it.
	return [...runs.map(textOf), ...log].flatMap((text) => unclear(text) ?? (/\bNaN\b/.test(text) ? `says NaN: ${text}` : []));
}

/** Every task stands in what some run gave out; those that can still be fetched in what the last one gave out. */
export function nothingOutOfSight(played: Played): string[] {
	const { runs, log, test } = played;
	if (test.operation === 'get' || test.operation === 'cancel') return [];
	const last = runs[runs.length - 1];
	const everything = runs.map(textOf).join('\n');
	const learned = learnedIds(played);
	return tasksInQuestion(played).flatMap((task) => {
		if (!learned.has(task.id)) {
			return /not known/.test(everything) ? [] : [`nothing says that ${task.id} may exist`];
		}
		if (!everything.includes(task.id)) return [`${task.id} is nowhere`];
		// A rerun that ends at the check has nothing to tell about earlier ones.
		const checked = last.sentAfter > last.sentBefore && !test.store?.reads?.length;
		const fetchable = checked && ['alive', 'SUCCEEDED'].includes(stateAt(task, last.endedAt));
		if (fetchable && !shownBy(last).includes(task.id)) return [`${task.id} is not in the last run`];
		return startsTasks(played) && !log.some((line) => line.includes(task.id)) ? [`${task.id} is not in the log`] : [];
	});
}
