import { LISTS, type ListId } from '../../nodes/Runway/catalogue/lists';

const picks = (list: ListId, entry: Record<string, unknown>) => LISTS[list].choices(entry).map(({ name, value }) => `${name} = ${value}`);

describe('what a list of the account offers', () => {
	it.each<[ListId, Record<string, unknown>, string[]]>([
		...(['voices', 'avatars', 'documents'] as const).flatMap((list): Array<[ListId, Record<string, unknown>, string[]]> => [
			[list, { id: 'a1', name: 'Maya', status: 'READY' }, ['Maya = a1']],
			[list, { id: 'a1', name: 'Maya' }, ['Maya = a1']],
			[list, { id: 'a1', name: 'Maya', status: 'PROCESSING' }, ['Maya (not ready yet) = a1']],
			[list, { id: 'a1', name: 'Maya', status: 'FAILED' }, ['Maya (failed) = a1']],
			[list, { id: 'a1' }, ['a1 = a1']],
			[list, { id: 'a1', name: 5, status: 'FAILED' }, ['a1 (failed) = a1']],
			[list, { id: '', name: 'Maya' }, []],
			[list, { id: 5, name: 'Maya' }, []],
			[list, {}, []],
		]),
		['routers', { id: 'a1', slug: 'best-video', name: 'Best Video' }, ['Best Video = best-video']],
		['routers', { slug: 'best-video', name: '' }, ['best-video = best-video']],
		['routers', { id: 'a1', name: 'Best Video' }, []],
		['workflows', { id: 'w', name: 'Clip', versions: [{ id: 'v2', version: 2 }, { id: 'v1', version: 1 }] }, ['Clip (version 2) = v2', 'Clip (version 1) = v1']],
		['workflows', { name: 'Clip', versions: [null, { version: 1 }, { id: 'v1', version: 1 }] }, ['Clip (version 1) = v1']],
		['workflows', { name: 'Clip', versions: 'v1' }, []],
		['workflows', { name: 'Clip' }, []],
	])('%s: of %j the choices %j', (list, entry, choices) => {
		expect(picks(list, entry)).toEqual(choices);
	});

	it.each<[ListId, string, string, true | undefined]>([
		['voices', 'voices', 'voices', undefined],
		['avatars', 'avatars', 'avatars', undefined],
		['documents', 'documents', 'documents', undefined],
		['routers', 'routers', 'routers', undefined],
		['workflows', 'workflows', 'saved workflows', true],
	])('%s come from %s, and are called %s', (list, path, called, whole) => {
		expect(LISTS[list]).toMatchObject({ path, called });
		expect(LISTS[list].whole).toBe(whole);
	});
});
