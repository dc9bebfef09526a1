import type { Failure } from '../shared/errors';
import { backoffMs } from '../transport/retry';
import { isFinal } from '../transport/taskState';
import { deleteTask, readTask, unreadable, type Whereabouts } from '../transport/tasks';
import type { RunwayTask } from '../transport/types';
import { SHORTEST_PAUSE_MS } from './pace';
import type { Run } from './types';

const ATTEMPTS = 5;

/** So long a task is worth trying; what is left then is named. Longer than a server usually asks to be left alone. */
const PATIENCE_MS = 120_000;

export type CancelResult =
	| { readonly kind: 'cancelled' }
	/** Had ended before, and was left alone or, if that was asked for, deleted. */
	| { readonly kind: 'ended'; readonly task: RunwayTask; readonly deleted: boolean }
	/** Runway does not know it (any more). */
	| { readonly kind: 'gone' }
	/** Not done; the task may go on. */
	| { readonly kind: 'left'; readonly failure: Failure }
	| { readonly kind: 'stopped' };

/**
 * Cancels a task that has not ended. Looks right before each DELETE, because DELETE on a task that has ended
 * deletes a file that was paid for; after trouble the next look keeps the pause Runway asks for.
 * @param cleanup goes on although the execution was stopped
 * @param deleteEnded sends DELETE to a task that has ended as well
 */
export async function cancelTask(
	run: Run,
	taskId: string,
	{ place = 'tasks', cleanup = false, deleteEnded = false }: { place?: Whereabouts; cleanup?: boolean; deleteEnded?: boolean },
): Promise<CancelResult> {
	const { client, clock } = run;
	let failure: Failure = { message: `Runway task ${taskId} could not be cancelled` };
	let wasSent = false;
	let askedMs: number | undefined;
	const begunAt = clock.now();
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		if (attempt > 0) {
			const pauseMs = Math.max(SHORTEST_PAUSE_MS, askedMs ?? backoffMs(attempt - 1, clock));
			if (clock.now() + pauseMs - begunAt > PATIENCE_MS) break;
			await (cleanup ? clock.sleep(pauseMs) : run.timer.pause(pauseMs).over);
		}
		const read = await readTask(client, clock, taskId, { place: wasSent ? 'tasks' : place, cleanup });
		// Gone after a DELETE without an answer: that DELETE did it.
		if (read.kind === 'gone' && wasSent) return { kind: 'cancelled' };
		if (read.kind === 'stopped' || read.kind === 'gone') return read;
		if (read.kind !== 'task') {
			failure = unreadable(taskId, read);
			if (read.kind === 'denied') break;
			askedMs = read.pauseMs;
			continue;
		}
		const ended = isFinal(read.task);
		if (ended && !deleteEnded) return { kind: 'ended', task: read.task, deleted: false };
		if (read.task.place === 'workflow_invocations') return { kind: 'left', failure: notToBeCancelled(read.task) };
		const answer = await deleteTask(client, clock, taskId, cleanup);
		if (answer.kind === 'done') return ended ? { kind: 'ended', task: read.task, deleted: true } : { kind: 'cancelled' };
		if (answer.kind !== 'failed') return answer;
		wasSent = true;
		failure = answer.failure;
		askedMs = answer.pauseMs;
		if (!answer.passing) break;
	}
	return { kind: 'left', failure };
}

/** What Runway cannot do for the runs of saved workflows. */
export const GOES_ON = 'Runway has no way to cancel or delete the run of a saved workflow: it goes on, and costs what it costs.';

function notToBeCancelled({ id, status }: RunwayTask): Failure {
	return { message: `Runway task ${id} could not be cancelled`, description: GOES_ON, details: { taskId: id, status } };
}
