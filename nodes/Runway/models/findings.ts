import { labelOf } from './fields';
import type { Problem } from './types';

/** Gathers everything that is wrong with one item's input, so that the user can mend it all at once. */
export class Findings {
	readonly problems: Problem[] = [];

	private readonly names = new Set<string>();

	/** `name`: the parameter's name. `label`: where it differs from the field's own, e.g. in a list. */
	report(name: string, message: string, label = labelOf(name)): void {
		this.names.add(name);
		this.problems.push({ field: label, message });
	}

	/** Whether this field has been reported, so that what follows from it is not reported as well. */
	has(name: string): boolean {
		return this.names.has(name);
	}
}
