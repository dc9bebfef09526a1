import { isBlank, shown } from '../../shared/values';
import { fileFieldsOf, holdsFiles, ROW_FIELDS } from '../fileFields';
import { inModelOptions } from '../placement';
import { KindOf, MediaSlot, type PlanValue } from '../plan';
import type { DependsParam, Fields, ListParam, ObjectParam, Param, VariantParam } from '../types';
import { namesAFile, readFile, readList, readSingleFile, type Row } from './files';
import type { Reading, Scope } from './reading';

export type Body = Record<string, PlanValue>;

/**
 * Reads the fields of an object of the request, in their order. Whatever is wrong is reported; what was left
 * empty is left out.
 * @param row the row of a list that they stand in: its file is entered in the row's own fields
 */
export function readFields(fields: Fields, scope: Scope, reading: Reading, row?: Row): Body {
	const body: Body = {};
	for (const [key, param] of Object.entries(fields)) {
		const value = readField(key, param, scope, reading, row);
		if (param.kind === 'variant' && param.flat) Object.assign(body, value);
		else if (value !== undefined) body[key] = value;
	}
	// What kind the file is, is known once it has been looked at.
	for (const [key, value] of Object.entries(body)) {
		if (value instanceof KindOf) body[key] = new KindOf(body.uri as MediaSlot);
	}
	return body;
}

/** Reads one field of the request; undefined when it is left out or was reported. */
export function readField(
	key: string,
	param: Param,
	scope: Scope,
	reading: Reading,
	row?: Row,
): PlanValue | undefined {
	switch (param.kind) {
		case 'constant':
			if (param.telling && typeof param.value === 'string') reading.echo[key] = param.value;
			return param.value;
		case 'kindOf':
			return NOT_YET;
		case 'file':
			if (inModelOptions(param)) return readSingleFile(param, param.name ?? key, scope, reading);
			return row
				? readFile(param, ROW_FIELDS, row.title, scope, reading)
				: readFile(param, fileFieldsOf(param, key), param.label, scope, reading);
		case 'object':
			return readObject(param, scope, reading, row);
		case 'variant':
			return readVariant(param, scope, reading);
		case 'list':
			return readElements(param, param.name ?? key, scope, reading);
		case 'depends':
			return readDepends(key, param, scope, reading);
		case 'ids':
			return reading.ids(param, param.name ?? key, scope);
		case 'frames':
			throw new Error('Frames stand at the top of a request only');
		default:
			return reading.value(param, param.name ?? key, scope);
	}
}

const NOT_YET = new KindOf(undefined as unknown as MediaSlot);

function readObject(param: ObjectParam, scope: Scope, reading: Reading, row?: Row): Body | undefined {
	if (!param.required && isUntouched(param.fields, scope, row)) return undefined;
	const body = readFields(param.fields, scope, reading, row);
	// Without its file an object says nothing; that has been reported.
	const lacksFile = Object.entries(param.fields).some(([key, { kind }]) => kind === 'file' && !(key in body));
	return lacksFile ? undefined : body;
}

/** Whether nothing was entered for any of the fields. */
function isUntouched(fields: Fields, scope: Scope, row?: Row): boolean {
	return Object.entries(fields).every(([key, param]) => {
		switch (param.kind) {
			case 'constant':
			case 'kindOf':
				return true;
			case 'file': {
				if (row) return !namesAFile(row);
				if (inModelOptions(param)) return isBlank(scope.get(param.name ?? key));
				const { source, binary, url } = fileFieldsOf(param, key);
				return isBlank(scope.get(scope.get(source.name) === 'url' ? url.name : binary.name));
			}
			case 'object':
				return isUntouched(param.fields, scope, row);
			case 'list':
			case 'text':
			case 'choice':
			case 'number':
			case 'toggle':
			case 'date':
			case 'id':
			case 'ids':
				return isBlank(scope.get(param.name ?? key));
			default:
				return false;
		}
	});
}

function readVariant(param: VariantParam, scope: Scope, reading: Reading): Body | undefined {
	const raw = scope.get(param.name);
	const chosen = isBlank(raw) ? (param.none ? undefined : param.forms[0].value) : raw;
	if (chosen === undefined || (param.none && chosen === 'default')) return undefined;
	const form = param.forms.find(({ value }) => value === chosen);
	if (form) return readFields(form.fields, scope, reading);
	const known = [...(param.none ? ['default'] : []), ...param.forms.map(({ value }) => value)];
	reading.report(scope, param.label, `Choose one of ${known.join(', ')}, not ${shown(chosen)}.`);
	return undefined;
}

function readDepends(
	key: string,
	{ on, otherwise, cases }: DependsParam,
	scope: Scope,
	reading: Reading,
): PlanValue | undefined {
	const raw = scope.get(on);
	const value = isBlank(raw) ? otherwise : raw;
	const found = cases.find(({ is }) => is.some((one) => one === value));
	return found && readField(key, found.param, scope, reading);
}

function readElements(param: ListParam, name: string, scope: Scope, reading: Reading): PlanValue | undefined {
	const { taker, findings } = reading;
	const { minItems = 0, maxItems = Infinity } = param;
	const rows = readList(param, name, scope, reading);
	const count = rows.length;
	const noun = holdsFiles(param) ? 'file' : param.element.toLowerCase();
	if (count > maxItems) {
		reading.report(scope, param.label, `${taker} takes at most ${maxItems} ${noun}s here, and there are ${count}.`);
	}
	if (count > 0 && count < minItems) {
		reading.report(scope, param.label, `${taker} needs at least ${minItems} ${noun}s here, and there are ${count}.`);
	}
	if (count === 0) {
		if (param.required && !findings.has(reading.key)) {
			reading.report(scope, param.label, `Empty, but ${taker} needs at least one ${param.element.toLowerCase()} here.`);
		}
		return undefined;
	}
	const { of } = param;
	return rows.flatMap((row) => {
		const element =
			of.kind === 'file'
				? readFile(of, ROW_FIELDS, row.title, row.scope, reading)
				: readObject({ ...of, required: true }, row.scope, reading, row);
		return element === undefined ? [] : [element];
	});
}
