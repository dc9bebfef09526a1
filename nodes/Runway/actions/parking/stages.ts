import type { INodeExecutionData } from 'n8n-workflow';
import type { Outcome, Run } from '../../batch/types';
import { deliver, jsonOf } from '../deliver';
import { watchEachOnce } from '../task/sameTask';
import { errorIn, progressOf, stateItem } from './state';

/** What the node does with a parked batch. */
export type Stage = (run: Run, outcomes: readonly Outcome[]) => Promise<INodeExecutionData[]>;

/**
 * The stages of a parked batch, as operations of the resource Task. Not in the editor: only the workflows in
 * `workflow.ts` use them. Their names are stored with parked executions and never change.
 */
const STAGES: Readonly<Record<string, Stage>> = {
	/** Looks at the tasks once. Never fails: what it says of the tasks comes to the user in the next stage. */
	look: async (run, outcomes) => {
		const seen = (await resumeTasks(run, outcomes)).map(withOneFile);
		if (progressOf(seen) !== progressOf(outcomes)) run.host.logger.info(`Runway: ${progressOf(seen)}`);
		return [stateItem(run, seen)];
	},

	/** Gives what the node that was parked would have given. */
	deliver: async (run, outcomes) => deliver(run, outcomes.map((outcome) => givenUp(outcome, errorIn(run.host)))),
};

/** The stage behind the node's two parameters; undefined for everything else. */
export function findStage(resource: unknown, operation: unknown): Stage | undefined {
	return resource === 'task' ? STAGES[String(operation)] : undefined;
}

/** Watches the tasks of those that were parked; all other outcomes stay as they are. */
export async function resumeTasks(run: Run, outcomes: readonly Outcome[]): Promise<Outcome[]> {
	if (run.stopOnFailure && outcomes.some(({ kind }) => kind === 'failed')) run.halted = true;
	const jobs = outcomes.flatMap((outcome, itemIndex) => {
		if (outcome.kind !== 'parked') return [];
		const { task: parked } = outcome;
		const { settings, echo, watch } = parked;
		return [{ itemIndex, settings, echo, start: { taskId: watch.taskId, parked } }];
	});
	const watched = await watchEachOnce(run, jobs);
	return outcomes.map((outcome, itemIndex) => {
		const position = jobs.findIndex((job) => job.itemIndex === itemIndex);
		return position < 0 ? outcome : watched[position];
	});
}

/** n8n tells which item of a parked node belongs to which by its position alone. */
function withOneFile(outcome: Outcome): Outcome {
	if (outcome.kind !== 'items' || outcome.items.length <= 1) return outcome;
	const { taskId, status, outputCount } = outcome.items[0].json;
	return {
		kind: 'failed',
		failure: {
			message: `Runway task ${String(taskId)} has ${String(outputCount)} files, and n8n takes only one from a parked execution`,
			description: 'Fetch them with Wait for Task and this Task ID, with While Waiting set to Stay in Memory.',
			details: { taskId, status },
		},
	};
}

/** A task that is left has failed as far as n8n is concerned: it could not be looked at however often it was tried. */
function givenUp(outcome: Outcome, why: string): Outcome {
	if (outcome.kind !== 'parked') return outcome;
	const reason = why.replace(/[.\s]*$/, '.');
	return {
		kind: 'failed',
		failure: {
			message: `n8n did not get to the end of a look at Runway task ${outcome.task.watch.taskId}`,
			description: `It tried several times, the last time in vain because: ${reason} The task is not lost: fetch it with Wait for Task and this Task ID.`,
			details: jsonOf(outcome),
		},
	};
}
