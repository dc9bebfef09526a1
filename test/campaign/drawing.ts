import * as fc from 'fast-check';
import { FAILURE_CODES, SHAPES, WRONG_HEADERS, type FaultRule, type PlannedFault } from '../emulator/faults';
import type { Outcome, Route } from '../emulator/types';
import { ENDPOINT_IDS } from '../../nodes/Runway/catalogue/endpoints';
import { CALL_OPERATIONS } from './calls';
import { modelIds, startsTasks, WITH_IMAGE, type Case, type ItemCase } from './case';

/** Draws cases in which a few things go wrong: not so many that nothing else happens. */

/** A value in so many of a hundred cases; in the others, and when a case is shrunk, nothing. */
const sometimes = <T>(percent: number, arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
	fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(undefined) }, { weight: percent, arbitrary: arb });

const keys = <T extends object>(of: T) => Object.keys(of) as Array<keyof T>;

const statuses = (...list: number[]) =>
	fc.record(
		{
			kind: fc.constant('status' as const),
			status: fc.constantFrom(...list),
			retryAfterSeconds: fc.constantFrom(0, 3, 40, 200),
			retryAfterDateMs: fc.constantFrom(-5000, 10_000, 100_000),
		},
		{ requiredKeys: ['kind', 'status'] },
	);

const shapes = (...left: Array<keyof typeof SHAPES>) =>
	fc.record({
		kind: fc.constant('json' as const),
		shape: fc.constantFrom(...keys(SHAPES).filter((shape) => !left.includes(shape))),
	});

/** Each kind is as likely as the others. */
const broken: fc.Arbitrary<PlannedFault> = fc
	.constantFrom('refused' as const, 'reset-before' as const, 'reset-after' as const, 'html' as const, 'cut' as const, 'stall' as const, 'delay' as const)
	.chain((kind): fc.Arbitrary<PlannedFault> => {
		if (kind === 'delay') return fc.record({ kind: fc.constant(kind), ms: fc.constantFrom(500, 20_000, 70_000, 200_000) });
		if (kind !== 'cut' && kind !== 'stall') return fc.constant({ kind });
		return fc.record({ kind: fc.constant(kind), afterBytes: fc.constantFrom(0, 20, 1500) });
	});

/** What can go wrong with a request of each route. */
const FAULTS = {
	// An answer with another task's id is beyond what anybody can notice.
	create: fc.oneof(broken, broken, statuses(429, 502, 503, 504, 429, 500, 400, 401, 403, 404, 402, 408, 520), shapes('otherId')),
	poll: fc.oneof(broken, broken, statuses(429, 500, 502, 503, 504, 401, 408, 520), shapes()),
	delete: fc.oneof(broken, statuses(429, 500, 503, 401)),
	// That something is not there is taken from Runway as it is.
	call: fc.oneof(broken, broken, statuses(429, 502, 503, 504, 429, 500, 400, 401, 408), shapes('otherId')),
	organization: fc.oneof(broken, statuses(429, 500, 503, 401), shapes()),
	createUpload: fc.oneof(broken, broken, statuses(429, 500, 503, 401, 400), shapes()),
	uploadFile: fc.oneof(broken, broken, statuses(400, 403, 500, 503)),
	output: fc.oneof(
		broken,
		statuses(403, 404, 429, 500, 503),
		fc.record({ kind: fc.constant('status' as const), status: fc.constantFrom(301, 307), location: redirects() }),
		fc.record({ kind: fc.constant('headers' as const), wrong: fc.constantFrom(...keys(WRONG_HEADERS)) }),
	),
} satisfies Partial<Record<Route, fc.Arbitrary<PlannedFault>>>;

function redirects() {
	return fc.constantFrom('https://elsewhere.example/clip.mp4', 'http://files.example.net/clip.mp4', '/outputs/x', 'http://[', 'file:///etc/passwd');
}

function ruleFor(...routes: Array<keyof typeof FAULTS>): fc.Arbitrary<FaultRule> {
	return fc.constantFrom(...routes).chain((route) =>
		fc.record({
			route: fc.constant(route),
			fault: FAULTS[route],
			from: sometimes(50, fc.constantFrom(2, 3, 5, 8)),
			times: sometimes(60, fc.constantFrom(2, 3, 6, 40)),
			chance: sometimes(40, fc.constantFrom(0.2, 0.5, 0.8)),
		}),
	);
}

const rule = ruleFor('create', 'create', 'poll', 'poll', 'output', 'output', 'delete', 'delete', 'organization');

const seed = fc.integer({ min: 1, max: 1_000_000 });

const moment = fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 150_000 }));

const outcome: fc.Arbitrary<Outcome> = fc.record({
	durationMs: sometimes(60, fc.oneof(fc.integer({ min: 100, max: 60_000 }), fc.constantFrom(3000, 400_000, 900_000))),
	fail: sometimes(
		30,
		fc.constantFrom(...FAILURE_CODES).map(({ code }) => ({ failure: 'It failed.', ...(code && { failureCode: code }) })),
	),
	throttledMs: sometimes(10, fc.constantFrom(4000, 40_000, 400_000)),
	cancelledAfterMs: sometimes(5, moment),
	vanishesAfterMs: sometimes(5, moment),
	files: sometimes(15, fc.constantFrom(0, 2, 3)),
	nodes: sometimes(40, fc.constantFrom<NonNullable<Outcome['nodes']>>({ a: 2, b: 1 }, { a: { message: 'It failed.' }, b: 1 }, { a: { message: 'It failed.' } })),
	extension: sometimes(10, fc.constantFrom('.mov' as const, '.zip' as const)),
});

const options = fc.record({
	retries: sometimes(40, fc.integer({ min: 0, max: 3 })),
	waitLimit: sometimes(30, fc.constantFrom(0.1, 0.5, 2, 0)),
	queueLimit: sometimes(15, fc.constantFrom(0.2, 1)),
	onLimit: sometimes(30, fc.constantFrom('error', 'continue')),
	pollInterval: sometimes(20, fc.constantFrom(5, 7, 20)),
	cancelOnStop: sometimes(15, fc.constant(false)),
	fileName: sometimes(15, fc.constant('clip')),
	binaryPropertyOutput: sometimes(15, fc.constant('video')),
	deleteFinished: sometimes(10, fc.boolean()),
	creditLimit: sometimes(30, fc.constantFrom(1, 60, 100, 150, 400)),
	checkAccount: sometimes(20, fc.constant(true)),
});

function itemsOf(operation: Case['operation']): fc.Arbitrary<ItemCase[]> {
	const item: fc.Arbitrary<ItemCase> =
		startsTasks(operation)
			? fc.record({
					model: operation === 'savedWorkflow.run' ? fc.constant(undefined) : sometimes(60, fc.constantFrom(...modelIds(operation))),
					image: WITH_IMAGE.has(operation) ? image : fc.constant(undefined),
					invalid: sometimes(2, fc.constant(true as const)),
				})
			: fc.record({ task: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: noTask }) });
	return fc.array(item, { minLength: 1, maxLength: 8, size: 'max' });
}

const image: fc.Arbitrary<ItemCase['image']> = fc.oneof(
	{ weight: 16, arbitrary: fc.constant(undefined) },
	{ weight: 8, arbitrary: fc.constantFrom('inMemory' as const, 'url' as const) },
	{ weight: 1, arbitrary: fc.constantFrom('notAnImage' as const, 'missing' as const) },
);

const noTask = fc.constantFrom('unknown' as const, '../../organization' as const);

const operation = fc.oneof(
	{ weight: 4, arbitrary: fc.constant('video.generate' as const) },
	{ weight: 2, arbitrary: fc.constant('video.animate' as const) },
	{ weight: 3, arbitrary: fc.constantFrom(...ENDPOINT_IDS) },
	{ weight: 1, arbitrary: fc.constant('savedWorkflow.run' as const) },
	{ weight: 2, arbitrary: fc.constantFrom('wait' as const, 'get' as const, 'cancel' as const) },
);

const account = fc.record({ credits: sometimes(60, fc.constantFrom(-5, 0, 50, 200)), daily: sometimes(60, fc.integer({ min: 0, max: 8 })) });

/** Calls that start no task. Their requests are all of one route. */
const calls: fc.Arbitrary<Case> = fc.record({
	operation: fc.constantFrom(...CALL_OPERATIONS),
	items: fc.array(
		fc.record({
			task: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: noTask }),
			invalid: sometimes(2, fc.constant(true as const)),
			image,
		}),
		{ minLength: 1, maxLength: 8, size: 'max' },
	),
	options: sometimes(70, fc.record({ waitLimit: sometimes(30, fc.constantFrom(0.1, 2)), onLimit: sometimes(30, fc.constant('continue')) })),
	waitForCompletion: sometimes(15, fc.constant(false)),
	onError: sometimes(50, fc.constantFrom('continueRegularOutput' as const, 'continueErrorOutput' as const)),
	durationMs: sometimes(50, fc.integer({ min: 100, max: 60_000 })),
	unmade: sometimes(20, fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 3 })),
	faults: sometimes(80, fc.array(ruleFor('call'), { minLength: 1, maxLength: 4, size: 'max' })),
	latencyMs: sometimes(40, fc.constantFrom(50, 800, 3000)),
	stopAtMs: sometimes(25, moment),
	rerunsAfterMs: sometimes(40, fc.array(fc.constantFrom(0, 1000, 120_000), { minLength: 1, maxLength: 3, size: 'max' })),
	seed,
});

const storeTrouble = fc.record({
	reads: sometimes(60, fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 2 })),
	writes: sometimes(60, fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 2 })),
});

const ordinary: fc.Arbitrary<Case> = operation.chain((chosen) =>
	fc.record({
		operation: fc.constant(chosen),
		items: itemsOf(chosen),
		options: sometimes(60, options),
		waitForCompletion: sometimes(5, fc.constant(false)),
		onError: sometimes(50, fc.constantFrom('continueRegularOutput' as const, 'continueErrorOutput' as const)),
		account: sometimes(20, account),
		concurrency: sometimes(40, fc.integer({ min: 1, max: 5 })),
		durationMs: sometimes(50, fc.integer({ min: 100, max: 60_000 })),
		outcomes: sometimes(70, fc.array(outcome, { minLength: 1, maxLength: 10, size: 'max' })),
		faults: sometimes(70, fc.array(rule, { minLength: 1, maxLength: 4, size: 'max' })),
		store: sometimes(5, storeTrouble),
		latencyMs: sometimes(40, fc.constantFrom(50, 800, 3000)),
		stopAtMs: sometimes(25, moment),
		rerunsAfterMs: sometimes(
			40,
			fc.array(fc.constantFrom(0, 1000, 8000, 120_000, 4_000_000), { minLength: 1, maxLength: 3, size: 'max' }),
		),
		seed,
	}),
);

/** Large images, which take a while, and what can happen to them on their way. */
const uploads: fc.Arbitrary<Case> = fc.record({
	operation: fc.constant('video.animate' as const),
	items: fc.array(fc.constant({ image: 'large' as const }), { minLength: 1, maxLength: 2 }),
	onError: sometimes(50, fc.constant('continueRegularOutput' as const)),
	faults: fc.array(ruleFor('createUpload', 'uploadFile'), { minLength: 1, maxLength: 3, size: 'max' }),
	latencyMs: sometimes(40, fc.constantFrom(50, 3000)),
	stopAtMs: sometimes(25, moment),
	rerunsAfterMs: sometimes(40, fc.constant([1000])),
	seed,
});

export const anyCase: fc.Arbitrary<Case> = fc
	.oneof({ weight: 15, arbitrary: ordinary }, { weight: 2, arbitrary: uploads }, { weight: 2, arbitrary: calls })
	// As it is printed: without what is not there.
	.map((test) => JSON.parse(JSON.stringify(test)) as Case);
