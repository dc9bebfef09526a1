import type { FramesParam, NumberParam, TextParam, VideoModel } from '../types';
import { AUDIO_3, IMAGES_9, SEED_OF_UNKNOWN_RANGE, VIDEOS_3 } from './shared';

const RATIOS_720P = [
	'992:432',
	'864:496',
	'752:560',
	'640:640',
	'560:752',
	'496:864',
	'1470:630',
	'1280:720',
	'1112:834',
	'960:960',
	'834:1112',
	'720:1280',
] as const;

const RATIOS_1080P = ['2206:946', '1920:1080', '1664:1248', '1440:1440', '1248:1664', '1080:1920'] as const;

const RATIOS_4K = ['3840:1646', '3840:2160', '3840:2880', '3840:3840', '2880:3840', '2160:3840'] as const;

const RATIOS_2_5 = [
	'992:432',
	'854:480',
	'752:560',
	'640:640',
	'560:752',
	'480:854',
	'1470:630',
	'1280:720',
	'1112:834',
	'960:960',
	'834:1112',
	'720:1280',
	...RATIOS_1080P,
] as const;

const PROMPT = { kind: 'text', required: true, minLength: 1, maxLength: 3500 } as const satisfies TextParam;
const OPTIONAL_PROMPT = { kind: 'text', minLength: 1, maxLength: 3500 } as const satisfies TextParam;

const AUTO_HINT =
	'Auto is charged as the longest clip first; what was not used comes back when the task is done';

const FRAMES = {
	kind: 'frames',
	required: true,
	positions: ['first', 'last'],
	lastAlone: true,
	references: true,
} as const satisfies FramesParam;

const DURATION = {
	kind: 'number',
	integer: true,
	min: 4,
	max: 15,
	auto: true,
	preset: 5,
	hint: AUTO_HINT,
} as const satisfies NumberParam;

/** What the three models of the 2.0 family share, apart from their ratios. */
const COMMON_2_0 = {
	duration: DURATION,
	audio: { kind: 'toggle', vendorDefault: true },
	seed: SEED_OF_UNKNOWN_RANGE,
	referenceAudio: AUDIO_3,
} as const;

const SMALL_RATIO = { kind: 'choice', values: RATIOS_720P, preset: '1280:720' } as const;

const SMALL_MODES = {
	generate: {
		endpoint: 'text_to_video',
		params: {
			promptText: PROMPT,
			ratio: SMALL_RATIO,
			...COMMON_2_0,
			references: IMAGES_9,
			referenceVideos: VIDEOS_3,
		},
	},
	animate: {
		endpoint: 'image_to_video',
		params: { promptImage: FRAMES, promptText: OPTIONAL_PROMPT, ratio: SMALL_RATIO, ...COMMON_2_0 },
	},
} as const;

const LARGE_RATIO = {
	kind: 'choice',
	values: [...RATIOS_720P, ...RATIOS_1080P, ...RATIOS_4K],
	preset: '1280:720',
} as const;

const PARAMS_2_5 = {
	promptText: { kind: 'text', minLength: 1, maxLength: 15000 },
	ratio: { kind: 'choice', values: RATIOS_2_5, preset: '1280:720' },
	duration: { ...DURATION, max: 30 },
	audio: { kind: 'toggle', vendorDefault: true },
	seed: SEED_OF_UNKNOWN_RANGE,
	referenceAudio: { kind: 'mediaList', media: 'audio', typed: true, maxItems: 10, totalSeconds: 30 },
} as const;

/** Models of ByteDance. */
export const BYTEDANCE_MODELS = [
	{
		id: 'seedance2',
		name: 'Seedance 2.0',
		description: 'From 480p to 4K with sound and references',
		creditsPerSecond: '36 up to 720p, 40 at 1080p, 150 at 4K',
		modes: {
			generate: {
				endpoint: 'text_to_video',
				params: {
					promptText: PROMPT,
					ratio: LARGE_RATIO,
					...COMMON_2_0,
					references: IMAGES_9,
					referenceVideos: VIDEOS_3,
				},
			},
			animate: {
				endpoint: 'image_to_video',
				params: { promptImage: FRAMES, promptText: OPTIONAL_PROMPT, ratio: LARGE_RATIO, ...COMMON_2_0 },
			},
		},
	},
	{
		id: 'seedance2_fast',
		name: 'Seedance 2.0 Fast',
		description: 'Up to 720p with sound and references, faster',
		creditsPerSecond: '29',
		modes: SMALL_MODES,
	},
	{
		id: 'seedance2_mini',
		name: 'Seedance 2.0 Mini',
		description: 'Up to 720p with sound and references, cheapest of its family',
		creditsPerSecond: '16, at least 64 per clip',
		modes: SMALL_MODES,
	},
	{
		id: 'seedance2_5',
		name: 'Seedance 2.5',
		description: 'Up to 30 seconds and 1080p with sound and many references',
		creditsPerSecond: '20 at 480p, 30 at 720p, 68 at 1080p, at least 80 per clip',
		modes: {
			generate: {
				endpoint: 'text_to_video',
				params: {
					...PARAMS_2_5,
					references: { kind: 'mediaList', media: 'image', maxItems: 30 },
					referenceVideos: {
						kind: 'mediaList',
						media: 'video',
						typed: true,
						maxItems: 10,
						totalSeconds: 30,
					},
				},
				rules: [
					{
						// Runway's schema lets a request pass that says nothing at all; it would be paid for.
						needsOneOf: ['promptText', 'references', 'referenceVideos'],
						say: 'Seedance 2.5 needs a prompt, or reference images or videos.',
					},
				],
			},
			animate: { endpoint: 'image_to_video', params: { promptImage: FRAMES, ...PARAMS_2_5 } },
		},
	},
] as const satisfies readonly VideoModel[];
