import type { ChoiceParam, ConstantParam, DateParam, Fields, IdParam, IdsParam, TextParam, VariantParam } from '../types';
import { CUSTOM_VOICE_ID, LIVE_VOICE } from './audio';
import { MAIN_AUDIO, MAIN_IMAGE, NEEDED } from './shared';

/**
 * Parameters of what belongs to an account: voices, avatars, documents, conversations. Lengths: Runway's OpenAPI document
 * and API reference.
 */

const ID = { kind: 'id', required: true, telling: true } as const;

export const VOICE_ID = { ...ID, list: 'voices', label: 'Voice', description: 'The voice to work on' } as const satisfies IdParam;
export const AVATAR_ID = { ...ID, list: 'avatars', label: 'Avatar', description: 'The avatar to work on' } as const satisfies IdParam;
export const DOCUMENT_ID = {
	...ID,
	list: 'documents',
	label: 'Document',
	description: 'The document to work on',
} as const satisfies IdParam;
export const CONVERSATION_ID = {
	...ID,
	plain: true,
	label: 'Conversation ID',
	description: 'The ID of the conversation, which is that of its realtime session',
	placeholder: 'e.g. 17f20503-6c24-4c16-946b-35dbbce2af2f',
} as const satisfies IdParam;

const NAME = { kind: 'text', label: 'Name' } as const;

/** Of a field that changes something. */
const EMPTY_KEEPS = 'Empty: it stays as it is';

/** Those of `fields` that are texts, as fields of an update: none is needed. */
function changing<T extends Record<string, TextParam>>(fields: T): { [K in keyof T]: TextParam } {
	const optional = (param: TextParam): TextParam => ({ ...param, required: undefined, minLength: undefined, hint: EMPTY_KEEPS });
	return Object.fromEntries(Object.entries(fields).map(([key, param]) => [key, optional(param)])) as { [K in keyof T]: TextParam };
}

const VOICE_TEXTS = {
	name: { ...NAME, ...NEEDED, maxLength: 100, placeholder: 'e.g. Brand Ambassador', telling: true },
	description: { kind: 'text', label: 'Description', description: 'A note for yourself', maxLength: 1024 },
} as const satisfies Record<string, TextParam>;

const VOICE_PROMPT = {
	kind: 'text',
	label: 'Prompt',
	description: 'What the voice is like: tone, accent, pace, character',
	placeholder: 'e.g. A warm, friendly voice with a slight British accent, at a measured pace',
	lines: 3,
	required: true,
	minLength: 20,
	maxLength: 1000,
} as const satisfies TextParam;

const VOICE_MODEL = {
	kind: 'choice',
	label: 'Model',
	description: 'The model that designs the voice',
	required: true,
	preset: 'eleven_ttv_v3',
	leftOut: false,
	values: ['eleven_ttv_v3', 'eleven_multilingual_ttv_v2'],
	valueNames: { eleven_ttv_v3: 'Eleven v3', eleven_multilingual_ttv_v2: 'Eleven Multilingual v2 (Previous Generation)' },
} as const satisfies ChoiceParam;

export const VOICE_PREVIEW = { prompt: VOICE_PROMPT, model: VOICE_MODEL } as const satisfies Fields;

export const NEW_VOICE = {
	name: VOICE_TEXTS.name,
	from: {
		kind: 'variant',
		label: 'Create From',
		description: 'Where the voice comes from',
		name: 'from',
		required: true,
		forms: [
			{
				value: 'text',
				label: 'Description',
				description: 'A voice designed from a text',
				fields: { type: { kind: 'constant', value: 'text' }, ...VOICE_PREVIEW },
			},
			{
				value: 'audio',
				label: 'Recording',
				description: 'A voice like the one of a sound file',
				fields: {
					type: { kind: 'constant', value: 'audio' },
					audio: {
						...MAIN_AUDIO,
						hint: '10 seconds to 5 minutes, up to 10 MB, one speaker without noise in the background',
					},
				},
			},
		],
	},
	description: VOICE_TEXTS.description,
} as const satisfies Fields;

export const CHANGED_VOICE = changing(VOICE_TEXTS);

const AVATAR_TEXTS = {
	name: { ...NAME, ...NEEDED, maxLength: 50, placeholder: 'e.g. Support Agent', telling: true },
	personality: {
		kind: 'text',
		...NEEDED,
		label: 'Personality',
		description: 'How the avatar behaves in conversations',
		placeholder: 'e.g. You are a helpful support agent. Be friendly, patient, and clear.',
		lines: 4,
		maxLength: 2000,
	},
} as const satisfies Record<string, TextParam>;

const START_SCRIPT = {
	kind: 'text',
	label: 'Start Script',
	description: 'What the avatar says when a conversation begins',
	placeholder: 'e.g. Hello! How can I help you today?',
	lines: 2,
	maxLength: 2000,
} as const satisfies TextParam;

const DOCUMENTS = {
	kind: 'ids',
	list: 'documents',
	label: 'Document',
	description: 'Documents that the avatar knows',
	maxItems: 50,
} as const satisfies IdsParam;

const IMAGE_PROCESSING = {
	kind: 'choice',
	label: 'Image Processing',
	description: 'What Runway does with the image first',
	leftOut: 'Default',
	values: ['optimize', 'none'],
	valueNames: { optimize: 'Optimize', none: 'None: Use the Image as It Is' },
} as const satisfies ChoiceParam;

const VOICE = {
	kind: 'variant',
	label: 'Voice Type',
	description: 'The voice of the avatar',
	name: 'voiceType',
	forms: [
		{
			value: 'preset',
			label: 'Preset',
			description: "One of Runway's voices",
			fields: {
				type: { kind: 'constant', value: 'runway-live-preset' },
				presetId: { ...LIVE_VOICE, leftOut: false },
			},
		},
		{
			value: 'custom',
			label: 'Custom',
			description: 'A voice of your own at Runway',
			fields: { type: { kind: 'constant', value: 'custom' }, id: CUSTOM_VOICE_ID },
		},
	],
} as const satisfies VariantParam;

export const NEW_AVATAR = {
	name: AVATAR_TEXTS.name,
	personality: AVATAR_TEXTS.personality,
	referenceImage: MAIN_IMAGE,
	voice: { ...VOICE, required: true },
	startScript: START_SCRIPT,
	documentIds: DOCUMENTS,
	imageProcessing: IMAGE_PROCESSING,
} as const satisfies Fields;

const KEEP = { label: 'Keep', description: 'It stays as it is' };

/** A field that is kept, replaced, or emptied. */
function change(label: string, name: string, key: string, param: Fields[string], removed?: ConstantParam['value']): VariantParam {
	const remove = { value: 'remove', label: 'Remove', fields: { [key]: { kind: 'constant', value: removed ?? null } } } as const;
	return {
		kind: 'variant',
		label,
		description: 'What becomes of it',
		name,
		flat: true,
		none: KEEP,
		forms: [{ value: 'replace', label: 'Replace', fields: { [key]: param } }, ...(removed === undefined ? [] : [remove])],
	};
}

export const CHANGED_AVATAR: Fields = {
	...changing(AVATAR_TEXTS),
	image: change('Image', 'imageChange', 'referenceImage', MAIN_IMAGE),
	voice: { ...VOICE, none: KEEP },
	startScript: change('Start Script', 'startScriptChange', 'startScript', { ...START_SCRIPT, required: true }, null),
	documentIds: change('Documents', 'documentsChange', 'documentIds', { ...DOCUMENTS, required: true }, []),
	imageProcessing: { ...IMAGE_PROCESSING, leftOut: 'Keep' },
};

export const NEW_DOCUMENT = {
	name: { ...NAME, ...NEEDED, maxLength: 255, placeholder: 'e.g. Product FAQ' },
	content: {
		kind: 'text',
		...NEEDED,
		label: 'Content',
		description: 'Plain text or Markdown',
		placeholder: 'e.g. # What is your return policy?',
		lines: 8,
		maxLength: 200_000,
	},
} as const satisfies Record<string, TextParam>;

export const CHANGED_DOCUMENT = changing(NEW_DOCUMENT);

const ALWAYS = { kind: 'choice', required: true, leftOut: false } as const;

export const DOCUMENT_FILTERS = {
	sort: {
		...ALWAYS,
		label: 'Sort By',
		preset: 'createdAt',
		values: ['createdAt', 'updatedAt'],
		valueNames: { createdAt: 'Creation', updatedAt: 'Last Update' },
	} satisfies ChoiceParam,
	order: {
		...ALWAYS,
		label: 'Order',
		preset: 'desc',
		values: ['desc', 'asc'],
		valueNames: { desc: 'Newest First', asc: 'Oldest First' },
	} satisfies ChoiceParam,
} as const;

export const CONVERSATION_FILTERS = {
	avatar: {
		kind: 'id',
		list: 'avatars',
		label: 'Avatar',
		description: 'Only conversations with this avatar of your own. Left out: all.',
		name: 'avatarId',
	} satisfies IdParam,
	startDate: {
		kind: 'date',
		label: 'Start Date',
		description: 'Only conversations from this moment on. Without a time zone: UTC.',
	} satisfies DateParam,
	endDate: {
		kind: 'date',
		label: 'End Date',
		description: 'Only conversations before this moment. Without a time zone: UTC.',
	} satisfies DateParam,
} as const;
