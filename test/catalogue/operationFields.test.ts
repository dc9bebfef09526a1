import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { modelOptionsFields } from '../../nodes/Runway/catalogue/editor/modelOptions';
import { callFields, modelLabel, requestFields } from '../../nodes/Runway/catalogue/editor/properties';
import { ENDPOINT_IDS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { choicesFor, modelsFor, type ModelOffer } from '../../nodes/Runway/catalogue/models';
import { optionsOf } from '../../nodes/Runway/catalogue/placement';
import { number, shown, shownNames, text } from './invented';

const EXPRESSION = '={{ $json.model }}';

const only = (fields: INodeProperties[], name: string, model: string) => shown(fields, { model }).find((field) => field.name === name);

describe('the fields of an operation with models', () => {
	const soundFields = () => requestFields('audio.soundEffect');

	it('begin with the model, and end with what Other Model needs', () => {
		const fields = soundFields();
		const [first, ...rest] = fields.map(({ name }) => name);
		expect([first, ...rest.slice(0, 2), rest.at(-1)]).toEqual(['model', 'modelId', 'modelId', 'extraParameters']);
		expect(fields[0]).toMatchObject({ displayName: 'Model', type: 'options', description: 'The model that makes the sound. The fields below change with it.' });
		expect(requestFields('image.upscale')[0].description).toBe('The model that makes the image. The fields below change with it.');
	});

	it('ask for an ID with Other Model alone, and may ask for it while an expression names the model', () => {
		const fields = soundFields();
		const [known] = modelsFor('audio.soundEffect');
		const common = { displayName: 'Model ID', name: 'modelId', type: 'string', default: '', description: 'The ID of the model as Runway spells it', placeholder: 'e.g. eleven_v3' };
		expect(only(fields, 'modelId', known.model.id)).toBeUndefined();
		expect(only(fields, 'modelId', 'other')).toMatchObject({ ...common, required: true });
		expect(only(fields, 'modelId', 'other')).not.toHaveProperty('hint');
		expect(only(fields, 'modelId', EXPRESSION)).toMatchObject({ ...common, hint: 'Only for Other Model' });
		expect(only(fields, 'modelId', EXPRESSION)).not.toHaveProperty('required');
	});

	it('take more parameters as JSON with Other Model and with an expression', () => {
		const [known] = modelsFor('video.generate');
		const shownIn = (endpoint: EndpointId, model: string) => only(requestFields(endpoint), 'extraParameters', model);
		expect(shownIn('video.generate', known.model.id)).toBeUndefined();
		for (const model of ['other', EXPRESSION]) {
			expect(shownIn('video.generate', model)).toMatchObject({
				displayName: 'Extra Parameters',
				type: 'json',
				default: '{}',
				description: 'Everything else that goes into the request, as a JSON object spelled as Runway does',
				hint: 'Such as { "ratio": "1280:720", "duration": 5 }',
			});
		}
		expect(shownIn('audio.isolate', 'other')).not.toHaveProperty('hint');
	});

	it.each([
		['video.edit', 'e.g. gen4.5'],
		['image.generate', 'e.g. gen4_image'],
		['audio.speech', 'e.g. eleven_v3'],
	] as const)('of %s show a model of their kind', (endpoint, placeholder) => {
		expect(only(requestFields(endpoint), 'modelId', 'other')).toMatchObject({ placeholder });
	});
});

describe('the list of models', () => {
	const models = (endpoint: EndpointId) => requestFields(endpoint)[0].options as INodePropertyOptions[];

	it('ends with Other Model', () => {
		expect(models('audio.isolate').at(-1)).toEqual({ name: 'Other Model', value: 'other', description: 'Any model by its ID, with its parameters as JSON' });
		expect(models('audio.isolate').slice(0, -1).map(({ value }) => value)).toEqual(modelsFor('audio.isolate').map(({ model }) => model.id));
		expect(requestFields('video.animate')[0].default).toBe('gen4_turbo');
	});

	it.each([
		['video.generate', 'Gen-4.5'],
		['video.animate', 'Gen-4 Turbo'],
	] as const)('of %s says what a retired model is and what to use instead', (endpoint, instead) => {
		const retired = models(endpoint).find(({ value }) => value === 'gen3a_turbo')!;
		expect(retired.description).toMatch(new RegExp(`^Retired by Runway on \\d{4}-\\d\\d-\\d\\d: use ${instead} instead\\. [^.]+\\. 5 credits per second, 25 for 5 s\\.$`));
	});

	it('tells when the price is not published', () => {
		for (const { model, offer } of modelsFor('video.avatar')) {
			expect(offer.price).toBeUndefined();
			expect(models('video.avatar').find(({ value }) => value === model.id)?.description).toBe(`${model.description}. Price not published.`);
		}
	});

	it.each([
		[{ name: 'Gen-5' }, 'Gen-5'],
		[{ name: 'Gen-3', retired: { on: '2026-07-30', successor: 'gen4' } }, 'Gen-3 (Retired 2026-07-30)'],
	])('calls %j %s', (model, label) => {
		expect(modelLabel({ id: 'x', description: '', endpoints: {}, ...model })).toBe(label);
	});
});

it('an operation without models has its parameters alone', () => {
	const names = requestFields('recipe.stockImage').map(({ name }) => name);
	expect(names).toContain('prompt');
	expect(names).not.toEqual(expect.arrayContaining(['model']));
	expect(names).not.toEqual(expect.arrayContaining(['modelId']));
	expect(names).not.toEqual(expect.arrayContaining(['extraParameters']));
});

it('a call that starts no task has its parameters, rare ones among options of its own', () => {
	expect(callFields({ name: text(), limit: number({ rare: true }) }).map(({ name }) => name)).toEqual(['name']);
});

describe('Model Options', () => {
	/** The entries that n8n shows in an operation with a model; undefined where there is no such collection. */
	function entries(all: ReturnType<typeof modelOptionsFields>, endpoint: EndpointId, model: string): string[] | undefined {
		const operation = endpoint.split('.')[1];
		const values = { operation, model, useImageAs: EXPRESSION };
		const found = shown(all.filter(({ operations }) => operations.includes(operation)).map(({ field }) => field), values);
		expect(found.length).toBeLessThanOrEqual(1);
		return found[0] && shownNames(found[0].options as INodeProperties[], values).sort();
	}

	const namesOf = (rows: readonly ModelOffer[]) => {
		const names = rows.flatMap(({ offer }) => optionsOf(offer).map(({ name }) => name));
		return names.length > 0 ? [...new Set(names)].sort() : undefined;
	};

	it.each(['video', 'image', 'audio'])('of %s hold what is rare, and are not there without; with an expression they hold everything', (resource) => {
		const endpoints = ENDPOINT_IDS.filter((id) => id.startsWith(`${resource}.`));
		const all = modelOptionsFields(endpoints);
		for (const endpoint of endpoints) {
			const rows = choicesFor(endpoint);
			for (const row of rows) {
				expect([endpoint, row.model.id, entries(all, endpoint, row.model.id)]).toEqual([endpoint, row.model.id, namesOf([row])]);
			}
			expect([endpoint, entries(all, endpoint, EXPRESSION)]).toEqual([endpoint, namesOf(rows)]);
		}
	});

	it('are one collection of entries by their name, which is empty at first', () => {
		const [{ operations, field }] = modelOptionsFields(['image.generate']);
		expect(operations).toEqual(['generate']);
		expect(field).toMatchObject({ displayName: 'Model Options', name: 'modelOptions', type: 'collection', placeholder: 'Add option', default: {} });
		const labels = (field.options as INodeProperties[]).map(({ displayName }) => displayName.toLowerCase());
		expect(labels).toEqual([...labels].sort());
	});

	it('show an entry of some operations with these', () => {
		const { field } = modelOptionsFields(['audio.speech', 'audio.soundEffect']).find(({ operations }) => operations.length === 2)!;
		const of = (name: string) => (field.options as INodeProperties[]).filter((entry) => entry.name === name);
		for (const entry of of('loop')) expect(entry.displayOptions?.show?.['/operation']).toEqual(['soundEffect']);
		expect(of('loop').length).toBeGreaterThan(0);
	});

	it('of the image operations are one for both', () => {
		const values = (operation: string): INodeParameters => ({ operation, model: EXPRESSION });
		const all = modelOptionsFields(['image.generate', 'image.upscale']);
		for (const operation of ['generate', 'upscale']) {
			const fields = all.filter(({ operations }) => operations.includes(operation)).map(({ field }) => field);
			expect(shownNames(fields, values(operation))).toEqual(['modelOptions']);
		}
	});
});
