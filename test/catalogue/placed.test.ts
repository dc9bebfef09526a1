import type { INodeProperties } from 'n8n-workflow';
import { freeField, valueField } from '../../nodes/Runway/catalogue/editor/inputs';
import { fieldsOf, optionEntries } from '../../nodes/Runway/catalogue/editor/placed';
import { callFields } from '../../nodes/Runway/catalogue/editor/properties';
import type { DependsParam, Fields, VariantParam } from '../../nodes/Runway/catalogue/types';
import { choice, entriesOf, file, finished, frames, id, ids, list, number, object, shown, shownNames, text, toggle } from './invented';

const EXPRESSION = '={{ $json.x }}';

const optionsShown = (params: Fields, values = {}) => shownNames(finished(optionEntries({ params })), values);

/** The fields of a row of the first collection. */
const rowOfFirst = ([{ options = [] }]: INodeProperties[]) => (options[0] as { values: INodeProperties[] }).values;

describe('the fields of a request', () => {
	it('are those that are not rare, under Runway\'s names or their own', () => {
		const params: Fields = {
			promptText: text(),
			version: { kind: 'constant', value: '1' },
			type: { kind: 'kindOf' },
			seed: number({ rare: true }),
			style: choice(['a'], { rare: true, required: true }),
			settings: object({ speed: number(), loop: toggle({ name: 'again' }) }),
			extra: object({ hidden: number() }, { rare: true }),
			documentIds: ids(),
			owners: ids({ name: 'ownerIds' }),
			shots: list(file()),
			clips: list(file(), { name: 'scenes' }),
			voice: id({ name: 'voiceId' }),
			logo: file(),
		};
		expect(callFields(params).map(({ name }) => name)).toEqual([
			...['promptText', 'style', 'speed', 'again', 'documentIds', 'ownerIds', 'shots', 'scenes', 'voiceId'],
			...['logoSource', 'logoBinaryPropertyName', 'logoUrl'],
		]);
		expect(optionEntries({ params }).map(({ field }) => field.name)).toEqual(['seed', 'hidden']);
	});

	it('of several IDs are one field in which all are picked, whatever is known of the model', () => {
		const [{ field, free }] = fieldsOf({ params: { documentIds: ids() } });
		expect([field, free()]).toEqual(Array(2).fill(expect.objectContaining({ name: 'documentIds', type: 'multiOptions' })));
	});

	it('are fields of their own, while Model Options are added by the user', () => {
		const [asField] = fieldsOf({ params: { x: number({ required: true }) } });
		expect(asField.field).toEqual(valueField(number({ required: true }), 'x', 'field'));
		const [asOption] = optionEntries({ params: { x: number({ rare: true }) } });
		expect(asOption.field).toEqual(valueField(number(), 'x', 'option'));
		expect([asOption.free(), asOption.conditions]).toEqual([freeField(number(), 'x', 'option'), []]);
	});

	it('keep a word for models that lack them', () => {
		expect(fieldsOf({ params: { ratio: choice(['1:1'], { absent: 'This model takes no ratio.' }) } })[0].absent).toBe('This model takes no ratio.');
	});

	it('follow the source of a file', () => {
		const fields = callFields({ clip: file({ media: ['image', 'video'] }) });
		expect(shownNames(fields, { clipSource: 'binary' })).toEqual(['clipSource', 'clipBinaryPropertyName']);
		expect(shownNames(fields, { clipSource: 'url' })).toEqual(['clipSource', 'clipUrl', 'clipType']);
		expect(shownNames(fields, { clipSource: EXPRESSION })).toEqual(['clipSource', 'clipBinaryPropertyName', 'clipUrl', 'clipType']);
	});

	it('of a file say while the model is not known nothing that holds for one model', () => {
		const [source, binary] = fieldsOf({ params: { logo: file({ hint: 'On white' }) } });
		expect([source.field.hint, source.free().hint]).toEqual(['On white', undefined]);
		expect(binary.free()).toEqual(binary.field);
	});
});

describe('a choice between forms', () => {
	const voice: VariantParam = {
		kind: 'variant',
		label: 'Voice Type',
		name: 'voiceType',
		description: 'Where the voice comes from',
		forms: [
			{ value: 'preset', label: 'Preset', fields: { voice: choice(['maya', 'leo']) } },
			{ value: 'recording', label: 'Recording', description: 'A sound', fields: { audio: file({ media: ['audio'], name: 'voiceAudio' }) } },
		],
	};

	it('shows the fields of the chosen form', () => {
		const fields = callFields({ voice });
		expect(shownNames(fields, { voiceType: 'preset' })).toEqual(['voiceType', 'voice']);
		expect(shownNames(fields, { voiceType: 'recording', voiceAudioSource: 'url' })).toEqual(['voiceType', 'voiceAudioSource', 'voiceAudioUrl']);
		expect(shownNames(fields, { voiceType: EXPRESSION, voiceAudioSource: 'url' })).toEqual(['voiceType', 'voice', 'voiceAudioSource', 'voiceAudioUrl']);
	});

	it('begins with its first form', () => {
		const [{ field, free }] = fieldsOf({ params: { voice } });
		expect(field).toEqual({
			displayName: 'Voice Type',
			name: 'voiceType',
			description: 'Where the voice comes from',
			type: 'options',
			options: [
				{ name: 'Preset', value: 'preset', description: undefined },
				{ name: 'Recording', value: 'recording', description: 'A sound' },
			],
			default: 'preset',
		});
		expect(free()).toEqual(field);
	});

	it('may be none, and is at first where that can be', () => {
		const [{ field }] = fieldsOf({ params: { voice: { ...voice, none: { label: "Avatar's Own", description: 'As it is' } } } });
		expect(field.default).toBe('default');
		expect(entriesOf(field)).toEqual(["Avatar's Own = default", 'Preset = preset', 'Recording = recording']);
		expect(field.options?.[0]).toMatchObject({ description: 'As it is' });
		expect(shownNames(callFields({ voice: { ...voice, none: { label: 'None' } } }), { voiceType: 'default' })).toEqual(['voiceType']);
	});
});

describe('a field that depends on another one', () => {
	const duration: DependsParam = {
		kind: 'depends',
		on: 'mode',
		otherwise: 'reference',
		cases: [
			{ is: ['edit'], param: { kind: 'constant', value: 'auto' } },
			{ is: ['extend'], param: number({ label: 'Extension' }) },
			{ is: ['reference'], param: number({ label: 'Duration' }) },
		],
	};
	const labels = (params: Fields, values = {}) => shown(callFields(params), values).map(({ displayName }) => displayName);

	it('is there once, the last one also for an expression', () => {
		const params = { mode: choice(['edit', 'extend', 'reference', 'other'], { label: 'Mode' }), duration };
		expect(labels(params, { mode: 'edit' })).toEqual(['Mode']);
		expect(labels(params, { mode: 'extend' })).toEqual(['Mode', 'Extension']);
		expect(labels(params, { mode: 'reference' })).toEqual(['Mode', 'Duration']);
		// A value of which no case speaks.
		expect(labels(params, { mode: 'other' })).toEqual(['Mode']);
		expect(labels(params, { mode: EXPRESSION })).toEqual(['Mode', 'Duration']);
	});

	it('may depend on what an image is used as', () => {
		const ratio: DependsParam = { kind: 'depends', on: 'useImageAs', otherwise: 'first', cases: [{ is: ['reference'], param: choice(['1:1'], { label: 'Ratio' }) }] };
		const params = { promptImage: frames({ references: true, lastAlone: true }), ratio };
		for (const [useImageAs, has] of [['first', false], ['last', false], ['reference', true], [EXPRESSION, true]] as const) {
			expect([useImageAs, labels(params, { useImageAs, imageSource: 'url' }).includes('Ratio')]).toEqual([useImageAs, has]);
		}
	});

	it('knows no other values of a field that is no list', () => {
		const [{ conditions }] = fieldsOf({ params: { duration: { ...duration, cases: [duration.cases[2]] }, mode: text() } });
		expect(conditions).toEqual([{ name: 'mode', is: ['reference'], all: ['reference'], dynamic: true }]);
	});

	it('is in one of its forms there, too', () => {
		const cases = [{ is: ['edit'], param: list(file(), { label: 'Clips' }) }, { is: ['extend'], param: ids() }, { is: ['reference'], param: object({ a: text() }) }];
		const params: Fields = { mode: choice(['edit', 'extend', 'reference']), x: { ...duration, cases } };
		expect(shownNames(callFields(params), { mode: 'edit' })).toEqual(['mode', 'x']);
		expect(shownNames(callFields(params), { mode: 'extend' })).toEqual(['mode', 'x']);
		expect(shownNames(callFields(params), { mode: 'reference' })).toEqual(['mode', 'a']);
	});
});

describe('the picture a video starts from', () => {
	it('is asked for alone where it can only be the first frame', () => {
		expect(callFields({ promptImage: frames({ positions: ['first', 'last'], hint: 'Cropped' }) }).map(({ name }) => name)).toEqual(['imageSource', 'binaryPropertyName', 'imageUrl']);
		expect(callFields({ promptImage: frames({ hint: 'Cropped' }) })[0].hint).toBe('Cropped');
	});

	it.each([
		[{ lastAlone: true }, ['First Frame = first', 'Last Frame = last']],
		[{ references: true }, ['First Frame = first', 'Reference Image = reference']],
		[{ lastAlone: true, references: true }, ['First Frame = first', 'Last Frame = last', 'Reference Image = reference']],
	] as const)('with %j may be %j', (more, entries) => {
		const placed = fieldsOf({ params: { promptImage: frames(more) } }).at(-1)!;
		expect(placed.field).toMatchObject({ displayName: 'Use Image As', name: 'useImageAs', type: 'options', default: 'first', description: 'What the image is to the video' });
		expect(placed.field.options?.[0]).toEqual({ name: 'First Frame', value: 'first', description: 'The video begins with the image' });
		expect(entriesOf(placed.field)).toEqual(entries);
		expect(entriesOf(placed.free())).toEqual(['First Frame = first', 'Last Frame = last', 'Reference Image = reference']);
		expect(placed.conditions).toEqual([]);
	});

	it.each([
		['first', ['lastFrame']],
		['last', []],
		['reference', ['references']],
		[EXPRESSION, ['lastFrame', 'references']],
	])('used as %s goes with the options %j', (useImageAs, names) => {
		const params = { promptImage: frames({ positions: ['first', 'last'], lastAlone: true, references: true }) };
		expect(optionsShown(params, { useImageAs })).toEqual(names);
	});

	it('that can be one thing only goes with its options whatever another model was told', () => {
		const params = { promptImage: frames({ positions: ['first', 'last'] }) };
		expect(optionsShown(params, { useImageAs: 'reference' })).toEqual(['lastFrame']);
		expect(optionEntries({ params })[0].free()).toEqual(optionEntries({ params })[0].field);
	});

	it('has nothing to do with references of another kind, or with another file', () => {
		const params = { references: list(file(), { rare: true }), mask: file({ rare: true }) };
		expect(optionsShown(params, { useImageAs: 'first' })).toEqual(['references', 'mask']);
		expect(optionsShown({ promptImage: frames({ lastAlone: true }), ...params }, { useImageAs: 'last' })).toEqual(['references', 'mask']);
		expect(optionsShown({ promptImage: frames({ references: true }), mask: file({ rare: true }), clips: list(file(), { rare: true }) }, { useImageAs: 'first' })).toEqual(['mask', 'clips']);
	});
});

describe('a row of a list', () => {
	it('of files has the fields of a file', () => {
		expect(rowOfFirst(callFields({ shots: list(file({ media: ['video'] })) })).map(({ name }) => name)).toEqual(['source', 'binaryPropertyName', 'binaryPropertyNames', 'url']);
	});

	it('has what its model wants to know of it', () => {
		const values = rowOfFirst(callFields({ shots: list(object({ uri: file(), tag: text({ label: 'Tag' }), weight: number() })) }));
		expect(values.map(({ name }) => name)).toEqual(['source', 'binaryPropertyName', 'binaryPropertyNames', 'url', 'tag', 'weight']);
		expect(values[4]).toEqual({ displayName: 'Tag', name: 'tag', type: 'string', default: '' });
	});

	it('has no entry for leaving a value out but one that is selected', () => {
		const chosen = (param: ReturnType<typeof choice>) => entriesOf(rowOfFirst(callFields({ shots: list(object({ style: param })) }))[0]);
		expect(chosen(choice(['a', 'b'], { preset: 'a' }))).toEqual(['A = a', 'B = b']);
		expect(chosen(choice(['a', 'b']))).toEqual(['A = a', 'B = b', 'Model Default = ']);
	});

	it('shows a field with the value beside it that it goes with', () => {
		const at: VariantParam = {
			kind: 'variant',
			label: 'Placed By',
			name: 'placedBy',
			flat: true,
			forms: [
				{ value: 'seconds', label: 'Seconds', fields: { seconds: number() } },
				{ value: 'part', label: 'Part', fields: { part: number() } },
			],
		};
		const values = rowOfFirst(callFields({ keyframes: list(object({ uri: file(), at })) })).slice(4);
		expect(shownNames(values, { placedBy: 'part' })).toEqual(['placedBy', 'part']);
		expect(values.map(({ displayOptions }) => displayOptions)).toEqual([undefined, { show: { placedBy: ['seconds'] } }, { show: { placedBy: ['part'] } }]);
	});

	it('is the same while the model is not known, but not how many there may be', () => {
		const shots = list(object({ tag: text() }), { description: 'What happens', minItems: 2, maxItems: 3, totalSeconds: 9, hint: 'In order', required: true });
		const [{ field, free, conditions }] = fieldsOf({ params: { shots } });
		expect(field.description).toBe('What happens. At least 2, at most 3, together 9 seconds. In order.');
		expect(free()).toEqual({ ...field, description: 'What happens' });
		expect(conditions).toEqual([]);
	});
});
