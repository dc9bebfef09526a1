import { each } from '../../nodes/Runway/actions/each';
import type { Outcome, Run } from '../../nodes/Runway/batch/types';
import { createLimiter } from '../../nodes/Runway/shared/limits';

interface Job {
	readonly itemIndex: number;
	readonly id: string;
	readonly flag?: boolean;
}

/** The outcomes, and what was begun and ended in which order. */
async function carriedOut(jobs: readonly Job[], outcomeOf: (job: Job) => Outcome = itemOf) {
	const log: string[] = [];
	const run = { limits: { read: createLimiter(8) } } as Run;
	const outcomes = await each(run, jobs, ({ id }) => id, async (_, job) => {
		log.push(`begin ${job.id}${job.flag ? '!' : ''}`);
		for (let tick = 0; tick < 5; tick++) await null;
		log.push(`end ${job.id}${job.flag ? '!' : ''}`);
		return outcomeOf(job);
	});
	return { outcomes, log };
}

const itemOf = ({ itemIndex, id }: Job): Outcome => ({ kind: 'items', items: [{ json: { id }, pairedItem: { item: itemIndex } }] });

it('does different things side by side', async () => {
	const { log } = await carriedOut([{ itemIndex: 0, id: 'a' }, { itemIndex: 1, id: 'b' }]);
	expect(log).toEqual(['begin a', 'begin b', 'end a', 'end b']);
});

it('asks the same once, and gives each item the answer as its own', async () => {
	const { log, outcomes } = await carriedOut([{ itemIndex: 0, id: 'a' }, { itemIndex: 1, id: 'a' }, { itemIndex: 2, id: 'a' }]);
	expect(log).toEqual(['begin a', 'end a']);
	expect(outcomes).toEqual([0, 1, 2].map((item) => ({ kind: 'items', items: [{ json: { id: 'a' }, pairedItem: { item } }] })));
});

it('does different things to the same one after the other, in the order of the items', async () => {
	const { log } = await carriedOut([{ itemIndex: 0, id: 'a' }, { itemIndex: 1, id: 'a', flag: true }, { itemIndex: 2, id: 'b' }]);
	expect(log).toEqual(['begin a', 'begin b', 'end a', 'end b', 'begin a!', 'end a!']);
});

it('lets the same failure stand for all that asked', async () => {
	const failure = { message: 'Gone' };
	const { outcomes } = await carriedOut([{ itemIndex: 0, id: 'a' }, { itemIndex: 1, id: 'a' }], () => ({ kind: 'failed', failure }));
	expect(outcomes).toEqual([{ kind: 'failed', failure }, { kind: 'failed', failure }]);
});
