import { AVATAR, AVATAR_SPEECH } from '../params/audio';
import { PROMPT as IMAGE_TEXT, RATIO as IMAGE_RATIO, TAGGED_IMAGES, UNIQUE_TAGS } from '../params/image';
import { CONTENT_MODERATION, MAIN_VIDEO, NEEDED, SEED, TYPED_VIDEO } from '../params/shared';
import {
	BODY_CONTROL,
	DURATION,
	DURATION_CHOICE,
	EDIT_PROMPT,
	EXPRESSION_INTENSITY,
	FRAMES,
	IMAGE_PROMPT,
	KEYFRAMES,
	OUTPUT_FORMAT,
	PRORES_PROFILE,
	PROMPT,
	RATIO,
	TARGET_ASPECT_RATIO,
	TARGET_FRAMERATE,
} from '../params/video';
import type { Rule } from '../offer';
import type { ChoiceParam, TextParam } from '../types';
import type { Model } from '../model';

const PROMPT_1000 = { minLength: 1, maxLength: 1000 } as const satisfies Partial<TextParam>;

const DURATION_2_TO_10 = { ...DURATION, min: 2, max: 10 } as const;

const GEN4_5_OPTIONS = {
	seed: SEED,
	contentModeration: CONTENT_MODERATION,
	outputFormat: {
		...OUTPUT_FORMAT,
		values: [
			'mp4',
			'prores',
			'png_sequence',
			'hdr10',
			'hlg',
			'sdr_rec709_10bit',
			'hdr_pq_12bit_master',
			'hdr_prores',
			'hdr_png_sequence',
			'hdr_exr_sequence',
			'hdr_exr_acescg_sequence_1_3',
			'hdr_exr_acescg_sequence_2_0',
		],
	},
	proresProfile: {
		...PRORES_PROFILE,
		values: ['422', '4444', '422 Proxy', '422 LT', '422 HQ', '4444 XQ'],
	},
} as const;

const GEN4_5_RULES = [
	{
		when: { field: 'proresProfile' },
		demands: { field: 'outputFormat', values: ['prores', 'hdr_prores'] },
		say: 'A ProRes profile needs the output format ProRes or HDR ProRes.',
	},
	{
		when: { field: 'outputFormat', is: ['hdr_prores'] },
		allows: { field: 'proresProfile', values: ['422', '422 HQ', '4444'] },
		say: 'The output format HDR ProRes has only the profiles 422, 422 HQ and 4444.',
	},
] as const satisfies readonly Rule[];

/** As an older gateway's document has it; Runway itself took only two other ratios for this model. */
const GEN3A_TURBO_OPTIONS = {
	ratio: { ...RATIO, values: ['1280:720', '720:1280', '1104:832', '832:1104', '960:960'], preset: '1280:720' },
	duration: { ...DURATION_CHOICE, values: [5, 10] },
	seed: { ...SEED, min: undefined, max: undefined },
} as const;

const GEN4_IMAGE_RATIO = {
	...IMAGE_RATIO,
	values: [
		'1024:1024',
		'1080:1080',
		'1168:880',
		'1360:768',
		'1440:1080',
		'1080:1440',
		'1808:768',
		'1920:1080',
		'1080:1920',
		'2112:912',
		'1280:720',
		'720:1280',
		'720:720',
		'960:720',
		'720:960',
		'1680:720',
	],
	preset: '1280:720',
} as const satisfies ChoiceParam;

/** Models of Runway itself. */
export const RUNWAY_MODELS = [
	{
		id: 'gen4.5',
		name: 'Gen-4.5',
		description: "Runway's own best model for text and images",
		endpoints: {
			'video.generate': {
				price: { per: 'second', rates: [{ credits: 12 }] },
				params: {
					promptText: { ...PROMPT, required: true, ...PROMPT_1000 },
					ratio: { ...RATIO, required: true, values: ['1280:720', '720:1280'], preset: '1280:720' },
					duration: { ...DURATION_2_TO_10, required: true },
					...GEN4_5_OPTIONS,
				},
				rules: GEN4_5_RULES,
			},
			'video.animate': {
				price: { per: 'second', rates: [{ credits: 12 }] },
				params: {
					promptImage: { ...FRAMES, maxItems: 1 },
					promptText: { ...IMAGE_PROMPT, required: true, ...PROMPT_1000 },
					ratio: {
						...RATIO,
						required: true,
						values: ['1280:720', '720:1280', '1104:832', '960:960', '832:1104', '1584:672'],
						preset: '1280:720',
					},
					duration: { ...DURATION_2_TO_10, required: true },
					...GEN4_5_OPTIONS,
				},
				rules: GEN4_5_RULES,
			},
		},
	},
	{
		id: 'gen4_turbo',
		name: 'Gen-4 Turbo',
		description: "Runway's fast and cheap model for images",
		endpoints: {
			'video.animate': {
				price: { per: 'second', rates: [{ credits: 5 }] },
				params: {
					promptImage: { ...FRAMES, maxItems: 1 },
					promptText: { ...IMAGE_PROMPT, ...PROMPT_1000 },
					ratio: {
						...RATIO,
						required: true,
						values: ['1280:720', '720:1280', '1104:832', '832:1104', '960:960', '1584:672'],
						preset: '1280:720',
					},
					duration: DURATION_2_TO_10,
					seed: SEED,
					contentModeration: CONTENT_MODERATION,
				},
			},
		},
	},
	{
		id: 'gen3a_turbo',
		name: 'Gen-3 Alpha Turbo',
		description: 'Only for gateways that still offer it',
		retired: { on: '2026-07-30', successor: 'gen4_turbo' },
		endpoints: {
			'video.generate': {
				// Its text-only call goes to the same path as the one with an image.
				path: 'image_to_video',
				price: { per: 'second', rates: [{ credits: 5 }] },
				params: { promptText: { ...PROMPT, required: true }, ...GEN3A_TURBO_OPTIONS },
			},
			'video.animate': {
				price: { per: 'second', rates: [{ credits: 5 }] },
				params: { promptImage: FRAMES, promptText: IMAGE_PROMPT, ...GEN3A_TURBO_OPTIONS },
			},
		},
	},
	{
		id: 'aleph2',
		name: 'Aleph 2',
		description: 'Changes what is seen in a video, and keeps the rest',
		endpoints: {
			'video.edit': {
				price: { per: 'second', rates: [{ credits: 28 }], atLeast: 56 },
				params: {
					videoUri: { ...MAIN_VIDEO, hint: 'From 2 to 30 seconds, up to 1080p and 30 frames a second' },
					promptText: { ...EDIT_PROMPT, ...PROMPT_1000 },
					keyframes: KEYFRAMES,
					targetAspectRatio: TARGET_ASPECT_RATIO,
					ratio: {
						kind: 'text',
						label: 'Ratio',
						description: 'No longer used by Runway: take Target Aspect Ratio instead',
						rare: true,
					},
					seed: SEED,
					contentModeration: CONTENT_MODERATION,
					outputFormat: { ...OUTPUT_FORMAT, values: ['mp4', 'prores', 'png_sequence', 'sdr_rec709_10bit'] },
					proresProfile: GEN4_5_OPTIONS.proresProfile,
				},
				rules: [
					{
						needsOneOf: ['promptText', 'keyframes', 'targetAspectRatio'],
						say: 'Aleph 2 needs a prompt, keyframes or a target aspect ratio that say what to change.',
					},
					{
						when: { field: 'proresProfile' },
						demands: { field: 'outputFormat', values: ['prores'] },
						say: 'A ProRes profile needs the output format ProRes.',
					},
					{
						allOrNone: { field: 'keyframes', key: 'range' },
						say: 'Give every keyframe a range, or none.',
					},
					{
						ordered: { field: 'keyframes', key: 'range' },
						say: 'The range of a keyframe must end after its start: the end is the whole second before which it stops.',
					},
					{
						inside: { field: 'keyframes', key: 'seconds', range: 'range' },
						say: 'The seconds of a keyframe must lie in its range.',
					},
				],
			},
		},
	},
	{
		id: 'act_two',
		name: 'Act-Two',
		description: 'Moves a character as a person in a video does',
		endpoints: {
			'video.character': {
				price: { per: 'second', rates: [{ credits: 5 }] },
				params: {
					character: {
						kind: 'object',
						required: true,
						fields: {
							type: { kind: 'kindOf' },
							uri: {
								kind: 'file',
								label: 'Character',
								description: 'Who is to move. A face must be seen all the time.',
								media: ['image', 'video'],
								name: 'character',
								required: true,
							},
						},
					},
					reference: {
						...TYPED_VIDEO,
						required: true,
						fields: {
							...TYPED_VIDEO.fields,
							uri: {
								...TYPED_VIDEO.fields.uri,
								label: 'Reference',
								description: 'A video of a person who acts what the character is to do, 3 to 30 seconds long',
								name: 'reference',
								required: true,
							},
						},
					},
					ratio: {
						...RATIO,
						values: ['1280:720', '720:1280', '960:960', '1104:832', '832:1104', '1584:672'],
						preset: '1280:720',
					},
					bodyControl: BODY_CONTROL,
					expressionIntensity: EXPRESSION_INTENSITY,
					seed: SEED,
					contentModeration: CONTENT_MODERATION,
				},
			},
		},
	},
	{
		id: 'gwm1_avatars',
		name: 'GWM-1 Avatars',
		description: 'A speaking avatar',
		endpoints: { 'video.avatar': { params: { avatar: AVATAR, speech: AVATAR_SPEECH } } },
	},
	{
		id: 'enhance_frame_rate',
		name: 'Enhance Frame Rate',
		description: 'More frames per second, for smooth motion or slow motion',
		endpoints: {
			'video.frameRate': {
				price: { per: '2 seconds', rates: [{ credits: 1 }] },
				params: {
					videoUri: { ...MAIN_VIDEO, hint: 'Up to 5 minutes' },
					targetFramerate: TARGET_FRAMERATE,
				},
			},
		},
	},
	{
		id: 'ruby',
		name: 'Ruby',
		description: 'Turns an ordinary video into an HDR one',
		endpoints: {
			'video.hdr': {
				price: {
					per: 'second',
					rates: [{ credits: 20 }, { credits: 40, when: 'above 4 megapixels' }],
				},
				params: {
					videoUri: { ...MAIN_VIDEO, hint: 'Up to 30 seconds and 4096 pixels on each side' },
					outputFormat: {
						...OUTPUT_FORMAT,
						description: 'The kind of file; usually HDR10',
						preset: 'hdr10',
						values: [
							'hdr10',
							'hlg',
							'hdr_prores',
							'hdr_exr_sequence',
							'hdr_exr_acescg_sequence_1_3',
							'hdr_exr_acescg_sequence_2_0',
						],
					},
					proresProfile: {
						...PRORES_PROFILE,
						description: 'Only with the output format HDR ProRes',
						preset: '422 HQ',
						values: ['422', '4444', '422 HQ'],
					},
				},
				rules: [
					{
						when: { field: 'proresProfile' },
						demands: { field: 'outputFormat', values: ['hdr_prores'] },
						say: 'A ProRes profile needs the output format HDR ProRes.',
					},
				],
			},
		},
	},
	{
		id: 'gen4_image',
		name: 'Gen-4 Image',
		description: "Runway's own model for images, with tagged references",
		endpoints: {
			'image.generate': {
				price: { per: 'image', rates: [{ credits: 5, when: 'in 720p' }, { credits: 8, when: 'in 1080p' }] },
				params: {
					promptText: { ...IMAGE_TEXT, ...NEEDED, maxLength: 1000 },
					ratio: GEN4_IMAGE_RATIO,
					referenceImages: { ...TAGGED_IMAGES, maxItems: 3 },
					seed: SEED,
					contentModeration: CONTENT_MODERATION,
				},
				rules: [UNIQUE_TAGS],
			},
		},
	},
	{
		id: 'gen4_image_turbo',
		name: 'Gen-4 Image Turbo',
		description: 'Faster and cheaper, and needs a reference image',
		endpoints: {
			'image.generate': {
				price: { per: 'image', rates: [{ credits: 2 }] },
				params: {
					promptText: { ...IMAGE_TEXT, ...NEEDED, maxLength: 1000 },
					ratio: GEN4_IMAGE_RATIO,
					referenceImages: { ...TAGGED_IMAGES, required: true, minItems: 1, maxItems: 3 },
					seed: SEED,
					contentModeration: CONTENT_MODERATION,
				},
				rules: [UNIQUE_TAGS],
			},
		},
	},
] as const satisfies readonly Model[];
