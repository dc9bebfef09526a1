import type { IExecuteFunctions } from 'n8n-workflow';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../nodes/Runway/shared/clock';

interface Sleeper {
	readonly dueAt: number;
	readonly wake: () => void;
}

interface Appointment {
	readonly dueAt: number;
	readonly act: () => void | Promise<void>;
}

/** One call of `sleep`: when it began, in ms since the clock's start, and how long it was to last. */
export interface Pause {
	readonly at: number;
	readonly ms: number;
}

/** Turns of the event loop without any sign of life before the node counts as idle. */
const QUIET_TURNS = 3;

/**
 * A clock whose time passes only while the node has nothing else to do: it jumps to the earliest sleeper as
 * soon as no call to n8n (requests, binary data, credentials) is under way. Hours pass in milliseconds, and an
 * answer that takes long in real time takes no virtual time at all, so a test sees the same pauses every run.
 *
 * The node has to be run on `watch(context)`; one clock can serve several executions, and their server.
 */
export class VirtualClock implements Clock {
	/** Every pause in the order in which it began, those cut short by a signal included. */
	readonly pauses: Pause[] = [];

	private readonly startedAt: number;
	private readonly patienceMs: number;
	private time: number;
	private seed: number;
	private callsInFlight = 0;
	private signsOfLife = 0;
	private running = false;
	private readonly sleepers = new Set<Sleeper>();
	private readonly appointments = new Set<Appointment>();

	/**
	 * `startAt`: milliseconds since 1970. The same `seed` gives the same sequence of `random()`.
	 * `patienceMs`: how long, in real time, calls under way may hold time back. Only for servers that never
	 * answer, as it makes a test depend on the machine's speed; without it they hold time back for ever.
	 */
	constructor({ startAt = Date.UTC(2026, 0, 1), seed = 1, patienceMs = Infinity } = {}) {
		this.startedAt = startAt;
		this.time = startAt;
		this.seed = seed;
		this.patienceMs = patienceMs;
	}

	readonly now = () => this.time;

	/** Milliseconds since the clock's start. */
	elapsed() {
		return this.time - this.startedAt;
	}

	/** Mulberry32: small, and good enough for jitter. */
	random() {
		this.seed = (this.seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	async sleep(ms: number, signal?: AbortSignal) {
		if (signal?.aborted) return;
		this.pauses.push({ at: this.elapsed(), ms });
		await new Promise<void>((resolve) => {
			const wake = () => {
				signal?.removeEventListener('abort', wake);
				this.sleepers.delete(sleeper);
				resolve();
			};
			// Whole milliseconds, as `Date.now()` counts them, and never too early.
			const sleeper = { dueAt: this.time + Math.max(0, Math.ceil(ms)), wake };
			this.sleepers.add(sleeper);
			signal?.addEventListener('abort', wake);
			this.signOfLife();
		});
	}

	/**
	 * Runs `act` when the virtual time since the clock's start reaches `elapsedMs`: time stands still meanwhile.
	 * It never runs if no pause lasts that long.
	 */
	at(elapsedMs: number, act: Appointment['act']) {
		this.appointments.add({ dueAt: this.startedAt + elapsedMs, act });
	}

	/** Lets time pass between two executions. */
	pass(ms: number) {
		if (this.sleepers.size > 0) throw new Error('Somebody is asleep: time passes by itself');
		this.time += ms;
	}

	/** The context to run a node on, so that the clock knows when the node waits for n8n. */
	watch(context: IExecuteFunctions): IExecuteFunctions {
		const helpers = this.counting(context.helpers);
		return this.counting(context, { helpers });
	}

	/** `target` with every call that returns a promise counted until the promise settles. */
	private counting<T extends object>(target: T, replaced: Partial<T> = {}): T {
		const proxy: T = new Proxy(target, {
			get: (_, key) => {
				if (key in replaced) return replaced[key as keyof T];
				const value: unknown = Reflect.get(target, key, target);
				if (typeof value !== 'function') return value;
				const count = (result: unknown) => this.count(result);
				// A helper may be called on another `this`, which changes what it does: only our own is put back.
				return function (this: unknown, ...args: unknown[]) {
					return count(Reflect.apply(value, this === proxy ? target : this, args));
				};
			},
		});
		return proxy;
	}

	private count(result: unknown) {
		if (typeof result !== 'object' || result === null || !('then' in result)) return result;
		this.callsInFlight++;
		this.signsOfLife++;
		const settled = () => {
			this.callsInFlight--;
			this.signOfLife();
		};
		void Promise.resolve(result).then(settled, settled);
		return result;
	}

	private signOfLife() {
		this.signsOfLife++;
		if (this.running) return;
		this.running = true;
		void this.run();
	}

	private async run() {
		while (this.nextWakeUp() < Infinity && (this.callsInFlight === 0 || this.patienceMs < Infinity)) {
			if (await this.isQuiet()) await this.step();
		}
		this.running = false;
	}

	/** Waits a little in real time; whether nothing at all happened meanwhile. */
	private async isQuiet() {
		const before = this.signsOfLife;
		if (this.callsInFlight > 0) await pause(this.patienceMs);
		else for (let turn = 0; turn < QUIET_TURNS; turn++) await nextTurn();
		return before === this.signsOfLife;
	}

	private nextWakeUp() {
		return Math.min(Infinity, ...[...this.sleepers].map(({ dueAt }) => dueAt));
	}

	/** Jumps to what is due next: one appointment, or everybody who sleeps until the same moment. */
	private async step() {
		const wakeUp = this.nextWakeUp();
		if (wakeUp === Infinity) return;
		const [appointment] = [...this.appointments]
			.filter(({ dueAt }) => dueAt <= wakeUp)
			.sort((a, b) => a.dueAt - b.dueAt);
		if (appointment) {
			this.time = Math.max(this.time, appointment.dueAt);
			this.appointments.delete(appointment);
			return await appointment.act();
		}
		this.time = wakeUp;
		for (const sleeper of [...this.sleepers]) if (sleeper.dueAt <= wakeUp) sleeper.wake();
	}
}
