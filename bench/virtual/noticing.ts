import { nextLookAt, SHORTEST_PAUSE_MS } from '../../nodes/Runway/batch/pace';
import { beginWatch, observe } from '../../nodes/Runway/batch/watch';
import { VirtualClock } from '../../test/engine/virtualClock';

/** What a task tells of its progress when so much of it is done, both from 0 to 1; `chance` is its own. */
type Profile = (done: number, chance: number) => number | undefined;

/** Ways in which tasks tell their progress. */
export const PROFILES: Readonly<Record<string, Profile>> = {
	even: (done) => done,
	absent: () => undefined,
	'stuck at 0.9': (done) => Math.min(done * 1.6, 0.9),
	'stuck at 0.4': (done) => Math.min(done, 0.4),
	'jumping in quarters': (done) => Math.floor(done * 4) / 4,
	'jumping in tenths': (done) => Math.floor(done * 10) / 10,
	'jumping at random': (done, chance) =>
		Math.max(0, ...[1, 2, 3, 4, 5, 6, 7].map((n) => (done > (chance * 997 * n) % 1 ? (chance * 613 * n * n) % 1 : 0))),
	'running backwards': (done) => 1 - done,
};

export interface Noticed {
	/** Means. */
	readonly lateSeconds: number;
	readonly looks: number;
	/** The most looks at a task of 88 to 90 s. */
	readonly mostAtNinety: number;
	/** The most looks beyond its seconds / 5 that any task had. */
	readonly mostExtra: number;
	readonly shortestPauseMs: number;
}

const SETTINGS = { pollIntervalMs: SHORTEST_PAUSE_MS, waitLimitMs: 0, queueLimitMs: 0 };

/** The first second of a task, or half of a shorter one, it is PENDING. */
const PENDING_MS = 1000;

/** Watches many tasks of 6 to 90 s, each alone. */
export function noticeEnds(profile: Profile, tasks: number, seed = 7): Noticed {
	const clock = new VirtualClock({ seed });
	const seen = Array.from({ length: tasks }, () => watchOne(profile, 6000 + clock.random() * 84_000, clock));
	const sum = (of: (one: (typeof seen)[number]) => number) => seen.reduce((total, one) => total + of(one), 0);
	return {
		lateSeconds: sum(({ lateMs }) => lateMs) / tasks / 1000,
		looks: sum(({ looks }) => looks) / tasks,
		mostAtNinety: Math.max(0, ...seen.filter(({ ms }) => ms > 88_000).map(({ looks }) => looks)),
		mostExtra: Math.max(...seen.map(({ looks, ms }) => looks - ms / 5000)),
		shortestPauseMs: Math.min(...seen.map(({ shortestPauseMs }) => shortestPauseMs)),
	};
}

function watchOne(profile: Profile, ms: number, clock: VirtualClock) {
	const pendingMs = Math.min(PENDING_MS, ms / 2);
	const chance = clock.random();
	let watch = beginWatch('t', 0);
	let shortestPauseMs = Infinity;
	for (let at = 0, looks = 1; ; looks++) {
		const next = nextLookAt(watch, SETTINGS, clock);
		shortestPauseMs = Math.min(shortestPauseMs, next - at);
		at = next;
		if (at >= ms) return { ms, looks, lateMs: at - ms, shortestPauseMs };
		const told = profile(Math.max(0, (at - pendingMs) / (ms - pendingMs)), chance);
		const progress = told === undefined ? {} : { progress: Math.round(told * 100) / 100 };
		const task = at < pendingMs ? { id: 't', status: 'PENDING' } : { id: 't', status: 'RUNNING', ...progress };
		watch = observe(watch, { kind: 'task', task }, at);
	}
}
