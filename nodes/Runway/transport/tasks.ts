import type { IDataObject } from 'n8n-workflow';
import type { Clock } from '../shared/clock';
import type { Failure } from '../shared/errors';
import type { Timer } from '../shared/timer';
import type { ApiAnswer, Client } from './client';
import { httpFailure, isOutOfCredits } from './httpFailure';
import { isPassing, pauseBeforeCreatingAgain, retryAfterMs, transferMs } from './retry';
import type { CreatedTask, RunwayTask } from './types';

/** The vendor's own SDK gives a request one minute; a reading one that takes long is better asked again. */
const CREATE_TIMEOUT_MS = 60_000;
const READ_TIMEOUT_MS = 30_000;

export type Created =
	| { readonly kind: 'created'; readonly task: CreatedTask }
	/** Runway refused the request as it is; sending it unchanged would be refused again. */
	| { readonly kind: 'refused'; readonly failure: Failure }
	/** Nothing was created; later it may be. */
	| { readonly kind: 'unavailable'; readonly failure: Failure }
	/** Nobody knows whether a task was created. */
	| { readonly kind: 'unknown'; readonly failure: Failure }
	/** Not sent, because another item had failed. */
	| { readonly kind: 'skipped' }
	| { readonly kind: 'stopped' };

interface CreateContext {
	readonly clock: Clock;
	readonly timer: Timer;
	readonly halted: boolean;
	stopped(): boolean;
}

/** What to do about a status when nothing was created. */
const CREATE_HINTS: Readonly<Record<number, string>> = {
	404:
		'Nothing was created. Check the Base URL in the Runway credential: the server there does not know this operation, ' +
		'or not this model.',
	429:
		'Nothing was created. Either too many requests came at once: run the item again in a few minutes. Or the daily ' +
		"limit of generations is reached, which counts the last 24 hours: try again later, or raise the tier in Runway's " +
		'developer portal.',
};

/** Creates a task: money from here on. Repeats only what is certain to have created nothing. */
export async function createTask(
	client: Client,
	run: CreateContext,
	path: string,
	body: IDataObject,
): Promise<Created> {
	const { clock, timer } = run;
	const wanted = () => !run.halted && !run.stopped();
	const timeoutMs = CREATE_TIMEOUT_MS + transferMs(textLength(body));
	for (let attempt = 0; ; attempt++) {
		const answer = await client.send({ method: 'POST', path, body, timeoutMs, outlivesStop: true, wanted });
		if (answer.kind === 'stopped') return { kind: run.stopped() ? 'stopped' : 'skipped' };
		if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) {
			const body = answer.body as Partial<CreatedTask> | undefined;
			const estimatedCost = readCredits(body?.estimatedCost);
			return isTaskId(body?.id)
				? { kind: 'created', task: { id: body.id, ...(estimatedCost && { estimatedCost }) } }
				: { kind: 'unknown', failure: maybeCreated("Runway's answer held no task id") };
		}
		const pauseMs = pauseBeforeCreatingAgain(answer, attempt, clock);
		if (pauseMs === undefined) return notCreated(answer, attempt + 1);
		await timer.pause(pauseMs).over;
	}
}

/** Characters of all texts in a body: of its length only that matters, and files in it need not be written out. */
function textLength(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return 0;
	return Object.values(value).reduce((sum: number, part) => sum + textLength(part), 0);
}

function notCreated(answer: Exclude<ApiAnswer, { kind: 'stopped' }>, attempts: number): Created {
	const tried = attempts > 1 ? ` after ${attempts} tries` : '';
	if (answer.kind === 'lost') {
		if (answer.sent) return { kind: 'unknown', failure: maybeCreated(answer.reason) };
		return {
			kind: 'unavailable',
			failure: {
				message: `Runway could not be reached${tried}: ${answer.reason}`,
				description: 'Nothing was created. Check the Base URL in the credential and the network, then run again.',
			},
		};
	}
	const { status } = answer;
	if (status === 429 || [502, 503, 504].includes(status)) {
		return { kind: 'unavailable', failure: httpFailure(answer, `Runway did not take the request${tried}`, CREATE_HINTS) };
	}
	if (status >= 500 || status === 408) {
		return { kind: 'unknown', failure: maybeCreated(`Runway answered with status ${status}`) };
	}
	const failure = httpFailure(answer, 'Runway refused the request', CREATE_HINTS);
	// The other 4xx are about the account (key, credits, permission): the request itself may be fine.
	const isAboutRequest = [400, 413, 422].includes(status) && !isOutOfCredits(answer);
	return { kind: isAboutRequest ? 'refused' : 'unavailable', failure };
}

function maybeCreated(reason: string): Failure {
	return {
		message: `It is not known whether Runway created the task: ${reason}`,
		details: { taskMayExist: true },
		description:
			'The request was sent once and is not sent again, so that you do not pay twice. Look at the usage page of ' +
			"Runway's developer portal: if the task is there, fetch it with Wait for Task; if not, start the workflow anew.",
	};
}

export type Read =
	| { readonly kind: 'task'; readonly task: RunwayTask }
	/** Runway does not know the task (any more). */
	| { readonly kind: 'gone' }
	/** Passing trouble; `pauseMs` is what Runway asked for, if it did. */
	| { readonly kind: 'trouble'; readonly reason: string; readonly pauseMs?: number }
	/** Trouble that will not pass, such as a wrong key. */
	| { readonly kind: 'denied'; readonly failure: Failure }
	| { readonly kind: 'stopped' };

/** Looks at a task once. Free of charge. `cleanup`: goes on although the execution was stopped. */
export async function readTask(client: Client, clock: Clock, id: string, cleanup = false): Promise<Read> {
	const answer = await client.send({
		method: 'GET',
		path: taskPath(id),
		timeoutMs: READ_TIMEOUT_MS,
		outlivesStop: cleanup,
		cleanup,
	});
	if (answer.kind === 'stopped') return answer;
	if (answer.kind === 'lost') return { kind: 'trouble', reason: answer.reason };
	const { status, body, headers } = answer;
	// Only Runway knows that a task does not exist, or that the key may not read it, and it speaks JSON; a page of
	// text comes from something in between.
	if (status === 404 && isObject(body)) return { kind: 'gone' };
	if (isPassing(status) || (status !== 200 && !isObject(body))) {
		return {
			kind: 'trouble',
			reason: `Runway answered with status ${status}`,
			pauseMs: retryAfterMs(headers, clock.now()),
		};
	}
	if (status !== 200) return { kind: 'denied', failure: httpFailure(answer, `Runway task ${id} cannot be read`) };
	const task = readTaskBody(body, id);
	return task ? { kind: 'task', task } : { kind: 'trouble', reason: "Runway's answer was not a task" };
}

/** The task in an answer, with only those fields that are what they should be; undefined when it is none. */
function readTaskBody(body: unknown, id: string): RunwayTask | undefined {
	if (!isObject(body)) return undefined;
	const raw = body;
	if (raw.id !== id || typeof raw.status !== 'string') return undefined;
	const task: RunwayTask = { id, status: raw.status };
	if (typeof raw.createdAt === 'string') task.createdAt = raw.createdAt;
	if (typeof raw.progress === 'number') task.progress = raw.progress;
	if (Array.isArray(raw.output)) task.output = raw.output.filter((url) => typeof url === 'string') as string[];
	if (typeof raw.failure === 'string') task.failure = raw.failure;
	// A code of another kind is still a code, and an unknown one: not to be repeated.
	if (raw.failureCode !== undefined && raw.failureCode !== null) task.failureCode = String(raw.failureCode);
	const cost = readCredits(raw.cost);
	if (cost) task.cost = cost;
	const estimatedCost = readCredits(raw.estimatedCost);
	if (estimatedCost) task.estimatedCost = estimatedCost;
	return task;
}

function isObject(body: unknown): body is Record<string, unknown> {
	return typeof body === 'object' && body !== null;
}

function readCredits(raw: unknown): { credits: number } | undefined {
	const credits = (raw as { credits?: unknown } | null | undefined)?.credits;
	return typeof credits === 'number' ? { credits } : undefined;
}

/** Why a task could not be looked at. */
export function unreadable(taskId: string, read: Exclude<Read, { kind: 'task' | 'stopped' }>): Failure {
	const details = { taskId };
	switch (read.kind) {
		case 'gone':
			return {
				message: `Runway task ${taskId} does not exist (any more)`,
				description: 'It was cancelled or deleted, or belongs to another organization than the API Key.',
				httpCode: 404,
				details,
			};
		case 'trouble':
			return {
				message: `Runway task ${taskId} could not be read: ${read.reason}`,
				description: 'This passes: run the item again.',
				details,
			};
		case 'denied':
			return { ...read.failure, details };
	}
}

export type Deleted =
	| { readonly kind: 'done' }
	| { readonly kind: 'gone' }
	/** `passing`: it may work next time, after `pauseMs` if Runway asked for a pause. */
	| { readonly kind: 'failed'; readonly passing: boolean; readonly failure: Failure; readonly pauseMs?: number }
	| { readonly kind: 'stopped' };

/**
 * Sends DELETE for a task, once: cancels one that has not ended, deletes one that has, output included.
 * @param cleanup goes on although the execution was stopped
 */
export async function deleteTask(client: Client, clock: Clock, id: string, cleanup = false): Promise<Deleted> {
	const answer = await client.send({
		method: 'DELETE',
		path: taskPath(id),
		timeoutMs: READ_TIMEOUT_MS,
		outlivesStop: true,
		cleanup,
	});
	const what = `Runway task ${id} could not be cancelled`;
	if (answer.kind === 'stopped') return answer;
	if (answer.kind === 'lost') {
		return { kind: 'failed', passing: true, failure: { message: `${what}: ${answer.reason}`, details: { taskId: id } } };
	}
	const { status, body, headers } = answer;
	if (status === 404) return { kind: 'gone' };
	// Runway answers with 204 and nothing. A page of text comes from something in between, and nothing was done.
	const isPage = typeof body === 'string' && body.trim() !== '';
	if (status >= 200 && status < 300 && !isPage) return { kind: 'done' };
	const failure = status < 300 ? { message: `${what}: the answer did not come from Runway` } : httpFailure(answer, what);
	return {
		kind: 'failed',
		passing: status < 300 || isPassing(status),
		pauseMs: retryAfterMs(headers, clock.now()),
		failure: { ...failure, details: { taskId: id } },
	};
}

/** True for what can be a task id: nothing that would lead to another place in a URL's path. */
export function isTaskId(id: unknown): id is string {
	return typeof id === 'string' && /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/.test(id);
}

function taskPath(id: string): string {
	return `/v1/tasks/${encodeURIComponent(id)}`;
}
