import { prepareRequest } from '../../nodes/Runway/actions/submission';
import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { modelsFor } from '../../nodes/Runway/catalogue/models';
import { inModelOptions, labelOf } from '../../nodes/Runway/catalogue/placement';
import type { Plan } from '../../nodes/Runway/catalogue/plan';
import type { Offer } from '../../nodes/Runway/catalogue/offer';
import type { Fields, Param } from '../../nodes/Runway/catalogue/types';
import { createScene } from '../batch/building';
import { validateBody } from '../emulator/validation';
import { discriminatorOf } from '../emulator/schema';
import type { Endpoint } from '../emulator/types';
import { Entering } from './entering';
import { namedIn, requestsOf } from './offers';
import { files, planOf, presets, problemsOf, type Wanted } from './planning';

const everyOffer = ENDPOINT_IDS.flatMap((endpoint) =>
	modelsFor(endpoint).map(({ model, offer }) => [endpoint, model.id, offer] as const),
);

/** The parameters as they are sent, wherever they stand. */
function sentIn(body: Readonly<Record<string, unknown>>, { routed }: Offer): Readonly<Record<string, unknown>> {
	return { ...body, ...(routed && (body[routed.inside] as object)) };
}

const { run } = createScene();

/** What the emulator says of the request that the node would send. */
async function judged(plan: Plan) {
	const prepared = await prepareRequest(run, 0, plan);
	if ('problems' in prepared) throw new Error(JSON.stringify(prepared.problems));
	const sent = await prepared.value.body();
	if ('kind' in sent) throw new Error(sent.kind);
	const { issues, unknownFields } = await validateBody(plan.path.replace('/v1/', '') as Endpoint, sent.body, () => undefined);
	return { issues, unknownFields };
}

const FINE = { issues: [], unknownFields: [] };

/** What the editor starts with, and the choices it leaves to the user. */
const CHOICES: Readonly<Record<string, unknown>> = { targetLang: 'es', targetLanguage: 'es', targetFramerate: '60', configId: 'best-video' };

/** The parameters of an offer, and what has to be chosen for them: once for each mode that has others. */
function modesOf(endpoint: EndpointId, id: string, offer: Offer): Array<[Fields, Wanted]> {
	return requestsOf(endpoint, id, offer).map(([name, params]) => {
		const by = discriminatorOf(ENDPOINTS[endpoint].path);
		return [params, by === undefined || by === 'model' ? {} : { [by]: name }];
	});
}

const TELLING = [
	...['promptText', 'prompt', 'productInfo', 'userConcept', 'mode', 'ratio', 'resolution', 'duration', 'seed'],
	...['targetLang', 'targetLanguage', 'scaleFactor', 'quality'],
];

describe('every model', () => {
	it.each(everyOffer)('%s %s: what the editor starts with is a request that Runway takes', async (endpoint, id, { params }) => {
		const wanted = { ...presets(endpoint, id), ...CHOICES };
		const plan = planOf(endpoint, { ...wanted, ...new Entering(endpoint, id, 0).files(params) });
		expect(await judged(plan)).toEqual(FINE);
		expect(plan.ignored).toEqual([]);
		expect(plan.body.model).toBe(namedIn(endpoint, id).model);
	});

	it.each(everyOffer)('%s %s: everything that can be entered can be sent', async (endpoint, id, offer) => {
		for (const [params, mode] of modesOf(endpoint, id, offer)) {
			for (const form of [0, 1]) {
				const plan = planOf(endpoint, { ...new Entering(endpoint, id, form).all(params, offer.rules), ...mode });
				expect(await judged(plan)).toEqual(FINE);
				const left = Object.keys(params).filter((key) => !(key in sentIn(plan.body, offer)));
				expect(left).toEqual([]);
			}
		}
	});

	it.each(everyOffer)('%s %s: results repeat what tells requests apart', (endpoint, id, offer) => {
		const { echo, ...plan } = planOf(endpoint, new Entering(endpoint, id, 0).all(offer.params, offer.rules));
		const body = sentIn(plan.body, offer);
		expect(echo.model).toBe(namedIn(endpoint, id).model);
		for (const name of TELLING) {
			if (name in body && id !== 'aleph2') expect([name, echo[name]]).toEqual([name, body[name]]);
		}
	});

	it.each(everyOffer)('%s %s: each kind of wrong value is reported at its field, and alone', (endpoint, id, offer) => {
		for (const [params, mode] of modesOf(endpoint, id, offer)) {
			const whole = { ...new Entering(endpoint, id, 0).all(params, offer.rules), ...mode };
			for (const [key, param] of Object.entries(params)) {
				const plain = param.kind === 'depends' ? param.cases[param.cases.length - 1].param : param;
				for (const wrong of wrongValues(plain)) {
					const nested = inModelOptions(param);
					const options = { ...(whole.modelOptions as object), ...(nested && { [key]: wrong }) };
					const wanted = { ...whole, ...(!nested && { [key]: wrong }), modelOptions: options };
					const label = labelOf(key, param);
					const fields = problemsOf(endpoint, wanted).map(({ field }) => field);
					expect([key, wrong, fields]).toEqual([key, wrong, [label]]);
				}
			}
		}
	});

	it.each(everyOffer)('%s %s: every value of its lists is taken', (endpoint, id, offer) => {
		const [[params, mode]] = modesOf(endpoint, id, offer);
		for (const [key, param] of Object.entries(params)) {
			if (param.kind !== 'choice' || param.rare) continue;
			for (const value of [...param.values, ...(param.superseded ?? [])]) {
				const more = value === 'adaptive' ? { references: files('https://a.example/1.png') } : {};
				const wanted = { ...new Entering(endpoint, id, 0).all(params, offer.rules), ...mode, [key]: value };
				const { body } = planOf(endpoint, { ...wanted, modelOptions: endpoint === 'video.generate' ? more : {} });
				expect(sentIn(body, offer)[key]).toBe(value);
			}
		}
	});
});

function wrongValues(param: Param): unknown[] {
	switch (param.kind) {
		case 'text':
			return [
				{ text: 'a fox' },
				['a fox'],
				...(param.required ? [' \n', null] : []),
				...(param.maxLength ? ['x'.repeat(param.maxLength + 1)] : []),
				...((param.minLength ?? 1) > 1 ? ['x'] : []),
			];
		case 'choice':
			return ['7:5', {}, NaN, ...(param.required ? [null] : [])];
		case 'number':
			return [
				'many',
				{},
				NaN,
				...(param.integer ? [5.5] : []),
				...(param.min !== undefined ? [param.min - 1] : []),
				...(param.max !== undefined ? [param.max + 1] : []),
				...(param.positive ? [0, -1] : []),
				...(param.auto ? [] : ['auto']),
			];
		case 'toggle':
			return ['loud', 2, {}];
		case 'list':
			return [5, 'x', ['x'], { file: [{ source: 'url', url: 'http://a.example/x' }] }].slice(0, 2);
		default:
			return [];
	}
}

it('covers every endpoint', () => {
	expect([...new Set(everyOffer.map(([endpoint]) => endpoint))]).toEqual(Object.keys(ENDPOINTS));
});
