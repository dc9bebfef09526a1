import type { Checked } from '../shared/checked';
import { isBlank, isRecord, shown } from '../shared/values';
import { ENDPOINT_IDS, ENDPOINTS, OTHER_MODEL, type EndpointId } from './endpoints';
import { choicesFor, findModel, modelsFor, type ModelOffer } from './models';
import { inModelOptions, labelOf, optionsOf, tellingNames } from './placement';
import type { Offer } from './offer';
import type { Plan } from './plan';
import { readField, type Body } from './read/fields';
import { readList, readSingleFile } from './read/files';
import { readFrames } from './read/frames';
import { readExtraParameters, readModelId } from './read/otherModel';
import { Reading, type Scope } from './read/reading';
import { checkRule } from './read/rules';
import type { FileParam, ListParam, Param } from './types';

/** What one item's parameters say. Values come out of fields and expressions, so anything may be anything. */
export interface Entered {
	/** The value of a parameter; `fallback` where the editor shows no such field. */
	get(name: string, fallback: unknown): unknown;
	/** The model comes from an expression, so the editor could not show its own fields. */
	readonly modelIsExpression: boolean;
}

/**
 * Turns what the user entered for one item into a request that has cost nothing yet, or into everything that is
 * wrong with it. Reads only what belongs to the chosen model: n8n keeps what was entered for another one. Pure: no
 * network, no file is opened; a `MediaSlot` stands where a file's URI goes.
 */
export function planRequest(endpoint: EndpointId, entered: Entered): Checked<Plan> {
	const { path, only, model, example } = ENDPOINTS[endpoint];
	const id = only ? undefined : trimmed(entered.get('model', ''));
	const [row] = choicesFor(endpoint).filter(({ model }) => only || model.id === id);
	if (!row) return { problems: [{ field: 'Model', message: unknownModel(endpoint, id) }] };

	const isListed = !only && id !== OTHER_MODEL;
	const reading = new Reading(isListed ? row.model.name : 'Runway', !only && entered.modelIsExpression);
	const fields: Scope = { get: (name) => entered.get(name, '') };
	const options = readOptions(entered, reading);
	const extra = id === OTHER_MODEL && model ? readOther({ model, example }, fields, reading) : undefined;
	const body = readBody(row, extra?.body ?? {}, { fields, options }, reading);
	const ignored = leftOver(endpoint, row, options, reading);
	if (reading.findings.problems.length > 0) return { problems: reading.findings.problems };
	const sent: Plan['body'] = { ...body, ...extra?.body };
	const named: Record<string, string> = only ? {} : { model: extra?.id ?? row.model.id };
	return {
		value: {
			path: `/v1/${row.offer.path ?? path}`,
			body: { ...named, ...onWire(sent, row.offer) },
			echo: { ...named, ...reading.echo, ...tellingIn(endpoint, extra?.body) },
			...(row.offer.routed ? { facts: row.offer.routed.facts } : { priceless: pricelessIn(row) }),
			files: Number(sent.outputCount ?? row.offer.files ?? 1),
			ignored,
		},
	};
}

/** The body in the form that is sent. */
function onWire(body: Plan['body'], { routed }: Offer): Plan['body'] {
	if (!routed) return body;
	const part = (isOutside: boolean) =>
		Object.fromEntries(Object.entries(body).filter(([key]) => routed.but.includes(key) === isOutside));
	return { ...part(true), [routed.inside]: part(false) };
}

/** Without a price nothing is known of what it depends on, but that a seed changes nothing. */
function pricelessIn({ offer: { params, price } }: ModelOffer): NonNullable<Plan['priceless']> {
	const saysText = (param: Param): boolean =>
		param.kind === 'depends' ? param.cases.every((one) => saysText(one.param)) : param.kind === 'text';
	const isFree = (key: string) => price !== undefined && price.alsoBy !== 'text' && saysText(params[key]);
	return {
		fields: Object.keys(params).filter((key) => key === 'seed' || isFree(key)),
		pictures: price !== undefined && price.alsoBy !== 'picture',
	};
}

function trimmed(raw: unknown): unknown {
	return typeof raw === 'string' ? raw.trim() : raw;
}

function unknownModel(endpoint: EndpointId, id: unknown): string {
	const known = modelsFor(endpoint).map(({ model }) => model.id);
	const model = findModel(id);
	if (model) {
		const [elsewhere] = ENDPOINT_IDS.filter((other) => model.endpoints[other]);
		return `${model.name} cannot do this. Use the operation ${ENDPOINTS[elsewhere].name}, or choose one of ${known.join(', ')}.`;
	}
	const what = isBlank(id) ? 'No model was chosen.' : `There is no model ${shown(id)} in this list.`;
	return `${what} Choose one of ${known.join(', ')}, or Other Model (${OTHER_MODEL}) and enter the ID there.`;
}

function readOptions(entered: Entered, reading: Reading): Scope {
	const raw = entered.get('modelOptions', {});
	const entries = isRecord(raw) ? raw : undefined;
	if (!entries && !isBlank(raw)) {
		reading.findings.report('modelOptions', 'Model Options', `Expected an object, but got ${shown(raw)}.`);
	}
	return { get: (name) => entries?.[name] };
}

function readOther(
	{ model, example }: { model: string; example?: string },
	fields: Scope,
	{ findings }: Reading,
): { id: string; body: Body } {
	const id = readModelId(fields.get('modelId'), findings, model) ?? '';
	return { id, body: readExtraParameters(fields.get('extraParameters'), findings, example) ?? {} };
}

/** Whoever writes a field as JSON for Other Model needs no field of the editor for it. */
function readBody(
	{ offer }: ModelOffer,
	written: Body,
	{ fields, options }: { fields: Scope; options: Scope },
	reading: Reading,
): Body {
	const body: Body = {};
	for (const [key, param] of Object.entries(offer.params)) {
		if (Object.hasOwn(written, key)) continue;
		reading.key = key;
		const value =
			param.kind === 'frames'
				? readFrames(param, fields, options, reading)
				: readField(key, param, placeOf(inModelOptions(param), fields, options, reading), reading);
		if (value !== undefined) body[key] = value;
	}
	for (const rule of offer.rules ?? []) {
		checkRule(rule, body, reading.findings, (key) => labelOf(key, offer.params[key]));
	}
	return body;
}

/** While an expression names the model, the editor offers in Model Options what one of the models has as a field. */
function placeOf(isOption: boolean, fields: Scope, options: Scope, { byExpression }: Reading): Scope {
	if (isOption) return options;
	if (!byExpression) return fields;
	return {
		isUnseen: true,
		get: (name) => {
			const value = fields.get(name);
			return isBlank(value) ? (options.get(name) ?? value) : value;
		},
	};
}

/**
 * Labels of options that were set although the model does not take them. Files that would be left out are a
 * problem instead: a result without them is not the one that was wanted, and is paid for all the same.
 */
function leftOver(endpoint: EndpointId, row: ModelOffer, options: Scope, reading: Reading): string[] {
	const taken = new Set(optionsOf(row.offer).map(({ name }) => name));
	const others = new Map(
		modelsFor(endpoint)
			.flatMap(({ offer }) => optionsOf(offer))
			.filter(({ name }) => !taken.has(name))
			.map((option) => [option.name, option]),
	);
	const ignored: string[] = [];
	for (const { name, label, param } of others.values()) {
		if (isBlank(options.get(name))) continue;
		if (param.kind !== 'file' && param.kind !== 'list') {
			ignored.push(label);
			continue;
		}
		if (!namesFiles(param, name, options, reading)) continue;
		reading.key = name;
		reading.report(options, label, notTaken(endpoint, row, name, label));
	}
	return ignored;
}

/** Whether an option names files, if only badly. */
function namesFiles(param: FileParam | ListParam, name: string, options: Scope, { taker, byExpression }: Reading): boolean {
	const probe = new Reading(taker, byExpression);
	const files = param.kind === 'file' ? [readSingleFile(param, name, options, probe) ?? []] : readList(param, name, options, probe);
	return files.flat().length > 0 || probe.findings.problems.length > 0;
}

function notTaken(endpoint: EndpointId, { model }: ModelOffer, name: string, label: string): string {
	const takers = modelsFor(endpoint)
		.filter(({ offer }) => optionsOf(offer).some((option) => option.name === name))
		.map((taker) => taker.model.name);
	const instead = takers.length > 0 ? `, or choose one of ${takers.join(', ')}` : '';
	return `${model.name} takes no ${label.toLowerCase()}. Remove it from Model Options${instead}.`;
}

/** What Other Model's JSON says about the things that results repeat. */
function tellingIn(endpoint: EndpointId, written: Body = {}): Record<string, string | number | boolean> {
	const telling = new Set(modelsFor(endpoint).flatMap(({ offer }) => tellingNames(offer.params)));
	return Object.fromEntries(
		Object.entries(written).filter(
			(entry): entry is [string, string | number | boolean] =>
				telling.has(entry[0]) && ['string', 'number', 'boolean'].includes(typeof entry[1]),
		),
	);
}
