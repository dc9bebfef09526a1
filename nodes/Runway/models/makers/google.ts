import type { ChoiceParam, VideoModel } from '../types';
import { OPTIONAL_PROMPT_1000, PROMPT_1000, PROMPT_OF_UNKNOWN_LENGTH, SEED_OF_UNKNOWN_RANGE } from './shared';

const VEO_PARAMS = {
	ratio: {
		kind: 'choice',
		required: true,
		values: ['1280:720', '720:1280', '1080:1920', '1920:1080'],
		preset: '1280:720',
	},
	duration: { kind: 'choice', values: [4, 6, 8], preset: 4 },
	audio: { kind: 'toggle', vendorDefault: true },
	negativePrompt: { kind: 'text', minLength: 1, maxLength: 1000 },
	seed: SEED_OF_UNKNOWN_RANGE,
} as const;

const VEO_MODES = {
	generate: {
		endpoint: 'text_to_video',
		params: { promptText: PROMPT_1000, ...VEO_PARAMS },
	},
	animate: {
		endpoint: 'image_to_video',
		params: {
			promptImage: { kind: 'frames', required: true, positions: ['first', 'last'], maxItems: 2 },
			promptText: OPTIONAL_PROMPT_1000,
			...VEO_PARAMS,
		},
	},
} as const;

const OMNI_RATIO = {
	kind: 'choice',
	values: ['1280:720', '720:1280'],
	preset: '1280:720',
} as const satisfies ChoiceParam;

const OMNI_DURATION = { kind: 'number', integer: true, min: 3, max: 10, preset: 5 } as const;

const OMNI_1_1_PARAMS = {
	promptText: PROMPT_OF_UNKNOWN_LENGTH,
	ratio: {
		kind: 'choice',
		values: [
			'640:360',
			'360:640',
			'1280:720',
			'720:1280',
			'1920:1080',
			'1080:1920',
			'3840:2160',
			'2160:3840',
		],
		preset: '1280:720',
	},
	duration: { kind: 'number', min: 3, max: 10, auto: true, preset: 5 },
} as const;

/** Models of Google. */
export const GOOGLE_MODELS = [
	{
		id: 'veo3.1',
		name: 'Veo 3.1',
		description: 'Realistic video with sound, up to 1080p',
		creditsPerSecond: '40 with sound, 20 silent',
		modes: VEO_MODES,
	},
	{
		id: 'veo3.1_fast',
		name: 'Veo 3.1 Fast',
		description: 'Faster and cheaper Veo with sound, up to 1080p',
		creditsPerSecond: '15 with sound, 10 silent',
		modes: VEO_MODES,
	},
	{
		id: 'gemini_omni_flash',
		name: 'Gemini Omni Flash',
		description: 'Quick 720p video',
		creditsPerSecond: '10',
		modes: {
			generate: {
				endpoint: 'text_to_video',
				params: {
					promptText: { kind: 'text', required: true, minLength: 1, maxLength: 4000 },
					ratio: OMNI_RATIO,
					duration: OMNI_DURATION,
				},
			},
			animate: {
				endpoint: 'image_to_video',
				params: {
					promptImage: { kind: 'frames', required: true, positions: ['first'], maxItems: 1 },
					promptText: { kind: 'text', minLength: 1, maxLength: 4000 },
					ratio: OMNI_RATIO,
					duration: OMNI_DURATION,
				},
			},
		},
	},
	{
		id: 'gemini_omni_flash_1.1',
		name: 'Gemini Omni Flash 1.1',
		description: 'From 360p drafts to 4K, with image and video references',
		creditsPerSecond: '3.4 to 30 by resolution',
		modes: {
			generate: {
				endpoint: 'text_to_video',
				params: {
					...OMNI_1_1_PARAMS,
					references: { kind: 'mediaList', media: 'image' },
					referenceVideos: { kind: 'mediaList', media: 'video' },
				},
			},
			animate: {
				endpoint: 'image_to_video',
				params: {
					promptImage: { kind: 'frames', required: true, positions: ['first', 'last'] },
					...OMNI_1_1_PARAMS,
				},
			},
		},
	},
] as const satisfies readonly VideoModel[];
