import { isBlank, shown } from '../../shared/values';
import { FILE_KEY, holdsFiles, nounOf, ROW_FIELDS, rowKeyOf, SEVERAL, type FileFields } from '../fileFields';
import { MediaSlot } from '../plan';
import type { FileParam, ListParam } from '../types';
import { readMedia } from './mediaInput';
import type { Reading, Scope } from './reading';

/**
 * Reads one file from fields of its own, or from a row.
 * @param label what the file is called in messages about its content
 */
export function readFile(
	param: FileParam,
	fields: FileFields,
	label: string,
	scope: Scope,
	reading: Reading,
): MediaSlot | undefined {
	const source = scope.get(fields.source.name);
	const isUrl = source === 'url';
	const raw = scope.get(isUrl ? fields.url.name : fields.binary.name);
	const kinds = readKinds(param, fields, isUrl, scope, reading);
	const read = readMedia(kinds, { source, binaryPropertyName: raw, url: raw });
	if ('input' in read) return new MediaSlot(kinds, read.input, label);
	if ('problem' in read) {
		// In a row the title says which file it is.
		reading.report(scope, scope.title ? '' : fields[read.part].label, read.problem);
	} else if (param.required) {
		const [field, what] = isUrl
			? [fields.url, `Enter the address of ${nounOf(param.media)}, or choose Binary Field.`]
			: [fields.binary, `Enter the name of the binary field that holds the ${param.media.join(' or ')}.`];
		reading.report(scope, scope.title ? '' : field.label, `Empty. ${what}`);
	}
	return undefined;
}

/** What the file may be: all that is taken, or what the user says a URL leads to. */
function readKinds(
	param: FileParam,
	fields: FileFields,
	isUrl: boolean,
	scope: Scope,
	reading: Reading,
): FileParam['media'] {
	const said = isUrl && fields.kind ? scope.get(fields.kind.name) : undefined;
	if (isBlank(said) || said === 'auto') return param.media;
	const kind = param.media.find((candidate) => candidate === said);
	if (kind) return [kind];
	reading.report(
		scope,
		fields.kind!.label,
		`Expected ${param.media.join(' or ')}, but got ${shown(said)}.`,
	);
	return param.media;
}

/** One row of a collection and what it is called in messages. */
export interface Row {
	readonly scope: Scope;
	readonly title: string;
}

/** The rows of a list. Of files, those that name one: a row for several binary fields is taken apart. */
export function readList(param: ListParam, name: string, scope: Scope, reading: Reading): Row[] {
	const hasFiles = holdsFiles(param);
	const noun = hasFiles ? 'file' : param.element.toLowerCase();
	const rows = readRows(scope.get(name), param.label, { key: rowKeyOf(param), noun }, scope, reading);
	return hasFiles ? rows.filter(namesAFile) : rows;
}

/** A file in a collection of its own, such as an entry of Model Options; there it may be left out. */
export function readSingleFile(param: FileParam, name: string, scope: Scope, reading: Reading): MediaSlot | undefined {
	const [row] = readRows(scope.get(name), param.label, { key: FILE_KEY, noun: 'file', isSingle: true }, scope, reading).filter(namesAFile);
	return row && readFile(param, ROW_FIELDS, row.title, row.scope, reading);
}

interface Rows {
	/** Of the collection, under which its rows stand. */
	readonly key: string;
	/** What a row is about. */
	readonly noun: string;
	/** There is but one row, which needs no number. */
	readonly isSingle?: true;
}

/** Reports what is no list of rows. */
function readRows(raw: unknown, title: string, { key, noun, isSingle }: Rows, scope: Scope, reading: Reading): Row[] {
	const rows = rowsIn(raw, key);
	if (!rows) {
		reading.report(scope, title, `Expected a list of ${noun}s, but got ${shown(raw)}.`);
		return [];
	}
	return rows.flatMap(takenApart).flatMap((values, index): Row[] => {
		const name = isSingle ? title : `${title} ${index + 1}`;
		if (typeof values !== 'object' || values === null) {
			if (!isBlank(values)) reading.report(scope, name, `Expected a ${noun}, but got ${shown(values)}.`);
			return [];
		}
		const get = (field: string) => (values as Record<string, unknown>)[field];
		return [{ title: name, scope: { get, title: name } }];
	});
}

/** Undefined when this is no list of rows at all. */
function rowsIn(raw: unknown, key: string): readonly unknown[] | undefined {
	if (isBlank(raw)) return [];
	if (Array.isArray(raw)) return raw;
	if (typeof raw !== 'object' || raw === null) return undefined;
	const inner: unknown = (raw as Record<string, unknown>)[key];
	if (Array.isArray(inner)) return inner;
	return isBlank(inner) ? [] : [inner];
}

/** A row that names several files, by a list or by text with commas, becomes one row for each. */
function takenApart(row: unknown): readonly unknown[] {
	if (typeof row !== 'object' || row === null) return [row];
	const { source, ...rest } = row as Record<string, unknown>;
	if (source === SEVERAL.value) {
		const names = rest[SEVERAL.field.name];
		const list: readonly unknown[] = Array.isArray(names) ? names : String(names ?? '').split(',');
		return list
			.filter((name) => !isBlank(name))
			.map((name) => ({ ...rest, source: 'binary', [ROW_FIELDS.binary.name]: name }));
	}
	const field = source === 'url' ? ROW_FIELDS.url.name : ROW_FIELDS.binary.name;
	const given = rest[field];
	return Array.isArray(given) ? given.map((one: unknown) => ({ ...rest, source, [field]: one })) : [row];
}

/** Whether a row names a file at all; the editor leaves rows that nobody filled in. */
export function namesAFile({ scope }: Row): boolean {
	const field = scope.get(ROW_FIELDS.source.name) === 'url' ? ROW_FIELDS.url : ROW_FIELDS.binary;
	return !isBlank(scope.get(field.name));
}
