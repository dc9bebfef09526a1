import {
	BACKGROUND,
	FREELY_TAGGED_IMAGES,
	OUTPUT_COUNT,
	PROMPT,
	QUALITY,
	RATIO,
	TAGGED_IMAGES,
	UNIQUE_TAGS,
} from '../params/image';
import { NEEDED } from '../params/shared';
import type { Model } from '../model';

const RATIOS = [
	'2048:880',
	'1920:1088',
	'1920:1280',
	'1920:1440',
	'1920:1536',
	'1920:1920',
	'1536:1920',
	'1440:1920',
	'1280:1920',
	'1088:1920',
	'2912:1248',
	'2560:1440',
	'2560:1712',
	'2560:1920',
	'2560:2048',
	'2560:2560',
	'2048:2560',
	'1920:2560',
	'1712:2560',
	'1440:2560',
	'3840:1648',
	'3840:2160',
	'3504:2336',
	'3264:2448',
	'3200:2560',
	'2880:2880',
	'2560:3200',
	'2448:3264',
	'2336:3504',
	'2160:3840',
	'auto',
] as const;

const COMMON = {
	ratio: { ...RATIO, values: RATIOS, preset: '1920:1088' },
	outputCount: { ...OUTPUT_COUNT, max: 10 },
	referenceImages: { ...TAGGED_IMAGES, maxItems: 16 },
} as const;

const GPT_2_5 = {
	promptText: { ...PROMPT, ...NEEDED },
	...COMMON,
	referenceImages: { ...FREELY_TAGGED_IMAGES, maxItems: 16 },
	quality: { ...QUALITY, values: ['low', 'medium', 'high', 'xhigh', 'max'] },
} as const;

/** Models of OpenAI. */
export const OPENAI_MODELS = [
	{
		id: 'gpt_image_2',
		name: 'GPT Image 2',
		description: 'Follows long prompts closely, with writing and transparency',
		endpoints: {
			'image.generate': {
				price: {
					per: 'image',
					rates: [
						{ credits: 1, when: 'at low quality' },
						{ credits: 5, when: 'at medium' },
						{ credits: 20, when: 'at high quality or auto', usual: true },
					],
					also: 'about twice as much in 4K and with the ratio Auto',
				},
				params: {
					promptText: { ...PROMPT, ...NEEDED, maxLength: 32000 },
					...COMMON,
					quality: { ...QUALITY, values: ['low', 'medium', 'high', 'auto'] },
					background: { ...BACKGROUND, values: ['transparent', 'opaque', 'auto'] },
				},
				rules: [UNIQUE_TAGS],
			},
		},
	},
	{
		id: 'gpt_image_2_5_flare',
		name: 'GPT Image 2.5 Flare',
		description: 'Follows long prompts closely, the quicker of the two',
		endpoints: {
			'image.generate': {
				params: { ...GPT_2_5, background: { ...BACKGROUND, values: ['opaque', 'auto'] } },
				rules: [UNIQUE_TAGS],
			},
		},
	},
	{
		id: 'gpt_image_2_5_sunburst',
		name: 'GPT Image 2.5 Sunburst',
		description: 'Follows long prompts closely, with transparency, the better of the two',
		endpoints: {
			'image.generate': {
				params: { ...GPT_2_5, background: { ...BACKGROUND, values: ['transparent', 'opaque', 'auto'] } },
				rules: [UNIQUE_TAGS],
			},
		},
	},
] as const satisfies readonly Model[];
