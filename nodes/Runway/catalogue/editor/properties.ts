import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { MediaKind } from '../../shared/mediaTypes';
import { ENDPOINTS, OTHER_MODEL, type EndpointId } from '../endpoints';
import { choicesFor, findModel, modelsFor, type ModelOffer } from '../models';
import type { Model } from '../model';
import { EXTRA_PARAMETERS, MODEL_ID } from '../params/other';
import { priceText, usualPriceText } from '../price';
import type { Fields } from '../types';
import { forModels, merged, withConditions } from './merged';
import { fieldsOf } from './placed';
import { sentences } from './words';

/**
 * The fields of an operation that say what its request holds, without the conditions on resource and operation. A
 * field appears once for each group of models that take the same, and only with these models. Without Model Options.
 */
export function requestFields(endpoint: EndpointId): INodeProperties[] {
	const rows = choicesFor(endpoint);
	const fields = merged(rows, ({ offer }) => fieldsOf(offer));
	const { model } = ENDPOINTS[endpoint];
	if (model === undefined) return fields;
	return [
		modelField(endpoint, model),
		...modelIdFields(endpoint, rows),
		...fields,
		extraParametersField(endpoint, rows),
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

/** As much of a description as n8n shows in a list. */
const TWO_LINES = 105;

function modelDescription(endpoint: EndpointId, { model, offer }: ModelOffer): string {
	const { description, retired } = model;
	const successor = retired && findModel(retired.successor);
	// The successor may not do what this list is for.
	const instead = successor?.endpoints[endpoint] ? successor : findModel(ENDPOINTS[endpoint].model);
	const price = priceText(offer) ?? 'Price not published';
	return sentences(
		retired && `Retired by Runway on ${retired.on}: use ${instead?.name} instead`,
		description,
		description.length + price.length <= TWO_LINES ? price : usualPriceText(offer),
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
