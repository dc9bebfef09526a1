import { isConnectionError, reasonInWords, wasNeverSent } from '../../nodes/Runway/transport/connection';

const coded = (code: unknown) => Object.assign(new Error('x'), { code });
/** Wrapped this many times, as the host wraps errors. */
const wrapped = (error: unknown, times: number): unknown => (times === 0 ? error : wrapped({ cause: error }, times - 1));

describe('what an error of the network says', () => {
	it.each([
		['ECONNREFUSED', true, 'refused'],
		['ENOTFOUND', true, 'name could not be found'],
		['EAI_AGAIN', true, 'name could not be looked up'],
		['EHOSTUNREACH', true, 'host could not be reached'],
		['ENETUNREACH', true, 'network could not be reached'],
		['ECONNRESET', false, 'closed before the answer was complete'],
		['EPIPE', false, 'closed before the request was complete'],
		['ECONNABORTED', false, 'in time'],
		['ETIMEDOUT', false, 'in time'],
		['ERR_BAD_RESPONSE', false, 'the answer broke off'],
		['ERR_CANCELED', false, 'the request was broken off'],
		['ERR_STREAM_PREMATURE_CLOSE', false, 'closed before the answer was complete'],
	])('%s: never sent %s, "%s"', (code, neverSent, words) => {
		expect(wasNeverSent(coded(code))).toBe(neverSent);
		expect(reasonInWords(coded(code))).toContain(words);
		expect(isConnectionError(coded(code))).toBe(true);
	});

	it('is found behind up to three wrappers, under either name', () => {
		expect([0, 3, 4].map((times) => isConnectionError(wrapped(coded('EPIPE'), times)))).toEqual([true, true, false]);
		expect(isConnectionError({ code: 5, httpCode: 'EPIPE' })).toBe(true);
	});

	it.each([undefined, null, 'EPIPE', new Error('EPIPE'), coded(5), coded('ENOSPC')])('is nothing for %p', (error) => {
		expect(isConnectionError(error)).toBe(false);
		expect(wasNeverSent(error)).toBe(false);
		expect(reasonInWords(error)).toBe('the connection failed');
	});
});
