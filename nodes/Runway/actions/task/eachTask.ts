import type { Outcome, Run } from '../../batch/types';

export interface TaskJob {
	readonly itemIndex: number;
	readonly taskId: string;
}

/**
 * Does something quick with each task, a few at a time. Items that ask the same of the same task share the answer;
 * when they ask different things of it, one is done after the other, in the order of the items.
 */
export async function eachTask<J extends TaskJob>(
	run: Run,
	jobs: readonly J[],
	work: (run: Run, job: J) => Promise<Outcome>,
): Promise<Outcome[]> {
	const answers = new Map<string, Promise<Outcome>>();
	const latest = new Map<string, Promise<unknown>>();
	return await Promise.all(
		jobs.map(async (job) => {
			const question = JSON.stringify({ ...job, itemIndex: undefined });
			const before = latest.get(job.taskId);
			const answer =
				answers.get(question) ??
				(async () => {
					await before;
					return await run.limits.read(async () => await work(run, job));
				})();
			answers.set(question, answer);
			latest.set(job.taskId, answer);
			const outcome = await answer;
			if (outcome.kind !== 'items') return outcome;
			return { ...outcome, items: outcome.items.map((item) => ({ ...item, pairedItem: { item: job.itemIndex } })) };
		}),
	);
}
