import type { IDataObject } from 'n8n-workflow';
import type { Thing } from '../../batch/make';
import type { Fields } from '../../catalogue/types';
import type { Problem } from '../../shared/checked';
import type { Filters, ReadPage } from '../../transport/pages';

/** A call of Runway's API that starts no task. */
interface AnyCall {
	/** The operation as the editor names it, and what its lists say of it. */
	readonly name: string;
	readonly action: string;
	readonly description: string;
	/** What could not be done, for messages: "The account could not be looked at". */
	readonly what: string;
	/** Below `/v1/`; `{voiceId}` stands for the parameter of that name. */
	readonly path: string;
	readonly params: Fields;
	/** What is wrong with them taken together. */
	check?(body: Filters): Problem | undefined;
	/** The fields of a result and their types, for what the editor shows before the first run. */
	readonly result: Readonly<Record<string, JsonType>>;
}

/** A call whose answer becomes results. */
interface TellingCall extends AnyCall {
	/** The results that an answer, or an entry of a list, becomes. */
	readonly results: (entry: IDataObject) => IDataObject[];
}

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array';

/** Reads one thing. */
export interface GetCall extends TellingCall {
	readonly kind: 'get';
}

/** Reads a list, page by page. */
export interface ListCall extends TellingCall {
	readonly kind: 'list';
	readonly readPage: ReadPage;
	/** Puts in what was left out. @param now ms since 1970 */
	filled?(filters: Filters, now: number): Filters;
}

/** Creates something, once; waits until it is ready if the user wants that. */
export interface CreateCall extends TellingCall {
	readonly kind: 'create';
	readonly thing: Thing;
	/** It is made after its creation, which takes a while. */
	readonly waits: boolean;
}

/** Changes something. */
export interface UpdateCall extends TellingCall {
	readonly kind: 'update';
}

/** Deletes something. */
export interface DeleteCall extends AnyCall {
	readonly kind: 'delete';
	/** The parameter with its id, which the result repeats. */
	readonly idName: string;
}

/** Makes a sound file. */
export interface SoundCall extends AnyCall {
	readonly kind: 'sound';
	/** Without an ending. */
	readonly fileName: string;
}

export type Call = GetCall | ListCall | CreateCall | UpdateCall | DeleteCall | SoundCall;
