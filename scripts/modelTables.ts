import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../nodes/Runway/catalogue/endpoints';
import { modelLabel } from '../nodes/Runway/catalogue/editor/properties';
import { modelsFor, type ModelOffer } from '../nodes/Runway/catalogue/models';
import { inModelOptions, labelOf, optionsOf } from '../nodes/Runway/catalogue/placement';
import type { FileParam, ListParam, Param } from '../nodes/Runway/catalogue/types';
import { table } from './markdown';

/** The models of the catalogue as tables in Markdown. */

/** Longer lists are told by their number and ends. */
const LISTED_VALUES = 6;

/** What an operation takes with each model, as Markdown. */
export function modelsTable(endpoint: EndpointId): string {
	const { model } = ENDPOINTS[endpoint];
	const header = [...(model === undefined ? [] : ['Model']), 'Takes', 'Model Options'];
	return table(header, modelsFor(endpoint).map((row) => cells(row).slice(model === undefined ? 1 : 0)));
}

/** The models of each kind of file, by name, as Markdown; retired ones last. */
export function overview(): string {
	const kinds = [...new Set(ENDPOINT_IDS.map((endpoint) => ENDPOINTS[endpoint].output))];
	return kinds
		.map((kind) => {
			const of = ENDPOINT_IDS.filter((endpoint) => ENDPOINTS[endpoint].model && ENDPOINTS[endpoint].output === kind);
			const models = [...new Set(of.flatMap((endpoint) => modelsFor(endpoint).map(({ model }) => model)))];
			const inOrder = [...models.filter(({ retired }) => !retired), ...models.filter(({ retired }) => retired)];
			return `- **${kind[0].toUpperCase()}${kind.slice(1)}:** ${inOrder.map(modelLabel).join(', ')}`;
		})
		.join('\n');
}

function cells({ model, offer }: ModelOffer): string[] {
	const takes = Object.entries(offer.params)
		.filter(([, param]) => !inModelOptions(param))
		.flatMap(([key, param]) => takesWords(key, param));
	const options = [...new Set(optionsOf(offer).map(({ label }) => label))];
	return [
		`${modelLabel(model)}<br>\`${model.id}\``,
		takes.join('; '),
		options.sort((a, b) => a.localeCompare(b, 'en')).join(', ') || '–',
	];
}

/** What a field takes, as short clauses. */
function takesWords(key: string, param: Param): string[] {
	switch (param.kind) {
		case 'constant':
		case 'kindOf':
		case 'toggle':
			return [];
		case 'frames':
			return [`image as ${param.positions.join(' and ')} frame${param.references ? ' or references' : ''}`];
		case 'file':
			return [fileWords(param)];
		case 'text':
			return [`${param.label.toLowerCase()}${param.maxLength ? ` up to ${param.maxLength} characters` : ''}`];
		case 'id':
		case 'ids':
		case 'date':
			return [param.label];
		case 'list':
			return [listWords(param)];
		case 'object':
			return Object.entries(param.fields).flatMap(([name, one]) => takesWords(name, one));
		case 'variant':
			return param.forms.flatMap(({ fields }) => Object.entries(fields).flatMap(([name, one]) => takesWords(name, one)));
		case 'depends':
			return takesWords(key, param.cases[param.cases.length - 1].param);
		case 'number': {
			const unit = param.unit?.toLowerCase() ?? labelOf(key, param).toLowerCase();
			const range = param.min === undefined || param.max === undefined ? (param.hint?.replace(/^[A-Z]/, (first) => first.toLowerCase()) ?? `any ${unit}`) : `${param.min} to ${param.max} ${unit}`;
			return [param.auto ? `${range} or auto` : range];
		}
		case 'choice':
			return [`${param.label.toLowerCase()} ${valuesWords(param.values)}${param.unit ? ` ${param.unit.toLowerCase()}` : ''}`];
	}
}

/** `video`, `character (image or video)`, `product image` */
function fileWords({ main, label, media }: FileParam): string {
	const kinds = media.join(' or ');
	if (main) return kinds;
	const name = label.toLowerCase();
	return name.endsWith(kinds) ? name : `${name} (${kinds})`;
}

function listWords({ label, minItems, maxItems }: ListParam): string {
	return `${label.toLowerCase()}${minItems ? ` from ${minItems}` : ''}${maxItems ? ` up to ${maxItems}` : ''}`;
}

function valuesWords(values: ReadonlyArray<string | number>): string {
	if (values.length <= LISTED_VALUES) return values.join(', ');
	const sizes = values.map(String).filter((value) => /^\d+:\d+$/.test(value));
	if (sizes.length === 0) return `one of ${values.length}`;
	const bySize = [...sizes].sort((a, b) => pixels(a) - pixels(b));
	const others = values.filter((value) => !sizes.includes(String(value)));
	return [`${sizes.length} from ${bySize[0]} to ${bySize[bySize.length - 1]}`, ...others].join(', ');
}

function pixels(size: string): number {
	const [width, height] = size.split(':').map(Number);
	return width * height;
}
