import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { ENDPOINT_IDS, ENDPOINTS } from '../catalogue/endpoints';
import { MODELS } from '../catalogue/models';
import { modelOptionsFields } from '../catalogue/editor/modelOptions';
import { together } from '../catalogue/editor/sharing';
import { RESOURCES } from './index';
import type { Operation } from './types';

/**
 * All fields of the node: resource, operation, those of each operation, and those that operations share. They take
 * longer to make than all the rest of the package takes to load, so the node has them as a file, `properties.json`,
 * which is made from this by `npm run generate`.
 */
export function allFields(): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: RESOURCES.map(({ name, value }) => ({ name, value })),
			default: 'video',
		},
		...RESOURCES.map(({ value: resource, operations }): INodeProperties => {
			const [{ value: first }] = operations;
			return {
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: [resource] } },
				options: operations.map(({ name, value, action, description }) => ({ name, value, action, description })),
				default: first,
			};
		}),
		...RESOURCES.flatMap(({ value: resource, operations }) =>
			[
				...together(operations.map(({ value, operation }) => [value, operation.fields()])),
				...modelOptionsFields(ENDPOINT_IDS.filter((endpoint) => endpoint.startsWith(`${resource}.`))),
			].flatMap(({ operations: having, field }) => shownFor({ resource: [resource], operation: having }, [field])),
		),
		...sharedFields(),
	];
}

/**
 * The line under the node on the canvas, "Generate Video: Gen-4.5", as an expression that knows all names. In the same
 * file for the same reason; a model that has no name, or that an expression chooses, is left out.
 */
export function subtitle(): string {
	const operations = RESOURCES.flatMap(({ value: resource, operations: all }) =>
		all.map(({ value, name }): [string, string] => [`${resource}.${value}`, name]),
	);
	const withModels = ENDPOINT_IDS.filter((endpoint) => ENDPOINTS[endpoint].model);
	const ofOperation = JSON.stringify(Object.fromEntries(operations));
	const ofModel = JSON.stringify(Object.fromEntries(MODELS.map(({ id, name }) => [id, `: ${name}`])));
	const chosen = '$parameter.resource + "." + $parameter.operation';
	// A node keeps the model that was chosen for another operation.
	const model = `(${JSON.stringify(withModels)}.includes(${chosen}) && (${ofModel})[$rawParameter.model] || "")`;
	return `={{ (${ofOperation})[${chosen}] + ${model} }}`;
}

/** Each shared list once, for the resources that have it, but not for those of their operations that do not. */
function sharedFields(): INodeProperties[] {
	const lists = new Set(RESOURCES.flatMap(({ operations }) => operations.map(({ operation }) => operation.sharedFields)));
	return [...lists].flatMap((list) => {
		if (!list) return [];
		const has = ({ operation }: { operation: Operation }) => operation.sharedFields === list;
		const resources = RESOURCES.filter(({ operations }) => operations.some(has));
		const operations = resources.flatMap((resource) => resource.operations);
		const lacking = [...new Set(operations.filter((one) => !has(one)).map(({ value }) => value))];
		// Their names would hide the fields from an operation of another resource, too.
		if (operations.some((one) => has(one) && lacking.includes(one.value))) throw new Error('Name one of these operations differently');
		const hide = lacking.length > 0 ? { hide: { operation: lacking } } : {};
		const fields = list.map((field) => ({ ...field, displayOptions: { ...field.displayOptions, ...hide } }));
		return shownFor({ resource: resources.map(({ value }) => value) }, fields);
	});
}

/** Adds a condition to those that the fields have. n8n's own helper does the same to any depth, at ten times the time. */
function shownFor(show: NonNullable<IDisplayOptions['show']>, fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } },
	}));
}
