import type { Rule } from '../../nodes/Runway/catalogue/offer';
import type { PlanValue } from '../../nodes/Runway/catalogue/plan';
import { Findings } from '../../nodes/Runway/catalogue/read/findings';
import { readJson } from '../../nodes/Runway/catalogue/read/json';
import { checkRule } from '../../nodes/Runway/catalogue/read/rules';

/** What is said of a request; `known` was reported before. */
function said(rule: Omit<Rule, 'say'>, body: Record<string, unknown>, known?: string): string[] {
	const findings = new Findings();
	if (known) findings.report(known, 'Known', 'Wrong.');
	checkRule({ ...rule, say: 'Mend it.' }, body as Record<string, PlanValue>, findings, (key) => key.toUpperCase());
	return findings.problems.slice(known ? 1 : 0).map(({ field, message }) => `${field}: ${message}`);
}

const OK: string[] = [];
const list = (...elements: object[]) => ({ list: elements });
const span = (start_seconds: number, end_seconds: number, more = {}) => ({ range: { start_seconds, end_seconds }, ...more });

it.each<[string, Omit<Rule, 'say'>, Record<string, unknown>, string[]]>([
	['one of these, none there', { needsOneOf: ['a', 'b'] }, {}, ['A: Mend it.']],
	['one of these, one there', { needsOneOf: ['a', 'b'] }, { b: 0 }, OK],
	['one of these, on a condition that does not hold', { when: { field: 'c' }, needsOneOf: ['a'] }, {}, OK],
	['one of these, on a condition that holds', { when: { field: 'c' }, needsOneOf: ['a'] }, { c: false }, ['C: Mend it.']],
	['a condition on a value, another one', { when: { field: 'c', is: ['x', 'y'] }, needsOneOf: ['a'] }, { c: 'z' }, OK],
	['a condition on a value, this one', { when: { field: 'c', is: ['x', 'y'] }, needsOneOf: ['a'] }, { c: 'y' }, ['C: Mend it.']],
	['allowed values, left out', { allows: { field: 'a', values: ['x', 'y'] } }, {}, OK],
	['allowed values, one of them', { allows: { field: 'a', values: ['x', 'y'] } }, { a: 'y' }, OK],
	['allowed values, another', { allows: { field: 'a', values: ['x', 'y'] } }, { a: 'z' }, ['A: Mend it.']],
	['allowed values, none', { allows: { field: 'a', values: [] } }, { a: 'z' }, ['A: Mend it.']],
	['demanded values, left out', { demands: { field: 'a', values: [5] } }, {}, ['A: Mend it.']],
	['demanded values, the one', { demands: { field: 'a', values: [5] } }, { a: 5 }, OK],
	['demanded values, as text', { demands: { field: 'a', values: [5] } }, { a: '5' }, ['A: Mend it.']],
	['unique, no list', { unique: { field: 'list', key: 'k' } }, {}, OK],
	['unique, different', { unique: { field: 'list', key: 'k' } }, list({ k: 1 }, { k: 2 }, {}, {}), OK],
	['unique, the same', { unique: { field: 'list', key: 'k' } }, list({ k: 1 }, { k: 2 }, { k: 1 }), ['LIST: Mend it.']],
	['at most one, two', { atMost: { field: 'list', key: 'k', value: 'x', otherwise: 'y', count: 1 } }, list({ k: 'x' }, { k: 'x' }), ['LIST: Mend it.']],
	['at most one, one', { atMost: { field: 'list', key: 'k', value: 'x', otherwise: 'y', count: 1 } }, list({ k: 'x' }, { k: 'y' }, {}), OK],
	['at most one, which it is when left out', { atMost: { field: 'list', key: 'k', value: 'x', otherwise: 'x', count: 1 } }, list({ k: 'x' }, {}), ['LIST: Mend it.']],
	['one at least, none', { contains: { field: 'list', key: 'k', value: 'x' }, when: { field: 'c' } }, { c: 1, ...list({ k: 'y' }, {}) }, ['C: Mend it.']],
	['one at least, one', { contains: { field: 'list', key: 'k', value: 'x' }, when: { field: 'c' } }, { c: 1, ...list({ k: 'y' }, { k: 'x' }) }, OK],
	['all or none, all', { allOrNone: { field: 'list', key: 'k' } }, list({ k: 1 }, { k: 2 }), OK],
	['all or none, none', { allOrNone: { field: 'list', key: 'k' } }, list({}, {}), OK],
	['all or none, some', { allOrNone: { field: 'list', key: 'k' } }, list({ k: 1 }, {}), ['LIST: Mend it.']],
	['in order', { ordered: { field: 'list', key: 'range' } }, list(span(2, 5), {}), OK],
	['in order, backwards', { ordered: { field: 'list', key: 'range' } }, list(span(0, 1), span(5, 2)), ['LIST: Mend it.']],
	['in order, empty', { ordered: { field: 'list', key: 'range' } }, list(span(2, 2)), ['LIST: Mend it.']],
	['inside, at its start', { inside: { field: 'list', key: 'k', range: 'range' } }, list(span(2, 5, { k: 2 }), span(2, 5), { k: 9 }), OK],
	['inside, before it', { inside: { field: 'list', key: 'k', range: 'range' } }, list(span(2, 5, { k: 1.9 })), ['LIST: Mend it.']],
	['inside, at its end', { inside: { field: 'list', key: 'k', range: 'range' } }, list(span(2, 5, { k: 5 })), ['LIST: Mend it.']],
	['inside, one of two', { inside: { field: 'list', key: 'k', range: 'range' } }, list(span(2, 5, { k: 3 }), span(2, 5, { k: 9 })), ['LIST: Mend it.']],
	['adding up, no list', { addUp: { field: 'list', key: 'k', total: 't', otherwise: 5 } }, {}, OK],
	['adding up, to what is said', { addUp: { field: 'list', key: 'k', total: 't', otherwise: 5 } }, { ...list({ k: 3 }, { k: 4 }), t: 7 }, OK],
	['adding up, to what is usual', { addUp: { field: 'list', key: 'k', total: 't', otherwise: 5 } }, list({ k: 3 }, { k: 2 }), OK],
	['adding up, to something else', { addUp: { field: 'list', key: 'k', total: 't', otherwise: 5 } }, { ...list({ k: 3 }, { k: 2 }), t: 7 }, ['LIST: Mend it. They add up to 5, not to 7.']],
	['nothing', {}, {}, OK],
])('%s', (_, rule, body, problems) => {
	expect(said(rule, body)).toEqual(problems);
});

describe('nothing is said of what', () => {
	it.each<[string, Omit<Rule, 'say'>, Record<string, unknown>]>([
		['the field itself', { allows: { field: 'known', values: [] } }, { known: 1 }],
		['the condition', { when: { field: 'known' }, demands: { field: 'a', values: [] } }, { known: 1 }],
		['one of those that are needed', { needsOneOf: ['a', 'known'] }, {}],
		['the total', { addUp: { field: 'list', key: 'k', total: 'known', otherwise: 5 } }, list({ k: 1 })],
		['the list', { when: { field: 'c' }, contains: { field: 'known', key: 'k', value: 'x' } }, { c: 1 }],
		['the list of unique ones', { unique: { field: 'known', key: 'k' } }, { known: [{ k: 1 }, { k: 1 }] }],
		['the list of a few', { atMost: { field: 'known', key: 'k', value: 'x', otherwise: 'y', count: 0 } }, { known: [{ k: 'x' }] }],
		['the list of all or none', { allOrNone: { field: 'known', key: 'k' } }, { known: [{ k: 1 }, {}] }],
		['the list in order', { ordered: { field: 'known', key: 'range' } }, { known: [span(5, 2)] }],
		['the list inside', { inside: { field: 'known', key: 'k', range: 'range' } }, { known: [span(2, 5, { k: 9 })] }],
		['the list that adds up', { addUp: { field: 'known', key: 'k', total: 't', otherwise: 5 } }, { known: [{ k: 1 }] }],
	])('has been reported: %s', (_, rule, body) => {
		expect(said(rule, body)).toHaveLength(1);
		expect(said(rule, body, 'known')).toEqual([]);
	});
});

describe('JSON', () => {
	const circle: Record<string, unknown> = {};
	circle.self = circle;

	it.each<[unknown, unknown]>([
		['{ "a": [1, null] }', { value: { a: [1, null] } }],
		[{ a: [1, undefined], b: undefined }, { value: { a: [1, null] } }],
		[5, { value: 5 }],
		[undefined, { value: null }],
		['{', { problem: expect.stringMatching(/^This is not valid JSON at (its end|line 1, column 2)\.$/) as unknown }],
		['{\n  "a": 1,\n  b\n}', { problem: 'This is not valid JSON at line 3, column 3.' }],
		['x', { problem: 'This is not valid JSON at "x".' }],
		['', { problem: 'This is not valid JSON at its end.' }],
		[circle, { problem: 'This object cannot be written as JSON: Converting circular structure to JSON.' }],
	])('%# is read, or what is wrong with it', (raw, expected) => {
		expect(readJson(raw)).toEqual(expected);
	});
});
