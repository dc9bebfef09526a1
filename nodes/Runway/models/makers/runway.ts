import type { ChoiceParam, GroupParam, Rule, VideoModel } from '../types';
import { OPTIONAL_PROMPT_1000, PROMPT_1000, SEED } from './shared';

const DURATION = { kind: 'number', integer: true, min: 2, max: 10, preset: 5 } as const;

const CONTENT_MODERATION = {
	kind: 'group',
	fields: { publicFigureThreshold: { kind: 'choice', values: ['auto', 'low'] } },
} as const satisfies GroupParam;

const OUTPUT_FORMAT = {
	kind: 'choice',
	values: [
		'mp4',
		'prores',
		'png_sequence',
		'hdr10',
		'hlg',
		'sdr_rec709_10bit',
		'hdr_pq_12bit_master',
		'hdr_prores',
		'hdr_png_sequence',
		'hdr_exr_sequence',
		'hdr_exr_acescg_sequence_1_3',
		'hdr_exr_acescg_sequence_2_0',
	],
} as const satisfies ChoiceParam;

const PRORES_PROFILE = {
	kind: 'choice',
	values: ['422', '4444', '422 Proxy', '422 LT', '422 HQ', '4444 XQ'],
} as const satisfies ChoiceParam;

const PRORES_RULES = [
	{
		when: { field: 'proresProfile' },
		demands: { field: 'outputFormat', values: ['prores', 'hdr_prores'] },
		say: 'A ProRes profile needs the output format ProRes or HDR ProRes.',
	},
	{
		when: { field: 'outputFormat', is: ['hdr_prores'] },
		allows: { field: 'proresProfile', values: ['422', '422 HQ', '4444'] },
		say: 'The output format HDR ProRes has only the profiles 422, 422 HQ and 4444.',
	},
] as const satisfies readonly Rule[];

/** The customer's document; Runway itself took only two other ratios for this model. */
const GEN3A_TURBO_PARAMS = {
	ratio: {
		kind: 'choice',
		values: ['1280:720', '720:1280', '1104:832', '832:1104', '960:960'],
		preset: '1280:720',
	},
	duration: { kind: 'choice', values: [5, 10], preset: 5 },
	seed: { kind: 'number', integer: true },
} as const;

/** Models of Runway itself. */
export const RUNWAY_MODELS = [
	{
		id: 'gen4.5',
		name: 'Gen-4.5',
		description: "Runway's own best model for text and images",
		creditsPerSecond: '12',
		modes: {
			generate: {
				endpoint: 'text_to_video',
				params: {
					promptText: PROMPT_1000,
					ratio: {
						kind: 'choice',
						required: true,
						values: ['1280:720', '720:1280'],
						preset: '1280:720',
					},
					duration: { ...DURATION, required: true },
					seed: SEED,
					contentModeration: CONTENT_MODERATION,
					outputFormat: OUTPUT_FORMAT,
					proresProfile: PRORES_PROFILE,
				},
				rules: PRORES_RULES,
			},
			animate: {
				endpoint: 'image_to_video',
				params: {
					promptImage: { kind: 'frames', required: true, positions: ['first'], maxItems: 1 },
					promptText: PROMPT_1000,
					ratio: {
						kind: 'choice',
						required: true,
						values: ['1280:720', '720:1280', '1104:832', '960:960', '832:1104', '1584:672'],
						preset: '1280:720',
					},
					duration: { ...DURATION, required: true },
					seed: SEED,
					contentModeration: CONTENT_MODERATION,
					outputFormat: OUTPUT_FORMAT,
					proresProfile: PRORES_PROFILE,
				},
				rules: PRORES_RULES,
			},
		},
	},
	{
		id: 'gen4_turbo',
		name: 'Gen-4 Turbo',
		description: "Runway's fast and cheap model for images",
		creditsPerSecond: '5',
		modes: {
			animate: {
				endpoint: 'image_to_video',
				params: {
					promptImage: { kind: 'frames', required: true, positions: ['first'], maxItems: 1 },
					promptText: OPTIONAL_PROMPT_1000,
					ratio: {
						kind: 'choice',
						required: true,
						values: ['1280:720', '720:1280', '1104:832', '832:1104', '960:960', '1584:672'],
						preset: '1280:720',
					},
					duration: DURATION,
					seed: SEED,
					contentModeration: CONTENT_MODERATION,
				},
			},
		},
	},
	{
		id: 'gen3a_turbo',
		name: 'Gen-3 Alpha Turbo',
		description: 'Only for gateways that still offer it',
		creditsPerSecond: '5',
		retired: { on: '2026-07-30', successor: 'gen4_turbo' },
		modes: {
			generate: {
				// Its text-only call goes to the same path as the one with an image.
				endpoint: 'image_to_video',
				params: { promptText: { kind: 'text', required: true }, ...GEN3A_TURBO_PARAMS },
			},
			animate: {
				endpoint: 'image_to_video',
				params: {
					promptImage: { kind: 'frames', required: true, positions: ['first'] },
					promptText: { kind: 'text' },
					...GEN3A_TURBO_PARAMS,
				},
			},
		},
	},
] as const satisfies readonly VideoModel[];
