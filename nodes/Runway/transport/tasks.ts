import type { IDataObject } from 'n8n-workflow';
import type { Clock } from '../shared/clock';
import type { Failure } from '../shared/errors';
import type { Timer } from '../shared/timer';
import type { ApiAnswer, Client } from './client';
import { httpFailure } from './httpFailure';
import { isPassing, pauseBeforeCreatingAgain, retryAfterMs } from './retry';
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
	| { readonly kind: 'stopped' };

/** Creates a task: money from here on. Repeats only what is certain to have created nothing. */
export async function createTask(
	client: Client,
	{ clock, timer, stopped }: { clock: Clock; timer: Timer; stopped: () => boolean },
	path: string,
	body: IDataObject,
): Promise<Created> {
	for (let attempt = 0; ; attempt++) {
		if (stopped()) return { kind: 'stopped' };
		const answer = await client.send({
			method: 'POST',
			path,
			body,
			timeoutMs: CREATE_TIMEOUT_MS,
			outlivesStop: true,
		});
		if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) {
			const task = answer.body as Partial<CreatedTask> | undefined;
			return typeof task?.id === 'string' && task.id !== ''
				? { kind: 'created', task: task as CreatedTask }
				: { kind: 'unknown', failure: maybeCreated("Runway's answer held no task id") };
		}
		const pauseMs = pauseBeforeCreatingAgain(answer, attempt, clock);
		if (pauseMs === undefined) return notCreated(answer, attempt + 1);
		await timer.pause(pauseMs).over;
	}
}

function notCreated(answer: ApiAnswer, attempts: number): Created {
	if (answer.kind === 'stopped') return answer;
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
		return { kind: 'unavailable', failure: httpFailure(answer, `Runway did not take the request${tried}`) };
	}
	if (status >= 500 || status === 408) {
		return { kind: 'unknown', failure: maybeCreated(`Runway answered with status ${status}`) };
	}
	const failure = httpFailure(answer, 'Runway refused the request');
	// The other 4xx are about the account (key, credits, permission): the request itself may be fine.
	return { kind: [400, 413, 422].includes(status) ? 'refused' : 'unavailable', failure };
}

function maybeCreated(reason: string): Failure {
	return {
		message: `It is not known whether Runway created the task: ${reason}`,
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
		unpaced: cleanup,
	});
	if (answer.kind === 'stopped') return answer;
	if (answer.kind === 'lost') return { kind: 'trouble', reason: answer.reason };
	const { status, body, headers } = answer;
	if (status === 404) return { kind: 'gone' };
	if (isPassing(status)) {
		return {
			kind: 'trouble',
			reason: `Runway answered with status ${status}`,
			pauseMs: retryAfterMs(headers, clock.now()),
		};
	}
	if (status !== 200) return { kind: 'denied', failure: httpFailure(answer, `Runway task ${id} cannot be read`) };
	return isTask(body, id)
		? { kind: 'task', task: body }
		: { kind: 'trouble', reason: "Runway's answer was not a task" };
}

function isTask(body: unknown, id: string): body is RunwayTask {
	const task = body as Partial<RunwayTask> | null;
	return typeof task === 'object' && task !== null && typeof task.status === 'string' && task.id === id;
}

export type Cancelled =
	| { readonly kind: 'done' }
	| { readonly kind: 'gone' }
	| { readonly kind: 'failed'; readonly failure: Failure };

/**
 * DELETE of a task: cancels one that has not ended, deletes one that has, output included. Goes on although the
 * execution was stopped. A repeat is answered with 404 and does no harm, so trouble is retried.
 */
export async function deleteTask(client: Client, clock: Clock, id: string, unpaced = false): Promise<Cancelled> {
	for (let attempt = 0; ; attempt++) {
		const answer = await client.send({
			method: 'DELETE',
			path: taskPath(id),
			timeoutMs: READ_TIMEOUT_MS,
			outlivesStop: true,
			unpaced,
		});
		if (answer.kind === 'answer') {
			if (answer.status >= 200 && answer.status < 300) return { kind: 'done' };
			if (answer.status === 404) return { kind: 'gone' };
		}
		const passing = answer.kind === 'lost' || (answer.kind === 'answer' && isPassing(answer.status));
		if (!passing || attempt >= 2) {
			const what = `Runway task ${id} could not be cancelled`;
			return {
				kind: 'failed',
				failure:
					answer.kind === 'answer'
						? httpFailure(answer, what)
						: { message: answer.kind === 'lost' ? `${what}: ${answer.reason}` : what },
			};
		}
		await clock.sleep(1000 * (attempt + 1));
	}
}

function taskPath(id: string): string {
	return `/v1/tasks/${encodeURIComponent(id)}`;
}
