import type { LogEntry, Route } from './types';

/** Every request the emulator saw, in order of arrival, with the questions that tests ask of it. */
export class RequestLog {
	readonly entries: LogEntry[] = [];
	/** Most requests of a route that were open at the same moment. */
	readonly maxOpen: Partial<Record<Route, number>> = {};
	private readonly openNow = new Map<Route, number>();

	constructor(private readonly now: () => number) {}

	open(entry: LogEntry): void {
		this.entries.push(entry);
		const open = (this.openNow.get(entry.route) ?? 0) + 1;
		this.openNow.set(entry.route, open);
		this.maxOpen[entry.route] = Math.max(this.maxOpen[entry.route] ?? 0, open);
	}

	/** Says that the answer to this request is through, or lost. Calling it again changes nothing. */
	close(entry: LogEntry): void {
		if (entry.closedAt !== undefined) return;
		entry.closedAt = this.now();
		this.openNow.set(entry.route, (this.openNow.get(entry.route) ?? 1) - 1);
	}

	of(route: Route): LogEntry[] {
		return this.entries.filter((entry) => entry.route === route);
	}

	/** Creating requests, refused ones included. */
	creates(): LogEntry[] {
		return this.of('create');
	}

	/** Reads of one task, or of all tasks. */
	polls(taskId?: string): LogEntry[] {
		return this.of('poll').filter((entry) => taskId === undefined || entry.taskId === taskId);
	}

	deletes(): LogEntry[] {
		return this.of('delete');
	}

	/** Shortest pause between two reads of the same task, in milliseconds; Infinity when none was read twice. */
	shortestPollGapMs(): number {
		const last = new Map<string, number>();
		let shortest = Infinity;
		for (const { taskId = '', time } of this.polls()) {
			const before = last.get(taskId);
			if (before !== undefined) shortest = Math.min(shortest, time - before);
			last.set(taskId, time);
		}
		return shortest;
	}

	/** Requests to any host but the API's that carry this secret anywhere. */
	leaks(secret: string): LogEntry[] {
		return this.entries.filter((entry) => {
			if (entry.host === 'api' && !(['output', 'preview', 'uploadFile'] as Route[]).includes(entry.route)) return false;
			return JSON.stringify([entry.path, entry.headers, entry.body]).includes(secret);
		});
	}
}
