import type { MediaKind } from '../shared/mediaTypes';
import type { ListId } from './lists';

/**
 * What the catalogue may say. Rows, checks, editor fields, results, the README's tables and the tests all speak
 * these words.
 */

/** What every parameter says about itself: all words the user reads, and where it stands in the editor. */
interface ParamBase {
	readonly label: string;
	readonly description?: string;
	/** A line under the field, for what has to be known while it is filled in. */
	readonly hint?: string;
	readonly placeholder?: string;
	/** Name of the editor's parameter where it is not the request's: main files, voices and the like. */
	readonly name?: string;
	/** Runway refuses a request without it. Makes it a field of its own, rare or not. */
	readonly required?: true;
	/** Stands in Model Options, unless it is required. */
	readonly rare?: true;
	/** What the editor selects at first. Of an option that is Runway's own default, wherever Runway states one. */
	readonly preset?: string | number | boolean;
	/** Runway refuses a request without it, but hardly anybody wants another value than the preset: stays in Model Options. */
	readonly always?: true;
	/** Repeated in the results, under the editor's name. */
	readonly telling?: true;
	/** The price goes by it, and stands under it. */
	readonly priced?: true;
	/** What the editor says with models that do not have it; it then keeps the value for when the user comes back. */
	readonly absent?: string;
}

/** Free text; lengths in UTF-16 code units, as Runway counts. */
export interface TextParam extends ParamBase {
	readonly kind: 'text';
	readonly minLength?: number;
	readonly maxLength?: number;
	/** A regular expression that the text must match, and the sentence when it does not. */
	readonly pattern?: { readonly matches: string; readonly say: string };
	/** Lines of the editor's field; default one. */
	readonly lines?: number;
}

/** One of a fixed list. */
export interface ChoiceParam extends ParamBase {
	readonly kind: 'choice';
	readonly values: ReadonlyArray<string | number>;
	/** Names of values that do not speak for themselves. */
	readonly valueNames?: Readonly<Record<string, string>>;
	/** What is counted, such as "Seconds". */
	readonly unit?: string;
	/** What the entry is called that leaves the field out, where it is not up to a model; false: there is none. */
	readonly leftOut?: string | false;
	/** Values that still work at Runway but are not offered in the editor. */
	readonly superseded?: readonly string[];
	/** Any other `width:height` is taken too if it has this many pixels. */
	readonly anySize?: { readonly minPixels: number; readonly maxPixels: number };
}

/** A number; without bounds where nobody states them (then nothing is refused). */
export interface NumberParam extends ParamBase {
	readonly kind: 'number';
	readonly integer?: true;
	readonly min?: number;
	readonly max?: number;
	/** Zero and less make no sense. */
	readonly positive?: true;
	/** The text "auto" is allowed as well. */
	readonly auto?: true;
	/** What to know before choosing it. */
	readonly autoNote?: string;
	/** What is counted, such as "Seconds". */
	readonly unit?: string;
	/** The editor offers each whole number of the range in a list. */
	readonly listed?: true;
}

export interface ToggleParam extends ParamBase {
	readonly kind: 'toggle';
	/** What Runway assumes when the field is left out, where it says so. */
	readonly vendorDefault?: boolean;
}

/** A day, or a moment; times of the day without a zone are UTC. */
export interface DateParam extends ParamBase {
	readonly kind: 'date';
	/** Only the day is sent. */
	readonly dayOnly?: true;
}

/** The id of a thing at Runway: an avatar, a voice. */
export interface IdParam extends ParamBase {
	readonly kind: 'id';
	/** Where the editor lets the user pick it. Left out: by its id only. */
	readonly list?: ListId;
	/** Its form, where that is known, and the sentence for what does not have it. */
	readonly pattern?: TextParam['pattern'];
	/** Entered as text; what an earlier Runway node has put into the item is filled in. */
	readonly plain?: true;
}

/** The ids of several things at Runway. */
export interface IdsParam extends ParamBase {
	readonly kind: 'ids';
	readonly list: ListId;
	readonly maxItems?: number;
}

/** One file, sent as a URI. */
export interface FileParam extends ParamBase {
	readonly kind: 'file';
	readonly media: readonly MediaKind[];
	/** The file that the operation is about: its fields are named after its kind, whatever it is on the wire. */
	readonly main?: true;
}

/** Sent as it is; the user does not see it. */
export interface ConstantParam {
	readonly kind: 'constant';
	readonly value: string | null | readonly [];
	/** Repeated in the results all the same. */
	readonly telling?: true;
}

/** The kind of the file in `uri` beside it: `image`, `video` or `audio`. */
export interface KindOfParam {
	readonly kind: 'kindOf';
}

export type Fields = Readonly<Record<string, Param>>;

/** An object on the wire; in the editor its fields stand side by side. Left out when all of them are empty. */
export interface ObjectParam {
	readonly kind: 'object';
	readonly fields: Fields;
	readonly required?: true;
	/** As a whole in Model Options. */
	readonly rare?: true;
}

/** An object on the wire that has one of several forms, chosen by a field that is not sent. */
export interface VariantParam extends ParamBase {
	readonly kind: 'variant';
	/** The editor's field that chooses. */
	readonly name: string;
	readonly forms: ReadonlyArray<{
		readonly value: string;
		readonly label: string;
		readonly description?: string;
		readonly fields: Fields;
	}>;
	/** What the choice that sends nothing is called; only where the object is not required. */
	readonly none?: { readonly label: string; readonly description?: string };
	/** On the wire the chosen fields stand beside the others, not in an object of their own. */
	readonly flat?: true;
}

/** A list, each element a row of the editor's collection, for one file or, without one, for a few values. */
export interface ListParam extends ParamBase {
	readonly kind: 'list';
	readonly of: FileParam | ObjectParam;
	/** What one element is called, such as "Image". */
	readonly element: string;
	readonly minItems?: number;
	readonly maxItems?: number;
	/** All clips of the list together, in seconds. Told, not checked: a URL does not say how long it plays. */
	readonly totalSeconds?: number;
}

/**
 * `promptImage`: the picture(s) a video starts from. A first frame alone is sent as one bare URI, anything
 * else as a list.
 */
export interface FramesParam {
	readonly kind: 'frames';
	readonly required?: true;
	readonly hint?: string;
	/** The frames a picture may become. */
	readonly positions: ReadonlyArray<'first' | 'last'>;
	/** A last frame needs no first one. */
	readonly lastAlone?: true;
	/** Pictures without a position are allowed too, never mixed with frames. */
	readonly references?: true;
	readonly maxItems?: number;
}

/** A parameter that is another one, or none at all, for each value of a field before it. */
export interface DependsParam {
	readonly kind: 'depends';
	/** The editor's name of that field. */
	readonly on: string;
	/** What an empty field counts as. */
	readonly otherwise: string;
	/** The last one also shows while the field is an expression. */
	readonly cases: ReadonlyArray<{ readonly is: readonly string[]; readonly param: Param }>;
}

export type ValueParam = TextParam | ChoiceParam | NumberParam | ToggleParam | DateParam | IdParam;

export type Param =
	| ValueParam
	| IdsParam
	| FileParam
	| ConstantParam
	| KindOfParam
	| ObjectParam
	| VariantParam
	| ListParam
	| FramesParam
	| DependsParam;
