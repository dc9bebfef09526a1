import {
	NodeHelpers,
	updateDisplayOptions,
	Workflow,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';
import { imageUses, optionFields } from '../../nodes/Runway/models/fields';
import { durationSeconds, videoFields, videoOptionFields } from '../../nodes/Runway/models/properties';
import type { Mode, Param, VideoMode } from '../../nodes/Runway/models/types';
import { modelsFor } from '../../nodes/Runway/models/videoModels';

const MODES = ['generate', 'animate'] as const;

/** The fields of both operations, put together the way the node does it. */
function operationFields(mode: VideoMode): INodeProperties[] {
	const options: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		default: {},
		options: videoOptionFields(mode),
	};
	return updateDisplayOptions({ show: { resource: ['video'], operation: [mode] } }, [
		...videoFields(mode),
		options,
	]);
}

const description = {
	displayName: 'Runway',
	name: 'runway',
	group: [],
	version: 1,
	description: '',
	defaults: { name: 'Runway' },
	inputs: ['main'],
	outputs: ['main'],
	properties: [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			options: [
				{ name: 'Video', value: 'video' },
				{ name: 'Task', value: 'task' },
			],
			default: 'video',
		},
		{ displayName: 'Operation', name: 'operation', type: 'options', options: [], default: 'generate' },
		...MODES.flatMap(operationFields),
	],
} as INodeTypeDescription;

/** What n8n makes of saved parameters before a node runs: defaults added, hidden values taken away. */
function loaded(parameters: INodeParameters): INodeParameters {
	const nodeType = { description } as INodeType;
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as INodeTypes;
	const node = {
		id: '1',
		name: 'Runway',
		type: 'runway',
		typeVersion: 1,
		position: [0, 0] as [number, number],
	};
	const nodes = [{ ...node, parameters }];
	return new Workflow({ nodes, connections: {}, active: false, nodeTypes }).getNode('Runway')!.parameters;
}

function isShown(property: INodeProperties, parameters: INodeParameters, root = parameters): boolean {
	return NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, description, root);
}

/** The top-level fields that the editor shows. */
function shownFields(parameters: INodeParameters): INodeProperties[] {
	const full = loaded(parameters);
	return description.properties.filter((property) => isShown(property, full));
}

/** The entries of "Add option" that the editor offers. */
function shownOptions(parameters: INodeParameters): INodeProperties[] {
	const full = loaded(parameters);
	const options = shownFields(parameters).find(({ name }) => name === 'options');
	return (options!.options as INodeProperties[]).filter((property) => isShown(property, {}, full));
}

function only(properties: INodeProperties[], name: string): INodeProperties | undefined {
	const found = properties.filter((property) => property.name === name);
	expect(found.length).toBeLessThanOrEqual(1);
	return found[0];
}

function valuesOf(property: INodeProperties): Array<string | number | boolean> {
	return (property.options as INodePropertyOptions[]).map(({ value }) => value);
}

const everyModel = MODES.flatMap((mode) =>
	modelsFor(mode).map(({ model, mode: row }) => [mode, model.id, row] as const),
);

/** What a main field should offer: the values of its row, and "leave it out" where that is allowed. */
function offered(name: string, param: Param): Array<string | number> {
	const values =
		name === 'duration'
			? [...durationSeconds(param)!, ...(param.kind === 'number' && param.auto ? ['auto'] : [])]
			: param.kind === 'choice'
				? [...param.values]
				: [];
	return param.required ? values : [...values, ''];
}

/** Wan's frames take only some of its ratios; with a reference they are all there. */
function choosingAll(mode: Mode): INodeParameters {
	return mode.rules?.some(({ when }) => when?.as === 'frames') ? { useImageAs: 'reference' } : {};
}

describe('the editor', () => {
	it.each(everyModel)('%s %s: shows the values of the row', (operation, model, row) => {
		const shown = shownFields({ operation, model, ...choosingAll(row) });
		for (const name of ['ratio', 'resolution', 'duration']) {
			const param = row.params[name];
			const property = only(shown, name);
			expect([name, property !== undefined]).toEqual([name, param !== undefined]);
			if (!param || !property) continue;
			const typed = param.kind === 'number' && durationSeconds(param) === undefined;
			expect([name, property.type]).toEqual([name, typed ? 'number' : 'options']);
			if (!typed) expect(valuesOf(property)).toEqual(offered(name, param));
			expect([name, property.default]).toEqual([name, param.preset]);
			expect([name, property.required ?? false]).toEqual([name, param.required ?? false]);
		}
	});

	it.each(everyModel)(
		'%s %s: asks for a prompt, and insists where the model does',
		(operation, model, row) => {
			const prompt = only(shownFields({ operation, model }), 'promptText')!;
			const param = row.params.promptText;
			expect(prompt.required ?? false).toBe(param.required ?? false);
			if (param.kind === 'text' && param.maxLength)
				expect(prompt.description).toContain(String(param.maxLength));
		},
	);

	it.each(everyModel)('%s %s: offers the options of the row, with its values', (operation, model, row) => {
		// What the image is used as decides between a last frame and more references.
		const uses = imageUses(row).length > 1 ? imageUses(row) : [undefined];
		const names = new Set<string>();
		for (const useImageAs of uses) {
			for (const property of shownOptions({ operation, model, ...(useImageAs && { useImageAs }) })) {
				names.add(property.name);
				const field = optionFields(row).find(({ name }) => name === property.name);
				if (field?.param.kind !== 'choice') continue;
				expect([property.name, valuesOf(property).sort()]).toEqual([
					property.name,
					[...field.param.values].sort(),
				]);
			}
		}
		expect([...names].sort()).toEqual(
			optionFields(row)
				.map(({ name }) => name)
				.sort(),
		);
	});

	it.each(everyModel)('%s %s: shows what the image can be used as', (operation, model, row) => {
		const field = only(shownFields({ operation, model }), 'useImageAs');
		expect(field ? valuesOf(field) : []).toEqual(imageUses(row).length > 1 ? imageUses(row) : []);
	});

	it.each([
		['first', ['lastFrame']],
		['last', []],
		['reference', ['references']],
	])('offers the pictures that go with an image used as %s', (useImageAs, expected) => {
		const names = shownOptions({ operation: 'animate', model: 'seedance2', useImageAs }).map(
			({ name }) => name,
		);
		expect(names.filter((name) => ['lastFrame', 'references'].includes(name))).toEqual(expected);
	});

	it.each(['wan3', 'wan3_prime'])('%s: only shows the ratios that a frame can have', (model) => {
		const ratio = only(shownFields({ operation: 'animate', model, useImageAs: 'first' }), 'ratio')!;
		expect(valuesOf(ratio)).toEqual(['auto_480p', 'auto_720p', 'auto_1080p']);
		expect(ratio.default).toBe('auto_720p');
	});

	it.each(MODES)('%s: lists the models by name, and Other Model last', (mode) => {
		const field = only(shownFields({ operation: mode }), 'model')!;
		const names = (field.options as INodePropertyOptions[]).map(({ name }) => name);
		expect(names.pop()).toBe('Other Model');
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		expect(valuesOf(field).slice(0, -1).sort()).toEqual(
			modelsFor(mode)
				.map(({ model }) => model.id)
				.sort(),
		);
		expect(field.default).toBe(mode === 'generate' ? 'gen4.5' : 'gen4_turbo');
	});

	it.each(MODES)('%s: labels the retired model, and says what to use instead', (mode) => {
		const field = only(shownFields({ operation: mode }), 'model')!;
		const retired = (field.options as INodePropertyOptions[]).find(({ value }) => value === 'gen3a_turbo')!;
		expect(retired.name).toBe('Gen-3 Alpha Turbo (Retired 2026-07-30)');
		expect(retired.description).toMatch(/^Retired by Runway on 2026-07-30: use Gen-4 Turbo instead\./);
	});

	it.each(MODES)(
		'%s: asks for ID and JSON with Other Model, and for nothing that belongs to a listed one',
		(mode) => {
			const other = { operation: mode, model: 'other' };
			const names = shownFields(other).map(({ name }) => name);
			expect(names).toEqual([
				'resource',
				'operation',
				'model',
				'modelId',
				...(mode === 'animate' ? ['imageSource', 'binaryPropertyName'] : []),
				'promptText',
				'extraParameters',
				'options',
			]);
			expect(shownOptions(other)).toEqual([]);
			expect(only(shownFields(other), 'promptText')).not.toHaveProperty('required');
		},
	);

	it.each([
		['binary', 'binaryPropertyName'],
		['url', 'imageUrl'],
	])('asks for the image by %s in one field', (imageSource, expected) => {
		const names = shownFields({ operation: 'animate', imageSource }).map(({ name }) => name);
		expect(names.filter((name) => ['binaryPropertyName', 'imageUrl'].includes(name))).toEqual([expected]);
	});

	it.each(MODES)('%s: shows each field once when an expression names the model', (mode) => {
		const names = shownFields({ operation: mode, model: '={{ $json.model }}' }).map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
		expect(names).toEqual(
			expect.arrayContaining(['promptText', 'ratio', 'resolution', 'duration', 'options']),
		);
		expect(names.includes('imageSource')).toBe(mode === 'animate');
	});

	it('shows each field once when an expression says what the image is used as', () => {
		const names = shownFields({
			operation: 'animate',
			model: 'wan3',
			useImageAs: '={{ $json.use }}',
		}).map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
	});

	it('shows none of all this for a task', () => {
		const names = shownFields({ resource: 'task', operation: 'wait', model: '={{ $json.model }}' });
		expect(names.map(({ name }) => name)).toEqual(['resource', 'operation']);
	});

	it('drops what was entered for another model before the node runs', () => {
		const parameters = loaded({
			operation: 'generate',
			model: 'gen4.5',
			resolution: '720p',
			options: {
				seed: 4,
				negativePrompt: 'text',
				references: { file: [{ source: 'url', url: 'https://a.example' }] },
			},
		});
		expect(parameters).not.toHaveProperty('resolution');
		expect(parameters.options).toEqual({ seed: 4 });
	});
});

describe('the texts of the editor', () => {
	const nested = (property: INodeProperties): INodeProperties[] =>
		(property.options ?? []).flatMap((option) => ('values' in option ? option.values.flatMap(all) : []));
	const all = (property: INodeProperties): INodeProperties[] => [property, ...nested(property)];
	const properties = MODES.flatMap((mode) => [...videoFields(mode), ...videoOptionFields(mode)]).flatMap(all);

	it('have names in Title Case', () => {
		for (const { displayName } of properties) {
			for (const word of displayName.split(' ')) expect(word).toMatch(/^[A-Z(0-9]/);
		}
	});

	it('are sentences: a capital first, and a period only where there are two', () => {
		for (const { description: text } of properties) {
			if (text === undefined) continue;
			expect(text).toMatch(/^[A-Z]/);
			const sentences = text.split(/\. (?=[A-Z])/).length;
			expect([text, text.endsWith('.')]).toEqual([text, sentences > 1]);
		}
	});

	it('begin with Whether for a switch, and with e.g. for an example', () => {
		for (const { type, description: text, placeholder } of properties) {
			if (type === 'boolean') expect(text).toMatch(/^Whether /);
			if (placeholder && type !== 'fixedCollection') expect(placeholder).toMatch(/^e\.g\. /);
		}
	});

	it.each(MODES)('%s: the options come by name, each once', (mode) => {
		const labels = videoOptionFields(mode).map(({ displayName }) => displayName);
		expect(labels).toEqual([...new Set(labels)].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it.each(MODES)('%s: no two entries of one list have the same name or value', (mode) => {
		for (const property of [...videoFields(mode), ...videoOptionFields(mode)]) {
			if (property.type !== 'options') continue;
			const options = property.options as INodePropertyOptions[];
			expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
			expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
		}
	});
});
