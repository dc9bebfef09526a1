import { closeBenches, generate, manyPrompts, setUpBench, type Bench } from './bench';

afterEach(closeBenches);

const account = (operation: string, more = {}) => ({ resource: 'account', operation, ...more });

const one = [{ json: {} }];

describe('Get Account', () => {
	it('tells what is left, so that an If node can compare it', async () => {
		const { run } = await setUpBench({ credits: 1000, daily: 20, concurrency: 3, durationMs: 1000 });
		await run({ items: manyPrompts(2), parameters: generate() });
		const result = await run({ items: one, parameters: account('get') });
		const { json } = result.items('Runway')[0];
		expect(json).toMatchObject({ creditBalance: 880, maxMonthlyCreditSpend: 2_000_000 });
		expect(json.models).toMatchObject({
			'gen4.5': { maxConcurrent: 3, maxDaily: 20, usedToday: 2, leftToday: 18 },
			gen4_turbo: { maxConcurrent: 3, maxDaily: 20, usedToday: 0, leftToday: 20 },
		});
	});

	it('says null where there is no limit, and leaves out what it is not told', async () => {
		const { run, core } = await setUpBench({
			fault: () => ({
				kind: 'json',
				change: () => ({
					creditBalance: 'many',
					tier: { models: { a: { maxConcurrentGenerations: null, maxDailyGenerations: null }, b: null } },
					usage: { models: { a: { dailyGenerations: 7 }, c: { dailyGenerations: 1 } } },
				}),
			}),
		});
		const result = await run({ items: [...one, ...one], parameters: account('get') });
		expect(result.items('Runway')[0].json).toEqual({
			models: {
				a: { maxConcurrent: null, maxDaily: null, usedToday: 7, leftToday: null },
				b: { usedToday: 0 },
				c: { usedToday: 1 },
			},
		});
		// The same question is asked once, and every item has its answer.
		expect(result.items('Runway').map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(core.log.entries).toHaveLength(1);
	});

	it('waits for trouble that passes, as long as Runway asks for', async () => {
		const { run, core, clock } = await setUpBench({
			fault: (_, count) =>
				count === 1 ? { kind: 'status', status: 429, headers: { 'retry-after': '40' } } : count === 2 ? { kind: 'reset-before' } : undefined,
		});
		const result = await run({ items: one, parameters: account('get') });
		expect(result.error).toBeUndefined();
		expect(core.log.entries).toHaveLength(3);
		expect(clock.elapsed()).toBeGreaterThanOrEqual(40_000);
	});

	it.each([
		[401, 'Check the API Key', 1],
		[503, 'Runway is having trouble', 4],
	])('says what status %i means', async (status, hint, requests) => {
		const { run, core } = await setUpBench({ fault: () => ({ kind: 'status', status, body: { error: 'Sorry' } }) });
		const result = await run({ items: one, parameters: account('get') });
		expect(result.error?.message).toBe('The account could not be looked at: Sorry');
		expect(result.error?.description).toContain(hint);
		expect(core.log.entries).toHaveLength(requests);
	});
});

/** Clips on days of the past, each 60 credits. */
async function clipsOn(bench: Bench, gapsInDays: readonly number[]) {
	for (const gap of gapsInDays) {
		await bench.run({ items: manyPrompts(1), parameters: generate() });
		bench.clock.pass(gap * 86_400_000);
	}
}

const bodies = (bench: Bench) => bench.core.log.of('call').map(({ body }) => body);

describe('Get Usage', () => {
	it('gives an item for each day and model, of the last 30 days with today', async () => {
		const bench = await setUpBench({ durationMs: 1000 });
		// On 2026-01-01, 2026-03-02 and 2026-03-03.
		await clipsOn(bench, [60, 1, 0]);
		const result = await bench.run({ items: one, parameters: account('getUsage') });
		expect(result.items('Runway').map(({ json }) => json)).toEqual([
			{ date: '2026-03-02', model: 'gen4.5', credits: 60 },
			{ date: '2026-03-03', model: 'gen4.5', credits: 60 },
		]);
		expect(bodies(bench)).toEqual([{ startDate: '2026-02-01', beforeDate: '2026-03-04' }]);
	});

	it('goes beyond 90 days with several calls', async () => {
		const bench = await setUpBench({ durationMs: 1000 });
		await clipsOn(bench, [100, 100, 0]);
		const dates = { startDate: '2026-01-01', beforeDate: '2026-07-21' };
		const all = await bench.run({ items: one, parameters: account('getUsage', { ...dates, returnAll: true }) });
		expect(all.items('Runway').map(({ json }) => json.date)).toEqual(['2026-01-01', '2026-04-11', '2026-07-20']);
		expect(bodies(bench)).toEqual([
			{ startDate: '2026-01-01', beforeDate: '2026-04-01' },
			{ startDate: '2026-04-01', beforeDate: '2026-06-30' },
			{ startDate: '2026-06-30', beforeDate: '2026-07-21' },
		]);
		const two = await bench.run({ items: one, parameters: account('getUsage', { ...dates, limit: 2 }) });
		expect(two.items('Runway')).toHaveLength(2);
		// The limit was reached after the second span.
		expect(bodies(bench)).toHaveLength(5);
	});

	it.each<[string, unknown, string]>([
		['a day', '2026-02-28', '2026-02-28'],
		["the editor's picker", '2026-02-28T00:00:00', '2026-02-28'],
		['a time with a zone', '2026-02-28T23:30:00.000+05:00', '2026-02-28'],
		["n8n's own dates", '={{ DateTime.fromISO("2026-02-28") }}', '2026-02-28'],
		["JavaScript's dates", '={{ new Date("2026-02-28T12:00:00Z") }}', '2026-02-28'],
	])('takes %s', async (_, startDate, sent) => {
		const bench = await setUpBench();
		const result = await bench.run({ items: one, parameters: account('getUsage', { startDate, beforeDate: '2026-03-02' }) });
		expect(result.error).toBeUndefined();
		expect(bodies(bench)).toEqual([{ startDate: sent, beforeDate: '2026-03-02' }]);
	});

	it.each<[string, object, RegExp]>([
		['no date', { startDate: 'last week' }, /Start Date: Expected a date such as 2026-01-31, but got "last week"/],
		['a day that does not exist', { startDate: '2026-02-30' }, /Start Date: Expected a date/],
		['an order that makes no sense', { startDate: '2026-03-02', beforeDate: '2026-03-02' }, /Start Date: Must be before Before Date/],
		['no number of results', { limit: 0 }, /Limit: Must be a whole number from 1/],
		['no switch', { returnAll: 'perhaps' }, /Return All: Must be true or false/],
	])('refuses %s before anything is sent', async (_, more, message) => {
		const bench = await setUpBench();
		const result = await bench.run({ items: one, parameters: account('getUsage', more) });
		expect(result.error?.message).toMatch(message);
		expect(bench.core.log.entries).toHaveLength(0);
	});
});
