import type { IDataObject } from 'n8n-workflow';
import type { Clock } from '../shared/clock';
import type { Failure } from '../shared/errors';
import type { Client } from './client';
import { create, type Creation, type CreationContext } from './create';
import { httpFailure } from './httpFailure';
import { isPassing, retryAfterMs } from './retry';
import { isObject, readCredits, readTaskBody } from './taskBody';
import type { CreatedTask, RunwayTask, TaskPlace } from './types';

/** A reading request that takes long is better asked again. */
const READ_TIMEOUT_MS = 30_000;

export type Created =
	| { readonly kind: 'created'; readonly task: CreatedTask }
	| Exclude<Creation<unknown>, { readonly kind: 'created' }>;

/**
 * Creates a task: money from here on. Repeats only what is certain to have created nothing.
 * @param factsIn what results repeat of the answer
 */
export async function createTask(
	client: Client,
	run: CreationContext,
	path: string,
	body: IDataObject,
	factsIn?: (answer: IDataObject) => CreatedTask['facts'],
): Promise<Created> {
	const created = await create(client, run, path, body, TASK, (answer) => {
		// A router speaks of the price together with its choice.
		const estimatedCost = readCredits(answer.estimatedCost) ?? readCredits((answer.routing as IDataObject | undefined)?.estimatedCost);
		if (!isTaskId(answer.id)) return undefined;
		return { id: answer.id, ...(estimatedCost && { estimatedCost }), ...(factsIn && { facts: factsIn(answer) }) };
	});
	return created.kind === 'created' ? { kind: 'created', task: created.made } : created;
}

const TASK = {
	noun: 'task',
	ifLost:
		"Look at the usage page of Runway's developer portal: if the task is there, fetch it with Wait for Task; if not, " +
		'start the workflow anew.',
} as const;

export type Read = Look<RunwayTask>;

/** What one look at something that is being made has shown. */
export type Look<T> =
	| { readonly kind: 'task'; readonly task: T }
	/** Runway does not know it (any more). */
	| { readonly kind: 'gone' }
	/** Passing trouble; `pauseMs` is what Runway asked for, if it did. */
	| { readonly kind: 'trouble'; readonly reason: string; readonly pauseMs?: number }
	/** Trouble that will not pass, such as a wrong key. */
	| { readonly kind: 'denied'; readonly failure: Failure }
	| { readonly kind: 'stopped' };

/** Where a task is to be found; `unknown` for an id that may be anything. */
export type Whereabouts = TaskPlace | 'unknown';

/** Looks at a task once. Free of charge. `cleanup`: goes on although the execution was stopped. */
export async function readTask(
	client: Client,
	clock: Clock,
	id: string,
	{ place = 'tasks', cleanup = false }: { readonly place?: Whereabouts; readonly cleanup?: boolean } = {},
): Promise<Read> {
	if (place === 'unknown') {
		const read = await readTask(client, clock, id, { cleanup });
		return read.kind === 'gone' ? await readTask(client, clock, id, { place: 'workflow_invocations', cleanup }) : read;
	}
	const at = { path: taskPath(id, place), called: `Runway task ${id}`, noun: 'a task' };
	return await lookAt(client, clock, at, (body) => readTaskBody(body, id, place), cleanup);
}

/**
 * Looks at something that is being made, once. Free of charge.
 * @param read what it is, from the answer; undefined when the answer is something else
 */
export async function lookAt<T>(
	client: Client,
	clock: Clock,
	{ path, called, noun }: { readonly path: string; readonly called: string; readonly noun: string },
	read: (body: unknown) => T | undefined,
	cleanup = false,
): Promise<Look<T>> {
	const answer = await client.send({ method: 'GET', path, timeoutMs: READ_TIMEOUT_MS, outlivesStop: cleanup, cleanup });
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
	if (status !== 200) return { kind: 'denied', failure: httpFailure(answer, `${called} cannot be read`) };
	const task = read(body);
	return task ? { kind: 'task', task } : { kind: 'trouble', reason: `Runway's answer was not ${noun}` };
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

function taskPath(id: string, place: TaskPlace = 'tasks'): string {
	return `/v1/${place}/${encodeURIComponent(id)}`;
}
