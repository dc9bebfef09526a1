import { NEEDED, MAIN_VIDEO, REFERENCE_AUDIO, REFERENCE_VIDEOS, REFERENCES, SEED } from '../params/shared';
import {
	DURATION,
	EDIT_PROMPT,
	FRAMES,
	IMAGE_PROMPT,
	PROMPT,
	PROMPT_EXPANSION_MODE,
	RATIO,
	RESOLUTION,
} from '../params/video';
import type { Model } from '../model';

const TEXT_6000 = { ...NEEDED, maxLength: 6000 } as const;

const HAILUO_OPTIONS = {
	ratio: {
		...RATIO,
		values: ['adaptive', '21:9', '16:9', '4:3', '1:1', '3:4', '9:16'],
		valueNames: { adaptive: 'Adaptive (Follows the Input)' },
		preset: '16:9',
	},
	resolution: { ...RESOLUTION, values: ['768p', '2k'], superseded: ['768P', '2K'], preset: '768p' },
	duration: { ...DURATION, min: 5, max: 15 },
	referenceAudio: { ...REFERENCE_AUDIO, maxItems: 3, totalSeconds: 15 },
} as const;

const IMAGES_9 = { ...REFERENCES, maxItems: 9 } as const;

const HAILUO_PRICE = {
	per: 'second',
	rates: [
		{ credits: 10, when: 'in 768p' },
		{ credits: 15, when: 'in 2K' },
	],
	also: 'plus 2 per reference image',
} as const;

const H3_OPTIONS = {
	resolution: { ...RESOLUTION, values: ['480p', '768p'], preset: '768p' },
	// Its range is not in Runway's documents.
	duration: { ...DURATION, positive: true, hint: 'Whole seconds, usually 5 to 15' },
	promptExpansionMode: PROMPT_EXPANSION_MODE,
	seed: SEED,
} as const;

const H3_PRICE = {
	per: 'second',
	rates: [
		{ credits: 5, when: 'in 480p' },
		{ credits: 8, when: 'in 768p', usual: true },
	],
} as const;

/** Models of MiniMax. */
export const MINIMAX_MODELS = [
	{
		id: 'hailuo3',
		name: 'Hailuo 3',
		description: 'Up to 2K, with image, video and audio references',
		endpoints: {
			'video.generate': {
				price: HAILUO_PRICE,
				params: {
					promptText: { ...PROMPT, ...TEXT_6000 },
					...HAILUO_OPTIONS,
					references: IMAGES_9,
					referenceVideos: { ...REFERENCE_VIDEOS, maxItems: 3, totalSeconds: 15 },
				},
				rules: [
					{
						when: { field: 'ratio', is: ['adaptive'] },
						needsOneOf: ['references', 'referenceVideos'],
						say: 'The ratio Adaptive follows a reference: add reference images or videos, or choose a fixed ratio.',
					},
				],
			},
			'video.animate': {
				price: HAILUO_PRICE,
				params: {
					promptImage: {
						...FRAMES,
						positions: ['first', 'last'],
						lastAlone: true,
						references: true,
						maxItems: 9,
					},
					promptText: { ...IMAGE_PROMPT, ...TEXT_6000 },
					...HAILUO_OPTIONS,
				},
			},
			'video.edit': {
				price: HAILUO_PRICE,
				params: {
					promptVideo: MAIN_VIDEO,
					promptText: { ...EDIT_PROMPT, ...TEXT_6000 },
					...HAILUO_OPTIONS,
					references: IMAGES_9,
					referenceVideos: { ...REFERENCE_VIDEOS, maxItems: 2, totalSeconds: 15 },
				},
			},
		},
	},
	{
		id: 'h3_max',
		name: 'MiniMax H3 Max',
		description: 'Rewrites short prompts by itself',
		endpoints: {
			'video.generate': { price: H3_PRICE, params: { promptText: { ...PROMPT, ...NEEDED }, ...H3_OPTIONS } },
			'video.animate': {
				price: H3_PRICE,
				params: {
					promptImage: {
						...FRAMES,
						positions: ['first', 'last'],
						hint: 'At least 256 pixels on each side',
					},
					promptText: { ...IMAGE_PROMPT, ...NEEDED },
					...H3_OPTIONS,
				},
			},
		},
	},
] as const satisfies readonly Model[];
