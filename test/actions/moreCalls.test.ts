import type { IDataObject } from 'n8n-workflow';
import { fileOf } from '../batch/building';
import { picture } from '../emulator/talk';
import { answer, lost } from '../transport/scripted';
import { padded, taken, ticket } from '../transport/uploading';
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
		const { error, asked } = preview({ runway: { 'POST preview': [made] }, files: [{ statusCode: 403 }, fileOf('ab')] });
		const { message, description } = await error();
		expect(message).toMatch(/^The preview could not be made: /);
		expect(description).toBe('Run the item again for a new preview.');
		expect(asked).toHaveLength(1);
	});

	it('says what to do when nobody knows what became of it', async () => {
		const { error } = preview({ runway: { 'POST preview': [lost()] } });
		expect((await error()).description).toBe(
			'The request was sent once and is not sent again, so that you do not pay twice. Run the item again if you want another one; the first is lost.',
		);
	});

	it('is not stored after a stop, and no other asked for', async () => {
		const node = preview({ each: [{}, {}], runway: { 'POST preview': [() => (node.stop.abort(), made)] } });
		expect(await node.run()).toEqual([]);
		expect([node.asked.length, node.stored]).toEqual([1, []]);
	});
});

describe('what a call needs', () => {
	const call = (operation: string, entered: object, more: Partial<ActedNode> = {}) => {
		const [resource, name] = operation.split('.');
		return actedNode({ parameters: { resource, operation: name, ...entered }, ...more });
	};
	const avatar = { name: 'Agent', personality: 'Friendly', voiceType: 'preset', voice: 'clara' };

	it.each([
		['voice.get', { voiceId: '' }, /^Voice: Empty/],
		['voice.getMany', { limit: 0 }, /^Limit: /],
		['voice.create', { name: 'Anna', from: 'text', prompt: 'A warm voice from the north', model: 'eleven_ttv_v3', options: { waitLimit: -1 } }, /^Wait Limit: /],
		['avatar.create', { ...avatar, imageSource: 'binary', binaryPropertyName: 'data' }, /^Image: .*"data"/],
	])('is looked at before anything is sent: %s with %j', async (operation, entered, message) => {
		const { error, asked } = call(operation, entered);
		const said = await error();
		expect(said.message).toMatch(message);
		expect([said.description, asked]).toEqual(['Nothing was sent to Runway for this item, so nothing was charged.', []]);
	});

	it('is all named at once', async () => {
		const { error } = call('conversation.getMany', { limit: 0, startDate: 'soon', options: { waitLimit: -1 } });
		const { message, description } = await error();
		expect(message).toMatch(/^Start Date: /);
		expect(description).toMatch(/^Also: Limit: .* Wait Limit: .* Nothing was sent/);
	});

	it('narrows a list', async () => {
		const { run, asked } = call('document.getMany', { sort: 'updatedAt', order: 'asc', limit: 2 }, { runway: { 'GET documents?limit=2&sort=updatedAt&order=asc': [answer(200, { data: [] })] } });
		expect(await run()).toEqual([]);
		expect(asked).toHaveLength(1);
	});

	describe('as a file', () => {
		const large = padded(picture('image/png'), 5_000_000, 'image/png');
		const update = (more: Partial<ActedNode>) =>
			call('avatar.update', { avatarId: 'a1', imageChange: 'replace', imageSource: 'binary', binaryPropertyName: 'data' }, { file: large, ...more });

		it('is uploaded first', async () => {
			const { run, asked } = update({ runway: { 'POST uploads': [ticket()], 'PATCH a1': [answer(200, { id: 'a1' })] }, files: [taken] });
			expect((await run())[0].json).toEqual({ avatarId: 'a1' });
			expect(asked.map(({ method, body }) => [method, body])).toEqual([
				['POST', { filename: 'input.png', type: 'ephemeral' }],
				['PATCH', { referenceImage: 'runway://abc' }],
			]);
		});

		it('that cannot be uploaded changes nothing', async () => {
			const { error, names } = update({ runway: { 'POST uploads': [answer(401, { error: 'key' })] } });
			expect((await error()).message).toBe('The file could not be uploaded to Runway: key');
			expect(names()).toEqual(['0 POST uploads']);
		});

		it('that cannot be uploaded creates nothing', async () => {
			const { error, names } = call('avatar.create', { ...avatar, imageSource: 'binary', binaryPropertyName: 'data' }, { file: large, runway: { 'POST uploads': [answer(401, { error: 'key' })] } });
			expect((await error()).message).toBe('The file could not be uploaded to Runway: key');
			expect(names()).toEqual(['0 POST uploads']);
		});

		it('is not uploaded for what is not changed any more', async () => {
			const { error, names } = update({
				each: Array.from({ length: 12 }, (_, index) => ({ avatarId: `a${index}` })),
				runway: { 'POST uploads': [answer(401, { error: 'key' }), ...Array.from({ length: 12 }, () => answer(401, { error: 'key' }))] },
			});
			await error();
			expect(names()).toEqual(['0 POST uploads']);
		});

		it('changes nothing when it is stopped meanwhile', async () => {
			const node = update({ runway: { 'POST uploads': [() => (node.stop.abort(), ticket())] }, files: [taken] });
			expect(await node.run()).toEqual([]);
			expect(node.names()).toEqual(['0 POST uploads']);
		});

		it('gets more time to be sent, by its size', async () => {
			const small = padded(picture('image/png'), 100_000, 'image/png');
			const { run, asked } = update({ file: small, runway: { 'PATCH a1': [answer(200, { id: 'a1' })] } });
			await run();
			const { referenceImage } = asked[0].body as { referenceImage: string };
			expect(asked[0].timeoutMs).toBe(30_000 + Math.ceil(referenceImage.length / 100));
		});
	});

	it('says where to look for what may have been made', async () => {
		const { error } = call('document.create', { name: 'Facts', content: 'Foxes are red' }, { runway: { 'POST documents': [lost()] } });
		expect(await error()).toMatchObject({
			message: 'It is not known whether Runway created the document: the connection was closed before the answer was complete',
			description:
				'The request was sent once and is not sent again, so that you do not pay twice. Look for it with the operation that gets many of them; if it is not there, start the workflow anew.',
		});
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
