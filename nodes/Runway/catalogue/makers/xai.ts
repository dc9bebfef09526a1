import {
	EDIT,
	OUTPUT_COUNT,
	PROMPT as IMAGE_TEXT,
	QUALITY,
	RATIO as IMAGE_RATIO,
	REFERENCE_IMAGES,
} from '../params/image';
import { NEEDED, REFERENCE_AUDIO, REFERENCES } from '../params/shared';
import { DURATION, FRAMES, IMAGE_PROMPT, PROMPT, RATIO, RESOLUTION } from '../params/video';
import type { Model } from '../model';

const RESOLUTION_3 = { ...RESOLUTION, values: ['480p', '720p', '1080p'], preset: '720p' } as const;

/** Its range is not in Runway's documents. */
const DURATION_1_TO_15 = { ...DURATION, positive: true, hint: 'Whole seconds, usually 1 to 15' } as const;

const PRICE = {
	per: 'second',
	rates: [
		{ credits: 10, when: 'in 480p' },
		{ credits: 16, when: 'in 720p', usual: true },
		{ credits: 29, when: 'in 1080p' },
	],
	also: 'plus 1 per reference image',
} as const;

const IMAGE_RATIOS = [
	'1024:1024',
	'1280:720',
	'720:1280',
	'1152:864',
	'864:1152',
	'1248:832',
	'832:1248',
	'1248:576',
	'576:1248',
	'1280:576',
	'576:1280',
	'1408:704',
	'704:1408',
	'2048:2048',
	'2816:1584',
	'1584:2816',
	'2368:1776',
	'1776:2368',
	'2496:1664',
	'1664:2496',
	'2912:1344',
	'1344:2912',
	'3200:1440',
	'1440:3200',
	'2912:1456',
	'1456:2912',
	'auto_1k',
	'auto_2k',
] as const;

/** Models of xAI. */
export const XAI_MODELS = [
	{
		id: 'grok_imagine_1_5',
		name: 'Grok Imagine 1.5',
		description: 'From 480p to 1080p, with image and audio references',
		endpoints: {
			'video.generate': {
				price: PRICE,
				params: {
					promptText: { ...PROMPT, ...NEEDED },
					ratio: { ...RATIO, values: ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'], preset: '16:9' },
					resolution: RESOLUTION_3,
					duration: DURATION_1_TO_15,
					references: {
						...REFERENCES,
						hint: 'Speak of them in the prompt as [Image 1], [Image 2] and so on',
					},
					referenceAudio: {
						...REFERENCE_AUDIO,
						hint: '3 to 15 seconds each, and at least one reference image besides',
					},
				},
				rules: [
					{
						when: { field: 'referenceAudio' },
						needsOneOf: ['references'],
						say: 'Grok Imagine 1.5 takes reference audio only together with at least one reference image.',
					},
					{
						when: { field: 'references' },
						allows: { field: 'resolution', values: ['480p', '720p'] },
						say: 'With reference images Grok Imagine 1.5 goes up to 720p: choose 480p or 720p.',
					},
				],
			},
			'video.animate': {
				price: PRICE,
				params: {
					promptImage: FRAMES,
					promptText: IMAGE_PROMPT,
					resolution: { ...RESOLUTION_3, hint: 'The shape of the video follows the image' },
					duration: DURATION_1_TO_15,
				},
			},
		},
	},
	{
		id: 'grok_imagine_image_2',
		name: 'Grok Imagine Image 2',
		description: 'Images of 1K and 2K; edits a picture too',
		endpoints: {
			'image.generate': {
				price: {
					per: 'image',
					rates: [
						{ credits: 4, when: 'at low quality' },
						{ credits: 6, when: 'at medium quality', usual: true },
					],
					also: 'plus 2 in 2K and 1 per reference image',
				},
				params: {
					promptText: { ...IMAGE_TEXT, ...NEEDED },
					ratio: { ...IMAGE_RATIO, values: IMAGE_RATIOS, preset: '1280:720' },
					outputCount: OUTPUT_COUNT,
					quality: { ...QUALITY, values: ['low', 'medium'], preset: 'medium' },
					edit: EDIT,
					referenceImages: { ...REFERENCE_IMAGES, maxItems: 3 },
				},
				rules: [
					{
						when: { field: 'edit', is: [true] },
						needsOneOf: ['referenceImages'],
						say: 'To edit a reference Grok Imagine Image 2 needs at least one reference image.',
					},
				],
			},
		},
	},
] as const satisfies readonly Model[];
