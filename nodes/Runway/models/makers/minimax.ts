import type { VideoModel } from '../types';
import { AUDIO_3, IMAGES_9, PROMPT_OF_UNKNOWN_LENGTH, VIDEOS_3 } from './shared';

const HAILUO_PARAMS = {
	promptText: { kind: 'text', required: true, minLength: 1, maxLength: 6000 },
	ratio: {
		kind: 'choice',
		values: ['adaptive', '21:9', '16:9', '4:3', '1:1', '3:4', '9:16'],
		preset: '16:9',
	},
	resolution: {
		kind: 'choice',
		values: ['768p', '2k'],
		superseded: ['768P', '2K'],
		preset: '768p',
	},
	duration: { kind: 'number', integer: true, min: 5, max: 15, preset: 5 },
	referenceAudio: AUDIO_3,
} as const;

const H3_PARAMS = {
	promptText: PROMPT_OF_UNKNOWN_LENGTH,
	resolution: { kind: 'choice', values: ['480p', '768p'], preset: '768p' },
	duration: {
		kind: 'number',
		positive: true,
		preset: 5,
		hint: 'Seconds; 5 to 15 have been reported to work',
	},
	promptExpansionMode: {
		kind: 'choice',
		values: ['disabled', 'balanced', 'quality'],
	},
	seed: { kind: 'number' },
} as const;

/** Models of MiniMax. */
export const MINIMAX_MODELS = [
	{
		id: 'hailuo3',
		name: 'Hailuo 3',
		description: 'Up to 2K, with image, video and audio references',
		creditsPerSecond: '10 at 768p, 15 at 2k',
		modes: {
			generate: {
				endpoint: 'text_to_video',
				params: { ...HAILUO_PARAMS, references: IMAGES_9, referenceVideos: VIDEOS_3 },
				rules: [
					{
						when: { field: 'ratio', is: ['adaptive'] },
						needsOneOf: ['references', 'referenceVideos'],
						say: 'The ratio Adaptive follows a reference: add reference images or videos, or choose a fixed ratio.',
					},
				],
			},
			animate: {
				endpoint: 'image_to_video',
				params: {
					promptImage: {
						kind: 'frames',
						required: true,
						positions: ['first', 'last'],
						lastAlone: true,
						references: true,
						maxItems: 9,
					},
					...HAILUO_PARAMS,
				},
			},
		},
	},
	{
		id: 'h3_max',
		name: 'MiniMax H3 Max',
		description: 'Rewrites short prompts by itself',
		creditsPerSecond: '5 at 480p, 8 at 768p',
		modes: {
			generate: { endpoint: 'text_to_video', params: H3_PARAMS },
			animate: {
				endpoint: 'image_to_video',
				params: {
					promptImage: {
						kind: 'frames',
						required: true,
						positions: ['first', 'last'],
						hint: 'At least 256 pixels on each side',
					},
					...H3_PARAMS,
				},
			},
		},
	},
] as const satisfies readonly VideoModel[];
