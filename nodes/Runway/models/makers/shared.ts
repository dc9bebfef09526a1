import type { MediaListParam, NumberParam, TextParam } from '../types';

/** Parameters that several makers' rows have in common. */

/** Any whole number of 32 bits without a sign. */
export const SEED = { kind: 'number', integer: true, min: 0, max: 4294967295 } as const satisfies NumberParam;

/** A whole number whose range nobody states. */
export const SEED_OF_UNKNOWN_RANGE = { kind: 'number', integer: true } as const satisfies NumberParam;

export const PROMPT_1000 = {
	kind: 'text',
	required: true,
	minLength: 1,
	maxLength: 1000,
} as const satisfies TextParam;

export const OPTIONAL_PROMPT_1000 = {
	kind: 'text',
	minLength: 1,
	maxLength: 1000,
} as const satisfies TextParam;

/** Needed, but nobody states how long it may be. */
export const PROMPT_OF_UNKNOWN_LENGTH = {
	kind: 'text',
	required: true,
	minLength: 1,
} as const satisfies TextParam;

/** Up to nine images, and three videos and three sounds of together 15 seconds each. */
export const IMAGES_9 = { kind: 'mediaList', media: 'image', maxItems: 9 } as const satisfies MediaListParam;
export const VIDEOS_3 = {
	kind: 'mediaList',
	media: 'video',
	typed: true,
	maxItems: 3,
	totalSeconds: 15,
} as const satisfies MediaListParam;
export const AUDIO_3 = {
	kind: 'mediaList',
	media: 'audio',
	typed: true,
	maxItems: 3,
	totalSeconds: 15,
} as const satisfies MediaListParam;
