import { OUTPUT_COUNT, OUTPUT_FORMAT, PROMPT, RATIO, REFERENCE_IMAGES } from '../params/image';
import { NEEDED } from '../params/shared';
import type { Model } from '../model';

/** Models of Meta. */
export const META_MODELS = [
	{
		id: 'muse_image',
		name: 'Muse Image',
		description: 'Very cheap images; changes and combines references',
		endpoints: {
			'image.generate': {
				price: { per: 'image', rates: [{ credits: 1 }] },
				params: {
					promptText: { ...PROMPT, ...NEEDED },
					ratio: {
						...RATIO,
						values: [
							'2352:1008',
							'2016:1152',
							'1920:1280',
							'1792:1344',
							'1600:1600',
							'1344:1792',
							'1280:1920',
							'1152:2016',
							'auto',
						],
						preset: '2016:1152',
					},
					outputCount: OUTPUT_COUNT,
					outputFormat: { ...OUTPUT_FORMAT, values: ['webp', 'png', 'jpeg'] },
					referenceImages: { ...REFERENCE_IMAGES, maxItems: 10 },
				},
			},
		},
	},
] as const satisfies readonly Model[];
