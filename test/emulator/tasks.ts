import { randomUUID } from 'node:crypto';

import { creditsFor } from './prices';
import type { CreateRequest, EmulatorOptions, Outcome } from './types';

export type TaskStatus = 'THROTTLED' | 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** Times are milliseconds on the emulator's clock. */
export interface EmulatedTask {
	readonly id: string;
	/** Counts accepted creating requests from 0. */
	readonly index: number;
	readonly request: CreateRequest;
	readonly outcome: Outcome;
	readonly createdAt: number;
	readonly estimatedCost: number;
	/** When it left the queue; may lie ahead. */
	startedAt?: number;
	/** When it is due to end; known once it has started. */
	finishesAt?: number;
	/** Why DELETE, or somebody else, ended its life; undefined as long as it can be read. */
	gone?: 'cancelled' | 'deleted when finished' | 'vanished';
	cancelledAt?: number;
}

/** Tasks that an account has running at the same time, unless told otherwise. */
export const USUAL_CONCURRENCY = 5;

/** The tasks of one account: a queue in front of a fixed number of slots, moved on by the clock alone. */
export class TaskBook {
	readonly all: EmulatedTask[] = [];
	/** Most tasks that were being worked on at the same moment. */
	maxRunning = 0;
	private readonly byId = new Map<string, EmulatedTask>();
	private readonly queue: EmulatedTask[] = [];
	private running: EmulatedTask[] = [];
	/** Tasks that a script ends from outside, as long as that lies ahead. */
	private scripted: EmulatedTask[] = [];
	private readonly durationMs: number;
	private readonly pendingMs: number;
	private readonly concurrency: number;
	private readonly progress: boolean;

	constructor(
		private readonly now: () => number,
		private readonly options: EmulatorOptions,
	) {
		this.durationMs = options.durationMs ?? 12_000;
		this.pendingMs = options.pendingMs ?? 1_000;
		this.concurrency = options.concurrency ?? USUAL_CONCURRENCY;
		this.progress = options.progress ?? true;
	}

	create(request: CreateRequest): EmulatedTask {
		this.advance();
		const index = this.all.length;
		const task: EmulatedTask = {
			id: randomUUID(),
			index,
			request,
			outcome: this.options.outcome?.(request, index) ?? {},
			createdAt: this.now(),
			estimatedCost: creditsFor(request, 'estimate'),
		};
		this.all.push(task);
		this.byId.set(task.id, task);
		this.queue.push(task);
		const { cancelledAfterMs, vanishesAfterMs } = task.outcome;
		if (cancelledAfterMs !== undefined || vanishesAfterMs !== undefined) this.scripted.push(task);
		this.fill(task.createdAt);
		return task;
	}

	/** The task, unless it does not exist, was deleted or has vanished. */
	find(id: string): EmulatedTask | undefined {
		this.advance();
		const task = this.byId.get(id);
		return task && !task.gone ? task : undefined;
	}

	/** The task, also when nobody can read it any more. */
	any(id: string): EmulatedTask | undefined {
		return this.byId.get(id);
	}

	status(task: EmulatedTask): TaskStatus {
		this.advance();
		const now = this.now();
		if (task.cancelledAt !== undefined) return 'CANCELLED';
		if (task.startedAt === undefined || task.finishesAt === undefined || now < task.startedAt) {
			return 'THROTTLED';
		}
		if (now >= task.finishesAt) return task.outcome.fail ? 'FAILED' : 'SUCCEEDED';
		return now < task.startedAt + this.pendingPart(task) ? 'PENDING' : 'RUNNING';
	}

	/** 0 to 1 with two decimals, or undefined when this emulator reports none. */
	progressOf(task: EmulatedTask): number | undefined {
		if (!this.progress || task.startedAt === undefined || task.finishesAt === undefined) return undefined;
		const from = task.startedAt + this.pendingPart(task);
		const done = (this.now() - from) / (task.finishesAt - from);
		return Math.round(Math.min(1, Math.max(0, done)) * 100) / 100;
	}

	/** Credits that a task has cost: 0 while it runs. What a cancel returns is not documented; here everything. */
	costOf(task: EmulatedTask): number {
		const status = this.status(task);
		if (status === 'SUCCEEDED') return creditsFor(task.request, 'final');
		if (status !== 'FAILED') return 0;
		const { failureCode = '', refund = refunded(failureCode) ? 'all' : 'none' } = task.outcome.fail ?? {};
		if (refund === 'all') return 0;
		return refund === 'none' ? task.estimatedCost : Math.max(0, task.estimatedCost - refund);
	}

	/** What DELETE does: stops a task that has not ended, deletes one that has. */
	remove(task: EmulatedTask): void {
		const status = this.status(task);
		const finished = status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED';
		task.gone = finished ? 'deleted when finished' : 'cancelled';
		if (!finished) this.stop(task, this.now());
	}

	/** Tasks of a model that have not ended. */
	unfinished(model: string): number {
		this.advance();
		return [...this.queue, ...this.running].filter(({ request }) => request.model === model).length;
	}

	/** Has a task that is being worked on end now. */
	finish(task: EmulatedTask): void {
		this.advance();
		if (this.running.includes(task)) task.finishesAt = this.now();
	}

	/** Somebody else cancels the task: it stays readable as CANCELLED. */
	cancelFromOutside(task: EmulatedTask): void {
		this.advance();
		this.stop(task, this.now());
	}

	/** How many tasks a model was given. */
	made(model: string): number {
		return this.all.filter(({ request }) => request.model === model).length;
	}

	/** Credits taken for all tasks so far, deleted ones included. */
	spent(): number {
		return this.all.reduce((sum, task) => sum + this.costOf(task), 0);
	}

	private pendingPart(task: EmulatedTask): number {
		return Math.min(this.pendingMs, (task.outcome.durationMs ?? this.durationMs) / 2);
	}

	private stop(task: EmulatedTask, at: number): void {
		task.cancelledAt = at;
		const waiting = this.queue.indexOf(task);
		if (waiting >= 0) this.queue.splice(waiting, 1);
		this.running = this.running.filter((other) => other !== task);
		this.fill(at);
	}

	/** Lets everything happen that was due by now, in the order in which it was due. */
	private advance(): void {
		const now = this.now();
		for (;;) {
			const next = this.nextEvent();
			if (!next || next.at > now) return;
			next.happen();
		}
	}

	private nextEvent(): { at: number; happen(): void } | undefined {
		let next: { at: number; happen(): void } | undefined;
		const offer = (at: number, happen: () => void) => {
			if (!next || at < next.at) next = { at, happen };
		};
		for (const task of this.running) {
			const at = task.finishesAt!;
			offer(at, () => {
				this.running = this.running.filter((other) => other !== task);
				this.fill(at);
			});
		}
		for (const task of this.scripted) {
			const { cancelledAfterMs = Infinity, vanishesAfterMs = Infinity } = task.outcome;
			const at = task.createdAt + Math.min(cancelledAfterMs, vanishesAfterMs);
			offer(at, () => this.interrupt(task, at, vanishesAfterMs <= cancelledAfterMs));
		}
		return next;
	}

	/** What a script wants done to a task from outside. A finished task can vanish but not be cancelled. */
	private interrupt(task: EmulatedTask, at: number, vanishes: boolean): void {
		this.scripted = this.scripted.filter((other) => other !== task);
		if (task.gone) return;
		if (vanishes) task.gone = 'vanished';
		if (task.finishesAt === undefined || at < task.finishesAt) this.stop(task, at);
	}

	/** Gives free slots to the tasks that have waited longest. */
	private fill(at: number): void {
		while (this.running.length < this.concurrency) {
			const task = this.queue.shift();
			if (!task) break;
			task.startedAt = Math.max(at, task.createdAt + (task.outcome.throttledMs ?? 0));
			task.finishesAt = task.startedAt + (task.outcome.durationMs ?? this.durationMs);
			this.running.push(task);
		}
		this.maxRunning = Math.max(this.maxRunning, this.running.length);
	}
}

/** Whether Runway gives the credits back, by the beginning of the failure code. */
function refunded(failureCode: string): boolean {
	return !failureCode.startsWith('SAFETY.INPUT');
}
