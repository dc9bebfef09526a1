import type { ChoiceParam, IdParam, ListParam, NumberParam, TextParam, VariantParam } from '../types';
import { ELEVEN_VOICE, RECORDED_VOICE, SPEECH_TEXT } from './audio';
import { AUDIO, IMAGE, VIDEO } from './shared';
import { DURATION, KEYFRAMES } from './video';

/** Parameters of routers: all words the user reads about each. A model that cannot do what is asked for drops out of the choice. */

export const CONFIG_ID = {
	kind: 'id',
	label: 'Router',
	description: "The router that chooses the model. Routers are made in Runway's developer portal; the ID of one is its slug.",
	list: 'routers',
	pattern: {
		matches: '^[a-z][a-z0-9_-]{0,63}$',
		say: 'The ID of a router is its slug, such as production-video: small letters, digits, - and _, a letter first.',
	},
	required: true,
	telling: true,
} as const satisfies IdParam;

export const ASPECT_RATIO = {
	kind: 'choice',
	label: 'Aspect Ratio',
	description: 'The shape of the result',
	values: [],
	preset: '16:9',
	telling: true,
} as const satisfies ChoiceParam;

/** What an image or a video is to the one that is made. */
const ROLE = { kind: 'choice', label: 'Role', required: true } as const;

const IMAGES = { kind: 'list', label: 'Reference Images', element: 'Image', rare: true } as const;

export const PLAIN_IMAGES = {
	...IMAGES,
	description: 'Images that show what people, things or places look like',
	of: { kind: 'object', fields: { uri: IMAGE } },
} as const satisfies ListParam;

export const ROLE_IMAGES = {
	...IMAGES,
	label: 'Images',
	description: 'Images that the video begins or ends with, or that show what things look like',
	of: {
		kind: 'object',
		fields: {
			uri: IMAGE,
			role: {
				...ROLE,
				description: 'What the image is to the video',
				values: ['first', 'last', 'reference'],
				valueNames: { first: 'First Frame', last: 'Last Frame', reference: 'Reference' },
				preset: 'first',
			},
		},
	},
} as const satisfies ListParam;

export const ROLE_VIDEOS = {
	kind: 'list',
	label: 'Videos',
	description: 'A video that is to be changed, or videos that guide the model',
	element: 'Video',
	rare: true,
	of: {
		kind: 'object',
		fields: {
			uri: VIDEO,
			role: {
				...ROLE,
				description: 'What the video is to the new one',
				values: ['source', 'reference'],
				valueNames: { source: 'The Video to Change', reference: 'Reference' },
				preset: 'source',
			},
		},
	},
} as const satisfies ListParam;

export const REFERENCE_SOUNDS = {
	kind: 'list',
	label: 'Reference Audio',
	description: 'Sounds that guide the model',
	element: 'Audio',
	rare: true,
	of: { kind: 'object', fields: { uri: AUDIO } },
} as const satisfies ListParam;

export const SOURCE_KEYFRAMES = {
	...KEYFRAMES,
	description: 'Images that show what the changed video should look like at certain moments',
	minItems: undefined,
} as const satisfies ListParam;

/** No list: left empty, it is as long as the chosen model, or the video that came in, makes it. */
export const VIDEO_DURATION = {
	...DURATION,
	listed: undefined,
	description: 'How long the video is. Every second costs. Left empty, it is up to the model, or to the video to change.',
} as const satisfies NumberParam;

export const SOUND_TYPE = {
	kind: 'choice',
	label: 'Type',
	description: 'What becomes of the text',
	required: true,
	telling: true,
	values: ['speech', 'audio'],
	valueNames: { speech: 'Speech: It Is Said Word by Word', audio: 'Audio: It Describes What Is Heard' },
	preset: 'speech',
} as const satisfies ChoiceParam;

export const SOUND_TEXT = {
	...SPEECH_TEXT,
	description: 'The words to say, or what is to be heard',
} as const satisfies TextParam;

export const SOUND_DURATION = {
	kind: 'number',
	label: 'Duration',
	description: 'How long the sound is; not for speech',
	unit: 'Seconds',
	rare: true,
	telling: true,
	preset: 5,
} as const satisfies NumberParam;

/** A voice that is named or that is like a recording; without one each model may take its own. */
export const ANY_VOICE = {
	...RECORDED_VOICE,
	forms: [
		{
			value: 'preset',
			label: 'Preset',
			description: "One of Runway's voices",
			fields: { type: { kind: 'constant', value: 'preset' }, presetId: ELEVEN_VOICE.fields.presetId },
		},
		...RECORDED_VOICE.forms,
	],
} as const satisfies VariantParam;
