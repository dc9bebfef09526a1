import type { Endpoint } from './types';
import fixture from '../fixtures/runway-schema.json';

export type MediaType = 'image' | 'video' | 'audio';

/** One parameter as Runway's documents state it; limits nobody states are left out and not checked. */
export interface ParamSchema {
	readonly required?: boolean;
	readonly kind: 'string' | 'number' | 'integer' | 'boolean' | 'enum' | 'media' | 'array' | 'object';
	readonly values?: ReadonlyArray<string | number>;
	/** What Runway assumes when the parameter is left out. */
	readonly default?: string | number | boolean;
	/** Other sizes than those of `values` are taken if they have so many pixels. */
	readonly open?: boolean;
	readonly freeFormMinPixels?: number;
	readonly freeFormMaxPixels?: number;
	/** One value alone: tells the variants of an object apart. */
	readonly constant?: boolean;
	readonly pattern?: string;
	readonly exclusiveMin?: number;
	readonly alsoAccepts?: ReadonlyArray<string | number | null>;
	readonly min?: number;
	readonly max?: number;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly mediaType?: MediaType;
	/** Sources of a media URI, where not all are taken. */
	readonly accepts?: readonly string[];
	readonly list?: ParamSchema;
	readonly items?: ParamSchema;
	readonly properties?: Readonly<Record<string, ParamSchema>>;
	/** The object has one of these shapes. */
	readonly variants?: ReadonlyArray<{ readonly properties: Readonly<Record<string, ParamSchema>> }>;
	/** Of a nested object: unknown fields are refused. */
	readonly strict?: boolean;
	readonly combinedMaxSeconds?: number;
	readonly minSeconds?: number;
	readonly maxSeconds?: number;
}

export interface ModelSchema {
	/** Left out: unknown. */
	readonly rejectsUnknownFields?: boolean;
	readonly params: Readonly<Record<string, ParamSchema>>;
	readonly rules?: readonly string[];
}

interface Schema {
	/** What the files of each endpoint are. */
	readonly outputs: Readonly<Record<Endpoint, MediaType>>;
	readonly endpoints: Readonly<Record<Endpoint, Readonly<Record<string, ModelSchema>>>>;
	readonly media: {
		readonly uri: {
			readonly https: { readonly minLength: number; readonly maxLength: number };
			readonly upload: { readonly prefix: string; readonly minLength: number; readonly maxLength: number };
			readonly dataUri: {
				readonly maxLengthImage: number;
				readonly maxLengthVideo: number;
				readonly maxLengthAudio: number;
			};
		};
		readonly upload: { readonly minBytes: number };
		readonly types: Readonly<Record<MediaType, readonly string[]>>;
	};
}

/** What Runway accepts, extracted from its SDK types and OpenAPI document; see the file itself. */
export const schema = fixture as unknown as Schema;

/** What stands for a model at an endpoint that has none. */
export const SOLE = 'default';

/** The field that tells the shapes of an endpoint's requests apart, mostly `model`; undefined where there is but one. */
export function discriminatorOf(endpoint: Endpoint): string | undefined {
	const [[name, { params }]] = Object.entries(schema.endpoints[endpoint]);
	return name === SOLE ? undefined : Object.keys(params).find((key) => params[key].constant);
}
