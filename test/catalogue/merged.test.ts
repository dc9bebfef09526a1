import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { fieldsOf, optionEntries } from '../../nodes/Runway/catalogue/editor/placed';
import { merged } from '../../nodes/Runway/catalogue/editor/merged';
import type { Fields } from '../../nodes/Runway/catalogue/types';
import { choice, date, file, frames, number, rowOf, shown, shownNames, text } from './invented';

const EXPRESSION = '={{ $json.model }}';

/** The fields of an operation with these models. */
const mergedOf = (models: Readonly<Record<string, Fields>>, of = fieldsOf) =>
	merged(Object.entries(models).map(([id, params]) => rowOf(id, params)), ({ offer }) => of(offer));

/** What is shown with a model, by name and kind; an expression is one, and so is nothing. */
const seen = (fields: INodeProperties[], model: unknown, more = {}) =>
	shown(fields, { model, ...more } as INodeParameters).map(({ name, type }) => `${name} (${type})`);

describe('the fields of several models', () => {
	it('are there once where they are equal, and need no condition where all models have them', () => {
		const fields = mergedOf({ a: { prompt: text() }, b: { prompt: text() } });
		expect(fields).toEqual([{ displayName: 'Prompt', name: 'prompt', type: 'string', default: '' }]);
	});

	it('are shown with the models that have them', () => {
		const fields = mergedOf({ a: { prompt: text() }, b: { prompt: text(), style: choice(['x'], {}) }, c: {} });
		expect(fields).toHaveLength(2);
		expect(seen(fields, 'a')).toEqual(['prompt (string)']);
		expect(seen(fields, 'b')).toEqual(['prompt (string)', 'style (options)']);
		expect(seen(fields, 'c')).toEqual([]);
		// Whatever the expression names, its fields are there.
		expect(seen(fields, EXPRESSION)).toEqual(['prompt (string)', 'style (options)']);
		expect(seen(fields, '')).toEqual(['prompt (string)', 'style (options)']);
	});

	it('that differ are one for each, and one for whatever an expression names', () => {
		const fields = mergedOf({ a: { speed: number({ min: 1 }) }, b: { speed: number({ min: 2 }) }, c: { speed: number({ min: 1 }) }, d: {} });
		expect(fields).toHaveLength(3);
		const minimum = (model: string) => shown(fields, { model }).map(({ typeOptions }) => typeOptions?.minValue);
		expect([minimum('a'), minimum('b'), minimum('c'), minimum('d')]).toEqual([[1], [2], [1], []]);
		expect(seen(fields, EXPRESSION)).toEqual(['speed (string)']);
		expect(seen(fields, null)).toEqual(['speed (string)']);
	});

	it('need no other one for an expression where one asks for nothing', () => {
		const fields = mergedOf({ a: { since: date() }, b: { since: date({ hint: 'UTC' }) }, c: {} });
		expect(fields).toHaveLength(2);
		const hint = (model: string) => shown(fields, { model }).map((field) => field.hint);
		expect([hint('a'), hint('b'), hint('c'), hint(EXPRESSION)]).toEqual([[undefined], ['UTC'], [], [undefined]]);
	});

	it('keep the order of each model', () => {
		const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((label) => text({ label }));
		const order = (models: Readonly<Record<string, Fields>>) => mergedOf(models).map(({ name }) => name);
		expect(order({ one: { a, c }, two: { a, b, c } })).toEqual(['a', 'b', 'c']);
		expect(order({ one: { b, c }, two: { a, c, d } })).toEqual(['a', 'b', 'c', 'd']);
		expect(order({ one: { a, d }, two: { d }, three: { b, c, d } })).toEqual(['b', 'c', 'a', 'd']);
	});
});

describe('conditions on other fields', () => {
	const picture = (more = {}): Fields => ({ promptImage: frames({ references: true, ...more }) });

	it('stand beside those on the model', () => {
		const fields = mergedOf({ a: { logo: file() }, b: {} });
		expect(shownNames(fields, { model: 'a', logoSource: 'url' })).toEqual(['logoSource', 'logoUrl']);
		expect(shownNames(fields, { model: 'b', logoSource: 'url' })).toEqual([]);
		expect(shownNames(fields, { model: EXPRESSION, logoSource: 'binary' })).toEqual(['logoSource', 'logoBinaryPropertyName']);
	});

	it('hold for an expression only where every model has them', () => {
		const always = { references: { kind: 'list', label: 'Reference Images', element: 'Image', rare: true, of: file(), maxItems: 2 } } as const;
		const both = mergedOf({ a: picture({ maxItems: 3 }), b: picture({ maxItems: 5 }) }, optionEntries);
		const one = mergedOf({ a: picture({ maxItems: 3 }), b: always }, optionEntries);
		const isShown = (fields: INodeProperties[], useImageAs: string) => shownNames(fields, { model: EXPRESSION, useImageAs }).length;
		expect([isShown(both, 'first'), isShown(both, 'reference')]).toEqual([0, 1]);
		expect([isShown(one, 'first'), isShown(one, 'reference')]).toEqual([1, 1]);
	});
});

describe('Other Model', () => {
	it('has what is not bound to a model as well', () => {
		const fields = mergedOf({ a: { prompt: text({ maxLength: 5 }) }, b: { prompt: text({ maxLength: 9 }) }, other: { prompt: text() } });
		const description = (model: string) => shown(fields, { model }).map((field) => field.description);
		expect([description('a'), description('b')]).toEqual([['At most 5 characters'], ['At most 9 characters']]);
		expect([description('other'), description(EXPRESSION)]).toEqual([[undefined], [undefined]]);
		expect(fields).toHaveLength(3);
	});

	it('shares a field that is the same', () => {
		const fields = mergedOf({ a: { prompt: text({ maxLength: 5 }) }, b: { prompt: text() }, other: { prompt: text() } });
		expect(fields).toHaveLength(2);
		expect([seen(fields, 'a'), seen(fields, 'b'), seen(fields, 'other'), seen(fields, EXPRESSION)]).toEqual(Array(4).fill(['prompt (string)']));
	});

	it('has the free field of its own where one of the models needs no more', () => {
		const fields = mergedOf({ a: { prompt: text({ maxLength: 5 }) }, b: { prompt: text() }, other: { prompt: text({ required: true }) } });
		for (const model of ['a', 'b', 'other', EXPRESSION]) expect([model, seen(fields, model)]).toEqual([model, ['prompt (string)']]);
	});

	it('shares its own with an expression, which knows no limit either', () => {
		const fields = mergedOf({ a: { prompt: text({ maxLength: 5 }) }, other: { prompt: text() } });
		const description = (model: string) => shown(fields, { model }).map((field) => field.description);
		expect([description('a'), description('other'), description(EXPRESSION)]).toEqual([['At most 5 characters'], [undefined], [undefined]]);
	});

	it('alone has a field that belongs to no other', () => {
		const fields = mergedOf({ a: {}, other: { prompt: text() } });
		expect([seen(fields, 'a'), seen(fields, 'other'), seen(fields, EXPRESSION)]).toEqual([[], ['prompt (string)'], ['prompt (string)']]);
	});

	it('lacks a field that is bound to models', () => {
		const fields = mergedOf({ a: { speed: number({ min: 1 }) }, b: { speed: number({ min: 2 }) }, other: {} });
		expect([seen(fields, 'a'), seen(fields, 'other'), seen(fields, EXPRESSION)]).toEqual([['speed (number)'], [], ['speed (string)']]);
	});
});

describe('a model without a field whose value is kept', () => {
	const absent = 'This model takes no ratio.';
	const ratio = (values: string[], more = {}) => choice(values, { label: 'Ratio', absent, ...more });
	// Made anew in each test: mutants change nothing that is made while the file is loaded.
	const fields = () => mergedOf({
		a: { ratio: ratio(['1:1']) },
		b: { ratio: ratio(['16:9']) },
		c: {},
		d: {},
		e: { ratio: choice(['1:1'], { label: 'Ratio', rare: true }) },
		other: {},
	});
	const notices = (model: string) => shown(fields(), { model }).filter(({ type }) => type === 'notice');

	it.each([
		['a', []],
		['b', []],
		['c', [absent]],
		['d', [absent]],
		['e', ['The ratio of this model is in Model Options.']],
		['other', ['If the model takes a ratio, enter it in Extra Parameters.']],
		[EXPRESSION, []],
		['', []],
	])('%j says %j', (model, words) => {
		expect(notices(model).map(({ displayName }) => displayName)).toEqual(words);
	});

	it('has a line of the same name for it, one for all that say the same', () => {
		expect(fields().filter(({ type }) => type === 'notice')).toHaveLength(3);
		expect({ ...notices('c')[0], displayOptions: undefined }).toEqual({ displayName: absent, name: 'ratio', type: 'notice', default: '' });
	});

	it('says nothing where nothing is lost', () => {
		expect(mergedOf({ a: { ratio: choice(['1:1']) }, b: { ratio: choice(['16:9']) }, c: {} }).filter(({ type }) => type === 'notice')).toEqual([]);
	});
});
