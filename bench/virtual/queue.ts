import { play } from '../../test/campaign/run';

/** Seconds for 20 tasks of 12 s of which Runway carries out five at once: 48 s at best. */
export async function fiveAtOnce(seed: number): Promise<number> {
	const { runs, test } = await play({
		operation: 'video.generate',
		items: Array.from({ length: 20 }, () => ({})),
		durationMs: 12_000,
		concurrency: 5,
		latencyMs: 40,
		seed,
	});
	const [{ items, startedAt, endedAt }] = runs;
	if (items?.length !== test.items.length) throw new Error('Not all items have a file');
	return (endedAt - startedAt) / 1000;
}
