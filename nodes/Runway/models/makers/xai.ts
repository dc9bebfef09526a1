import type { VideoModel } from '../types';
import { PROMPT_OF_UNKNOWN_LENGTH } from './shared';

const DURATION = {
	kind: 'number',
	positive: true,
	preset: 5,
	hint: 'Seconds; whole numbers from 1 to 15 have been reported to work',
} as const;

/** Models of xAI. */
export const XAI_MODELS = [
	{
		id: 'grok_imagine_1_5',
		name: 'Grok Imagine 1.5',
		description: 'From 480p to 1080p, with image and audio references',
		creditsPerSecond: '10 at 480p, 16 at 720p, 29 at 1080p',
		modes: {
			generate: {
				endpoint: 'text_to_video',
				params: {
					promptText: PROMPT_OF_UNKNOWN_LENGTH,
					ratio: {
						kind: 'choice',
						values: ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3'],
						preset: '16:9',
					},
					resolution: { kind: 'choice', values: ['480p', '720p', '1080p'], preset: '720p' },
					duration: DURATION,
					references: {
						kind: 'mediaList',
						media: 'image',
						hint: 'Grok calls them [Image 1], [Image 2] and so on in the prompt',
					},
					referenceAudio: {
						kind: 'mediaList',
						media: 'audio',
						typed: true,
						hint: 'Grok wants 3 to 15 seconds per clip, and at least one reference image',
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
			animate: {
				endpoint: 'image_to_video',
				params: {
					promptImage: { kind: 'frames', required: true, positions: ['first'] },
					promptText: { kind: 'text' },
					resolution: {
						kind: 'choice',
						values: ['480p', '720p', '1080p'],
						preset: '720p',
						hint: 'The shape of the video follows the image',
					},
					duration: DURATION,
				},
			},
		},
	},
] as const satisfies readonly VideoModel[];
