import type { INodeProperties } from 'n8n-workflow';
import { callFields as fieldsOfParams } from '../../catalogue/editor/properties';
import type { Checked } from '../../shared/checked';
import { asNumber, asToggle, isBlank, shown } from '../../shared/values';
import { waitOptionFields } from '../waitOptions';
import type { Call } from './types';

/** The fields of a call: its parameters, and what goes with its kind. */
export function callFields(call: Call): INodeProperties[] {
	return [...fieldsOfParams(call.params), ...fieldsOfKind(call)];
}

function fieldsOfKind(call: Call): INodeProperties[] {
	switch (call.kind) {
		case 'list':
			return LIMIT;
		case 'sound':
			return [optionsField(optionsNamed('binaryPropertyOutput', 'fileName'))];
		case 'create':
			return call.waits ? waitingFields(call.thing.noun) : [];
		default:
			return [];
	}
}

const LIMIT: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { hide: { returnAll: [true] } },
	},
];

function optionsNamed(...names: string[]): INodeProperties[] {
	return waitOptionFields.filter(({ name }) => names.includes(name));
}

function optionsField(options: INodeProperties[]): INodeProperties {
	return { displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add option', default: {}, options };
}

/** The switch and the options of tasks, in words for what is made here. */
function waitingFields(noun: string): INodeProperties[] {
	const words: Readonly<Record<string, Partial<INodeProperties>>> = {
		onLimit: {
			description: `What to do with the ${noun} when it is not ready at the limit. It goes on at Runway either way.`,
			options: [
				{ name: 'Fail With an Error', value: 'error', description: `The error names the ${noun} ID` },
				{ name: 'Pass It On', value: 'continue', description: `The item has the ${noun} ID and its status` },
			],
		},
		pollInterval: { description: `Shortest pause between two looks at the ${noun}` },
		waitLimit: { description: `How long to wait for the ${noun}. 0 = no limit.` },
	};
	return [
		{
			displayName: 'Wait for Completion',
			name: 'waitForCompletion',
			type: 'boolean',
			default: true,
			description: `Whether to wait until the ${noun} is ready for use. If off, the item holds its ID while Runway still works on it.`,
		},
		{
			...optionsField(optionsNamed(...Object.keys(words)).map((field) => ({ ...field, ...words[field.name] }))),
			displayOptions: { hide: { waitForCompletion: [false] } },
		},
	];
}

/** How many results are wanted; null = all. */
export function readLimit(get: (name: string, fallback: unknown) => unknown): Checked<number | null> {
	const rawAll = get('returnAll', false);
	const all = isBlank(rawAll) ? false : asToggle(rawAll);
	if (all === undefined) {
		return { problems: [{ field: 'Return All', message: `Must be true or false, but is ${shown(rawAll)}.` }] };
	}
	if (all) return { value: null };
	const raw = get('limit', 50);
	const limit = isBlank(raw) ? 50 : asNumber(raw);
	if (limit !== undefined && Number.isInteger(limit) && limit >= 1) return { value: limit };
	return { problems: [{ field: 'Limit', message: `Must be a whole number from 1, but is ${shown(raw)}.` }] };
}
