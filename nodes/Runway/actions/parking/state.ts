import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome, Run } from '../../batch/types';
import { jsonOf } from '../deliver';

/** How the node that was parked is set to treat failed items. */
type OnError = Pick<Run, 'stopOnFailure' | 'onErrorOutput'>;

/** What an item of a parked execution holds. */
interface State extends OnError {
	readonly outcome: Outcome;
}

/**
 * One item for each item of the parked node, whatever has become of it, so that order and pairing stay as they are.
 *
 * When n8n is killed in the very moment of a look, its recovery takes these items for the results. So they look like
 * what they are then, failed items, and have no other keys than those by which n8n tells items for the error output.
 */
export function stateItems(run: Run, outcomes: readonly Outcome[]): INodeExecutionData[] {
	const { stopOnFailure, onErrorOutput } = run;
	return outcomes.map((outcome, item) => {
		const state: State = { stopOnFailure, onErrorOutput, outcome };
		const { taskId } = jsonOf(outcome) ?? {};
		const error = {
			message: `n8n ended while it looked at Runway task ${String(taskId)}`,
			description: 'Nothing is lost: fetch it with Wait for Task and this Task ID.',
			taskId,
		};
		return { json: { error, details: state as unknown as IDataObject }, pairedItem: { item } };
	});
}

/** The outcome in an item of a parked execution. */
export function outcomeIn(host: IExecuteFunctions, itemIndex: number): Outcome {
	return stateIn(host, itemIndex).outcome;
}

/** How the node of this execution is to treat failed items. */
export function onErrorIn(host: IExecuteFunctions): OnError {
	return stateIn(host, 0);
}

function stateIn(host: IExecuteFunctions, itemIndex: number): State {
	return host.getInputData()[itemIndex].json.details as unknown as State;
}
