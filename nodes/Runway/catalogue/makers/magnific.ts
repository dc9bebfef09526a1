import { SCALE_FACTOR, ULTRA_DETAIL } from '../params/image';
import { FLAVOR, MAIN_IMAGE, MAIN_VIDEO, SHARPEN, SMART_GRAIN } from '../params/shared';
import { CREATIVITY, FPS_BOOST, RESOLUTION } from '../params/video';
import type { Model } from '../model';

/** Models of Magnific. */
export const MAGNIFIC_MODELS = [
	{
		id: 'magnific_video_upscaler_creative',
		name: 'Magnific Creative Video Upscaler',
		description: 'More pixels and new detail for a video, up to 4K',
		endpoints: {
			'video.upscale': {
				price: {
					per: 'frame',
					rates: [
						{ credits: 0.7, when: 'in 720p or 1K' },
						{ credits: 0.9, when: 'in 2K', usual: true },
						{ credits: 1.2, when: 'in 4K' },
					],
				},
				params: {
					videoUri: { ...MAIN_VIDEO, hint: 'Up to 30 seconds' },
					resolution: {
						...RESOLUTION,
						values: ['720p', '1k', '2k', '4k'],
						preset: '2k',
					},
					flavor: {
						...FLAVOR,
						description: 'Vivid adds color and detail, Natural stays close to the original',
						values: ['vivid', 'natural'],
						valueNames: { vivid: 'Vivid', natural: 'Natural' },
						preset: 'vivid',
					},
					creativity: CREATIVITY,
					sharpen: SHARPEN,
					smartGrain: SMART_GRAIN,
					fpsBoost: FPS_BOOST,
				},
			},
		},
	},
	{
		id: 'magnific_precision_upscaler_v2',
		name: 'Magnific Precision Upscaler 2',
		description: 'A larger image that stays true to the original',
		endpoints: {
			'image.upscale': {
				price: {
					per: 'image',
					rates: [{ credits: 25 }, { credits: 150, when: 'if wider or higher than 4096 pixels' }],
					alsoBy: 'picture',
				},
				params: {
					imageUri: { ...MAIN_IMAGE, hint: '300 to 8000 pixels on each side; the result at most 25 megapixels' },
					scaleFactor: SCALE_FACTOR,
					flavor: {
						...FLAVOR,
						description: 'What the image is: an illustration, a photograph, or a noisy photograph',
						values: ['sublime', 'photo', 'photo_denoiser'],
						valueNames: { sublime: 'Illustration', photo: 'Photograph', photo_denoiser: 'Noisy Photograph' },
						preset: 'photo',
					},
					sharpen: SHARPEN,
					smartGrain: SMART_GRAIN,
					ultraDetail: ULTRA_DETAIL,
				},
			},
		},
	},
] as const satisfies readonly Model[];
