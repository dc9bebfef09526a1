import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { modelsFor } from '../../nodes/Runway/catalogue/models';
import type { Offer } from '../../nodes/Runway/catalogue/offer';
import type { Fields, Param } from '../../nodes/Runway/catalogue/types';
import { discriminatorOf, SOLE } from '../emulator/schema';

/** In no document of Runway any more; the rows follow an older gateway's. */
export const NOT_IN_SDK = ['gen3a_turbo'];

/** Each endpoint and model that Runway documents, with the row; an endpoint without models once. */
export const offers = ENDPOINT_IDS.flatMap((endpoint) =>
	modelsFor(endpoint)
		.filter(({ model }) => !NOT_IN_SDK.includes(model.id))
		.map(({ model, offer }) => [endpoint, model.id, offer] as const),
);

/** What the request of an offer says about the model: nothing where there are none. */
export const namedIn = (endpoint: EndpointId, id: string) => (ENDPOINTS[endpoint].model === undefined ? {} : { model: id });

/** The parameters of an offer as they stand on the wire. */
export function onWire(params: Fields, { routed }: Pick<Offer, 'routed'>): Fields {
	if (!routed) return params;
	const part = (isOutside: boolean) =>
		Object.fromEntries(Object.entries(params).filter(([key]) => routed.but.includes(key) === isOutside));
	return { ...part(true), [routed.inside]: { kind: 'object', required: true, fields: part(false) } };
}

/** The requests that an offer describes, by the names that Runway's documents have for them: one for a model. */
export function requestsOf(endpoint: EndpointId, id: string, { params }: Pick<Offer, 'params'>): Array<readonly [string, Fields]> {
	const by = discriminatorOf(ENDPOINTS[endpoint].path);
	if (by === 'model' || by === undefined) return [[by ? id : SOLE, params]];
	const choice = params[by];
	if (choice?.kind !== 'choice') throw new Error(`${endpoint} has no choice of ${by}`);
	return choice.values.map((value) => {
		const fields = Object.entries(params).flatMap(([key, param]): Array<[string, Param]> => {
			if (key === by) return [[key, { kind: 'constant', value: String(value) }]];
			if (param.kind !== 'depends' || param.on !== by) return [[key, param]];
			const found = param.cases.find(({ is }) => is.includes(String(value)));
			return found ? [[key, found.param]] : [];
		});
		return [String(value), Object.fromEntries(fields)];
	});
}
