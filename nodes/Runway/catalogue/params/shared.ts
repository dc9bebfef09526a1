import type { ChoiceParam, FileParam, ListParam, NumberParam, ObjectParam } from '../types';

/** Parameters of several media. A row takes one of these and adds its limits: `{ ...SEED, required: true }`. */

/** Of a text that has to be there. */
export const NEEDED = { required: true, minLength: 1 } as const;

export const SEED = {
	kind: 'number',
	label: 'Seed',
	description:
		'A whole number. The same seed with the same request gives a similar result. Left out, it is random.',
	rare: true,
	telling: true,
	integer: true,
	min: 0,
	max: 4294967295,
	preset: 0,
} as const satisfies NumberParam;

export const CONTENT_MODERATION = {
	kind: 'object',
	rare: true,
	fields: {
		publicFigureThreshold: {
			kind: 'choice',
			label: 'Public Figure Threshold',
			description:
				'How strictly people known to the public are kept out. Low lets more of them pass.',
			values: ['auto', 'low'],
			valueNames: { auto: 'Auto', low: 'Low' },
			preset: 'auto',
		},
	},
} as const satisfies ObjectParam;

/** A file whose place in the request says of which kind it is. */
export const IMAGE = { kind: 'file', label: 'Image', media: ['image'] } as const satisfies FileParam;
export const VIDEO = { kind: 'file', label: 'Video', media: ['video'] } as const satisfies FileParam;
export const AUDIO = { kind: 'file', label: 'Audio', media: ['audio'] } as const satisfies FileParam;

/** The file an operation is about. */
export const MAIN_IMAGE = { ...IMAGE, main: true, required: true } as const satisfies FileParam;
export const MAIN_VIDEO = { ...VIDEO, main: true, required: true } as const satisfies FileParam;
export const MAIN_AUDIO = { ...AUDIO, main: true, required: true } as const satisfies FileParam;

/** A file that says of which kind it is, as `{ type, uri }`. */
export const TYPED_VIDEO = {
	kind: 'object',
	fields: { type: { kind: 'constant', value: 'video' }, uri: VIDEO },
} as const satisfies ObjectParam;
const TYPED_AUDIO = {
	kind: 'object',
	fields: { type: { kind: 'constant', value: 'audio' }, uri: AUDIO },
} as const satisfies ObjectParam;

export const REFERENCES = {
	kind: 'list',
	label: 'Reference Images',
	description: 'Images that show the model what people, things or places look like',
	rare: true,
	element: 'Image',
	of: { kind: 'object', fields: { uri: IMAGE } },
} as const satisfies ListParam;

export const REFERENCE_VIDEOS = {
	kind: 'list',
	label: 'Reference Videos',
	description: 'Videos that guide the model',
	rare: true,
	element: 'Video',
	of: TYPED_VIDEO,
} as const satisfies ListParam;

export const REFERENCE_AUDIO = {
	kind: 'list',
	label: 'Reference Audio',
	description: 'Sounds that guide the model',
	rare: true,
	element: 'Audio',
	of: TYPED_AUDIO,
} as const satisfies ListParam;

/** 0 to 100 in whole steps; a parameter adds its words. */
export const PERCENT = { kind: 'number', rare: true, integer: true, min: 0, max: 100, preset: 50 } as const;

export const SHARPEN = {
	...PERCENT,
	label: 'Sharpen',
	description: 'How much to sharpen, from 0 to 100',
} as const satisfies NumberParam;

export const SMART_GRAIN = {
	...PERCENT,
	label: 'Smart Grain',
	description: 'How much fine grain to add, from 0 to 100',
} as const satisfies NumberParam;

export const FLAVOR = { kind: 'choice', label: 'Flavor', rare: true, values: [] } as const satisfies ChoiceParam;
