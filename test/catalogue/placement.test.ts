import { inModelOptions, labelOf, optionsOf, tellingNames } from '../../nodes/Runway/catalogue/placement';
import type { Fields, ListParam, Param } from '../../nodes/Runway/catalogue/types';
import { choice, date, file, frames, id, ids, list, number, object, text, toggle } from './invented';

const RARE = { rare: true } as const;

it.each<[string, Param, boolean]>([
	['a usual field', text(), false],
	['a rare one', text(RARE), true],
	['a rare one that is needed', text({ ...RARE, required: true }), false],
	['a rare object', object({}, RARE), true],
	['a constant', { kind: 'constant', value: 'x' }, false],
])('%s stands in Model Options: %#', (_, param, expected) => {
	expect(inModelOptions(param)).toBe(expected);
});

describe('Model Options', () => {
	const named = (params: Fields) => optionsOf({ params }).map(({ name, label, param }) => `${name}: ${label} (${param.kind})`);

	it('hold what is rare, under its own name, objects taken apart', () => {
		const params = {
			promptText: text(),
			seed: number(RARE),
			look: choice(['a'], { ...RARE, name: 'style' }),
			needed: toggle({ ...RARE, required: true }),
			since: date(RARE),
			voice: id(RARE),
			again: toggle(RARE),
			note: text(RARE),
			logo: file(RARE),
			shots: list(file(), RARE),
			moderation: object({ threshold: choice(['low'], { label: 'Threshold' }), hint: text({ name: 'advice' }) }, RARE),
			usual: object({ x: text() }),
		};
		expect(named(params)).toEqual([
			'seed: Speed (number)',
			'style: Style (choice)',
			'since: Since (date)',
			'voice: Voice (id)',
			'again: Loop (toggle)',
			'note: Prompt (text)',
			'logo: Logo (file)',
			'shots: Shots (list)',
			'threshold: Threshold (choice)',
			'advice: Prompt (text)',
		]);
	});

	it.each([
		[frames(), []],
		[frames({ positions: ['first', 'last'] }), ['lastFrame: Last Frame (file)']],
		[frames({ references: true }), ['references: Reference Images (list)']],
		[frames({ positions: ['first', 'last'], references: true }), ['lastFrame: Last Frame (file)', 'references: Reference Images (list)']],
	])('hold what goes with the picture (%j)', (param, names) => {
		expect(named({ promptImage: param })).toEqual(names);
	});

	it('count the picture itself as one of its references', () => {
		const most = (maxItems?: number) => (optionsOf({ params: { promptImage: frames({ references: true, maxItems }) } })[0].param as ListParam).maxItems;
		expect([most(9), most()]).toEqual([8, undefined]);
	});

	it.each<[string, Param]>([
		['ids', ids(RARE)],
		['variant', { kind: 'variant', name: 'x', label: 'X', forms: [], rare: true }],
	])('cannot hold a field of kind %s', (kind, param) => {
		expect(() => optionsOf({ params: { x: param } })).toThrow(`x cannot stand in Model Options: it is of kind ${kind}`);
	});
});

it.each<[string, Param | undefined, string]>([
	['nothing', undefined, 'key'],
	['a constant', { kind: 'constant', value: 'x' }, 'key'],
	['the kind of a file', { kind: 'kindOf' }, 'key'],
	['a text', text({ label: 'Prompt' }), 'Prompt'],
	['a list', list(file(), { label: 'Shots' }), 'Shots'],
	['frames', frames(), 'Image'],
	['what depends on another field, by its last case', { kind: 'depends', on: 'mode', otherwise: 'a', cases: [{ is: ['a'], param: text({ label: 'Title' }) }, { is: ['b'], param: text() }] }, 'Prompt'],
	['an object, by its first field', object({ type: { kind: 'constant', value: 'video' }, kind: { kind: 'kindOf' }, uri: file(), note: text() }), 'Logo'],
	['an object that nobody enters', object({ type: { kind: 'constant', value: 'video' } }), 'key'],
	['an object in an object', object({ inner: object({ type: { kind: 'constant', value: 'x' } }), note: text() }), 'inner'],
])('the editor calls %s: %#', (_, param, label) => {
	expect(labelOf('key', param)).toBe(label);
});

it('results repeat what is telling, by its name in the editor, wherever it stands', () => {
	const TELLING = { telling: true } as const;
	const fields: Fields = {
		promptText: text(TELLING),
		quiet: text(),
		look: choice(['a'], { ...TELLING, name: 'style' }),
		version: { kind: 'constant', value: '1', telling: true },
		silent: { kind: 'constant', value: '1' },
		settings: object({ speed: number(TELLING), loop: toggle() }),
		voice: { kind: 'variant', name: 'voiceType', label: 'Voice', forms: [{ value: 'a', label: 'A', fields: { preset: choice(['x'], TELLING) } }, { value: 'b', label: 'B', fields: { sound: file() } }] },
		duration: { kind: 'depends', on: 'mode', otherwise: 'a', cases: [{ is: ['a'], param: number(TELLING) }, { is: ['b'], param: number() }] },
	};
	expect(tellingNames(fields)).toEqual(['promptText', 'style', 'version', 'speed', 'preset', 'duration']);
});
