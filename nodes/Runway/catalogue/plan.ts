import type { MediaKind } from '../shared/mediaTypes';
import type { Facts } from './offer';

/** Where a file comes from: a binary field of the input item, or an https, data: or runway:// URI. */
export type MediaInput =
	| { readonly source: 'binary'; readonly binaryPropertyName: string }
	| { readonly source: 'url'; readonly url: string };

/** A file that has to become a URI before the request can be sent. Stands in a plan's body in place of the URI. */
export class MediaSlot {
	constructor(
		/** What the file may be. */
		readonly kinds: readonly MediaKind[],
		readonly input: MediaInput,
		/** The label of the field in the editor, for messages. */
		readonly label: string,
	) {}
}

/** Stands for the kind of a file, which is known once the file has been looked at. */
export class KindOf {
	constructor(readonly slot: MediaSlot) {}
}

/** JSON in which a media slot may stand for a URI, and the kind of one for its name. */
export type PlanValue =
	| string
	| number
	| boolean
	| null
	| MediaSlot
	| KindOf
	| readonly PlanValue[]
	| { readonly [key: string]: PlanValue };

/** A checked request that has cost nothing yet. */
export interface Plan {
	/** Path below the base URL, e.g. `/v1/text_to_video`. */
	readonly path: string;
	readonly body: { readonly [key: string]: PlanValue };
	/** The telling fields, by their names in the editor: repeated in the results. */
	readonly echo: Readonly<Record<string, string | number | boolean>>;
	/** What results repeat of the answer. */
	readonly facts?: Facts;
	/**
	 * What the price does not depend on, as far as is known: fields of the body, and which picture it is. Left out: the
	 * same request may cost something else next time.
	 */
	readonly priceless?: { readonly fields: readonly string[]; readonly pictures: boolean };
	/** How many files its task gives, as far as is known. */
	readonly files: number;
	/** Labels of what was set but is not sent, because this model does not take it. */
	readonly ignored: readonly string[];
}
