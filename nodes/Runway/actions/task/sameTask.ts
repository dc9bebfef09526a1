import type { Job } from '../../batch/flight';
import { itemsFor } from '../../batch/items';
import { runBatch } from '../../batch/runBatch';
import type { Outcome, Run } from '../../batch/types';

/**
 * Waits for tasks that exist. The same task in several items is watched, and its file fetched, once; each item gives it
 * its own name.
 */
export async function watchEachOnce(run: Run, jobs: readonly Job[]): Promise<Outcome[]> {
	const first = new Map<string, number>();
	const unique = jobs.filter((job, position) => {
		const taskId = idOf(job);
		if (first.has(taskId)) return false;
		first.set(taskId, position);
		return true;
	});
	const outcomes = await runBatch(run, unique);
	return jobs.map((job): Outcome => {
		const outcome = outcomes[unique.findIndex((other) => idOf(other) === idOf(job))];
		const { itemIndex, settings } = job;
		if (outcome.kind === 'parked') return { kind: 'parked', task: { ...outcome.task, settings } };
		if (outcome.kind !== 'items') return outcome;
		return { kind: 'items', items: itemsFor(outcome.items, itemIndex, idOf(job), settings) };
	});
}

function idOf(job: Job): string {
	return 'taskId' in job.start ? job.start.taskId : '';
}
