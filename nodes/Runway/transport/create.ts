import type { IDataObject } from 'n8n-workflow';
import type { Clock } from '../shared/clock';
import { inDoubt, type Failure } from '../shared/errors';
import type { Timer } from '../shared/timer';
import type { ApiAnswer, Client } from './client';
import { aboutRouter, httpFailure, isOutOfCredits } from './httpFailure';
import { pauseBeforeCreatingAgain, transferMs } from './retry';

/** The vendor's own SDK gives a request one minute. */
const CREATE_TIMEOUT_MS = 60_000;

/** What came of a creating request. */
export type Creation<T> =
	| { readonly kind: 'created'; readonly made: T }
	/** Runway refused the request as it is; sending it unchanged would be refused again. */
	| { readonly kind: 'refused'; readonly failure: Failure }
	/** Nothing was created; later it may be. */
	| { readonly kind: 'unavailable'; readonly failure: Failure }
	/** Nobody knows whether anything was created. */
	| { readonly kind: 'unknown'; readonly failure: Failure }
	/** Not sent, because another item had failed. */
	| { readonly kind: 'skipped' }
	| { readonly kind: 'stopped' };

export interface CreationContext {
	readonly clock: Clock;
	readonly timer: Timer;
	readonly halted: boolean;
	stopped(): boolean;
}

/** What is created, in words. */
export interface CreationWords {
	/** "task" */
	readonly noun: string;
	/** What to do when nobody knows whether it was. */
	readonly ifLost: string;
}

/** What to do about a status when nothing was created. */
const HINTS: Readonly<Record<number, string>> = {
	404:
		'Nothing was created. Check the Base URL in the Runway credential: the server there does not know this operation, ' +
		'or not this model or router.',
	429:
		'Nothing was created. Either too many requests came at once: run the item again in a few minutes. Or the daily ' +
		"limit of generations is reached, which counts the last 24 hours: try again later, or raise the tier in Runway's " +
		'developer portal.',
};

/**
 * Sends a request that creates something. Repeats only what is certain to have created nothing.
 * @param read what was created, from the answer; undefined when it does not say
 */
export async function create<T>(
	client: Client,
	run: CreationContext,
	path: string,
	body: IDataObject,
	words: CreationWords,
	read: (answer: IDataObject) => T | undefined,
): Promise<Creation<T>> {
	const { clock, timer } = run;
	const wanted = () => !run.halted && !run.stopped();
	const timeoutMs = CREATE_TIMEOUT_MS + transferMs(textLength(body));
	for (let attempt = 0; ; attempt++) {
		const answer = await client.send({ method: 'POST', path, body, timeoutMs, outlivesStop: true, wanted });
		if (answer.kind === 'stopped') return { kind: run.stopped() ? 'stopped' : 'skipped' };
		if (answer.kind === 'answer' && answer.status >= 200 && answer.status < 300) {
			const made = read((answer.body ?? {}) as IDataObject);
			if (made !== undefined) return { kind: 'created', made };
			return { kind: 'unknown', failure: maybeCreated(`Runway's answer held no ${words.noun} id`, words) };
		}
		const pauseMs = pauseBeforeCreatingAgain(answer, attempt, clock);
		if (pauseMs === undefined) return notCreated(answer, attempt + 1, words);
		await timer.pause(pauseMs).over;
	}
}

/** Characters of all texts in a body: of its length only that matters, and files in it need not be written out. */
export function textLength(value: unknown): number {
	if (typeof value === 'string') return value.length;
	if (typeof value !== 'object' || value === null) return 0;
	return Object.values(value).reduce((sum: number, part) => sum + textLength(part), 0);
}

function notCreated(
	answer: Exclude<ApiAnswer, { kind: 'stopped' }>,
	attempts: number,
	words: CreationWords,
): Exclude<Creation<never>, { kind: 'created' }> {
	const tried = attempts > 1 ? ` after ${attempts} tries` : '';
	if (answer.kind === 'lost') {
		if (answer.sent) return { kind: 'unknown', failure: maybeCreated(answer.reason, words) };
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
		return { kind: 'unavailable', failure: httpFailure(answer, `Runway did not take the request${tried}`, HINTS) };
	}
	if (status >= 500 || status === 408) {
		return { kind: 'unknown', failure: maybeCreated(`Runway answered with status ${status}`, words) };
	}
	const failure = httpFailure(answer, 'Runway refused the request', HINTS);
	// The others are about the account (key, credits, permission, a router): the request itself may be fine.
	const isAboutRequest = [400, 413, 422].includes(status) && !isOutOfCredits(answer) && !aboutRouter(answer);
	return { kind: isAboutRequest ? 'refused' : 'unavailable', failure };
}

function maybeCreated(reason: string, { noun, ifLost }: CreationWords): Failure {
	return {
		message: `It is not known whether Runway created the ${noun}: ${reason}`,
		details: inDoubt(noun),
		description: `The request was sent once and is not sent again, so that you do not pay twice. ${ifLost}`,
	};
}
