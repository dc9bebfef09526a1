import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { progressInWords, standOf } from '../../batch/report';
import type { Outcome, Run } from '../../batch/types';

/** A parked batch: its outcomes so far, and how the node that was parked is set to treat failed items. */
export interface State extends Pick<Run, 'stopOnFailure' | 'onErrorOutput'> {
	readonly outcomes: readonly Outcome[];
}

/**
 * All of a batch in one item, which n8n stores with the executions that wait for it. While tasks are left, it looks like
 * a failed item, down to having no keys but those by which n8n tells items for an error output: when n8n is killed during
 * a look, it takes the last item it has stored for the look's result.
 */
export function stateItem({ stopOnFailure, onErrorOutput }: Run, outcomes: readonly Outcome[]): INodeExecutionData {
	const details: State = { stopOnFailure, onErrorOutput, outcomes };
	const isLeft = outcomes.some(({ kind }) => kind === 'parked');
	// Whoever opens the waiting execution in n8n's list reads the message.
	const error = isLeft && { error: 'n8n ended while it looked at the tasks.', message: progressOf(outcomes) };
	return { json: { ...error, details: details as unknown as IDataObject } };
}

/** "3 of 10 finished, 5 running, 2 queued" */
export function progressOf(outcomes: readonly Outcome[]): string {
	return progressInWords(outcomes.map((outcome) => (outcome.kind === 'parked' ? standOf(outcome.task.watch) : 'finished')));
}

/** The batch in the input of a parked execution's node. */
export function stateIn(host: IExecuteFunctions): State {
	return host.getInputData()[0].json.details as unknown as State;
}

/** What went wrong the last time that tasks were left. */
export function errorIn(host: IExecuteFunctions): string {
	return String(host.getInputData()[0].json.error);
}
