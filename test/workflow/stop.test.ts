import { setImmediate as turn } from 'node:timers/promises';
import type { FaultHook } from '../emulator/types';
import { closeBenches, generate, manyPrompts, prompts, setUpBench } from './bench';

afterEach(closeBenches);

describe('a stopped execution', () => {
	it('cancels what is unfinished and deletes nothing that is finished', async () => {
		const { core, clock, start } = await setUpBench({
			concurrency: 4,
			outcome: (_, index) => ({ durationMs: index < 2 ? 4000 : 60_000 }),
		});
		const started = await start({ items: manyPrompts(8), parameters: generate() });
		clock.at(20_000, () => started.cancel());
		const run = await started.finished;

		expect(run.status).toBe('canceled');
		const finished = core.tasks.all.slice(0, 2).map(({ id }) => id);
		const deleted = core.log.deletes().map(({ path }) => path.split('/').pop());
		expect(deleted.sort()).toEqual(core.tasks.all.slice(2).map(({ id }) => id).sort());
		expect(core.deletedFinished()).toHaveLength(0);
		expect(finished.every((id) => !deleted.includes(id))).toBe(true);
		expect(clock.elapsed()).toBeLessThan(21_000);
	});

	it('does not delete a task that finished since it was last looked at', async () => {
		const { core, clock, start } = await setUpBench({ durationMs: 6000, progress: false });
		const started = await start({ items: prompts('a', 'b'), parameters: generate() });
		// Looked at around 5 s, finished after 7 s, next look around 10 s.
		clock.at(8500, () => started.cancel());
		await started.finished;
		expect(core.tasks.all.map((task) => core.tasks.status(task))).toEqual(['SUCCEEDED', 'SUCCEEDED']);
		expect(core.log.deletes()).toHaveLength(0);
	});

	it('leaves the tasks alone when told to', async () => {
		const { core, clock, start } = await setUpBench({ durationMs: 60_000 });
		const started = await start({ items: prompts('a'), parameters: generate({ options: { cancelOnStop: false } }) });
		clock.at(8000, () => started.cancel());
		await started.finished;
		expect(core.log.deletes()).toHaveLength(0);
	});

	it('tries again when cancelling meets trouble', async () => {
		const { core, clock, start } = await setUpBench({
			durationMs: 60_000,
			fault: ({ route, time }, n) =>
				(route === 'delete' && n === 1) || (route === 'poll' && time >= clock.now() && clock.elapsed() >= 8000 && n % 2 === 0)
					? { kind: 'status', status: 503 }
					: undefined,
		});
		const started = await start({ items: prompts('a', 'b'), parameters: generate() });
		clock.at(8000, () => started.cancel());
		await started.finished;
		expect(core.tasks.all.every(({ gone }) => gone === 'cancelled')).toBe(true);
	});

	describe('with 300 tasks in flight', () => {
		const stopAt = 40_000;

		async function stopped(fault?: FaultHook) {
			const bench = await setUpBench({ concurrency: 200, durationMs: 600_000, fault, outcome: (_, index) => (index < 3 ? { durationMs: 4000 } : {}) });
			const started = await bench.start({ items: manyPrompts(300), parameters: generate() });
			bench.clock.at(stopAt, () => started.cancel());
			const { error } = await started.finished;
			const cleaning = bench.core.log.entries.filter(({ route, host }) => route !== 'output' && host === 'api');
			return { ...bench, error, cleaning };
		}

		/** Most requests of any second. */
		function mostPerSecond(entries: ReadonlyArray<{ time: number }>): number {
			const times = entries.map(({ time }) => time).sort((a, b) => a - b);
			return Math.max(...times.map((from, at) => times.slice(at, at + 50).filter((time) => time - from < 999).length));
		}

		it('cancels each unfinished one, and never sends more requests a second than before', async () => {
			const { core, clock, cleaning, error } = await stopped();
			expect(core.log.deletes()).toHaveLength(297);
			expect(core.deletedFinished()).toHaveLength(0);
			expect(core.tasks.all.filter(({ gone }) => gone === 'cancelled')).toHaveLength(297);
			expect(mostPerSecond(cleaning)).toBeLessThanOrEqual(20);
			expect(clock.elapsed()).toBeLessThan(stopAt + 35_000);
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
			expect(mostPerSecond(cleaning)).toBeLessThanOrEqual(20);
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

	it('ends within a second, and sends nothing more', async () => {
		const { core, clock, start } = await setUpBench({ durationMs: 60_000, concurrency: 3 });
		const started = await start({ items: manyPrompts(6), parameters: generate() });
		clock.at(7000, () => started.cancel());
		const run = await started.finished;
		expect(run.status).toBe('canceled');
		expect(clock.elapsed()).toBeLessThan(8000);
		expect(core.log.deletes()).toHaveLength(6);
		expect(core.tasks.all.every(({ gone }) => gone === 'cancelled')).toBe(true);
		// Nothing is under way, and this throws if anybody still waits for a moment in which to send something.
		expect(core.log.entries.every(({ closedAt }) => closedAt !== undefined)).toBe(true);
		clock.pass(0);
	});

	it('cancels the task whose creation was under way', async () => {
		const { core, start } = await setUpBench({
			durationMs: 60_000,
			// Stopped while the request is there, before it is answered.
			fault: ({ route }) => {
				if (route === 'create') started.cancel();
				return undefined;
			},
		});
		const started = await start({ items: prompts('a'), parameters: generate() });
		await started.finished;
		expect(core.tasks.all).toHaveLength(1);
		expect(core.tasks.all[0].gone).toBe('cancelled');
	});

	it('ends on the clock of the machine as well, by which the node ships', async () => {
		const { core, start } = await setUpBench({ real: true, durationMs: Infinity });
		const started = await start({ items: manyPrompts(3), parameters: generate() });
		while (core.tasks.all.length < 3) await turn();
		started.cancel();
		expect((await started.finished).status).toBe('canceled');
		expect(core.tasks.all.every(({ gone }) => gone === 'cancelled')).toBe(true);
	});
});
