import type { ILoadOptionsFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { loadList, searchList } from '../../nodes/Runway/actions/pickers';
import { answer, BASE_URL, EvenClock, lost, scriptedClient, type Step } from '../transport/scripted';

/** The editor, acted. */
function editor(runway: Record<string, readonly Step[]>) {
	const { client, asked } = scriptedClient(new EvenClock(), runway);
	const host = {
		helpers: {
			async httpRequestWithAuthentication(_: string, { method, url, timeout }: IHttpRequestOptions) {
				const given = await client.send({ method: method as 'GET', path: url.slice(BASE_URL.length), timeoutMs: timeout! });
				if (given.kind !== 'answer') throw Object.assign(new Error('ECONNRESET'), { code: 'ECONNRESET' });
				return { statusCode: given.status, headers: given.headers, body: given.body };
			},
		},
		getCredentials: async () => ({ baseUrl: BASE_URL }),
		getNode: () => ({ name: 'Runway' }),
	};
	return { host: host as unknown as ILoadOptionsFunctions, asked };
}

const voices = (...names: string[]) => names.map((name) => ({ id: `id-${name}`, name, status: 'READY' }));
const many = (count: number, name = 'V') => voices(...Array.from({ length: count }, (_, index) => `${name}${index}`));
const FIRST = 'GET voices?limit=100';

describe('picking one thing', () => {
	it('shows a page, and where the next one begins', async () => {
		const { host, asked } = editor({ [FIRST]: [answer(200, { data: many(50), nextCursor: 'c' })] });
		const { results, paginationToken } = await searchList(host, 'voices');
		expect([results.length, results[0], paginationToken, asked.length]).toEqual([50, { name: 'V0', value: 'id-V0' }, 'c', 1]);
	});

	it('goes on where it ended', async () => {
		const { host } = editor({ 'GET voices?limit=100&cursor=c': [answer(200, { data: voices('Z') })] });
		expect(await searchList(host, 'voices', undefined, 'c')).toEqual({ results: [{ name: 'Z', value: 'id-Z' }], paginationToken: undefined });
	});

	it('reads on until there is a screenful', async () => {
		const { host, asked } = editor({
			[FIRST]: [answer(200, { data: many(49), nextCursor: 'c' })],
			'GET voices?limit=100&cursor=c': [answer(200, { data: many(1, 'W'), nextCursor: 'd' })],
		});
		expect((await searchList(host, 'voices')).results).toHaveLength(50);
		expect(asked).toHaveLength(2);
	});

	it('finds a part of a name or of an ID, in any case', async () => {
		const search = async (text: string) => {
			const { host } = editor({ [FIRST]: [answer(200, { data: voices('Anna', 'Bert') })] });
			return (await searchList(host, 'voices', text)).results.map(({ name }) => name);
		};
		expect(await search(' ANN ')).toEqual(['Anna']);
		expect(await search('id-b')).toEqual(['Bert']);
		expect(await search('c')).toEqual([]);
	});

	it('has a list that comes at once', async () => {
		const { host, asked } = editor({ 'GET workflows': [answer(200, { data: [{ name: 'W', versions: [{ id: 'w1', version: 2 }] }] })] });
		expect((await searchList(host, 'workflows')).results).toEqual([{ name: 'W (version 2)', value: 'w1' }]);
		expect(asked).toHaveLength(1);
	});

	it.each<[Step, string, string]>([
		[answer(401, { error: 'key' }), 'The list of voices could not be loaded: key', 'Check the API Key in the Runway credential'],
		[lost(), 'The list of voices could not be loaded: the connection was closed before the answer was complete', 'Check the Base URL'],
	])('says at once why there is none, and the other way', async (step, message, hint) => {
		const { host, asked } = editor({ [FIRST]: [step] });
		const error = (await searchList(host, 'voices').catch((thrown: unknown) => thrown)) as Error & { description: string };
		expect(error.message).toBe(message);
		expect(error.description).toContain(hint);
		expect(error.description).toMatch(/ An ID can be entered all the same: choose By ID\.$/);
		expect(asked).toHaveLength(1);
	});
});

it('a field that takes several lists a thousand', async () => {
	const next = (index: number) => ({ [index === 0 ? 'GET documents?limit=100' : `GET documents?limit=100&cursor=c${index}`]: [answer(200, { data: many(100, `${index}-`), nextCursor: `c${index + 1}` })] });
	const { host, asked } = editor(Object.assign({}, ...Array.from({ length: 11 }, (_, index) => next(index))) as Record<string, Step[]>);
	expect(await loadList(host, 'documents')).toHaveLength(1000);
	expect(asked).toHaveLength(10);
});
