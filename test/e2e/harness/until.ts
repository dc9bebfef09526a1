import { setTimeout as pause } from 'node:timers/promises';

/** What takes longer is broken, not slow. */
const LIMIT_MS = 300_000;

/**
 * Looks again and again until there is something, and gives it back.
 * @param what what was waited for, for the error when it does not come
 */
export async function until<T>(
	what: string | (() => string),
	look: () => T | Promise<T>,
): Promise<Exclude<T, false | undefined>> {
	const deadline = Date.now() + LIMIT_MS;
	for (;;) {
		const seen = await look();
		if (seen !== false && seen !== undefined) return seen as Exclude<T, false | undefined>;
		if (Date.now() > deadline) {
			throw new Error(`Waited ${LIMIT_MS / 1000} s for ${typeof what === 'string' ? what : what()}`);
		}
		await pause(100);
	}
}
