import type { FileParam, FramesParam, ListParam } from '../types';
import { IMAGE, MAIN_IMAGE, REFERENCES } from './shared';

/** The fields in which `promptImage` is entered: a picture, what it is to the video, and the pictures beside it. */

export const PICTURE = MAIN_IMAGE satisfies FileParam;

/** What a picture may become: the values of Use Image As. */
export type ImageUse = 'first' | 'last' | 'reference';

export const IMAGE_USE = {
	name: 'useImageAs',
	label: 'Use Image As',
	description: 'What the image is to the video',
} as const;

export const IMAGE_USES: Readonly<Record<ImageUse, { readonly label: string; readonly description: string }>> = {
	first: { label: 'First Frame', description: 'The video begins with the image' },
	last: { label: 'Last Frame', description: 'The video ends with the image' },
	reference: {
		label: 'Reference Image',
		description: 'The image shows what things look like; more can be added in Model Options',
	},
};

/** What a picture may become with a model, in the order of the editor. */
export function imageUses({ lastAlone, references }: FramesParam): ImageUse[] {
	return ['first', ...(lastAlone ? (['last'] as const) : []), ...(references ? (['reference'] as const) : [])];
}

/** In Model Options, goes with a first frame. */
export const LAST_FRAME = {
	...IMAGE,
	rare: true,
	name: 'lastFrame',
	label: 'Last Frame',
	description: 'The image that the video ends with',
} as const satisfies FileParam;

/** In Model Options, goes with a reference. */
export const MORE_REFERENCES = {
	...REFERENCES,
	name: 'references',
	description: 'More images, besides the one above, to show what things look like',
} as const satisfies ListParam;
