import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INodeExecutionData } from 'n8n-workflow';
import { ENDPOINTS } from '../../nodes/Runway/catalogue/endpoints';
import { FAILURE_CODES } from '../emulator/faults';
import type { EmulatedTask } from '../emulator/tasks';

import type { SentRequest } from './exchange';
import { KEY, type Ended, type Played } from './run';

/**
 * What must be true of every case, whatever went wrong in it. Each rule gives the sentences that describe how
 * it was broken; none means that it held.
 */
const RULES: Readonly<Record<string, (played: Played) => string[] | Promise<string[]>>> = {
	'every run comes to an end': ({ runs }) => runs.flatMap(({ stuck }, n) => (stuck ? [`run ${n + 1} was given up`] : [])),
	'errors are written for the user': errorsAreOurs,
	'each item ends in exactly one outcome': (played) => played.runs.flatMap((run) => oneOutcomeEach(played, run)),
	'files are those that were served': filesAreRight,
	'nothing is paid twice': nothingTwice,
	'nothing new is bought after a stop': ({ runs, wire }) =>
		runs.flatMap(({ sentAtStop = Infinity, sentAfter }) =>
			wire.sent.slice(Math.min(sentAtStop, sentAfter), sentAfter).filter(isCreate).map(({ url }) => url),
		),
	'no task is lost from sight': nothingOutOfSight,
	'what can succeed succeeds': goodEnds,
	'looks are at least 5 s apart': looksApart,
	'at most 20 requests per second': pacedRequests,
	'nothing is sent after the end': ({ runs, sentInTheEnd }) =>
		runs.flatMap(({ sentAfter }, n) =>
			sentAfter === (runs[n + 1]?.sentBefore ?? sentInTheEnd) ? [] : [`after run ${n + 1}`],
		),
	'the key stays where it belongs': keyIsKept,
	'nothing finished is deleted': nothingFinishedDeleted,
	'a stop cancels what is unfinished': stopCancels,
};

/** The rules that a case has broken, each with the first few ways. */
export async function brokenRules(played: Played): Promise<string[]> {
	const broken: string[] = [];
	for (const [rule, check] of Object.entries(RULES)) {
		broken.push(...(await check(played)).slice(0, 3).map((how) => `${rule}: ${how}`));
	}
	return broken;
}

// ---- what a case's requests and tasks mean ----

const CREATING = new Set(Object.values(ENDPOINTS).map(({ path }) => `/v1/${path}`));

const isCreate = ({ method, url }: SentRequest) => method === 'POST' && CREATING.has(new URL(url).pathname);

/** Which input item a request or a task belongs to. */
function itemOf(body: Readonly<Record<string, unknown>> | undefined): number {
	return Number(/clip[ -](\d+)\./.exec(JSON.stringify(body ?? {}))?.[1] ?? NaN);
}

type Meaning = 'accepted' | 'lost' | 'refused' | 'unavailable' | 'busy' | 'never left';

/** What the answer to a creating request lets the node know. */
function meaningOf({ result }: SentRequest): Meaning {
	if (!result || 'code' in result) return result?.code === 'ECONNREFUSED' ? 'never left' : 'lost';
	const { status } = result;
	if (status >= 200 && status < 300) return idIn(result.body) ? 'accepted' : 'lost';
	if ([429, 502, 503, 504].includes(status)) return 'busy';
	if ([400, 413, 422].includes(status)) return 'refused';
	return status >= 500 || status === 408 ? 'lost' : 'unavailable';
}

function idIn(body: unknown): string | undefined {
	const id = (body as { id?: unknown } | null)?.id;
	return typeof id === 'string' && id !== '' ? id : undefined;
}

/** How a task stood at a moment, as far as Runway knew. */
function stateAt(task: EmulatedTask, at: number): 'alive' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' {
	const { vanishesAfterMs = Infinity } = task.outcome;
	if (at >= task.createdAt + vanishesAfterMs || (task.cancelledAt ?? Infinity) <= at) return 'CANCELLED';
	// Whether that was right is judged by a rule of its own.
	if (task.gone === 'deleted when finished' && at >= (task.finishesAt ?? Infinity)) return 'CANCELLED';
	if (at < (task.finishesAt ?? Infinity)) return 'alive';
	return task.outcome.fail ? 'FAILED' : 'SUCCEEDED';
}

/** Whether a failed task may be replaced, by what the node has read about it. */
function worthRepeating(task: EmulatedTask, sent: readonly SentRequest[]): boolean {
	const read = sent.flatMap(({ url, result }) => {
		const body = url.endsWith(`/tasks/${task.id}`) && result && 'body' in result ? result.body : undefined;
		const { status, failureCode } = (body ?? {}) as { status?: unknown; failureCode?: unknown };
		return status === 'FAILED' ? [typeof failureCode === 'string' ? failureCode : undefined] : [];
	});
	return FAILURE_CODES.some(({ code, repeat }) => repeat && read.includes(code));
}

/** Everything of a run that the user can read. */
function textOf({ items, error }: Ended): string {
	if (items) return JSON.stringify(items.map(({ json }) => json));
	const { message, description, context } = error as NodeOperationError;
	return `${message}\n${description ?? ''}\n${JSON.stringify(context?.data ?? {})}`;
}

/** What of it meets the eye: of an error the message and the description, not the details behind them. */
function shownBy(run: Ended): string {
	if (run.items) return textOf(run);
	const { message, description } = run.error as NodeOperationError;
	return `${message}\n${description ?? ''}`;
}

const errorOf = (item: INodeExecutionData) => item.json.error as { message?: string } | undefined;

const startsTasks = ({ test }: Played) => test.operation in ENDPOINTS;

/** The tasks that the node has started, or was told of. */
function tasksInQuestion(played: Played): EmulatedTask[] {
	const { core, test, earlier } = played;
	if (startsTasks(played)) return core.tasks.all;
	return earlier.filter(({ id }, n) => test.items.some(({ task }) => task === n) && core.log.polls(id).length > 0);
}

/** The ids that the node could know after so many requests, or in the end. */
function learnedIds(played: Played, until?: number): ReadonlySet<string> {
	if (!startsTasks(played)) return new Set(played.earlier.map(({ id }) => id));
	const creates = played.wire.sent.slice(0, until).filter((request) => isCreate(request) && meaningOf(request) === 'accepted');
	return new Set(creates.map(({ result }) => idIn((result as { body: unknown }).body)!));
}

// ---- the rules ----

function errorsAreOurs({ runs, test }: Played): string[] {
	const brief = test.operation === 'get' || test.operation === 'cancel';
	return runs.flatMap(({ error, stoppedAt }) => {
		if (error === undefined) return [];
		if (!(error instanceof NodeOperationError || error instanceof NodeApiError)) return [`threw ${String(error)}`];
		if (stoppedAt !== undefined && !brief) return error.message.includes('cancel') ? [] : [`stopped with "${error.message}"`];
		if (test.onError) return [`threw although it should continue: ${error.message}`];
		return error.message.length > 10 && !/undefined|\[object|NaN/.test(`${error.message} ${error.description}`)
			? []
			: [`says "${error.message}", "${error.description}"`];
	});
}

function oneOutcomeEach({ test }: Played, { items, stoppedAt }: Ended): string[] {
	if (!items || stoppedAt !== undefined) return [];
	const order = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	if (order.some((item, n) => item < (order[n - 1] ?? 0))) return [`items come in the order ${order.join(', ')}`];
	return test.items.flatMap((_, index) => {
		const mine = items.filter((_item, n) => order[n] === index);
		const failed = mine.filter(errorOf).length;
		const files = mine.filter(({ binary }) => binary).length;
		const complete = files > 0 && mine.length === files && mine[0].json.outputCount === files;
		const bare = mine.length === 1 && files === 0 && (failed === 1 || typeof mine[0].json.taskId === 'string');
		return complete || bare ? [] : [`item ${index + 1} gave ${JSON.stringify(mine)}`];
	});
}

async function filesAreRight(played: Played): Promise<string[]> {
	const { runs, core, store, test } = played;
	const field = String(test.options?.binaryPropertyOutput ?? 'data');
	const broken: string[] = [];
	for (const item of runs.flatMap(({ items = [] }) => items)) {
		if (!item.binary) continue;
		const { taskId, outputIndex, fileSize, fileName } = item.json;
		const task = core.tasks.any(String(taskId));
		const file = item.binary[field];
		const bytes = file && store.peek(file.id!);
		const served = await core.outputBytes(String(taskId), Number(outputIndex));
		// A server that announces too little cuts its own file.
		const cutByServer = test.faults?.some(({ fault }) => fault.kind === 'headers' && fault.wrong === 'lengthTooShort');
		if (!bytes?.equals(served) && !(cutByServer && bytes?.equals(served.subarray(0, 100)))) {
			broken.push(`${String(fileName)} has ${bytes?.length} bytes of ${served.length}`);
		}
		if (fileSize !== bytes?.length) broken.push(`${String(fileName)} is said to have ${String(fileSize)} bytes`);
		const { item: index } = item.pairedItem as { item: number };
		if (startsTasks(played) && task && itemOf(task.request.body) !== index) {
			broken.push(`item ${index + 1} got the file of ${String(task.request.body.promptText)}`);
		}
	}
	return broken;
}

function nothingTwice(played: Played): string[] {
	const { runs, wire, test } = played;
	const broken: string[] = [];
	const { retries = 1 } = test.options ?? {};
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

/** Every task stands in what some run gave out; those that can still be fetched in what the last one gave out. */
function nothingOutOfSight(played: Played): string[] {
	const { runs, log, test } = played;
	if (test.operation === 'get' || test.operation === 'cancel') return [];
	const last = runs[runs.length - 1];
	const everything = runs.map(textOf).join('\n');
	const learned = learnedIds(played);
	return tasksInQuestion(played).flatMap((task) => {
		if (!learned.has(task.id)) {
			return /not known/.test(everything) ? [] : [`nothing says that ${task.id} may exist`];
		}
		if (!everything.includes(task.id)) return [`${task.id} is nowhere`];
		// A rerun that ends at the check has nothing to tell about earlier ones.
		const checked = last.sentAfter > last.sentBefore && !test.store?.reads?.length;
		const fetchable = checked && ['alive', 'SUCCEEDED'].includes(stateAt(task, last.endedAt));
		if (fetchable && !shownBy(last).includes(task.id)) return [`${task.id} is not in the last run`];
		return startsTasks(played) && !log.some((line) => line.includes(task.id)) ? [`${task.id} is not in the log`] : [];
	});
}

/** Troubles that end by themselves must not decide anything. */
function goodEnds(played: Played): string[] {
	const { test, runs, core } = played;
	const { waitLimit = 10, queueLimit = 0 } = (test.options ?? {}) as Record<string, number>;
	const longest = Math.max(test.durationMs ?? 12_000, ...(test.outcomes ?? []).map(({ durationMs = 0 }) => durationMs));
	const mild = (test.faults ?? []).every(({ times = 1, route }) => times <= 2 || route === 'organization');
	if (waitLimit < 10 || queueLimit > 0 || longest > 120_000 || !mild || test.store?.writes) return [];
	const [first] = runs;
	if (!first.items || first.stoppedAt !== undefined || test.operation === 'get' || test.operation === 'cancel') return [];
	return first.items.flatMap((item) => {
		const details = errorOf(item) as { taskId?: string; message?: string } | undefined;
		const task = details?.taskId ? core.tasks.any(details.taskId) : undefined;
		if (!task || stateAt(task, first.endedAt) !== 'SUCCEEDED' || task.outcome.files === 0) return [];
		// Answers that no repeat can mend.
		const denied = (test.faults ?? []).some(({ fault }) => fault.kind === 'status' && [400, 401, 402, 404].includes(fault.status));
		return denied ? [] : [`${task.id} succeeded, but: ${details?.message}`];
	});
}

/** After a stop a task is looked at once more, and again a second later when that look met trouble. */
function looksApart({ core, runs, test }: Played): string[] {
	const stops = runs.map(({ stoppedAt = Infinity, endedAt }) => [stoppedAt, endedAt]);
	const cleaning = (time: number) => stops.some(([from, to]) => time >= from && time <= to);
	const last = new Map<string, number>();
	// A look that the stop broke off counts for nothing; whoever runs the node again has to be quick to notice.
	const since = (time: number) => Math.max(-1, ...runs.map(({ stoppedAt = -1 }) => (stoppedAt <= time ? stoppedAt : -1)));
	return core.log.polls().flatMap(({ taskId = '', time, fault }) => {
		if (fault === 'refused' || cleaning(time)) return [];
		const before = last.get(taskId);
		last.set(taskId, time);
		// Get, Cancel and Wait know nothing of an earlier run.
		const fresh = !(test.operation in ENDPOINTS) && runs.some(({ startedAt }) => before! <= startedAt && time >= startedAt);
		if (before === undefined || before <= since(time) || fresh || time - before >= 5000) return [];
		return [`${taskId} was looked at after ${time - before} ms`];
	});
}

function pacedRequests({ wire, runs }: Played): string[] {
	return runs.flatMap(({ sentBefore, sentAfter, sentAtStop = sentAfter }) => {
		const paced = wire.sent.slice(sentBefore, sentAtStop).filter(({ headers }) => headers.authorization);
		const crowded = paced.find((request, n) => n >= 20 && request.at - paced[n - 20].at < 998);
		return crowded ? [`21 requests within ${crowded.at} ms`] : [];
	});
}

function keyIsKept({ core, runs, log, wire }: Played): string[] {
	const seen = runs.map((run) => `${textOf(run)}${JSON.stringify(run.error, allProperties)}${(run.error as Error)?.stack}`);
	return [
		...core.log.leaks(KEY).map(({ path }) => `sent to ${path}`),
		...wire.sent.filter(({ headers, url }) => headers.authorization && !url.startsWith(`${core.baseUrl}/v1/`)).map(({ url }) => url),
		...[...seen, ...log].filter((text) => text.includes(KEY.slice(4))).map((text) => `in ${text.slice(0, 200)}`),
	];
}

/** Errors hide their fields from JSON; here all of them count, causes included. */
function allProperties(_: string, value: unknown): unknown {
	if (!(value instanceof Error)) return value;
	return Object.fromEntries(
		Object.getOwnPropertyNames(value).map((name) => [name, (value as unknown as Record<string, unknown>)[name]]),
	);
}

/**
 * Between a look and the DELETE after it a task may end: that much nobody can prevent. So each DELETE must
 * follow a look of its own that found the task unfinished.
 */
function nothingFinishedDeleted({ test, wire }: Played): string[] {
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

function stopCancels(played: Played): string[] {
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
	if (test.options?.cancelOnStop === false) {
		if (wire.sent.slice(0, run.sentAfter).some(({ method }) => method === 'DELETE')) broken.push('it should have left the tasks alone');
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

