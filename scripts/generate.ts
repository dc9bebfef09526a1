/**
 * What is made from the catalogue: the editor's fields, the output schemas that it shows before a first run, and the
 * README's tables of models.
 *
 *   npm run generate               writes what has changed
 *   npm run generate -- --check    fails when something is not up to date
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CALLS } from '../nodes/Runway/actions/calls';
import type { Call } from '../nodes/Runway/actions/calls/types';
import { allFields, subtitle } from '../nodes/Runway/actions/fields';
import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../nodes/Runway/catalogue/endpoints';
import { modelLabel } from '../nodes/Runway/catalogue/editor/properties';
import { modelsFor, repeatedNames, type ModelOffer } from '../nodes/Runway/catalogue/models';
import type { Offer } from '../nodes/Runway/catalogue/offer';
import { inModelOptions, labelOf, optionsOf } from '../nodes/Runway/catalogue/placement';
import { priceText } from '../nodes/Runway/catalogue/price';
import type { Fields, FileParam, ListParam, Param } from '../nodes/Runway/catalogue/types';

const ROOT = path.join(__dirname, '..');

/** Longer lists are told by their number and ends. */
const LISTED_VALUES = 6;

/** The table of one resource as Markdown: its operations, and under each the models by name. */
export function modelsTable(resource: string): string {
	const header = ['Operation', 'Model', 'Takes', 'Model Options', 'Credits'];
	const endpoints = ENDPOINT_IDS.filter((endpoint) => endpoint.startsWith(`${resource}.`));
	const rows = endpoints.flatMap((endpoint) => modelsFor(endpoint).map((row) => cells(endpoint, row)));
	const hasModels = endpoints.some((endpoint) => ENDPOINTS[endpoint].model !== undefined);
	return [header, header.map(() => '---'), ...rows]
		.map((row) => row.filter((_, column) => hasModels || column !== header.indexOf('Model')))
		.map((row) => `| ${row.join(' | ')} |`)
		.join('\n');
}

/** The README with each table between its two marks. Throws when a mark is missing. */
export function withTables(readme: string): string {
	const resources = [...new Set(ENDPOINT_IDS.map((endpoint) => endpoint.split('.')[0]))];
	return resources.reduce((text, resource) => {
		const [start, end] = [`<!-- ${resource} models: start -->`, `<!-- ${resource} models: end -->`];
		const [from, to] = [text.indexOf(start), text.indexOf(end)];
		if (from < 0 || to < from) throw new Error(`README.md needs the lines ${start} and ${end}`);
		return `${text.slice(0, from + start.length)}\n\n${modelsTable(resource)}\n\n${text.slice(to)}`;
	}, readme);
}

function cells(endpoint: EndpointId, { model, offer }: ModelOffer): string[] {
	const takes = Object.entries(offer.params)
		.filter(([, param]) => !inModelOptions(param))
		.flatMap(([key, param]) => takesWords(key, param));
	const options = [...new Set(optionsOf(offer).map(({ label }) => label))];
	const unknown = offer.routed ? 'those of the chosen model' : 'not published';
	const price = offer.price ? priceText(offer.price).replace(/^Credits p/, 'p') : unknown;
	return [
		ENDPOINTS[endpoint].name,
		`${modelLabel(model)}<br>\`${model.id}\``,
		takes.join('; '),
		options.sort((a, b) => a.localeCompare(b, 'en')).join(', ') || '–',
		price,
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
			const range = param.min === undefined || param.max === undefined ? `any ${unit}` : `${param.min} to ${param.max} ${unit}`;
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

/** The output schema of operations that give files: what the editor lists before the first run. */
export function outputSchema(endpoints: readonly EndpointId[]): object {
	return {
		type: 'object',
		properties: {
			...taskSchema(endpoints),
			createdAt: TEXT,
			elapsedSeconds: NUMBER,
			outputUrl: TEXT,
			outputIndex: INTEGER,
			outputCount: INTEGER,
			fileName: TEXT,
			mimeType: TEXT,
			fileSize: INTEGER,
		},
		version: 1,
	};
}

/** The same of Get Task, which gives no file. */
function lookSchema(endpoints: readonly EndpointId[]): object {
	return {
		type: 'object',
		properties: {
			...taskSchema(endpoints),
			progress: NUMBER,
			createdAt: TEXT,
			failure: TEXT,
			failureCode: TEXT,
			outputUrls: { type: 'array', items: TEXT },
			failureHint: TEXT,
		},
		version: 1,
	};
}

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const INTEGER = { type: 'integer' };

/** What a task is and costs, and what results repeat of the request. */
function taskSchema(endpoints: readonly EndpointId[]): Record<string, object> {
	const offers = endpoints.flatMap((endpoint) => modelsFor(endpoint).map(({ offer }) => offer));
	const telling = [...new Set(offers.flatMap(repeatedNames))];
	const types = new Map(offers.flatMap(jsonTypes));
	return {
		taskId: TEXT,
		status: TEXT,
		cost: NUMBER,
		estimatedCost: NUMBER,
		...(endpoints.some((endpoint) => ENDPOINTS[endpoint].model !== undefined) && { model: TEXT }),
		...Object.fromEntries(telling.map((name) => [name, { type: types.get(name) ?? 'string' }])),
	};
}

/** The output schema of an operation that starts no task. */
function callSchema({ result }: Call): object {
	const properties = Object.fromEntries(Object.entries(result).map(([name, type]) => [name, { type }]));
	return { type: 'object', properties, version: 1 };
}

function jsonTypes({ params, routed }: Offer): Array<[string, string]> {
	return [...paramTypes(params), ...Object.entries(routed?.facts ?? {}).map(([name, { type }]): [string, string] => [name, type])];
}

function paramTypes(fields: Fields): Array<[string, string]> {
	return Object.entries(fields).flatMap(([name, param]): Array<[string, string]> => {
		if (param.kind === 'depends') return param.cases.flatMap((one) => paramTypes({ [name]: one.param }));
		if (param.kind === 'number') return [[name, name === 'seed' ? 'integer' : 'number']];
		return param.kind === 'choice' && typeof param.values[0] === 'number' ? [[name, 'number']] : [];
	});
}

/** Everything that is generated, by its path from the root. */
export function generatedFiles(): Map<string, string> {
	const operations: Array<[string, object]> = [
		...ENDPOINT_IDS.map((endpoint): [string, object] => [endpoint, outputSchema([endpoint])]),
		// These repeat what an item from any of them says.
		['task.wait', outputSchema(ENDPOINT_IDS)],
		['task.get', lookSchema(ENDPOINT_IDS)],
		...Object.entries(CALLS).map(([operation, call]): [string, object] => [operation, callSchema(call)]),
	];
	const schemas = operations.map(([operation, schema]): [string, string] => [
		`nodes/Runway/__schema__/v1.0.0/${operation.replace('.', '/')}.json`,
		`${JSON.stringify(schema, null, '\t')}\n`,
	]);
	// A line for each field, so that changes can be read.
	const fields = allFields().map((field) => JSON.stringify(field));
	return new Map([
		['README.md', withTables(read('README.md'))],
		['nodes/Runway/properties.json', `[\n${fields.join(',\n')}\n]\n`],
		['nodes/Runway/subtitle.json', `${JSON.stringify({ subtitle: subtitle() })}\n`],
		...schemas,
	]);
}

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

function main(mode: string | undefined): void {
	for (const [file, text] of generatedFiles()) {
		let before = '';
		try {
			before = read(file);
		} catch {
			// A new one.
		}
		if (before === text) continue;
		if (mode === '--check') {
			console.error(`${file} is not what the catalogue says. Run "npm run generate".`);
			process.exitCode = 1;
			continue;
		}
		mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
		writeFileSync(path.join(ROOT, file), text);
		console.log(`${file} written`);
	}
}

if (require.main === module) main(process.argv[2]);
