import { isFinal } from '../transport/taskState';
import type { RunwayTask } from '../transport/types';
import { evenPart, sighting, type Sighting } from './progress';
import type { Read, Whereabouts } from '../transport/tasks';

/**
 * What is known of one task while it is being watched. Plain data, changed only by `observe`: whoever looks at
 * tasks in another way (for example from a parked execution) can keep it and go on later. Times in ms.
 */
export interface Watch {
	readonly taskId: string;
	/** Where it is looked at first; left out: among all tasks. Once it was seen, the task says it. */
	readonly place?: Whereabouts;
	/** When watching began, ms since 1970. */
	readonly since: number;
	/** When the last look was answered; undefined before the first. */
	readonly lastLookAt?: number;
	/** The last state that was seen; undefined before the first. */
	readonly task?: RunwayTask;
	/** How long the task has worked: everything but the time it was THROTTLED. */
	readonly workedMs: number;
	/** How long it was THROTTLED, queued behind the account's concurrency. */
	readonly queuedMs: number;
	/** When Runway last answered a look, or watching began. */
	readonly answeredAt: number;
	/**
	 * Its progress while it runs, as far back as it may have been even; the first may be the look before, when it had not
	 * begun.
	 */
	readonly sightings?: readonly Sighting[];
	/** Looks in a row that found it THROTTLED. */
	readonly throttledLooks: number;
	/** Looks in a row that met trouble, and what the trouble was. */
	readonly troubles: number;
	readonly trouble?: string;
	/** How long Runway asked to be left alone. */
	readonly askedPauseMs?: number;
	/** Looks in a row that Runway answered with "no such task". */
	readonly misses: number;
	/** Looks in a row that found it SUCCEEDED, but without a list of files. */
	readonly withoutFiles: number;
}

/** @param lastLookAt of an earlier run of the node, so that the pause between looks holds across retries */
export function beginWatch(taskId: string, now: number, lastLookAt?: number, place?: Whereabouts): Watch {
	return { taskId, place, since: now, lastLookAt, answeredAt: now, workedMs: 0, queuedMs: 0, throttledLooks: 0, troubles: 0, misses: 0, withoutFiles: 0 };
}

/** What one look at a task adds to what is known. Pure. */
export function observe(watch: Watch, read: Exclude<Read, { kind: 'stopped' }>, now: number): Watch {
	const elapsed = now - Math.max(watch.since, watch.lastLookAt ?? watch.since);
	// A span counts as queued when it began or, for the very first one, ended in THROTTLED: whether the task
	// left the queue early or late in it is unknown, and the doubt goes to the task.
	const before = watch.task?.status ?? (read.kind === 'task' ? read.task.status : undefined);
	const queued = before === 'THROTTLED' && read.kind === 'task';
	const base: Watch = {
		...watch,
		lastLookAt: now,
		workedMs: watch.workedMs + (queued ? 0 : elapsed),
		queuedMs: watch.queuedMs + (queued ? elapsed : 0),
		askedPauseMs: undefined,
	};
	switch (read.kind) {
		case 'task':
			return {
				...base,
				task: read.task,
				answeredAt: now,
				sightings: sightings(watch, read.task, now),
				throttledLooks: read.task.status === 'THROTTLED' ? watch.throttledLooks + 1 : 0,
				troubles: 0,
				trouble: undefined,
				misses: 0,
				withoutFiles: lacksFiles(read.task) ? watch.withoutFiles + 1 : 0,
			};
		case 'gone':
			return { ...base, answeredAt: now, misses: watch.misses + 1 };
		case 'trouble':
			return { ...base, troubles: watch.troubles + 1, trouble: read.reason, askedPauseMs: read.pauseMs };
		case 'denied':
			return base;
	}
}

function sightings({ sightings: before, lastLookAt, since }: Watch, { status, progress }: RunwayTask, at: number): Watch['sightings'] {
	if (status !== 'RUNNING' || typeof progress !== 'number') return undefined;
	return evenPart([...(before ?? [{ at: lastLookAt ?? since, high: 0 }]), sighting(at, progress)]);
}

/**
 * True when Runway no longer knows the task. A paid task is not given up for one answer: it takes a second one,
 * and a third for a task that was never seen and may just not be readable yet.
 */
export function isGone(watch: Watch): boolean {
	return watch.misses > (watch.task === undefined ? 2 : 1);
}

/** A success without its list of files is looked at again, but not for ever. */
const MOST_LOOKS_WITHOUT_FILES = 4;

/** True when the task has come to an end. */
export function hasEnded({ task, withoutFiles }: Watch): boolean {
	if (!task || !isFinal(task)) return false;
	return !lacksFiles(task) || withoutFiles >= MOST_LOOKS_WITHOUT_FILES;
}

function lacksFiles(task: RunwayTask): boolean {
	return task.status === 'SUCCEEDED' && !Array.isArray(task.output);
}

/** Which limit the task has used up, if any. Limits in ms, 0 = none. */
export function limitReached(
	watch: Watch,
	limits: { waitLimitMs: number; queueLimitMs: number },
): 'wait' | 'queue' | undefined {
	if (limits.waitLimitMs > 0 && watch.workedMs >= limits.waitLimitMs) return 'wait';
	if (limits.queueLimitMs > 0 && watch.queuedMs >= limits.queueLimitMs) return 'queue';
	return undefined;
}
