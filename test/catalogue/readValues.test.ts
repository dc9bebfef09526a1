import { Reading } from '../../nodes/Runway/catalogue/read/reading';
import { allowedWords, readIds, readValue } from '../../nodes/Runway/catalogue/read/values';
import type { ChoiceParam, NumberParam, ValueParam } from '../../nodes/Runway/catalogue/types';
import { choice, date, id, ids, number, text, toggle } from './invented';

/** What is read: the value, or the sentence that says what is wrong; undefined when nothing was entered. */
function read(param: ValueParam, raw: unknown): unknown {
	const entry = readValue(raw, param, 'Gen-5');
	return 'problem' in entry ? entry.problem : entry.value;
}

it.each([text(), choice(['a']), number(), toggle(), date(), id()])('of kind $kind nothing is read from nothing', (param) => {
	for (const nothing of [undefined, null, '', ' \n']) expect(readValue(nothing, param, 'Gen-5')).toEqual({ value: undefined });
});

describe('a text', () => {
	const SLUG = { matches: '^[a-z]+$', say: 'A tag has letters only.' };
	it.each<[unknown, Parameters<typeof text>[0], unknown]>([
		[' A fox ', {}, ' A fox '],
		[42, {}, '42'],
		[NaN, {}, 'Expected text, but got NaN.'],
		[Infinity, {}, 'Expected text, but got Infinity.'],
		[true, {}, 'Expected text, but got true.'],
		[['a'], {}, 'Expected text, but got a list.'],
		['12345', { maxLength: 5 }, '12345'],
		['123456', { maxLength: 5 }, 'Gen-5 takes at most 5 characters, and this text has 6 (an emoji counts as two or more). Shorten it.'],
		['🦊🦊🦊', { maxLength: 5 }, 'Gen-5 takes at most 5 characters, and this text has 6 (an emoji counts as two or more). Shorten it.'],
		['123', { minLength: 3 }, '123'],
		['12', { minLength: 3 }, 'Gen-5 wants at least 3 characters, and this text has 2.'],
		['fox', { pattern: SLUG }, 'fox'],
		['Fox', { pattern: SLUG }, 'A tag has letters only. This is "Fox".'],
	])('%j with %j: %j', (raw, more, expected) => {
		expect(read(text(more), raw)).toBe(expected);
	});
});

describe('a choice', () => {
	const OF_TWO = 'Choose one of a, 5.';
	it.each<[unknown, ChoiceParam, unknown]>([
		['a', choice(['a', 5]), 'a'],
		[' a ', choice(['a', 5]), 'a'],
		['5', choice(['a', 5]), 5],
		[5, choice(['a', '5']), '5'],
		['b', choice(['a', 5]), `Gen-5 does not take "b". ${OF_TWO}`],
		[true, choice(['a', 5]), `Gen-5 does not take true. ${OF_TWO}`],
		[{ a: 1 }, choice(['a', 5]), `Gen-5 does not take an object. ${OF_TWO}`],
		[['a'], choice(['a', 5]), `Gen-5 does not take a list. ${OF_TWO}`],
		['A', choice(['a'], { superseded: ['A'] }), 'A'],
		['x', choice(['a'], { superseded: ['A'] }), 'Gen-5 does not take "x". Choose a.'],
		['9:16', choice(['1280:720', '720:1280']), '720:1280'],
		['720:1280', choice(['16:9', '9:16']), '9:16'],
		['16:9', choice(['1280:720', '1920:1080']), 'Gen-5 has several sizes of this shape. Choose 1280:720 or 1920:1080.'],
		['1:1', choice(['1280:720', '720:1280']), 'Gen-5 does not take "1:1". Choose one of 1280:720, 720:1280.'],
		[7, choice([5, 10], { unit: 'Seconds' }), 'Gen-5 does not take 7. Choose one of 5, 10 seconds.'],
	])('%j of $values: %j', (raw, param, expected) => {
		expect(read(param, raw)).toBe(expected);
	});

	const anySize = choice(['100:100'], { anySize: { minPixels: 10_000, maxPixels: 40_000 } });
	it.each([
		['50:200', true],
		['200:200', true],
		['50:199', false],
		['200:201', false],
		['many', false],
	])('of any size takes %s: %s', (raw, taken) => {
		expect(read(anySize, raw)).toBe(taken ? raw : `Gen-5 does not take "${raw}". Choose 100:100.`);
	});
});

describe('a number', () => {
	it.each<[unknown, Parameters<typeof number>[0], unknown]>([
		[5, {}, 5],
		['5.5', {}, 5.5],
		[0, {}, 0],
		['many', {}, 'Gen-5 does not take "many". Enter a number.'],
		[NaN, {}, 'Gen-5 does not take NaN. Enter a number.'],
		[5.5, { integer: true }, 'Gen-5 does not take 5.5. Enter a whole number.'],
		[2, { min: 2, max: 4 }, 2],
		[4, { min: 2, max: 4 }, 4],
		[1, { min: 2, max: 4 }, 'Gen-5 does not take 1. Enter a number from 2 to 4.'],
		[5, { min: 2, max: 4 }, 'Gen-5 does not take 5. Enter a number from 2 to 4.'],
		[1, { min: 2 }, 'Gen-5 does not take 1. Enter a number from 2.'],
		[0.1, { positive: true }, 0.1],
		[0, { positive: true }, 'Gen-5 does not take 0. Enter a number above 0.'],
		['auto', { auto: true }, 'auto'],
		[' auto ', { auto: true }, 'auto'],
		['auto', {}, 'Gen-5 does not take "auto". Enter a number.'],
		[' 7 ', { auto: true }, 7],
		['soon', { auto: true }, 'Gen-5 does not take "soon". Enter a number, or "auto".'],
		[['auto'], { auto: true }, 'Gen-5 does not take a list. Enter a number, or "auto".'],
	])('%j with %j: %j', (raw, more, expected) => {
		expect(read(number(more), raw)).toBe(expected);
	});

	it.each<[NumberParam | ChoiceParam, string]>([
		[number({ integer: true, unit: 'Seconds', min: 2, max: 10 }), 'a whole number of seconds from 2 to 10'],
		[number({ min: 2, max: 10, auto: true }), 'a number from 2 to 10, or "auto"'],
		[number({ min: 2, auto: true }), 'a number from 2, or "auto"'],
		[number({ max: 10 }), 'a number'],
		[number({ positive: true, unit: 'Seconds', auto: true }), 'a number of seconds above 0, or "auto"'],
		[choice([5], { unit: 'Seconds' }), '5 seconds'],
		[choice(['a']), 'a'],
		[choice([4, 6, 8], { unit: 'Seconds' }), 'one of 4, 6, 8 seconds'],
	])('what $label takes is put into words', (param, words) => {
		expect(allowedWords(param)).toBe(words);
	});
});

it.each<[unknown, unknown]>([
	[true, true],
	[false, false],
	['True', true],
	[' false ', false],
	['loud', 'Expected true or false, but got "loud".'],
	[1, 'Expected true or false, but got 1.'],
])('a switch: %j is %j', (raw, expected) => {
	expect(read(toggle(), raw)).toBe(expected);
});

describe('an ID', () => {
	const SLUG = { matches: '^[a-z-]+$', say: 'A router is called by its slug.' };
	it.each<[unknown, unknown]>([
		['a1_B-2', 'a1_B-2'],
		[' a1 ', 'a1'],
		['a', 'a'],
		['a'.repeat(128), 'a'.repeat(128)],
		['a'.repeat(129), `"${'a'.repeat(60)}…" cannot be an ID: copy it as Runway shows it.`],
		[{ __rl: true, mode: 'id', value: 'a1' }, 'a1'],
		[{ __rl: true, mode: 'list', value: '' }, undefined],
		['../a1', '"../a1" cannot be an ID: copy it as Runway shows it.'],
		['a1/b', '"a1/b" cannot be an ID: copy it as Runway shows it.'],
		['-a1', '"-a1" cannot be an ID: copy it as Runway shows it.'],
		['a 1', '"a 1" cannot be an ID: copy it as Runway shows it.'],
		[5, 'Expected an ID as text, but got 5.'],
		[{ id: 'a1' }, 'Expected an ID as text, but got an object.'],
		[['a1'], 'Expected an ID as text, but got a list.'],
	])('%j: %j', (raw, expected) => {
		expect(read(id(), raw)).toBe(expected);
	});

	it('may have a form of its own', () => {
		expect(read(id({ pattern: SLUG }), ' best-video ')).toBe('best-video');
		expect(read(id({ pattern: SLUG }), 'Best')).toBe('A router is called by its slug. This is "Best".');
	});

	it.each<[unknown, unknown]>([
		['a1', ['a1']],
		['a1, b2,, a1 ', ['a1', 'b2']],
		[['a1', '', 'b2', null], ['a1', 'b2']],
		[{ value: 'a1' }, ['a1']],
		[' , ', undefined],
		[[], undefined],
		['', undefined],
		[null, undefined],
		['a1,b2,c3', ['a1', 'b2', 'c3']],
		['a1,b2,c3,d4', 'Gen-5 takes at most 3 here, and there are 4.'],
		[['a1', 5, '..'], 'Expected an ID as text, but got 5.'],
		[5, 'Expected an ID as text, but got 5.'],
	])('may be one of several: %j are %j', (raw, expected) => {
		const entry = readIds(raw, ids({ maxItems: 3 }), 'Gen-5');
		expect('problem' in entry ? entry.problem : entry.value).toEqual(expected);
	});

	it('may be one of any number', () => {
		expect(readIds('a1,b2,c3,d4', ids(), 'Gen-5')).toEqual({ value: ['a1', 'b2', 'c3', 'd4'] });
	});
});

describe('a date', () => {
	const wrong = (got: string) => `Expected a date such as 2026-01-31 or 2026-01-31T08:00:00Z, but got ${got}.`;
	it.each<[unknown, unknown]>([
		['2026-01-31', '2026-01-31T00:00:00.000Z'],
		[' 2026-01-31 ', '2026-01-31T00:00:00.000Z'],
		['2026-01-31T08:30', '2026-01-31T08:30:00.000Z'],
		['2026-01-31 08:30:15', '2026-01-31T08:30:15.000Z'],
		['2026-01-31T08:30:15.25Z', '2026-01-31T08:30:15.250Z'],
		['2026-01-31t08:30:15z', '2026-01-31T08:30:15.000Z'],
		['2026-01-31T08:30:15.123456789', '2026-01-31T08:30:15.123Z'],
		['2026-01-31T08:30+02:00', '2026-01-31T06:30:00.000Z'],
		['2026-01-31T08:30-0130', '2026-01-31T10:00:00.000Z'],
		[new Date('2026-01-31T08:30:00Z'), '2026-01-31T08:30:00.000Z'],
		// A date of n8n's expressions.
		[{ toISO: () => '2026-01-31T08:30:00.000+02:00', toISOString: () => 'x' }, '2026-01-31T06:30:00.000Z'],
		['2026-02-30', wrong('"2026-02-30"')],
		['2026-13-01', wrong('"2026-13-01"')],
		['2026-01-31T25:00', wrong('"2026-01-31T25:00"')],
		['2026-01-31T', wrong('"2026-01-31T"')],
		['x2026-01-31', wrong('"x2026-01-31"')],
		['2026-01-31 at noon', wrong('"2026-01-31 at noon"')],
		['31.01.2026', wrong('"31.01.2026"')],
		[20260131, wrong('20260131')],
		[{ toISO: () => null }, wrong('an object')],
		[new Date(NaN), wrong('an object')],
		[{}, wrong('an object')],
	])('%j is %j', (raw, expected) => {
		expect(read(date(), raw)).toBe(expected);
	});

	it('may be a day alone', () => {
		const day = date({ dayOnly: true });
		expect([read(day, '2026-01-31T23:30-02:00'), read(day, new Date('2026-01-31T08:30:00Z'))]).toEqual(['2026-01-31', '2026-01-31']);
		expect(read(day, 'soon')).toBe('Expected a date such as 2026-01-31, but got "soon".');
	});
});

describe('a field', () => {
	/** What is read of one field, with what is said and repeated. */
	function field(param: ValueParam, raw: unknown, scope: { isUnseen?: true; title?: string } = {}) {
		const reading = new Reading('Gen-5', false);
		const value = reading.value(param, 'x', { get: () => raw, ...scope });
		return { value, problems: reading.findings.problems.map((problem) => `${problem.field}: ${problem.message}`), echo: reading.echo };
	}

	it.each<[string, ValueParam, string]>([
		['text', text({ required: true }), 'Prompt: Empty, but Gen-5 needs it.'],
		['choice', choice(['a', 'b'], { required: true }), 'Style: Empty, but Gen-5 needs it. Choose one of a, b.'],
		['number', number({ required: true, min: 1, max: 5 }), 'Speed: Empty, but Gen-5 needs it. Enter a number from 1 to 5.'],
		['date', date({ required: true }), 'Since: Empty, but Gen-5 needs it.'],
	])('of a %s says that it is needed', (_, param, problem) => {
		expect(field(param, '')).toEqual({ value: undefined, problems: [problem], echo: {} });
		expect(field({ ...param, required: undefined } as ValueParam, '').problems).toEqual([]);
	});

	it.each<[string, ValueParam, unknown, { isUnseen?: true }, unknown]>([
		['untouched, that is needed', number({ required: true, preset: 5 }), '', {}, 5],
		['untouched, that is not needed', number({ preset: 5 }), '', {}, undefined],
		['untouched, that the editor may not have shown', number({ preset: 5 }), '', { isUnseen: true }, 5],
		['that an expression left empty', number({ required: true, preset: 5 }), null, {}, undefined],
		['that an expression left empty and the editor may not have shown', number({ preset: 5 }), null, { isUnseen: true }, undefined],
		['that has to be sent', number({ always: true, preset: 5 }), undefined, {}, 5],
		['of false', toggle(), false, {}, false],
	])('%s', (_, param, raw, scope, value) => {
		expect(field(param, raw, scope).value).toBe(value);
	});

	it('is repeated in the results if it is telling', () => {
		expect(field(number({ telling: true }), 5).echo).toEqual({ x: 5 });
		expect(field(number({ telling: true, required: true, preset: 5 }), '').echo).toEqual({ x: 5 });
		expect(field(number({ telling: true }), '').echo).toEqual({});
		expect(field(number(), 5).echo).toEqual({});
	});

	it('in a row is named with it', () => {
		expect(field(number(), 'x', { title: 'Shots 2' }).problems).toEqual(['Shots 2: Speed: Gen-5 does not take "x". Enter a number.']);
	});
});
