import * as workflow from 'n8n-workflow';
import { getEventListeners } from 'node:events';
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

	it('keeps one listener on the signal however many wait, and takes it off at the end', async () => {
		const stop = new AbortController();
		const timer = new Timer(new VirtualClock(), stop.signal);
		await Promise.all(Array.from({ length: 200 }, async (_, i) => await timer.pause(1000 + i).over));
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
		timer.stop();
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
	});

	it('keeps none on a signal that has aborted', () => {
		const stop = new AbortController();
		new Timer(new VirtualClock(), stop.signal);
		stop.abort();
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
	});

	it.each([
		['the execution was stopped before it began', () => new Timer(new VirtualClock(), AbortSignal.abort())],
		['it was stopped', () => stopped(new Timer(new VirtualClock()))],
	])('makes no pause when %s', async (_, make) => {
		const timer = make();
		expect(timer.stopped).toBe(true);
		const pause = timer.pause(5000);
		pause.bringForward(0);
		pause.end();
		await pause.over;
	});

	it('lets go of the clock when it is stopped: no sleep goes on behind an execution that has ended', async () => {
		const clock = new VirtualClock();
		const timer = new Timer(clock);
		expect(timer.stopped).toBe(false);
		const pause = timer.pause(60_000);
		timer.stop();
		await pause.over;
		// Refused while anybody sleeps.
		clock.pass(1);
	});

	it('ends one pause without the others', async () => {
		const clock = new VirtualClock();
		const timer = new Timer(clock);
		const [first, second] = [timer.pause(5000), timer.pause(7000)];
		first.end();
		await first.over;
		expect(clock.elapsed()).toBe(0);
		first.bringForward(0);
		await second.over;
		expect(clock.elapsed()).toBe(7000);
	});

	it.each([0, -5])('takes no time over a pause of %i ms', async (ms) => {
		const clock = new VirtualClock();
		await new Timer(clock).pause(ms).over;
		expect([clock.elapsed(), clock.pauses]).toEqual([0, []]);
	});
});

function stopped(timer: Timer): Timer {
	timer.stop();
	return timer;
}

describe('host clock', () => {
	const newer = jest.fn<Promise<void>, [number, AbortSignal | undefined]>();
	beforeEach(() => {
		newer.mockReset();
		jest.spyOn(workflow, 'sleep').mockImplementation(newer as never);
	});
	afterEach(() => jest.restoreAllMocks());

	it('tells time and chance', () => {
		expect(Math.abs(hostClock.now() - Date.now())).toBeLessThan(60_000);
		const chances = Array.from({ length: 50 }, () => hostClock.random());
		expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true);
		expect(new Set(chances).size).toBeGreaterThan(1);
	});

	it("sleeps as long as n8n's own pause", async () => {
		newer.mockResolvedValue();
		await hostClock.sleep(30);
		expect(newer).toHaveBeenCalledWith(30, undefined);
	});

	it('ends as soon as the signal aborts, on hosts that know signals and on older ones', async () => {
		const stop = new AbortController();
		// Older: the pause goes on.
		newer.mockReturnValueOnce(new Promise(() => {}));
		const older = hostClock.sleep(60_000, stop.signal);
		stop.abort();
		await older;
		// Newer: the pause ends with an error.
		newer.mockRejectedValueOnce(new Error('aborted'));
		await hostClock.sleep(60_000, new AbortController().signal);
	});

	it('does not begin after the signal has aborted', async () => {
		await hostClock.sleep(60_000, AbortSignal.abort());
		expect(newer).not.toHaveBeenCalled();
	});

	it('leaves no listener behind, however the pause ends', async () => {
		const stop = new AbortController();
		newer.mockResolvedValueOnce();
		await hostClock.sleep(1, stop.signal);
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
		newer.mockReturnValueOnce(new Promise(() => {}));
		const pause = hostClock.sleep(1, stop.signal);
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
		stop.abort();
		await pause;
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(0);
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
		const results = await settled;
		// Both places are free again.
		expect(await Promise.all([limit(async () => 4), limit(async () => 5)])).toEqual([4, 5]);
		expect(results.map((result) => ('value' in result ? result.value : 'error'))).toEqual([0, 'error', 2, 3]);
	});
});

describe('pacer', () => {
	const scene = (burst = Infinity) => {
		const clock = new VirtualClock();
		const stop = new AbortController();
		const { turn, slowDown } = createPacer(clock, new Timer(clock, stop.signal), { mostPerSecond: 20, longRunPerSecond: 2, burst });
		const take = async (count: number, cleaningUp?: boolean) =>
			await Promise.all(Array.from({ length: count }, async () => (await turn(cleaningUp), clock.elapsed())));
		return { clock, stop, take, slowDown };
	};

	it('spaces turns evenly and lets the first one go at once', async () => {
		const { take, clock } = scene();
		expect(await take(5)).toEqual([0, 50, 100, 150, 200]);
		clock.pass(20);
		expect(await take(2)).toEqual([250, 300]);
		clock.pass(500);
		expect(await take(2)).toEqual([800, 850]);
	});

	it('sends all home at a stop, and spaces the clean-up from the last turn that was taken', async () => {
		const { take, clock, stop } = scene();
		clock.at(120, () => stop.abort());
		expect(await take(10)).toEqual([0, 50, 100, ...Array.from({ length: 7 }, () => 120)]);
		expect(await take(3, true)).toEqual([150, 200, 250]);
		expect(await take(2, true)).toEqual([300, 350]);
	});

	it('goes at half the pace when it is told to, and doubles it again after 10 s, up to the most', async () => {
		const { take, clock, slowDown } = scene();
		await take(1);
		slowDown();
		// One more of the same second was under way by then.
		clock.pass(999);
		slowDown();
		expect(await take(3)).toEqual([999, 1099, 1199]);
		clock.pass(10_000 - 1 - clock.elapsed());
		expect(await take(2)).toEqual([9999, 10_099]);
		expect(await take(2)).toEqual([10_199, 10_249]);
		clock.pass(30_000);
		expect(await take(2)).toEqual([40_249, 40_299]);
	});

	it('halves the pace again and again, but sends five a second all the same', async () => {
		const { take, clock, slowDown } = scene();
		for (let second = 1; second <= 4; second++) {
			slowDown();
			clock.pass(1000);
		}
		expect(await take(3)).toEqual([4000, 4200, 4400]);
		// From 5 a second, not from 20, and not at once.
		clock.pass(8600);
		expect(await take(3)).toEqual([13_000, 13_100, 13_200]);
	});

	it('goes at the pace of the long run after a burst, which it may do again when it has rested', async () => {
		const { take, clock } = scene(4);
		expect(await take(7)).toEqual([0, 50, 100, 150, 500, 1000, 1500]);
		clock.pass(10_000);
		expect(await take(5)).toEqual([11_500, 11_550, 11_600, 11_650, 12_000]);
		clock.pass(1000);
		expect(await take(4)).toEqual([13_000, 13_050, 13_500, 14_000]);
	});

	it('cleans up in a burst of its own', async () => {
		const { take, stop } = scene(3);
		await take(4);
		stop.abort();
		expect(await take(4)).toEqual([500, 500, 500, 500]);
		expect(await take(4, true)).toEqual([550, 600, 650, 1050]);
	});

	it('makes the clean-up wait for nobody who never had a turn', async () => {
		const { take, stop, clock } = scene();
		await take(1);
		clock.pass(1000);
		stop.abort();
		expect(await take(2)).toEqual([1000, 1000]);
		expect(await take(2, true)).toEqual([1000, 1050]);
	});
});
