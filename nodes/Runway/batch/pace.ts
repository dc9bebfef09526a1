import type { Clock } from '../shared/clock';
import { LONGEST_OBEYED_MS, pauseInSilenceMs } from '../transport/retry';
import { endOf } from './progress';
import type { Watch } from './watch';

/** Runway promises no fresher data on one task than this. Source: API reference, Tasks. */
export const SHORTEST_PAUSE_MS = 5000;

/** Throttled tasks are looked at more and more rarely, and after so many looks once a minute. */
const FIRST_THROTTLED_LOOKS = 5;
const THROTTLED_PAUSE_MS = 60_000;

/** An end that is known to a second is aimed at, if it is no more than so many pauses away. */
const SURE_MS = 1000;
const MOST_PAUSES_AIMED = 4;

/** How far ahead of the usual pause others are trusted: after three sightings, and after more. */
const MOST_PAUSES_AHEAD = 3;
const MOST_PAUSES_AHEAD_LATER = 8;

/**
 * When to look at a task next, ms since 1970. Never less than 5 s after the last look; without an end to aim at with a
 * little chance on top, so that a batch does not come in one burst.
 * @param answeredAt when Runway last answered a look at another task, if that is known
 */
export function nextLookAt(
	watch: Watch,
	settings: { pollIntervalMs: number; waitLimitMs: number; queueLimitMs: number },
	clock: Clock,
	answeredAt = 0,
): number {
	const usual = Math.max(SHORTEST_PAUSE_MS, settings.pollIntervalMs);
	const from = watch.lastLookAt ?? watch.since;
	const wanted = pauseFor(watch, usual, from - Math.max(answeredAt, watch.answeredAt), clock);
	// Cut to what is left of the limit, so that a last look falls on it rather than far beyond.
	const pause = Math.max(SHORTEST_PAUSE_MS, Math.min(wanted, leftMs(watch, settings)));
	return from + Math.ceil(pause);
}

function pauseFor(watch: Watch, usual: number, silenceMs: number, clock: Clock): number {
	if (watch.troubles > 0) {
		const asked = Math.min(watch.askedPauseMs ?? 0, LONGEST_OBEYED_MS);
		return Math.max(usual, pauseInSilenceMs(silenceMs, clock), asked);
	}
	const { throttledLooks } = watch;
	if (throttledLooks >= FIRST_THROTTLED_LOOKS) return Math.max(usual, THROTTLED_PAUSE_MS);
	if (throttledLooks > 0) return usual * 1.5 ** (throttledLooks - 1);
	return pauseByProgress(watch, usual) ?? usual * (1 + clock.random() / 40);
}

/** Undefined when progress allows to tell nothing, or not enough. */
function pauseByProgress({ sightings = [], lastLookAt = 0 }: Watch, usual: number): number | undefined {
	const [before, last] = sightings.slice(-2);
	if (!last || before.high >= last.low!) return undefined;
	const { earliest, latest } = endOf(sightings);
	const remaining = latest - lastLookAt;
	const isSure = latest - earliest < SURE_MS && remaining <= MOST_PAUSES_AIMED * usual;
	// Near the end: aim at it. Far from it: go part of the way, the further the more looks have told the same.
	if (isSure || remaining <= 2 * usual) return Math.max(usual, remaining);
	if (sightings.length < 3) return undefined;
	const most = sightings.length > 3 ? MOST_PAUSES_AHEAD_LATER : MOST_PAUSES_AHEAD;
	return Math.max(usual, Math.min(0.6 * remaining, most * usual));
}

function leftMs(watch: Watch, limits: { waitLimitMs: number; queueLimitMs: number }): number {
	const throttled = watch.throttledLooks > 0;
	const limit = throttled ? limits.queueLimitMs : limits.waitLimitMs;
	return limit > 0 ? limit - (throttled ? watch.queuedMs : watch.workedMs) : Infinity;
}
