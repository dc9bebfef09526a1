import { ENDPOINT_IDS } from '../../nodes/Runway/catalogue/endpoints';
import { modelsFor } from '../../nodes/Runway/catalogue/models';

/** In no document of Runway any more; the rows follow the customer's. */
export const NOT_IN_SDK = ['gen3a_turbo'];

/** Each endpoint and model that Runway documents, with the row. */
export const offers = ENDPOINT_IDS.flatMap((endpoint) =>
	modelsFor(endpoint)
		.filter(({ model }) => !NOT_IN_SDK.includes(model.id))
		.map(({ model, offer }) => [endpoint, model.id, offer] as const),
);
