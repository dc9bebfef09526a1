import { nextLookAt } from '../../nodes/Runway/batch/pace';
import { beginWatch, limitReached, observe, isGone, type Watch } from '../../nodes/Runway/batch/watch';
import type { RunwayTask } from '../../nodes/Runway/transport/types';

const noChance = { now: () => 0, random: () => 0, sleep: async () => {} };
const settings = { pollIntervalMs: 5000, waitLimitMs: 0, queueLimitMs: 0 };
const seen = (status: string, more: Partial<RunwayTask> = {}) => ({
	kind: 'task' as const,
	task: { id: 't', status, ...more },
});

/** Looks at a scripted task as the loop does and returns the pauses between looks. */
function pauses(
	script: (elapsed: number) => ReturnType<typeof seen> | { kind: 'trouble'; reason: string; pauseMs?: number },
	until: number,
	limits = settings,
) {
	let watch = beginWatch('t', 0);
	const list: number[] = [];
	for (let now = 0; now < until; ) {
		const next = nextLookAt(watch, limits, noChance);
		list.push(next - now);
		now = next;
		watch = observe(watch, script(now), now);
	}
	return list;
}

describe('pace', () => {
	it('looks every 5 s at a task that tells nothing about its progress', () => {
		expect(pauses(() => seen('PENDING'), 20_000)).toEqual([5000, 5000, 5000, 5000]);
	});

	it('aims at the end of a task of 12 s', () => {
		const script = (at: number) => (at < 12_000 ? seen('RUNNING', { progress: at / 12_000 }) : seen('SUCCEEDED'));
		// A little late rather than too early, which would cost another 5 s: progress is told in hundredths.
		expect(pauses(script, 12_000)).toEqual([5000, 7146]);
	});

	it('goes further and further towards an end that is far, as long as progress is even', () => {
		const script = (at: number) => seen('RUNNING', { progress: Math.round(at / 900) / 100 });
		expect(pauses(script, 90_000)).toEqual([5000, 5000, 15_000, 39_546, 15_437, 10_292]);
	});

	it.each<[string, (at: number) => number | undefined]>([
		['stands still', (at) => (at < 11_000 ? 0.1 : 0.2)],
		['runs backwards', (at) => 1 - at / 90_000],
		['jumps', (at) => Math.floor(at / 25_000) / 4],
	])('looks every 5 s at one that %s', (_, progress) => {
		const seldom = pauses((at) => seen('RUNNING', { progress: progress(at) }), 90_000).filter((pause) => pause > 5000);
		expect(seldom.length).toBeLessThanOrEqual(1);
	});

	it('looks every 5 s at one so slow that two looks tell nothing', () => {
		expect(pauses((at) => seen('RUNNING', { progress: Math.round(at / 8000) / 100 }), 30_000)).toEqual(Array(6).fill(5000));
	});

	it('does not take time spent PENDING for slowness', () => {
		const script = (at: number) =>
			at < 30_000 ? seen('PENDING') : seen('RUNNING', { progress: (at - 28_000) / 10_000 });
		// Seen running at 30 s with a fifth done in at most 5 s: some 20 s are left, not two minutes.
		expect(pauses(script, 38_000).slice(5)).toEqual([5000, 5000, 5000]);
	});

	it('looks at throttled tasks five times, and then once a minute', () => {
		expect(pauses(() => seen('THROTTLED'), 220_000).map(Math.round)).toEqual([
			5000, 5000, 7500, 11_250, 16_875, 60_000, 60_000, 60_000,
		]);
	});

	it('backs off in trouble and obeys Retry-After', () => {
		const script = (at: number) => ({ kind: 'trouble' as const, reason: 'x', pauseMs: at > 40_000 ? 60_000 : undefined });
		expect(pauses(script, 180_000)).toEqual([5000, 5000, 5000, 5000, 5000, 6250, 7813, 9766, 60_000, 60_000, 60_000]);
	});

	it('takes a last look at the limit, but never less than 5 s after the one before', () => {
		const limits = { ...settings, waitLimitMs: 12_000, pollIntervalMs: 5000 };
		expect(pauses(() => seen('PENDING'), 12_000, limits)).toEqual([5000, 5000, 5000]);
		const slow = { ...settings, waitLimitMs: 30_000, pollIntervalMs: 20_000 };
		expect(pauses(() => seen('PENDING'), 30_000, slow)).toEqual([20_000, 10_000]);
	});

	it.each<[string, ReturnType<typeof seen>]>([
		['PENDING, whatever its progress', seen('PENDING', { progress: 0.5 })],
		['hardly begun', seen('RUNNING', { progress: 0.02 })],
		['not begun', seen('RUNNING', { progress: 0 })],
		['all but ended', seen('RUNNING', { progress: 1 })],
		['of no progress', seen('RUNNING')],
	])('does not aim by a task that is %s', (_, look) => {
		expect(pauses(() => look, 10_000)).toEqual([5000, 5000]);
	});

	it('aims at an end that is two pauses away, not at one that is further when nothing confirms it', () => {
		const script = (progress: number) => (at: number) => seen('RUNNING', at < 10_000 ? {} : { progress });
		expect(pauses(script(0.35), 19_000)).toEqual([5000, 5000, 9493]);
		expect(pauses(script(0.3), 15_000)).toEqual([5000, 5000, 5000]);
	});

	it('holds the limit of the queue against the time in the queue, and that of work against work', () => {
		const slow = { ...settings, pollIntervalMs: 20_000 };
		expect(pauses(() => seen('THROTTLED'), 50_000, { ...slow, queueLimitMs: 50_000 })).toEqual([20_000, 20_000, 10_000]);
		expect(pauses(() => seen('THROTTLED'), 40_000, { ...slow, waitLimitMs: 30_000 })).toEqual([20_000, 20_000]);
	});

	it('adds a little by chance, never less', () => {
		const chance = { ...noChance, random: () => 0.999 };
		expect(nextLookAt(beginWatch('t', 0), settings, chance)).toBeGreaterThan(5000);
		expect(nextLookAt(beginWatch('t', 0), settings, chance)).toBeLessThanOrEqual(5125);
	});
});

describe('a fair clock', () => {
	const run = (...looks: Array<[at: number, status: string]>) =>
		looks.reduce<Watch>((watch, [at, status]) => observe(watch, seen(status), at), beginWatch('t', 0));

	it('counts work, not the queue', () => {
		const watch = run([5000, 'THROTTLED'], [60_000, 'THROTTLED'], [90_000, 'RUNNING'], [100_000, 'RUNNING']);
		expect(watch.queuedMs).toBe(90_000);
		expect(watch.workedMs).toBe(10_000);
	});

	it('keeps both limits apart; 0 means none', () => {
		const watch = run([5000, 'THROTTLED'], [60_000, 'RUNNING'], [70_000, 'RUNNING']);
		expect(limitReached(watch, { waitLimitMs: 10_000, queueLimitMs: 0 })).toBe('wait');
		expect(limitReached(watch, { waitLimitMs: 10_001, queueLimitMs: 60_000 })).toBe('queue');
		expect(limitReached(watch, { waitLimitMs: 0, queueLimitMs: 0 })).toBeUndefined();
	});

	it('counts trouble as work, so that an outage ends at the wait limit', () => {
		const trouble = { kind: 'trouble' as const, reason: 'x' };
		const watch = observe(observe(beginWatch('t', 0), seen('THROTTLED'), 5000), trouble, 40_000);
		expect(watch.workedMs).toBe(35_000);
	});

	it('begins anew on a rerun, but keeps the pause since the last look', () => {
		const watch = beginWatch('t', 100_000, 98_000);
		expect(nextLookAt(watch, settings, noChance)).toBe(103_000);
		expect(observe(watch, seen('RUNNING'), 103_000).workedMs).toBe(3000);
	});
});

it('gives up a task it has seen at the second 404, one it never saw at the third', () => {
	const gone = { kind: 'gone' as const };
	const never = observe(observe(beginWatch('t', 0), gone, 5000), gone, 10_000);
	expect(isGone(never)).toBe(false);
	expect(isGone(observe(never, gone, 15_000))).toBe(true);
	const once = observe(observe(beginWatch('t', 0), seen('RUNNING'), 5000), gone, 10_000);
	expect(isGone(once)).toBe(false);
	expect(isGone(observe(once, gone, 15_000))).toBe(true);
});
