import type { Param, VideoModel } from '../../nodes/Runway/models/types';
import { VIDEO_MODELS } from '../../nodes/Runway/models/videoModels';
import ranges from '../fixtures/ranges.json';
import { rowCatalogue } from './rowShapes';
import { sdkCatalogue } from './sdkShapes';
import { differences } from './shapes';

/** In no document of Runway any more; the rows follow the customer's. */
const NOT_IN_SDK = ['gen3a_turbo'];

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

/** Through JSON, because rows share parts: changing one must not change the others. */
function copyOfRows(): Array<Mutable<VideoModel>> {
	return JSON.parse(JSON.stringify(VIDEO_MODELS)) as Array<Mutable<VideoModel>>;
}

/** The test of the two, for rows that may have been changed. */
function compare(rows: readonly VideoModel[]): string[] {
	const current = rows.filter(({ id }) => !NOT_IN_SDK.includes(id));
	return differences(rowCatalogue(current), sdk);
}

/** Changes a copy of the rows; returns what the comparison then says. */
function compareAfter(change: (rows: Array<Mutable<VideoModel>>) => void): string[] {
	const rows = copyOfRows();
	change(rows);
	return compare(rows);
}

function paramsOf(rows: Array<Mutable<VideoModel>>, id: string, mode: 'generate' | 'animate') {
	const params = rows.find((row) => row.id === id)?.modes[mode]?.params;
	if (!params) throw new Error(`No row ${id} ${mode}`);
	return params as Record<string, Mutable<Param> & Record<string, unknown>>;
}

const sdk = sdkCatalogue();

describe('rows and SDK types', () => {
	it('say the same', () => {
		expect(compare(VIDEO_MODELS)).toEqual([]);
	});

	it('cover 15 models from text and 16 from images', () => {
		const count = (endpoint: string) =>
			Object.keys(sdk).filter((name) => name.startsWith(`${endpoint} `)).length;
		expect([count('text_to_video'), count('image_to_video')]).toEqual([15, 16]);
	});

	it('differ in the retired model only because the SDK has dropped it', () => {
		expect(Object.keys(sdk).filter((name) => name.includes('gen3a'))).toEqual([]);
		expect(VIDEO_MODELS.filter((model) => 'retired' in model).map(({ id }) => id)).toEqual(NOT_IN_SDK);
	});

	it.each<[string, (rows: Array<Mutable<VideoModel>>) => void, string[]]>([
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
				turbo.modes.generate = { endpoint: 'text_to_video', params: {} };
			},
			['text_to_video gen4_turbo is in the rows alone'],
		],
		[
			'a value that the SDK lacks',
			(rows) => (paramsOf(rows, 'gen4.5', 'generate').ratio.values as string[]).push('1:1'),
			['text_to_video gen4.5: field ratio takes "1:1" in the rows alone'],
		],
		[
			'a value that the rows lack',
			(rows) => (paramsOf(rows, 'veo3.1', 'generate').duration.values as number[]).shift(),
			['text_to_video veo3.1: field duration takes 4 in the SDK alone'],
		],
		[
			'a superseded spelling that the rows lack',
			(rows) => delete paramsOf(rows, 'hailuo3', 'animate').resolution.superseded,
			[
				'image_to_video hailuo3: field resolution takes "2K" in the SDK alone',
				'image_to_video hailuo3: field resolution takes "768P" in the SDK alone',
			],
		],
		[
			'a field that the rows lack',
			(rows) => delete paramsOf(rows, 'seedance2', 'animate').seed,
			['image_to_video seedance2: field seed is in the SDK alone'],
		],
		[
			'a field that the SDK lacks',
			(rows) => (paramsOf(rows, 'wan3', 'generate').seed = { kind: 'number' }),
			['text_to_video wan3: field seed is in the rows alone'],
		],
		[
			'a field that only the rows require',
			(rows) => (paramsOf(rows, 'gen4_turbo', 'animate').duration.required = true),
			['image_to_video gen4_turbo: field duration is required in the rows alone'],
		],
		[
			'a field that only the SDK requires',
			(rows) => delete paramsOf(rows, 'gen4.5', 'animate').promptText.required,
			['image_to_video gen4.5: field promptText is required in the SDK alone'],
		],
		[
			'auto where the SDK has none',
			(rows) => (paramsOf(rows, 'gen4.5', 'generate').duration.auto = true),
			['text_to_video gen4.5: field duration takes "auto" in the rows alone'],
		],
		[
			'another element in a list',
			(rows) => delete paramsOf(rows, 'wan3', 'generate').referenceAudio.typed,
			[
				'text_to_video wan3: field referenceAudio takes Array<{uri: string}> in the rows alone',
				'text_to_video wan3: field referenceAudio takes Array<{type: "audio"; uri: string}> in the SDK alone',
			],
		],
		[
			'a frame that the SDK lacks',
			(rows) => (paramsOf(rows, 'gen4_turbo', 'animate').promptImage.positions as string[]).push('last'),
			[
				'image_to_video gen4_turbo: field promptImage takes Array<{position: "first" | "last"; uri: string}> in the rows alone',
				'image_to_video gen4_turbo: field promptImage takes Array<{position: "first"; uri: string}> in the SDK alone',
			],
		],
	])('report %s', (_what, change, expected) => {
		expect(compareAfter(change)).toEqual(expected);
	});
});

/** What a parameter says about lengths, bounds and counts, in the words of the fixture. */
function rangeOf(param: Param): Record<string, unknown> | undefined {
	const pick = (names: string[]) =>
		Object.fromEntries(Object.entries(param).filter(([name]) => names.includes(name)));
	switch (param.kind) {
		case 'number':
			return pick(['integer', 'min', 'max']);
		case 'text':
			return pick(['minLength', 'maxLength']);
		case 'mediaList':
			return pick(['maxItems', 'totalSeconds']);
		case 'frames':
			return pick(['maxItems']);
		default:
			return undefined;
	}
}

describe('ranges', () => {
	const rows = (VIDEO_MODELS as readonly VideoModel[])
		.filter(({ id }) => !NOT_IN_SDK.includes(id))
		.flatMap((model) => Object.values(model.modes).map((mode) => ({ id: model.id, mode: mode! })));

	it.each(rows.map(({ id, mode }) => [mode.endpoint, id, mode] as const))(
		'%s %s are those that Runway states',
		(endpoint, id, mode) => {
			const stated = Object.entries(mode.params).flatMap(([name, param]) => {
				const range = rangeOf(param);
				return range ? [[name, range]] : [];
			});
			const recorded = (ranges as Record<string, Record<string, unknown>>)[endpoint][id];
			expect(Object.fromEntries(stated)).toEqual(recorded);
		},
	);

	it('are recorded for no model without a row', () => {
		const recorded = Object.entries(ranges).flatMap(([endpoint, models]) =>
			Object.keys(models).map((id) => `${endpoint} ${id}`),
		);
		expect(recorded.sort()).toEqual(rows.map(({ id, mode }) => `${mode.endpoint} ${id}`).sort());
	});
});

describe('presets', () => {
	it.each(
		(VIDEO_MODELS as readonly VideoModel[]).flatMap((model) =>
			Object.entries(model.modes).map(([name, mode]) => [model.id, name, mode] as const),
		),
	)('%s %s fit, and every main field has one', (_id, _name, mode) => {
		for (const name of ['ratio', 'resolution', 'duration']) {
			const param = mode.params[name];
			if (!param) continue;
			expect(param.preset).toBeDefined();
			if (param.kind === 'choice') expect(param.values).toContain(param.preset);
		}
	});

	it('are 1280:720 wherever a model has it, and 5 seconds or the nearest', () => {
		for (const model of VIDEO_MODELS as readonly VideoModel[]) {
			for (const mode of Object.values(model.modes)) {
				const { ratio, duration } = mode.params;
				// The frames of an image keep its shape.
				const followsImage = mode.rules?.some(({ when }) => when?.as === 'frames');
				if (ratio?.kind === 'choice' && ratio.values.includes('1280:720') && !followsImage) {
					expect([model.id, ratio.preset]).toEqual([model.id, '1280:720']);
				}
				expect([model.id, duration.preset]).toEqual([model.id, model.id.startsWith('veo') ? 4 : 5]);
			}
		}
	});
});
