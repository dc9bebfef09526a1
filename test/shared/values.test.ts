import { asNumber, asToggle, byName, isBlank, isRecord, shown } from '../../nodes/Runway/shared/values';

it.each<[unknown, boolean]>([
	[undefined, true],
	[null, true],
	['', true],
	[' \n\t', true],
	['a', false],
	[0, false],
	[false, false],
	[[], false],
	[{}, false],
])('%j is blank: %s', (raw, blank) => {
	expect(isBlank(raw)).toBe(blank);
});

it.each<[unknown, string]>([
	['a"b', '"a\\"b"'],
	['x'.repeat(60), `"${'x'.repeat(60)}"`],
	['x'.repeat(61), `"${'x'.repeat(60)}…"`],
	[null, 'nothing'],
	[undefined, 'nothing'],
	[[1], 'a list'],
	[{}, 'an object'],
	[5, '5'],
	[false, 'false'],
])('%j is shown as %s', (raw, text) => {
	expect(shown(raw)).toBe(text);
});

it.each<[unknown, number | undefined]>([
	[5.5, 5.5],
	[-0.5, -0.5],
	[NaN, undefined],
	[Infinity, undefined],
	['5', 5],
	[' +5.25\n', 5.25],
	['-12.034', -12.034],
	['', undefined],
	['  ', undefined],
	['5.', undefined],
	['.5', undefined],
	['1e3', undefined],
	['0x10', undefined],
	['5 s', undefined],
	['s 5', undefined],
	['1 2', undefined],
	[true, undefined],
	[['5'], undefined],
	[null, undefined],
])('%j as a number is %s', (raw, number) => {
	expect(asNumber(raw)).toBe(number);
});

it.each<[unknown, boolean | undefined]>([
	[true, true],
	[false, false],
	['true', true],
	[' FALSE ', false],
	['yes', undefined],
	['', undefined],
	[1, undefined],
	[0, undefined],
	[null, undefined],
])('%j as a toggle is %s', (raw, toggle) => {
	expect(asToggle(raw)).toBe(toggle);
});

it('sorts names whatever their case', () => {
	expect(['b', 'C', 'a', 'B', 'c10', 'c2'].sort(byName)).toEqual(['a', 'b', 'B', 'C', 'c10', 'c2']);
	expect([byName('a', 'A'), byName('B', 'a'), byName('A', 'b')]).toEqual([0, 1, -1]);
});

it.each<[string, unknown, boolean]>([
	['an object', { a: 1 }, true],
	['an empty one', {}, true],
	['a list', [{}], false],
	['nothing', null, false],
	['what is missing', undefined, false],
	['text', '{}', false],
])('%s is a record or not', (_, raw, expected) => {
	expect(isRecord(raw)).toBe(expected);
});
