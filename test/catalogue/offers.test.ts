import { ENDPOINT_IDS, ENDPOINTS } from '../../nodes/Runway/catalogue/endpoints';
import { findModel, modelsFor } from '../../nodes/Runway/catalogue/models';
import type { Fields } from '../../nodes/Runway/catalogue/types';
import { schema } from '../emulator/schema';
import { offers, onWire, requestsOf } from './offers';
import { rangesOf, recordedRanges } from './ranges';

type Recorded = Record<string, Record<string, unknown>>;

/** What the rows hold although it is not stated there. */
const BEYOND: Readonly<Record<string, (recorded: Recorded) => void>> = {
	// Less than one image is none.
	'text_to_image muse_image': (recorded) => (recorded.outputCount = { integer: true, min: 1 }),
	'text_to_image grok_imagine_image_2': (recorded) => (recorded.outputCount = { integer: true, min: 1 }),
	// The form of a tag as the texts of the SDK have it.
	'text_to_image gpt_image_2_5_flare': statesTagForm,
	'text_to_image gpt_image_2_5_sunburst': statesTagForm,
};

function statesTagForm({ referenceImages }: Recorded): void {
	const { tag } = referenceImages.of as { tag: Record<string, unknown> };
	tag.pattern = '^[A-Za-z][A-Za-z0-9_]+$';
}

describe('ranges', () => {
	it.each(offers)('%s %s are those that Runway states', (endpoint, id, offer) => {
		const { path } = ENDPOINTS[endpoint];
		for (const [name, params] of requestsOf(endpoint, id, offer)) {
			const recorded = recordedRanges(schema.endpoints[path][name].params);
			BEYOND[`${path} ${name}`]?.(recorded as Recorded);
			expect(rangesOf(onWire(params, offer))).toEqual(recorded);
		}
	});

	it('are recorded for no model without a row', () => {
		const recorded = Object.entries(schema.endpoints).flatMap(([endpoint, models]) =>
			Object.keys(models).map((id) => `${endpoint} ${id}`),
		);
		const rows = ENDPOINT_IDS.flatMap((endpoint) =>
			modelsFor(endpoint).flatMap(({ model, offer }) =>
				requestsOf(endpoint, model.id, offer).map(([name]) => `${offer.path ?? ENDPOINTS[endpoint].path} ${name}`),
			),
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
			const { model, only } = ENDPOINTS[endpoint];
			if (!only) expect(findModel(model)?.endpoints).toHaveProperty([endpoint]);
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
