import { textOf } from './prices';
import type { Outcome, OutcomeHook } from './types';

/**
 * Outcomes that the prompt itself asks for, for servers that a test cannot reach into and for trying things by
 * hand. Anywhere in the prompt or the text to say, any number of: `[fail:INTERNAL.BAD_OUTPUT.CODE01]`, `[seconds:2.5]`,
 * `[throttled:30]`, `[files:2]`, `[type:.mov]`, `[bytes:200000000]`, `[cancelled:3]`, `[gone:3]`; times in
 * seconds.
 */
export const promptMarkers: OutcomeHook = ({ body }) => {
	const marks = new Map<string, string>();
	for (const [, name = '', value = ''] of textOf({ body }).matchAll(/\[(\w+):([^\]]+)\]/g)) {
		marks.set(name, value);
	}
	const milliseconds = (name: string) => (marks.has(name) ? Number(marks.get(name)) * 1000 : undefined);
	const number = (name: string) => (marks.has(name) ? Number(marks.get(name)) : undefined);
	const failureCode = marks.get('fail');
	return {
		durationMs: milliseconds('seconds'),
		throttledMs: milliseconds('throttled'),
		fail: failureCode ? { failure: `The prompt asked for ${failureCode}`, failureCode } : undefined,
		files: number('files'),
		extension: marks.get('type') as Outcome['extension'],
		sizeBytes: number('bytes'),
		cancelledAfterMs: milliseconds('cancelled'),
		vanishesAfterMs: milliseconds('gone'),
	};
};
