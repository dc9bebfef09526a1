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

/**
 * The host's form of conditions that must all hold. Says where the field is hidden, not where it is shown: the host
 * shows a field as soon as one of its `show` conditions meets an expression, without a look at the rest. While the
 * workflow runs it looks at the expression's text; in the editor at its value, which may be nothing: so a field
 * that is not dynamic has a pattern that an expression's text does not fit, and wants a value that has a length.
 * @param nested the field is inside a collection, so the others have to be looked up from the top
 */
export function displayOptions(conditions: readonly Condition[], nested = false): IDisplayOptions | undefined {
	const hide: NonNullable<IDisplayOptions['hide']> = {};
	const show: NonNullable<IDisplayOptions['show']> = {};
	for (const { name, is, all, dynamic } of conditions) {
		const path = `${nested ? '/' : ''}${name}`;
		if (!dynamic) {
			show[`${path}.length`] = [{ _cnd: { exists: true } }];
			hide[path] = [{ _cnd: { regex: `^(?!(?:${oneOf(is)})$)` } }];
			continue;
		}
		const others = all.filter((value) => !is.includes(value));
		if (others.length === 0) continue;
		// Whichever says it in fewer words.
		hide[path] = others.length <= is.length + 1 ? others : [{ _cnd: { regex: `^(?!=|(?:${oneOf(is)})$).` } }];
	}
	const parts = {
		...(Object.keys(show).length > 0 && { show }),
		...(Object.keys(hide).length > 0 && { hide }),
	};
	return Object.keys(parts).length > 0 ? parts : undefined;
}

function oneOf(values: readonly string[]): string {
	return values.map(escaped).join('|');
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
