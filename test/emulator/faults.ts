import type { Fault, FaultHook, Outcome, OutcomeHook, Route } from './types';

/**
 * Faults as data: what a plan says can be printed, shrunk, and kept in a test. `faultHook` and `outcomeHook`
 * turn it into what the emulator asks.
 */
export interface FaultRule {
	readonly route: Route;
	readonly fault: PlannedFault;
	/** The first request of the route that is meant, counted from 1. Default 1. */
	readonly from?: number;
	/** How many requests from there on. Default 1. */
	readonly times?: number;
	/** How likely each of them meets the fault, 0 to 1, drawn from the plan's seed. Default 1. */
	readonly chance?: number;
}

/** An emulator's fault without functions in it. Times in milliseconds unless the name says otherwise. */
export type PlannedFault =
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly retryAfterSeconds?: number;
			/** Retry-After as a date so long from the request. */
			readonly retryAfterDateMs?: number;
			readonly location?: string;
	  }
	| { readonly kind: 'refused' | 'reset-before' | 'reset-after' | 'html' }
	| { readonly kind: 'cut' | 'stall'; readonly afterBytes: number }
	| { readonly kind: 'delay'; readonly ms: number }
	| { readonly kind: 'json'; readonly shape: keyof typeof SHAPES }
	| { readonly kind: 'headers'; readonly wrong: keyof typeof WRONG_HEADERS };

type Json = Record<string, unknown>;

const without = (...fields: string[]) => (body: Json) =>
	Object.fromEntries(Object.entries(body).filter(([name]) => !fields.includes(name)));

/** Answers that are JSON but not what the documents say. */
export const SHAPES = {
	nothing: () => null,
	list: () => [],
	text: () => 'ok',
	empty: () => ({}),
	withoutId: without('id'),
	otherId: (body: Json) => ({ ...body, id: 'a3f1f1a0-0000-4000-8000-000000000000' }),
	withoutStatus: without('status'),
	withoutCost: without('cost', 'estimatedCost', 'createdAt', 'progress'),
	withoutOutput: without('output'),
	withoutFailureCode: without('failureCode'),
	unknownStatus: (body: Json) => ({ ...body, status: 'WARMING_UP' }),
	extraFields: (body: Json) => ({ ...body, queue: { place: 3 }, hints: ['x'], progressText: null }),
	backToPending: (body: Json) => (body.status === 'RUNNING' ? { ...without('progress')(body), status: 'PENDING' } : body),
	oneL: (body: Json) => (body.status === 'CANCELLED' ? { ...body, status: 'CANCELED' } : body),
	numbersForTexts: (body: Json) => ({ ...body, failureCode: 7, failure: 7, createdAt: 7, progress: 'half', cost: null }),
	nullFields: (body: Json) => ({ ...body, fields: null }),
	nullsInside: (body: Json) => Object.fromEntries(Object.keys(body).map((name) => [name, null])),
} satisfies Record<string, (body: Json) => unknown>;

/** Headers that do not fit the file they come with. */
export const WRONG_HEADERS = {
	noLength: { 'content-length': undefined },
	lengthTooLong: { 'content-length': '1000000' },
	lengthTooShort: { 'content-length': '100' },
	noType: { 'content-type': undefined },
	octetStream: { 'content-type': 'application/octet-stream' },
} satisfies Record<string, Record<string, string | undefined>>;

/**
 * The hook for a list of rules; of several that fit a request the first one counts.
 * @param seed for rules with a chance: the same seed meets the same requests
 */
export function faultHook(rules: readonly FaultRule[], seed = 1): FaultHook {
	return ({ route, time }, count) => {
		const rule = rules.find((candidate, index) => {
			const { from = 1, times = 1, chance = 1 } = candidate;
			if (candidate.route !== route || count < from || count >= from + times) return false;
			return chance >= 1 || chanceAt(seed, index, count) < chance;
		});
		return rule && faultOf(rule.fault, time);
	};
}

function faultOf(planned: PlannedFault, time: number): Fault {
	switch (planned.kind) {
		case 'status': {
			const { kind, status, retryAfterSeconds, retryAfterDateMs, location } = planned;
			const headers: Record<string, string> = {};
			if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds);
			if (retryAfterDateMs !== undefined) headers['retry-after'] = new Date(time + retryAfterDateMs).toUTCString();
			if (location !== undefined) headers.location = location;
			return { kind, status, headers };
		}
		case 'json': {
			const change: (body: Json) => unknown = SHAPES[planned.shape];
			return { kind: 'json', change: (body) => change((body ?? {}) as Json) };
		}
		case 'headers':
			return { kind: 'headers', set: WRONG_HEADERS[planned.wrong] };
		default:
			return planned;
	}
}

/** What becomes of the tasks in the order of their creation; those beyond the list go well. */
export function outcomeHook(outcomes: readonly Outcome[]): OutcomeHook {
	return (_, index) => outcomes[index];
}

/** A number from 0 to 1 that depends on nothing but its arguments. */
export function chanceAt(...numbers: number[]): number {
	let hash = 0x811c9dc5;
	for (const number of numbers) {
		hash = Math.imul(hash ^ number, 0x01000193);
		hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
		hash ^= hash >>> 13;
	}
	return (hash >>> 0) / 2 ** 32;
}

/**
 * Codes of failed tasks, and whether a new task for the same request is worthwhile. Source: Runway's
 * documentation, Task failures; the last ones are there for codes that do not exist yet.
 */
export const FAILURE_CODES: ReadonlyArray<{ readonly code?: string; readonly repeat: boolean }> = [
	{ code: 'SAFETY.INPUT.TEXT', repeat: false },
	{ code: 'SAFETY.INPUT.IMAGE', repeat: false },
	{ code: 'SAFETY.OUTPUT.VIDEO', repeat: false },
	{ code: 'SAFETY', repeat: false },
	{ code: 'INPUT_PREPROCESSING.SAFETY.TEXT', repeat: false },
	{ code: 'INPUT_PREPROCESSING.SAFETY.THIRD_PARTY', repeat: false },
	{ code: 'INPUT_PREPROCESSING.INTERNAL', repeat: true },
	{ code: 'INTERNAL.BAD_OUTPUT.CODE01', repeat: true },
	{ code: 'ASSET.INVALID', repeat: false },
	{ code: 'THIRD_PARTY.UNAVAILABLE', repeat: true },
	{ code: 'THIRD_PARTY.INPUT_VALIDATION', repeat: false },
	{ code: 'INTERNAL', repeat: true },
	{ code: 'INTERNAL.CRASH', repeat: true },
	{ repeat: true },
	{ code: 'SAFETYNET.TORN', repeat: false },
	{ code: 'BRAND.NEW', repeat: false },
];
