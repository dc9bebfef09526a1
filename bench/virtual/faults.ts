import { play } from '../../test/campaign/run';
import type { FaultRule, PlannedFault } from '../../test/emulator/faults';

const always = (route: FaultRule['route'], chance: number, fault: PlannedFault): FaultRule => ({ route, chance, fault, times: Infinity });

const ITEMS = 20;

/** Everything at once. Six looks in ten fail, and four downloads in ten; of several rules the first one that strikes counts. */
const FAULTS: readonly FaultRule[] = [
	{ route: 'create', times: ITEMS, chance: 0.3, fault: { kind: 'status', status: 429 } },
	{ route: 'create', times: ITEMS, chance: 0.1, fault: { kind: 'status', status: 503 } },
	always('poll', 0.15, { kind: 'status', status: 429 }),
	always('poll', 0.18, { kind: 'status', status: 503 }),
	always('poll', 0.21, { kind: 'reset-before' }),
	always('poll', 0.28, { kind: 'json', shape: 'text' }),
	always('output', 0.25, { kind: 'cut', afterBytes: 100 }),
	always('output', 0.25, { kind: 'status', status: 403 }),
];

/** What came of 20 tasks of 3 s under all these faults. */
export interface Endured {
	readonly seconds: number;
	/** Items with a file. */
	readonly files: number;
	/** Tasks that were paid for. */
	readonly creates: number;
	/** Looks, and those of them that failed. */
	readonly looks: number;
	readonly failedLooks: number;
}

/** @param seed the same seed meets the same faults */
export async function endureFaults(seed: number): Promise<Endured> {
	const { runs, core } = await play({
		operation: 'video.generate',
		items: Array.from({ length: ITEMS }, () => ({})),
		durationMs: 3000,
		onError: 'continueRegularOutput',
		faults: FAULTS,
		seed,
	});
	const [{ items = [], startedAt, endedAt }] = runs;
	const looks = core.log.polls();
	return {
		seconds: (endedAt - startedAt) / 1000,
		files: items.filter(({ binary }) => binary).length,
		creates: core.tasks.all.length,
		looks: looks.length,
		failedLooks: looks.filter(({ fault }) => fault).length,
	};
}
