import type { Failure } from '../shared/errors';
import type { LedgerEntry } from '../shared/ledger';
import type { Pause } from '../shared/timer';
import { failedNodesInWords, failureKind, isCancelled } from '../transport/taskState';
import { readTask } from '../transport/tasks';
import type { RunwayTask } from '../transport/types';
import { isOurs, type Flight } from './flight';
import { nextLookAt } from './pace';
import type { Run } from './types';
import { hasEnded, isGone, limitReached, observe, type Watch } from './watch';

/** How watching a task came to an end. */
export type Settled =
	| { readonly kind: 'succeeded'; readonly task: RunwayTask & { output: string[] } }
	/**
	 * No result. `leaves` is what a rerun of the node must know: `open`, the task may still give one; `over`, it
	 * is gone; `refused`, the same request would fail again. `repeat`: a new task may well succeed right away.
	 */
	| {
			readonly kind: 'failed';
			readonly failure: Failure;
			readonly repeat: boolean;
			readonly leaves: LedgerEntry['state'];
	  }
	| { readonly kind: 'limit'; readonly failure: Failure }
	/** Goes on in a parked execution. */
	| { readonly kind: 'parked' }
	| { readonly kind: 'stopped' };

/**
 * Looks at a task once and takes in what is new. A step of its own, so that something other than the loop
 * below can take it.
 * @param next what the user can do about a task that is gone
 */
export async function lookOnce(
	run: Run,
	watch: Watch,
	next: NextStep,
): Promise<{ watch: Watch; settled?: Settled }> {
	const { taskId, task, place } = watch;
	const at = { place: task ? task.place : place };
	const read = await run.limits.read(async () => await readTask(run.client, run.clock, taskId, at));
	if (read.kind === 'stopped') return { watch, settled: { kind: 'stopped' } };
	const seen = observe(watch, read, run.clock.now());
	if (read.kind === 'denied') {
		return { watch: seen, settled: { kind: 'failed', failure: read.failure, repeat: false, leaves: 'open' } };
	}
	return { watch: seen, settled: settle(seen, next) };
}

/** What to do about a task that is gone: of an operation that starts tasks, and of one that only waits for them. */
const NEXT_STEPS = {
	start: 'Run the item again to start a new task.',
	wait: 'Nothing is left to wait for: start a new task with the operation that made this one.',
} as const;

type NextStep = keyof typeof NEXT_STEPS;

/** The end of a task that has come to one. Pure. */
function settle(watch: Watch, next: NextStep): Settled | undefined {
	const { taskId, task } = watch;
	if (isGone(watch)) {
		return {
			kind: 'failed',
			repeat: false,
			leaves: 'over',
			failure: {
				message: `Runway task ${taskId} does not exist (any more)`,
				description:
					'It was cancelled or deleted, or belongs to another organization than the API Key. ' +
					(next === 'wait' ? `Check the Task ID and the credential. ${NEXT_STEPS.wait}` : NEXT_STEPS.start),
				httpCode: 404,
			},
		};
	}
	if (!task || !hasEnded(watch)) return undefined;
	if (isCancelled(task)) {
		return {
			kind: 'failed',
			repeat: false,
			leaves: 'over',
			failure: {
				message: `Runway task ${taskId} was cancelled`,
				description: `Somebody cancelled it outside of this execution. ${NEXT_STEPS[next]}`,
			},
		};
	}
	if (task.status === 'FAILED') return failed(task);
	if (!task.output?.length) {
		return {
			kind: 'failed',
			repeat: false,
			leaves: 'open',
			failure: {
				message: `Runway task ${taskId} succeeded but has no output file`,
				description: failedNodesInWords(task) ?? "Try Wait for Task with this Task ID later, or ask Runway's support about the task.",
			},
		};
	}
	return { kind: 'succeeded', task: task as RunwayTask & { output: string[] } };
}

function failed(task: RunwayTask): Settled {
	const { says, hint, repeat } = failureKind(task);
	const code = task.failureCode ? ` (${task.failureCode})` : '';
	const cost = task.cost && `Charged: ${task.cost.credits} credits.`;
	return {
		kind: 'failed',
		repeat,
		leaves: repeat ? 'over' : 'refused',
		failure: {
			message: `Runway task ${task.id} failed: ${says}${code}`,
			description: [failedNodesInWords(task), hint, cost].filter(Boolean).join(' '),
		},
	};
}

/** Who waits for a free place at Runway. Places are given in the order of submission. */
export class ThrottledQueue {
	private readonly waiting = new Map<Flight, Pause>();

	enter(flight: Flight, pause: Pause): void {
		this.waiting.set(flight, pause);
	}

	leave(flight: Flight): void {
		this.waiting.delete(flight);
	}

	/**
	 * A task has ended, so a place is free: the task that waits longest has probably begun. It is looked at as
	 * soon as the pause between looks allows.
	 */
	placeIsFree(earliest: (watch: Watch) => number): void {
		const [first] = [...this.waiting].sort(
			([a], [b]) => submittedAt(a) - submittedAt(b) || a.job.itemIndex - b.job.itemIndex,
		);
		if (!first) return;
		const [flight, pause] = first;
		this.waiting.delete(flight);
		if (flight.watch) pause.bringForward(earliest(flight.watch));
	}
}

/** What the flights of a batch have in common. */
export interface Batch {
	readonly queue: ThrottledQueue;
	/** True once nothing is left to do but wait, and that may be left to n8n's database. */
	mayPark(): boolean;
	/** When Runway last answered a look, ms since 1970: an answer about one task tells that it is there for all. */
	answeredAt: number;
	/** Tells from time to time how the batch gets on. */
	report(): void;
}

/** When Runway took the task, ms since 1970; one that was there before the node ran goes first. */
function submittedAt({ entry, watch }: Flight): number {
	return entry?.createdAt ?? (Date.parse(watch?.task?.createdAt ?? '') || 0);
}

/**
 * Watches a flight's task until it ends, a limit is reached, the batch is parked or the execution is stopped.
 * @param lookNow true: the first look is due at once, unless the last one was less than 5 s ago
 */
export async function watchTask(
	run: Run,
	flight: Flight & { watch: Watch },
	batch: Batch,
	lookNow: boolean,
): Promise<Settled> {
	const { settings } = flight.job;
	const { queue } = batch;
	for (let first = true; ; first = false) {
		const { watch } = flight;
		const immediate = first && lookNow && watch.lastLookAt === undefined;
		const pauseMs = immediate ? 0 : nextLookAt(watch, settings, run.clock, batch.answeredAt) - run.clock.now();
		if (pauseMs > 0 && batch.mayPark()) return { kind: 'parked' };
		const pause = run.timer.pause(pauseMs);
		if (watch.throttledLooks > 0 && watch.troubles === 0) queue.enter(flight, pause);
		await pause.over;
		queue.leave(flight);
		if (run.stopped()) return { kind: 'stopped' };

		const { watch: seen, settled } = await lookOnce(run, watch, isOurs(flight.job) ? 'start' : 'wait');
		flight.watch = seen;
		batch.answeredAt = Math.max(batch.answeredAt, seen.answeredAt);
		if (seen.lastLookAt !== undefined) run.ledger.noteLook(seen.taskId, seen.lastLookAt);
		batch.report();
		if (settled) return settled;
		const limit = limitReached(seen, settings);
		if (limit) return { kind: 'limit', failure: limitFailure(seen, limit) };
	}
}

function limitFailure(watch: Watch, limit: 'wait' | 'queue'): Failure {
	const { taskId, task, trouble } = watch;
	const state = trouble ? `the last looks met trouble: ${trouble}` : `its status is ${task?.status ?? 'unknown'}`;
	const [spent, option] =
		limit === 'wait'
			? [`is not finished after ${inWords(watch.workedMs)} of work`, 'Wait Limit']
			: [`has been waiting for a free place for ${inWords(watch.queuedMs)}`, 'Queue Limit'];
	return {
		message: `Runway task ${taskId} ${spent}; ${state}`,
		description:
			`The task goes on at Runway. Fetch it later with Wait for Task and this Task ID, raise the ${option}, or set ` +
			'On Limit to pass the unfinished task on.',
	};
}

function inWords(ms: number): string {
	return ms < 120_000 ? `${Math.round(ms / 1000)} seconds` : `${Math.round(ms / 6000) / 10} minutes`;
}
