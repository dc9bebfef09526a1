import { byName } from '../shared/values';
import { ENDPOINT_IDS, ENDPOINTS, OTHER_MODEL, type EndpointId } from './endpoints';
import { ALIBABA_MODELS } from './makers/alibaba';
import { BYTEDANCE_MODELS } from './makers/bytedance';
import { ELEVENLABS_MODELS } from './makers/elevenlabs';
import { GOOGLE_MODELS } from './makers/google';
import { MAGNIFIC_MODELS } from './makers/magnific';
import { META_MODELS } from './makers/meta';
import { MINIMAX_MODELS } from './makers/minimax';
import { OPENAI_MODELS } from './makers/openai';
import { RUNWAY_MODELS } from './makers/runway';
import { XAI_MODELS } from './makers/xai';
import type { Model } from './model';
import { WORKFLOW } from './params/workflow';
import { tellingNames } from './placement';
import type { Offer } from './offer';

/**
 * The catalogue of models: the editor's fields, the checks, the request bodies, the results, the README's tables
 * and the tests are all made from these rows. Values and which fields are required: the types of
 * `@runwayml/sdk`; ranges: Runway's OpenAPI document, or the texts of the SDK. A range that neither states is
 * left out, and nothing is refused for it.
 */
export const MODELS: readonly Model[] = [
	...RUNWAY_MODELS,
	...GOOGLE_MODELS,
	...MINIMAX_MODELS,
	...BYTEDANCE_MODELS,
	...ALIBABA_MODELS,
	...XAI_MODELS,
	...OPENAI_MODELS,
	...META_MODELS,
	...MAGNIFIC_MODELS,
	...ELEVENLABS_MODELS,
];

/** The id of what stands for a model where there are none. */
const SOLE = 'default';

/** A model and what it takes at one endpoint. */
export interface ModelOffer {
	readonly model: Model;
	readonly offer: Offer;
}

/** The models of an endpoint, by name; retired ones last. An endpoint without models stands for one itself. */
export function modelsFor(endpoint: EndpointId): ModelOffer[] {
	const { only, name } = ENDPOINTS[endpoint];
	if (only) return [{ model: { id: SOLE, name, description: '', endpoints: {} }, offer: only }];
	return MODELS.flatMap((model) => {
		const offer = model.endpoints[endpoint];
		return offer ? [{ model, offer }] : [];
	}).sort(
		({ model: a }, { model: b }) =>
			Number(Boolean(a.retired)) - Number(Boolean(b.retired)) || byName(a.name, b.name),
	);
}

/** All that an endpoint lets choose from: its models and, last, any other by its id, with its parameters as JSON. */
export function choicesFor(endpoint: EndpointId): ModelOffer[] {
	const { other } = ENDPOINTS[endpoint];
	if (!other) return modelsFor(endpoint);
	const model = {
		id: OTHER_MODEL,
		name: 'Other Model',
		description: 'Any model by its ID, with its parameters as JSON',
		endpoints: {},
	};
	return [...modelsFor(endpoint), { model, offer: { params: other } }];
}

/** The row of an id, whatever its endpoints; undefined for "other" and unknown ids. */
export function findModel(id: unknown): Model | undefined {
	return MODELS.find((model) => model.id === id);
}

/** The names of what results repeat of a request and of the answer to it. */
export function repeatedNames({ params, routed }: Offer): string[] {
	return [...tellingNames(params), ...Object.keys(routed?.facts ?? {})];
}

/** The same of any operation. */
export const ECHO_NAMES: readonly string[] = [
	...new Set(['model', ...ENDPOINT_IDS.flatMap(modelsFor).flatMap(({ offer }) => repeatedNames(offer)), ...tellingNames(WORKFLOW)]),
];
