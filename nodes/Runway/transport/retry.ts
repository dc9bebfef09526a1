import type { IDataObject } from 'n8n-workflow';
import type { Clock } from '../shared/clock';
import type { ApiAnswer } from './client';

/** Runway's documents ask for exponential backoff with up to half as much again by chance. */
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 30_000;

/** A server that asks for more patience than this has a daily limit behind it: waiting would only hide that. */
const LONGEST_RETRY_AFTER_MS = 120_000;

/** @param attempt 0 after the first failure. @returns milliseconds */
export function backoffMs(attempt: number, clock: Clock): number {
	return withChance(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt), clock);
}

/**
 * How long to leave a server alone that has given nothing of use for some time: a quarter as long again. Not by a count
 * of failures, so that many who ask side by side leave it no longer alone than one. @returns milliseconds
 */
export function pauseInSilenceMs(silenceMs: number, clock: Clock): number {
	return withChance(Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, silenceMs / 4)), clock);
}

/** Up to half as much again. */
function withChance(ms: number, clock: Clock): number {
	return Math.round(ms * (1 + clock.random() / 2));
}

/** Reading goes on through any trouble, but not at intervals that nobody has in mind. */
export const LONGEST_OBEYED_MS = 300_000;

/** `Retry-After` of an answer in milliseconds from now, given in seconds or as a date; undefined without one. */
export function retryAfterMs(headers: IDataObject, now: number): number | undefined {
	const value = String(headers['retry-after'] ?? '').trim();
	if (value === '') return undefined;
	const seconds = Number(value);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const at = Date.parse(value);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/**
 * How long to wait before a creating request may be sent again; undefined when it must not be.
 *
 * Creating costs money and Runway knows no idempotency key. Only the answers it documents as "may retry" (429:
 * nothing was created; 502, 503, 504: it was too busy to take the request) and requests that never left are
 * repeated; a lost answer or another 5xx is not, because the task may exist.
 */
export function pauseBeforeCreatingAgain(answer: ApiAnswer, attempt: number, clock: Clock): number | undefined {
	if (attempt >= 4 || answer.kind === 'stopped') return undefined;
	if (answer.kind === 'lost') return answer.sent ? undefined : backoffMs(attempt, clock);
	if (![429, 502, 503, 504].includes(answer.status)) return undefined;
	const asked = retryAfterMs(answer.headers, clock.now());
	if (asked !== undefined && asked > LONGEST_RETRY_AFTER_MS) return undefined;
	return Math.max(asked ?? 0, backoffMs(attempt, clock));
}

/**
 * How long bytes may take on a slow line (100 kB a second), ms. The host's time-out is for a whole request, so
 * large ones get more.
 */
export function transferMs(sizeBytes: number): number {
	return Math.ceil(sizeBytes / 100);
}

/** True for answers to a reading request (or a file transfer) that may well be different next time. */
export function isPassing(status: number): boolean {
	return status === 408 || status === 425 || status === 429 || status >= 500;
}
