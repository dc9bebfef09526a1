import { runCheckedBatch } from '../../nodes/Runway/batch/accountCheck';
import { answer } from '../transport/scripted';
import { createScene, failureOf, job, submission, task, type Scene } from './building';

const account = (creditBalance: number | undefined, used = 0, allowed?: number) =>
	answer(200, {
		creditBalance,
		tier: { models: { m: { maxDailyGenerations: allowed } } },
		usage: { models: { m: { dailyGenerations: used } } },
	});

const checking = { checkAccount: true, waitForCompletion: false };

/** Items that each would create a task, after this answer about the account. */
async function check(look: ReturnType<typeof answer>, items: number, more: Scene = {}) {
	const scene = createScene({ runway: { 'GET organization': [look] }, ...more });
	const made = Array.from({ length: items }, (_, index) => submission([task(`t${index}`)], `f${index}`));
	const outcomes = await runCheckedBatch(scene.run, made.map(({ start }, index) => job(start, checking, index)));
	return { scene, outcomes, sent: made.reduce((sum, { sent }) => sum + sent.count, 0) };
}

it('looks once before the first request, and sends all when the account can pay', async () => {
	const { scene, outcomes, sent } = await check(account(1, 3, 5), 2);
	expect([scene.names(), sent]).toEqual([['0 GET organization'], 2]);
	expect(outcomes.map(({ kind }) => kind)).toEqual(['items', 'items']);
});

it('does not look where nobody asked for it', async () => {
	const scene = createScene();
	await runCheckedBatch(scene.run, [job(submission([task('a')]).start, { waitForCompletion: false })]);
	expect(scene.asked).toEqual([]);
});

it.each([0, -5])('sends nothing with a balance of %i', async (balance) => {
	const { outcomes, sent } = await check(account(balance), 2);
	expect(sent).toBe(0);
	expect(outcomes.map(failureOf)).toEqual(
		Array.from({ length: 2 }, () => ({
			message: `Not sent: the Runway account has no credits left (balance: ${balance})`,
			description: expect.stringMatching(/^Buy credits .* Nothing was charged\. Check Account First found this; turn it off to send all the same\.$/),
		})),
	);
});

it('sends nothing when fewer generations are left today than items', async () => {
	const { outcomes, sent } = await check(account(100, 3, 5), 3);
	expect(sent).toBe(0);
	expect(failureOf(outcomes[0])).toMatchObject({
		message: 'Not sent: 3 items would be made with m, but of its 5 generations a day only 2 are left',
		description: expect.stringContaining('Run fewer items'),
	});
	expect(failureOf((await check(account(100, 9, 5), 1)).outcomes[0]).message).toContain('1 item would be made with m');
	expect(failureOf((await check(account(100, 9, 5), 1)).outcomes[0]).message).toContain('only 0 are left');
});

it('counts the items of each model for themselves', async () => {
	const scene = createScene({ runway: { 'GET organization': [account(100, 3, 5)] } });
	const jobs = [0, 1, 2].map((index) => ({
		...job(submission([task(`t${index}`)], `f${index}`).start, checking, index),
		echo: { model: index === 2 ? 'other' : 'm' },
	}));
	expect((await runCheckedBatch(scene.run, jobs)).map(({ kind }) => kind)).toEqual(['items', 'items', 'items']);
});

it('sends where the account tells no balance and no limit', async () => {
	expect((await check(account(undefined), 2)).sent).toBe(2);
});

it('sends nothing when the account cannot be looked at', async () => {
	const { outcomes, sent } = await check(answer(401), 1);
	expect(sent).toBe(0);
	expect(failureOf(outcomes[0])).toMatchObject({
		message: 'The account could not be looked at: status 401',
		description: expect.stringMatching(/API Key.*Nothing was charged/),
	});
});

it('says it once when the node stops there', async () => {
	const { outcomes, scene } = await check(account(0), 3, { stopOnFailure: true });
	expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'skipped', 'skipped']);
	expect(scene.run.halted).toBe(true);
	expect((await check(account(0), 1)).scene.run.halted).toBe(false);
});

it('leaves it to the batch what a stop means', async () => {
	const scene = createScene({ runway: { 'GET organization': [{ kind: 'stopped' }] } });
	const { start, sent } = submission([task('a')]);
	const outcomes = await runCheckedBatch(scene.run, [job(start, checking)]);
	expect([outcomes[0].kind, sent.count]).toEqual(['items', 1]);
});

describe('what was paid for before', () => {
	const entry = (index: number, state: string) => ({ fingerprint: `f${index}`, state, taskId: `t${index}`, failure: { message: 'As before' } });

	it('goes on, whatever the account says, and in its place', async () => {
		const context = { runwayTasks: { 0: { 1: entry(1, 'open'), 2: entry(2, 'refused'), 3: entry(3, 'over') } } };
		const { outcomes, sent } = await check(account(0), 4, { context: context as never });
		expect(sent).toBe(0);
		expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'items', 'failed', 'failed']);
		expect(failureOf(outcomes[2]).message).toBe('As before');
		expect(failureOf(outcomes[3]).message).toContain('no credits left');
	});

	it('asks for no look at all', async () => {
		const context = { runwayTasks: { 0: { 0: entry(0, 'open') } } };
		const { scene } = await check(account(0), 1, { context: context as never });
		expect(scene.asked).toEqual([]);
	});

	it('nor does a task that is given by its id', async () => {
		const scene = createScene();
		const [outcome] = await runCheckedBatch(scene.run, [job({ taskId: 'a' }, checking)]);
		expect([outcome.kind, scene.asked.length]).toEqual(['items', 0]);
	});
});
