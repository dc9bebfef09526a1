import type { IDataObject } from 'n8n-workflow';
import type { Question, Reply } from '../../nodes/Runway/transport/ask';
import { cursorPage, daysBefore, daysPage, readPages, wholePage, type ReadPage } from '../../nodes/Runway/transport/pages';

const entries = (...names: string[]) => names.map((name) => ({ name }));
const page = (body: unknown): Reply => ({ kind: 'reply', body: body as never });

/** Reads until `wanted` are there, from these answers. */
async function read(readPage: ReadPage, replies: readonly Reply[], { wanted = 1000, cursor, filters = {} }: { wanted?: number; cursor?: string; filters?: object } = {}) {
	const left = [...replies];
	const asked: Question[] = [];
	const taken: IDataObject[] = [];
	const send = async (question: Question) => {
		asked.push(question);
		const reply = left.shift();
		if (!reply) throw new Error('One request too many');
		return reply;
	};
	const list = { path: '/v1/things', what: 'The things could not be listed', filters: { ...filters }, wanted, cursor };
	const result = await readPages(send, readPage, list, (more) => {
		taken.push(...more);
		return wanted - taken.length;
	});
	return { result, asked, paths: asked.map(({ path }) => path), names: taken.map(({ name }) => name) };
}

describe('a list in pages', () => {
	it('is read to its end, a hundred at a time', async () => {
		const first = page({ data: entries('a', 'b'), nextCursor: 'c1' });
		const { result, asked, names } = await read(cursorPage, [first, page({ data: entries('c') })], { filters: { search: 'a b&c' } });
		expect(asked).toEqual([
			{ method: 'GET', path: '/v1/things?limit=100&search=a+b%26c', what: 'The things could not be listed' },
			{ method: 'GET', path: '/v1/things?limit=100&search=a+b%26c&cursor=c1', what: 'The things could not be listed' },
		]);
		expect([result, names]).toEqual([{ kind: 'read', next: undefined }, ['a', 'b', 'c']]);
	});

	it('is read no further than wanted, and says where the rest begins', async () => {
		const { result, paths } = await read(cursorPage, [page({ data: entries('a', 'b'), nextCursor: 'c1' })], { wanted: 2, cursor: 'c0' });
		expect([result, paths]).toEqual([{ kind: 'read', next: 'c1' }, ['/v1/things?limit=2&cursor=c0']]);
	});

	it('asks for what is still wanted', async () => {
		const { paths } = await read(cursorPage, [page({ data: entries('a', 'b'), nextCursor: 'c1' }), page({ data: entries('c') })], { wanted: 3 });
		expect(paths).toEqual(['/v1/things?limit=3', '/v1/things?limit=1&cursor=c1']);
	});

	it.each([{ nextCursor: 'c', hasMore: false }, { nextCursor: '' }, { nextCursor: 5 }, { nextCursor: null }])('ends with %j', async (end) => {
		expect((await read(cursorPage, [page({ data: entries('a'), ...end })])).result).toEqual({ kind: 'read', next: undefined });
	});

	it('that goes in circles is no list', async () => {
		const again = page({ data: entries('a'), nextCursor: 'c1' });
		const { result, paths } = await read(cursorPage, [again, again]);
		expect(paths).toHaveLength(2);
		expect(result).toEqual({
			kind: 'failed',
			retried: false,
			failure: { message: 'The things could not be listed: Runway gave the same page again', description: expect.stringContaining('again') },
		});
	});

	it.each([undefined, {}, { data: 'x' }, { data: null }])('is not found in %j', async (body) => {
		expect((await read(cursorPage, [page(body)])).result).toMatchObject({
			kind: 'failed',
			failure: { message: "The things could not be listed: Runway's answer was not a list" },
		});
	});

	it('holds things only', async () => {
		expect((await read(cursorPage, [page({ data: [{ name: 'a' }, null, 5, 'x', { name: 'b' }] })])).names).toEqual(['a', 'b']);
	});

	it.each<Reply>([{ kind: 'stopped' }, { kind: 'failed', failure: { message: 'm' }, retried: true }])('is not read on after %j', async (reply) => {
		expect((await read(cursorPage, [reply])).result).toEqual(reply);
	});
});

it('a list that comes at once is asked for as it is', async () => {
	const { asked, names } = await read(wholePage, [page({ data: entries('a'), nextCursor: 'c' })], { filters: { search: 'x' } });
	expect([asked, names]).toEqual([[{ method: 'GET', path: '/v1/things', what: 'The things could not be listed' }], ['a']]);
});

describe('use by days', () => {
	it('is asked for in spans of 90 days, none twice and none left out', async () => {
		const filters = { startDate: '2026-01-01', beforeDate: '2026-07-01' };
		const { asked, names } = await read(daysPage, [1, 2, 3].map((n) => page({ results: entries(`${n}`) })), { filters });
		expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
			['POST', '/v1/things', { startDate: '2026-01-01', beforeDate: '2026-04-01' }],
			['POST', '/v1/things', { startDate: '2026-04-01', beforeDate: '2026-06-30' }],
			['POST', '/v1/things', { startDate: '2026-06-30', beforeDate: '2026-07-01' }],
		]);
		expect(names).toEqual(['1', '2', '3']);
	});

	it('of exactly 90 days is one span', async () => {
		const filters = { startDate: '2026-01-01', beforeDate: '2026-04-01' };
		expect((await read(daysPage, [page({ results: [] })], { filters })).asked).toHaveLength(1);
	});

	it.each<[number, number | string, string]>([
		[0, '2026-03-01T23:00:00Z', '2026-03-01'],
		[1, '2026-03-01', '2026-02-28'],
		[-1, Date.UTC(2026, 11, 31), '2027-01-01'],
	])('%i days before %s is %s', (days, moment, day) => {
		expect(daysBefore(days, moment)).toBe(day);
	});
});
