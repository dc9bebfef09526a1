import { NEEDED, REFERENCES, REFERENCE_AUDIO, REFERENCE_VIDEOS, MAIN_VIDEO, SEED } from '../params/shared';
import { RECORDED_VOICE, REFERENCE_AUDIOS, SEED_AUDIO_OPTIONS, SOUND_PROMPT, SPEECH_TEXT } from '../params/audio';
import { FIGURES, GROUNDING, OUTPUT_COUNT, OUTPUT_FORMAT, PROMPT as IMAGE_TEXT, RATIO as IMAGE_RATIO } from '../params/image';
import {
	AUTO_NOTE,
	DURATION,
	EDIT_PROMPT,
	FRAMES,
	GENERATE_AUDIO,
	IMAGE_PROMPT,
	MODE,
	PROMPT,
	RATIO,
} from '../params/video';
import type { ChoiceParam, FramesParam, ListParam, NumberParam } from '../types';
import type { Model } from '../model';

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

const SEEDREAM_PRO_RATIOS = [
	'1024:1024',
	'1184:896',
	'896:1184',
	'1376:768',
	'768:1376',
	'1296:864',
	'864:1296',
	'2048:2048',
	'2304:1728',
	'1728:2304',
	'2720:1530',
	'1530:2720',
	'2496:1664',
	'1664:2496',
	'auto_1k',
	'auto_2k',
] as const;

const SEEDREAM_LITE_RATIOS = [
	'2048:2048',
	'2304:1728',
	'1728:2304',
	'2848:1600',
	'1600:2848',
	'2496:1664',
	'1664:2496',
	'3136:1344',
	'3072:3072',
	'3456:2592',
	'2592:3456',
	'4096:2304',
	'2304:4096',
	'3744:2496',
	'2496:3744',
	'4704:2016',
] as const;

const TEXT_3500 = { minLength: 1, maxLength: 3500 } as const;

const ALL_FRAMES = {
	...FRAMES,
	positions: ['first', 'last'],
	lastAlone: true,
	references: true,
} as const satisfies FramesParam;

const DURATION_4_TO_15 = { ...DURATION, min: 4, max: 15, auto: true, autoNote: AUTO_NOTE } as const satisfies NumberParam;

const SOUND = { ...GENERATE_AUDIO, vendorDefault: true } as const;

const IMAGES_9 = { ...REFERENCES, maxItems: 9 } as const satisfies ListParam;
const VIDEOS_3 = { ...REFERENCE_VIDEOS, maxItems: 3, totalSeconds: 15 } as const satisfies ListParam;
const AUDIO_3 = { ...REFERENCE_AUDIO, maxItems: 3, totalSeconds: 15 } as const satisfies ListParam;

/** What the three models of the 2.0 family share, apart from their ratios. */
const COMMON_2_0 = { duration: DURATION_4_TO_15, audio: SOUND, seed: SEED, referenceAudio: AUDIO_3 } as const;

const SMALL_RATIO = { ...RATIO, values: RATIOS_720P, preset: '1280:720' } as const;

const LARGE_RATIO = {
	...RATIO,
	values: [...RATIOS_720P, ...RATIOS_1080P, ...RATIOS_4K],
	preset: '1280:720',
} as const satisfies ChoiceParam;

const generate2 = <R extends ChoiceParam>(ratio: R) =>
	({
		promptText: { ...PROMPT, required: true, ...TEXT_3500 },
		ratio,
		...COMMON_2_0,
		references: IMAGES_9,
		referenceVideos: VIDEOS_3,
	}) as const;

const animate2 = <R extends ChoiceParam>(ratio: R) =>
	({ promptImage: ALL_FRAMES, promptText: { ...IMAGE_PROMPT, ...TEXT_3500 }, ratio, ...COMMON_2_0 }) as const;

const edit2 = <R extends ChoiceParam>(ratio: R) =>
	({
		promptVideo: MAIN_VIDEO,
		promptText: { ...EDIT_PROMPT, ...TEXT_3500 },
		ratio,
		...COMMON_2_0,
		references: IMAGES_9,
		referenceVideos: VIDEOS_3,
	}) as const;

const PRICE_2 = {
	per: 'second',
	rates: [
		{ credits: 36, when: 'in 480p or 720p' },
		{ credits: 40, when: 'in 1080p' },
		{ credits: 150, when: 'in 4K' },
	],
} as const;
const PRICE_2_FAST = { per: 'second', rates: [{ credits: 29 }] } as const;
const PRICE_2_MINI = { per: 'second', rates: [{ credits: 16 }], atLeast: 64 } as const;
const PRICE_2_5 = {
	per: 'second',
	rates: [
		{ credits: 20, when: 'in 480p' },
		{ credits: 30, when: 'in 720p', usual: true },
		{ credits: 68, when: 'in 1080p' },
	],
	atLeast: 80,
} as const;

const TEXT_15000 = { minLength: 1, maxLength: 15000 } as const;
const RATIO_2_5 = { ...RATIO, values: RATIOS_2_5, preset: '1280:720' } as const;
const DURATION_2_5 = { ...DURATION_4_TO_15, max: 30 } as const;
const OPTIONS_2_5 = {
	audio: SOUND,
	seed: SEED,
	referenceAudio: { ...REFERENCE_AUDIO, maxItems: 10, totalSeconds: 30 },
} as const;
const IMAGES_30 = { ...REFERENCES, maxItems: 30 } as const;

/** Models of ByteDance. */
export const BYTEDANCE_MODELS = [
	{
		id: 'seedance2',
		name: 'Seedance 2.0',
		description: 'From 480p to 4K with sound and references',
		endpoints: {
			'video.generate': { price: PRICE_2, params: generate2(LARGE_RATIO) },
			'video.animate': { price: PRICE_2, params: animate2(LARGE_RATIO) },
			'video.edit': { price: PRICE_2, params: edit2(LARGE_RATIO) },
		},
	},
	{
		id: 'seedance2_fast',
		name: 'Seedance 2.0 Fast',
		description: 'Up to 720p with sound and references, faster',
		endpoints: {
			'video.generate': { price: PRICE_2_FAST, params: generate2(SMALL_RATIO) },
			'video.animate': { price: PRICE_2_FAST, params: animate2(SMALL_RATIO) },
			'video.edit': { price: PRICE_2_FAST, params: edit2(SMALL_RATIO) },
		},
	},
	{
		id: 'seedance2_mini',
		name: 'Seedance 2.0 Mini',
		description: 'Up to 720p with sound and references, cheapest of its family',
		endpoints: {
			'video.generate': { price: PRICE_2_MINI, params: generate2(SMALL_RATIO) },
			'video.animate': { price: PRICE_2_MINI, params: animate2(SMALL_RATIO) },
			'video.edit': { price: PRICE_2_MINI, params: edit2(SMALL_RATIO) },
		},
	},
	{
		id: 'seedance2_5',
		name: 'Seedance 2.5',
		description: 'Up to 30 seconds and 1080p with sound and many references',
		endpoints: {
			'video.generate': {
				price: PRICE_2_5,
				params: {
					promptText: { ...PROMPT, ...TEXT_15000 },
					ratio: RATIO_2_5,
					duration: DURATION_2_5,
					...OPTIONS_2_5,
					references: IMAGES_30,
					referenceVideos: { ...REFERENCE_VIDEOS, maxItems: 10, totalSeconds: 30 },
				},
				rules: [
					{
						// Runway's schema lets a request pass that says nothing at all; it would be paid for.
						needsOneOf: ['promptText', 'references', 'referenceVideos'],
						say: 'Seedance 2.5 needs a prompt, or reference images or videos.',
					},
				],
			},
			'video.animate': {
				price: PRICE_2_5,
				params: {
					promptImage: ALL_FRAMES,
					promptText: { ...IMAGE_PROMPT, ...TEXT_15000 },
					ratio: RATIO_2_5,
					duration: DURATION_2_5,
					...OPTIONS_2_5,
				},
			},
			'video.edit': {
				price: { ...PRICE_2_5, also: 'plus half as much per second of the input', noExample: true },
				params: {
					promptVideo: MAIN_VIDEO,
					mode: MODE,
					promptText: {
						kind: 'depends',
						on: 'mode',
						otherwise: 'reference',
						cases: [
							{ is: ['extend', 'edit'], param: { ...EDIT_PROMPT, required: true, ...TEXT_15000 } },
							{ is: ['reference'], param: { ...EDIT_PROMPT, ...TEXT_15000 } },
						],
					},
					// Continuing and changing keep the shape of the video.
					ratio: {
						kind: 'depends',
						on: 'mode',
						otherwise: 'reference',
						cases: [{ is: ['reference'], param: RATIO_2_5 }],
					},
					duration: {
						kind: 'depends',
						on: 'mode',
						otherwise: 'reference',
						cases: [
							{ is: ['edit'], param: { kind: 'constant', value: 'auto', telling: true } },
							{ is: ['reference', 'extend'], param: DURATION_2_5 },
						],
					},
					...OPTIONS_2_5,
					references: IMAGES_30,
					referenceVideos: { ...REFERENCE_VIDEOS, maxItems: 9, totalSeconds: 30 },
				},
			},
		},
	},
	{
		id: 'seedream5_pro',
		name: 'Seedream 5 Pro',
		description: 'Images of 1K and 2K that combine up to ten references',
		endpoints: {
			'image.generate': {
				price: {
					per: 'image',
					rates: [
						{ credits: 5, when: 'in 1K' },
						{ credits: 9, when: 'in 2K' },
					],
				},
				params: {
					promptText: { ...IMAGE_TEXT, ...NEEDED, maxLength: 4000 },
					ratio: { ...IMAGE_RATIO, values: SEEDREAM_PRO_RATIOS, preset: '1376:768' },
					outputCount: { ...OUTPUT_COUNT, max: 4 },
					outputFormat: { ...OUTPUT_FORMAT, values: ['png', 'jpeg'] },
					grounding: GROUNDING,
					referenceImages: { ...FIGURES, maxItems: 10 },
				},
			},
		},
	},
	{
		id: 'seedream5_lite',
		name: 'Seedream 5 Lite',
		description: 'Images of 2K to 4K in any shape',
		endpoints: {
			'image.generate': {
				price: { per: 'image', rates: [{ credits: 4 }] },
				params: {
					promptText: { ...IMAGE_TEXT, ...NEEDED, maxLength: 4000 },
					ratio: {
						...IMAGE_RATIO,
						values: SEEDREAM_LITE_RATIOS,
						preset: '2848:1600',
						anySize: { minPixels: 3686400, maxPixels: 16777216 },
						hint: 'An expression may give any other width:height of 3.7 to 16.8 megapixels, such as 2400:2000',
					},
					outputCount: { ...OUTPUT_COUNT, max: 4 },
					outputFormat: { ...OUTPUT_FORMAT, values: ['png', 'jpeg'] },
					grounding: GROUNDING,
					referenceImages: { ...FIGURES, maxItems: 14 },
				},
			},
		},
	},
	{
		id: 'seed_audio',
		name: 'Seed Audio',
		description: 'Speech and whole sound scenes, also with a voice like the one of a recording',
		endpoints: {
			'audio.speech': {
				price: { per: 'second', rates: [{ credits: 0.25 }], atLeast: 5, alsoBy: 'text' },
				params: {
					promptText: { ...SPEECH_TEXT, ...NEEDED, maxLength: 2048 },
					voice: RECORDED_VOICE,
					...SEED_AUDIO_OPTIONS,
				},
			},
			'audio.soundEffect': {
				price: { per: 'second', rates: [{ credits: 0.25 }], atLeast: 5 },
				params: {
					promptText: { ...SOUND_PROMPT, ...NEEDED, maxLength: 2048 },
					referenceAudios: { ...REFERENCE_AUDIOS, maxItems: 3 },
					...SEED_AUDIO_OPTIONS,
				},
			},
		},
	},
] as const satisfies readonly Model[];
