import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { MediaKind } from '../../shared/mediaTypes';
import { byName } from '../../shared/values';
import { ENDPOINTS, OTHER_MODEL, type EndpointId } from '../endpoints';
import { choicesFor, findModel, modelsFor, type ModelOffer } from '../models';
import type { Model } from '../model';
import { EXTRA_PARAMETERS, MODEL_ID } from '../params/other';
import { optionsOf } from '../placement';
import { priceText } from '../price';
import type { Fields } from '../types';
import { displayOptions, type Condition } from './conditions';
import { fieldsOf, optionEntries, type Placed } from './placed';
import { sentences } from './words';

/**
 * The fields of an operation that say what its request holds, without the conditions on resource and operation. A
 * field appears once for each group of models that take the same, and only with these models.
 */
export function requestFields(endpoint: EndpointId): INodeProperties[] {
	const rows = choicesFor(endpoint);
	const fields = merged(rows, ({ offer }) => fieldsOf(offer));
	const options = modelOptionsField(rows);
	const { model } = ENDPOINTS[endpoint];
	if (model === undefined) return [...fields, ...options];
	return [
		modelField(endpoint, model),
		...modelIdFields(endpoint, rows),
		...fields,
		extraParametersField(endpoint, rows),
		...options,
	];
}

/** The fields of an operation that has no model. */
export function callFields(params: Fields): INodeProperties[] {
	return fieldsOf({ params }).map(({ field, conditions }) => withConditions(field, conditions));
}

function modelField(endpoint: EndpointId, preset: string): INodeProperties {
	const { output } = ENDPOINTS[endpoint];
	const known = modelsFor(endpoint).map((row): INodePropertyOptions => ({
		name: modelLabel(row.model),
		value: row.model.id,
		description: modelDescription(endpoint, row),
	}));
	const { model } = choicesFor(endpoint).at(-1)!;
	return {
		displayName: 'Model',
		name: 'model',
		type: 'options',
		options: [...known, { name: model.name, value: model.id, description: model.description }],
		default: preset,
		description: `The model that makes the ${output === 'audio' ? 'sound' : output}. The fields below change with it.`,
	};
}

/** The name of a model as its list shows it, e.g. `Gen-3 Alpha Turbo (Retired 2026-07-30)`. */
export function modelLabel({ name, retired }: Model): string {
	return retired ? `${name} (Retired ${retired.on})` : name;
}

function modelDescription(endpoint: EndpointId, { model, offer }: ModelOffer): string {
	const { description, retired } = model;
	const successor = retired && findModel(retired.successor);
	// The successor may not do what this list is for.
	const instead = successor?.endpoints[endpoint] ? successor : findModel(ENDPOINTS[endpoint].model);
	return sentences(
		retired && `Retired by Runway on ${retired.on}: use ${instead?.name} instead`,
		description,
		offer.price && priceText(offer.price),
	)!;
}

/** One for all operations of a resource, so that they share the field. */
const MODEL_ID_EXAMPLES: Readonly<Record<MediaKind, string>> = { video: 'gen4.5', image: 'gen4_image', audio: 'eleven_v3' };

/** Twice: an expression may name a model of the list, and the field must not be demanded then. */
function modelIdFields(endpoint: EndpointId, rows: readonly ModelOffer[]): INodeProperties[] {
	const { label, ...rest } = MODEL_ID;
	const placeholder = `e.g. ${MODEL_ID_EXAMPLES[ENDPOINTS[endpoint].output]}`;
	const field: INodeProperties = { displayName: label, ...rest, placeholder, type: 'string', default: '' };
	return [
		withConditions({ ...field, required: true }, [forModels(rows, [OTHER_MODEL], false)]),
		withConditions({ ...field, hint: 'Only for Other Model' }, [forModels(rows, [], true)]),
	];
}

/** Its editor shows no placeholder, so the example stands under it. */
function extraParametersField(endpoint: EndpointId, rows: readonly ModelOffer[]): INodeProperties {
	const { label, ...rest } = EXTRA_PARAMETERS;
	const { example } = ENDPOINTS[endpoint];
	const hint = example && `Such as ${example}`;
	const field: INodeProperties = { displayName: label, ...rest, type: 'json', default: '{}', ...(hint && { hint }) };
	return withConditions(field, [forModels(rows, [OTHER_MODEL], true)]);
}

/** What shapes the result but is rarely needed. */
function modelOptionsField(rows: readonly ModelOffer[]): INodeProperties[] {
	const options = merged(rows, ({ offer }) => optionEntries(offer));
	if (options.length === 0) return [];
	const having = rows.filter(({ offer }) => optionsOf(offer).length > 0).map(({ model }) => model.id);
	const field: INodeProperties = {
		displayName: 'Model Options',
		name: 'modelOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.sort((a, b) => byName(a.displayName, b.displayName)),
	};
	return [withConditions(field, [forModels(rows, having, true)])];
}

interface Group {
	readonly placed: Placed;
	readonly ids: string[];
}

/** The fields of all models, equal ones put together; for each name one that serves while the model is not known. */
function merged(rows: readonly ModelOffer[], of: (row: ModelOffer) => Placed[]): INodeProperties[] {
	const placedOf = new Map(rows.map((row) => [row, of(row)]));
	return namesInOrder([...placedOf.values()]).flatMap((name) => {
		const groups = new Map<string, Group>();
		for (const [{ model }, all] of placedOf) {
			for (const placed of all.filter(({ field }) => field.name === name)) {
				const key = JSON.stringify([placed.field, placed.conditions]);
				const group = groups.get(key) ?? { placed, ids: [] };
				group.ids.push(model.id);
				groups.set(key, group);
			}
		}
		return fieldsNamed(rows, [...groups.values()]);
	});
}

function fieldsNamed(rows: readonly ModelOffer[], groups: readonly Group[]): INodeProperties[] {
	const known = groups.filter(({ ids }) => !ids.every((id) => id === OTHER_MODEL));
	if (known.length <= 1) {
		return groups.map(({ placed, ids }) => {
			const dynamic = groups.length === 1 || !known.some((group) => group.ids === ids);
			return withConditions(placed.field, [forModels(rows, ids, dynamic), ...placed.conditions]);
		});
	}
	// Other Model has what is not bound to a model, too.
	const has = (group: Group) => group.ids.includes(OTHER_MODEL);
	const forOther = groups.some(has) && !known.some(has) ? [OTHER_MODEL] : [];
	const [{ placed }] = known;
	const conditions = placed.conditions.filter(({ name }) => known.every((group) => group.placed.conditions.some((one) => one.name === name)));
	const free = placed.free();
	const isFree = (group: Group) => JSON.stringify([group.placed.field, group.placed.conditions]) === JSON.stringify([free, conditions]);
	const ofAny = known.find(isFree);
	const fields = [
		...known.map((group) =>
			withConditions(group.placed.field, [
				group === ofAny ? forModels(rows, [...group.ids, ...forOther], true) : forModels(rows, group.ids, false),
				...group.placed.conditions,
			]),
		),
		...(ofAny ? [] : [withConditions(free, [forModels(rows, forOther, true), ...conditions])]),
	];
	return [...fields, ...keeper(rows, groups)];
}

/**
 * The editor forgets the value of a field whose name is not shown. So that a ratio is still there after a look at a
 * model without one, such models have a line of that name which says so; a hidden field would not do.
 */
function keeper(rows: readonly ModelOffer[], groups: readonly Group[]): INodeProperties[] {
	const [{ placed }] = groups;
	const { absent } = placed;
	if (!absent) return [];
	const lacking = rows.filter(({ model }) => !groups.some(({ ids }) => ids.includes(model.id)));
	const wordsOf = (row: ModelOffer) => whereInstead(row, placed.field) ?? absent;
	return [...new Set(lacking.map(wordsOf))].map((words) => {
		const ids = lacking.filter((row) => wordsOf(row) === words).map(({ model }) => model.id);
		const notice: INodeProperties = { displayName: words, name: placed.field.name, type: 'notice', default: '' };
		return withConditions(notice, [forModels(rows, ids, false)]);
	});
}

/** Where a model without this field takes its value all the same. */
function whereInstead({ model, offer }: ModelOffer, { name, displayName }: INodeProperties): string | undefined {
	const what = displayName.toLowerCase();
	if (model.id === OTHER_MODEL) return `If the model takes a ${what}, enter it in ${EXTRA_PARAMETERS.label}.`;
	return optionsOf(offer).some((option) => option.name === name) ? `The ${what} of this model is in Model Options.` : undefined;
}

function forModels(rows: readonly ModelOffer[], is: readonly string[], dynamic: boolean): Condition {
	return { name: 'model', is, all: rows.map(({ model }) => model.id), dynamic };
}

function withConditions(field: INodeProperties, conditions: readonly Condition[]): INodeProperties {
	const display = displayOptions(conditions);
	return display ? { ...field, displayOptions: display } : field;
}

/** Every name once, each after the one that it follows in the first row that has it. */
function namesInOrder(rows: ReadonlyArray<readonly Placed[]>): string[] {
	const names: string[] = [];
	for (const row of rows) {
		let at = 0;
		for (const { field } of row) {
			const known = names.indexOf(field.name);
			if (known >= 0) at = known + 1;
			else names.splice(at++, 0, field.name);
		}
	}
	return names;
}
