import type { Outcome, Run } from '../batch/types';

/**
 * Does something quick for each item, a few at a time. Items that ask the same of the same thing share the answer;
 * when they ask different things of it, one is done after the other, in the order of the items.
 * @param subjectOf what a job is about: a task, a voice
 * @param work looks at nothing of a job but what can be written as JSON
 */
export async function each<J extends { readonly itemIndex: number }>(
	run: Run,
	jobs: readonly J[],
	subjectOf: (job: J) => string,
	work: (run: Run, job: J) => Promise<Outcome>,
): Promise<Outcome[]> {
	const answers = new Map<string, Promise<Outcome>>();
	const latest = new Map<string, Promise<unknown>>();
	return await Promise.all(
		jobs.map(async (job) => {
			const subject = subjectOf(job);
			const question = JSON.stringify({ ...job, itemIndex: undefined });
			const before = latest.get(subject);
			const answer =
				answers.get(question) ??
				(async () => {
					await before;
					return await run.limits.read(async () => await work(run, job));
				})();
			answers.set(question, answer);
			latest.set(subject, answer);
			const outcome = await answer;
			if (outcome.kind !== 'items') return outcome;
			return { ...outcome, items: outcome.items.map((item) => ({ ...item, pairedItem: { item: job.itemIndex } })) };
		}),
	);
}
