/** Something wrong with what the user entered, in words for the editor. */
export interface Problem {
	/** Label of the field as the editor shows it, e.g. "Prompt". */
	readonly field: string;
	/** One sentence: what is wrong and what is allowed. */
	readonly message: string;
}

/** What checking input gives: a value to go on with, or everything that is wrong. */
export type Checked<T> = { readonly value: T } | { readonly problems: readonly Problem[] };
