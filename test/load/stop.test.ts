import type { FaultHook } from '../emulator/types';
import { closeBenches, generate, manyPrompts, setUpBench } from '../workflow/bench';
import { mostPerSecond } from './measuring';

afterEach(closeBenches);

describe('a stopped execution with 300 tasks in flight', () => {
	const stopAt = 30_000;

	async function stopped(fault?: FaultHook) {
		const bench = await setUpBench({ concurrency: 200, durationMs: 600_000, fault, outcome: (_, index) => (index < 3 ? { durationMs: 4000 } : {}) });
		const started = await bench.start({ items: manyPrompts(300), parameters: generate() });
		bench.clock.at(stopAt, () => started.cancel());
		const { error } = await started.finished;
		const cleaning = bench.core.log.entries.filter(({ route, host }) => route !== 'output' && host === 'api');
		return { ...bench, error, cleaning };
	}

	it('cancels each unfinished one, and never sends more requests a second than before', async () => {
		const { core, clock, cleaning, error } = await stopped();
		expect(core.log.deletes()).toHaveLength(297);
		expect(core.deletedFinished()).toHaveLength(0);
		expect(core.tasks.all.filter(({ gone }) => gone === 'cancelled')).toHaveLength(297);
		expect(mostPerSecond(cleaning)).toBeLessThanOrEqual(100);
		expect(clock.elapsed()).toBeLessThan(stopAt + 8000);
		for (const { id } of core.tasks.all) expect(`${error?.message} ${error?.description}`).toContain(id);
	});

	it('does as Runway asks when that is too many, and cancels them all the same', async () => {
		let begun: number | undefined;
		const { core, cleaning } = await stopped(({ route, time }) => {
			if (route !== 'delete' && begun === undefined) return undefined;
			begun ??= time;
			const isBusy = time < begun + 10_000 && (route === 'delete' || route === 'poll');
			return isBusy ? { kind: 'status', status: 429, headers: { 'retry-after': '15' } } : undefined;
		});
		expect(core.tasks.all.filter(({ gone }) => gone === 'cancelled')).toHaveLength(297);
		expect(mostPerSecond(cleaning)).toBeLessThanOrEqual(100);
		const [task] = core.log.deletes().filter(({ status }) => status === 429).map(({ taskId }) => taskId);
		const mine = core.log.entries.filter(({ taskId, time }) => taskId === task && time >= begun!).map(({ time }) => time);
		expect(mine[1] - mine[0]).toBeGreaterThanOrEqual(15_000);
	});

	it('names those that go on when Runway lets none be cancelled', async () => {
		const { core, error } = await stopped(({ route }) =>
			route === 'delete' ? { kind: 'status', status: 503, headers: { 'retry-after': '600' } } : undefined,
		);
		const [, left = ''] = /Still running at Runway: ([^.]*)\./.exec(error?.description ?? '') ?? [];
		expect(left.split(', ').sort()).toEqual(core.tasks.all.slice(3).map(({ id }) => id).sort());
	});
});
