import fixture from '../fixtures/calls-schema.json';
import { badValues, goodValue } from './samples';
import type { ParamSchema } from './schema';
import { Talk, type Json } from './talk';
import type { ThingKind } from './things';

type Schema = Readonly<Record<string, ParamSchema>>;

const schemas = fixture.calls as unknown as Readonly<Record<string, Schema>>;

const ELSEWHERE = '17f20503-6c24-4c16-946b-35dbbce2af2f';

/** What each kind holds; enough for it to be shown. */
const FIELDS: Readonly<Record<ThingKind, Json>> = {
	voices: { name: 'Narrator' },
	avatars: { name: 'Agent', personality: 'Friendly', voice: { type: 'runway-live-preset', presetId: 'clara' } },
	documents: { name: 'FAQ', content: 'Returns within 30 days.' },
	avatar_conversations: { name: 'Call', status: 'ended', avatar: null, transcript: [], tools: [{ name: 'look up' }], recordingUrl: null },
	routers: { name: 'Everyday', slug: 'everyday' },
	workflows: { name: 'Teaser', versions: [] },
};

const PAGED = ['voices', 'avatars', 'documents', 'avatar_conversations', 'routers'] as const;

/** What a body holds, but for documents, which would have to exist. */
const good = (schema: Schema, wanted: (param: ParamSchema) => boolean): Json =>
	Object.fromEntries(
		Object.entries(schema)
			.filter(([name, param]) => wanted(param) && name !== 'documentIds')
			.map(([name, param]) => [name, goodValue(param)]),
	);

describe.each(Object.keys(schemas).filter((name) => !name.startsWith('GET') && !name.includes('usage')))('%s', (name) => {
	const [method, path] = name.split(' ');
	const schema = schemas[name];
	const talk = new Talk();
	const at = method === 'PATCH' ? `${path}/${talk.core.things.add(path as ThingKind, FIELDS[path as ThingKind], true).id}` : path;
	const send = async (body: unknown) => {
		const { status, json } = await talk.send(method, `/v1/${at}`, body);
		return { status, issues: (json.issues ?? []) as Array<{ path: unknown; code: string }> };
	};

	it('takes the smallest and the largest body', async () => {
		const smallest = good(schema, ({ required }) => required === true);
		if (method === 'POST') expect((await send(smallest)).issues).toEqual([]);
		expect((await send(good(schema, () => true))).issues).toEqual([]);
	});

	it('refuses each wrong value and names its place', async () => {
		const complaints: string[] = [];
		for (const [field, param] of Object.entries(schema)) {
			for (const { what, value, path: place } of badValues(param, [field])) {
				if (value === null && param.alsoAccepts?.includes(null)) continue;
				const { status, issues } = await send({ ...good(schema, () => true), [field]: value });
				const named = issues.some((issue) => JSON.stringify(issue.path) === JSON.stringify(place));
				if (status !== 400 || !named) complaints.push(`${field}, ${what}: ${status} ${JSON.stringify(issues)}`);
			}
		}
		expect(complaints).toEqual([]);
	});

	it('refuses what is missing, unknown, or no JSON, and changes nothing', async () => {
		const before = JSON.stringify(talk.core.things.all);
		for (const [field, { required }] of Object.entries(schema)) {
			if (required) expect(await send({ ...good(schema, () => true), [field]: undefined })).toMatchObject({ status: 400, issues: [{ path: [field] }] });
		}
		expect(await send({ ...good(schema, () => true), surprise: 1 })).toMatchObject({ status: 400, issues: [{ code: 'unrecognized_keys' }] });
		expect((await send(undefined)).status).toBe(400);
		expect((await send([])).status).toBe(400);
		if (method === 'PATCH') expect((await send({})).status).toBe(400);
		expect(JSON.stringify(talk.core.things.all)).toBe(before);
	});
});

describe.each(PAGED)('GET %s', (kind) => {
	const list = async (talk: Talk, query: string) => await talk.send('GET', `/v1/${kind}?${query}`);

	it('gives everything page by page, each once, newest first', async () => {
		const talk = new Talk();
		for (let index = 0; index < 5; index++) {
			talk.core.things.add(kind, { ...FIELDS[kind], name: `${index}` }, true);
			talk.time += 1000;
		}
		const pages: string[][] = [];
		let cursor = '';
		do {
			const { data, hasMore, nextCursor } = (await list(talk, `limit=2${cursor && `&cursor=${cursor}`}`)).json as {
				data: Array<{ name: string }>;
				hasMore: boolean;
				nextCursor: string | null;
			};
			pages.push(data.map(({ name }) => name));
			expect(hasMore).toBe(nextCursor !== null);
			cursor = nextCursor ?? '';
		} while (cursor !== '' && pages.length < 9);
		expect(pages).toEqual([['4', '3'], ['2', '1'], ['0']]);
	});

	it.each([
		['limit=0', 'limit'],
		['limit=101', 'limit'],
		['limit=many', 'limit'],
		['', 'limit'],
		['limit=5&cursor=bm9uc2Vuc2U', 'cursor'],
	])('refuses the query "%s"', async (query, field) => {
		const { status, json } = await list(new Talk(), query);
		expect([status, (json.issues as Array<{ path: unknown }>)[0].path]).toEqual([400, [field]]);
	});

	it('refuses a query that nobody knows', async () => {
		expect((await list(new Talk(), 'limit=5&page=2')).status).toBe(400);
	});
});

describe('one thing', () => {
	const kinds = Object.keys(FIELDS) as ThingKind[];

	it.each(kinds)('of %s is read by its id; another id is not found, and what is none is refused', async (kind) => {
		const talk = new Talk();
		const { id } = talk.core.things.add(kind, FIELDS[kind], true);
		const read = async (one: string) => await talk.send('GET', `/v1/${kind}/${one}`);
		expect(await read(id)).toMatchObject({ status: 200, json: { id, name: FIELDS[kind].name } });
		expect(await read(ELSEWHERE)).toMatchObject({ status: 404, json: { error: expect.stringMatching(/^Could not find /) as string } });
		expect((await read('everyday')).status).toBe(400);
	});

	it.each(kinds)('of %s takes no method that the API does not have for it', async (kind) => {
		const talk = new Talk();
		const { id } = talk.core.things.add(kind, FIELDS[kind], true);
		expect((await talk.send('PUT', `/v1/${kind}/${id}`, {})).status).toBe(405);
		expect((await talk.send('DELETE', `/v1/${kind}`)).status).toBe(405);
		const isOurs = ['voices', 'avatars', 'documents', 'avatar_conversations'].includes(kind);
		expect((await talk.send('DELETE', `/v1/${kind}/${id}`)).status).toBe(isOurs ? 204 : 405);
		expect(talk.core.things.all).toHaveLength(isOurs ? 0 : 1);
		if (isOurs) expect((await talk.send('DELETE', `/v1/${kind}/${id}`)).status).toBe(404);
	});

	it('needs the key like everything else', async () => {
		expect((await new Talk().send('GET', '/v1/voices?limit=5', undefined, {})).status).toBe(401);
	});

	it('is not lost by a fault before it is processed, and is there after one that only lost the answer', async () => {
		const faults = ['reset-before', 'reset-after'] as const;
		const talk = new Talk({ fault: ({ route }, count) => (route === 'call' ? { kind: faults[count - 1] } : undefined) });
		await talk.send('POST', '/v1/documents', FIELDS.documents);
		expect(talk.core.things.all).toHaveLength(0);
		await talk.send('POST', '/v1/documents', FIELDS.documents);
		expect(talk.core.things.all).toHaveLength(1);
	});
});

describe('what belongs together', () => {
	it('has to exist: the documents and the voice of an avatar', async () => {
		const talk = new Talk();
		const send = async (more: Json) => {
			const body = { ...good(schemas['POST avatars'], ({ required }) => required === true), ...more };
			const { status, json } = await talk.send('POST', '/v1/avatars', body);
			return [status, ((json.issues ?? []) as Array<{ path: unknown }>).map(({ path }) => path)];
		};
		expect(await send({ documentIds: [ELSEWHERE] })).toEqual([400, [['documentIds', 0]]]);
		expect(await send({ voice: { type: 'custom', id: ELSEWHERE } })).toEqual([400, [['voice', 'id']]]);
		const { id } = talk.core.things.add('voices', FIELDS.voices, true);
		expect(await send({ voice: { type: 'custom', id } })).toEqual([200, []]);
	});

	it('is forgotten with what is deleted', async () => {
		const talk = new Talk();
		const { id } = talk.core.things.add('documents', FIELDS.documents, true);
		const avatar = talk.core.things.add('avatars', { ...FIELDS.avatars, documentIds: [id] }, true);
		expect((await talk.send('GET', `/v1/documents/${id}`)).json.usedBy).toMatchObject([{ id: avatar.id }]);
		await talk.send('DELETE', `/v1/documents/${id}`);
		expect((await talk.send('GET', `/v1/avatars/${avatar.id}`)).json.documentIds).toEqual([]);
	});

	it.each<['voices' | 'avatars', Json]>([
		['voices', good(schemas['POST voices'], ({ required }) => required === true)],
		['avatars', good(schemas['POST avatars'], ({ required }) => required === true)],
	])('%s are made for a while, and get ready or fail', async (kind, body) => {
		const talk = new Talk({ makingMs: 5000, making: (_kind, _fields, index) => (index === 1 ? 'Too noisy' : undefined) });
		const make = async () => String((await talk.send('POST', `/v1/${kind}`, body)).json.id);
		const [ready, failing] = [await make(), await make()];
		const state = async (id: string) => (await talk.send('GET', `/v1/${kind}/${id}`)).json;
		talk.time += 4999;
		expect(await state(ready)).toMatchObject({ status: 'PROCESSING' });
		talk.time += 1;
		expect(await state(ready)).toMatchObject({ status: 'READY' });
		expect(await state(failing)).toMatchObject({ status: 'FAILED', failureReason: 'Too noisy' });
	});
});

describe('POST organization/usage', () => {
	const DAY_MS = 86_400_000;

	const usage = async (talk: Talk, body: Json) => {
		const { status, json } = await talk.send('POST', '/v1/organization/usage', body);
		return { status, results: json.results, issues: ((json.issues ?? []) as Array<{ path: unknown }>).map(({ path }) => path) };
	};

	it('counts what was spent, by day and model, up to the day before the last', async () => {
		const talk = new Talk({ durationMs: 1000 });
		await talk.create();
		talk.time += DAY_MS;
		await talk.create();
		talk.time += 5000;
		expect((await usage(talk, { startDate: '2026-10-01', beforeDate: '2026-10-03' })).results).toEqual([
			{ date: '2026-10-01', usedCredits: [{ model: 'gen4.5', amount: 60 }] },
			{ date: '2026-10-02', usedCredits: [{ model: 'gen4.5', amount: 60 }] },
		]);
		expect((await usage(talk, { startDate: '2026-10-01', beforeDate: '2026-10-02' })).results).toHaveLength(1);
	});

	it('looks at no more than 90 days at once', async () => {
		const talk = new Talk();
		expect((await usage(talk, { startDate: '2026-01-01', beforeDate: '2026-04-01' })).status).toBe(200);
		expect(await usage(talk, { startDate: '2026-01-01', beforeDate: '2026-04-02' })).toMatchObject({ status: 400, issues: [['beforeDate']] });
		expect(await usage(talk, { startDate: 'yesterday' })).toMatchObject({ status: 400, issues: [['startDate']] });
	});
});
