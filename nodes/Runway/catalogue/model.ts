import type { EndpointId } from './endpoints';
import type { Offer } from './offer';

/** A row of the catalogue: one model, and what it takes at each endpoint. */
export interface Model {
	readonly id: string;
	readonly name: string;
	/** What it is good for, in one short sentence without a final period; shown below the name in the list. */
	readonly description: string;
	readonly retired?: { readonly on: string; readonly successor: string };
	readonly endpoints: Readonly<Partial<Record<EndpointId, Offer>>>;
}
