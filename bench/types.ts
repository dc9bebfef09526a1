/** One number that was measured. */
export interface Reading {
	/** What it is about, in words: a row of the page. */
	readonly what: string;
	/** The middle of the runs. */
	readonly value: number;
	readonly unit: string;
	/** All runs, in their order. */
	readonly runs?: readonly number[];
	/** It is to be no more than this. */
	readonly goal?: number;
	/** In how many times the ideal, or the time of this node, it is: what the page says first. */
	readonly ratio?: number;
}

/** Something to measure by name: `npm run bench -- <name>`. */
export interface Figure {
	readonly name: string;
	readonly title: string;
	/** What it means, how it was measured, and what its goal is. */
	readonly about: string;
	/** `virtual`: on a clock that jumps, so the same on every machine. `n8n` needs a real n8n server. */
	readonly kind: 'virtual' | 'machine' | 'n8n';
	measure(options: Options): Promise<Reading[]>;
}

export interface Options {
	/** How often everything is measured; the middle counts. */
	readonly runs: number;
	/** For trying it out: everything as small and short as it can be. */
	readonly isTrial: boolean;
	/** Tells whoever waits what is going on. */
	say(line: string): void;
}

/** A figure as it is kept in docs/benchmarks.json. */
export interface Kept {
	readonly title: string;
	readonly about: string;
	readonly kind: Figure['kind'];
	readonly readings: readonly Reading[];
	/** YYYY-MM-DD. */
	readonly date: string;
	readonly command: string;
	readonly machine: string;
	/** What else the machine did: its load (of one minute) before the measurement. */
	readonly load: number;
	readonly versions: Readonly<Record<string, string>>;
}
