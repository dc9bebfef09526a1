import type { Clock } from './clock';

/** One pause of one waiter. */
export interface Pause {
	/** Resolves when the time has come, the pause was ended, or the timer stopped. Never rejects. */
	readonly over: Promise<void>;
	/** Moves the end to `at` (ms since 1970) if that is sooner. */
	bringForward(at: number): void;
	/** Ends the pause now. */
	end(): void;
}

/**
 * Many pauses on one clock. Hundreds of tasks wait at the same time; here one sleep, up to the earliest end, and
 * one listener on the execution's abort signal serve them all.
 */
export class Timer {
	private readonly waiters = new Map<object, { at: number; wake: () => void }>();

	private readonly armed = new Set<number>();

	private readonly stopper = new AbortController();

	/** @param signal the execution's: when it aborts, every pause ends at once. */
	constructor(
		private readonly clock: Clock,
		signal?: AbortSignal,
	) {
		if (signal?.aborted) this.stop();
		else signal?.addEventListener('abort', () => this.stop(), { once: true, signal: this.stopper.signal });
	}

	pause(ms: number): Pause {
		const key = {};
		let wake = () => {};
		const over = new Promise<void>((resolve) => {
			wake = resolve;
		});
		const end = () => {
			this.waiters.delete(key);
			wake();
		};
		if (this.stopper.signal.aborted || ms <= 0) {
			end();
			return { over, end, bringForward: () => {} };
		}
		const waiter = { at: this.clock.now() + ms, wake: end };
		this.waiters.set(key, waiter);
		this.arm(waiter.at);
		return {
			over,
			end,
			bringForward: (at) => {
				if (at >= waiter.at || !this.waiters.has(key)) return;
				waiter.at = at;
				this.arm(at);
			},
		};
	}

	/** True once the execution was stopped or has ended: pauses take no time any more. */
	get stopped(): boolean {
		return this.stopper.signal.aborted;
	}

	/** Ends all pauses, now and later, and lets go of the clock. */
	stop(): void {
		this.stopper.abort();
		for (const { wake } of [...this.waiters.values()]) wake();
	}

	/** Makes sure that the clock wakes us no later than `at`. */
	private arm(at: number): void {
		for (const armed of this.armed) if (armed <= at) return;
		this.armed.add(at);
		void this.clock.sleep(Math.max(0, at - this.clock.now()), this.stopper.signal).then(() => {
			this.armed.delete(at);
			if (this.stopper.signal.aborted) return;
			const now = this.clock.now();
			let next = Infinity;
			for (const waiter of this.waiters.values()) {
				if (waiter.at <= now) waiter.wake();
				else next = Math.min(next, waiter.at);
			}
			if (next < Infinity) this.arm(next);
		});
	}
}
