import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { fileFieldsOf, rowKeyOf } from '../../nodes/Runway/catalogue/fileFields';
import { modelsFor } from '../../nodes/Runway/catalogue/models';
import { inModelOptions, labelOf } from '../../nodes/Runway/catalogue/placement';
import { KindOf, MediaSlot } from '../../nodes/Runway/catalogue/plan';
import type { Offer } from '../../nodes/Runway/catalogue/offer';
import type { Fields, FileParam, ListParam, Param, ValueParam } from '../../nodes/Runway/catalogue/types';
import { validateBody } from '../emulator/validation';
import { discriminatorOf } from '../emulator/schema';
import { namedIn, requestsOf } from './offers';
import { planOf, presets, problemsOf, type Wanted } from './planning';

const ADDRESSES = { image: 'https://a.example/i.png', video: 'https://a.example/v.mp4', audio: 'https://a.example/a.mp3' };

const everyOffer = ENDPOINT_IDS.flatMap((endpoint) =>
	modelsFor(endpoint).map(({ model, offer }) => [endpoint, model.id, offer] as const),
);

/** Where a value of a field suits the others of its model. */
const SUITABLE: Readonly<Record<string, Record<string, unknown>>> = {
	outputFormat: { 'gen4.5': 'prores', aleph2: 'prores', ruby: 'hdr_prores' },
	proresProfile: { 'gen4.5': '4444', aleph2: '4444', ruby: '4444' },
	resolution: { grok_imagine_1_5: '720p' },
	duration: { seedance2_5: 30 },
};

/** Five of these last as long as the longest of their videos. */
const SHOT = { duration: 3 };

/** Enters a value into each field of a request, as far as one excludes no other. */
class Entering {
	readonly fields: Record<string, unknown> = {};
	readonly options: Record<string, unknown> = {};

	constructor(
		private readonly endpoint: EndpointId,
		private readonly id: string,
		/** Forms of voices and the like: by their number, the last for those that have fewer. */
		private readonly form: number,
	) {}

	all(params: Fields): Wanted {
		for (const [key, param] of Object.entries(params)) {
			this.enter(key, param, inModelOptions(param) ? this.options : this.fields);
		}
		return { ...this.fields, ...namedIn(this.endpoint, this.id), modelOptions: this.options };
	}

	private enter(key: string, param: Param, into: Record<string, unknown>): void {
		switch (param.kind) {
			case 'constant':
			case 'kindOf':
				return;
			case 'file': {
				if (inModelOptions(param)) {
					into[param.name ?? key] = { file: { source: 'url', url: ADDRESSES[param.media[0]] } };
					return;
				}
				const { source, url } = fileFieldsOf(param, key);
				Object.assign(into, { [source.name]: 'url', [url.name]: ADDRESSES[param.media[0]] });
				return;
			}
			case 'object':
				for (const [name, one] of Object.entries(param.fields)) this.enter(name, one, into);
				return;
			case 'variant': {
				const form = param.forms[Math.min(this.form, param.forms.length - 1)];
				into[param.name] = form.value;
				for (const [name, one] of Object.entries(form.fields)) this.enter(name, one, into);
				return;
			}
			case 'list':
				into[param.name ?? key] = { [rowKeyOf(param)]: this.rows(param) };
				return;
			case 'depends':
				into[param.on] = param.cases[param.cases.length - 1].is[0];
				return this.enter(key, param.cases[param.cases.length - 1].param, into);
			case 'frames':
				Object.assign(into, { imageSource: 'url', imageUrl: ADDRESSES.image });
				// Some of these use their image as a reference below, which goes with no frame.
				if (param.positions.includes('last') && !param.references) this.options.lastFrame = { file: { source: 'url', url: ADDRESSES.image } };
				return;
			case 'ids':
				into[param.name ?? key] = ['17f20503-6c24-4c16-946b-35dbbce2af2f'];
				return;
			default:
				into[param.name ?? key] = SUITABLE[key]?.[this.id] ?? sample(param);
		}
	}

	private rows({ of, maxItems = 2 }: ListParam): unknown[] {
		const count = Math.min(maxItems, 9);
		return Array.from({ length: count }, (_, index) => {
			const into: Record<string, unknown> = {};
			const fields = of.kind === 'object' ? of.fields : {};
			for (const [name, one] of Object.entries(fields)) if (one.kind !== 'file') this.enter(name, one, into);
			const file = [of, ...Object.values(fields)].find((one): one is FileParam => one.kind === 'file');
			if (!file) return { ...into, ...SHOT };
			const [media] = file.media;
			const range = 'start_seconds' in into ? { start_seconds: 0, end_seconds: 31, seconds: index } : {};
			return { ...into, ...range, ...('role' in into && { role: index === 0 ? roleOf(fields.role) : 'reference' }), ...('tag' in into && { tag: `tag_${index}` }), ...('subject' in into && { subject: index < 5 ? 'human' : 'object' }), source: 'url', url: ADDRESSES[media] };
		});
	}
}

/** One alone can be the first frame, or the video to change. */
function roleOf(param: Param): unknown {
	return param.kind === 'choice' ? param.values[0] : undefined;
}

/** The parameters as they are sent, wherever they stand. */
function sentIn(body: Readonly<Record<string, unknown>>, { routed }: Offer): Readonly<Record<string, unknown>> {
	return { ...body, ...(routed && (body[routed.inside] as object)) };
}

function sample(param: ValueParam): unknown {
	switch (param.kind) {
		case 'text':
			return 'x'.repeat(param.maxLength ?? 50);
		case 'choice':
			return param.values[param.values.length - 1];
		case 'number':
			return param.max ?? Math.max(7, param.min ?? 0);
		case 'toggle':
			return true;
		case 'date':
			return '2026-01-31';
		case 'id':
			return param.pattern ? 'best-video' : '17f20503-6c24-4c16-946b-35dbbce2af2f';
	}
}

/** The body as it would be sent if each file were at its address. */
function sent(value: unknown): unknown {
	if (value instanceof MediaSlot) return 'url' in value.input ? value.input.url : 'https://a.example/binary';
	if (value instanceof KindOf) return value.slot.kinds[0];
	if (Array.isArray(value)) return value.map(sent);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sent(one)]));
}

async function judged(path: string, body: unknown) {
	const { issues, unknownFields } = await validateBody(path.replace('/v1/', ''), sent(body), () => undefined);
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
		const lists = Object.entries(params).filter(([, param]) => param.kind === 'list' && !inModelOptions(param));
		const row = { file: [{ source: 'binary', binaryPropertyName: 'data' }] };
		const { path, body, ignored } = planOf(endpoint, { ...wanted, ...Object.fromEntries(lists.map(([key]) => [key, row])) });
		expect(await judged(path, body)).toEqual(FINE);
		expect(ignored).toEqual([]);
		expect(body.model).toBe(namedIn(endpoint, id).model);
	});

	it.each(everyOffer)('%s %s: everything that can be entered can be sent', async (endpoint, id, offer) => {
		for (const [params, mode] of modesOf(endpoint, id, offer)) {
			for (const form of [0, 1]) {
				const wanted = { ...new Entering(endpoint, id, form).all(params), ...mode };
				const { path, body } = planOf(endpoint, wanted);
				expect(await judged(path, body)).toEqual(FINE);
				const left = Object.keys(params).filter((key) => !(key in sentIn(body, offer)));
				expect(left).toEqual([]);
			}
		}
	});

	it.each(everyOffer)('%s %s: results repeat what tells requests apart', (endpoint, id, offer) => {
		const { echo, ...plan } = planOf(endpoint, new Entering(endpoint, id, 0).all(offer.params));
		const body = sentIn(plan.body, offer);
		expect(echo.model).toBe(namedIn(endpoint, id).model);
		for (const name of TELLING) {
			if (name in body && id !== 'aleph2') expect([name, echo[name]]).toEqual([name, body[name]]);
		}
	});

	it.each(everyOffer)('%s %s: each kind of wrong value is reported at its field, and alone', (endpoint, id, offer) => {
		for (const [params, mode] of modesOf(endpoint, id, offer)) {
			const whole = { ...new Entering(endpoint, id, 0).all(params), ...mode };
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
				const more = value === 'adaptive' ? { references: { file: [{ source: 'url', url: ADDRESSES.image }] } } : {};
				const wanted = { ...new Entering(endpoint, id, 0).all(params), ...mode, [key]: value };
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
