import type { Thing } from '../emulator/things';
import { calls, documents, fill, id, ONE } from './accountThings';
import { closeBenches, setUpBench, type Bench } from './bench';

afterEach(closeBenches);

describe('Get', () => {
	it('gives what Runway knows, with the id under the name that the next node asks for', async () => {
		const bench = await setUpBench();
		const [document] = documents(bench);
		const result = await bench.run({ items: ONE, parameters: { resource: 'document', operation: 'get', documentId: id(document.id) } });
		const { json } = result.items('Runway')[0];
		expect(json).toMatchObject({ documentId: document.id, name: 'Document 0', content: 'Text 0', type: 'text', usedBy: [] });
		expect(json).not.toHaveProperty('id');
	});

	it('takes the ID of a conversation from the item', async () => {
		const bench = await setUpBench();
		const [talk] = fill(bench, 'avatar_conversations', 1, () => ({ name: 'Hello', status: 'ended', transcript: [{ role: 'user', content: 'Hi' }] }));
		const result = await bench.run({
			items: [{ json: { conversationId: talk.id } }],
			parameters: { resource: 'conversation', operation: 'get' },
		});
		expect(result.items('Runway')[0].json).toMatchObject({ conversationId: talk.id, transcript: [{ content: 'Hi' }] });
	});

	it.each([
		['nothing', () => null],
		['something without an ID', () => ({ name: 'x' })],
		['another one', (body: unknown) => ({ ...(body as object), id: 'a3f1f1a0-0000-4000-8000-000000000000' })],
	])('asks again when Runway answers with %s', async (_, change) => {
		const bench = await setUpBench({ fault: (__, count) => (count === 1 ? { kind: 'json', change } : undefined) });
		const [document] = documents(bench);
		const result = await bench.run({ items: ONE, parameters: { resource: 'document', operation: 'get', documentId: id(document.id) } });
		expect(result.items('Runway')[0].json).toMatchObject({ documentId: document.id, name: 'Document 0' });
		expect(calls(bench)).toHaveLength(2);
	});

	it('fails when that is all it gets', async () => {
		const bench = await setUpBench({ fault: () => ({ kind: 'json', change: () => ({}) }) });
		const [document] = documents(bench);
		const result = await bench.run({ items: ONE, parameters: { resource: 'document', operation: 'get', documentId: id(document.id) } });
		expect(result.error?.message).toBe('The document could not be looked at: the answer did not come from Runway');
	});

	it('says what is wrong when there is no such thing, and asks once', async () => {
		const bench = await setUpBench();
		const missing = id('17f20503-6c24-4c16-946b-35dbbce2af2f');
		const result = await bench.run({ items: ONE, parameters: { resource: 'voice', operation: 'get', voiceId: missing } });
		expect(result.error?.message).toBe('The voice could not be looked at: Could not find Voice');
		expect(result.error?.description).toContain('It was deleted, or belongs to another organization');
		expect(bench.core.log.entries).toHaveLength(1);
	});

	it.each([
		['nothing', id('={{ $json.nothing }}'), 'Voice: Empty'],
		['a path', id('../organization'), 'cannot be an ID'],
	])('sends nothing for %s', async (_, voiceId, message) => {
		const bench = await setUpBench();
		for (const operation of ['get', 'delete', 'update']) {
			const result = await bench.run({ items: ONE, parameters: { resource: 'voice', operation, voiceId, name: 'x' } });
			expect(result.error?.message).toContain(message);
		}
		expect(bench.core.log.entries).toHaveLength(0);
	});
});

describe('Get Many', () => {
	it('gives up to the limit, or all, page by page', async () => {
		const bench = await setUpBench();
		documents(bench, 230);
		const list = async (more: object) =>
			(await bench.run({ items: ONE, parameters: { resource: 'document', operation: 'getMany', ...more } })).items('Runway');
		expect(await list({})).toHaveLength(50);
		expect(await list({ limit: 130 })).toHaveLength(130);
		const all = await list({ returnAll: true });
		expect(new Set(all.map(({ json }) => json.documentId)).size).toBe(230);
		expect(all.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		const sizes = bench.core.log.of('call').map(({ path }) => /limit=(\d+)/.exec(path)?.[1]);
		expect(sizes).toEqual(['50', '100', '30', '100', '100', '100']);
	});

	it('sorts and filters as its list can', async () => {
		const bench = await setUpBench();
		const [first] = documents(bench);
		bench.clock.pass(1000);
		documents(bench, 2);
		const oldest = await bench.run({
			items: ONE,
			parameters: { resource: 'document', operation: 'getMany', order: 'asc', limit: 1 },
		});
		expect(oldest.items('Runway')[0].json.documentId).toBe(first.id);

		const avatar = '17f20503-6c24-4c16-946b-35dbbce2af2f';
		const talks = (index: number) => ({ name: `Talk ${index}`, status: 'ended', avatar: index === 0 ? { type: 'custom', id: avatar } : null });
		fill(bench, 'avatar_conversations', 2, talks);
		bench.clock.pass(3_600_000);
		fill(bench, 'avatar_conversations', 1, () => ({ name: 'Late', status: 'in_progress', avatar: null }));
		const list = async (more: object) => {
			const parameters = { resource: 'conversation', operation: 'getMany', ...more };
			return (await bench.run({ items: ONE, parameters })).items('Runway').map(({ json }) => json.name);
		};
		expect(await list({ avatarId: id(avatar) })).toEqual(['Talk 0']);
		expect(await list({ startDate: '2026-01-01T00:30:00' })).toEqual(['Late']);
		expect(await list({ endDate: '2026-01-01T01:30:00+01:00' })).toEqual(['Talk 1', 'Talk 0']);
	});

	it('gives no items for an empty list', async () => {
		const bench = await setUpBench();
		const result = await bench.run({ items: ONE, parameters: { resource: 'voice', operation: 'getMany' } });
		expect(result.items('Runway')).toEqual([]);
	});
});

describe('Delete', () => {
	const remove = (bench: Bench, things: readonly Thing[], node = {}) =>
		bench.run({
			items: things.map((thing) => ({ json: { documentId: thing.id } })),
			parameters: { resource: 'document', operation: 'delete', documentId: { __rl: true, mode: 'id', value: '={{ $json.documentId }}' } },
			node,
		});

	it('says what is gone', async () => {
		const bench = await setUpBench();
		const things = documents(bench, 3);
		const result = await remove(bench, things.slice(0, 2));
		expect(result.items('Runway').map(({ json }) => json)).toEqual(things.slice(0, 2).map((thing) => ({ documentId: thing.id, deleted: true })));
		expect(bench.core.things.all).toEqual([things[2]]);
	});

	it('counts a DELETE whose answer was lost as done when the thing is gone', async () => {
		const bench = await setUpBench({ fault: (_, count) => (count === 1 ? { kind: 'reset-after' } : undefined) });
		const result = await remove(bench, documents(bench));
		expect(result.items('Runway')[0].json.deleted).toBe(true);
		expect(calls(bench)).toHaveLength(2);
	});

	it('fails for what is not there', async () => {
		const bench = await setUpBench();
		const things = documents(bench);
		bench.core.things.remove(things[0]);
		expect((await remove(bench, things)).error?.message).toBe('The document could not be deleted: Could not find Document');
	});
});
