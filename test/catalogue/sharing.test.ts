import type { INodeProperties } from 'n8n-workflow';
import { together } from '../../nodes/Runway/catalogue/editor/sharing';

const field = (name: string, description = ''): INodeProperties => ({ displayName: name, name, type: 'string', default: '', description });

const put = (...all: Array<[string, INodeProperties[]]>) =>
	together(all).map(({ operations, field: { name, description } }) => `${name}${description}: ${operations.join()}`);

it('what several operations have alike is there once, and each keeps its order', () => {
	const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => field(name));
	const all: Array<[string, INodeProperties[]]> = [['one', [a, b, d]], ['two', [a, c, d]], ['three', [c, b]]];
	const shared = together(all);
	expect(shared).toHaveLength(5);
	for (const [operation, fields] of all) {
		expect(shared.filter(({ operations }) => operations.includes(operation)).map((one) => one.field)).toEqual(fields);
	}
});

it('fields of one name that differ stay two', () => {
	expect(put(['one', [field('a', '1')]], ['two', [field('a', '2')]])).toEqual(['a1: one', 'a2: two']);
});

it('of two that cannot both be shared the longer one is', () => {
	const [short, long] = [field('short'), field('long', 'words '.repeat(20))];
	const shared = together([['one', [short, long]], ['two', [long, short]]]);
	expect(shared.find(({ operations }) => operations.length === 2)?.field.name).toBe('long');
	expect(shared.map(({ field: { name } }) => name)).toEqual(['short', 'long', 'short']);
});
