import type { IDataObject } from 'n8n-workflow';
import { fileOf } from '../batch/building';
import { answer, lost } from '../transport/scripted';
import { actedNode, type ActedNode } from './node';

describe('the preview of a voice', () => {
	const parameters = { resource: 'voice', operation: 'preview', prompt: 'A warm voice from the north', model: 'eleven_ttv_v3' };
	const url = 'https://f.example/s';
	const made = answer(200, { url, durationSecs: 3.5 });
	const preview = (more: Partial<ActedNode> = {}) => actedNode({ parameters, ...more });

	it('is a sound of its own for each item', async () => {
		const { run, stored, asked } = preview({ each: [{}, {}], runway: { 'POST preview': [made, made] }, files: [fileOf('ab'), fileOf('cd')] });
		const items = await run();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(items[0].json).toEqual({ duration: 3.5, outputUrl: url, fileName: 'runway-voice-preview.mp4', mimeType: 'video/mp4', fileSize: 2 });
		expect([asked.length, stored.length]).toEqual([2, 2]);
	});

	it('is named and put where the user wants', async () => {
		const options = { fileName: 'my voice', binaryPropertyOutput: 'sound' };
		const { run } = preview({ each: [{ options }], runway: { 'POST preview': [made] }, files: [fileOf('ab')] });
		const [{ json, binary }] = await run();
		expect([json.fileName, Object.keys(binary!)]).toEqual(['my voice.mp4', ['sound']]);
	});

	it.each([
		[answer(200, {}), "It is not known whether Runway created the preview: Runway's answer held no preview id"],
		[lost(), 'It is not known whether Runway created the preview: the connection was closed before the answer was complete'],
		[answer(400, { error: 'too short' }), 'Runway refused the request: too short'],
	])('is asked for once when that fails, and no other after it', async (reply, message) => {
		const { error, asked } = preview({ each: Array.from({ length: 6 }, () => ({})), runway: { 'POST preview': [reply, reply, reply, reply] } });
		const { message: said, description } = await error();
		expect(said).toBe(`Item 1 of 6: ${message}`);
		expect(description).toContain('Nothing was sent for');
		expect(asked.length).toBeLessThan(5);
	});

	it('goes on with the others where the node does', async () => {
		const { run } = preview({
			each: [{}, {}],
			onError: 'continueRegularOutput',
			runway: { 'POST preview': [answer(400, {}), made] },
			files: [fileOf('ab')],
		});
		expect((await run()).map(({ json }) => 'error' in json)).toEqual([true, false]);
	});

	it('is lost with its address', async () => {
		const { error, asked } = preview({ runway: { 'POST preview': [made] }, files: [{ statusCode: 403 }] });
		const { message, description } = await error();
		expect(message).toMatch(/^The preview could not be made: /);
		expect(description).toBe('Run the item again for a new preview.');
		expect(asked).toHaveLength(1);
	});
});

describe('the account', () => {
	it('is looked at for nothing', async () => {
		const body = { creditBalance: 7, tier: { maxMonthlyCreditSpend: 100, models: { m: { maxConcurrentGenerations: 2, maxDailyGenerations: 5 } } }, usage: { models: { m: { dailyGenerations: 3 } } } };
		const { run, names } = actedNode({ parameters: { resource: 'account', operation: 'get' }, runway: { 'GET organization': [answer(200, body)] } });
		expect((await run())[0].json).toEqual({
			creditBalance: 7,
			maxMonthlyCreditSpend: 100,
			models: { m: { maxConcurrent: 2, maxDaily: 5, usedToday: 3, leftToday: 2 } },
		});
		expect(names()).toEqual(['0 GET organization']);
	});

	const usage = (more: IDataObject, results: readonly object[] = []) =>
		actedNode({ parameters: { resource: 'account', operation: 'getUsage', ...more }, runway: { 'POST usage': [answer(200, { results }), answer(200, { results: [] })] } });

	it('is told by day and model', async () => {
		const days = [
			{ date: '2026-01-01', usedCredits: [{ model: 'a', amount: 5 }, { model: 'b', amount: 6 }] },
			{ date: '2026-01-02', usedCredits: [null] },
			{ date: '2026-01-03' },
		];
		const { run } = usage({ startDate: '2026-01-01', beforeDate: '2026-01-04' }, days);
		expect((await run()).map(({ json }) => json)).toEqual([
			{ date: '2026-01-01', model: 'a', credits: 5 },
			{ date: '2026-01-01', model: 'b', credits: 6 },
			{ date: '2026-01-02', model: undefined, credits: undefined },
		]);
	});

	it.each([
		[{ startDate: '2026-01-05', beforeDate: '2026-01-09' }, { startDate: '2026-01-05', beforeDate: '2026-01-09' }],
		[{ beforeDate: '2026-03-01' }, { startDate: '2026-01-29', beforeDate: '2026-03-01' }],
	])('is asked for %j', async (entered, sent) => {
		const { run, asked } = usage(entered);
		await run();
		expect(asked[0].body).toEqual(sent);
	});

	it('is asked for the last 30 days, today included, unless told otherwise', async () => {
		const { run, asked, clock } = usage({});
		await run();
		const day = (days: number) => new Date(clock.now() + days * 86_400_000).toISOString().slice(0, 10);
		expect(asked[0].body).toEqual({ startDate: day(-30), beforeDate: day(1) });
	});

	it.each(['2026-01-04', '2026-01-05'])('is not asked for days from %s on before the 4th', async (startDate) => {
		const { error, asked } = usage({ startDate, beforeDate: '2026-01-04' });
		expect((await error()).message).toBe(`Start Date: Must be before Before Date, 2026-01-04, but is ${startDate}.`);
		expect(asked).toEqual([]);
	});
});
