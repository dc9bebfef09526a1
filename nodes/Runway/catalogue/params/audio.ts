import type {
	ChoiceParam,
	FileParam,
	IdParam,
	ListParam,
	NumberParam,
	ObjectParam,
	TextParam,
	ToggleParam,
	VariantParam,
} from '../types';
import { AUDIO, NEEDED, SEED } from './shared';

/** Parameters of sound and speech: all words the user reads about each. A row adds its values and limits. */

export const SPEECH_TEXT = {
	kind: 'text',
	label: 'Text',
	description: 'The words to say',
	placeholder: 'e.g. Good morning! Here is what is new today.',
	lines: 4,
	telling: true,
	priced: true,
} as const satisfies TextParam;

export const SOUND_PROMPT = {
	...SPEECH_TEXT,
	label: 'Prompt',
	description: 'What is to be heard',
	placeholder: 'e.g. Heavy rain on a tin roof, distant thunder',
} as const satisfies TextParam;

const PRESET_VOICE = {
	kind: 'choice',
	label: 'Voice',
	description: "One of Runway's voices",
	name: 'voice',
	required: true,
	telling: true,
	values: [],
} as const satisfies ChoiceParam;

/** The voices of Eleven's models. */
export const ELEVEN_VOICE = {
	kind: 'object',
	required: true,
	fields: {
		type: { kind: 'constant', value: 'runway-preset' },
		presetId: {
			...PRESET_VOICE,
			preset: 'Maya',
			values: [
				'Maya',
				'Arjun',
				'Serene',
				'Bernard',
				'Billy',
				'Mark',
				'Clint',
				'Mabel',
				'Chad',
				'Leslie',
				'Eleanor',
				'Elias',
				'Elliot',
				'Grungle',
				'Brodie',
				'Sandra',
				'Kirk',
				'Kylie',
				'Lara',
				'Lisa',
				'Malachi',
				'Marlene',
				'Martin',
				'Miriam',
				'Monster',
				'Paula',
				'Pip',
				'Rusty',
				'Ragnar',
				'Xylar',
				'Maggie',
				'Jack',
				'Katie',
				'Noah',
				'James',
				'Rina',
				'Ella',
				'Mariah',
				'Frank',
				'Claudia',
				'Niki',
				'Vincent',
				'Kendrick',
				'Myrna',
				'Tom',
				'Wanda',
				'Benjamin',
				'Kiana',
				'Rachel',
			],
		},
	},
} as const satisfies ObjectParam;

const VOICE_TYPE = {
	kind: 'variant',
	label: 'Voice Type',
	description: 'Where the voice comes from',
	name: 'voiceType',
} as const;

/** A voice that is like the one of a recording. */
export const RECORDED_VOICE = {
	...VOICE_TYPE,
	none: { label: 'Default Voice', description: "The model's own voice" },
	forms: [
		{
			value: 'recording',
			label: 'Recording',
			description: 'A voice like the one of a sound file',
			fields: {
				type: { kind: 'constant', value: 'reference-audio' },
				audioUri: { ...AUDIO, label: 'Voice Recording', name: 'voiceAudio', required: true },
			},
		},
	],
} as const satisfies VariantParam;

/** Runway's voices for avatars. */
export const LIVE_VOICE = {
	...PRESET_VOICE,
	preset: 'victoria',
	values: [
		'victoria',
		'vincent',
		'clara',
		'drew',
		'skye',
		'max',
		'morgan',
		'felix',
		'mia',
		'marcus',
		'summer',
		'ruby',
		'aurora',
		'jasper',
		'leo',
		'adrian',
		'nina',
		'emma',
		'blake',
		'david',
		'maya',
		'nathan',
		'sam',
		'georgia',
		'petra',
		'adam',
		'zach',
		'violet',
		'roman',
		'luna',
	],
} as const satisfies ChoiceParam;

export const CUSTOM_VOICE_ID = {
	kind: 'id',
	list: 'voices',
	label: 'Voice ID',
	description: 'The ID of a voice of your own at Runway',
	name: 'voiceId',
	required: true,
	telling: true,
} as const satisfies IdParam;

/** The voice of an avatar's words. */
const AVATAR_VOICE = {
	...VOICE_TYPE,
	none: { label: "The Avatar's Own", description: 'The voice that belongs to the avatar' },
	forms: [
		{
			value: 'preset',
			label: 'Preset',
			description: "One of Runway's voices",
			fields: {
				type: { kind: 'constant', value: 'preset' },
				presetId: LIVE_VOICE,
			},
		},
		{
			value: 'custom',
			label: 'Custom',
			description: 'A voice of your own at Runway',
			fields: {
				type: { kind: 'constant', value: 'custom' },
				id: CUSTOM_VOICE_ID,
			},
		},
	],
} as const satisfies VariantParam;

export const AVATAR = {
	kind: 'variant',
	label: 'Avatar Type',
	description: 'Who speaks',
	name: 'avatarType',
	required: true,
	forms: [
		{
			value: 'preset',
			label: 'Preset',
			description: "One of Runway's avatars",
			fields: {
				type: { kind: 'constant', value: 'runway-preset' },
				presetId: {
					kind: 'choice',
					label: 'Avatar',
					description: "One of Runway's avatars",
					name: 'avatar',
					required: true,
					telling: true,
					preset: 'influencer',
					values: [
						'game-character',
						'music-superstar',
						'game-character-man',
						'cat-character',
						'influencer',
						'tennis-coach',
						'human-resource',
						'fashion-designer',
						'cooking-teacher',
					],
				},
			},
		},
		{
			value: 'custom',
			label: 'Custom',
			description: 'An avatar of your own at Runway',
			fields: {
				type: { kind: 'constant', value: 'custom' },
				avatarId: {
					kind: 'id',
					list: 'avatars',
					label: 'Avatar ID',
					description: 'The ID of an avatar of your own at Runway',
					required: true,
					telling: true,
				},
			},
		},
	],
} as const satisfies VariantParam;

export const AVATAR_SPEECH = {
	kind: 'variant',
	label: 'Speech Type',
	description: 'What the avatar says',
	name: 'speechType',
	required: true,
	forms: [
		{
			value: 'text',
			label: 'Text',
			description: 'The avatar says these words',
			fields: {
				type: { kind: 'constant', value: 'text' },
				text: { ...SPEECH_TEXT, ...NEEDED, maxLength: 5000 },
				voice: AVATAR_VOICE,
			},
		},
		{
			value: 'audio',
			label: 'Recording',
			description: 'The avatar moves its lips to a sound file',
			fields: {
				type: { kind: 'constant', value: 'audio' },
				audio: { ...AUDIO, label: 'Speech Recording', name: 'speechAudio', required: true },
			},
		},
	],
} as const satisfies VariantParam;

const RATE = { kind: 'number', rare: true, integer: true, min: -50, max: 100, preset: 0 } as const;

/** What Seed Audio takes for speech and for sound effects. */
export const SEED_AUDIO_OPTIONS = {
	loudnessRate: { ...RATE, label: 'Loudness', description: 'From -50 to 100; 0 is normal' },
	outputFormat: {
		kind: 'choice',
		label: 'Output Format',
		description: 'The kind of file',
		rare: true,
		values: ['wav', 'mp3', 'ogg_opus'],
		preset: 'mp3',
		valueNames: { wav: 'WAV', mp3: 'MP3', ogg_opus: 'Ogg Opus' },
	},
	pitchRate: {
		kind: 'number',
		label: 'Pitch',
		description: 'In semitones, from -12 to 12; 0 is unchanged',
		rare: true,
		integer: true,
		min: -12,
		max: 12,
		preset: 0,
	},
	sampleRate: {
		kind: 'choice',
		label: 'Sample Rate',
		description: 'How many samples a second the file has',
		rare: true,
		values: [8000, 16000, 24000, 32000, 44100, 48000],
		unit: 'Hz',
		preset: 44100,
	},
	speechRate: { ...RATE, label: 'Speech Rate', description: 'How fast to speak, from -50 to 100; 0 is normal' },
} as const satisfies Record<string, NumberParam | ChoiceParam>;

/** Presets are those of ElevenLabs where Runway states none. */
const FROM_0_TO_1 = { kind: 'number', rare: true, min: 0, max: 1 } as const;

/** What Eleven v3 takes besides the text and the voice. */
export const ELEVEN_V3_OPTIONS = {
	applyTextNormalization: {
		kind: 'choice',
		label: 'Text Normalization',
		description: 'Spells out numbers and the like before they are spoken',
		rare: true,
		values: ['auto', 'on', 'off'],
		valueNames: { auto: 'Auto', on: 'On', off: 'Off' },
		preset: 'auto',
	},
	languageCode: {
		kind: 'text',
		label: 'Language Code',
		description: 'The language of the text, by its code. Left out, the model finds out.',
		placeholder: 'e.g. en',
		rare: true,
		minLength: 2,
		maxLength: 5,
	},
	seed: SEED,
	similarityBoost: {
		...FROM_0_TO_1,
		label: 'Similarity',
		description: 'How closely to keep to the original voice, from 0 to 1',
		preset: 0.75,
	},
	speed: {
		kind: 'number',
		label: 'Speed',
		description: 'From 0.7 (slow) to 1.2 (fast); 1 is normal',
		rare: true,
		min: 0.7,
		max: 1.2,
		preset: 1,
	},
	stability: { ...FROM_0_TO_1, label: 'Stability', description: 'From 0 (emotional) to 1 (even)', preset: 0.5 },
	style: {
		...FROM_0_TO_1,
		label: 'Style',
		description: "How much to exaggerate the voice's style, from 0 to 1",
		preset: 0,
	},
	useSpeakerBoost: {
		kind: 'toggle',
		label: 'Speaker Boost',
		description: 'Whether to come closer to the original speaker, which takes a little longer',
		rare: true,
	},
} as const satisfies Record<string, NumberParam | ChoiceParam | TextParam | ToggleParam>;

/** Called @Audio1, @Audio2 and @Audio3 in the prompt. */
export const REFERENCE_AUDIOS = {
	kind: 'list',
	label: 'Reference Audio',
	description: 'Sounds that guide the model. Speak of them in the prompt as @Audio1, @Audio2 and @Audio3.',
	rare: true,
	element: 'Audio',
	of: AUDIO,
} as const satisfies ListParam;

export const SOUND_DURATION = {
	kind: 'number',
	label: 'Duration',
	description: 'How long the sound is, from 0.5 to 30 seconds. Left out, it follows from the prompt.',
	unit: 'Seconds',
	rare: true,
	telling: true,
	min: 0.5,
	max: 30,
	preset: 5,
} as const satisfies NumberParam;

export const LOOP = {
	kind: 'toggle',
	label: 'Loop',
	description: 'Whether the end of the sound goes over into its beginning',
	rare: true,
} as const satisfies ToggleParam;

/** A sound, or a video whose sound is meant. */
export const MAIN_MEDIA = {
	kind: 'object',
	required: true,
	fields: {
		type: { kind: 'kindOf' },
		uri: {
			kind: 'file',
			label: 'Media',
			media: ['audio', 'video'],
			main: true,
			required: true,
		} satisfies FileParam,
	},
} as const satisfies ObjectParam;

export const REMOVE_BACKGROUND_NOISE = {
	kind: 'toggle',
	label: 'Remove Background Noise',
	description: 'Whether to take out what is not the voice',
	rare: true,
} as const satisfies ToggleParam;

export const TARGET_LANGUAGE = {
	kind: 'choice',
	label: 'Target Language',
	description: 'The language to translate the speech into',
	required: true,
	telling: true,
	values: [
		'en',
		'hi',
		'pt',
		'zh',
		'es',
		'fr',
		'de',
		'ja',
		'ar',
		'ru',
		'ko',
		'id',
		'it',
		'nl',
		'tr',
		'pl',
		'sv',
		'fil',
		'ms',
		'ro',
		'uk',
		'el',
		'cs',
		'da',
		'fi',
		'bg',
		'hr',
		'sk',
		'ta',
	],
	valueNames: {
		en: 'English',
		hi: 'Hindi',
		pt: 'Portuguese',
		zh: 'Chinese',
		es: 'Spanish',
		fr: 'French',
		de: 'German',
		ja: 'Japanese',
		ar: 'Arabic',
		ru: 'Russian',
		ko: 'Korean',
		id: 'Indonesian',
		it: 'Italian',
		nl: 'Dutch',
		tr: 'Turkish',
		pl: 'Polish',
		sv: 'Swedish',
		fil: 'Filipino',
		ms: 'Malay',
		ro: 'Romanian',
		uk: 'Ukrainian',
		el: 'Greek',
		cs: 'Czech',
		da: 'Danish',
		fi: 'Finnish',
		bg: 'Bulgarian',
		hr: 'Croatian',
		sk: 'Slovak',
		ta: 'Tamil',
	},
} as const satisfies ChoiceParam;

export const DISABLE_VOICE_CLONING = {
	kind: 'toggle',
	label: 'Disable Voice Cloning',
	description: "Whether to use other voices instead of imitating the speakers'",
	rare: true,
} as const satisfies ToggleParam;

export const DROP_BACKGROUND_AUDIO = {
	kind: 'toggle',
	label: 'Drop Background Audio',
	description: 'Whether to keep only the speech',
	rare: true,
} as const satisfies ToggleParam;

export const NUMBER_OF_SPEAKERS = {
	kind: 'number',
	label: 'Number of Speakers',
	description: 'How many people speak. Left out, the model finds out.',
	rare: true,
	integer: true,
	min: 1,
	preset: 1,
} as const satisfies NumberParam;
