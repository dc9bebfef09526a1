import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import type { Model } from '../../nodes/Runway/catalogue/model';
import { findModel, MODELS, modelsFor } from '../../nodes/Runway/catalogue/models';
import type { Fields, Param } from '../../nodes/Runway/catalogue/types';
import { schema, type ParamSchema } from '../emulator/schema';
import { rowCatalogue } from './rowShapes';
import { sdkCatalogue } from './sdkShapes';
import { differences } from './shapes';

/** In no document of Runway any more; the rows follow the customer's. */
const NOT_IN_SDK = ['gen3a_turbo'];

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

/** Through JSON, because rows share parts: changing one must not change the others. */
function copyOfRows(): Array<Mutable<Model>> {
	return JSON.parse(JSON.stringify(MODELS)) as Array<Mutable<Model>>;
}

/** The test of the two, for rows that may have been changed. */
function compare(rows: readonly Model[]): string[] {
	const current = rows.filter(({ id }) => !NOT_IN_SDK.includes(id));
	return differences(rowCatalogue(current), sdk);
}

/** Changes a copy of the rows; returns what the comparison then says. */
function compareAfter(change: (rows: Array<Mutable<Model>>) => void): string[] {
	const rows = copyOfRows();
	change(rows);
	return compare(rows);
}

function paramsOf(rows: Array<Mutable<Model>>, id: string, endpoint: EndpointId) {
	const params = rows.find((row) => row.id === id)?.endpoints[endpoint]?.params;
	if (!params) throw new Error(`No row ${id} ${endpoint}`);
	return params as unknown as Record<string, Record<string, unknown>>;
}

const sdk = sdkCatalogue();

describe('rows and SDK types', () => {
	it('say the same', () => {
		expect(compare(MODELS)).toEqual([]);
	});

	it('cover every model of 14 endpoints', () => {
		const endpoints = new Set(Object.keys(sdk).map((name) => name.split(' ')[0]));
		expect([endpoints.size, Object.keys(sdk).length]).toEqual([14, 65]);
	});

	it('differ in the retired model only because the SDK has dropped it', () => {
		expect(Object.keys(sdk).filter((name) => name.includes('gen3a'))).toEqual([]);
		expect(MODELS.filter((model) => model.retired).map(({ id }) => id)).toEqual(NOT_IN_SDK);
	});

	it.each<[string, (rows: Array<Mutable<Model>>) => void, string[]]>([
		[
			'a model that the rows lack',
			(rows) =>
				void rows.splice(
					rows.findIndex(({ id }) => id === 'gen4_turbo'),
					1,
				),
			['image_to_video gen4_turbo is in the SDK alone'],
		],
		[
			'a model that the SDK lacks',
			(rows) => {
				const turbo = rows.find(({ id }) => id === 'gen4_turbo')!;
				rows.push({ ...structuredClone(turbo), id: 'gen5' });
			},
			['image_to_video gen5 is in the rows alone'],
		],
		[
			'a mode that the SDK lacks',
			(rows) => {
				const turbo = rows.find(({ id }) => id === 'gen4_turbo')!;
				turbo.endpoints['video.generate'] = { params: {} };
			},
			['text_to_video gen4_turbo is in the rows alone'],
		],
		[
			'a value that the SDK lacks',
			(rows) => (paramsOf(rows, 'gen4.5', 'video.generate').ratio.values as string[]).push('1:1'),
			['text_to_video gen4.5: field ratio takes "1:1" in the rows alone'],
		],
		[
			'a value that the rows lack',
			(rows) => (paramsOf(rows, 'veo3.1', 'video.generate').duration.values as number[]).shift(),
			['text_to_video veo3.1: field duration takes 4 in the SDK alone'],
		],
		[
			'a superseded spelling that the rows lack',
			(rows) => delete paramsOf(rows, 'hailuo3', 'video.animate').resolution.superseded,
			[
				'image_to_video hailuo3: field resolution takes "2K" in the SDK alone',
				'image_to_video hailuo3: field resolution takes "768P" in the SDK alone',
			],
		],
		[
			'a field that the rows lack',
			(rows) => delete paramsOf(rows, 'seedance2', 'video.animate').seed,
			['image_to_video seedance2: field seed is in the SDK alone'],
		],
		[
			'a field that the SDK lacks',
			(rows) => (paramsOf(rows, 'wan3', 'video.generate').seed = { kind: 'number', label: 'Seed' }),
			['text_to_video wan3: field seed is in the rows alone'],
		],
		[
			'a field that only the rows require',
			(rows) => (paramsOf(rows, 'gen4_turbo', 'video.animate').duration.required = true),
			['image_to_video gen4_turbo: field duration is required in the rows alone'],
		],
		[
			'a field that only the SDK requires',
			(rows) => delete paramsOf(rows, 'gen4.5', 'video.animate').promptText.required,
			['image_to_video gen4.5: field promptText is required in the SDK alone'],
		],
		[
			'auto where the SDK has none',
			(rows) => (paramsOf(rows, 'gen4.5', 'video.generate').duration.auto = true),
			['text_to_video gen4.5: field duration takes "auto" in the rows alone'],
		],
		[
			'another element in a list',
			(rows) => {
				const { of } = paramsOf(rows, 'wan3', 'video.generate').referenceAudio as { of: { fields: { type?: unknown } } };
				delete of.fields.type;
			},
			[
				'text_to_video wan3: field referenceAudio takes Array<{uri: string}> in the rows alone',
				'text_to_video wan3: field referenceAudio takes Array<{type: "audio"; uri: string}> in the SDK alone',
			],
		],
		[
			'a frame that the SDK lacks',
			(rows) => (paramsOf(rows, 'gen4_turbo', 'video.animate').promptImage.positions as string[]).push('last'),
			[
				'image_to_video gen4_turbo: field promptImage takes Array<{position: "first" | "last"; uri: string}> in the rows alone',
				'image_to_video gen4_turbo: field promptImage takes Array<{position: "first"; uri: string}> in the SDK alone',
			],
		],
	])('report %s', (_what, change, expected) => {
		expect(compareAfter(change)).toEqual(expected);
	});
});

/** What a row says about lengths, bounds and counts, in the words of the fixture. */
function rangesOf(fields: Fields): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([name, param]): Array<[string, unknown]> => {
			const range = rangeOf(param);
			return range === undefined || Object.keys(range).length === 0 ? [] : [[name, range]];
		}),
	);
}

function rangeOf(param: Param): Record<string, unknown> | undefined {
	switch (param.kind) {
		case 'number':
			return pick(param, ['integer', 'min', 'max']);
		case 'text': {
			// Of the ID of a thing the form is checked, too.
			const { pattern } = param;
			return { ...pick(param, ['minLength', 'maxLength']), ...(pattern && { pattern: pattern.matches }) };
		}
		case 'choice':
			return param.anySize && { ...param.anySize };
		case 'list': {
			const { of } = param;
			const inner = of.kind === 'object' ? rangesOf(flat(of.fields)) : {};
			return {
				...pick(param, ['minItems', 'maxItems', 'totalSeconds']),
				...(Object.keys(inner).length > 0 && { of: inner }),
			};
		}
		case 'frames':
			return pick(param, ['maxItems']);
		case 'object':
			return rangesOf(param.fields);
		case 'variant':
			return rangesOf(Object.assign({}, ...param.forms.map(({ fields }) => fields)) as Fields);
		case 'depends':
			return rangeOf(param.cases[param.cases.length - 1].param);
		default:
			return undefined;
	}
}

function flat(fields: Fields): Fields {
	const entries = Object.entries(fields).flatMap(([name, param]): Array<[string, Param]> =>
		param.kind === 'variant' && param.flat ? param.forms.flatMap((form) => Object.entries(form.fields)) : [[name, param]],
	);
	return Object.fromEntries(entries);
}

function pick(from: object, names: string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(from).filter(([name, value]) => names.includes(name) && value !== undefined));
}

/** The same of a recorded parameter. */
function recordedRanges(params: Readonly<Record<string, ParamSchema>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(params).flatMap(([name, param]): Array<[string, unknown]> => {
			const range = recordedRange(param);
			return range === undefined || Object.keys(range).length === 0 ? [] : [[name, range]];
		}),
	);
}

function recordedRange(param: ParamSchema): Record<string, unknown> | undefined {
	switch (param.kind) {
		case 'number':
		case 'integer': {
			const { exclusiveMin, kind } = param;
			// Above 0 in whole numbers is from 1.
			const min = exclusiveMin === undefined ? {} : { min: exclusiveMin + 1 };
			return { ...(kind === 'integer' && { integer: true }), ...pick(param, ['min', 'max']), ...min };
		}
		case 'string':
			return param.pattern?.includes('{8}') ? undefined : pick(param, ['minLength', 'maxLength', 'pattern']);
		case 'enum':
			return param.open ? { minPixels: param.freeFormMinPixels, maxPixels: param.freeFormMaxPixels } : undefined;
		case 'media':
			return param.list ? pick(param.list, ['maxItems']) : undefined;
		case 'array': {
			const inner = param.items ? recordedRanges(propertiesOf(param.items)) : {};
			const { combinedMaxSeconds: totalSeconds } = param;
			return {
				...pick(param, ['minItems', 'maxItems']),
				...(totalSeconds !== undefined && { totalSeconds }),
				...(Object.keys(inner).length > 0 && { of: inner }),
			};
		}
		case 'object':
			return recordedRanges(propertiesOf(param));
		default:
			return undefined;
	}
}

function propertiesOf({ properties, variants }: ParamSchema): Readonly<Record<string, ParamSchema>> {
	return variants ? (Object.assign({}, ...variants.map((one) => one.properties)) as Record<string, ParamSchema>) : (properties ?? {});
}

const offers = ENDPOINT_IDS.flatMap((endpoint) =>
	modelsFor(endpoint)
		.filter(({ model }) => !NOT_IN_SDK.includes(model.id))
		.map(({ model, offer }) => [endpoint, model.id, offer] as const),
);

type Recorded = Record<string, Record<string, unknown>>;

/** What the rows hold although it is not stated there. */
const BEYOND: Readonly<Record<string, (recorded: Recorded) => void>> = {
	// Less than one image is none.
	'text_to_image muse_image': (recorded) => (recorded.outputCount = { integer: true, min: 1 }),
	'text_to_image grok_imagine_image_2': (recorded) => (recorded.outputCount = { integer: true, min: 1 }),
	// The form that every other model states for a tag.
	'text_to_image gpt_image_2_5_flare': statesTagForm,
	'text_to_image gpt_image_2_5_sunburst': statesTagForm,
};

function statesTagForm({ referenceImages }: Recorded): void {
	const { tag } = referenceImages.of as { tag: Record<string, unknown> };
	tag.pattern = '^[a-z][a-z0-9_]+$';
}

describe('ranges', () => {
	it.each(offers)('%s %s are those that Runway states', (endpoint, id, { params }) => {
		const { path } = ENDPOINTS[endpoint];
		const recorded = recordedRanges(schema.endpoints[path][id].params);
		BEYOND[`${path} ${id}`]?.(recorded as Recorded);
		expect(rangesOf(params)).toEqual(recorded);
	});

	it('are recorded for no model without a row', () => {
		const recorded = Object.entries(schema.endpoints).flatMap(([endpoint, models]) =>
			Object.keys(models).map((id) => `${endpoint} ${id}`),
		);
		const rows = ENDPOINT_IDS.flatMap((endpoint) =>
			modelsFor(endpoint).map(({ model, offer }) => `${offer.path ?? ENDPOINTS[endpoint].path} ${model.id}`),
		);
		expect(recorded.sort()).toEqual([...new Set(rows)].sort());
	});
});

describe('presets', () => {
	it.each(offers)('%s %s fit, and every ratio, resolution and duration has one', (_endpoint, _id, { params }) => {
		for (const [name, param] of Object.entries(params)) {
			const plain = param.kind === 'depends' ? param.cases[param.cases.length - 1].param : param;
			if (!('preset' in plain) && !['ratio', 'resolution', 'duration'].includes(name)) continue;
			if ('rare' in plain && plain.rare) continue;
			expect([name, 'preset' in plain && plain.preset !== undefined]).toEqual([name, true]);
			if (plain.kind === 'choice') expect(plain.values).toContain(plain.preset);
		}
	});

	it('are 1280:720 wherever a video model has it, and 5 seconds or the nearest', () => {
		for (const [endpoint, id, { params }] of offers) {
			if (!endpoint.startsWith('video.')) continue;
			const { ratio, duration } = params;
			if (ratio?.kind === 'choice' && ratio.values.includes('1280:720')) expect([id, ratio.preset]).toEqual([id, '1280:720']);
			if (duration && 'preset' in duration) expect([id, duration.preset]).toEqual([id, id.startsWith('veo') ? 4 : 5]);
		}
	});

	it('name a model of the list', () => {
		for (const endpoint of ENDPOINT_IDS) {
			expect(findModel(ENDPOINTS[endpoint].model)?.endpoints).toHaveProperty([endpoint]);
		}
	});
});

describe('words', () => {
	it.each(offers)('%s %s: every parameter that the user sees has a label', (_endpoint, _id, { params }) => {
		expect(withoutLabel(params)).toEqual([]);
	});
});

function withoutLabel(fields: Fields): string[] {
	return Object.entries(fields).flatMap(([name, param]): string[] => {
		switch (param.kind) {
			case 'constant':
			case 'kindOf':
			case 'frames':
				return [];
			case 'object':
				return withoutLabel(param.fields);
			case 'depends':
				return param.cases.flatMap((one) => withoutLabel({ [name]: one.param }));
			default:
				return param.label ? [] : [name];
		}
	});
}
