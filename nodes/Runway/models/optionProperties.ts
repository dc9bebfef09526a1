import type { INodeProperties } from 'n8n-workflow';
import { visibleFor, type Visibility } from './display';
import { labelOf, LAST_FRAME, optionFields, REFERENCES, valueLabel, type OptionField } from './fields';
import { FILE_KEY } from './media';
import type { ChoiceParam, MediaKind, VideoMode } from './types';
import { modelsFor } from './videoModels';

/** One option and the models that have it. */
interface OptionOfModel extends OptionField {
	readonly modelId: string;
	readonly modelName: string;
}

/**
 * The entries that the catalogue has for the Options collection of an operation, by label. Each name occurs
 * once; an entry is shown only with models that take it.
 */
export function videoOptionFields(mode: VideoMode): INodeProperties[] {
	const all = modelsFor(mode).flatMap(({ model, mode: row }) =>
		optionFields(row).map(
			(field): OptionOfModel => ({
				...field,
				modelId: model.id,
				modelName: model.name,
			}),
		),
	);
	const names = [...new Set(all.map(({ name }) => name))];
	return names
		.map((name) =>
			optionField(
				mode,
				name,
				all.filter((field) => field.name === name),
			),
		)
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}

function optionField(mode: VideoMode, name: string, fields: readonly OptionOfModel[]): INodeProperties {
	return {
		displayName: labelOf(name),
		name,
		...inputOf(name, fields),
		description: descriptionOf(mode, name, fields),
		...visibleFor(mode, {
			models: fields.map(({ modelId }) => modelId),
			dynamic: true,
			uses: usesOf(mode, name),
			nested: true,
		}),
	} as INodeProperties;
}

/** More pictures go with references, a last frame with a first one. */
function usesOf(mode: VideoMode, name: string): Visibility['uses'] {
	if (name === LAST_FRAME) return ['first'];
	return mode === 'animate' && name === REFERENCES ? ['reference'] : undefined;
}

type Input = Pick<INodeProperties, 'type' | 'default' | 'options' | 'typeOptions' | 'placeholder'>;

/** What the value is entered with. */
function inputOf(name: string, fields: readonly OptionOfModel[]): Input {
	const { param } = fields[0];
	switch (param.kind) {
		case 'text':
			return { type: 'string', typeOptions: { rows: 2 }, default: '', placeholder: TEXT_PLACEHOLDER };
		case 'choice':
			return choiceInput(fields.map((field) => field.param as ChoiceParam));
		case 'number':
			return { type: 'number', default: 0 };
		case 'toggle':
			return { type: 'boolean', default: true };
		case 'mediaList':
			return filesInput(param.media, name, true);
		case 'frames':
			return filesInput('image', name, name !== LAST_FRAME);
	}
}

const TEXT_PLACEHOLDER = 'e.g. text, logos, blurred faces';

function choiceInput(params: readonly ChoiceParam[]): Input {
	const values = [...new Set(params.flatMap((param) => param.values))];
	return {
		type: 'options',
		options: values
			.map((value) => ({ name: valueLabel(value), value }))
			.sort((a, b) => a.name.localeCompare(b.name, 'en')),
		default: values[0],
	};
}

const EXAMPLES: Readonly<Record<MediaKind, string>> = {
	image: 'image.jpg',
	video: 'video.mp4',
	audio: 'sound.mp3',
};

function filesInput(media: MediaKind, name: string, multipleValues: boolean): Input {
	return {
		type: 'fixedCollection',
		default: {},
		placeholder: `Add ${multipleValues ? media : labelOf(name).toLowerCase()}`,
		typeOptions: { multipleValues },
		options: [
			{
				name: FILE_KEY,
				displayName: `${media.charAt(0).toUpperCase()}${media.slice(1)}`,
				values: fileFields(media),
			},
		],
	};
}

function fileFields(media: MediaKind): INodeProperties[] {
	return [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: [
				{ name: 'Binary Field', value: 'binary' },
				{ name: 'URL', value: 'url' },
			],
			default: 'binary',
			description: 'Where the file comes from',
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the input binary field containing the file',
			displayOptions: { show: { source: ['binary'] } },
		},
		{
			displayName: 'URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: `e.g. https://www.example.com/${EXAMPLES[media]}`,
			description: 'The address of the file. Also takes data: and runway:// addresses.',
			displayOptions: { show: { source: ['url'] } },
		},
	];
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
	audio: 'Whether to make sound with the video. Sound can change the price.',
	lastFrame: 'The image that the video ends with',
	negativePrompt: 'What should not be seen in the video',
	outputFormat: 'The kind of file. Everything but MP4 costs extra: 5 to 40 credits per second.',
	promptExpansionMode:
		'How far the model rewrites the prompt before it starts. Choose Disabled to keep it word for word, and for a seed to have its effect.',
	proresProfile: 'Only with the output format ProRes or HDR ProRes',
	publicFigureThreshold: 'How strictly people known to the public are kept out. Low lets more of them pass.',
	references: 'Images that show the model what people, things or places look like',
	referenceAudio: 'Sounds that guide the model',
	referenceVideos: 'Videos that guide the model',
	seed: 'A whole number. The same seed with the same request gives a similar video. Left out, it is random.',
};

function descriptionOf(mode: VideoMode, name: string, fields: readonly OptionOfModel[]): string {
	const more = mode === 'animate' && name === REFERENCES;
	const text = more
		? 'More images, besides the one above, to show what things look like'
		: DESCRIPTIONS[name];
	const sentences = [text, ...limitSentences(name, fields, more ? 1 : 0), ...hintsOf(name, fields)];
	return sentences.length === 1
		? text
		: sentences.map((sentence) => `${sentence.replace(/\.$/, '')}.`).join(' ');
}

/** "At most 9 (Hailuo 3, Seedance 2.0), 10 (Wan 3)", and the same for seconds and characters. */
function limitSentences(name: string, fields: readonly OptionOfModel[], taken: number): string[] {
	if (name === LAST_FRAME) return [];
	const items = limits(fields, ({ param }) =>
		(param.kind === 'mediaList' || param.kind === 'frames') && param.maxItems
			? param.maxItems - taken
			: undefined,
	);
	const seconds = limits(fields, ({ param }) =>
		param.kind === 'mediaList' ? param.totalSeconds : undefined,
	);
	const characters = limits(fields, ({ param }) => (param.kind === 'text' ? param.maxLength : undefined));
	return [
		...(items ? [`At most ${items}`] : []),
		...(seconds ? [`Together at most this many seconds: ${seconds}`] : []),
		...(characters ? [`At most this many characters: ${characters}`] : []),
	];
}

function limits(
	fields: readonly OptionOfModel[],
	limitOf: (field: OptionOfModel) => number | undefined,
): string {
	const groups = new Map<number, string[]>();
	for (const field of fields) {
		const limit = limitOf(field);
		if (limit !== undefined) groups.set(limit, [...(groups.get(limit) ?? []), field.modelName]);
	}
	return [...groups].map(([limit, models]) => `${limit} (${models.join(', ')})`).join(', ');
}

function hintsOf(name: string, fields: readonly OptionOfModel[]): string[] {
	if (name === LAST_FRAME) return [];
	return [...new Set(fields.flatMap(({ param }) => param.hint ?? []))];
}
