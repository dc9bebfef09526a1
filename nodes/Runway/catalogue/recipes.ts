import { OUTPUT_COUNT, QUALITY } from './params/image';
import {
	AD_IMAGE,
	AD_LANGUAGE,
	BRIEF,
	CAMPAIGN_PRODUCT,
	CHARACTER_IMAGE,
	FIRST_FRAME,
	LOGO,
	NEW_PRODUCT_IMAGES,
	ORIGINAL_PRODUCT_IMAGE,
	PRODUCT_IMAGE,
	PRODUCT_IMAGES,
	PRODUCT_INFO,
	REFERENCE_VIDEO,
	SHOT_MODE,
	SHOTS,
	STORY,
	STYLE_IMAGES,
	USER_CONCEPT,
	VERSION,
} from './params/recipe';
import { DURATION, DURATION_CHOICE, GENERATE_AUDIO, RATIO, RESOLUTION } from './params/video';
import type { Offer, Price } from './offer';

/**
 * Runway's recipes: finished workflows with an endpoint of their own and no model to choose. Lengths, shapes and
 * counts are preset to what Runway itself takes when they are left out.
 */

const LENGTH = { ...DURATION, min: 4, max: 15, preset: 10 } as const;
const WITH_SOUND = { ...GENERATE_AUDIO, vendorDefault: true } as const;

/** So much for the first four seconds in 720p, and 36 for each further one. */
const priceFrom4Seconds = (first: number) =>
	({
		per: 'second',
		base: first - 4 * 36,
		rates: [{ credits: 36 }, { credits: 40, when: 'in 1080p' }],
	}) satisfies Price;

export const PRODUCT_AD = {
	price: priceFrom4Seconds(200),
	params: {
		productImages: PRODUCT_IMAGES,
		productInfo: PRODUCT_INFO,
		userConcept: USER_CONCEPT,
		ratio: {
			...RATIO,
			values: ['1280:720', '720:1280', '960:960', '834:1112', '1920:1080', '1080:1920', '1440:1440', '1248:1664'],
			preset: '1280:720',
		},
		duration: LENGTH,
		styleImages: STYLE_IMAGES,
		audio: GENERATE_AUDIO,
		version: { ...VERSION, values: ['2026-06', '2026-07', 'unsafe-latest'], preset: '2026-07' },
	},
} as const satisfies Offer;

export const PRODUCT_UGC = {
	price: priceFrom4Seconds(192),
	params: {
		characterImage: CHARACTER_IMAGE,
		productImage: PRODUCT_IMAGE,
		productInfo: PRODUCT_INFO,
		userConcept: USER_CONCEPT,
		ratio: { ...RATIO, values: ['720:1280', '1080:1920'], preset: '720:1280' },
		duration: { ...LENGTH, preset: 15 },
		audio: WITH_SOUND,
		version: VERSION,
	},
} as const satisfies Offer;

export const PRODUCT_SWAP = {
	price: priceFrom4Seconds(212),
	params: {
		referenceVideo: REFERENCE_VIDEO,
		originalProductImage: ORIGINAL_PRODUCT_IMAGE,
		newProductImages: NEW_PRODUCT_IMAGES,
		resolution: { ...RESOLUTION, values: ['720p', '1080p'], preset: '720p' },
		duration: LENGTH,
		audio: WITH_SOUND,
		version: VERSION,
	},
} as const satisfies Offer;

export const MULTI_SHOT = {
	price: { per: 'second', rates: [{ credits: 13, when: 'in 720p' }, { credits: 17, when: 'in 1080p' }] },
	params: {
		mode: SHOT_MODE,
		prompt: { kind: 'depends', on: 'mode', otherwise: 'auto', cases: [{ is: ['auto'], param: STORY }] },
		shots: { kind: 'depends', on: 'mode', otherwise: 'auto', cases: [{ is: ['custom'], param: SHOTS }] },
		duration: { ...DURATION_CHOICE, values: [5, 10, 15], preset: 10 },
		ratio: {
			...RATIO,
			values: ['1280:720', '720:1280', '960:960', '1920:1080', '1080:1920', '1440:1440'],
			preset: '1280:720',
		},
		firstFrame: FIRST_FRAME,
		audio: WITH_SOUND,
		version: VERSION,
	},
	rules: [
		{
			addUp: { field: 'shots', key: 'duration', total: 'duration', otherwise: 10 },
			say: 'The shots must last as long as the video.',
		},
	],
} as const satisfies Offer;

export const AD_LOCALIZATION = {
	price: { per: 'image', rates: [{ credits: 21 }] },
	params: { referenceImage: AD_IMAGE, targetLanguage: AD_LANGUAGE, version: VERSION },
} as const satisfies Offer;

export const STOCK_IMAGE = {
	files: 4,
	price: { per: 'image', base: 8, rates: [{ credits: 1, when: 'at low quality' }, { credits: 20, when: 'at high quality', usual: true }] },
	params: {
		prompt: BRIEF,
		referenceImage: LOGO,
		outputCount: { ...OUTPUT_COUNT, max: 4, preset: 4 },
		quality: { ...QUALITY, values: ['low', 'medium', 'high'], preset: 'high' },
		version: VERSION,
	},
} as const satisfies Offer;

export const CAMPAIGN_IMAGE = {
	files: 4,
	price: { per: 'image', rates: [{ credits: 36 }] },
	params: { image: CAMPAIGN_PRODUCT, prompt: BRIEF, version: VERSION },
} as const satisfies Offer;
