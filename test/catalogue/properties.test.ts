import {
	NodeHelpers,
	Workflow,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypes,
} from 'n8n-workflow';
import { RESOURCES } from '../../nodes/Runway/actions';
import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { modelsFor } from '../../nodes/Runway/catalogue/models';
import { imageUses } from '../../nodes/Runway/catalogue/params/frames';
import { inModelOptions, optionsOf } from '../../nodes/Runway/catalogue/placement';
import type { FramesParam, Param } from '../../nodes/Runway/catalogue/types';
import { Runway } from '../../nodes/Runway/Runway.node';

const nodeType = new Runway();
const { description } = nodeType;

const known = new Map<string, INodeParameters>();

/** What n8n makes of saved parameters before a node runs: defaults added, hidden values taken away. */
function loaded(parameters: INodeParameters): INodeParameters {
	const key = JSON.stringify(parameters);
	const before = known.get(key) ?? load(parameters);
	known.set(key, before);
	return before;
}

function load(parameters: INodeParameters): INodeParameters {
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const position: [number, number] = [0, 0];
	const nodes = [{ id: '1', name: 'Runway', type: 'runway', typeVersion: 1, position, parameters }];
	return new Workflow({ nodes, connections: {}, active: false, nodeTypes }).getNode('Runway')!.parameters;
}

function isShown(property: INodeProperties, parameters: INodeParameters, root = parameters): boolean {
	return NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, description, root);
}

/** The top-level fields that the editor shows. */
function shownFields(parameters: INodeParameters): INodeProperties[] {
	const full = loaded(parameters);
	return description.properties.filter((property) => property.type !== 'notice' && isShown(property, full));
}

/** What the editor shows when an expression is not known to it: it puts the value, here nothing, in its place. */
function shownFieldsInEditor(parameters: INodeParameters, resolved: INodeParameters): INodeProperties[] {
	const full = { ...loaded(parameters), ...resolved };
	return description.properties.filter((property) => property.type !== 'notice' && isShown(property, full));
}

function optionsIn(fields: INodeProperties[], full: INodeParameters): INodeProperties[] {
	const options = fields.find(({ name }) => name === 'modelOptions');
	return ((options?.options ?? []) as INodeProperties[]).filter((property) => isShown(property, {}, full));
}

/** The entries of Model Options that the editor offers. */
function shownOptions(parameters: INodeParameters): INodeProperties[] {
	return optionsIn(shownFields(parameters), loaded(parameters));
}

const namesOf = (fields: INodeProperties[]) => fields.map(({ name }) => name);

function only(properties: INodeProperties[], name: string): INodeProperties | undefined {
	const found = properties.filter((property) => property.name === name);
	expect(found.length).toBeLessThanOrEqual(1);
	return found[0];
}

function valuesOf(property: INodeProperties): unknown[] {
	// Without stand-ins for values of other models, which show only while they are chosen.
	const options = (property.options as INodePropertyOptions[]).filter((option) => !option.displayOptions);
	return options.map(({ value }) => value);
}

function at(endpoint: EndpointId, model?: string): INodeParameters {
	const [resource, operation] = endpoint.split('.');
	return { resource, operation, ...(model && { model }) };
}

const everyOffer = ENDPOINT_IDS.flatMap((endpoint) =>
	modelsFor(endpoint).map(({ model, offer }) => [endpoint, model.id, offer] as const),
);

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

describe('the list of models', () => {
	it.each(ENDPOINT_IDS)('%s: by name, retired ones after them, Other Model last', (endpoint) => {
		const field = only(shownFields(at(endpoint)), 'model')!;
		const names = (field.options as INodePropertyOptions[]).map(({ name }) => name);
		expect(names.pop()).toBe('Other Model');
		const current = names.filter((name) => !name.includes('Retired'));
		expect(current).toEqual([...current].sort((a, b) => a.localeCompare(b, 'en')));
		expect(names.slice(0, current.length)).toEqual(current);
		expect(valuesOf(field).slice(0, -1)).toEqual(modelsFor(endpoint).map(({ model }) => model.id));
		expect(field.default).toBe(ENDPOINTS[endpoint].model);
	});

	it.each([
		['video.generate', 'Gen-4.5'],
		['video.animate', 'Gen-4 Turbo'],
	] as const)('%s: says what to use instead of the retired one, from the same list', (endpoint, instead) => {
		const field = only(shownFields(at(endpoint)), 'model')!;
		const retired = (field.options as INodePropertyOptions[]).find(({ value }) => value === 'gen3a_turbo')!;
		expect(retired.name).toBe('Gen-3 Alpha Turbo (Retired 2026-07-30)');
		expect(retired.description).toMatch(new RegExp(`^Retired by Runway on 2026-07-30: use ${instead} instead\\.`));
	});

	it('tells prices as sentences that can be read', () => {
		const field = only(shownFields(at('video.generate')), 'model')!;
		const described = Object.fromEntries((field.options as INodePropertyOptions[]).map(({ value, description: text }) => [value, text]));
		expect(described['gen4.5']).toBe("Runway's own best model for text and images. Credits per second: 12.");
		expect(described['veo3.1']).toContain('Credits per second: 40 (with sound), 20 (silent).');
		expect(described.seedance2_5).toContain('Credits per second: 20 (480p), 30 (720p), 68 (1080p); at least 80.');
	});
});

describe('Other Model', () => {
	it.each(ENDPOINT_IDS)('%s: asks for ID and JSON, and for nothing that belongs to a listed one', (endpoint) => {
		const other = at(endpoint, 'other');
		const names = namesOf(shownFields(other));
		expect(names).toEqual([...new Set(names)]);
		expect(names).toEqual(expect.arrayContaining(['modelId', 'extraParameters', 'waitForCompletion', 'options']));
		expect(names).not.toEqual(expect.arrayContaining(['modelOptions']));
		expect(names.filter((name) => ['ratio', 'resolution', 'duration', 'voice', 'targetLang'].includes(name))).toEqual([]);
		expect(only(shownFields(other), 'promptText')?.required).toBeUndefined();
	});
});

describe('a model that an expression names', () => {
	const model = '={{ $json.model }}';

	it.each(ENDPOINT_IDS)('%s: while the workflow runs there is one field for each thing', (endpoint) => {
		const names = namesOf(shownFields(at(endpoint, model)));
		expect(names).toEqual([...new Set(names)]);
		const options: string[] = [];
		for (const useImageAs of ['first', 'reference']) {
			const shown = namesOf(shownOptions({ ...at(endpoint, model), useImageAs }));
			expect(shown).toEqual([...new Set(shown)]);
			options.push(...shown);
		}
		// Everything that some model has as a field or option can be entered.
		for (const { offer } of modelsFor(endpoint)) {
			expect(options).toEqual(expect.arrayContaining(optionsOf(offer).map(({ name }) => name)));
		}
	});

	it.each(ENDPOINT_IDS)('%s: in the editor, too, as long as there is no input data', (endpoint) => {
		for (const nothing of [undefined, null, '']) {
			const resolved = { model: nothing } as unknown as INodeParameters;
			const fields = shownFieldsInEditor(at(endpoint, model), resolved);
			expect(namesOf(fields)).toEqual([...new Set(namesOf(fields))]);
			const options = namesOf(optionsIn(fields, { ...loaded(at(endpoint, model)), ...resolved }));
			expect(options).toEqual([...new Set(options)]);
			if (endpoint === 'video.generate') {
				for (const name of ['ratio', 'resolution', 'duration']) expect(only(fields, name)).toMatchObject({ type: 'string', default: '' });
			}
		}
	});

	it('leaves a list that takes an untouched field once its input data is there', () => {
		const fields = shownFieldsInEditor(at('video.generate', model), { model: 'gen4.5' });
		for (const name of ['ratio', 'duration']) expect(valuesOf(only(fields, name)!)).toContain('');
		expect(only(fields, 'resolution')).toBeUndefined();
	});

	it.each(['useImageAs', 'mode', 'voiceType', 'speechType', 'avatarType'])('nothing is shown twice when %s is one, too', (name) => {
		for (const [endpoint, id] of everyOffer) {
			const names = namesOf(shownFields({ ...at(endpoint, id), [name]: '={{ $json.use }}' }));
			expect(names).toEqual([...new Set(names)]);
		}
	});
});

describe('what was entered for another model', () => {
	it('is dropped before the node runs', () => {
		const parameters = loaded({
			...at('video.generate', 'gen4.5'),
			resolution: '720p',
			modelOptions: { seed: 4, negativePrompt: 'text', references: { file: [{ source: 'url', url: 'https://a.example' }] } },
		});
		expect(parameters.modelOptions).toEqual({ seed: 4 });
	});

	it('is kept where the user may come back to it', () => {
		const chosen = { ...at('video.generate', 'gen4.5'), ratio: '720:1280' };
		// Has no ratio.
		const away = loaded({ ...chosen, model: 'h3_max' });
		expect(away.ratio).toBe('720:1280');
		expect(namesOf(shownFields(away))).not.toContain('ratio');
		expect(loaded({ ...away, model: 'gen4.5' })).toMatchObject({ ratio: '720:1280' });
		const other = loaded({ ...chosen, model: 'other' });
		expect(loaded({ ...other, model: 'gen4.5' })).toMatchObject({ ratio: '720:1280' });
		// As the shape it stands for, with a model that knows proportions only.
		const hailuo = only(shownFields({ ...chosen, model: 'hailuo3' }), 'ratio')!;
		const standIn = (hailuo.options as INodePropertyOptions[]).find(({ value }) => value === '720:1280');
		expect(standIn).toMatchObject({ name: '9:16 Portrait, as 9:16', displayOptions: { show: { ratio: ['720:1280'] } } });
	});
});

describe('fields that operations share', () => {
	it('are there for every operation that starts tasks, once', () => {
		for (const { value: resource, operations } of RESOURCES) {
			for (const { value, operation } of operations) {
				const names = namesOf(shownFields({ resource, operation: value }));
				const starts = operation.sharedFields !== undefined;
				expect([value, names.filter((name) => name === 'waitForCompletion').length]).toEqual([value, starts ? 1 : 0]);
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

	it('begin with Whether for a switch, and with e.g. for an example', () => {
		for (const { type, description: text, placeholder } of properties) {
			if (type === 'boolean') expect(text).toMatch(/^Whether /);
			if (placeholder && !['fixedCollection', 'collection'].includes(type)) expect(placeholder).toMatch(/^e\.g\. /);
		}
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
