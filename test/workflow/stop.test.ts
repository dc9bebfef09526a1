import { setImmediate as turn } from 'node:timers/promises';
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
