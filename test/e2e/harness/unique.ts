import { randomUUID } from 'node:crypto';

/** A text that nothing else uses, no other test and no other run of this one: what carries it is the caller's own. */
export function unique(text: string): string {
	return `${text}-${randomUUID().slice(0, 8)}`;
}
