import type { SentRequest } from '../exchange';
import type { Played } from '../run';
import { isRun, learnedIds, stateAt, tasksInQuestion, textOf } from './reading';

/**
 * Between a look and the DELETE after it a task may end: that much nobody can prevent. So each DELETE must
 * follow a look of its own that found the task unfinished.
 */
export function nothingFinishedDeleted({ test, wire }: Played): string[] {
	if (test.options?.deleteFinished) return [];
	const last = new Map<string, SentRequest>();
	return wire.sent.flatMap((request) => {
		const { url, method } = request;
		const before = last.get(url);
		last.set(url, request);
		if (method !== 'DELETE') return [];
		const seen = before?.method === 'GET' && before.result && 'body' in before.result ? before.result.body : undefined;
		const { status } = (seen ?? {}) as { status?: string };
		return status && !/^(SUCCEEDED|FAILED|CANCELL?ED)$/.test(status) ? [] : [`${url} after ${status ?? 'no look'}`];
	});
}

/** A stop ends what is unfinished, unless told otherwise, and says what it could not end. */
export function stopCancels(played: Played): string[] {
	const { runs, core, test, wire } = played;
	const [run] = runs;
	if (run.stoppedAt === undefined || run.stuck || test.operation === 'get' || test.operation === 'cancel') {
		const deletes = wire.sent.filter(({ method }) => method === 'DELETE').length;
		return deletes > 0 && test.operation !== 'cancel' ? ['something was deleted without a stop'] : [];
	}
	const text = textOf(run);
	const cancelled = /Cancelled: ([^.]*)\./.exec(text)?.[1].split(', ') ?? [];
	const broken = cancelled.flatMap((id) => {
		const task = core.tasks.any(id);
		return task && stateAt(task, run.endedAt) === 'alive' ? [`${id} is said to be cancelled`] : [];
	});
	const trouble = (test.faults ?? []).some(({ route }) => route === 'poll' || route === 'delete');
	if (test.options?.cancelOnStop === false || isRun(played)) {
		if (wire.sent.slice(0, run.sentAfter).some(({ method }) => method === 'DELETE')) broken.push('it should have left the tasks alone');
		const known = learnedIds(played, run.sentAfter);
		if (isRun(played)) broken.push(...[...known].filter((id) => !text.includes(id)).map((id) => `${id} goes on and nothing says so`));
		return broken;
	}
	const learned = learnedIds(played, run.sentAfter);
	for (const task of tasksInQuestion(played)) {
		if (stateAt(task, run.endedAt) !== 'alive' || !learned.has(task.id)) continue;
		if (!trouble) broken.push(`${task.id} goes on`);
		else if (!text.includes(task.id)) broken.push(`${task.id} goes on and nothing says so`);
	}
	return broken;
}
