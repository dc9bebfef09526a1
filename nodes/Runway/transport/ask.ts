import type { Clock } from '../shared/clock';
import type { Failure } from '../shared/errors';
import type { Timer } from '../shared/timer';
import type { ApiAnswer, ApiRequest, Client } from './client';
import { httpFailure } from './httpFailure';
import { backoffMs, isPassing, LONGEST_OBEYED_MS, retryAfterMs } from './retry';

/** A request that may be sent again: it reads, or it leaves the same behind however often it is carried out. */
export interface Question extends Omit<ApiRequest, 'timeoutMs'> {
	readonly timeoutMs?: number;
	/** What could not be done, for messages: "The account could not be looked at". */
	readonly what: string;
	/** What to do about a status, where that is not the same for every request. */
	readonly hints?: Readonly<Record<number, string>>;
	/** The ID of what is asked for, which a right answer repeats. */
	readonly id?: string;
}

export type Reply =
	| {
			readonly kind: 'reply';
			/** Undefined: the answer was empty. */
			readonly body: Readonly<Record<string, unknown>> | undefined;
	  }
	/** `retried`: an earlier attempt had no answer, and may have been carried out. */
	| { readonly kind: 'failed'; readonly failure: Failure; readonly retried: boolean }
	| { readonly kind: 'stopped' };

const TIMEOUT_MS = 30_000;

const ATTEMPTS = 4;

/**
 * Sends a request and waits for trouble that passes.
 * @param patience left out: one attempt only, for someone who looks at the editor
 */
export async function ask(
	client: Client,
	{ what, hints, id, ...request }: Question,
	patience?: { readonly clock: Clock; readonly timer: Timer },
): Promise<Reply> {
	for (let attempt = 0; ; attempt++) {
		const answer = await client.send({ timeoutMs: TIMEOUT_MS, ...request });
		if (answer.kind === 'stopped') return answer;
		const isGood = answer.kind === 'answer' && answer.status >= 200 && answer.status < 300;
		if (isGood && isFromRunway(answer.body, id)) return { kind: 'reply', body: answer.body || undefined };
		if (!patience || attempt === ATTEMPTS - 1 || !mayPass(answer, id)) {
			return { kind: 'failed', failure: failureOf(answer, what, hints), retried: attempt > 0 };
		}
		const { clock, timer } = patience;
		const asked = answer.kind === 'answer' ? retryAfterMs(answer.headers, clock.now()) : undefined;
		await timer.pause(Math.max(backoffMs(attempt, clock), Math.min(asked ?? 0, LONGEST_OBEYED_MS))).over;
	}
}

type Answer = Exclude<ApiAnswer, { kind: 'stopped' }>;

/** Runway speaks JSON or says nothing; a page of text comes from something in between. */
function isFromRunway(body: unknown, id?: string): body is Record<string, unknown> | '' | undefined | null {
	if (id !== undefined) return (body as { id?: unknown } | null | undefined)?.id === id;
	return typeof body === 'object' || body === undefined || body === '';
}

function mayPass(answer: Answer, id?: string): boolean {
	if (answer.kind === 'lost' || isPassing(answer.status)) return true;
	return !isFromRunway(answer.body, answer.status < 300 ? id : undefined);
}

function failureOf(answer: Answer, what: string, hints: Question['hints']): Failure {
	if (answer.kind === 'lost') {
		return {
			message: `${what}: ${answer.reason}`,
			description: 'Check the Base URL in the Runway credential and the network, then run again.',
		};
	}
	if (answer.status < 300) {
		return { message: `${what}: the answer did not come from Runway`, description: 'Check the Base URL in the Runway credential.' };
	}
	return httpFailure(answer, what, hints);
}
