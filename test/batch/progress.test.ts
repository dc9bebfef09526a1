import { endOf, evenPart, sighting, type Sighting } from '../../nodes/Runway/batch/progress';

/** What looks see of a task, progress in hundredths; nothing was done at 0. */
function seenAt(times: readonly number[], progress: (at: number) => number): Sighting[] {
	return [{ at: 0, high: 0 }, ...times.map((at) => sighting(at, Math.round(progress(at) * 100) / 100))];
}

describe('the end of even progress', () => {
	it.each([7300, 12_000, 33_333, 61_234, 90_000])('of %s ms lies between the bounds, ever closer', (ms) => {
		const times = [0.3, 0.4, 0.55, 0.7, 0.85].map((part) => part * ms);
		let width = Infinity;
		for (let count = 1; count <= times.length; count++) {
			// It has begun half a second after the look that did not see it run.
			const seen = seenAt(times.slice(0, count), (at) => (at - 500) / (ms - 500));
			const { earliest, latest } = endOf(seen);
			expect(earliest).toBeLessThanOrEqual(ms);
			expect(latest).toBeGreaterThanOrEqual(ms);
			expect(latest - earliest).toBeLessThanOrEqual(width);
			expect(evenPart(seen)).toEqual(seen);
			width = latest - earliest;
		}
		expect(width).toBeLessThan(ms * 0.02);
	});

	it('is not known from one look, nor from two that saw the same', () => {
		expect(endOf([sighting(5000, 0.5)])).toEqual({ earliest: -Infinity, latest: Infinity });
		expect(endOf([sighting(5000, 0.5), sighting(10_000, 0.5)]).latest).toBe(Infinity);
	});
});

describe('the even part', () => {
	const done = (sightings: readonly Sighting[]) => sightings.map(({ high }) => Math.round((high - 0.005) * 100));

	it('begins anew where progress stood still, ran back or jumped', () => {
		const at = [10_000, 20_000, 30_000, 40_000];
		expect(done(evenPart(seenAt(at, (ms) => Math.min(ms, 20_000) / 50_000)))).toEqual([40, 40, 40]);
		expect(done(evenPart(seenAt(at, (ms) => 1 - ms / 50_000)))).toEqual([20]);
		expect(done(evenPart(seenAt(at, (ms) => (ms < 40_000 ? ms / 100_000 : 0.9))))).toEqual([30, 90]);
	});

	it('is no longer than eight sightings', () => {
		const seen = seenAt(Array.from({ length: 12 }, (_, n) => (n + 1) * 5000), (at) => at / 100_000);
		expect(evenPart(seen)).toEqual(seen.slice(-8));
	});
});
