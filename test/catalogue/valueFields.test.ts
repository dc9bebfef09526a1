import type { INodeProperties } from 'n8n-workflow';
import { freeField, idsField, valueField, type Place } from '../../nodes/Runway/catalogue/editor/inputs';
import type { ValueParam } from '../../nodes/Runway/catalogue/types';
import { choice, date, entriesOf, id, ids, number, shown, text, toggle } from './invented';

const field = (param: ValueParam, place: Place = 'field', name = 'x') => valueField(param, name, place);

describe('the field of a text', () => {
	it('is one line, with nothing more than is said', () => {
		expect(field(text())).toEqual({ displayName: 'Prompt', name: 'x', type: 'string', default: '' });
	});

	it('has all that is said', () => {
		const param = text({ description: 'What to make', hint: 'In English', placeholder: 'e.g. a fox', lines: 4, required: true, preset: 'A fox', maxLength: 100 });
		expect(field(param)).toEqual({
			displayName: 'Prompt',
			name: 'x',
			type: 'string',
			default: 'A fox',
			typeOptions: { rows: 4 },
			required: true,
			placeholder: 'e.g. a fox',
			description: 'What to make. At most 100 characters.',
			hint: 'In English',
		});
	});

	it('says its hint with the rest among Model Options, which show none', () => {
		const option = field(text({ description: 'What to make', hint: 'In English' }), 'option');
		expect(option.description).toBe('What to make. In English.');
		expect(option).not.toHaveProperty('hint');
		expect(field(text({ hint: 'In English' }), 'row').hint).toBe('In English');
	});
});

describe('the field of a choice', () => {
	const params = {
		usual: choice(['a', 'b'], { preset: 'b' }),
		open: choice(['a', 'b']),
		needed: choice(['a', 'b'], { required: true }),
		neededUsual: choice(['a', 'b'], { required: true, preset: 'b' }),
		named: choice(['a', 'b'], { leftOut: 'Any Style' }),
		neededNamed: choice(['a', 'b'], { leftOut: 'Any Style', required: true, preset: 'b' }),
		closed: choice(['a', 'b'], { leftOut: false }),
		closedUsual: choice(['a', 'b'], { leftOut: false, preset: 'b' }),
	};
	const [A, B] = ['A = a', 'B = b'];

	it.each<[keyof typeof params, Place, string[], unknown]>([
		['usual', 'field', [A, B, 'Model Default = '], 'b'],
		['open', 'field', [A, B, 'Model Default = '], ''],
		['needed', 'field', [A, B], ''],
		['neededUsual', 'field', [A, B, 'Model Default = '], 'b'],
		['named', 'field', [A, B, 'Any Style = '], ''],
		['neededNamed', 'field', [A, B, 'Any Style = '], 'b'],
		['closed', 'field', [A, B], 'a'],
		['closedUsual', 'field', [A, B], 'b'],
		['usual', 'row', [A, B], 'b'],
		['open', 'option', [A, B], 'a'],
		['needed', 'option', [A, B], 'a'],
	])('%s as a %s: %j, %j first', (name, place, entries, selected) => {
		const made = field(params[name], place);
		expect([made.type, entriesOf(made), made.default]).toEqual(['options', entries, selected]);
		expect(made.required).toBe(name === 'needed' && place === 'field' ? true : undefined);
	});

	it('says what the model does with a value that it needs and nobody chose', () => {
		const last = ({ options = [] }: INodeProperties) => options.at(-1);
		expect(last(field(params.neededUsual))).toEqual({ name: 'Model Default', value: '', description: 'The same as B' });
		for (const param of [params.usual, params.open, params.neededNamed]) expect(last(field(param))).not.toHaveProperty('description');
	});

	it('counts in its unit, named once with the field', () => {
		const made = field(choice([10, 5], { label: 'Duration', unit: 'Seconds', preset: 5 }), 'option');
		expect([made.displayName, entriesOf(made)]).toEqual(['Duration (Seconds)', ['10 = 10', '5 = 5']]);
	});

	it('has shapes in their usual order', () => {
		expect(entriesOf(field(choice(['1:1', '16:9']), 'option'))).toEqual(['16:9 Landscape = 16:9', '1:1 Square = 1:1']);
	});
});

describe('a ratio of proportions', () => {
	const ratio = choice(['16:9', '1:1', 'auto']);
	const offered = (value: string, param = ratio, name = 'ratio') => {
		const made = field(param, 'option', name);
		return entriesOf({ ...made, options: shown(made.options as INodeProperties[], { [name]: value }) });
	};
	const USUAL = ['16:9 Landscape = 16:9', '1:1 Square = 1:1', 'Auto (Model Decides) = auto'];

	it.each([
		['16:9', []],
		['1280:720', ['16:9 Landscape, as 16:9 = 1280:720']],
		['1920:1080', ['16:9 Landscape, as 16:9 = 1920:1080']],
		['960:960', ['1:1 Square, as 1:1 = 960:960']],
		// A shape that it does not have, and no usual size.
		['720:1280', []],
		['1000:1000', []],
	])('with %s chosen for another model also offers %j', (value, more) => {
		expect(offered(value)).toEqual([...USUAL, ...more]);
	});

	it.each(['1280:720', '720:1280', '960:960', '1104:832', '832:1104', '1920:1080', '1080:1920'])('knows the size %s', (size) => {
		expect(offered(size, choice(['16:9', '9:16', '1:1', '4:3', '3:4']))).toHaveLength(6);
	});

	it('offers a size that is its own once', () => {
		expect(offered('1280:720', choice(['1:1', '1280:720']))).toEqual(['16:9 Landscape (1280 x 720) = 1280:720', '1:1 Square = 1:1']);
		expect(offered('1280:720', choice(['16:9', '1280:720']))).toEqual(['16:9 Landscape = 16:9', '16:9 Landscape (1280 x 720) = 1280:720']);
	});

	it('guesses nothing where two are alike, in pixels, or in another field', () => {
		expect(offered('1280:720', choice(['16:9', '32:18']))).toHaveLength(2);
		expect(offered('1280:720', choice(['1920:1080', '960:960']))).toHaveLength(2);
		expect(offered('1280:720', ratio, 'aspectRatio')).toEqual(USUAL);
	});
});

describe('the field of a number', () => {
	it.each<[string, Parameters<typeof number>[0], Place, object]>([
		['of any size', {}, 'field', { type: 'number', default: '' }],
		['with bounds', { min: 2, max: 8 }, 'field', { type: 'number', default: '', typeOptions: { minValue: 2, maxValue: 8 } }],
		['with bounds of nothing', { min: 0, max: 0 }, 'field', { type: 'number', default: '', typeOptions: { minValue: 0, maxValue: 0 } }],
		['with a lower bound', { min: 2 }, 'field', { type: 'number', default: '', typeOptions: { minValue: 2 } }],
		['with an upper bound', { max: 8 }, 'field', { type: 'number', default: '', typeOptions: { maxValue: 8 } }],
		['that is needed', { required: true }, 'field', { type: 'number', default: '', required: true }],
		['that is needed and has a usual value', { required: true, preset: 0 }, 'field', { type: 'number', default: 0 }],
		['that is needed in a row', { required: true }, 'row', { type: 'number', default: '' }],
		['that is an option', {}, 'option', { type: 'number', default: 0 }],
		['that is an option from 2', { min: 2 }, 'option', { type: 'number', default: 2, typeOptions: { minValue: 2 } }],
		['that is an option from -5', { min: -5 }, 'option', { type: 'number', default: 0, typeOptions: { minValue: -5 } }],
		['that is an option with a usual value', { min: 2, preset: 5 }, 'option', { type: 'number', default: 5, typeOptions: { minValue: 2 } }],
		['to be listed without an end', { listed: true, min: 2 }, 'field', { type: 'number', default: '', typeOptions: { minValue: 2 } }],
		['to be listed without a beginning', { listed: true, max: 2 }, 'field', { type: 'number', default: '', typeOptions: { maxValue: 2 } }],
	])('%s', (_, more, place, expected) => {
		expect(field(number(more), place)).toEqual({ displayName: 'Speed', name: 'x', ...expected });
	});

	it.each<[Parameters<typeof number>[0], string[]]>([
		[{ unit: 'Seconds' }, ['2 = 2', '3 = 3', '4 = 4', 'Model Default = ']],
		[{}, ['2 = 2', '3 = 3', '4 = 4', 'Model Default = ']],
		[{ auto: true }, ['2 = 2', '3 = 3', '4 = 4', 'Auto (Model Decides) = auto', 'Model Default = ']],
		[{ required: true }, ['2 = 2', '3 = 3', '4 = 4']],
	])('lists each whole number of its range (%j)', (more, entries) => {
		const made = field(number({ listed: true, min: 2, max: 4, ...more }));
		expect([made.type, entriesOf(made)]).toEqual(['options', entries]);
	});

	it('says at Auto what to know before choosing it', () => {
		const auto = (autoNote?: string) => field(number({ listed: true, min: 1, max: 1, auto: true, autoNote }), 'option').options?.at(-1);
		expect(auto('Charged as the longest')).toEqual({ name: 'Auto (Model Decides)', value: 'auto', description: 'Charged as the longest' });
		expect(auto()).toEqual({ name: 'Auto (Model Decides)', value: 'auto' });
	});
});

it.each([
	[{}, true],
	[{ vendorDefault: false }, true],
	[{ vendorDefault: true }, false],
	[{ vendorDefault: true, preset: true }, true],
	[{ preset: false }, false],
])('a switch with %j is first set to %s: whoever adds it wants the other than the usual', (more, selected) => {
	expect(field(toggle(more), 'option')).toEqual({ displayName: 'Loop', name: 'x', type: 'boolean', default: selected });
});

it.each([
	[{}, {}],
	[{ dayOnly: true as const }, { typeOptions: { dateOnly: true } }],
	[{ required: true as const }, { required: true }],
])('the field of a date with %j', (more, expected) => {
	expect(field(date(more))).toEqual({ displayName: 'Since', name: 'x', type: 'dateTime', default: '', ...expected });
});

describe('the field of an ID', () => {
	const BY_ID = { displayName: 'By ID', name: 'id', type: 'string', placeholder: "e.g. the voice's ID" };

	it('is picked from a list of the account, or entered', () => {
		expect(field(id({ list: 'voices', required: true, label: 'Voice ID' }))).toEqual({
			displayName: 'Voice ID',
			name: 'x',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			modes: [
				{ displayName: 'From List', name: 'list', type: 'list', placeholder: 'Choose a voice', typeOptions: { searchListMethod: 'voices', searchable: true } },
				BY_ID,
			],
		});
	});

	it('is entered where there is no list', () => {
		expect(field(id())).toEqual({ displayName: 'Voice', name: 'x', type: 'resourceLocator', default: { mode: 'id', value: '' }, modes: [BY_ID] });
	});

	it('may come from an earlier node, as text', () => {
		expect(field(id({ plain: true }), 'field', 'voiceId')).toEqual({ displayName: 'Voice', name: 'voiceId', type: 'string', default: '={{ $json.voiceId }}' });
		expect(field(id({ plain: true, required: true }))).toMatchObject({ required: true });
	});

	it.each([
		['voices', 'a voice'],
		['avatars', 'an avatar'],
		['documents', 'a document'],
		['routers', 'a router'],
		['workflows', 'a saved workflow'],
	] as const)('of the list of %s asks for %s', (list, one) => {
		expect(field(id({ list })).modes?.[0]).toMatchObject({ placeholder: `Choose ${one}`, typeOptions: { searchListMethod: list } });
	});

	it('of several has n8n load the list', () => {
		const expected = {
			displayName: 'Document Names or IDs',
			name: 'documentIds',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'documents' },
			default: [],
			description: 'What it knows. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		};
		expect(idsField(ids({ description: 'What it knows' }), 'documentIds')).toEqual(expected);
		expect(idsField(ids({ description: 'What it knows', required: true }), 'documentIds')).toEqual({ ...expected, required: true });
	});
});

describe('a field while an expression names the model', () => {
	const free = (param: ValueParam, place: Place = 'field') => freeField(param, 'x', place);
	const AS_TAKEN = 'As the chosen model takes it. Empty: what the model usually takes.';

	it('of a text knows no limit, and asks for nothing', () => {
		const param = text({ description: 'What to make', maxLength: 100, required: true, hint: 'In English', lines: 4 });
		expect(free(param)).toEqual({ displayName: 'Prompt', name: 'x', type: 'string', default: '', typeOptions: { rows: 4 }, description: 'What to make' });
	});

	it.each([toggle({ hint: 'Loud' }), date({ hint: 'Loud', required: true }), id({ hint: 'Loud', list: 'voices' })])('of kind $kind is the same without what is said of one model', (param) => {
		expect(free(param)).toEqual({ ...valueField({ ...param, hint: undefined }, 'x', 'field') });
		expect(free(param)).not.toHaveProperty('hint');
	});

	it.each<[ValueParam, string, string]>([
		[choice(['a', 'b']), 'Style', 'e.g. a'],
		[choice(['a', 'b'], { preset: 'b' }), 'Style', 'e.g. b'],
		[number(), 'Speed', 'e.g. 1'],
		[number({ min: 0 }), 'Speed', 'e.g. 0'],
		[number({ min: 2, preset: 5, unit: 'Seconds' }), 'Speed (Seconds)', 'e.g. 5'],
	])('is a text for whatever the model takes (%j)', (param, displayName, placeholder) => {
		expect(free(param)).toEqual({ displayName, name: 'x', type: 'string', default: '', placeholder, hint: AS_TAKEN });
		expect(free({ ...param, description: 'What it does' })).toMatchObject({ description: 'What it does' });
	});
});
