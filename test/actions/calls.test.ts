import { answer, lost } from '../transport/scripted';
import { actedNode, type ActedNode } from './node';

const call = (resource: string, operation: string, more: Partial<ActedNode> = {}) => actedNode({ parameters: { resource, operation }, ...more });
const unavailable = () => answer(503, {});
const voices = (count: number, from = 0) => Array.from({ length: count }, (_, index) => ({ id: `v${from + index}`, name: `Voice ${from + index}` }));

describe('getting one thing', () => {
	it('gives it under the name that the next node asks for', async () => {
		const { run, asked } = call('voice', 'get', { each: [{ voiceId: { mode: 'id', value: 'v1' } }], runway: { 'GET v1': [answer(200, { id: 'v1', status: 'READY' })] } });
		expect(await run()).toEqual([{ json: { voiceId: 'v1', status: 'READY' }, pairedItem: { item: 0 } }]);
		expect(asked[0]).toMatchObject({ method: 'GET', path: '/v1/voices/v1', timeoutMs: 30_000 });
	});

	it('waits for trouble that passes', async () => {
		const { run, names } = call('voice', 'get', { each: [{ voiceId: 'v1' }], runway: { 'GET v1': [lost(), unavailable(), answer(200, { id: 'v1' })] } });
		expect(await run()).toHaveLength(1);
		expect(names()).toHaveLength(3);
	});

	it('tells what is not there', async () => {
		const { error } = call('voice', 'get', { each: [{ voiceId: 'v1' }], runway: { 'GET v1': [answer(404, { error: 'no' })] } });
		expect(await error()).toMatchObject({
			message: 'The voice could not be looked at: no',
			description: expect.stringContaining('It was deleted, or belongs to another organization than the API Key.'),
		});
	});

	it.each([['nothing', ''], ['no thing', {}], ['another thing', { id: 'v2' }]])('asks again when it is answered with %s', async (_, body) => {
		const { run, names } = call('voice', 'get', { each: [{ voiceId: 'v1' }], runway: { 'GET v1': [answer(200, body), answer(200, { id: 'v1', name: 'Ann' })] } });
		expect((await run())[0].json).toEqual({ voiceId: 'v1', name: 'Ann' });
		expect(names()).toHaveLength(2);
	});
});

describe('getting many', () => {
	it('reads as many as are wanted, 50 unless told otherwise', async () => {
		const { run, asked } = call('voice', 'getMany', { runway: { 'GET voices?limit=50': [answer(200, { data: voices(60), nextCursor: 'c' })] } });
		const items = await run();
		expect([items.length, items[0].json, asked.length]).toEqual([50, { voiceId: 'v0', name: 'Voice 0' }, 1]);
	});

	it('reads on until there are enough', async () => {
		const { run } = call('voice', 'getMany', {
			each: [{ limit: '3' }],
			runway: {
				'GET voices?limit=3': [answer(200, { data: voices(2), nextCursor: 'c' })],
				'GET voices?limit=1&cursor=c': [answer(200, { data: voices(1, 2), nextCursor: 'd' })],
			},
		});
		expect((await run()).map(({ json }) => json.voiceId)).toEqual(['v0', 'v1', 'v2']);
	});

	it.each([true, 'true'])('reads all of them with Return All at %j', async (returnAll) => {
		const { run } = call('voice', 'getMany', {
			each: [{ returnAll, limit: 1 }],
			runway: {
				'GET voices?limit=100': [answer(200, { data: voices(100), nextCursor: 'c' })],
				'GET voices?limit=100&cursor=c': [answer(200, { data: voices(5, 100) })],
			},
		});
		expect(await run()).toHaveLength(105);
	});

	it.each([
		[{ limit: 0 }, 'Limit: Must be a whole number from 1, but is 0.'],
		[{ limit: 1.5 }, 'Limit: Must be a whole number from 1, but is 1.5.'],
		[{ limit: 'all' }, 'Limit: Must be a whole number from 1, but is "all".'],
		[{ returnAll: 'maybe' }, 'Return All: Must be true or false, but is "maybe".'],
	])('does not take %j', async (entered, message) => {
		const { error, asked } = call('voice', 'getMany', { each: [entered] });
		expect((await error()).message).toBe(message);
		expect(asked).toEqual([]);
	});

	it.each([{ limit: '' }, { limit: null }, { returnAll: '' }, { limit: 1, returnAll: 'false' }])('takes %j', async (entered) => {
		const { run, asked } = call('voice', 'getMany', {
			each: [entered],
			runway: { 'GET voices?limit=50': [answer(200, { data: [] })], 'GET voices?limit=1': [answer(200, { data: [] })] },
		});
		expect(await run()).toEqual([]);
		expect(asked[0].path).toBe(`/v1/voices?limit=${'limit' in entered && entered.limit === 1 ? 1 : 50}`);
	});

	it('says why there is no list', async () => {
		const { error } = call('voice', 'getMany', { runway: { 'GET voices?limit=50': [answer(401, { error: 'key' })] } });
		expect((await error()).message).toBe('The list of voices could not be loaded: key');
	});
});

describe('changing something', () => {
	const update = (more: Partial<ActedNode>) => call('document', 'update', { each: [{ documentId: 'd1', name: 'New' }], ...more });

	it('sends what was entered and gives what it is then', async () => {
		const { run, asked } = update({ runway: { 'PATCH d1': [answer(200, { id: 'd1', name: 'New' })] } });
		expect((await run())[0].json).toEqual({ documentId: 'd1', name: 'New' });
		expect(asked).toMatchObject([{ path: '/v1/documents/d1', body: { name: 'New' } }]);
		// Half a minute, and time for the text itself.
		expect(asked[0].timeoutMs).toBeGreaterThan(30_000 - 1);
		expect(asked[0].timeoutMs).toBeLessThan(31_000);
	});

	it('looks at it where the answer is empty', async () => {
		const { run } = update({ runway: { 'PATCH d1': [answer(204, '')], 'GET d1': [answer(200, { id: 'd1', name: 'New' })] } });
		expect((await run())[0].json).toEqual({ documentId: 'd1', name: 'New' });
	});

	it('is tried again', async () => {
		const { run, asked } = update({ runway: { 'PATCH d1': [lost(), answer(200, { id: 'd1' })] } });
		await run();
		expect(asked).toHaveLength(2);
	});

	it('wants something to change', async () => {
		const { error, asked } = update({ each: [{ documentId: 'd1' }] });
		expect((await error()).message).toBe('Update Document: Nothing to change was entered.');
		expect(asked).toEqual([]);
	});

	it('changes nothing more after a failure at which the node stops', async () => {
		const each = ['d1', 'd1', 'd2'].map((documentId, index) => ({ documentId, name: `${index}` }));
		const { error, names } = update({ each, runway: { 'PATCH d1': [answer(400, { error: 'bad' })] } });
		const { message, description } = await error();
		expect(message).toBe('Item 1 of 3: The document could not be changed: bad');
		expect(description).toContain('Nothing was sent for 2 other items.');
		expect(names()).toHaveLength(1);
	});

	it('goes on after a failure where the node does', async () => {
		const each = [{ documentId: 'd1', name: 'A' }, { documentId: 'd1', name: 'B' }];
		const { run } = update({ each, onError: 'continueRegularOutput', runway: { 'PATCH d1': [answer(400, { error: 'bad' }), answer(200, { id: 'd1' })] } });
		expect((await run()).map(({ json }) => 'error' in json)).toEqual([true, false]);
	});
});

describe('deleting', () => {
	const remove = (more: Partial<ActedNode>) => call('voice', 'delete', { each: [{ voiceId: 'v1' }], ...more });
	const deleted = { voiceId: 'v1', deleted: true };

	it('says what was deleted', async () => {
		const { run, asked } = remove({ runway: { 'DELETE v1': [answer(204, '')] } });
		expect(await run()).toEqual([{ json: deleted, pairedItem: { item: 0 } }]);
		expect(asked).toMatchObject([{ method: 'DELETE', path: '/v1/voices/v1' }]);
	});

	it('takes what is gone after a DELETE without an answer for deleted', async () => {
		const { run } = remove({ runway: { 'DELETE v1': [lost(), answer(404, { error: 'no' })] } });
		expect((await run())[0].json).toEqual(deleted);
	});

	it('fails where there was nothing', async () => {
		const { error } = remove({ runway: { 'DELETE v1': [answer(404, { error: 'no' })] } });
		expect(await error()).toMatchObject({ message: 'The voice could not be deleted: no', httpCode: '404' });
	});

	it('fails where a later attempt is refused for another reason', async () => {
		const { error } = remove({ runway: { 'DELETE v1': [lost(), answer(403, { error: 'not yours' })] } });
		expect((await error()).message).toBe('The voice could not be deleted: not yours');
	});

	const three = ['v1', 'v2', 'v3'].map((voiceId) => ({ voiceId }));

	it('deletes all where none fails', async () => {
		const { run } = remove({ each: three, runway: Object.fromEntries(three.map(({ voiceId }) => [`DELETE ${voiceId}`, [answer(204, '')]])) });
		expect((await run()).map(({ json }) => json.voiceId)).toEqual(['v1', 'v2', 'v3']);
	});

	it('deletes nothing more after a failure at which the node stops, not even what is in line', async () => {
		const { error, names } = remove({ each: three, runway: { 'DELETE v1': [answer(403, { error: 'not yours' })] } });
		expect(await error()).toMatchObject({
			message: 'Item 1 of 3: The voice could not be deleted: not yours',
			description: expect.stringContaining('Nothing was sent for 2 other items.') as string,
		});
		expect(names()).toEqual(['0 DELETE v1']);
	});

	it('finds out what became of a DELETE that was sent before the failure', async () => {
		const { error, names } = remove({ each: three, runway: { 'DELETE v1': [lost(), answer(204, '')], 'DELETE v2': [answer(403, {})] } });
		const { message, description } = await error();
		expect(message).toMatch(/^Item 2 of 3: /);
		expect(description).toContain('Nothing was sent for 1 other item.');
		expect(names()).toEqual(['0 DELETE v1', '10 DELETE v2', '2000 DELETE v1']);
	});

	it('is seen through when it has left before a stop, and not sent after it', async () => {
		const node = remove({ each: three, runway: { 'DELETE v1': [() => (node.stop.abort(), answer(204, ''))] } });
		expect(await node.run()).toMatchObject([{ json: deleted }]);
		expect(node.names()).toEqual(['0 DELETE v1']);
	});

	it('deletes the others where the node goes on', async () => {
		const runway = { 'DELETE v1': [answer(403, {})], 'DELETE v2': [answer(204, '')], 'DELETE v3': [answer(204, '')] };
		const { run } = remove({ each: three, onError: 'continueRegularOutput', runway });
		expect((await run()).map(({ json }) => json.deleted)).toEqual([undefined, true, true]);
	});
});

describe('making', () => {
	const text = { name: 'Anna', from: 'text', prompt: 'A warm voice from the north', model: 'eleven_ttv_v3' };
	const making = (more: Partial<ActedNode> = {}) => call('voice', 'create', { each: [text], ...more });

	it('creates once and waits until it is ready', async () => {
		const runway = { 'POST voices': [answer(200, { id: 'v1' })], 'GET v1': [answer(200, { id: 'v1', status: 'READY', name: 'Anna' })] };
		const { run, names, asked } = making({ runway });
		expect(await run()).toEqual([{ json: { voiceId: 'v1', status: 'READY', name: 'Anna' }, pairedItem: { item: 0 } }]);
		expect(names()).toEqual(['0 POST voices', '5000 GET v1']);
		expect(asked[0].body).toMatchObject({ name: 'Anna' });
	});

	it('does not wait where nobody wants that', async () => {
		const { run, names } = making({ each: [{ ...text, waitForCompletion: false }], runway: { 'POST voices': [answer(200, { id: 'v1' })] } });
		expect((await run())[0].json).toEqual({ voiceId: 'v1', name: 'Anna', status: 'PROCESSING' });
		expect(names()).toHaveLength(1);
	});

	it('does not wait for what is there at once', async () => {
		const { run, names } = call('document', 'create', {
			each: [{ name: 'Facts', content: 'Foxes are red' }],
			runway: { 'POST documents': [answer(200, { id: 'd1', name: 'Facts' })] },
		});
		expect((await run())[0].json).toEqual({ documentId: 'd1', name: 'Facts' });
		expect(names()).toHaveLength(1);
	});

	it.each([{}, { id: '../v1' }])('does not know what became of it when the answer is %j', async (body) => {
		const { error, asked } = making({ runway: { 'POST voices': [answer(200, body)] } });
		expect(await error()).toMatchObject({
			message: "It is not known whether Runway created the voice: Runway's answer held no voice id",
			description: expect.stringContaining('Look for it with the operation that gets many of them'),
		});
		expect(asked).toHaveLength(1);
	});

	it('names what is wrong with its parameters and options at once', async () => {
		const { error } = making({ each: [{ ...text, name: '', options: { waitLimit: -1 } }] });
		const { message, description } = await error();
		expect(message).toBe('Name: Empty, but Runway needs it.');
		expect(description).toContain('Wait Limit');
	});

	it('does not make the same twice in a rerun', async () => {
		const context = {};
		const runway = { 'POST voices': [answer(200, { id: 'v1' })], 'GET v1': [answer(401, { error: 'key' })] };
		await making({ context, runway }).error();
		const again = making({ context, runway: { 'GET v1': [answer(200, { id: 'v1', status: 'READY' })] } });
		expect((await again.run())[0].json.voiceId).toBe('v1');
	});
});
