import { createCanvas } from '@napi-rs/canvas';
import { silence } from '../emulator/talk';
import type { Thing, ThingKind } from '../emulator/things';
import { closeBenches, setUpBench, type Bench } from './bench';

afterEach(closeBenches);

const one = [{ json: {} }];
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const picture = createCanvas(64, 64).toBuffer('image/png');

/** Things that are there already. */
function fill({ core }: Bench, kind: ThingKind, count: number, fields: (index: number) => object): Thing[] {
	return Array.from({ length: count }, (_, index) => core.things.add(kind, fields(index) as Thing['fields'], true));
}

const documents = (bench: Bench, count = 1) =>
	fill(bench, 'documents', count, (index) => ({ name: `Document ${index}`, content: `Text ${index}` }));

const calls = ({ core }: Bench) => core.log.of('call').map(({ method, path }) => `${method} ${path}`);

describe('Get', () => {
	it('gives what Runway knows, with the id under the name that the next node asks for', async () => {
		const bench = await setUpBench();
		const [document] = documents(bench);
		const result = await bench.run({ items: one, parameters: { resource: 'document', operation: 'get', documentId: id(document.id) } });
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
		const result = await bench.run({ items: one, parameters: { resource: 'document', operation: 'get', documentId: id(document.id) } });
		expect(result.items('Runway')[0].json).toMatchObject({ documentId: document.id, name: 'Document 0' });
		expect(calls(bench)).toHaveLength(2);
	});

	it('fails when that is all it gets', async () => {
		const bench = await setUpBench({ fault: () => ({ kind: 'json', change: () => ({}) }) });
		const [document] = documents(bench);
		const result = await bench.run({ items: one, parameters: { resource: 'document', operation: 'get', documentId: id(document.id) } });
		expect(result.error?.message).toBe('The document could not be looked at: the answer did not come from Runway');
	});

	it('says what is wrong when there is no such thing, and asks once', async () => {
		const bench = await setUpBench();
		const missing = id('17f20503-6c24-4c16-946b-35dbbce2af2f');
		const result = await bench.run({ items: one, parameters: { resource: 'voice', operation: 'get', voiceId: missing } });
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
			const result = await bench.run({ items: one, parameters: { resource: 'voice', operation, voiceId, name: 'x' } });
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
			(await bench.run({ items: one, parameters: { resource: 'document', operation: 'getMany', ...more } })).items('Runway');
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
			items: one,
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
			return (await bench.run({ items: one, parameters })).items('Runway').map(({ json }) => json.name);
		};
		expect(await list({ avatarId: id(avatar) })).toEqual(['Talk 0']);
		expect(await list({ startDate: '2026-01-01T00:30:00' })).toEqual(['Late']);
		expect(await list({ endDate: '2026-01-01T01:30:00+01:00' })).toEqual(['Talk 1', 'Talk 0']);
	});

	it('gives no items for an empty list', async () => {
		const bench = await setUpBench();
		const result = await bench.run({ items: one, parameters: { resource: 'voice', operation: 'getMany' } });
		expect(result.items('Runway')).toEqual([]);
	});
});

describe('Update', () => {
	it('changes what was entered and nothing else, and gives it as it is then', async () => {
		const bench = await setUpBench();
		const [document] = documents(bench);
		bench.clock.pass(1000);
		const result = await bench.run({
			items: one,
			parameters: { resource: 'document', operation: 'update', documentId: id(document.id), name: '', content: 'New' },
		});
		expect(result.items('Runway')[0].json).toMatchObject({ name: 'Document 0', content: 'New', updatedAt: '2026-01-01T00:00:01.000Z' });
		expect(bench.core.log.of('call')[0].body).toEqual({ content: 'New' });
	});

	it('replaces and removes what an avatar has', async () => {
		const bench = await setUpBench();
		const [one_, two] = documents(bench, 2);
		const voice = { type: 'runway-live-preset', presetId: 'clara' };
		const [avatar] = fill(bench, 'avatars', 1, () => ({ name: 'A', personality: 'B', startScript: 'Hi', voice, documentIds: [one_.id] }));
		const update = async (more: object) => {
			const parameters = { resource: 'avatar', operation: 'update', avatarId: id(avatar.id), ...more };
			const items = [{ json: {}, binary: { data: { bytes: picture, fileName: 'a.png', mimeType: 'image/png' } } }];
			const result = await bench.run({ items, parameters });
			expect(result.error?.message).toBeUndefined();
			return bench.core.log.of('call').at(-1)!.body;
		};
		expect(await update({ documentsChange: 'replace', documentIds: [two.id] })).toEqual({ documentIds: [two.id] });
		expect(await update({ documentsChange: 'remove', startScriptChange: 'remove' })).toEqual({ documentIds: [], startScript: null });
		expect(await update({ voiceType: 'preset', voice: 'max', imageProcessing: 'none' })).toEqual({
			voice: { type: 'runway-live-preset', presetId: 'max' },
			imageProcessing: 'none',
		});
		expect(await update({ imageChange: 'replace' })).toEqual({
			referenceImage: `data:image/png;base64,${picture.toString('base64')}`,
		});
		expect(avatar.fields).toMatchObject({ name: 'A', personality: 'B', startScript: null, documentIds: [] });
	});

	it('says so when there is nothing to change', async () => {
		const bench = await setUpBench();
		const [document] = documents(bench);
		const result = await bench.run({ items: one, parameters: { resource: 'document', operation: 'update', documentId: id(document.id) } });
		expect(result.error?.message).toContain('Nothing to change was entered');
		expect(bench.core.log.entries).toHaveLength(0);
	});

	it('does one change after the other where several items change the same thing', async () => {
		const bench = await setUpBench();
		const [document] = documents(bench);
		const names = ['a', 'b', 'c'];
		const parameters = { resource: 'document', operation: 'update', documentId: id(document.id), name: '={{ $json.name }}' };
		const result = await bench.run({ items: names.map((name) => ({ json: { name } })), parameters });
		expect(result.items('Runway').map(({ json }) => json.name)).toEqual(names);
		expect(document.fields.name).toBe('c');
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

describe('Preview Voice', () => {
	const preview = {
		resource: 'voice',
		operation: 'preview',
		prompt: 'A warm and friendly voice with a slight accent',
		model: 'eleven_ttv_v3',
	};

	it('gives a sound file', async () => {
		const bench = await setUpBench();
		const result = await bench.run({ items: [...one, ...one], parameters: preview });
		expect(result.items('Runway')).toHaveLength(2);
		const { json, binary } = result.items('Runway')[0];
		expect(json).toMatchObject({ duration: 0.5, fileName: 'runway-voice-preview.mp3', mimeType: 'audio/mpeg' });
		expect(await result.readBinary(binary!.data)).toHaveLength(Number(json.fileSize));
		// Each item gets one of its own.
		expect(calls(bench)).toEqual(['POST /v1/voices/preview', 'POST /v1/voices/preview']);
	});

	it('names file and field as asked', async () => {
		const { run } = await setUpBench();
		const options = { fileName: 'narrator', binaryPropertyOutput: 'sound' };
		const result = await run({ items: one, parameters: { ...preview, options } });
		expect(result.items('Runway')[0].binary!.sound.fileName).toBe('narrator.mp3');
	});

	it('is not asked for twice when its answer was lost', async () => {
		const bench = await setUpBench({ fault: ({ route }) => (route === 'call' ? { kind: 'reset-after' } : undefined) });
		const result = await bench.run({ items: one, parameters: preview });
		expect(result.error?.message).toMatch(/^It is not known whether Runway created the preview/);
		expect(calls(bench)).toHaveLength(1);
	});

	it('refuses a description that is too short', async () => {
		const bench = await setUpBench();
		const result = await bench.run({ items: one, parameters: { ...preview, prompt: 'Warm' } });
		expect(result.error?.message).toBe('Prompt: Runway wants at least 20 characters, and this text has 4.');
		expect(bench.core.log.entries).toHaveLength(0);
	});
});

it('sends a recording and an image from binary fields', async () => {
	const bench = await setUpBench();
	const bytes = silence(12);
	const sound = [{ json: {}, binary: { data: { bytes, fileName: 'me.wav', mimeType: 'audio/wav' } } }];
	const made = await bench.run({ items: sound, parameters: { resource: 'voice', operation: 'create', name: 'Me', from: 'audio' } });
	expect(made.items('Runway')[0].json).toMatchObject({ name: 'Me', status: 'READY' });
	expect(bench.core.log.of('call')[0].body).toEqual({
		name: 'Me',
		from: { type: 'audio', audio: `data:audio/wav;base64,${bytes.toString('base64')}` },
	});

	const [document] = documents(bench);
	const image = [{ json: {}, binary: { photo: { bytes: picture, fileName: 'a.png', mimeType: 'image/png' } } }];
	const avatar = await bench.run({
		items: image,
		parameters: {
			resource: 'avatar',
			operation: 'create',
			name: 'Agent',
			personality: 'Friendly',
			binaryPropertyName: 'photo',
			voiceType: 'custom',
			voiceId: id(String(made.items('Runway')[0].json.voiceId)),
			documentIds: document.id,
		},
	});
	expect(avatar.error?.message).toBeUndefined();
	expect(avatar.items('Runway')[0].json).toMatchObject({
		avatarId: expect.any(String) as string,
		status: 'READY',
		documentIds: [document.id],
		voice: { type: 'custom', name: 'Me' },
	});
});
