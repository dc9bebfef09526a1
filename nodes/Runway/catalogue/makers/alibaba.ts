import { NEEDED, REFERENCE_AUDIO, REFERENCE_VIDEOS, REFERENCES } from '../params/shared';
import { DURATION, FRAMES, GENERATE_AUDIO, IMAGE_PROMPT, PROMPT, RATIO, RESOLUTION } from '../params/video';
import type { ChoiceParam } from '../types';
import type { Model } from '../model';

const HAPPYHORSE_DURATION = { ...DURATION, min: 3, max: 15 } as const;

const HAPPYHORSE_PRICE = {
	per: 'second',
	rates: [
		{ credits: 15, when: 'in 720p' },
		{ credits: 30, when: 'in 1080p' },
	],
} as const;

const WAN_RATIOS = [
	'832:480',
	'720:544',
	'624:624',
	'544:720',
	'480:832',
	'1280:720',
	'1104:832',
	'960:960',
	'832:1104',
	'720:1280',
	'1920:1080',
	'1648:1248',
	'1440:1440',
	'1248:1648',
	'1080:1920',
	'auto_480p',
	'auto_720p',
	'auto_1080p',
] as const;

const WAN_OPTIONS = {
	// Its range is not in Runway's documents.
	duration: { ...DURATION, positive: true, hint: 'Whole seconds, usually 2 to 30' },
	audio: GENERATE_AUDIO,
	referenceVideos: { ...REFERENCE_VIDEOS, totalSeconds: 15 },
	referenceAudio: { ...REFERENCE_AUDIO, totalSeconds: 15 },
} as const;

const WAN_GENERATE = {
	promptText: { ...PROMPT, ...NEEDED },
	ratio: { ...RATIO, values: WAN_RATIOS, preset: '1280:720' },
	...WAN_OPTIONS,
	references: { ...REFERENCES, maxItems: 10 },
} as const;

const WAN_FRAME_RATIO = {
	...RATIO,
	required: true,
	values: ['auto_480p', 'auto_720p', 'auto_1080p'],
	valueNames: {
		auto_480p: 'Auto 480p (Follows the Image)',
		auto_720p: 'Auto 720p (Follows the Image)',
		auto_1080p: 'Auto 1080p (Follows the Image)',
	},
	preset: 'auto_720p',
	hint: 'The shape of the video follows the image',
} as const satisfies ChoiceParam;

const WAN_ANIMATE = {
	// Its frames take the shape of the first one, so a last frame alone is not offered.
	promptImage: { ...FRAMES, positions: ['first', 'last'], references: true },
	promptText: { ...IMAGE_PROMPT, ...NEEDED },
	ratio: {
		kind: 'depends',
		on: 'useImageAs',
		otherwise: 'first',
		cases: [
			{ is: ['first', 'last'], param: WAN_FRAME_RATIO },
			{ is: ['reference'], param: { ...RATIO, values: WAN_RATIOS, preset: 'auto_720p' } },
		],
	},
	...WAN_OPTIONS,
} as const;

const wanPrice = (at480: number, at720: number, at1080: number) =>
	({
		per: 'second',
		rates: [
			{ credits: at480, when: 'in 480p' },
			{ credits: at720, when: 'in 720p', usual: true },
			{ credits: at1080, when: 'in 1080p' },
		],
	}) as const;

/** Models of Alibaba. */
export const ALIBABA_MODELS = [
	{
		id: 'happyhorse_1_0',
		name: 'HappyHorse 1.0',
		description: '720p or 1080p in many shapes',
		endpoints: {
			'video.generate': {
				price: HAPPYHORSE_PRICE,
				params: {
					promptText: { ...PROMPT, required: true, minLength: 2, maxLength: 2500 },
					ratio: {
						...RATIO,
						values: [
							'1280:720',
							'720:1280',
							'960:960',
							'1108:832',
							'832:1108',
							'1920:1080',
							'1080:1920',
							'1440:1440',
							'1662:1248',
							'1248:1662',
						],
						preset: '1280:720',
					},
					duration: HAPPYHORSE_DURATION,
				},
			},
			'video.animate': {
				price: HAPPYHORSE_PRICE,
				params: {
					promptImage: { ...FRAMES, maxItems: 1 },
					promptText: { ...IMAGE_PROMPT, minLength: 2, maxLength: 2500 },
					resolution: {
						...RESOLUTION,
						values: ['720p', '1080p'],
						superseded: ['720P', '1080P'],
						preset: '720p',
						hint: 'The shape of the video follows the image',
					},
					duration: HAPPYHORSE_DURATION,
				},
			},
		},
	},
	{
		id: 'wan3',
		name: 'Wan 3',
		description: 'From 480p to 1080p with sound and references',
		endpoints: {
			'video.generate': { price: wanPrice(5, 10, 20), params: WAN_GENERATE },
			'video.animate': { price: wanPrice(5, 10, 20), params: WAN_ANIMATE },
		},
	},
	{
		id: 'wan3_prime',
		name: 'Wan 3 Prime',
		description: 'The better Wan, from 480p to 1080p with sound and references',
		endpoints: {
			'video.generate': { price: wanPrice(6.8, 14, 28), params: WAN_GENERATE },
			'video.animate': { price: wanPrice(6.8, 14, 28), params: WAN_ANIMATE },
		},
	},
] as const satisfies readonly Model[];
