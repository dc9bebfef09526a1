import { startsTasks } from '../case';
import type { Played } from '../run';

/** After a stop a task is looked at once more, and again a second later when that look met trouble. */
export function looksApart({ core, runs, test }: Played): string[] {
	const stops = runs.map(({ stoppedAt = Infinity, endedAt }) => [stoppedAt, endedAt]);
	const cleaning = (time: number) => stops.some(([from, to]) => time >= from && time <= to);
	const last = new Map<string, number>();
	// A look that the stop broke off counts for nothing; whoever runs the node again has to be quick to notice.
	const since = (time: number) => Math.max(-1, ...runs.map(({ stoppedAt = -1 }) => (stoppedAt <= time ? stoppedAt : -1)));
	return core.log.polls().flatMap(({ path, time, fault }) => {
		if (fault === 'refused' || cleaning(time)) return [];
		const before = last.get(path);
		last.set(path, time);
		// Get, Cancel and Wait know nothing of an earlier run.
		const fresh = !startsTasks(test.operation) && runs.some(({ startedAt }) => before! <= startedAt && time >= startedAt);
		if (before === undefined || before <= since(time) || fresh || time - before >= 5000) return [];
		return [`${path} was looked at after ${time - before} ms`];
	});
}

/** No more than 100 requests with the key leave within a second. */
export function pacedRequests({ wire, runs }: Played): string[] {
	return runs.flatMap(({ sentBefore, sentAfter, sentAtStop = sentAfter }) => {
		const paced = wire.sent.slice(sentBefore, sentAtStop).filter(({ headers }) => headers.authorization);
		const crowded = paced.find((request, n) => n >= 100 && request.at - paced[n - 100].at < 998);
		return crowded ? [`101 requests within ${crowded.at} ms`] : [];
	});
}
