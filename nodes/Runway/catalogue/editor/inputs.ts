import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { LISTS } from '../lists';
import { inUsualOrder, isProportion, sameShape } from '../shapes';
import type { ChoiceParam, DateParam, IdParam, IdsParam, NumberParam, TextParam, ToggleParam, ValueParam } from '../types';
import { limitOf, sentences, valueLabel } from './words';

/** Where a field stands: on its own, in a row of a list, or as an entry of Model Options that the user adds. */
export type Place = 'field' | 'row' | 'option';

/** The field in which a plain value is entered, without conditions. */
export function valueField(param: ValueParam, name: string, place: Place): INodeProperties {
	const description = sentences(
		param.description,
		param.kind === 'text' && limitOf(param),
		place === 'option' && param.hint,
	);
	return {
		displayName: labelWithUnit(param),
		name,
		...inputOf(param, name, place),
		...(param.placeholder && { placeholder: param.placeholder }),
		...(description && { description }),
		...(param.hint && place !== 'option' && { hint: param.hint }),
	};
}

/** The same while an expression names the model, so that its values and limits are not known. */
export function freeField(param: ValueParam, name: string, place: Place): INodeProperties {
	if (param.kind === 'text') return valueField({ ...param, maxLength: undefined, required: undefined, hint: undefined }, name, place);
	if (param.kind === 'toggle' || param.kind === 'date' || param.kind === 'id') return valueField({ ...param, hint: undefined }, name, place);
	return {
		displayName: labelWithUnit(param),
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${exampleOf(param)}`,
		...(param.description && { description: param.description }),
		hint: 'As the chosen model takes it. Empty: what the model usually takes.',
	};
}

function exampleOf(param: ChoiceParam | NumberParam): string | number | boolean {
	return param.preset ?? (param.kind === 'choice' ? param.values[0] : (param.min ?? 1));
}

function labelWithUnit(param: ValueParam): string {
	return 'unit' in param && param.unit ? `${param.label} (${param.unit})` : param.label;
}

type Input = Pick<INodeProperties, 'type' | 'default' | 'options' | 'typeOptions' | 'required' | 'modes'>;

function inputOf(param: ValueParam, name: string, place: Place): Input {
	switch (param.kind) {
		case 'text':
			return textInput(param);
		case 'choice':
			return listInput([...choices(param), ...aliases(param, name)], param, place);
		case 'number':
			return isListed(param) ? listInput(wholeNumbers(param), param, place) : numberInput(param, place);
		case 'toggle':
			return { type: 'boolean', default: toggleDefault(param) };
		case 'date':
			return dateInput(param);
		case 'id':
			return param.plain ? plainIdInput(param, name) : idInput(param);
	}
}

function textInput({ lines, required, preset }: TextParam): Input {
	return {
		type: 'string',
		default: preset ?? '',
		...(lines && { typeOptions: { rows: lines } }),
		...(required && { required: true }),
	};
}

/** Whoever adds a switch wants the other than the usual. */
function toggleDefault({ vendorDefault, preset }: ToggleParam): boolean {
	return typeof preset === 'boolean' ? preset : vendorDefault !== true;
}

function numberInput({ preset, min, max, required }: NumberParam, place: Place): Input {
	const typeOptions = { ...(min !== undefined && { minValue: min }), ...(max !== undefined && { maxValue: max }) };
	const nothing = place === 'option' ? Math.max(0, min ?? 0) : '';
	return {
		type: 'number',
		default: preset ?? nothing,
		...(Object.keys(typeOptions).length > 0 && { typeOptions }),
		...(required && preset === undefined && place === 'field' && { required: true }),
	};
}

function listInput(options: INodePropertyOptions[], param: ChoiceParam | NumberParam, place: Place): Input {
	const { preset, required } = param;
	const leftOut = param.kind === 'choice' ? param.leftOut : undefined;
	if (place !== 'field' || leftOut === false) return { type: 'options', options, default: preset ?? options[0].value };
	const chosen = options.find(({ value }) => value === preset);
	if (required && !chosen) return { type: 'options', options, default: '', required: true };
	const leaveOut: INodePropertyOptions = {
		name: leftOut ?? 'Model Default',
		value: '',
		...(leftOut === undefined && required && chosen && { description: `The same as ${chosen.name}` }),
	};
	return { type: 'options', options: [...options, leaveOut], default: preset ?? '' };
}

function choices(param: ChoiceParam): INodePropertyOptions[] {
	return inUsualOrder(param.values).map((value) => ({ name: valueLabel(value, param), value }));
}

/** Sizes that many models share. */
const USUAL_SIZES = ['1280:720', '720:1280', '960:960', '1104:832', '832:1104', '1920:1080', '1080:1920'];

/** Whoever comes from a model that counts pixels has such a size chosen: shown, only then, as the shape it stands for. */
function aliases(param: ChoiceParam, name: string): INodePropertyOptions[] {
	// Models that count pixels have no other field of shapes.
	if (name !== 'ratio' || !param.values.some(isProportion)) return [];
	return USUAL_SIZES.flatMap((size) => {
		const [value, ...more] = param.values.includes(size) ? [] : sameShape(size, param.values);
		if (value === undefined || more.length > 0) return [];
		return [{ name: `${valueLabel(value, param)}, as ${value}`, value: size, displayOptions: { show: { [name]: [size] } } }];
	});
}

function isListed({ listed, min, max }: NumberParam): boolean {
	return listed === true && min !== undefined && max !== undefined;
}

function wholeNumbers({ min = 0, max = 0, auto, autoNote }: NumberParam): INodePropertyOptions[] {
	const whole = Array.from({ length: max - min + 1 }, (_, index) => min + index);
	const options: INodePropertyOptions[] = whole.map((value) => ({ name: `${value}`, value }));
	return auto ? [...options, { name: 'Auto (Model Decides)', value: 'auto', ...(autoNote && { description: autoNote }) }] : options;
}

function dateInput({ dayOnly, required }: DateParam): Input {
	return {
		type: 'dateTime',
		default: '',
		...(dayOnly && { typeOptions: { dateOnly: true } }),
		...(required && { required: true }),
	};
}

function plainIdInput({ required }: IdParam, name: string): Input {
	return { type: 'string', default: `={{ $json.${name} }}`, ...(required && { required: true }) };
}

function idInput({ required, label, list }: IdParam): Input {
	const thing = label.replace(/ ID$/, '').toLowerCase();
	return {
		type: 'resourceLocator',
		default: { mode: list ? 'list' : 'id', value: '' },
		...(required && { required: true }),
		modes: [
			...(list
				? [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list' as const,
							placeholder: `Choose ${LISTS[list].one}`,
							typeOptions: { searchListMethod: list, searchable: true },
						},
					]
				: []),
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: `e.g. the ${thing}'s ID` },
		],
	};
}

/** Several things of a list of the account's own. */
export function idsField({ label, description, list, required }: IdsParam, name: string): INodeProperties {
	return {
		displayName: `${label} Names or IDs`,
		name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: list },
		default: [],
		...(required && { required: true }),
		description: sentences(
			description,
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		),
	};
}
