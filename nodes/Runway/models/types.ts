/**
 * What a row of the model catalogue and a plan may say. Imports nothing: rows, checks, editor fields,
 * the README's table and the tests all speak these words.
 */

/** The two ways to make a video; also the values of the node's `operation` for the resource Video. */
export type VideoMode = 'generate' | 'animate';

export type MediaKind = 'image' | 'video' | 'audio';

interface ParamBase {
	/** Runway refuses a request without it. */
	readonly required?: true;
	/** What the editor pre-selects; not what Runway assumes when the field is left out. */
	readonly preset?: string | number | boolean;
	/** A line for the person filling in the field, shown under it. */
	readonly hint?: string;
}

/** Free text; lengths in UTF-16 code units, as Runway counts. */
export interface TextParam extends ParamBase {
	readonly kind: 'text';
	readonly minLength?: number;
	readonly maxLength?: number;
}

/** One of a fixed list. `superseded` values still work at Runway but are not offered in the editor. */
export interface ChoiceParam extends ParamBase {
	readonly kind: 'choice';
	readonly values: ReadonlyArray<string | number>;
	readonly superseded?: readonly string[];
}

/** A number; without bounds where nobody states them (then nothing is refused). */
export interface NumberParam extends ParamBase {
	readonly kind: 'number';
	readonly integer?: true;
	readonly min?: number;
	readonly max?: number;
	/** The text "auto" is allowed as well. */
	readonly auto?: true;
	/** Zero and less make no sense, although nobody states a lower bound. */
	readonly positive?: true;
}

export interface ToggleParam extends ParamBase {
	readonly kind: 'toggle';
	/** What Runway assumes when the field is left out, where it says so. */
	readonly vendorDefault?: boolean;
}

/**
 * `promptImage`: the picture(s) a video starts from. A first frame alone is sent as one bare URI, anything
 * else as a list.
 */
export interface FramesParam extends ParamBase {
	readonly kind: 'frames';
	/** The frames a picture may become. */
	readonly positions: ReadonlyArray<'first' | 'last'>;
	/** A last frame needs no first one. */
	readonly lastAlone?: true;
	/** Pictures without a position are allowed too, never mixed with frames. */
	readonly references?: true;
	readonly maxItems?: number;
}

/** A list of files that guide the video. */
export interface MediaListParam extends ParamBase {
	readonly kind: 'mediaList';
	readonly media: MediaKind;
	/** Each element also says its `type`, which is `media`. */
	readonly typed?: true;
	readonly maxItems?: number;
	/** All clips of the list together, in seconds. Told, not checked: a URL does not say how long it plays. */
	readonly totalSeconds?: number;
}

/** An object of choices, such as contentModeration. */
export interface GroupParam extends ParamBase {
	readonly kind: 'group';
	readonly fields: Readonly<Record<string, ChoiceParam>>;
}

export type Param =
	| TextParam
	| ChoiceParam
	| NumberParam
	| ToggleParam
	| FramesParam
	| MediaListParam
	| GroupParam;

/** A condition on the finished request: the field is there, or has one of the values. */
export interface Condition {
	readonly field: string;
	/** Left out: any value. */
	readonly is?: ReadonlyArray<string | number>;
	/** For `promptImage` only: the pictures are used as frames or as references. */
	readonly as?: 'frames' | 'references';
}

/** A demand across fields. When `when` holds, the others given must hold too. */
export interface Rule {
	/** Left out: for every request. */
	readonly when?: Condition;
	/** At least one of these fields must be present. */
	readonly needsOneOf?: readonly string[];
	/** `field` must be left out or be one of `values`. */
	readonly allows?: { readonly field: string; readonly values: ReadonlyArray<string | number> };
	/** `field` must be present and be one of `values`. */
	readonly demands?: { readonly field: string; readonly values: ReadonlyArray<string | number> };
	/** The sentence the user reads when the rule is broken. */
	readonly say: string;
}

export interface Mode {
	/** `POST /v1/<endpoint>`. */
	readonly endpoint: 'text_to_video' | 'image_to_video';
	/** Keyed by Runway's own field names, in the order of the editor. `model` is implied. */
	readonly params: Readonly<Record<string, Param>>;
	readonly rules?: readonly Rule[];
}

export interface VideoModel {
	readonly id: string;
	readonly name: string;
	/** What it is good for, in one short sentence without a final period; shown below the name in the list. */
	readonly description: string;
	/** Roughly what one second costs, e.g. `12` or `40 with sound, 20 silent`. Runway changes its prices. */
	readonly creditsPerSecond: string;
	readonly retired?: { readonly on: string; readonly successor: string };
	readonly modes: Readonly<Partial<Record<VideoMode, Mode>>>;
}

/**
 * What the user entered for one item, raw: values come out of fields and expressions, so anything may be
 * anything. Top-level fields bear the names of the editor's parameters; the rare ones are inside `options`.
 */
export interface Wanted {
	readonly model?: unknown;
	readonly modelId?: unknown;
	readonly extraParameters?: unknown;
	readonly promptText?: unknown;
	readonly imageSource?: unknown;
	readonly binaryPropertyName?: unknown;
	readonly imageUrl?: unknown;
	readonly useImageAs?: unknown;
	readonly ratio?: unknown;
	readonly resolution?: unknown;
	readonly duration?: unknown;
	readonly options?: unknown;
}

/** Where a file comes from: a binary field of the input item, or an https, data: or runway:// URI. */
export type MediaInput =
	| { readonly source: 'binary'; readonly binaryPropertyName: string }
	| { readonly source: 'url'; readonly url: string };

/** A file that has to become a URI before the request can be sent. Stands in a plan's body in place of the URI. */
export class MediaSlot {
	constructor(
		readonly media: MediaKind,
		readonly input: MediaInput,
		/** The label of the field in the editor, for messages. */
		readonly label: string,
	) {}
}

/** JSON in which a media slot may stand for a URI. */
export type PlanValue =
	| string
	| number
	| boolean
	| null
	| MediaSlot
	| readonly PlanValue[]
	| { readonly [key: string]: PlanValue };

/** A checked request that has cost nothing yet. */
export interface Plan {
	/** Path below the base URL, e.g. `/v1/text_to_video`. */
	readonly path: string;
	readonly body: { readonly [key: string]: PlanValue };
	/** Options that were set but that this model does not take; said to the user, not sent. */
	readonly ignored: readonly string[];
}

/** Something wrong with what the user entered, in words for the editor. */
export interface Problem {
	/** Label of the field as the editor shows it, e.g. "Prompt". */
	readonly field: string;
	/** One sentence: what is wrong and what is allowed. */
	readonly message: string;
}

export type Planned = { readonly plan: Plan } | { readonly problems: readonly Problem[] };
