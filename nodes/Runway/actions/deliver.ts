import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { taskJson } from '../batch/items';
import type { Outcome, Run } from '../batch/types';
import { asNodeError, count, mayExistInWords, type Failure } from '../shared/errors';

/**
 * Outcomes as n8n wants them: items in input order, failed ones as error items when the node is set to
 * continue; otherwise the first failure as an error that names the tasks of all other items.
 */
export function deliver(run: Run, outcomes: readonly Outcome[]): INodeExecutionData[] {
	const node = run.host.getNode();
	const total = outcomes.length;
	const failedAt = outcomes.findIndex(({ kind }) => kind === 'failed');
	if (failedAt >= 0 && run.stopOnFailure) {
		const { failure } = outcomes[failedAt] as { failure: Failure };
		// Without the item's index: the editor would count it again, from zero.
		throw asNodeError(node, withSiblings(run, atItem(failure, failedAt, total), outcomes, failedAt));
	}
	return outcomes.flatMap((outcome, itemIndex): INodeExecutionData[] => {
		if (outcome.kind === 'items') return outcome.items;
		if (outcome.kind !== 'failed') return [];
		const { message, description, httpCode, details } = atItem(outcome.failure, itemIndex, total);
		const error: IDataObject = { message, description, httpCode, ...details };
		// The host sends an item to the error output only if `error` is all it has in its JSON, and adds the input
		// item's fields there. On the regular output the task's fields also stand where they always do.
		const json: IDataObject = run.onErrorOutput ? { error } : { ...details, error };
		return [{ json, pairedItem: { item: itemIndex } }];
	});
}

/** In a batch the message says which item it is about, counted the way people count. */
function atItem(failure: Failure, itemIndex: number, total: number): Failure {
	return total > 1 ? { ...failure, message: `Item ${itemIndex + 1} of ${total}: ${failure.message}` } : failure;
}

function withSiblings({ isResumed }: Run, failure: Failure, outcomes: readonly Outcome[], failedAt: number): Failure {
	const others = outcomes
		.map((outcome, itemIndex) => ({ outcome, itemIndex }))
		.filter(({ itemIndex }) => itemIndex !== failedAt);
	const tasks = others.flatMap(({ outcome, itemIndex }) =>
		tasksOf(outcome).map(({ taskId, status }) => ({ item: itemIndex + 1, taskId: String(taskId), status: String(status ?? 'state unknown') })),
	);
	const failed = others.filter(({ outcome }) => outcome.kind === 'failed');
	const notSent = others.filter(({ outcome }) => outcome.kind === 'skipped').length;
	const lines = [failure.description];
	if (tasks.length > 0) {
		const list = tasks.map(({ item, taskId, status }) => `item ${item}: ${taskId} (${status})`).join('; ');
		lines.push(
			`Tasks of the other items: ${list}. None of them is lost: ` +
				(isResumed
					? 'fetch them with Wait for Task.'
					: 'retry this execution, and those that have not failed are picked up, or fetch them with Wait for Task.'),
		);
	}
	if (failed.length > 0) lines.push(otherProblems(failed));
	lines.push(mayExistInWords(failed.map(({ outcome, itemIndex }) => ({ itemIndex, failure: failureOf(outcome) }))));
	if (notSent > 0) lines.push(`Nothing was sent for ${count(notSent, 'other item')}.`);
	return {
		...failure,
		description: lines.filter(Boolean).join(' '),
		details: { ...failure.details, ...(tasks.length > 0 && { otherTasks: tasks }) },
	};
}

/** As many as can be read; a batch of hundreds often has the same problem everywhere. */
const MOST_PROBLEMS_NAMED = 10;

function otherProblems(failed: ReadonlyArray<{ outcome: Outcome; itemIndex: number }>): string {
	const named = failed.slice(0, MOST_PROBLEMS_NAMED).map(({ outcome, itemIndex }) => {
		const { message } = (outcome as { failure: Failure }).failure;
		return `Item ${itemIndex + 1}: ${message.replace(/\.$/, '')}.`;
	});
	const more = failed.length - named.length;
	return ['Failed too.', ...named, more > 0 && `And ${count(more, 'more item')}.`].filter(Boolean).join(' ');
}

function failureOf(outcome: Outcome): Failure | undefined {
	return outcome.kind === 'failed' ? outcome.failure : undefined;
}

/** The facts of the tasks behind an outcome, those that were replaced after a failure included. */
export function tasksOf(outcome: Outcome): IDataObject[] {
	const json = jsonOf(outcome);
	const attempts = (json?.failedAttempts ?? []) as IDataObject[];
	return [...attempts, ...(json ? [json] : [])].filter(({ taskId }) => taskId !== undefined);
}

/** The facts of an outcome's task, as far as there is one. */
export function jsonOf(outcome: Outcome): IDataObject | undefined {
	switch (outcome.kind) {
		case 'parked':
			return taskJson(outcome.task.watch.task ?? { id: outcome.task.watch.taskId, status: 'PENDING' }, outcome.task.echo);
		case 'unclaimed':
			return outcome.json;
		case 'failed':
			return outcome.failure.details;
		case 'items':
			return outcome.items[0]?.json;
		default:
			return undefined;
	}
}
