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

/** Who says when the next request may leave. */
export interface Pacer {
	/**
	 * Resolves when it is the caller's turn.
	 * @param cleaningUp waits for it even after a stop, when all others are sent home at once
	 */
	turn(cleaningUp?: boolean): Promise<void>;
	/** Halves the pace: whoever answers has asked for that. It doubles again every 10 s, up to the most. */
	slowDown(): void;
}

const FEWEST_PER_SECOND = 5;

/** Of the requests of one second, the others had left when the first was told that they are too many. */
const TOLD_ONCE_MS = 1000;

const DOUBLES_AFTER_MS = 10_000;

/** How fast requests may leave: what any second sees, what the long run sees, and how many may come before that counts. */
export interface Pace {
	readonly mostPerSecond: number;
	readonly longRunPerSecond: number;
	readonly burst: number;
}

/**
 * Spaces requests, so that hundreds of tasks in flight do not hammer the API, also while they are cancelled: evenly in a
 * burst, and evenly in the long run.
 */
export function createPacer(clock: Clock, timer: Timer, { mostPerSecond, longRunPerSecond, burst }: Pace): Pacer {
	const longRunSpacingMs = 1000 / longRunPerSecond;
	let slowedTo = mostPerSecond;
	let slowedAt = -Infinity;
	let nextTurnAt = 0;
	/** When all turns would have been taken at the pace of the long run: it may lie ahead by a burst. */
	let longRunAt = 0;
	let lastTurnAt = 0;
	let isCleaningUp = false;
	const perSecond = () => Math.min(mostPerSecond, slowedTo * 2 ** Math.floor((clock.now() - slowedAt) / DOUBLES_AFTER_MS));
	const spacingMs = () => 1000 / perSecond();
	return {
		async turn(cleaningUp = false) {
			if (cleaningUp && !isCleaningUp) {
				isCleaningUp = true;
				// Those who waited when the stop came have been sent home: their turns are free again.
				nextTurnAt = lastTurnAt + spacingMs();
				longRunAt = lastTurnAt;
			}
			const now = clock.now();
			const turnAt = Math.max(now, nextTurnAt, longRunAt - (burst - 1) * longRunSpacingMs);
			nextTurnAt = turnAt + spacingMs();
			longRunAt = Math.max(longRunAt, turnAt) + longRunSpacingMs;
			if (turnAt > now) await (cleaningUp ? clock.sleep(turnAt - now) : timer.pause(turnAt - now).over);
			if (cleaningUp || !timer.stopped) lastTurnAt = Math.max(lastTurnAt, turnAt);
		},
		slowDown() {
			const now = clock.now();
			if (now - slowedAt < TOLD_ONCE_MS) return;
			slowedTo = Math.max(FEWEST_PER_SECOND, perSecond() / 2);
			slowedAt = now;
		},
	};
}
