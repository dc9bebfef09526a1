import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';
import { ENDPOINT_IDS, ENDPOINTS } from '../../nodes/Runway/catalogue/endpoints';
import { MODELS, modelsFor } from '../../nodes/Runway/catalogue/models';
import { optionsOf } from '../../nodes/Runway/catalogue/placement';
import {
	at,
	everyOffer,
	loaded,
	namesOf,
	only,
	optionsIn,
	shownFields,
	shownFieldsInEditor,
	shownNotices,
	shownSubtitle,
	shownOptions,
	valuesOf,
} from './editorFields';
import { planOf } from './planning';

const WITH_MODELS = ENDPOINT_IDS.filter((endpoint) => ENDPOINTS[endpoint].model !== undefined);

describe('the list of models', () => {
	it.each(WITH_MODELS)('%s: by name, retired ones after them, Other Model last', (endpoint) => {
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
});

describe('Other Model', () => {
	it.each(WITH_MODELS)('%s: asks for ID and JSON, and for nothing that belongs to a listed one', (endpoint) => {
		const other = at(endpoint, 'other');
		const names = namesOf(shownFields(other));
		expect(names).toEqual([...new Set(names)]);
		expect(names).toEqual(expect.arrayContaining(['modelId', 'extraParameters', 'waitForCompletion', 'options']));
		expect(names).not.toEqual(expect.arrayContaining(['modelOptions']));
		expect(names.filter((name) => ['ratio', 'resolution', 'duration', 'voice', 'targetLang'].includes(name))).toEqual([]);
		expect(only(shownFields(other), 'promptText')?.required).toBeUndefined();
	});
});

describe('the example of Other Model', () => {
	it.each(ENDPOINT_IDS.filter((id) => ENDPOINTS[id].model))('%s: is of its endpoint, and can be sent', (endpoint) => {
		const shown = shownFields(at(endpoint, 'other'));
		expect(MODELS.map(({ id }) => `e.g. ${id}`)).toContain(only(shown, 'modelId')!.placeholder);
		const [, example] = /^Such as (.*)$/.exec(only(shown, 'extraParameters')!.hint ?? '') ?? [];
		if (endpoint === 'audio.isolate') {
			expect(example).toBeUndefined();
			return;
		}
		const url = { imageUrl: 'https://a.example/i.png', videoUrl: 'https://a.example/v.mp4', audioUrl: 'https://a.example/a.mp3', mediaUrl: 'https://a.example/a.mp3' };
		const source = { imageSource: 'url', videoSource: 'url', audioSource: 'url', mediaSource: 'url', ...url };
		const wanted = { model: 'other', modelId: 'new', promptText: 'x', extraParameters: example, ...source };
		expect(planOf(endpoint, wanted).body).toMatchObject(JSON.parse(example) as object);
		// Every field of it is one that some model of the endpoint takes.
		const known = modelsFor(endpoint).flatMap(({ offer }) => Object.keys(offer.params));
		expect(known).toEqual(expect.arrayContaining(Object.keys(JSON.parse(example) as object)));
	});
});

describe('a model that an expression names', () => {
	const model = '={{ $json.model }}';

	it.each(WITH_MODELS)('%s: while the workflow runs there is one field for each thing', (endpoint) => {
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

	it.each(WITH_MODELS)('%s: in the editor, too, as long as there is no input data', (endpoint) => {
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

describe('the line under the node', () => {
	it.each([
		['video.generate', 'gen4.5', 'Generate Video: Gen-4.5'],
		['image.upscale', undefined, 'Upscale Image: Magnific Precision Upscaler 2'],
		['video.generate', 'other', 'Generate Video'],
		['video.generate', '={{ $json.model }}', 'Generate Video'],
	] as const)('%s with %p is %s', (endpoint, model, words) => {
		expect(shownSubtitle(at(endpoint, model))).toBe(words);
	});

	it('is the operation alone where there is no model', () => {
		// The model was chosen for the operation before.
		expect(shownSubtitle({ resource: 'task', operation: 'wait', model: 'gen4.5' })).toBe('Wait for Task');
	});
});

describe('a range that may be left to the model', () => {
	it('says what Auto costs where Auto is chosen', () => {
		const field = only(shownFields(at('video.generate', 'seedance2')), 'duration')!;
		expect(field).toMatchObject({ displayName: 'Duration (Seconds)' });
		expect(field.hint).not.toContain('Auto');
		const auto = (field.options as INodePropertyOptions[]).find(({ value }) => value === 'auto');
		expect(auto?.description).toMatch(/^Auto is charged as the longest clip first;/);
	});
});

describe('in place of a ratio', () => {
	it.each([
		['video.generate', 'gen4.5', undefined],
		['video.generate', 'h3_max', 'This model takes no ratio.'],
		['video.animate', 'grok_imagine_1_5', 'This model takes no ratio.'],
		['video.edit', 'gemini_omni_flash', 'This model takes no ratio.'],
		['video.edit', 'aleph2', 'The ratio of this model is in Model Options.'],
		['video.generate', 'other', 'If the model takes a ratio, enter it in Extra Parameters.'],
		['video.animate', 'other', 'If the model takes a ratio, enter it in Extra Parameters.'],
		['video.edit', 'other', 'If the model takes a ratio, enter it in Extra Parameters.'],
	] as const)('%s %s: %p', (endpoint, model, words) => {
		expect(shownNotices(at(endpoint, model))).toEqual(words ? [words] : []);
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
