import type { MediaKind } from '../shared/mediaTypes';
import type { FileParam, ListParam } from './types';

/** A field of the editor: its parameter's name and its label. */
interface EditorField {
	readonly name: string;
	readonly label: string;
}

/** The fields in which one file is entered. */
export interface FileFields {
	/** Binary Field or URL. */
	readonly source: EditorField;
	readonly binary: EditorField;
	readonly url: EditorField;
	/** What a URL leads to; only where it may be one of several kinds. */
	readonly kind?: EditorField;
}

/** The fields of a file that has fields of its own. The main file's are named after its kind, others' after `key`. */
export function fileFieldsOf(param: FileParam, key: string): FileFields {
	const mainStem = param.media.length > 1 ? 'media' : param.media[0];
	const stem = param.main ? mainStem : (param.name ?? key);
	const { label } = param;
	return {
		source: { name: `${stem}Source`, label: `${label} Source` },
		binary: param.main
			? { name: 'binaryPropertyName', label: 'Input Binary Field' }
			: { name: `${stem}BinaryPropertyName`, label: `${label} Binary Field` },
		url: { name: `${stem}Url`, label: `${label} URL` },
		...(param.media.length > 1 && { kind: { name: `${stem}Type`, label: `${label} Type` } }),
	};
}

/** The fields of a file in a row of a collection; there is nothing beside it to be mixed up with. */
export const ROW_FIELDS: FileFields = {
	source: { name: 'source', label: 'Source' },
	binary: { name: 'binaryPropertyName', label: 'Input Binary Field' },
	url: { name: 'url', label: 'URL' },
};

/** Several files in one row: a list of binary fields. */
export const SEVERAL = {
	value: 'binaries',
	field: { name: 'binaryPropertyNames', label: 'Input Binary Fields' },
} as const;

/** A collection of files keeps its rows under this name, a single file its only one. */
export const FILE_KEY = 'file';

/** Whether each row of a list is about a file. */
export function holdsFiles({ of }: ListParam): boolean {
	return of.kind === 'file' || Object.values(of.fields).some(({ kind }) => kind === 'file');
}

/** The name under which a collection keeps its rows. */
export function rowKeyOf(param: ListParam): string {
	return holdsFiles(param) ? FILE_KEY : param.element.toLowerCase();
}

const NOUNS: Readonly<Record<MediaKind, string>> = { image: 'an image', video: 'a video', audio: 'a sound file' };

/** "an image", "an image or a video" */
export function nounOf(kinds: readonly MediaKind[]): string {
	return kinds.map((kind) => NOUNS[kind]).join(' or ');
}
