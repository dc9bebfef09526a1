import type { Failure } from '../shared/errors';
import { readTask, type Created } from '../transport/tasks';
import type { Submission } from './flight';
import type { Run } from './types';

/** Not sent, because the credits that may be spent are. */
export interface OverLimit {
	readonly kind: 'overLimit';
	readonly failure: Failure;
}

/**
 * Creates a task if the credit limit allows it, and tells the budget what came of it.
 * @param creditLimit credits, 0 = none
 */
export async function sendWithinLimit(
	run: Run,
	creditLimit: number,
	submission: Submission,
): Promise<Created | OverLimit> {
	const wanted = () => !run.halted && !run.stopped();
	const admission = await run.budget.admit(creditLimit, submission.priceKey, wanted);
	if (!admission) return { kind: run.stopped() ? 'stopped' : 'skipped' };
	if ('message' in admission) {
		// One item says it for all when the node stops there.
		if (run.halted) return { kind: 'skipped' };
		if (run.stopOnFailure) run.halted = true;
		return { kind: 'overLimit', failure: admission };
	}
	let tell = () => admission.notCreated(false);
	try {
		const created = await submission.send();
		if (created.kind === 'unknown') tell = () => admission.notCreated(true);
		if (created.kind !== 'created') return created;
		const priced = creditLimit === 0 ? created : await withEstimate(run, created);
		tell = () => admission.created(priced.task.estimatedCost?.credits);
		return priced;
	} finally {
		tell();
	}
}

type TaskCreated = Extract<Created, { kind: 'created' }>;

/** Some endpoints give the estimate not in their answer, but with the task: one look tells. */
async function withEstimate(run: Run, created: TaskCreated): Promise<TaskCreated> {
	const { id, estimatedCost } = created.task;
	if (estimatedCost) return created;
	const read = await readTask(run.client, run.clock, id);
	run.ledger.noteLook(id, run.clock.now());
	return read.kind === 'task' ? { kind: 'created', task: { ...created.task, estimatedCost: read.task.estimatedCost ?? read.task.cost } } : created;
}
