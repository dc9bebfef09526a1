import { sendWithinLimit } from '../../nodes/Runway/batch/sending';
import { lost, seen, type Step } from '../transport/scripted';
import { createScene, submission, task, type Scene } from './building';

const spending = ({ context }: { context: Record<string, unknown> }) => context.runwaySpending;
const spent = (credits: number) => ({ runwaySpending: { credits, tasks: 1, unpriced: 0, prices: { p: credits } } });

async function send(limit: number, created: Parameters<typeof submission>[0], scene: Scene = {}) {
	const made = createScene(scene);
	const { start, sent } = submission(created);
	return { ...made, result: await sendWithinLimit(made.run, limit, start), sent: sent.count };
}

it('counts what was created by its estimate', async () => {
	const made = await send(100, [task('a', 60)]);
	expect(made.result).toEqual(task('a', 60));
	expect(spending(made)).toEqual({ credits: 60, tasks: 1, unpriced: 0, prices: { p: 60 } });
});

describe('an answer without an estimate', () => {
	it.each<[string, Step, number]>([
		['gives it with the task', seen('a', 'PENDING', { estimatedCost: { credits: 40 } }), 40],
		['gives its cost when it has ended already', seen('a', 'SUCCEEDED', { cost: { credits: 30 } }), 30],
	])('%s, for one look', async (_, look, credits) => {
		const made = await send(100, [task('a')], { runway: { 'GET a': [look] } });
		expect(made.result).toEqual(task('a', credits));
		expect(spending(made)).toMatchObject({ credits, unpriced: 0 });
		expect(made.run.ledger.lastLookAt('a')).toBe(made.clock.now());
	});

	it('stays without one when the look meets trouble', async () => {
		const made = await send(100, [task('a')], { runway: { 'GET a': [lost()] } });
		expect(made.result).toEqual(task('a'));
		expect(spending(made)).toMatchObject({ credits: 0, tasks: 1, unpriced: 1 });
	});

	it('is not looked at where there is no limit', async () => {
		const made = await send(0, [task('a')]);
		expect([made.result, made.asked.length]).toEqual([task('a'), 0]);
		expect(spending(made)).toMatchObject({ unpriced: 1 });
	});
});

describe('what created nothing', () => {
	const failure = { message: 'x' };

	it('costs nothing', async () => {
		const made = await send(100, [{ kind: 'refused', failure }], { context: spent(40) });
		expect(made.result).toEqual({ kind: 'refused', failure });
		expect(spending(made)).toMatchObject({ credits: 40, tasks: 1 });
	});

	it('but may have counts like its kind', async () => {
		const made = await send(100, [{ kind: 'unknown', failure }], { context: spent(40) });
		expect(spending(made)).toMatchObject({ credits: 80, tasks: 2 });
	});

	it('gives its place back, also when it throws', async () => {
		const { run } = createScene({ context: spent(60) });
		const { start } = submission([
			async () => {
				throw new Error('x');
			},
			task('b', 60),
		]);
		await expect(sendWithinLimit(run, 120, start)).rejects.toThrow('x');
		expect(await sendWithinLimit(run, 120, start)).toEqual(task('b', 60));
	});
});

describe('beyond the limit nothing is sent', () => {
	it('and the item says so', async () => {
		const made = await send(100, [], { context: spent(60) });
		expect([made.result.kind, made.sent, made.run.halted]).toEqual(['overLimit', 0, false]);
		expect(made.result).toMatchObject({ failure: { message: expect.stringContaining('it would cost 60 credits') } });
	});

	it('and when the node must stop, one item says it for all', async () => {
		const { run } = createScene({ context: spent(100), stopOnFailure: true });
		const { start, sent } = submission([]);
		const [first, second] = await Promise.all([sendWithinLimit(run, 100, start), sendWithinLimit(run, 100, start)]);
		expect([first.kind, second.kind, sent.count, run.halted]).toEqual(['overLimit', 'skipped', 0, true]);
	});
});

it('who is not wanted any more is sent home', async () => {
	const halted = createScene();
	halted.run.halted = true;
	expect(await sendWithinLimit(halted.run, 0, submission([]).start)).toEqual({ kind: 'skipped' });
	const stopped = createScene();
	stopped.stop.abort();
	expect(await sendWithinLimit(stopped.run, 0, submission([]).start)).toEqual({ kind: 'stopped' });
});
