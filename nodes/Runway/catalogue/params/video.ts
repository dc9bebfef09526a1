import type { ChoiceParam, FramesParam, ListParam, NumberParam, TextParam, ToggleParam, VariantParam } from '../types';
import { IMAGE, PERCENT } from './shared';

/** Parameters of videos: all words the user reads about each. A row adds its values and limits. */

export const PROMPT = {
	kind: 'text',
	label: 'Prompt',
	description: 'What should be seen in the video and how it should move',
	placeholder: 'e.g. A red fox runs through fresh snow at sunrise, slow tracking shot',
	lines: 4,
	telling: true,
} as const satisfies TextParam;

export const IMAGE_PROMPT = {
	...PROMPT,
	description: 'How the image should come to life: what moves, and how the camera does',
	placeholder: 'e.g. The camera moves slowly closer, hair and leaves stir in the wind',
} as const satisfies TextParam;

export const EDIT_PROMPT = {
	...PROMPT,
	description: 'What should change in the video, or be seen in the new one',
	placeholder: 'e.g. Turn the summer meadow into a snowy winter landscape',
} as const satisfies TextParam;

export const RATIO = {
	kind: 'choice',
	label: 'Ratio',
	description: 'The shape of the video',
	absent: 'This model takes no ratio.',
	values: [],
	telling: true,
} as const satisfies ChoiceParam;

export const RESOLUTION = {
	kind: 'choice',
	label: 'Resolution',
	description: 'How fine the picture is. More pixels cost more.',
	values: [],
	telling: true,
} as const satisfies ChoiceParam;

const DURATION_WORDS = {
	label: 'Duration',
	description: 'How long the video is',
	unit: 'Seconds',
	priced: true,
	telling: true,
	preset: 5,
} as const;

/** A range of whole seconds. */
export const DURATION = {
	kind: 'number',
	...DURATION_WORDS,
	integer: true,
	listed: true,
} as const satisfies NumberParam;

/** A few lengths to choose from. */
export const DURATION_CHOICE = { kind: 'choice', ...DURATION_WORDS, values: [] } as const satisfies ChoiceParam;

/** For a range that may also be left to the model. */
export const AUTO_NOTE = 'Auto is charged as the longest clip first; what was not used comes back when the task is done';

export const GENERATE_AUDIO = {
	kind: 'toggle',
	label: 'Generate Audio',
	description: 'Whether to make sound with the video. Sound can change the price.',
	rare: true,
} as const satisfies ToggleParam;

export const NEGATIVE_PROMPT = {
	kind: 'text',
	label: 'Negative Prompt',
	description: 'What should not be seen in the video',
	placeholder: 'e.g. text, logos, blurred faces',
	rare: true,
	lines: 2,
} as const satisfies TextParam;

export const OUTPUT_FORMAT = {
	kind: 'choice',
	label: 'Output Format',
	description: 'The kind of file. Everything but MP4 costs extra: 5 to 40 credits per second.',
	rare: true,
	values: [],
	valueNames: {
		mp4: 'MP4 (H.264)',
		prores: 'ProRes (MOV)',
		png_sequence: 'PNG Sequence (ZIP)',
		hdr10: 'HDR10 (10-Bit MP4)',
		hlg: 'HLG (10-Bit MP4)',
		sdr_rec709_10bit: 'SDR Rec.709 (10-Bit MP4)',
		hdr_pq_12bit_master: 'HDR PQ Master (12-Bit MOV)',
		hdr_prores: 'HDR ProRes (MOV)',
		hdr_png_sequence: 'HDR PNG Sequence (ZIP)',
		hdr_exr_sequence: 'HDR EXR Sequence (ZIP)',
		hdr_exr_acescg_sequence_1_3: 'HDR EXR Sequence, ACEScg 1.3 (ZIP)',
		hdr_exr_acescg_sequence_2_0: 'HDR EXR Sequence, ACEScg 2.0 (ZIP)',
	},
	preset: 'mp4',
} as const satisfies ChoiceParam;

export const PRORES_PROFILE = {
	kind: 'choice',
	label: 'ProRes Profile',
	description: 'Only with a ProRes output format',
	rare: true,
	values: [],
	preset: '4444',
} as const satisfies ChoiceParam;

export const PROMPT_EXPANSION_MODE = {
	kind: 'choice',
	label: 'Prompt Expansion Mode',
	description:
		'How far the model rewrites the prompt before it starts. Choose Disabled to keep it word for word, and for a seed to have its effect.',
	rare: true,
	values: ['disabled', 'balanced', 'quality'],
	valueNames: { disabled: 'Disabled', balanced: 'Balanced', quality: 'Quality' },
	preset: 'balanced',
} as const satisfies ChoiceParam;

export const FRAMES = {
	kind: 'frames',
	required: true,
	positions: ['first'],
} as const satisfies FramesParam;

/** What becomes of the video that came in; decides which other fields there are. */
export const MODE = {
	kind: 'choice',
	label: 'Mode',
	description: 'What becomes of the video',
	values: ['reference', 'extend', 'edit'],
	valueNames: {
		reference: 'New Video Guided by It',
		extend: 'Continue It',
		edit: 'Change It in Place',
	},
	preset: 'reference',
	telling: true,
} as const satisfies ChoiceParam;

export const TARGET_ASPECT_RATIO = {
	kind: 'choice',
	label: 'Target Aspect Ratio',
	description: 'Fills up the video to this shape with new picture around it',
	rare: true,
	values: ['16:9', '4:3', '3:2', '1:1', '2:3', '3:4', '9:16', '21:9'],
	preset: '16:9',
} as const satisfies ChoiceParam;

const KEYFRAME_PLACE = {
	kind: 'variant',
	label: 'Placed By',
	name: 'placedBy',
	description: 'How the place of the image in the video is given',
	required: true,
	flat: true,
	forms: [
		{
			value: 'seconds',
			label: 'Seconds From the Start',
			fields: {
				seconds: {
					kind: 'number',
					label: 'Seconds',
					description: 'Seconds from the start of the video',
					required: true,
					min: 0,
					max: 30,
					preset: 0,
				},
			},
		},
		{
			value: 'at',
			label: 'Part of the Length',
			fields: {
				at: {
					kind: 'number',
					label: 'Position',
					description: '0 is the start of the video, 0.5 its middle, 1 its end',
					required: true,
					min: 0,
					max: 1,
					preset: 0,
				},
			},
		},
	],
} as const satisfies VariantParam;

export const KEYFRAMES = {
	kind: 'list',
	label: 'Keyframes',
	description: 'Images that show what the video should look like at certain moments',
	rare: true,
	element: 'Image',
	minItems: 1,
	maxItems: 5,
	of: {
		kind: 'object',
		fields: {
			place: KEYFRAME_PLACE,
			uri: IMAGE,
			range: {
				kind: 'object',
				fields: {
					start_seconds: {
						kind: 'number',
						label: 'Range Start',
						unit: 'Seconds',
						description: 'First whole second that the image applies to; needs a Range End',
						placeholder: 'e.g. 2',
						required: true,
						integer: true,
						min: 0,
					},
					end_seconds: {
						kind: 'number',
						label: 'Range End',
						unit: 'Seconds',
						description:
							'Whole second before which the image stops to apply. Either all images have a range or none.',
						placeholder: 'e.g. 5',
						required: true,
						integer: true,
						min: 1,
					},
				},
			},
		},
	},
} as const satisfies ListParam;

export const BODY_CONTROL = {
	kind: 'toggle',
	label: 'Body Control',
	description: 'Whether to transfer body movement and gestures too, and not only the face',
	rare: true,
} as const satisfies ToggleParam;

export const EXPRESSION_INTENSITY = {
	kind: 'number',
	label: 'Expression Intensity',
	description: 'How strongly the face of the character moves, from 1 to 5. Usually 3.',
	rare: true,
	integer: true,
	min: 1,
	max: 5,
	preset: 3,
} as const satisfies NumberParam;

export const CREATIVITY = {
	...PERCENT,
	label: 'Creativity',
	description: 'How much the model may invent, from 0 (faithful) to 100',
} as const satisfies NumberParam;

export const FPS_BOOST = {
	kind: 'toggle',
	label: 'Boost Frame Rate',
	description: 'Whether to raise the frame rate as well',
	rare: true,
} as const satisfies ToggleParam;

export const TARGET_FRAMERATE = {
	kind: 'choice',
	label: 'Target Frame Rate',
	description: 'Frames per second of the result',
	unit: 'Frames per Second',
	required: true,
	values: ['24', '25', '30', '48', '50', '60', '120', '23_98', '29_97', '59_94'],
	valueNames: { '23_98': '23.98', '29_97': '29.97', '59_94': '59.94' },
	preset: '60',
	telling: true,
} as const satisfies ChoiceParam;
