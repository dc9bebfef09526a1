import {
	OUTPUT_COUNT_CHOICE,
	PROMPT as IMAGE_TEXT,
	RATIO as IMAGE_RATIO,
	SUBJECT_COUNTS,
	TAGGED_IMAGES,
	TAGGED_SUBJECTS,
	UNIQUE_TAGS,
} from '../params/image';
import { MAIN_VIDEO, NEEDED, REFERENCES, REFERENCE_VIDEOS, SEED, VIDEO } from '../params/shared';
import {
	DURATION,
	DURATION_CHOICE,
	EDIT_PROMPT,
	FRAMES,
	GENERATE_AUDIO,
	IMAGE_PROMPT,
	MODE,
	NEGATIVE_PROMPT,
	PROMPT,
	RATIO,
} from '../params/video';
import type { ChoiceParam, NumberParam } from '../types';
import type { Model } from '../model';

const VEO_OPTIONS = {
	ratio: {
		...RATIO,
		required: true,
		values: ['1280:720', '720:1280', '1080:1920', '1920:1080'],
		preset: '1280:720',
	},
	duration: { ...DURATION_CHOICE, values: [4, 6, 8], preset: 4 },
	audio: { ...GENERATE_AUDIO, vendorDefault: true },
	negativePrompt: { ...NEGATIVE_PROMPT, minLength: 1, maxLength: 1000 },
	seed: SEED,
} as const;

const VEO_GENERATE = { promptText: { ...PROMPT, ...NEEDED, maxLength: 1000 }, ...VEO_OPTIONS } as const;

const VEO_ANIMATE = {
	promptImage: { ...FRAMES, positions: ['first', 'last'], maxItems: 2 },
	promptText: { ...IMAGE_PROMPT, minLength: 1, maxLength: 1000 },
	...VEO_OPTIONS,
} as const;

const OMNI_RATIO = { ...RATIO, values: ['1280:720', '720:1280'], preset: '1280:720' } as const;

const OMNI_DURATION = { ...DURATION, min: 3, max: 10 } as const satisfies NumberParam;

const OMNI_1_1_RATIO = {
	...RATIO,
	values: ['640:360', '360:640', '1280:720', '720:1280', '1920:1080', '1080:1920', '3840:2160', '2160:3840'],
	preset: '1280:720',
} as const satisfies ChoiceParam;

const OMNI_1_1_OPTIONS = {
	ratio: OMNI_1_1_RATIO,
	duration: { ...OMNI_DURATION, auto: true },
} as const;

const OMNI_1_1_PRICE = {
	per: 'second',
	rates: [{ credits: 3.4, to: 30, when: 'by resolution' }],
} as const;

const GEMINI_3_RATIOS = [
	'1344:768',
	'768:1344',
	'1024:1024',
	'1184:864',
	'864:1184',
	'1536:672',
	'832:1248',
	'1248:832',
	'896:1152',
	'1152:896',
	'2048:2048',
	'1696:2528',
	'2528:1696',
	'1792:2400',
	'2400:1792',
	'1856:2304',
	'2304:1856',
	'1536:2752',
	'2752:1536',
	'3168:1344',
	'4096:4096',
	'3392:5056',
	'5056:3392',
	'3584:4800',
	'4800:3584',
	'3712:4608',
	'4608:3712',
	'3072:5504',
	'5504:3072',
	'6336:2688',
] as const;

const GEMINI_2_5_RATIOS = [
	'1344:768',
	'768:1344',
	'1024:1024',
	'1184:864',
	'864:1184',
	'1536:672',
	'832:1248',
	'1248:832',
	'896:1152',
	'1152:896',
] as const;

/** Besides those of Gemini Image 3 Pro. */
const GEMINI_3_1_MORE_RATIOS = [
	'512:512',
	'416:624',
	'624:416',
	'432:592',
	'592:432',
	'448:576',
	'576:448',
	'384:672',
	'672:384',
	'768:336',
	'256:1024',
	'1024:256',
	'176:1408',
	'1408:176',
	'512:2048',
	'2048:512',
	'352:2816',
	'2816:352',
	'1024:4096',
	'4096:1024',
	'704:5632',
	'5632:704',
	'2048:8192',
	'8192:2048',
	'1408:11264',
	'11264:1408',
] as const;

const GEMINI_3 = {
	promptText: { ...IMAGE_TEXT, ...NEEDED, maxLength: 5500 },
	ratio: { ...IMAGE_RATIO, values: GEMINI_3_RATIOS, preset: '1344:768' },
	outputCount: { ...OUTPUT_COUNT_CHOICE, values: [1, 4] },
	referenceImages: { ...TAGGED_SUBJECTS, maxItems: 14 },
} as const;

/** Models of Google. */
export const GOOGLE_MODELS = [
	{
		id: 'veo3.1',
		name: 'Veo 3.1',
		description: 'Realistic video with sound, up to 1080p',
		endpoints: {
			'video.generate': {
				price: { per: 'second', rates: [{ credits: 40, when: 'with sound' }, { credits: 20, when: 'silent' }] },
				params: VEO_GENERATE,
			},
			'video.animate': {
				price: { per: 'second', rates: [{ credits: 40, when: 'with sound' }, { credits: 20, when: 'silent' }] },
				params: VEO_ANIMATE,
			},
		},
	},
	{
		id: 'veo3.1_fast',
		name: 'Veo 3.1 Fast',
		description: 'Faster and cheaper Veo with sound, up to 1080p',
		endpoints: {
			'video.generate': {
				price: { per: 'second', rates: [{ credits: 15, when: 'with sound' }, { credits: 10, when: 'silent' }] },
				params: VEO_GENERATE,
			},
			'video.animate': {
				price: { per: 'second', rates: [{ credits: 15, when: 'with sound' }, { credits: 10, when: 'silent' }] },
				params: VEO_ANIMATE,
			},
		},
	},
	{
		id: 'gemini_omni_flash',
		name: 'Gemini Omni Flash',
		description: 'Quick 720p video',
		endpoints: {
			'video.generate': {
				price: { per: 'second', rates: [{ credits: 10 }] },
				params: {
					promptText: { ...PROMPT, ...NEEDED, maxLength: 4000 },
					ratio: OMNI_RATIO,
					duration: OMNI_DURATION,
				},
			},
			'video.animate': {
				price: { per: 'second', rates: [{ credits: 10 }] },
				params: {
					promptImage: { ...FRAMES, maxItems: 1 },
					promptText: { ...IMAGE_PROMPT, minLength: 1, maxLength: 4000 },
					ratio: OMNI_RATIO,
					duration: OMNI_DURATION,
				},
			},
			'video.edit': {
				price: { per: 'second of the input', rates: [{ credits: 11 }], also: 'plus 1 per reference image' },
				params: {
					videoUri: { ...MAIN_VIDEO, hint: 'Up to 10 seconds' },
					promptText: { ...EDIT_PROMPT, ...NEEDED, maxLength: 4000 },
					references: { ...REFERENCES, maxItems: 5 },
				},
			},
		},
	},
	{
		id: 'gemini_omni_flash_1.1',
		name: 'Gemini Omni Flash 1.1',
		description: 'From 360p drafts to 4K, with image and video references',
		endpoints: {
			'video.generate': {
				price: OMNI_1_1_PRICE,
				params: {
					promptText: { ...PROMPT, ...NEEDED },
					...OMNI_1_1_OPTIONS,
					references: REFERENCES,
					referenceVideos: { ...REFERENCE_VIDEOS, of: { kind: 'object', fields: { uri: VIDEO } } },
				},
			},
			'video.animate': {
				price: OMNI_1_1_PRICE,
				params: {
					promptImage: { ...FRAMES, positions: ['first', 'last'] },
					promptText: { ...IMAGE_PROMPT, ...NEEDED },
					...OMNI_1_1_OPTIONS,
				},
			},
			'video.edit': {
				price: OMNI_1_1_PRICE,
				params: {
					videoUri: { ...MAIN_VIDEO, hint: 'Up to 10 seconds' },
					promptText: { ...EDIT_PROMPT, ...NEEDED },
					mode: MODE,
					ratio: OMNI_1_1_RATIO,
					duration: {
						...DURATION,
						auto: true,
						positive: true,
						hint: 'Of the result; when the video is continued, the seconds that are added',
					},
					references: REFERENCES,
				},
			},
		},
	},
	{
		id: 'gemini_2.5_flash',
		name: 'Gemini 2.5 Flash',
		description: 'Quick and cheap images',
		endpoints: {
			'image.generate': {
				price: { per: 'image', rates: [{ credits: 5 }] },
				params: {
					promptText: { ...IMAGE_TEXT, ...NEEDED, maxLength: 5500 },
					ratio: { ...IMAGE_RATIO, values: GEMINI_2_5_RATIOS, preset: '1344:768' },
					referenceImages: { ...TAGGED_IMAGES, maxItems: 3 },
				},
				rules: [UNIQUE_TAGS],
			},
		},
	},
	{
		id: 'gemini_image3_pro',
		name: 'Gemini Image 3 Pro',
		description: 'Detailed images up to 4K, with persons and objects as references',
		endpoints: {
			'image.generate': {
				price: { per: 'image', rates: [{ credits: 20, when: 'in 1K or 2K' }, { credits: 40, when: 'in 4K' }] },
				params: GEMINI_3,
				rules: [UNIQUE_TAGS, ...SUBJECT_COUNTS],
			},
		},
	},
	{
		id: 'gemini_image3.1_flash',
		name: 'Gemini Image 3.1 Flash',
		description: 'Images from 512 pixels to 4K in many shapes',
		endpoints: {
			'image.generate': {
				price: {
					per: 'image',
					rates: [
						{ credits: 7, when: 'in 1K' },
						{ credits: 11, when: 'in 2K' },
						{ credits: 16, when: 'in 4K' },
					],
				},
				params: { ...GEMINI_3, ratio: { ...IMAGE_RATIO, values: [...GEMINI_3_RATIOS, ...GEMINI_3_1_MORE_RATIOS], preset: '1344:768' } },
				rules: [UNIQUE_TAGS, ...SUBJECT_COUNTS],
			},
		},
	},
] as const satisfies readonly Model[];
