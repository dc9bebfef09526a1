import type { SentRequest } from '../exchange';
import type { Played } from '../run';
import { idIn, isCreate, isRun, itemOf, meaningOf, startsTasks, stateAt, worthRepeating } from './reading';

/** An item is sent again only when that cannot be paid twice, and no more than the retries allow. */
export function nothingTwice(played: Played): string[] {
	const { runs, wire, test } = played;
	const broken: string[] = [];
	const { retries = 1 } = isRun(played) ? { retries: 0 } : (test.options ?? {});
	const runOf = (n: number) => runs.findIndex(({ sentAfter }) => n < sentAfter);
	test.items.forEach((_, index) => {
		const accepted = new Map<number, number>();
		let before: { request: SentRequest; run: number } | undefined;
		wire.sent.forEach((request, n) => {
			if (!isCreate(request) || itemOf(request.body) !== index) return;
			const run = runOf(n);
			const why = before && whyNotAgain(before.request, before.run === run, request.at, played);
			if (why) broken.push(`item ${index + 1} was sent again in run ${run + 1} although ${why}`);
			before = { request, run };
			if (meaningOf(request) === 'accepted') accepted.set(run, (accepted.get(run) ?? 0) + 1);
		});
		for (const [run, tasks] of accepted) {
			if (tasks > 1 + Number(retries)) broken.push(`item ${index + 1} got ${tasks} tasks in run ${run + 1}`);
		}
	});
	if (!startsTasks(played) && wire.sent.some(isCreate)) {
		broken.push(`${test.operation} started a task`);
	}
	return broken;
}

/** Why a creating request must not follow another one of the same item; undefined when it may. */
function whyNotAgain(
	before: SentRequest,
	sameRun: boolean,
	at: number,
	{ core, wire }: Played,
): string | undefined {
	const meaning = meaningOf(before);
	if (meaning === 'busy' || meaning === 'never left') return undefined;
	if (meaning === 'unavailable') return sameRun ? 'it was turned away' : undefined;
	if (meaning !== 'accepted') return `the request before it was ${meaning}`;
	const task = core.tasks.any(idIn((before.result as { body: unknown }).body)!)!;
	const state = stateAt(task, at);
	// What it read before the task was gone counts as well.
	if (worthRepeating(task, wire.sent)) return undefined;
	if (state === 'FAILED') return `its task failed with ${task.outcome.fail?.failureCode}`;
	if (state === 'CANCELLED') return sameRun ? 'its task was cancelled from outside' : undefined;
	return `its task is ${state}`;
}
