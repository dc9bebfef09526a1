import type { IDisplayOptions } from 'n8n-workflow';

/** When a field is to be seen: while another one has one of some values. */
export interface Condition {
	/** Name of the other field. */
	readonly name: string;
	readonly is: readonly string[];
	/** All values that the other field can have. */
	readonly all: readonly string[];
	/** Also while the other field is an expression, whose value is known only when the workflow runs. */
	readonly dynamic: boolean;
}

/** Every plain value begins with a letter; an expression, and nothing at all, come before them. */
const ANY_PLAIN_VALUE = { _cnd: { gte: '>' } };
const EXPRESSION = { _cnd: { startsWith: '=' } };
const SOMETHING = { _cnd: { exists: true } } as const;

/**
 * The host's form of conditions that must all hold. Says where the field is hidden, not where it is shown: the host
 * shows a field as soon as one of its `show` conditions meets an expression, without a look at the rest. While the
 * workflow runs it looks at the expression's text; in the editor at its value, which may be nothing. No patterns:
 * the host runs them under a time limit, which a busy machine exceeds. Paths begin at the top: inside a collection
 * they have to, elsewhere the editor would else reset a value that the next model's list does not have, and n8n 1.123
 * would not find the length of a text.
 */
export function displayOptions(conditions: readonly Condition[]): IDisplayOptions | undefined {
	const hide: NonNullable<IDisplayOptions['hide']> = {};
	const show: NonNullable<IDisplayOptions['show']> = {};
	for (const { name, is, all, dynamic } of conditions) {
		const path = `/${name}`;
		const others = all.filter((value) => !is.includes(value));
		if (dynamic) {
			if (is.length === 0) hide[path] = [ANY_PLAIN_VALUE];
			else if (others.length > 0) hide[path] = others;
		} else if (is.length === 1) {
			hide[path] = [{ _cnd: { not: is[0] } }];
		} else {
			hide[path] = [...others, EXPRESSION, ''];
			// A text has a length, nothing has none.
			show[`${path}.length`] = [SOMETHING];
		}
	}
	const parts = {
		...(Object.keys(show).length > 0 && { show }),
		...(Object.keys(hide).length > 0 && { hide }),
	};
	return Object.keys(parts).length > 0 ? parts : undefined;
}
