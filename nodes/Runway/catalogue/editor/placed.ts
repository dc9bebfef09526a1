import type { INodeProperties } from 'n8n-workflow';
import { fileFieldsOf } from '../fileFields';
import { IMAGE_USE, IMAGE_USES, imageUses, LAST_FRAME, PICTURE, type ImageUse } from '../params/frames';
import { inModelOptions, optionsOf } from '../placement';
import { priceText } from '../price';
import type { Offer } from '../offer';
import type { DependsParam, Fields, FileParam, FramesParam, ListParam, Param, VariantParam } from '../types';
import type { Condition } from './conditions';
import { fileFields, listField, rowFileFields, singleFileField } from './files';
import { freeField, idsField, valueField, type Place } from './inputs';
import { sentences } from './words';

/** A field of the editor as one model has it. */
export interface Placed {
	readonly field: INodeProperties;
	/** The same while the model is not known; made only where it is needed. */
	readonly free: () => INodeProperties;
	/** On other fields than the model. */
	readonly conditions: readonly Condition[];
	/** What to say with a model that has no such field, where that is worth a line. */
	readonly absent?: string;
}

/** The fields that stand on their own, in their order. */
export function fieldsOf(offer: Offer): Placed[] {
	const { params } = offer;
	const price = priceText(offer);
	return Object.entries(params)
		.filter(([, param]) => !inModelOptions(param))
		.flatMap(([key, param]) => place(key, price ? withPrice(param, price) : param, [], params));
}

/** A parameter that the price goes by, with the price under it. */
function withPrice(param: Param, price: string): Param {
	if (param.kind === 'depends') return { ...param, cases: param.cases.map((one) => ({ ...one, param: withPrice(one.param, price) })) };
	return 'priced' in param && param.priced ? { ...param, hint: sentences(param.hint, price) } : param;
}

/** The entries of Model Options. */
export function optionEntries(offer: Offer): Placed[] {
	const uses = Object.values(offer.params).find((param): param is FramesParam => param.kind === 'frames');
	return optionsOf(offer).map(({ name, param }): Placed => {
		if (param.kind === 'file') {
			const field = singleFileField(param, name);
			return { field, free: () => field, conditions: uses && name === LAST_FRAME.name ? useCondition(uses, ['first']) : [] };
		}
		if (param.kind !== 'list') return placedValue(valueField, freeField, param, name, 'option');
		const goesWithPicture = uses?.references && name === 'references';
		return { ...placedList(param, name), conditions: goesWithPicture ? useCondition(uses, ['reference']) : [] };
	});
}

function useCondition(param: FramesParam, is: readonly string[]): Condition[] {
	const all = imageUses(param);
	return all.length > 1 ? [{ name: IMAGE_USE.name, is, all, dynamic: true }] : [];
}

function place(key: string, param: Param, conditions: readonly Condition[], siblings: Fields): Placed[] {
	switch (param.kind) {
		case 'constant':
		case 'kindOf':
			return [];
		case 'file':
			return placeFile(param, key, conditions);
		case 'object':
			return Object.entries(param.fields).flatMap(([name, one]) => place(name, one, conditions, siblings));
		case 'variant':
			return placeVariant(param, conditions);
		case 'list':
			return [{ ...placedList(param, param.name ?? key), conditions }];
		case 'frames':
			return placeFrames(param);
		case 'depends':
			return placeDepends(key, param, conditions, siblings);
		case 'ids': {
			const field = idsField(param, param.name ?? key);
			return [{ field, free: () => field, conditions }];
		}
		default:
			return [{ ...placedValue(valueField, freeField, param, param.name ?? key, 'field'), conditions, absent: param.absent }];
	}
}

function placedValue<P>(
	known: (param: P, name: string, place: Place) => INodeProperties,
	free: (param: P, name: string, place: Place) => INodeProperties,
	param: P,
	name: string,
	at: Place,
): Placed {
	return { field: known(param, name, at), free: () => free(param, name, at), conditions: [] };
}

function placedList(param: ListParam, name: string): Omit<Placed, 'conditions'> {
	const values = rowFields(param);
	const unlimited = { ...param, minItems: undefined, maxItems: undefined, totalSeconds: undefined, hint: undefined };
	return {
		field: listField(param, name, values),
		free: () => listField({ ...unlimited, required: undefined }, name, values),
	};
}

/** The fields of a row: its file, and what else its model wants to know of it. */
function rowFields({ of }: ListParam): INodeProperties[] {
	if (of.kind === 'file') return rowFileFields(of.media[0], true);
	return Object.entries(of.fields).flatMap(([key, param]): INodeProperties[] => {
		if (param.kind === 'file') return rowFileFields(param.media[0], true);
		return place(key, param, [], of.fields).map(({ field, conditions }) => ({
			...rowForm(field),
			// In a row the other field stands right beside it and is no expression by itself.
			...(conditions.length > 0 && {
				displayOptions: { show: Object.fromEntries(conditions.map(({ name, is }) => [name, [...is]])) },
			}),
		}));
	});
}

/** A row needs no entry for leaving the value out unless it is the one that is selected. */
function rowForm(field: INodeProperties): INodeProperties {
	if (field.type !== 'options' || field.default === '') return field;
	const options = (field.options ?? []).filter((option) => !('value' in option) || option.value !== '');
	return { ...field, options } as INodeProperties;
}

function placeFile(param: FileParam, key: string, conditions: readonly Condition[]): Placed[] {
	const names = fileFieldsOf(param, key);
	return fileFields(param, names).map(({ field, source }) => ({
		field,
		// The hint is about the model.
		free: () => ({ ...field, hint: source ? field.hint : undefined }),
		conditions: [
			...conditions,
			...(source ? [{ name: names.source.name, is: [source], all: ['binary', 'url'], dynamic: true }] : []),
		],
	}));
}

function placeFrames(param: FramesParam): Placed[] {
	const uses = imageUses(param);
	const picture = placeFile({ ...PICTURE, hint: param.hint }, '', []);
	if (uses.length === 1) return picture;
	const use = useField(uses);
	return [...picture, { field: use, free: () => useField(Object.keys(IMAGE_USES) as ImageUse[]), conditions: [] }];
}

function useField(uses: readonly ImageUse[]): INodeProperties {
	return {
		displayName: IMAGE_USE.label,
		name: IMAGE_USE.name,
		type: 'options',
		options: uses.map((value) => ({
			name: IMAGE_USES[value].label,
			value,
			description: IMAGE_USES[value].description,
		})),
		default: 'first',
		description: IMAGE_USE.description,
	};
}

function placeVariant(param: VariantParam, conditions: readonly Condition[]): Placed[] {
	const options = [
		...(param.none ? [{ name: param.none.label, value: 'default', description: param.none.description }] : []),
		...param.forms.map(({ label, value, description }) => ({ name: label, value, description })),
	];
	const list = { type: 'options', options, default: options[0].value } as const;
	const chooser: INodeProperties = {
		displayName: param.label,
		name: param.name,
		description: param.description,
		...list,
	};
	const all = options.map(({ value }) => value);
	return [
		{ field: chooser, free: () => chooser, conditions },
		...param.forms.flatMap(({ value, fields }) => {
			const chosen: Condition = { name: param.name, is: [value], all, dynamic: true };
			return Object.entries(fields).flatMap(([key, one]) => place(key, one, [...conditions, chosen], fields));
		}),
	];
}

function placeDepends(
	key: string,
	{ on, cases }: DependsParam,
	conditions: readonly Condition[],
	siblings: Fields,
): Placed[] {
	const all = [...new Set([...valuesOf(on, siblings), ...cases.flatMap(({ is }) => is)])];
	return cases.flatMap(({ is, param }, index) =>
		place(key, param, [...conditions, { name: on, is, all, dynamic: index === cases.length - 1 }], siblings),
	);
}

/** All values of the field that others depend on. */
function valuesOf(name: string, fields: Fields): readonly string[] {
	const found = Object.entries(fields).find(([key, param]) => key === name || param.kind === 'frames')?.[1];
	if (found?.kind === 'choice') return found.values.map(String);
	return found?.kind === 'frames' ? imageUses(found) : [];
}
