import { Timer } from '../../nodes/Runway/shared/timer';
import { createLimiter, createPacer } from '../../nodes/Runway/shared/limits';
import { hostClock } from '../../nodes/Runway/shared/clock';
import { VirtualClock } from '../engine/virtualClock';

describe('timer', () => {
	it('ends pauses in the order of their time, with one sleep for many of them', async () => {
		const clock = new VirtualClock();
		const timer = new Timer(clock);
		const order: string[] = [];
		const wait = async (name: string, ms: number) => {
			await timer.pause(ms).over;
			order.push(`${name}@${clock.elapsed()}`);
		};
		await Promise.all([wait('c', 9000), wait('a', 1000), wait('b', 1000), wait('d', 60_000)]);
		expect(order).toEqual(['a@1000', 'b@1000', 'c@9000', 'd@60000']);
		expect(clock.pauses.length).toBeLessThanOrEqual(5);
	});

	it('brings a pause forward, but never back', async () => {
		const clock = new VirtualClock();
		const timer = new Timer(clock);
		const pause = timer.pause(30_000);
		pause.bringForward(clock.now() + 5000);
		pause.bringForward(clock.now() + 20_000);
		await pause.over;
		expect(clock.elapsed()).toBe(5000);
	});

	it('ends every pause at once when the signal aborts, and makes no new ones', async () => {
		const clock = new VirtualClock();
		const stop = new AbortController();
		const timer = new Timer(clock, stop.signal);
		clock.at(2000, () => stop.abort());
		await Promise.all([timer.pause(10_000).over, timer.pause(20_000).over]);
		expect(clock.elapsed()).toBe(2000);
		await timer.pause(5000).over;
		expect(clock.elapsed()).toBe(2000);
	});

	it('adds one listener to the signal however many wait', async () => {
		const stop = new AbortController();
		const added = jest.spyOn(stop.signal, 'addEventListener');
		const timer = new Timer(new VirtualClock(), stop.signal);
		await Promise.all(Array.from({ length: 200 }, async (_, i) => await timer.pause(1000 + i).over));
		expect(added).toHaveBeenCalledTimes(1);
	});
});

describe('host clock', () => {
	it('ends a pause as soon as the signal aborts', async () => {
		const stop = new AbortController();
		const begun = Date.now();
		const pause = hostClock.sleep(60_000, stop.signal);
		stop.abort();
		await pause;
		await hostClock.sleep(60_000, stop.signal);
		expect(Date.now() - begun).toBeLessThan(1000);
	});

	it('sleeps without a signal', async () => {
		const begun = Date.now();
		await hostClock.sleep(30);
		expect(Date.now() - begun).toBeGreaterThanOrEqual(25);
	});
});

describe('limiter', () => {
	it('never has more at work than it has places, starts in order, and passes errors on', async () => {
		const limit = createLimiter(2);
		const started: number[] = [];
		const gates: Array<() => void> = [];
		const work = [0, 1, 2, 3].map(
			async (n) =>
				await limit(async () => {
					started.push(n);
					await new Promise<void>((resolve) => gates.push(resolve));
					if (n === 1) throw new Error('one');
					return n;
				}),
		);
		const settled = Promise.allSettled(work);
		const turn = async () => await new Promise((resolve) => setImmediate(resolve));
		await turn();
		expect(started).toEqual([0, 1]);
		gates[1]();
		await turn();
		expect(started).toEqual([0, 1, 2]);
		gates[0]();
		await turn();
		expect(started).toEqual([0, 1, 2, 3]);
		gates[2]();
		gates[3]();
		expect((await settled).map((result) => ('value' in result ? result.value : 'error'))).toEqual([0, 'error', 2, 3]);
	});
});

describe('pacer', () => {
	it('spaces turns evenly and lets the first one go at once', async () => {
		const clock = new VirtualClock();
		const turn = createPacer(clock, new Timer(clock), 20);
		const at: number[] = [];
		await Promise.all(
			Array.from({ length: 5 }, async () => {
				await turn();
				at.push(clock.elapsed());
			}),
		);
		expect(at).toEqual([0, 50, 100, 150, 200]);
	});
});
