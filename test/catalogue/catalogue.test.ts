import * as path from 'node:path';
import type { EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import type { Model } from '../../nodes/Runway/catalogue/model';
import { MODELS } from '../../nodes/Runway/catalogue/models';
import { currentRows, drift, ROWS } from './drift';
import { NOT_IN_SDK } from './offers';
import { sdkCatalogue, sdkEndpoints } from './sdkShapes';
import { differences } from './shapes';

type Mutable<T> = { -readonly [K in keyof T]: Mutable<T[K]> };

/** Through JSON, because rows share parts: changing one must not change the others. */
function copyOfRows(): Array<Mutable<Model>> {
	return JSON.parse(JSON.stringify(ROWS)) as Array<Mutable<Model>>;
}

/** Changes a copy of the rows; returns what the comparison then says. */
function compareAfter(change: (rows: Array<Mutable<Model>>) => void): string[] {
	const rows = copyOfRows();
	change(rows);
	return differences(currentRows(rows), sdk);
}

function paramsOf(rows: Array<Mutable<Model>>, id: string, endpoint: EndpointId) {
	const params = rows.find((row) => row.id === id)?.endpoints[endpoint]?.params;
	if (!params) throw new Error(`No row ${id} ${endpoint}`);
	return params as unknown as Record<string, Record<string, unknown>>;
}

const sdk = sdkCatalogue();

describe('rows and SDK types', () => {
	it('say the same', () => {
		expect(drift()).toEqual([]);
	});

	it('cover every model of 14 endpoints, 3 routers and 7 recipes', () => {
		const endpoints = [...new Set(Object.keys(sdk).map((name) => name.split(' ')[0]))];
		const recipes = Object.keys(sdk).filter((name) => name.startsWith('recipes/'));
		const routers = endpoints.filter((name) => name.startsWith('generate/'));
		expect(routers).toEqual(['generate/video', 'generate/image', 'generate/audio']);
		expect([endpoints.length - 10, Object.keys(sdk).length - recipes.length - routers.length]).toEqual([14, 65]);
		expect(recipes.map((name) => name.slice('recipes/'.length))).toEqual([
			'product_ad default',
			'product_ugc default',
			'product_swap default',
			'multi_shot_video auto',
			'multi_shot_video custom',
			'ad_localization default',
			'marketing_stock_image default',
			'product_campaign_image default',
		]);
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
			'a field that a router lacks',
			(rows) => delete paramsOf(rows, 'router.image', 'router.image').seed,
			[
				expect.stringMatching(/^generate\/image default: field input takes .* in the rows alone$/) as string,
				expect.stringMatching(/^generate\/image default: field input takes .*seed.* in the SDK alone$/) as string,
			],
		],
		[
			'a version of a recipe that the rows lack',
			(rows) => (paramsOf(rows, 'recipe.productAd', 'recipe.productAd').version.values as string[]).shift(),
			['recipes/product_ad default: field version takes "2026-06" in the SDK alone'],
		],
		[
			'a version that need not be sent',
			(rows) => delete paramsOf(rows, 'recipe.productUgc', 'recipe.productUgc').version.always,
			['recipes/product_ugc default: field version is required in the SDK alone'],
		],
		[
			'a field of another mode',
			(rows) => {
				const [one] = paramsOf(rows, 'recipe.multiShot', 'recipe.multiShot').shots.cases as Array<{ is: string[] }>;
				one.is.push('auto');
			},
			['recipes/multi_shot_video auto: field shots is in the rows alone'],
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

describe('a newer SDK', () => {
	const newer = path.join(__dirname, '../fixtures/newer-sdk');

	it('is told by its endpoints, models, fields and values, and by what is not needed or no choice any more', () => {
		expect(drift(newer).filter((line) => !line.includes('in the rows alone'))).toEqual([
			'endpoint text_to_hologram is in the SDK alone',
			'text_to_video gen6 is in the SDK alone',
			'    promptText: string',
			'    mood?: "calm" | "wild"',
			'text_to_video gen4.5: field mood is in the SDK alone',
			'text_to_video gen4.5: field ratio takes "1:1" in the SDK alone',
		]);
		expect(drift(newer)).toEqual(
			expect.arrayContaining([
				'text_to_video gen4.5: field duration is required in the rows alone',
				'text_to_video gen4.5: field ratio takes "720:1280" in the rows alone',
				'text_to_video veo3.1 is in the rows alone',
			]),
		);
	});

	it('has endpoints where the installed one has them', () => {
		expect(sdkEndpoints()).toEqual(expect.arrayContaining(['text_to_video', 'recipes/product_ad', 'generate/video']));
	});
});
