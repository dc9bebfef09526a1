import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { Runway } from '../../nodes/Runway/Runway.node';
import { startEmulator, type RunningEmulator, type ServerOptions } from '../emulator/server';
import type { ThingKind } from '../emulator/things';
import { editorContext } from '../engine/loadOptions';

const open: RunningEmulator[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(async (emulator) => await emulator.stop()));
});

type Search = (filter?: string, cursor?: string) => Promise<INodeListSearchResult>;

async function pickers(options: ServerOptions = {}, baseUrl?: string) {
	const emulator = await startEmulator({ render: 'tiny', ...options });
	open.push(emulator);
	const context = await editorContext({ apiKey: emulator.apiKey, baseUrl: baseUrl ?? emulator.baseUrl });
	const { listSearch, loadOptions } = new Runway().methods;
	const search = (list: keyof typeof listSearch): Search => listSearch[list].bind(context as ILoadOptionsFunctions);
	const fill = (kind: ThingKind, names: readonly string[], more: object = {}) =>
		names.map((name) => emulator.core.things.add(kind, { name, ...more }, true));
	return { core: emulator.core, search, fill, documents: async () => await loadOptions.documents.call(context) };
}

const numbered = (count: number, name = 'Voice') => Array.from({ length: count }, (_, index) => `${name} ${index}`);

describe('picking from a list', () => {
	it('offers names and sends ids, newest first', async () => {
		const { search, fill } = await pickers();
		const [anna, bert] = fill('voices', ['Anna', 'Bert']);
		expect((await search('voices')()).results).toEqual([
			{ name: 'Bert', value: bert.id },
			{ name: 'Anna', value: anna.id },
		]);
	});

	it('names what is not ready, and what failed', async () => {
		const { core, search } = await pickers({ makingMs: 0, making: () => 'Too noisy' });
		core.things.add('voices', { name: 'Noisy' });
		expect((await search('voices')()).results[0].name).toBe('Noisy (failed)');
	});

	it('comes page by page as the user scrolls', async () => {
		const { core, search, fill } = await pickers();
		fill('documents', numbered(250, 'Document'));
		const first = await search('documents')();
		expect(first.results).toHaveLength(100);
		const second = await search('documents')(undefined, first.paginationToken);
		const third = await search('documents')(undefined, second.paginationToken);
		expect(third.results).toHaveLength(50);
		expect(third.paginationToken).toBeUndefined();
		const names = [first, second, third].flatMap(({ results }) => results.map(({ name }) => name));
		expect(new Set(names).size).toBe(250);
		expect(core.log.of('call')).toHaveLength(3);
	});

	it('finds an entry far down by a part of its name, or by its id', async () => {
		const { search, fill } = await pickers();
		const [oldest] = fill('voices', ['Narrator of the North', ...numbered(230)]);
		expect((await search('voices')('  nORTH ')).results).toEqual([{ name: 'Narrator of the North', value: oldest.id }]);
		expect((await search('voices')(oldest.id)).results).toHaveLength(1);
		expect(await search('voices')('nowhere')).toEqual({ results: [], paginationToken: undefined });
	});

	it('stops searching when there is a screenful', async () => {
		const { core, search, fill } = await pickers();
		fill('avatars', numbered(300, 'Avatar'), { voice: { type: 'runway-live-preset', presetId: 'clara' } });
		const { results, paginationToken } = await search('avatars')('avatar');
		expect(results).toHaveLength(100);
		expect(paginationToken).toBeDefined();
		expect(core.log.of('call')).toHaveLength(1);
	});

	it('offers routers by what requests name them by, and each version of a saved workflow', async () => {
		const { core, search } = await pickers();
		core.things.add('routers', { name: 'Best video', slug: 'best-video' });
		core.things.add('workflows', { name: 'Teaser', versions: [{ id: 'v-2', version: 2 }, { id: 'v-1', version: 1 }] });
		expect((await search('routers')()).results).toEqual([{ name: 'Best video', value: 'best-video' }]);
		expect((await search('workflows')('TEASER')).results).toEqual([
			{ name: 'Teaser (version 2)', value: 'v-2' },
			{ name: 'Teaser (version 1)', value: 'v-1' },
		]);
	});

	it('gives a field for several things the whole list', async () => {
		const { documents, fill } = await pickers();
		fill('documents', numbered(130, 'Document'));
		expect(await documents()).toHaveLength(130);
	});

	it('survives entries that are not what they should be', async () => {
		const odd = { data: [null, 7, { id: 5 }, { id: 'x', name: null }, []], hasMore: false, nextCursor: null };
		const { search } = await pickers({ fault: () => ({ kind: 'json', change: () => odd }) });
		expect((await search('voices')()).results).toEqual([{ name: 'x', value: 'x' }]);
	});
});

describe('when a list cannot be loaded', () => {
	it.each<[string, ServerOptions, RegExp, RegExp]>([
		['a wrong key', { fault: () => ({ kind: 'status', status: 401, body: { error: 'No' } }) }, /voices could not be loaded: No/, /API Key/],
		['too many requests', { fault: () => ({ kind: 'status', status: 429 }) }, /could not be loaded/, /few minutes/],
		['a web page', { fault: () => ({ kind: 'html' }) }, /did not come from Runway/, /Base URL/],
		['no answer', { fault: () => ({ kind: 'reset-before' }) }, /connection was closed/, /network/],
		['no list', { fault: () => ({ kind: 'json', change: () => ({}) }) }, /was not a list/, /later/],
	])('%s: says so at once, and that an ID will do', async (_, options, message, description) => {
		const { core, search } = await pickers(options);
		const error = (await search('voices')().catch((reason: unknown) => reason)) as { message: string; description: string };
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		expect(error.description).toMatch(/choose By ID/);
		expect(core.log.entries).toHaveLength(1);
	});

	it('ends when Runway gives the same page again and again', async () => {
		const { search } = await pickers({ fault: () => ({ kind: 'status', status: 200, body: { data: [], nextCursor: 'again' } }) });
		await expect(search('voices')()).rejects.toThrow('gave the same page again');
	});

	it('sends the key nowhere but to the base URL', async () => {
		const to = await startEmulator();
		open.push(to);
		const { search } = await pickers({
			fault: () => ({ kind: 'status', status: 307, headers: { location: `${to.baseUrl}/v1/voices?limit=100` } }),
		});
		await expect(search('voices')()).rejects.toThrow('could not be loaded');
		expect(to.core.log.entries).toHaveLength(0);
		const { search: elsewhere } = await pickers({}, 'ftp://example.com');
		await expect(elsewhere('voices')()).rejects.toThrow('Base URL');
	});
});
