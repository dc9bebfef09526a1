/** What a request may look like, in a form in which rows and SDK types can be compared. */

/**
 * A union, as the sorted texts of its members: `"16:9"`, `5`, `string`, `number`, `boolean`,
 * `Array<{uri: string}>`, `{threshold?: "low"}`.
 */
export type Shape = readonly string[];

export interface FieldShape {
	readonly required: boolean;
	readonly shape: Shape;
}

/** Fields by name, without `model`. */
export type RequestShape = Readonly<Record<string, FieldShape>>;

/** Requests by `<endpoint> <model>`. */
export type Catalogue = Readonly<Record<string, RequestShape>>;

export function union(members: Iterable<string>): Shape {
	return [...new Set(members)].sort();
}

export function objectText(fields: RequestShape): string {
	const parts = Object.entries(fields)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, { required, shape }]) => `${name}${required ? '' : '?'}: ${shape.join(' | ')}`);
	return `{${parts.join('; ')}}`;
}

/** Every difference, one sentence each, naming model, field and value; empty when both say the same. */
export function differences(rows: Catalogue, sdk: Catalogue): string[] {
	const found = onlyIn(rows, sdk, (name) => name);
	for (const [request, fields] of shared(rows, sdk)) {
		const [mine, theirs] = fields;
		found.push(...onlyIn(mine, theirs, (name) => `${request}: field ${name}`));
		for (const [name, [a, b]] of shared(mine, theirs)) {
			const where = `${request}: field ${name}`;
			if (a.required !== b.required) {
				found.push(`${where} is required in the ${a.required ? 'rows' : 'SDK'} alone`);
			}
			found.push(...valuesOnlyIn(a.shape, b.shape, where, 'rows'));
			found.push(...valuesOnlyIn(b.shape, a.shape, where, 'SDK'));
		}
	}
	return found;
}

type Dictionary<T> = Readonly<Record<string, T>>;

function onlyIn<T>(rows: Dictionary<T>, sdk: Dictionary<T>, say: (name: string) => string): string[] {
	return [
		...Object.keys(rows)
			.filter((name) => !(name in sdk))
			.map((name) => `${say(name)} is in the rows alone`),
		...Object.keys(sdk)
			.filter((name) => !(name in rows))
			.map((name) => `${say(name)} is in the SDK alone`),
	];
}

function shared<T>(rows: Dictionary<T>, sdk: Dictionary<T>): Array<[string, [T, T]]> {
	return Object.keys(rows)
		.filter((name) => name in sdk)
		.map((name) => [name, [rows[name], sdk[name]]]);
}

function valuesOnlyIn(a: Shape, b: Shape, where: string, side: string): string[] {
	return a
		.filter((value) => !b.includes(value))
		.map((value) => `${where} takes ${value} in the ${side} alone`);
}
