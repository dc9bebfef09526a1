/**
 * Reads n8n's form of execution data: a JSON array whose first entry is the root, and in which every string
 * inside an object or array is the index of the entry that belongs there.
 */
export function fromFlatted(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const known = new Map<number, unknown>();
	const entry = (index: number): unknown => {
		const stored = entries[index];
		if (typeof stored !== 'object' || stored === null) return stored;
		if (known.has(index)) return known.get(index);
		const value: Record<string, unknown> = (Array.isArray(stored) ? [] : {}) as Record<string, unknown>;
		known.set(index, value);
		for (const [key, child] of Object.entries(stored)) {
			value[key] = typeof child === 'string' ? entry(Number(child)) : child;
		}
		return value;
	};
	return entry(0);
}
