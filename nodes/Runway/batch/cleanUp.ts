import { cancelTask } from './cancelTask';
import { taskOf, whereIs, type Flight } from './flight';
import { SHORTEST_PAUSE_MS } from './pace';
import type { Run } from './types';

/** What became of the tasks of a stopped execution, as lists of task ids. */
export interface CleanUp {
	readonly cancelled: string[];
	/** Have their files. */
	readonly finished: string[];
	/** Ended without one. */
	readonly failed: string[];
	/** Go on at Runway, or may: not to be cancelled, or cancelling did not work. */
	readonly left: string[];
}

/**
 * Cancels the unfinished tasks of a stopped execution, all at once: the execution's cap on requests per second holds
 * here too. Finished ones are left alone, and so are parked ones: a parked execution that is stopped is one that n8n
 * drops when it shuts down, and is begun anew.
 */
export async function cancelUnfinished(run: Run, flights: readonly Flight[]): Promise<CleanUp> {
	const result: CleanUp = { cancelled: [], finished: [], failed: [], left: [] };
	await Promise.all(
		flights.map(async (flight) => {
			result.failed.push(...flight.failedAttempts.map(({ taskId }) => String(taskId)));
			const task = taskOf(flight);
			if (!task) return;
			if (flight.ended) result[task.status === 'SUCCEEDED' ? 'finished' : 'failed'].push(task.id);
			else if (run.isResumed || !flight.job.settings.cancelOnStop) result.left.push(task.id);
			else await cancel(run, flight, task.id, result);
		}),
	);
	return result;
}

async function cancel(run: Run, flight: Flight, taskId: string, result: CleanUp): Promise<void> {
	const where = { place: whereIs(flight), cleanup: true };
	let outcome = await cancelTask(run, taskId, where);
	// Right after its creation a task may not be readable yet; it is there all the same.
	const wasSeen = flight.watch?.task !== undefined;
	if (outcome.kind === 'gone' && !wasSeen) {
		await run.clock.sleep(SHORTEST_PAUSE_MS);
		outcome = await cancelTask(run, taskId, where);
	}
	run.ledger.noteLook(taskId, run.clock.now());
	switch (outcome.kind) {
		case 'cancelled':
			result.cancelled.push(taskId);
			if (flight.entry) flight.entry.state = 'over';
			return;
		case 'ended':
			result[outcome.task.status === 'SUCCEEDED' ? 'finished' : 'failed'].push(taskId);
			return;
		case 'gone':
			result[wasSeen ? 'failed' : 'left'].push(taskId);
			return;
		default:
			result.left.push(taskId);
	}
}
