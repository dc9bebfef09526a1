import type { Rule } from '../offer';
import type { ChoiceParam, ListParam, NumberParam, TextParam, ToggleParam } from '../types';
import { IMAGE, PERCENT } from './shared';

/** Parameters of images: all words the user reads about each. A row adds its values and limits. */

export const PROMPT = {
	kind: 'text',
	label: 'Prompt',
	description: 'What should be seen in the image',
	placeholder: 'e.g. A red fox in fresh snow at sunrise, photograph, shallow depth of field',
	lines: 4,
	telling: true,
} as const satisfies TextParam;

export const RATIO = {
	kind: 'choice',
	label: 'Ratio',
	description: 'Shape and size of the image',
	required: true,
	values: [],
	telling: true,
} as const satisfies ChoiceParam;

export const QUALITY = {
	kind: 'choice',
	label: 'Quality',
	description: 'How much work goes into the image. Higher costs more.',
	rare: true,
	values: [],
	valueNames: { low: 'Low', medium: 'Medium', high: 'High', xhigh: 'Extra High', max: 'Maximum', auto: 'Auto' },
	preset: 'high',
	telling: true,
} as const satisfies ChoiceParam;

const OUTPUT_COUNT_WORDS = {
	label: 'Number of Images',
	description: 'How many images to make, each charged. Each becomes an item of its own.',
	rare: true,
	preset: 1,
} as const;

export const OUTPUT_COUNT = {
	kind: 'number',
	...OUTPUT_COUNT_WORDS,
	integer: true,
	min: 1,
} as const satisfies NumberParam;

export const OUTPUT_COUNT_CHOICE = { kind: 'choice', ...OUTPUT_COUNT_WORDS, values: [] } as const satisfies ChoiceParam;

export const OUTPUT_FORMAT = {
	kind: 'choice',
	label: 'Output Format',
	description: 'The kind of file',
	rare: true,
	values: [],
	valueNames: { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
	preset: 'png',
} as const satisfies ChoiceParam;

export const BACKGROUND = {
	kind: 'choice',
	label: 'Background',
	description: 'What is behind the subject',
	rare: true,
	values: [],
	valueNames: { transparent: 'Transparent (PNG)', opaque: 'Opaque', auto: 'Auto' },
	preset: 'auto',
} as const satisfies ChoiceParam;

export const GROUNDING = {
	kind: 'toggle',
	label: 'Search the Web',
	description: 'Whether the model may look things up on the web first',
	rare: true,
} as const satisfies ToggleParam;

export const EDIT = {
	kind: 'toggle',
	label: 'Edit the Reference',
	description:
		'Whether to change the reference images instead of making a new one. With exactly one, that image itself is edited.',
	rare: true,
} as const satisfies ToggleParam;

const tag = (letters: string, range: string) =>
	({
		kind: 'text',
		label: 'Tag',
		description: `A name for the image, to speak of it in the prompt as @name: ${letters}, digits and underscores, first a letter`,
		placeholder: 'e.g. fox',
		minLength: 3,
		maxLength: 16,
		pattern: {
			matches: `^[${range}][${range}0-9_]+$`,
			say: `A tag has ${letters}, digits and underscores only, and begins with a letter.`,
		},
	}) as const satisfies TextParam;

const TAG = tag('lower-case letters', 'a-z');

const SUBJECT = {
	kind: 'choice',
	label: 'Subject',
	description: 'What the image shows: a person to be recognized, or a thing',
	values: ['object', 'human'],
	valueNames: { object: 'Object', human: 'Person' },
	preset: 'object',
} as const satisfies ChoiceParam;

const REFERENCE_WORDS = {
	kind: 'list',
	label: 'Reference Images',
	rare: true,
	element: 'Image',
} as const;

export const REFERENCE_IMAGES = {
	...REFERENCE_WORDS,
	description: 'Images that show the model what people, things or places look like',
	of: { kind: 'object', fields: { uri: IMAGE } },
} as const satisfies ListParam;

/** Called Figure 1, Figure 2 and so on in the prompt. */
export const FIGURES = {
	...REFERENCE_IMAGES,
	description:
		'Images that show the model what people, things or places look like. Speak of them in the prompt as Figure 1, Figure 2 and so on.',
} as const satisfies ListParam;

export const TAGGED_IMAGES = {
	...REFERENCE_WORDS,
	description:
		'Images that show the model what people, things or places look like. Speak of one in the prompt by its tag, as @tag.',
	of: { kind: 'object', fields: { uri: IMAGE, tag: TAG } },
} as const satisfies ListParam;

/** Of models that only the SDK knows: it asks for letters, and only the OpenAPI document for lower-case ones. */
export const FREELY_TAGGED_IMAGES = {
	...TAGGED_IMAGES,
	of: { kind: 'object', fields: { uri: IMAGE, tag: tag('letters', 'A-Za-z') } },
} as const satisfies ListParam;

export const TAGGED_SUBJECTS = {
	...TAGGED_IMAGES,
	of: { kind: 'object', fields: { uri: IMAGE, subject: SUBJECT, tag: TAG } },
} as const satisfies ListParam;

export const SCALE_FACTOR = {
	kind: 'choice',
	label: 'Scale Factor',
	description: 'How many times wider and higher the image becomes',
	values: [2, 4, 8, 16],
	valueNames: { 2: '2x', 4: '4x', 8: '8x', 16: '16x' },
	preset: 2,
	telling: true,
} as const satisfies ChoiceParam;

export const ULTRA_DETAIL = {
	...PERCENT,
	label: 'Ultra Detail',
	description: 'How much fine detail to add, from 0 to 100',
} as const satisfies NumberParam;

export const UNIQUE_TAGS = {
	unique: { field: 'referenceImages', key: 'tag' },
	say: 'Give each reference image a tag of its own.',
} as const satisfies Rule;

export const SUBJECT_COUNTS = [
	{
		atMost: { field: 'referenceImages', key: 'subject', value: 'human', otherwise: 'object', count: 5 },
		say: 'At most 5 reference images may show persons.',
	},
	{
		atMost: { field: 'referenceImages', key: 'subject', value: 'object', otherwise: 'object', count: 9 },
		say: 'At most 9 reference images may show objects.',
	},
] as const satisfies readonly Rule[];
