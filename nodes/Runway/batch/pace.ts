import type { Clock } from '../shared/clock';
import { LONGEST_OBEYED_MS, backoffMs } from '../transport/retry';
import type { Watch } from './watch';

/** Runway promises no fresher data on one task than this. Source: API reference, Tasks. */
export const SHORTEST_PAUSE_MS = 5000;

const LONGEST_PAUSE_MS = 30_000;

/** How far ahead of the usual pause an estimate is trusted: tasks do not progress evenly. */
const MOST_PAUSES_AHEAD = 3;

/**
 * When to look at a task next, ms since 1970. Never less than 5 s after the last look; with a little chance on
 * top, so that a batch does not come in one burst.
 */
export function nextLookAt(
	watch: Watch,
	settings: { pollIntervalMs: number; waitLimitMs: number; queueLimitMs: number },
	clock: Clock,
): number {
	const usual = Math.max(SHORTEST_PAUSE_MS, settings.pollIntervalMs);
	const from = watch.lastLookAt ?? watch.since;
	const wanted = pauseFor(watch, usual, clock) * (1 + clock.random() / 20);
	// Cut to what is left of the limit, so that a last look falls on it rather than far beyond.
	const pause = Math.max(SHORTEST_PAUSE_MS, Math.min(wanted, leftMs(watch, settings)));
	return from + Math.ceil(pause);
}

function pauseFor(watch: Watch, usual: number, clock: Clock): number {
	if (watch.troubles > 0) {
		const asked = Math.min(watch.askedPauseMs ?? 0, LONGEST_OBEYED_MS);
		return Math.max(usual, backoffMs(watch.troubles - 1, clock), asked);
	}
	if (watch.throttledLooks > 0) {
		return Math.min(Math.max(usual, LONGEST_PAUSE_MS), usual * 1.5 ** (watch.throttledLooks - 1));
	}
	const remaining = remainingMs(watch);
	if (remaining === undefined) return usual;
	// Near the end: aim at it. Far from it: go half the way, since progress is an estimate.
	const aimed = remaining <= 2 * usual ? remaining : Math.min(remaining / 2, MOST_PAUSES_AHEAD * usual);
	return Math.max(usual, aimed);
}

/** How long the task will still work if it goes on as it has, ms; undefined when nothing allows to tell. */
function remainingMs(watch: Watch): number | undefined {
	const progress = watch.task?.progress;
	const { lastLookAt, runningFrom } = watch;
	if (lastLookAt === undefined || runningFrom === undefined || typeof progress !== 'number') return undefined;
	if (!(progress > 0.02 && progress < 1)) return undefined;
	return ((lastLookAt - runningFrom) / progress) * (1 - progress);
}

function leftMs(watch: Watch, limits: { waitLimitMs: number; queueLimitMs: number }): number {
	const throttled = watch.throttledLooks > 0;
	const limit = throttled ? limits.queueLimitMs : limits.waitLimitMs;
	return limit > 0 ? limit - (throttled ? watch.queuedMs : watch.workedMs) : Infinity;
}
