import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { groupBy, idsOf, visibleFor, type Visibility } from './display';
import { LABELS, MAIN_FIELDS, valueLabel } from './fields';
import { imageFields } from './imageProperties';
import type { ChoiceParam, NumberParam, Param, TextParam, VideoMode, VideoModel } from './types';
import { DEFAULT_MODEL, findModel, modelsFor, OTHER_MODEL, type ModelMode } from './videoModels';

export { videoOptionFields } from './optionProperties';

/**
 * The fields of one operation that stand outside Options, without the conditions on resource and operation.
 * A field appears once for each group of models with the same values, and only with these models.
 */
export function videoFields(mode: VideoMode): INodeProperties[] {
	return [
		modelField(mode),
		...modelIdFields(mode),
		...(mode === 'animate' ? imageFields() : []),
		...mainFields(mode, 'promptText'),
		anyModelPrompt(mode),
		...mainFields(mode, 'ratio'),
		anyModelText(mode, 'ratio', 'e.g. 1280:720'),
		...mainFields(mode, 'resolution'),
		anyModelText(mode, 'resolution', 'e.g. 720p'),
		...mainFields(mode, 'duration'),
		anyModelText(mode, 'duration', 'e.g. 5'),
		extraParametersField(mode),
	];
}

function modelField(mode: VideoMode): INodeProperties {
	const known = modelsFor(mode).map(
		({ model }): INodePropertyOptions => ({
			name: modelLabel(model),
			value: model.id,
			description: modelDescription(model),
		}),
	);
	const preset: string = DEFAULT_MODEL[mode];
	return {
		displayName: LABELS.model,
		name: 'model',
		type: 'options',
		options: [
			...known,
			{
				name: 'Other Model',
				value: OTHER_MODEL,
				description: 'Any model by its ID, with its parameters as JSON',
			},
		],
		default: preset,
		description: 'The model that makes the video. The fields below change with it.',
	};
}

/** The name of a model as its list shows it, e.g. `Gen-3 Alpha Turbo (Retired 2026-07-30)`. */
export function modelLabel({ name, retired }: VideoModel): string {
	return retired ? `${name} (Retired ${retired.on})` : name;
}

function modelDescription({ description, creditsPerSecond, retired }: VideoModel): string {
	const cost = `About ${creditsPerSecond} credits per second`;
	if (!retired) return `${description}. ${cost}.`;
	const successor = findModel(retired.successor)?.name ?? retired.successor;
	return `Retired by Runway on ${retired.on}: use ${successor} instead. ${description}. ${cost}.`;
}

/** Twice: an expression may name a model of the list, and the field must not be demanded then. */
function modelIdFields(mode: VideoMode): INodeProperties[] {
	const field: INodeProperties = {
		displayName: LABELS.modelId,
		name: 'modelId',
		type: 'string',
		default: '',
		placeholder: 'e.g. gen4.5',
		description: 'The ID of the model as Runway spells it',
	};
	return [
		{ ...field, required: true, ...visibleFor(mode, { models: [OTHER_MODEL], dynamic: false }) },
		{
			...field,
			hint: 'Only for Other Model',
			...visibleFor(mode, { models: [], dynamic: true }),
		},
	];
}

function extraParametersField(mode: VideoMode): INodeProperties {
	return {
		displayName: LABELS.extraParameters,
		name: 'extraParameters',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "ratio": "1280:720", "duration": 5 }',
		description: 'Everything else that goes into the request, as a JSON object spelled as Runway does',
		...visibleFor(mode, { models: [OTHER_MODEL], dynamic: true }),
	};
}

type MainField = (typeof MAIN_FIELDS)[number];

/** One field for each different list of values or range. */
function mainFields(mode: VideoMode, name: MainField): INodeProperties[] {
	const variants = modelsFor(mode).flatMap((row) =>
		variantsOf(row, name).map((variant) => ({ ...variant, model: row.model })),
	);
	const groups = groupBy(variants, ({ param, uses }) => ({ field: mainField(mode, name, param), uses }));
	return groups.map(({ key: { field, uses }, rows }) => ({
		...field,
		...visibleFor(mode, { models: idsOf(rows), dynamic: false, uses }),
	}));
}

interface Variant {
	readonly param: Param;
	readonly uses?: Visibility['uses'];
}

/** A parameter takes fewer values while the image is a frame, where a rule of the row says so. */
function variantsOf({ mode }: ModelMode, name: MainField): Variant[] {
	const param = mode.params[name];
	if (!param) return [];
	const rule = mode.rules?.find(({ when, demands }) => when?.as === 'frames' && demands?.field === name);
	if (!rule?.demands || param.kind !== 'choice') return [{ param }];
	return [
		{ param: { ...param, required: true, values: rule.demands.values }, uses: ['first', 'last'] },
		{ param, uses: ['reference'] },
	];
}

function mainField(mode: VideoMode, name: MainField, param: Param): INodeProperties {
	if (param.kind === 'text') return promptField(mode, param);
	const field = {
		displayName: LABELS[name],
		name,
		...(param.required && { required: true }),
		...(param.hint && { hint: param.hint }),
		description: MAIN_DESCRIPTIONS[name],
	};
	const options = name === 'duration' ? durationOptions(param) : choiceOptions(param);
	if (!options) return { ...field, type: 'number', default: param.preset ?? 0 };
	const leaveOut = { name: 'Model Default', value: '', description: 'Leave the choice to the model' };
	return {
		...field,
		type: 'options',
		options: param.required ? options : [...options, leaveOut],
		default: param.preset ?? '',
	};
}

const MAIN_DESCRIPTIONS: Readonly<Record<MainField, string>> = {
	promptText: 'What should be seen in the video and how it should move',
	ratio: 'The shape of the video: width and height in pixels, or their ratio',
	resolution: 'How fine the picture is. More pixels cost more.',
	duration: 'How long the video is. Every second costs.',
};

function promptField(mode: VideoMode, param?: TextParam): INodeProperties {
	const what =
		mode === 'generate'
			? MAIN_DESCRIPTIONS.promptText
			: 'How the image should come to life: what moves, and how the camera does';
	return {
		displayName: LABELS.promptText,
		name: 'promptText',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		...(param?.required && { required: true }),
		placeholder: 'e.g. A red fox runs through fresh snow at sunrise, slow tracking shot',
		description: param?.maxLength ? `${what}. At most ${param.maxLength} characters.` : what,
	};
}

function choiceOptions(param: Param): INodePropertyOptions[] | undefined {
	if (param.kind !== 'choice') return undefined;
	return param.values.map((value) => ({ name: valueLabel(value), value }));
}

/** Whole seconds where the range has two ends; undefined where it has to be typed in. */
function durationOptions(param: Param): INodePropertyOptions[] | undefined {
	const seconds = durationSeconds(param);
	if (!seconds) return undefined;
	const options = seconds.map((value) => ({ name: `${value} Seconds`, value: value as string | number }));
	const auto = { name: 'Auto (Model Decides)', value: 'auto' };
	return param.kind === 'number' && param.auto ? [...options, auto] : options;
}

/** The whole seconds a duration may have; undefined when nobody states the ends of its range. */
export function durationSeconds(param: ChoiceParam | NumberParam | Param): number[] | undefined {
	if (param.kind === 'choice') return param.values.map(Number);
	if (param.kind !== 'number' || param.min === undefined || param.max === undefined) return undefined;
	const { min, max } = param;
	return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

/** The prompt of a model without a row, or of one that an expression names. */
function anyModelPrompt(mode: VideoMode): INodeProperties {
	return { ...promptField(mode), ...visibleFor(mode, { models: [OTHER_MODEL], dynamic: true }) };
}

/** A field to type in what a list cannot offer as long as an expression names the model. */
function anyModelText(mode: VideoMode, name: MainField, placeholder: string): INodeProperties {
	return {
		displayName: LABELS[name],
		name,
		type: 'string',
		default: '',
		placeholder,
		description: MAIN_DESCRIPTIONS[name],
		hint: 'As the chosen model takes it; not every model has this field',
		...visibleFor(mode, { models: [], dynamic: true }),
	};
}
