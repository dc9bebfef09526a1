import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import type { ApiAnswer } from '../../nodes/Runway/transport/client';
import { reasonInWords, wasNeverSent } from '../../nodes/Runway/transport/connection';
import {
	backoffMs,
	isPassing,
	pauseBeforeCreatingAgain,
	pauseInSilenceMs,
	retryAfterMs,
} from '../../nodes/Runway/transport/retry';

const clock = { now: () => Date.UTC(2026, 0, 1), random: () => 0, sleep: async () => {} };
const answer = (status: number, headers = {}): ApiAnswer => ({ kind: 'answer', status, headers, body: {} });
const lost = (sent: boolean): ApiAnswer => ({ kind: 'lost', sent, reason: 'x' });

describe('may a creating request be sent again?', () => {
	it.each([
		['429', answer(429), 2000],
		['502', answer(502), 2000],
		['503', answer(503), 2000],
		['504', answer(504), 2000],
		['a request that never left', lost(false), 2000],
		['429 with Retry-After in seconds', answer(429, { 'retry-after': '7' }), 7000],
		['503 with Retry-After as a date', answer(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }), 9000],
		['a shorter Retry-After than our own pause', answer(429, { 'retry-after': '0' }), 2000],
		['a Retry-After nobody can wait for', answer(429, { 'retry-after': '3600' }), undefined],
		['a lost answer: the task may exist', lost(true), undefined],
		['500: the task may exist', answer(500), undefined],
		['400', answer(400), undefined],
		['401', answer(401), undefined],
		['a stopped execution', { kind: 'stopped' } as ApiAnswer, undefined],
	])('%s', (_, given, pause) => {
		expect(pauseBeforeCreatingAgain(given, 0, clock)).toBe(pause);
	});

	it('gives up after the fifth try', () => {
		expect([0, 1, 2, 3, 4].map((attempt) => pauseBeforeCreatingAgain(answer(503), attempt, clock))).toEqual([
			2000,
			4000,
			8000,
			16_000,
			undefined,
		]);
	});
});

describe('backoff', () => {
	it('doubles up to 30 s and adds at most half by chance', () => {
		expect(backoffMs(3, clock)).toBe(16_000);
		expect(backoffMs(20, clock)).toBe(30_000);
		expect(backoffMs(0, { ...clock, random: () => 0.999 })).toBeCloseTo(2999, 0);
	});

	it('of a server that has long been silent is a quarter as long again, from 2 s to 30 s', () => {
		expect([0, 8000, 8004, 60_000, 120_000, 1e9].map((silenceMs) => pauseInSilenceMs(silenceMs, clock))).toEqual([
			2000, 2000, 2001, 15_000, 30_000, 30_000,
		]);
		expect(pauseInSilenceMs(1e9, { ...clock, random: () => 0.5 })).toBe(37_500);
	});

	it('ignores a Retry-After it cannot read', () => {
		expect(retryAfterMs({ 'retry-after': 'soon' }, 0)).toBeUndefined();
		expect(retryAfterMs({}, 0)).toBeUndefined();
		expect(retryAfterMs({ 'retry-after': ' ' }, 0)).toBeUndefined();
		expect(retryAfterMs({ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 5000)).toBe(0);
	});
});

it('calls 408, 425, 429 and 5xx passing when reading, nothing else', () => {
	const passing = [200, 301, 400, 401, 402, 403, 404, 408, 410, 425, 429, 500, 502, 503, 504].filter(isPassing);
	expect(passing).toEqual([408, 425, 429, 500, 502, 503, 504]);
});

describe('connection errors', () => {
	const node: INode = { id: '1', name: 'Runway', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };
	const coded = (code: string) => Object.assign(new Error(`connect ${code} 10.0.0.1:443`), { code });

	it.each([
		['ECONNREFUSED', true, 'the server refused the connection'],
		['ENOTFOUND', true, 'the host name could not be found'],
		['ECONNRESET', false, 'the connection was closed before the answer was complete'],
		['ECONNABORTED', false, 'no answer came in time'],
	])('%s, bare and as the host wraps it', (code, neverSent, words) => {
		for (const error of [coded(code), new NodeApiError(node, coded(code) as unknown as JsonObject)]) {
			expect(wasNeverSent(error)).toBe(neverSent);
			expect(reasonInWords(error)).toBe(words);
		}
	});

	it('says little about what it does not know', () => {
		expect(reasonInWords(new Error('secret stuff'))).toBe('the connection failed');
		expect(reasonInWords(undefined)).toBe('the connection failed');
		expect(wasNeverSent(new Error('x'))).toBe(false);
	});
});
