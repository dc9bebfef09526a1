import type { Outcome, Run } from '../../batch/types';

export interface TaskJob {
	readonly itemIndex: number;
	readonly taskId: string;
}

/**
 * Does something quick with each task, a few at a time. A task that stands in several items is asked about
 * once; all of them share the answer.
 */
export async function eachTask<J extends TaskJob>(
	run: Run,
	jobs: readonly J[],
	work: (run: Run, job: J) => Promise<Outcome>,
): Promise<Outcome[]> {
	const asked = new Map<string, Promise<Outcome>>();
	return await Promise.all(
		jobs.map(async (job) => {
			const known = asked.get(job.taskId);
			const answer = known ?? run.limits.read(async () => await work(run, job));
			if (!known) asked.set(job.taskId, answer);
			const outcome = await answer;
			if (outcome.kind !== 'items') return outcome;
			return { ...outcome, items: outcome.items.map((item) => ({ ...item, pairedItem: { item: job.itemIndex } })) };
		}),
	);
}
