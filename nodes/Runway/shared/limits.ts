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
 * Spaces requests evenly, so that hundreds of tasks in flight do not hammer the API.
 * @param perSecond the most turns that any second sees
 * @returns a function that resolves when it is the caller's turn
 */
export function createPacer(clock: Clock, timer: Timer, perSecond: number): () => Promise<void> {
	const spacingMs = 1000 / perSecond;
	let nextTurnAt = 0;
	return async () => {
		const now = clock.now();
		const turnAt = Math.max(now, nextTurnAt);
		nextTurnAt = turnAt + spacingMs;
		if (turnAt > now) await timer.pause(turnAt - now).over;
	};
}
