import { choicesFor, ECHO_NAMES, findModel, MODELS, modelsFor, repeatedNames } from '../../nodes/Runway/catalogue/models';
import { number, text } from './invented';

it('an endpoint without models stands for one itself', () => {
	const [{ model, offer }, ...others] = modelsFor('recipe.stockImage');
	expect([others, model]).toEqual([[], { id: 'default', name: 'Generate Marketing Stock Images', description: '', endpoints: {} }]);
	expect(offer.params).toHaveProperty('prompt');
	expect(choicesFor('recipe.stockImage')).toEqual(modelsFor('recipe.stockImage'));
});

it('models come by name, retired ones last, and then any other', () => {
	const names = modelsFor('video.animate').map(({ model }) => model.name);
	expect(names.at(-1)).toBe('Gen-3 Alpha Turbo');
	const current = names.slice(0, -1).map((name) => name.toLowerCase());
	expect(current).toEqual([...current].sort());
	expect(current.length).toBe(MODELS.filter(({ endpoints, retired }) => endpoints['video.animate'] && !retired).length);
	const { model, offer } = choicesFor('video.animate').at(-1)!;
	expect(model).toEqual({ id: 'other', name: 'Other Model', description: 'Any model by its ID, with its parameters as JSON', endpoints: {} });
	expect(Object.keys(offer.params)).toEqual(['promptText', 'promptImage']);
	expect(choicesFor('video.animate').slice(0, -1)).toEqual(modelsFor('video.animate'));
});

it.each([['other'], ['default'], ['gen9'], [undefined], [5]])('%j is no model', (id) => {
	expect(findModel(id)).toBeUndefined();
});

it('a model is found by its id', () => {
	expect(findModel('gen4_turbo')?.name).toBe('Gen-4 Turbo');
});

it('results repeat what is telling of a request, and of the answer to it', () => {
	const params = { promptText: text({ telling: true }), speed: number() };
	expect(repeatedNames({ params })).toEqual(['promptText']);
	const facts = { provider: { at: ['routing', 'provider'], type: 'string' } } as const;
	expect(repeatedNames({ params, routed: { inside: 'input', but: [], facts } })).toEqual(['promptText', 'provider']);
	expect(ECHO_NAMES[0]).toBe('model');
	expect(ECHO_NAMES).toEqual(expect.arrayContaining(['promptText', 'ratio', 'seed', 'provider', 'skippedModels', 'workflowId']));
	expect(new Set(ECHO_NAMES).size).toBe(ECHO_NAMES.length);
});
