import type { SentRequest } from '../exchange';
import { CALL_KINDS, idNameOf, type CallOperation } from '../calls';
import type { Ended, Played } from '../run';
import { errorOf, itemOf, meaningOf, shownBy, textOf } from './reading';

/** What must be true of calls that start no task. */

const callOf = ({ test }: Played) => test.operation as CallOperation;

/** Whether a call creates something that Runway keeps. */
const creates = (played: Played) => callOf(played).endsWith('.create');

const madeBy = ({ core, things, test }: Played) => core.things.of(CALL_KINDS[test.operation as CallOperation]).filter((thing) => !things.includes(thing));

/** Whether a request makes something: what is kept, or a preview. */
export const isMaking = ({ method, url }: SentRequest) =>
	method === 'POST' && /^\/v1\/(voices|avatars|documents|voices\/preview)$/.test(new URL(url).pathname);

/** Each input item gives one result, one error or, of a list, any number of results; in the order of the input. */
export function oneOutcomePerItem(played: Played, { items, stoppedAt }: Ended): string[] {
	if (!items || stoppedAt !== undefined) return [];
	const operation = callOf(played);
	const order = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	if (order.some((item, n) => item < (order[n - 1] ?? 0))) return [`items come in the order ${order.join(', ')}`];
	return played.test.items.flatMap((item, index) => {
		const mine = items.filter((_, n) => order[n] === index);
		const failed = mine.filter(errorOf).length;
		const good = mine.every(({ json, binary }) => (operation === 'voice.preview' ? binary : typeof json[idNameOf(operation)] === 'string'));
		if (failed === 1 && mine.length === 1) return [];
		const wanted = !operation.endsWith('.getMany') ? 1 : item.task === 'unknown' ? played.things.length : 110;
		return failed === 0 && good && mine.length === wanted ? [] : [`item ${index + 1} gave ${mine.length}: ${JSON.stringify(mine).slice(0, 400)}`];
	});
}

/** Nothing is created a second time unless the first time certainly created nothing. */
export function nothingMadeTwice(played: Played): string[] {
	const { runs, wire, test } = played;
	const runOf = (n: number) => runs.findIndex(({ sentAfter }) => n < sentAfter);
	// Whoever runs a preview again wants another one.
	const forgets = callOf(played) === 'voice.preview';
	return test.items.flatMap((_, index) => {
		const broken: string[] = [];
		let before: { readonly meaning: string; readonly run: number } | undefined;
		wire.sent.forEach((request, n) => {
			if (!isMaking(request) || itemOf(request.body) !== index) return;
			const run = runOf(n);
			const sameRun = before?.run === run;
			const mayFollow = !before || ['busy', 'never left'].includes(before.meaning) || (!sameRun && (forgets || before.meaning === 'unavailable'));
			if (!mayFollow) broken.push(`item ${index + 1} was sent again in run ${run + 1} although it was ${before!.meaning}`);
			before = { meaning: meaningOfMaking(request), run };
		});
		return broken;
	});
}

function meaningOfMaking(request: SentRequest): string {
	const { result } = request;
	const url = result && 'body' in result ? (result.body as { url?: unknown } | null)?.url : undefined;
	return typeof url === 'string' ? 'accepted' : meaningOf(request);
}

/** What was created is named by some run and in the log, and by the last run if that came so far. */
export function nothingMadeIsLost(played: Played): string[] {
	if (!creates(played)) return [];
	const { runs, log, wire } = played;
	const last = runs[runs.length - 1];
	const everything = runs.map(textOf).join('\n');
	const learned = wire.sent.filter((request) => isMaking(request) && meaningOf(request) === 'accepted').map(({ result }) => JSON.stringify(result));
	return madeBy(played).flatMap(({ id }) => {
		if (!learned.some((answer) => answer.includes(id))) return /not known/.test(everything) ? [] : [`nothing says that ${id} may exist`];
		if (!everything.includes(id)) return [`${id} is nowhere`];
		if (last.sentAfter > last.sentBefore && !shownBy(last).includes(id)) return [`${id} is not in the last run`];
		return log.some((line) => line.includes(id)) ? [] : [`${id} is not in the log`];
	});
}

/** What is being made is looked at no more often than tasks are. */
export function madeLooksApart(played: Played): string[] {
	if (!creates(played)) return [];
	const { wire, runs } = played;
	const last = new Map<string, { at: number; run: number }>();
	return wire.sent.flatMap(({ method, url, at, result }, n) => {
		// What never arrived, or was broken off by the stop, was no look.
		const isLook = method === 'GET' && result && !('code' in result && ['ECONNREFUSED', 'ERR_CANCELED'].includes(result.code));
		if (!isLook) return [];
		const run = runs.findIndex(({ sentAfter }) => n < sentAfter);
		const before = last.get(url);
		last.set(url, { at, run });
		const isNear = before !== undefined && at - before.at < 5000;
		// Without waiting, a look at what an earlier run has created is one question, asked again when it meets trouble.
		const asks = played.test.waitForCompletion === false || callOf(played) === 'document.create';
		return isNear && !asks ? [`${url} was looked at after ${at - before.at} ms`] : [];
	});
}

/** Nothing is deleted or changed but what was meant; what the node says of it is so. */
export function onlyWhatWasMeant(played: Played): string[] {
	const { core, things, test, runs } = played;
	const operation = callOf(played);
	const meant = new Set(test.items.map(({ task }) => (typeof task === 'number' ? things[task]?.id : undefined)));
	const there = (id: unknown) => core.things.all.some((thing) => thing.id === id);
	const wrong = things.flatMap(({ id, fields }) => {
		if (!there(id)) return operation.endsWith('.delete') && meant.has(id) ? [] : [`${id} is gone`];
		return fields.name === 'FAQ' || operation !== 'document.update' || meant.has(id) ? [] : [`${id} was changed`];
	});
	const said = runs.flatMap(({ items = [] }) => items).flatMap(({ json }) => (json.deleted === true && there(json[idNameOf(operation)]) ? ['is said to be deleted'] : []));
	return [...wrong, ...said];
}

/** Where the node stops at the first failure, nothing is changed or deleted after it but what had been sent before. */
export function changesEnd({ test, runs, wire }: Played): string[] {
	if (test.onError) return [];
	return runs.flatMap(({ sentBefore, sentAfter }) => {
		const changes = wire.sent.slice(sentBefore, sentAfter).filter(({ method }) => method === 'PATCH' || method === 'DELETE');
		const like = (one: SentRequest) => changes.filter((other) => other.url === one.url && JSON.stringify(other.body) === JSON.stringify(one.body));
		// What is gone after a DELETE without an answer was deleted by that.
		const hasFailed = (one: SentRequest) => isFinal(one, like(one)[0] === one ? [400, 401, 403, 404] : [400, 401, 403]);
		const failedAt = Math.min(...changes.filter(hasFailed).map(({ answeredAt = Infinity }) => answeredAt));
		return changes.filter((one) => like(one)[0].at > failedAt).map(({ method, url, at }) => `${method} ${url} left at ${at}, after the failure at ${failedAt}`);
	});
}

/** Whether a request was answered by Runway with one of these statuses. */
function isFinal({ result }: SentRequest, statuses: readonly number[]): boolean {
	return result !== undefined && 'status' in result && statuses.includes(result.status) && typeof result.body === 'object';
}

/** Where nothing is in the way, everything succeeds. */
export function calmEnds(played: Played): string[] {
	const { test, runs } = played;
	const isCalm = !test.faults && !test.unmade && !test.stopAtMs && !test.options?.waitLimit && !test.items.some(({ task, invalid, image }) => invalid || typeof task === 'string' || image === 'notAnImage' || image === 'missing');
	const kind = CALL_KINDS[callOf(played)];
	const repeats = callOf(played).endsWith('.delete') && (runs.length > 1 || new Set(test.items.map(({ task }) => task)).size < test.items.length);
	if (!isCalm || repeats || (test.durationMs ?? 0) > 300_000) return [];
	return runs.flatMap((run) => (run.error || run.items?.some(errorOf) ? [`${kind}: ${textOf(run).slice(0, 300)}`] : []));
}
