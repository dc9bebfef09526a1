import type { INodeProperties } from 'n8n-workflow';
import { ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { optionsOf } from '../../nodes/Runway/catalogue/placement';
import type { Offer } from '../../nodes/Runway/catalogue/offer';
import { schema } from '../emulator/schema';
import { planned, presets } from './planning';
import { at, everyOffer, only, shownFields, shownOptions } from './editorFields';

/** What Runway states that it assumes, by the request's field. */
function stated(endpoint: EndpointId, id: string): Array<[string, unknown]> {
	const params = schema.endpoints[ENDPOINTS[endpoint].path][id]?.params ?? {};
	return Object.entries(params).flatMap(([name, param]) => ('default' in param ? [[name, param.default]] : []));
}

/** The numbers that may be preselected although they are an end of their range. */
const ENDS: Readonly<Record<string, string>> = {
	seed: 'any number is as good as another',
	style: "the maker's own default",
	outputCount: 'each image costs',
	numSpeakers: 'one person is the usual case',
};

const options = everyOffer.flatMap(([endpoint, id, offer]) =>
	shownOptions(at(endpoint, id))
		.filter(({ type }) => type === 'options' || type === 'number')
		.map((field) => [endpoint, id, field.name, { field, offer }] as const),
);

const paramOf = (offer: Offer, name: string) => optionsOf(offer).find((option) => option.name === name)!.param;

describe('what an option preselects', () => {
	it.each(everyOffer)("%s %s: Runway's own default wherever Runway states one", (endpoint, id) => {
		for (const [name, value] of stated(endpoint, id)) {
			const field = only([...shownFields(at(endpoint, id)), ...shownOptions(at(endpoint, id))], name)!;
			// Whoever adds a switch wants the other than the usual.
			const expected = typeof value === 'boolean' ? !value : value;
			expect([name, field.default]).toEqual([name, expected]);
		}
	});

	it.each(options)('%s %s %s: a value that somebody chose, and no end of a range', (_endpoint, _id, name, { field, offer }) => {
		const param = paramOf(offer, name);
		expect('kind' in param && 'preset' in param && param.preset).toBe(field.default);
		if (!(name in ENDS)) expect(endsOf(field)).not.toContain(field.default);
	});

	it('covers the options that were preselected at their lowest once', () => {
		const found = Object.fromEntries(options.map(([, id, name, { field }]) => [`${id} ${name}`, field.default]));
		expect(found).toMatchObject({
			'seed_audio sampleRate': 44100,
			'eleven_v3 speed': 1,
			'eleven_v3 stability': 0.5,
			'eleven_text_to_sound_v2 duration': 5,
			'act_two expressionIntensity': 3,
			'gpt_image_2 quality': 'high',
			'grok_imagine_image_2 quality': 'medium',
			'gpt_image_2 background': 'auto',
			'gen4.5 proresProfile': '4444',
			'ruby proresProfile': '422 HQ',
		});
	});
});

function endsOf({ typeOptions }: INodeProperties): unknown[] {
	return [typeOptions?.minValue, typeOptions?.maxValue];
}

describe('an option that an expression leaves empty', () => {
	const withModels = everyOffer.filter(([endpoint]) => ENDPOINTS[endpoint].model);

	it.each(withModels)('%s %s: is not sent, whoever names the model', (endpoint, id, offer) => {
		const entered = presets(endpoint, id);
		const emptied = Object.fromEntries(optionsOf(offer).map(({ name }) => [name, '']));
		const bodyOf = (modelOptions: object, byExpression: boolean) => {
			const read = planned(endpoint, { ...entered, modelOptions }, byExpression);
			return 'problems' in read ? read.problems : read.value.body;
		};
		for (const byExpression of [false, true]) expect(bodyOf(emptied, byExpression)).toEqual(bodyOf({}, byExpression));
	});
});
