import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { CALLS, type CallId } from '../../nodes/Runway/actions/calls';
import type { Call } from '../../nodes/Runway/actions/calls/types';
import { RESOURCES } from '../../nodes/Runway/actions';
import { imageUses } from '../../nodes/Runway/catalogue/params/frames';
import { inModelOptions, optionsOf } from '../../nodes/Runway/catalogue/placement';
import type { FramesParam, Param } from '../../nodes/Runway/catalogue/types';
import { at, description, everyOffer, namesOf, only, shownFields, shownOptions, valuesOf } from './editorFields';

/** Values of the field that others depend on, such as a mode; one undefined where nothing depends. */
function settings(param: Param): INodeParameters[] {
	return param.kind === 'depends' ? param.cases.flatMap(({ is }) => is.map((value) => ({ [param.on]: value }))) : [{}];
}

function caseOf(param: Param, setting: INodeParameters): Param | undefined {
	if (param.kind !== 'depends') return param;
	return param.cases.find(({ is }) => is.includes(String(setting[param.on])))?.param;
}

describe('the fields of each model', () => {
	it.each(everyOffer)('%s %s: lists offer the values of the row, and no others', (endpoint, model, { params }) => {
		for (const [name, param] of Object.entries(params)) {
			for (const setting of settings(param)) {
				const known = caseOf(param, setting);
				if (known?.kind !== 'choice' || inModelOptions(known)) continue;
				const field = only(shownFields({ ...at(endpoint, model), ...setting }), known.name ?? name)!;
				const offered = valuesOf(field).filter((value) => value !== '');
				expect([name, [...offered].sort()]).toEqual([name, [...known.values].sort()]);
				expect([name, field.default]).toEqual([name, known.preset ?? '']);
				// What can be left out, or has a usual value, can be left to the model.
				expect([name, valuesOf(field).includes('')]).toEqual([name, !known.required || known.preset !== undefined]);
			}
		}
	});

	it.each(everyOffer)('%s %s: numbers keep to the range of the row', (endpoint, model, { params }) => {
		for (const [name, param] of Object.entries(params)) {
			for (const setting of settings(param)) {
				const known = caseOf(param, setting);
				if (known?.kind !== 'number' || inModelOptions(known)) continue;
				const field = only(shownFields({ ...at(endpoint, model), ...setting }), name)!;
				if (field.type === 'options') {
					const numbers = valuesOf(field).filter((value) => typeof value === 'number') as number[];
					expect([Math.min(...numbers), Math.max(...numbers)]).toEqual([known.min, known.max]);
					expect(valuesOf(field).includes('auto')).toBe(known.auto === true);
				} else {
					expect([field.typeOptions?.minValue, field.typeOptions?.maxValue]).toEqual([known.min, known.max]);
				}
			}
		}
	});

	it.each(everyOffer)('%s %s: texts name their limit, and are insisted on where the model does', (endpoint, model, { params }) => {
		for (const [name, param] of Object.entries(params)) {
			for (const setting of settings(param)) {
				const known = caseOf(param, setting);
				if (known?.kind !== 'text' || inModelOptions(known)) continue;
				const field = only(shownFields({ ...at(endpoint, model), ...setting }), name)!;
				expect([name, field.required ?? false]).toEqual([name, known.required ?? false]);
				if (known.maxLength) expect(field.description).toContain(`At most ${known.maxLength} characters`);
				else expect(field.description).not.toContain('At most');
			}
		}
	});

	it.each(everyOffer)('%s %s: Model Options hold the rare ones of the row, with its values and limits', (endpoint, model, offer) => {
		const frames = Object.values(offer.params).find((param): param is FramesParam => param.kind === 'frames');
		const uses = frames && imageUses(frames).length > 1 ? imageUses(frames) : [undefined];
		const names = new Set<string>();
		for (const useImageAs of uses) {
			const shown = shownOptions({ ...at(endpoint, model), ...(useImageAs && { useImageAs }) });
			expect(namesOf(shown)).toEqual([...new Set(namesOf(shown))]);
			for (const property of shown) {
				names.add(property.name);
				const param = optionsOf(offer).find(({ name }) => name === property.name)?.param;
				if (!param || !('kind' in param)) continue;
				if (param.kind === 'choice') {
					expect([property.name, [...valuesOf(property)].sort()]).toEqual([property.name, [...param.values].sort()]);
				}
				if (param.kind === 'list' && param.maxItems) expect(property.description).toMatch(new RegExp(`at most ${param.maxItems}\\b`, 'i'));
				if (param.kind === 'list' && !param.maxItems) expect(property.description).not.toMatch(/at most/i);
			}
		}
		expect([...names].sort()).toEqual(optionsOf(offer).map(({ name }) => name).sort());
	});

	it.each(everyOffer)('%s %s: nothing is shown twice, and what is needed is no option', (endpoint, model, { params }) => {
		const names = namesOf(shownFields(at(endpoint, model)));
		expect(names).toEqual([...new Set(names)]);
		const options = namesOf(shownOptions(at(endpoint, model)));
		const needed = Object.entries(params).filter(([, param]) => 'required' in param && param.required);
		for (const [name] of needed) expect(options).not.toContain(name);
	});

	it('say that a model needs reference images in a field of their own, where it does', () => {
		expect(namesOf(shownFields(at('image.generate', 'gen4_image_turbo')))).toContain('referenceImages');
		expect(namesOf(shownFields(at('image.generate', 'gen4_image')))).not.toContain('referenceImages');
		expect(namesOf(shownOptions(at('image.generate', 'gen4_image')))).toContain('referenceImages');
	});

	it.each([
		['first', ['lastFrame']],
		['last', []],
		['reference', ['references']],
	])('offer the pictures that go with an image used as %s', (useImageAs, expected) => {
		const names = namesOf(shownOptions({ ...at('video.animate', 'seedance2'), useImageAs }));
		expect(names.filter((name) => ['lastFrame', 'references'].includes(name))).toEqual(expected);
	});

	it('follow the form of a voice, and of what an avatar says', () => {
		const avatar = at('video.avatar', 'gwm1_avatars');
		expect(namesOf(shownFields(avatar))).toEqual(expect.arrayContaining(['avatarType', 'avatar', 'speechType', 'text', 'voiceType']));
		expect(namesOf(shownFields(avatar))).not.toEqual(expect.arrayContaining(['voice']));
		const own = namesOf(shownFields({ ...avatar, avatarType: 'custom', voiceType: 'custom' }));
		expect(own).toEqual(expect.arrayContaining(['avatarId', 'voiceId']));
		const spoken = namesOf(shownFields({ ...avatar, speechType: 'audio', voiceType: 'preset' }));
		expect(spoken).toEqual(expect.arrayContaining(['speechAudioSource', 'speechAudioBinaryPropertyName']));
		expect(spoken.filter((name) => ['text', 'voiceType', 'voice'].includes(name))).toEqual([]);
	});
});

describe('fields that operations share', () => {
	it('are there for every operation that starts tasks, once', () => {
		for (const { value: resource, operations } of RESOURCES) {
			for (const { value, operation } of operations) {
				const names = namesOf(shownFields({ resource, operation: value }));
				const starts = operation.sharedFields !== undefined;
				// What is made without a task may have to be waited for as well.
				const call = CALLS[`${resource}.${value}` as CallId] as Call | undefined;
				const waits = call?.kind === 'create' && call.waits;
				expect([value, names.filter((name) => name === 'waitForCompletion').length]).toEqual([value, starts || waits ? 1 : 0]);
			}
		}
	});

	it('stay, while nothing of a request is shown for a task', () => {
		const names = namesOf(shownFields({ resource: 'task', operation: 'wait', model: '={{ $json.model }}' }));
		expect(names).toEqual(['resource', 'operation', 'taskId', 'options']);
	});
});

describe('the texts of the editor', () => {
	const nested = (property: INodeProperties): INodeProperties[] =>
		(property.options ?? []).flatMap((option) => ('values' in option ? option.values.flatMap(all) : 'displayName' in option ? all(option) : []));
	const all = (property: INodeProperties): INodeProperties[] => [property, ...nested(property)];
	const properties = description.properties.flatMap(all);
	const SMALL = ['of', 'or', 'and', 'the', 'per', 'by', 'to', 'on', 'in', 'for', 'a', 'with', 'e.g.'];

	it('have names in Title Case', () => {
		for (const { displayName, type } of properties) {
			if (type === 'notice') continue;
			for (const word of displayName.split(' ')) {
				if (!SMALL.includes(word)) expect(word).toMatch(/^[A-Z(0-9]/);
			}
		}
	});

	it('are sentences: a capital first, and a period only where there are two', () => {
		for (const { description: text } of properties) {
			if (text === undefined) continue;
			expect(text).toMatch(/^[A-Z0]/);
			const count = text.split(/\. (?=[A-Z0-9])/).length;
			expect([text, text.endsWith('.')]).toEqual([text, count > 1]);
		}
	});

	it('say each limit once', () => {
		for (const { description: text } of properties) {
			const numbers = text?.match(/\d+ (?:lower-case )?(?:letters|characters)/g) ?? [];
			expect([text, numbers.length]).toEqual([text, Math.min(1, numbers.length)]);
		}
	});

	it('begin with Whether for a switch, and with e.g. for an example', () => {
		for (const { type, description: text, placeholder } of properties) {
			if (type === 'boolean') expect(text).toMatch(/^Whether /);
			if (placeholder && !['fixedCollection', 'collection'].includes(type)) expect(placeholder).toMatch(/^e\.g\. /);
		}
	});

	it('name each entry for people: a title, no slug, sizes as 2K', () => {
		for (const { name: field, type, options } of properties) {
			if (type !== 'options') continue;
			for (const { name } of options as INodePropertyOptions[]) expect([field, name]).toEqual([field, expect.stringMatching(/^[A-Z0-9]/)]);
			for (const { name } of options as INodePropertyOptions[]) expect([field, name]).toEqual([field, expect.not.stringMatching(/_|\dk\b|[a-z]-[a-z]/)]);
		}
	});

	it('speak of an image to follow only where there is one', () => {
		const followed = description.properties.filter((property) => JSON.stringify(property).includes('Follows the Image'));
		expect(followed.map(({ displayOptions }) => displayOptions?.show?.operation)).toEqual([['animate']]);
	});

	it('keep to one spelling', () => {
		expect(JSON.stringify(description)).not.toMatch(/recognis|colour|labell|behaviour|organis|centre\b|grey/i);
	});

	it('name no two entries of one list alike', () => {
		for (const { type, options } of properties) {
			if (type !== 'options') continue;
			const entries = (options as INodePropertyOptions[]).filter((option) => !option.displayOptions);
			expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
			expect(new Set(entries.map(({ value }) => value)).size).toBe(entries.length);
		}
	});
});

describe('ratios', () => {
	it('are named by their shape, common ones first', () => {
		const field = only(shownFields(at('video.animate', 'gen4_turbo')), 'ratio')!;
		expect((field.options as INodePropertyOptions[]).map(({ name }) => name)).toEqual([
			'16:9 Landscape (1280 x 720)',
			'9:16 Portrait (720 x 1280)',
			'1:1 Square (960 x 960)',
			'4:3 Landscape (1104 x 832)',
			'3:4 Portrait (832 x 1104)',
			'21:9 Landscape (1584 x 672)',
			'Model Default',
		]);
	});
});

it('the description stays small enough to be loaded with every editor', () => {
	expect(JSON.stringify(description).length).toBeLessThanOrEqual(300_000);
});
