import { Timer } from '../../nodes/Runway/shared/timer';
import { readAccount, type Account } from '../../nodes/Runway/transport/account';
import { EvenClock, answer, lost, scriptedClient, type Step } from './scripted';

async function look(...steps: Step[]) {
	const clock = new EvenClock();
	const { client, asked } = scriptedClient(clock, { 'GET organization': steps });
	const result = await readAccount(client, { clock, timer: new Timer(clock) });
	return { result, asked, at: asked.map((request) => request.at) };
}

const account = async (body: unknown) => (await look(answer(200, body))).result as Account;

it('asks once, without a body, and no longer than half a minute', async () => {
	const { asked } = await look(answer(200, {}));
	expect(asked).toEqual([{ method: 'GET', path: '/v1/organization', timeoutMs: 30_000, at: 0 }]);
});

it('tells the balance, and what a model was used for today', async () => {
	const { creditBalance, models } = await account({
		creditBalance: 70,
		tier: { models: { a: { maxDailyGenerations: 50 }, b: { maxDailyGenerations: 50 }, c: {} } },
		usage: { models: { a: { dailyGenerations: 7 }, b: { dailyGenerations: 'x' }, c: { dailyGenerations: 9 } } },
	});
	expect(creditBalance).toBe(70);
	expect(models).toEqual({
		a: { maxDaily: 50, usedToday: 7, leftToday: 43 },
		b: { maxDaily: 50, usedToday: 0, leftToday: 50 },
		c: { usedToday: 9 },
	});
});

it.each([null, undefined, [], { creditBalance: '70', tier: 'x' }, { tier: { models: null } }])(
	'takes nothing from %j',
	async (body) => {
		expect(await account(body)).toStrictEqual({ models: {} });
	},
);

it('tells limits that are none as such, models by their names, and what may be spent in a month', async () => {
	const limits = { b: { maxConcurrentGenerations: 2, maxDailyGenerations: null }, a: { maxConcurrentGenerations: '2' } };
	const { models, maxMonthlyCreditSpend } = await account({ tier: { models: limits, maxMonthlyCreditSpend: 900 } });
	expect(maxMonthlyCreditSpend).toBe(900);
	expect(Object.entries(models)).toEqual([
		['a', { usedToday: 0 }],
		['b', { maxConcurrent: 2, maxDaily: null, usedToday: 0, leftToday: null }],
	]);
});

describe('trouble', () => {
	it('that passes is waited for: four tries', async () => {
		const { result, at } = await look(answer(503), lost(), answer(429), answer(200, { creditBalance: 1 }));
		expect(at).toEqual([0, 2000, 6000, 14_000]);
		expect(result).toMatchObject({ creditBalance: 1 });
	});

	it('that stays is told after the fourth', async () => {
		const busy = await look(answer(503), answer(503), answer(503), answer(503, { error: 'Busy' }));
		expect(busy.result).toMatchObject({ failure: { message: 'The account could not be looked at: Busy', httpCode: 503 } });
		const cut = await look(lost(), lost(), lost(), lost());
		expect(cut.result).toMatchObject({ failure: { message: 'The account could not be looked at: no answer came in time' } });
	});

	it('that does not pass is told at once', async () => {
		const { result, asked } = await look(answer(401));
		expect(asked).toHaveLength(1);
		expect(result).toMatchObject({ failure: { message: 'The account could not be looked at: status 401', httpCode: 401 } });
	});

	it('keeps the pause that Runway asks for, up to five minutes', async () => {
		const asks = (seconds: number) => answer(429, {}, { 'retry-after': String(seconds) });
		expect((await look(asks(1), asks(60), asks(3600), answer(200))).at).toEqual([0, 2000, 62_000, 362_000]);
	});
});

it('ends with the execution', async () => {
	expect((await look({ kind: 'stopped' })).result).toBe('stopped');
});
