import type { INodeProperties } from 'n8n-workflow';
import { RESOURCES } from '../nodes/Runway/actions';
import type { Operation } from '../nodes/Runway/actions/types';
import { ENDPOINTS, type EndpointId } from '../nodes/Runway/catalogue/endpoints';
import { modelsFor } from '../nodes/Runway/catalogue/models';
import { optionsOf } from '../nodes/Runway/catalogue/placement';
import { between, table } from './markdown';
import { modelsTable } from './modelTables';

/** A page for each resource: its operations, their fields, and what each model takes. */

type Resource = (typeof RESOURCES)[number];

/** What every operation has, or what belongs to Other Model: said in README.md and docs/waiting.md. */
const EVERYWHERE = ['modelId', 'extraParameters', 'waitForCompletion', 'options', 'modelOptions'];

/** The page of a resource, from the root. */
export function operationPage({ name }: Resource): string {
	return `docs/operations/${name.toLowerCase().replace(' ', '-')}.md`;
}

/** A page with the operations of its resource between its marks. */
export function withOperations(page: string, resource: Resource): string {
	return between(page, 'operations', resource.operations.map((one) => section(resource, one)).join('\n\n'));
}

/** All resources and their operations, for README.md. */
export function operationsTable(): string {
	const rows = RESOURCES.map((resource) => {
		const names = resource.operations.map(({ name }) => name);
		return [`[${resource.name}](${operationPage(resource)})`, names.join(', ')];
	});
	return table(['Resource', 'Operations'], rows);
}

/** The table of options for waiting, spending and files: the same wherever tasks are made. */
export function optionsTable(): string {
	const rows = usualOptions().map((field) => [field.displayName, shownDefault(field), sentences([field])]);
	return table(['Option', 'Default', 'Meaning'], rows);
}

function usualOptions(): INodeProperties[] {
	return optionsIn(RESOURCES[0].operations[0].operation);
}

function optionsIn({ fields, sharedFields = [] }: Operation): INodeProperties[] {
	const collection = [...fields(), ...sharedFields].find(({ name }) => name === 'options');
	return (collection?.options ?? []) as INodeProperties[];
}

function shownDefault({ default: value, options }: INodeProperties): string {
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	const chosen = (options ?? []).find((option) => 'value' in option && option.value === value);
	return chosen?.name ?? (value === '' ? '' : `\`${String(value)}\``);
}

function section({ value: resource }: Resource, { name, value, description, operation }: Resource['operations'][number]): string {
	const endpoint = `${String(resource)}.${String(value)}` as EndpointId;
	const makesTasks = ENDPOINTS[endpoint] !== undefined;
	const shown = operation.fields().filter((field) => !EVERYWHERE.includes(field.name) && field.type !== 'notice');
	const fields = [...byLabel(shown)].map(([label, variants]) => [`**${label}**`, sentences(variants)]);
	const usual = usualOptions().map((option) => option.name);
	const others = optionsIn(operation).filter((option) => !usual.includes(option.name));
	const options = [
		...(makesTasks ? optionRows(endpoint) : []),
		...others.map((field) => [`Options: ${field.displayName}`, sentences([field])]),
	];
	const parts = [
		`## ${name}`,
		sentences([{ description }]),
		...(fields.length + options.length > 0 ? [table(['Field', 'Meaning'], [...fields, ...options])] : []),
		...(makesTasks ? [modelsTable(endpoint)] : []),
	];
	return parts.join('\n\n');
}

function byLabel(fields: readonly INodeProperties[]): Map<string, INodeProperties[]> {
	const groups = new Map<string, INodeProperties[]>();
	for (const field of fields) groups.set(field.displayName, [...(groups.get(field.displayName) ?? []), field]);
	return groups;
}

/** What all fields of one label say: limits of one model are in the table of models. */
function sentences(variants: readonly Pick<INodeProperties, 'description' | 'hint'>[]): string {
	const each = variants.map(({ description = '', hint = '' }) => split(description || hint));
	const common = each[0].filter((sentence) => each.every((others) => others.includes(sentence)));
	// Where they have nothing in common, each says its own.
	const said = common.length > 0 ? common : [...new Set(each.flat())];
	return said.map((sentence) => `${sentence}.`).join(' ').replace(/<a href="([^"]*)">([^<]*)<\/a>/g, '[$2]($1)') || '–';
}

function split(text: string): string[] {
	return text.split(/(?<=\.)\s+(?=[A-Z0-9])/).map((sentence) => sentence.replace(/\.$/, '')).filter(Boolean);
}

/** The entries of Model Options, whichever model has them. */
function optionRows(endpoint: EndpointId): string[][] {
	const all = modelsFor(endpoint).flatMap(({ offer }) => optionsOf(offer));
	const labels = [...new Set(all.map(({ label }) => label))].sort((a, b) => a.localeCompare(b, 'en'));
	return labels.map((label) => [
		`Model Options: ${label}`,
		sentences(all.filter((one) => one.label === label).map(({ param }) => ({ description: param.description }))),
	]);
}
