import { LOOP } from './params/audio';
import { OUTPUT_COUNT, PROMPT as IMAGE_TEXT } from './params/image';
import {
	ANY_VOICE,
	ASPECT_RATIO,
	CONFIG_ID,
	PLAIN_IMAGES,
	REFERENCE_SOUNDS,
	ROLE_IMAGES,
	ROLE_VIDEOS,
	SOUND_DURATION,
	SOUND_TEXT,
	SOUND_TYPE,
	SOURCE_KEYFRAMES,
	VIDEO_DURATION,
} from './params/router';
import { CONTENT_MODERATION, NEEDED, SEED } from './params/shared';
import { GENERATE_AUDIO, NEGATIVE_PROMPT, PROMPT, RESOLUTION } from './params/video';
import type { Offer } from './offer';

/** Requests that name no model but a router, which chooses one among those that can do what is asked for. */

const ROUTED = {
	inside: 'input',
	but: ['configId'],
	facts: {
		model: { at: ['routing', 'model'], type: 'string' },
		provider: { at: ['routing', 'provider'], type: 'string' },
		ratio: { at: ['routing', 'resolvedInput', 'ratio'], type: 'string' },
		resolution: { at: ['routing', 'resolvedInput', 'resolution'], type: 'string' },
		duration: { at: ['routing', 'resolvedInput', 'duration'], type: 'number' },
		skippedModels: { at: ['routing', 'capacityFallback', 'skipped'], type: 'string' },
		allModelsBusy: { at: ['routing', 'capacityFallback', 'allExhausted'], type: 'boolean' },
	},
} as const;

const onlyForAudio = (field: string, noun: string) => ({
	when: { field: 'type', is: ['speech'] },
	allows: { field, values: [] },
	say: `Speech takes no ${noun}. Remove it from Model Options, or set Type to Audio.`,
});

export const ROUTED_VIDEO = {
	routed: ROUTED,
	params: {
		configId: CONFIG_ID,
		promptText: { ...PROMPT, minLength: 1, maxLength: 6000 },
		aspectRatio: { ...ASPECT_RATIO, values: ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'] },
		resolution: { ...RESOLUTION, values: ['480p', '720p', '1080p', '4k'], preset: '720p' },
		duration: { ...VIDEO_DURATION, min: 2, max: 30 },
		referenceImages: { ...ROLE_IMAGES, maxItems: 4 },
		referenceVideos: { ...ROLE_VIDEOS, maxItems: 2 },
		referenceAudio: { ...REFERENCE_SOUNDS, maxItems: 1 },
		keyframes: SOURCE_KEYFRAMES,
		audio: GENERATE_AUDIO,
		negativePrompt: { ...NEGATIVE_PROMPT, maxLength: 1000 },
		seed: SEED,
		contentModeration: CONTENT_MODERATION,
	},
	rules: [
		...(['first', 'last'] as const).map((value) => ({
			atMost: { field: 'referenceImages', key: 'role', value, otherwise: 'reference', count: 1 },
			say: `At most one image can be the ${value} frame.`,
		})),
		{
			atMost: { field: 'referenceVideos', key: 'role', value: 'source', otherwise: 'reference', count: 1 },
			say: 'At most one video can be the one to change.',
		},
		{
			when: { field: 'keyframes' },
			contains: { field: 'referenceVideos', key: 'role', value: 'source' },
			say: 'Keyframes need a video to change: add it to Videos.',
		},
		{ ordered: { field: 'keyframes', key: 'range' }, say: 'The range of a keyframe must end after its start.' },
		{ allOrNone: { field: 'keyframes', key: 'range' }, say: 'Give every keyframe a range, or none.' },
		{
			inside: { field: 'keyframes', key: 'seconds', range: 'range' },
			say: 'The seconds of a keyframe must lie in its range.',
		},
	],
} as const satisfies Offer;

export const ROUTED_IMAGE = {
	routed: ROUTED,
	params: {
		configId: CONFIG_ID,
		promptText: { ...IMAGE_TEXT, ...NEEDED, maxLength: 32000 },
		aspectRatio: {
			...ASPECT_RATIO,
			values: ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', '2:3', '3:2', '4:5', '5:4'],
		},
		resolution: { ...RESOLUTION, values: ['1k', '2k', '4k'], preset: '1k' },
		outputCount: { ...OUTPUT_COUNT, max: 10 },
		referenceImages: { ...PLAIN_IMAGES, maxItems: 16 },
		seed: { ...SEED, description: 'A whole number. Only Gen-4 Image and Gen-4 Image Turbo take one.' },
		contentModeration: CONTENT_MODERATION,
	},
} as const satisfies Offer;

export const ROUTED_AUDIO = {
	routed: ROUTED,
	params: {
		configId: CONFIG_ID,
		type: SOUND_TYPE,
		promptText: { ...SOUND_TEXT, ...NEEDED, maxLength: 5000 },
		voice: ANY_VOICE,
		duration: { ...SOUND_DURATION, min: 0.5, max: 30 },
		loop: LOOP,
		referenceAudios: {
			...REFERENCE_SOUNDS,
			description: 'Sounds that guide the model; not for speech. Speak of them in the text as @Audio1, @Audio2, @Audio3.',
			maxItems: 3,
		},
	},
	rules: [
		onlyForAudio('duration', 'duration'),
		onlyForAudio('loop', 'loop'),
		onlyForAudio('referenceAudios', 'reference audio'),
	],
} as const satisfies Offer;
