export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** To three digits at least, and no more than two behind the point. */
export function rounded(value: number): number {
	return Number(value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2));
}

/**
 * Does several things `runs` times each, every time in another order, so that whatever changes meanwhile on the machine
 * meets all of them.
 */
export async function mixed<Name extends string>(
	runs: number,
	things: Readonly<Record<Name, () => Promise<number>>>,
	say: (line: string) => void,
): Promise<Record<Name, number[]>> {
	const names = Object.keys(things) as Name[];
	const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
	for (let run = 0; run < runs; run++) {
		const from = run % names.length;
		for (const name of [...names.slice(from), ...names.slice(0, from)]) {
			const result = await things[name]();
			results[name].push(rounded(result));
			say(`  ${name}: ${rounded(result)}`);
		}
	}
	return results;
}
