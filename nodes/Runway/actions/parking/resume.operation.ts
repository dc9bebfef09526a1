import type { Outcome, Run } from '../../batch/types';
import { watchEachOnce } from '../task/sameTask';
import type { Operation } from '../types';
import { outcomeIn } from './state';

/**
 * Goes on with a batch that was parked. Not in the editor: only `parkedWorkflow` uses it. Its name is stored with parked
 * executions and never changes.
 */
export const resume: Operation<Outcome> = {
	fields: () => [],

	prepare: async ({ host }, itemIndex) => ({ job: outcomeIn(host, itemIndex) }),

	carryOut: async (run, outcomes) => (await resumeTasks(run, outcomes)).map(withOneFile),
};

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
