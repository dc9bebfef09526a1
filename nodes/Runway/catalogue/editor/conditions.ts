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
const ANY_PLAIN_VALUE: Rule = { _cnd: { gte: '>' } };
const SOMETHING = { _cnd: { exists: true } } as const;

type Rule = string | { _cnd: object };

/**
 * The host's form of conditions that must all hold. Says where the field is hidden, not where it is shown: the host
 * shows a field as soon as one of its `show` conditions meets an expression, without a look at the rest. While the
 * workflow runs it looks at the expression's text; in the editor at its value, which may be nothing. No patterns:
 * the host runs them under a time limit, which a busy machine exceeds. Paths begin at the top: inside a collection
 * they have to, elsewhere the editor would else reset a value that the next model's list does not have, and n8n 1.123
 * would not find the length of a text.
 */
export function displayOptions(conditions: readonly Condition[]): IDisplayOptions | undefined {
	const hide: Record<string, Rule[]> = {};
	const show: NonNullable<IDisplayOptions['show']> = {};
	for (const { name, is, all, dynamic } of conditions) {
		const path = `/${name}`;
		if (dynamic) {
			const rules = is.length === 0 ? [ANY_PLAIN_VALUE] : othersThan(is, all);
			if (rules.length > 0) hide[path] = rules;
		} else if (is.length === 1) {
			hide[path] = [{ _cnd: { not: is[0] } }];
		} else {
			hide[path] = outside(is, all);
			// A text has a length, nothing has none.
			show[`${path}.length`] = [SOMETHING];
		}
	}
	const parts = {
		...(Object.keys(show).length > 0 && { show }),
		...(Object.keys(hide).length > 0 && { hide: hide as IDisplayOptions['hide'] }),
	};
	return Object.keys(parts).length > 0 ? parts : undefined;
}

/** Everything but some values. Ranges, because whole lists of models at each field would be a tenth of the description. */
function outside(is: readonly string[], all: readonly string[]): Rule[] {
	const sorted = [...is].sort();
	const [first, last] = [sorted[0], sorted.at(-1)!];
	const between = all.filter((value) => first < value && value < last);
	return [{ _cnd: { lt: first } }, ...othersThan(is, [...is, ...between]), { _cnd: { gt: last } }];
}

/** The other values, those that follow each other in the alphabet as a range where that is shorter. */
function othersThan(is: readonly string[], all: readonly string[]): Rule[] {
	const runs: string[][] = [[]];
	for (const value of [...new Set(all)].sort()) {
		if (is.includes(value)) runs.push([]);
		else runs.at(-1)!.push(value);
	}
	return runs.flatMap((run): Rule[] => {
		const range: Rule[] = [{ _cnd: { between: { from: run[0], to: run.at(-1) } } }];
		return JSON.stringify(range).length < JSON.stringify(run).length ? range : run;
	});
}
