import { sleep } from 'n8n-workflow';

/** Time and chance, injected so that tests run hours of waiting in milliseconds. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** 0 <= r < 1. */
	random(): number;
	/**
	 * Resolves after `ms` milliseconds, or as soon as `signal` aborts. Never rejects: whoever sleeps looks at
	 * the signal afterwards.
	 */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the machine n8n runs on. */
export const hostClock: Clock = {
	now: () => Date.now(),
	random: () => Math.random(),
	sleep: async (ms, signal) => {
		if (signal?.aborted) return;
		// Newer hosts end the pause themselves when the signal aborts (and reject); older ones ignore the
		// second argument, so the pause is raced against the signal here.
		const pause = (sleep as (ms: number, signal?: AbortSignal) => Promise<void>)(ms, signal).catch(() => {});
		if (!signal) return await pause;
		let onAbort = () => {};
		const aborted = new Promise<void>((resolve) => {
			onAbort = resolve;
			signal.addEventListener('abort', onAbort, { once: true });
		});
		await Promise.race([pause, aborted]);
		signal.removeEventListener('abort', onAbort);
	},
};
