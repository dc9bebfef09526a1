import type { ChoiceParam, FileParam, ListParam, ObjectParam, TextParam } from '../types';
import { TARGET_LANGUAGE } from './audio';
import { IMAGE, VIDEO } from './shared';

/** Parameters of recipes: all words the user reads about each. */

/** Texts of a few lines, repeated in the results. */
const LONG_TEXT = { kind: 'text', lines: 4, telling: true } as const;

export const PRODUCT_INFO = {
	...LONG_TEXT,
	label: 'Product Info',
	description: 'What the product is, and what should be shown or said of it',
	placeholder: 'e.g. Steel water bottle, keeps drinks cold for 24 hours',
	maxLength: 2500,
} as const satisfies TextParam;

export const USER_CONCEPT = {
	...LONG_TEXT,
	label: 'Concept',
	description: 'The idea of the video: the voice of the brand, the scene, light and camera, or a whole script',
	placeholder: 'e.g. A hike at sunrise, calm and warm; the bottle opens on the summit',
	maxLength: 3500,
} as const satisfies TextParam;

export const BRIEF = {
	...LONG_TEXT,
	label: 'Prompt',
	description: 'What the images are for: subject, audience, mood, setting, style',
	placeholder: 'e.g. A young team at a whiteboard, bright office, for a hiring campaign',
	required: true,
	minLength: 1,
	maxLength: 3500,
} as const satisfies TextParam;

export const STORY = {
	...LONG_TEXT,
	label: 'Prompt',
	description: 'The story, which Runway splits into five shots',
	placeholder: 'e.g. A courier crosses the rainy city by bicycle and arrives just in time',
	required: true,
	minLength: 1,
	maxLength: 2500,
} as const satisfies TextParam;

export const SHOT_MODE = {
	kind: 'choice',
	label: 'Mode',
	description: 'Who decides on the shots',
	required: true,
	telling: true,
	values: ['auto', 'custom'],
	valueNames: { auto: 'Story (Runway Makes Five Shots of It)', custom: 'List of Shots' },
	preset: 'auto',
} as const satisfies ChoiceParam;

export const SHOTS = {
	kind: 'list',
	label: 'Shots',
	description: 'What is seen one after the other. Together they last as long as the video',
	element: 'Shot',
	required: true,
	minItems: 3,
	maxItems: 5,
	of: {
		kind: 'object',
		fields: {
			prompt: {
				kind: 'text',
				label: 'Prompt',
				description: 'What is seen in this shot',
				placeholder: 'e.g. Close-up of wheels in the rain',
				lines: 2,
				required: true,
				minLength: 3,
				maxLength: 512,
			},
			duration: {
				kind: 'number',
				label: 'Duration',
				description: 'How long this shot lasts',
				unit: 'Seconds',
				required: true,
				integer: true,
				min: 1,
				max: 15,
			},
		},
	},
} as const satisfies ListParam;

/** A recipe changes from version to version, and must not under a workflow that works. */
export const VERSION = {
	kind: 'choice',
	label: 'Version',
	description: 'The version of the recipe. A dated one stays as it is.',
	rare: true,
	always: true,
	values: ['2026-06', 'unsafe-latest'],
	valueNames: { 'unsafe-latest': 'Newest (May Change Without Notice)' },
	preset: '2026-06',
} as const satisfies ChoiceParam;

const IMAGES = { kind: 'list', element: 'Image', of: { kind: 'object', fields: { uri: IMAGE } } } as const;

export const PRODUCT_IMAGES = {
	...IMAGES,
	label: 'Product Images',
	description: 'The product from several sides. The first image is the main one',
	required: true,
	minItems: 1,
	maxItems: 10,
} as const satisfies ListParam;

export const STYLE_IMAGES = {
	...IMAGES,
	label: 'Style Images',
	description: 'Images that show light, colors and mood',
	rare: true,
	maxItems: 4,
} as const satisfies ListParam;

export const NEW_PRODUCT_IMAGES = {
	...PRODUCT_IMAGES,
	label: 'New Product Images',
	description: 'The product that is to be seen, from several sides or on one sheet',
	of: {
		kind: 'object',
		fields: {
			uri: IMAGE,
			view: {
				kind: 'choice',
				label: 'View',
				description: 'Which side of the product the image shows',
				values: ['front', 'side', 'back'],
				valueNames: { front: 'Front', side: 'Side', back: 'Back' },
			},
		},
	},
} as const satisfies ListParam;

/** An image or a video that stands in an object of its own on the wire. */
function needed<const P extends FileParam>(file: P): { kind: 'object'; required: true; fields: { uri: P & { required: true } } } {
	return { kind: 'object', required: true, fields: { uri: { ...file, required: true } } };
}

function optional<const P extends FileParam>(file: P): { kind: 'object'; rare: true; fields: { uri: P & { rare: true } } } {
	return { kind: 'object', rare: true, fields: { uri: { ...file, rare: true } } };
}

const SHAPE_HINT = 'The width is 0.4 to 4 times the height';

export const CHARACTER_IMAGE = needed({
	...IMAGE,
	label: 'Character Image',
	description: 'Who speaks in the video',
	name: 'characterImage',
	hint: SHAPE_HINT,
}) satisfies ObjectParam;

export const PRODUCT_IMAGE = needed({
	...IMAGE,
	label: 'Product Image',
	description: 'The product that is shown',
	name: 'productImage',
	hint: SHAPE_HINT,
}) satisfies ObjectParam;

export const REFERENCE_VIDEO = needed({
	...VIDEO,
	label: 'Reference Video',
	description: 'The video in which the product is to be exchanged',
	name: 'referenceVideo',
	hint: 'From 1.8 to 15 seconds',
}) satisfies ObjectParam;

export const ORIGINAL_PRODUCT_IMAGE = needed({
	...IMAGE,
	label: 'Original Product Image',
	description: 'The product that is seen in the video now',
	name: 'originalProductImage',
}) satisfies ObjectParam;

export const AD_IMAGE = needed({
	...IMAGE,
	label: 'Reference Image',
	description: 'The ad that is to be translated',
	name: 'referenceImage',
}) satisfies ObjectParam;

export const CAMPAIGN_PRODUCT = needed({
	...IMAGE,
	label: 'Image',
	description: 'The product that is seen in all images of the campaign',
	name: 'image',
}) satisfies ObjectParam;

export const LOGO = optional({
	...IMAGE,
	label: 'Reference Image',
	description: 'A logo of the brand that the image is for',
	name: 'referenceImage',
}) satisfies ObjectParam;

export const FIRST_FRAME = optional({
	...IMAGE,
	label: 'First Frame',
	description: 'The image that the video begins with',
	name: 'firstFrame',
}) satisfies ObjectParam;

export const AD_LANGUAGE = {
	...TARGET_LANGUAGE,
	description: 'The language that the ad is to speak',
	values: [
		'ar',
		'zh',
		'zh-Hant',
		'nl',
		'en',
		'fr',
		'de',
		'hi',
		'id',
		'it',
		'ja',
		'ko',
		'pl',
		'pt',
		'ru',
		'es',
		'sv',
		'th',
		'tr',
		'uk',
		'vi',
		'el',
	],
	valueNames: {
		...TARGET_LANGUAGE.valueNames,
		zh: 'Chinese (Simplified)',
		'zh-Hant': 'Chinese (Traditional)',
		th: 'Thai',
		vi: 'Vietnamese',
	},
} as const satisfies ChoiceParam;
