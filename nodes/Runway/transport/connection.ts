/**
 * What the host's network errors mean. Their codes are read, never shown: the host replaces any message that
 * contains one, and their other fields hold the whole request.
 */

const WORDS: Record<string, string> = {
	ECONNREFUSED: 'the server refused the connection',
	ENOTFOUND: 'the host name could not be found',
	EAI_AGAIN: 'the host name could not be looked up',
	EHOSTUNREACH: 'the host could not be reached',
	ENETUNREACH: 'the network could not be reached',
	ECONNRESET: 'the connection was closed before the answer was complete',
	EPIPE: 'the connection was closed before the request was complete',
	ECONNABORTED: 'no answer came in time',
	ETIMEDOUT: 'no answer came in time',
	ERR_BAD_RESPONSE: 'the answer broke off',
	ERR_CANCELED: 'the request was broken off',
	ERR_STREAM_PREMATURE_CLOSE: 'the connection was closed before the answer was complete',
};

/** Codes that come before the first byte of a request has left. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

interface CodedError {
	code?: unknown;
	httpCode?: unknown;
	cause?: CodedError;
}

/** The host wraps errors once or twice; the network code may sit on any layer. */
function codeOf(error: unknown): string | undefined {
	for (let layer = error as CodedError | undefined, depth = 0; layer && depth < 4; layer = layer.cause, depth++) {
		for (const code of [layer.code, layer.httpCode]) {
			if (typeof code === 'string' && code in WORDS) return code;
		}
	}
	return undefined;
}

/** True when the request cannot have reached the server. */
export function wasNeverSent(error: unknown): boolean {
	return NEVER_SENT.has(codeOf(error) ?? '');
}

/** True when the network failed, and not something else on the way. */
export function isConnectionError(error: unknown): boolean {
	return codeOf(error) !== undefined;
}

/** A clause such as "no answer came in time". */
export function reasonInWords(error: unknown): string {
	return WORDS[codeOf(error) ?? ''] ?? 'the connection failed';
}
