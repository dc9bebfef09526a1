import type { VideoModel } from '../types';
import { PROMPT_OF_UNKNOWN_LENGTH } from './shared';

const HAPPYHORSE_DURATION = { kind: 'number', integer: true, min: 3, max: 15, preset: 5 } as const;

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

const WAN_PARAMS = {
	duration: {
		kind: 'number',
		positive: true,
		preset: 5,
		hint: 'Seconds; whole numbers from 2 to 30 have been reported to work',
	},
	audio: { kind: 'toggle' },
	referenceVideos: { kind: 'mediaList', media: 'video', typed: true, totalSeconds: 15 },
	referenceAudio: { kind: 'mediaList', media: 'audio', typed: true, totalSeconds: 15 },
} as const;

const WAN_MODES = {
	generate: {
		endpoint: 'text_to_video',
		params: {
			promptText: PROMPT_OF_UNKNOWN_LENGTH,
			ratio: { kind: 'choice', values: WAN_RATIOS, preset: '1280:720' },
			...WAN_PARAMS,
			references: { kind: 'mediaList', media: 'image', maxItems: 10 },
		},
	},
	animate: {
		endpoint: 'image_to_video',
		params: {
			// Its frames take the shape of the first one, so a last frame alone is not offered.
			promptImage: { kind: 'frames', required: true, positions: ['first', 'last'], references: true },
			promptText: PROMPT_OF_UNKNOWN_LENGTH,
			ratio: { kind: 'choice', values: WAN_RATIOS, preset: 'auto_720p' },
			...WAN_PARAMS,
		},
		rules: [
			{
				when: { field: 'promptImage', as: 'frames' },
				demands: { field: 'ratio', values: ['auto_480p', 'auto_720p', 'auto_1080p'] },
				say: 'With an image as first or last frame the shape follows that image: choose auto_480p, auto_720p or auto_1080p.',
			},
		],
	},
} as const;

/** Models of Alibaba. */
export const ALIBABA_MODELS = [
	{
		id: 'happyhorse_1_0',
		name: 'HappyHorse 1.0',
		description: '720p or 1080p in many shapes',
		creditsPerSecond: '15 at 720p, 30 at 1080p',
		modes: {
			generate: {
				endpoint: 'text_to_video',
				params: {
					promptText: { kind: 'text', required: true, minLength: 2, maxLength: 2500 },
					ratio: {
						kind: 'choice',
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
			animate: {
				endpoint: 'image_to_video',
				params: {
					promptImage: { kind: 'frames', required: true, positions: ['first'], maxItems: 1 },
					promptText: { kind: 'text', minLength: 2, maxLength: 2500 },
					resolution: {
						kind: 'choice',
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
		creditsPerSecond: '5 at 480p, 10 at 720p, 20 at 1080p',
		modes: WAN_MODES,
	},
	{
		id: 'wan3_prime',
		name: 'Wan 3 Prime',
		description: 'The better Wan, from 480p to 1080p with sound and references',
		creditsPerSecond: '6.8 at 480p, 14 at 720p, 28 at 1080p',
		modes: WAN_MODES,
	},
] as const satisfies readonly VideoModel[];
