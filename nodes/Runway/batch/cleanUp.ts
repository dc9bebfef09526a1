import { createLimiter } from '../shared/limits';
import { isFinal } from '../transport/taskState';
import { deleteTask, readTask } from '../transport/tasks';
import type { Flight } from './flight';
import { taskOf } from './flight';
import type { Run } from './types';

const AT_ONCE = 10;

export interface CleanUp {
	readonly cancelled: string[];
	/** Finished in the meantime, and left alone. */
	readonly finished: string[];
	/** Still running at Runway: not to be cancelled, or cancelling failed. */
	readonly left: string[];
}

/**
 * Cancels the unfinished tasks of a stopped execution. Each is looked at first, even when the last look was
 * less than 5 s ago: DELETE on a task that finished in the meantime would delete a video that was paid for.
 */
export async function cancelUnfinished(run: Run, flights: readonly Flight[]): Promise<CleanUp> {
	const result: CleanUp = { cancelled: [], finished: [], left: [] };
	const limit = createLimiter(AT_ONCE);
	await Promise.all(
		flights.map(async (flight) => {
			const task = taskOf(flight);
			if (!task) return;
			const taskId = task.id;
			if (flight.ended) {
				if (task.status === 'SUCCEEDED') result.finished.push(taskId);
				return;
			}
			if (!flight.job.settings.cancelOnStop) {
				result.left.push(taskId);
				return;
			}
			await limit(async () => {
				const read = await readPersistently(run, taskId);
				if (read.kind === 'gone') return;
				if (read.kind === 'task' && isFinal(read.task)) {
					result.finished.push(taskId);
					return;
				}
				// In doubt about its state the task is left: it may be a finished video.
				if (read.kind !== 'task') {
					result.left.push(taskId);
					return;
				}
				const { kind } = await deleteTask(run.client, run.clock, taskId, true);
				(kind === 'failed' ? result.left : result.cancelled).push(taskId);
				if (kind !== 'failed' && flight.entry) flight.entry.state = 'over';
			});
		}),
	);
	return result;
}

async function readPersistently(run: Run, taskId: string) {
	for (let attempt = 0; ; attempt++) {
		const read = await readTask(run.client, run.clock, taskId, true);
		if (read.kind !== 'trouble' || attempt >= 2) return read;
		await run.clock.sleep(1000);
	}
}
