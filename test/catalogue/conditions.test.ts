import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { displayOptions, type Condition } from '../../nodes/Runway/catalogue/editor/conditions';
import { shownNames } from './invented';

const ALL = ['a', 'b', 'c', 'd', 'e'];

const when = (is: string[], dynamic = false, more: Partial<Condition> = {}): Condition => ({ name: 'model', is, all: ALL, dynamic, ...more });

const EXPRESSION = '={{ $json.model }}';

describe('a field that goes with some values of another one', () => {
	const isShown = (conditions: Condition[], values: INodeParameters) => {
		const field: INodeProperties = { displayName: 'X', name: 'x', type: 'string', default: '', displayOptions: displayOptions(conditions) };
		return shownNames([field], values).length === 1;
	};

	it.each<[string, string[], boolean]>([
		['one', ['b'], false],
		['the first', ['a'], false],
		['two side by side', ['b', 'c'], false],
		['two apart', ['b', 'd'], false],
		['two, the last one first', ['d', 'b'], false],
		['the outer ones', ['a', 'e'], false],
		['all', ALL, false],
		['one, or an expression', ['b'], true],
		['two, or an expression', ['d', 'b'], true],
		['all, or an expression', ALL, true],
		['only an expression', [], true],
	])('%s: is shown with these and no others', (_, is, dynamic) => {
		for (const model of ALL) expect([model, isShown([when(is, dynamic)], { model })]).toEqual([model, is.includes(model)]);
		// While it runs, n8n looks at the text of an expression; the editor at its value, which may be nothing.
		for (const model of [EXPRESSION, '']) expect([model, isShown([when(is, dynamic)], { model })]).toEqual([model, dynamic]);
		for (const model of [undefined, null]) expect(isShown([when(is, dynamic)], { model } as INodeParameters)).toBe(dynamic);
	});

	it('is shown only when all conditions hold', () => {
		const both = [when(['a', 'b']), when(['x'], true, { name: 'mode', all: ['x', 'y'] })];
		expect(isShown(both, { model: 'a', mode: 'x' })).toBe(true);
		expect(isShown(both, { model: 'a', mode: 'y' })).toBe(false);
		expect(isShown(both, { model: 'c', mode: 'x' })).toBe(false);
		expect(isShown(both, { model: 'a', mode: EXPRESSION })).toBe(true);
	});

	it('without conditions is always shown', () => {
		expect(displayOptions([])).toBeUndefined();
		expect(displayOptions([when(ALL, true)])).toBeUndefined();
	});
});

/** The description is loaded with every editor, so it has to be short. */
describe('conditions', () => {
	it('name one value by itself', () => {
		expect(displayOptions([when(['b'])])).toEqual({ hide: { '/model': [{ _cnd: { not: 'b' } }] } });
	});

	it('name the other values where an expression counts as well, each once', () => {
		expect(displayOptions([when(['b'], true)])).toEqual({ hide: { '/model': ['a', 'c', 'd', 'e'] } });
		expect(displayOptions([when(['b'], true, { all: ['c', 'a', 'c', 'b'] })])).toEqual({ hide: { '/model': ['a', 'c'] } });
	});

	it('name values that follow each other by the first and the last where that is shorter', () => {
		const all = ['gen4', 'gen4.5', 'gen4_aleph', 'gen4_image', 'gen4_image_turbo', 'gen4_turbo', 'veo3.1'];
		expect(displayOptions([when(['gen4.5'], true, { all })])).toEqual({
			hide: { '/model': ['gen4', { _cnd: { between: { from: 'gen4_aleph', to: 'veo3.1' } } }] },
		});
	});

	it('name the values around several and between them', () => {
		expect(displayOptions([when(['d', 'b'])])).toEqual({
			hide: { '/model': [{ _cnd: { lt: 'b' } }, 'c', { _cnd: { gt: 'd' } }] },
			show: { '/model.length': [{ _cnd: { exists: true } }] },
		});
	});

	it('say of every plain value that the field is not for it', () => {
		expect(displayOptions([when([], true)])).toEqual({ hide: { '/model': [{ _cnd: { gte: '>' } }] } });
	});
});
