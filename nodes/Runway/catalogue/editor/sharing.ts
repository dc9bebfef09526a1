import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

type Name = INodePropertyOptions['value'];

/** A field and the operations that have it. */
export interface Shared {
	readonly operations: Name[];
	readonly field: INodeProperties;
}

/**
 * The fields of several operations, each operation's in their order, and what several of them have only once: n8n's
 * editor loads the fields of all nodes at its start, and many a field is a long list.
 */
export function together(all: ReadonlyArray<readonly [operation: Name, fields: readonly INodeProperties[]]>): Shared[] {
	return all.reduce<Shared[]>((shared, [operation, fields]) => merged(shared, operation, fields), []);
}

/** Adds the fields of one operation, such that the longest fields are shared that can be without a change of order. */
function merged(shared: readonly Shared[], operation: Name, fields: readonly INodeProperties[]): Shared[] {
	const theirs = shared.map(({ field }) => JSON.stringify(field));
	const ours = fields.map((field) => JSON.stringify(field));
	const isSame = (i: number, j: number) => theirs[i] === ours[j];
	// saved[i][j]: the characters that can be saved from their i-th and our j-th field on.
	const saved = [...theirs, ''].map(() => [...ours, ''].map(() => 0));
	for (let i = theirs.length - 1; i >= 0; i--) {
		for (let j = ours.length - 1; j >= 0; j--) {
			const both = isSame(i, j) ? ours[j].length + saved[i + 1][j + 1] : 0;
			saved[i][j] = Math.max(both, saved[i + 1][j], saved[i][j + 1]);
		}
	}
	const result: Shared[] = [];
	let [i, j] = [0, 0];
	while (i < theirs.length || j < ours.length) {
		const isLeft = j === ours.length || (i < theirs.length && saved[i][j] === saved[i + 1][j]);
		const isRight = i === theirs.length || saved[i][j] === saved[i][j + 1];
		if (isLeft) result.push(shared[i++]);
		else if (isRight) result.push({ operations: [operation], field: fields[j++] });
		else {
			const { operations, field } = shared[i++];
			result.push({ operations: [...operations, operation], field });
			j++;
		}
	}
	return result;
}
