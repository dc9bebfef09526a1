import { planCall } from '../../nodes/Runway/catalogue/call';
import { KindOf, MediaSlot } from '../../nodes/Runway/catalogue/plan';
import { readField, readFields } from '../../nodes/Runway/catalogue/read/fields';
import { Reading } from '../../nodes/Runway/catalogue/read/reading';
import type { DependsParam, Fields, Param, VariantParam } from '../../nodes/Runway/catalogue/types';
import { choice, file, frames, id, ids, list, number, object, text, toggle } from './invented';

const A = 'https://a.example/a.png';

const read = (params: Fields, values: Record<string, unknown>) => planCall('things', params, (name) => values[name]);

/** The body of a request that must be fine. */
function bodyOf(params: Fields, values: Record<string, unknown> = {}) {
	const result = read(params, values);
	if ('problems' in result) throw new Error(JSON.stringify(result.problems));
	return result.value.body;
}

/** What is wrong, as sentences. */
function problemsOf(params: Fields, values: Record<string, unknown> = {}) {
	const result = read(params, values);
	return 'problems' in result ? result.problems.map(({ field, message }) => `${field}: ${message}`) : [];
}

const slot = (label: string, url = A) => new MediaSlot(['image'], { source: 'url', url }, label);

describe('a call', () => {
	it('has its id in its path, encoded, and not in its body', () => {
		const params = { voiceId: id({ required: true }), name: text({ telling: true }), note: text() };
		expect(planCall('voices/{voiceId}', params, (name) => ({ voiceId: ' a1 ', name: 'Maya' })[name])).toEqual({
			value: { path: '/v1/voices/a1', id: 'a1', body: { name: 'Maya' }, echo: { name: 'Maya' } },
		});
		expect(planCall('voices/{name}/x', { name: text() }, () => 'a/b c')).toMatchObject({ value: { path: '/v1/voices/a%2Fb%20c/x', id: 'a/b c', body: {} } });
	});

	it('about nothing in particular has no id', () => {
		expect(read({}, {})).toEqual({ value: { path: '/v1/things', body: {}, echo: {} } });
	});

	it('is told everything that is wrong at once, by Runway', () => {
		expect(problemsOf({ name: text({ required: true }), speed: number() }, { speed: 'x' })).toEqual([
			'Prompt: Empty, but Runway needs it.',
			'Speed: Runway does not take "x". Enter a number.',
		]);
	});
});

describe('the fields of a request', () => {
	it('are sent under Runway\'s names, read under those of the editor, and left out when they are empty', () => {
		const params: Fields = {
			promptText: text(),
			look: choice(['a'], { name: 'style' }),
			version: { kind: 'constant', value: '2026-06', telling: true },
			nothing: { kind: 'constant', value: null },
			none: { kind: 'constant', value: [] },
			documentIds: ids(),
			ownerIds: ids({ name: 'owners' }),
			empty: text(),
		};
		expect(read(params, { promptText: 'A fox', style: 'a', documentIds: 'a,b', owners: ['c'], empty: '' })).toEqual({
			value: {
				path: '/v1/things',
				body: { promptText: 'A fox', look: 'a', version: '2026-06', nothing: null, none: [], documentIds: ['a', 'b'], ownerIds: ['c'] },
				echo: { version: '2026-06' },
			},
		});
	});

	it.each<[string, Param, string[]]>([
		['ids that are needed', ids({ required: true }), ['Document: Empty, but Runway needs it.']],
		['ids that are not', ids(), []],
	])('%s', (_, param, problems) => {
		expect(problemsOf({ x: param })).toEqual(problems);
	});

	it('of which several ids are wrong say so', () => {
		expect(problemsOf({ x: ids() }, { x: '..' })).toEqual(['Document: ".." cannot be an ID: copy it as Runway shows it.']);
	});

	it('hold no frames but at the top', () => {
		expect(() => readField('x', frames(), { get: () => '' }, new Reading('Gen-5', false))).toThrow('Frames stand at the top of a request only');
	});
});

describe('an object of the request', () => {
	const settings = object({ kind: { kind: 'constant', value: 'x' }, speed: number(), loop: toggle({ name: 'again' }), inner: object({ note: text() }) });

	it.each<[Record<string, unknown>, unknown]>([
		[{}, undefined],
		[{ speed: '', again: null, note: ' ' }, undefined],
		[{ speed: 5 }, { kind: 'x', speed: 5 }],
		[{ again: false }, { kind: 'x', loop: false }],
		[{ note: 'A' }, { kind: 'x', inner: { note: 'A' } }],
	])('of %j is %j', (values, expected) => {
		expect(bodyOf({ settings }, values).settings).toEqual(expected);
	});

	it('that is needed is there with what is always sent', () => {
		expect(bodyOf({ settings: { ...settings, required: true } })).toEqual({ settings: { kind: 'x' } });
	});

	it.each<[string, Param, unknown]>([
		['a list', list(file(), { name: 'x' }), { file: [{ source: 'url', url: A }] }],
		['a text', text({ name: 'x' }), 'A'],
		['a choice', choice(['a'], { name: 'x' }), 'a'],
		['a number', number({ name: 'x' }), 0],
		['a switch', toggle({ name: 'x' }), false],
		['a date', { kind: 'date', label: 'Since', name: 'x' }, '2026-01-31'],
		['an id', id({ name: 'x' }), 'a'],
		['ids', ids({ name: 'x' }), ['a']],
	])('is sent when there is %s in it', (_, param, value) => {
		expect(bodyOf({ settings: object({ inner: param }) }, { x: value })).toHaveProperty('settings');
		expect(bodyOf({ settings: object({ inner: param }) }, {})).toEqual({});
	});

	it('is sent when its file is there, wherever the file comes from', () => {
		const logo = object({ uri: file({ name: 'logo' }), note: text() });
		expect(bodyOf({ logo }, { logoSource: 'url', logoUrl: A })).toEqual({ logo: { uri: slot('Logo') } });
		expect(bodyOf({ logo }, { logoSource: 'url', logoBinaryPropertyName: 'data' })).toEqual({});
		expect(bodyOf({ logo }, { logoSource: 'binary', logoUrl: A })).toEqual({});
		expect(bodyOf({ logo }, { logoSource: 'binary', logoBinaryPropertyName: 'data' })).toHaveProperty('logo');
		// Nothing without its file.
		expect(bodyOf({ logo }, { note: 'A' })).toEqual({});
	});

	it('with a file among Model Options is left out without it', () => {
		const logo = object({ uri: file({ rare: true, name: 'logo' }) });
		expect(bodyOf({ logo }, { logo: {} })).toEqual({});
		expect(bodyOf({ logo }, { logo: { file: { source: 'url', url: A } } })).toEqual({ logo: { uri: slot('Logo') } });
		expect(bodyOf({ logo }, { logoBinaryPropertyName: 'data' })).toEqual({});
	});

	it('names the kind of its file, once that is known', () => {
		const clip = object({ type: { kind: 'kindOf' }, uri: file({ name: 'clip' }) });
		const body = bodyOf({ clip }, { clipSource: 'url', clipUrl: A });
		expect(body.clip).toEqual({ type: new KindOf(slot('Logo')), uri: slot('Logo') });
		expect(bodyOf({ clip })).toEqual({});
	});

	it('counts a choice between forms as entered', () => {
		const voice: VariantParam = { kind: 'variant', label: 'Voice', name: 'voiceType', forms: [{ value: 'a', label: 'A', fields: {} }] };
		expect(bodyOf({ settings: object({ voice }) })).toEqual({ settings: { voice: {} } });
	});
});

describe('an object in one of several forms', () => {
	const voice: VariantParam = {
		kind: 'variant',
		label: 'Voice Type',
		name: 'voiceType',
		forms: [
			{ value: 'preset', label: 'Preset', fields: { type: { kind: 'constant', value: 'preset' }, presetId: choice(['maya'], { name: 'voice' }) } },
			{ value: 'custom', label: 'Custom', fields: { id: id({ name: 'voiceId' }) } },
		],
	};
	const none = { label: 'None' };
	const values = { voice: 'maya', voiceId: 'a1' };

	it.each<[string, VariantParam, unknown, unknown]>([
		['the first form, untouched', voice, '', { voice: { type: 'preset', presetId: 'maya' } }],
		['a chosen form', voice, 'custom', { voice: { id: 'a1' } }],
		['none, untouched', { ...voice, none }, undefined, {}],
		['none, chosen', { ...voice, none }, 'default', {}],
		['a form where none would do', { ...voice, none }, 'custom', { voice: { id: 'a1' } }],
		['fields beside the others', { ...voice, flat: true }, 'custom', { id: 'a1' }],
		['nothing beside the others', { ...voice, flat: true, none }, 'default', {}],
	])('is %s', (_, param, voiceType, body) => {
		expect(bodyOf({ voice: param }, { ...values, voiceType })).toEqual(body);
	});

	it('has no other form', () => {
		expect(problemsOf({ voice }, { voiceType: 'default' })).toEqual(['Voice Type: Choose one of preset, custom, not "default".']);
		expect(problemsOf({ voice: { ...voice, none } }, { voiceType: 5 })).toEqual(['Voice Type: Choose one of default, preset, custom, not 5.']);
	});
});

describe('a field that depends on another one', () => {
	const duration: DependsParam = {
		kind: 'depends',
		on: 'mode',
		otherwise: 'reference',
		cases: [{ is: ['edit', 'extend'], param: { kind: 'constant', value: 'auto' } }, { is: ['reference'], param: number() }],
	};

	it.each([
		['edit', { duration: 'auto' }],
		['extend', { duration: 'auto' }],
		['reference', { duration: 5 }],
		['', { duration: 5 }],
		[undefined, { duration: 5 }],
		['other', {}],
		[5, {}],
	])('with %j is read as %j', (mode, body) => {
		expect(bodyOf({ duration }, { mode, duration: 5 })).toEqual(body);
	});
});

describe('a list', () => {
	const shots = list(object({ prompt: text({ required: true }), duration: number() }), { maxItems: 3, minItems: 2 });
	const rows = (count: number) => ({ shot: Array.from({ length: count }, (_, index) => ({ prompt: `Scene ${index + 1}` })) });

	it('has an element for each row', () => {
		expect(bodyOf({ shots }, { shots: rows(2) })).toEqual({ shots: [{ prompt: 'Scene 1' }, { prompt: 'Scene 2' }] });
		expect(bodyOf({ shots: list(file(), { name: 'logos' }) }, { logos: [{ source: 'url', url: A }] })).toEqual({ shots: [slot('Shots 1')] });
	});

	it.each([
		[rows(0), []],
		[undefined, []],
		[rows(1), ['Shots: Runway needs at least 2 shots here, and there are 1.']],
		[rows(3), []],
		[rows(4), ['Shots: Runway takes at most 3 shots here, and there are 4.']],
		[5, ['Shots: Expected a list of shots, but got 5.']],
	])('has neither too many rows nor too few (%#)', (given, problems) => {
		expect(problemsOf({ shots }, { shots: given })).toEqual(problems);
	});

	it('counts files as such', () => {
		const logos = list(object({ uri: file() }), { label: 'Logos', element: 'Logo', maxItems: 1, required: true });
		const two = { file: [{ source: 'url', url: A }, { source: 'binary', binaryPropertyName: 'data' }] };
		expect(problemsOf({ logos }, { logos: two })).toEqual(['Logos: Runway takes at most 1 files here, and there are 2.']);
		expect(problemsOf({ logos })).toEqual(['Logos: Empty, but Runway needs at least one logo here.']);
	});

	it('that is needed and wrong is not called empty as well', () => {
		expect(problemsOf({ logos: list(file(), { label: 'Logos', required: true }) }, { logos: 5 })).toEqual(['Logos: Expected a list of files, but got 5.']);
	});

	it('names the row of what is wrong, and leaves out an element without its file', () => {
		expect(problemsOf({ shots }, { shots: { shot: [{ prompt: 'A' }, { prompt: '' }, 7] } })).toEqual([
			'Shots 3: Expected a shot, but got 7.',
			'Shots 2: Prompt: Empty, but Runway needs it.',
		]);
		const reading = new Reading('Gen-5', false);
		const get = () => [{ source: 'url', url: 'http://a.example' }, { source: 'url', url: A }];
		expect(readFields({ logos: list(object({ uri: file() })) }, { get }, reading)).toEqual({ logos: [{ uri: slot('Shots 2') }] });
		expect(reading.findings.problems).toHaveLength(1);
	});
});
