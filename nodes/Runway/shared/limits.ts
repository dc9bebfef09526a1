import type { Clock } from './clock';
import type { Timer } from './timer';

/** Runs work as soon as a place is free; first come, first served. Passes results and rejections through. */
export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/** @param places how much work may be under way at once */
export function createLimiter(places: number): Limiter {
	const queue: Array<() => void> = [];
	let free = places;
	return async (work) => {
		if (free > 0) free -= 1;
		else await new Promise<void>((resolve) => queue.push(resolve));
		try {
			return await work();
		} finally {
			const next = queue.shift();
			if (next) next();
			else free += 1;
		}
	};
}

/**
 * Resolves when it is the caller's turn.
 * @param cleaningUp waits for it even after a stop, when all others are sent home at once
 */
export type Pacer = (cleaningUp?: boolean) => Promise<void>;

/**
 * Spaces requests evenly, so that hundreds of tasks in flight do not hammer the API; also while they are cancelled.
 * @param perSecond the most turns that any second sees
 */
export function createPacer(clock: Clock, timer: Timer, perSecond: number): Pacer {
	const spacingMs = 1000 / perSecond;
	let nextTurnAt = 0;
	let lastTurnAt = 0;
	let isCleaningUp = false;
	return async (cleaningUp = false) => {
		if (cleaningUp && !isCleaningUp) {
			isCleaningUp = true;
			// Those who waited when the stop came have been sent home: their turns are free again.
			nextTurnAt = lastTurnAt + spacingMs;
		}
		const now = clock.now();
		const turnAt = Math.max(now, nextTurnAt);
		nextTurnAt = turnAt + spacingMs;
		if (turnAt > now) await (cleaningUp ? clock.sleep(turnAt - now) : timer.pause(turnAt - now).over);
		if (cleaningUp || !timer.stopped) lastTurnAt = Math.max(lastTurnAt, turnAt);
	};
}
