import type { Problem } from '../../shared/checked';

/** Gathers everything that is wrong with one item's input, so that the user can mend it all at once. */
export class Findings {
	readonly problems: Problem[] = [];

	private readonly keys = new Set<string>();

	/** @param key the field of the request that it is about. @param label the field of the editor */
	report(key: string, label: string, message: string): void {
		this.keys.add(key);
		this.problems.push({ field: label, message });
	}

	/** Whether this field has been reported, so that what follows from it is not reported as well. */
	has(key: string): boolean {
		return this.keys.has(key);
	}
}
