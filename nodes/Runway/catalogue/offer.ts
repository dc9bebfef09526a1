import type { Fields } from './types';

/** A condition on the finished request: the field is there, or has one of the values. */
export interface Condition {
	readonly field: string;
	/** Left out: any value. */
	readonly is?: ReadonlyArray<string | number | boolean>;
}

/** A demand across fields. When `when` holds, the others given must hold too. */
export interface Rule {
	/** Left out: for every request. */
	readonly when?: Condition;
	/** At least one of these fields must be present. */
	readonly needsOneOf?: readonly string[];
	/** `field` must be left out or be one of `values`. */
	readonly allows?: { readonly field: string; readonly values: ReadonlyArray<string | number> };
	/** `field` must be present and be one of `values`. */
	readonly demands?: { readonly field: string; readonly values: ReadonlyArray<string | number> };
	/** In the elements of a list, `key` may be given once for each value. */
	readonly unique?: { readonly field: string; readonly key: string };
	/** In the elements of a list, at most so many may have (or, left out, count as having) this value. */
	readonly atMost?: {
		readonly field: string;
		readonly key: string;
		readonly value: string;
		readonly otherwise: string;
		readonly count: number;
	};
	/** In a list, one element at least has this value. */
	readonly contains?: { readonly field: string; readonly key: string; readonly value: string };
	/** In a list, all elements have `key` or none. */
	readonly allOrNone?: { readonly field: string; readonly key: string };
	/** In the elements of a list, the span `key` of start_seconds and end_seconds ends after its start. */
	readonly ordered?: { readonly field: string; readonly key: string };
	/** The numbers `key` in the elements of a list add up to the field `total`, or to what it usually is. */
	readonly addUp?: { readonly field: string; readonly key: string; readonly total: string; readonly otherwise: number };
	/** In the elements of a list, the number `key` lies in the span `range` of start_seconds and end_seconds. */
	readonly inside?: { readonly field: string; readonly key: string; readonly range: string };
	/** The sentence the user reads when the rule is broken. */
	readonly say: string;
}

/** What Runway charges, as its price list has it. Prices change; shown, never reckoned with. */
export interface Price {
	/** What is counted. */
	readonly per: 'second' | 'second of the input' | '2 seconds' | '3 seconds' | '6 seconds' | 'frame' | 'image' | 'sound' | '50 characters';
	readonly rates: readonly Rate[];
	/** Credits before anything is counted. */
	readonly base?: number;
	readonly atLeast?: number;
	/** What else decides, besides the settings and the length of videos and sounds that come in. */
	readonly alsoBy?: 'text' | 'picture';
	/** What else changes it, as a clause such as "plus 2 per reference image". */
	readonly also?: string;
	/** The length of what comes in decides too much of it for an example. */
	readonly noExample?: true;
}

interface Rate {
	readonly credits: number;
	/** Where only a range is known: its end. */
	readonly to?: number;
	/** When it applies, where there are several: "in 720p", "with sound". */
	readonly when?: string;
	/** What the editor selects at first leads to it; left out: to the first one. */
	readonly usual?: true;
}

/** What results repeat of the answer to a creating request, by the name in the result: where it stands in the answer. */
export type Facts = Readonly<Record<string, { readonly at: readonly string[]; readonly type: 'string' | 'number' | 'boolean' }>>;

/** What one model takes at one endpoint, or an endpoint that has no models. */
export interface Offer {
	/** Where the request goes, if not where the endpoint says: `POST /v1/<path>`. */
	readonly path?: string;
	/** Left out: not published. */
	readonly price?: Price;
	/** How many files a task gives where the request does not say so; left out: one. */
	readonly files?: number;
	/** Keyed by Runway's own field names, in the order of the editor and of the request. A `model` is implied. */
	readonly params: Fields;
	readonly rules?: readonly Rule[];
	/** Runway chooses the model, and with it the price, anew for each request. */
	readonly routed?: {
		/** On the wire all parameters but these stand in an object of this name. */
		readonly inside: string;
		readonly but: readonly string[];
		/** What it says about its choice. */
		readonly facts: Facts;
	};
}
