import { asNumber, asToggle, isBlank, shown } from '../../shared/values';
import { sameShape, shapeOf } from '../shapes';
import type { ChoiceParam, DateParam, IdParam, IdsParam, NumberParam, TextParam, ValueParam } from '../types';

/** A value that fits, nothing (the field was left empty), or a sentence that says what is wrong. */
export type Entry<T> = { readonly value: T | undefined } | { readonly problem: string };

/**
 * Reads one plain value.
 * @param taker who takes it, for messages: the model's name
 */
export function readValue(raw: unknown, param: ValueParam, taker: string): Entry<string | number | boolean> {
	switch (param.kind) {
		case 'text':
			return readText(raw, param, taker);
		case 'choice':
			return readChoice(raw, param, taker);
		case 'number':
			return readNumber(raw, param, taker);
		case 'toggle':
			return readToggle(raw);
		case 'date':
			return readDate(raw, param);
		case 'id':
			return readId(raw, param.pattern);
	}
}

/** "a whole number of seconds from 2 to 10", "one of 4, 6, 8 seconds": what a field takes. */
export function allowedWords(param: ChoiceParam | NumberParam): string {
	const unit = param.unit ? ` ${param.unit.toLowerCase()}` : '';
	if (param.kind === 'choice') {
		return param.values.length === 1
			? `${param.values[0]}${unit}`
			: `one of ${param.values.join(', ')}${unit}`;
	}
	const number = `${param.integer ? 'a whole number' : 'a number'}${unit && ` of${unit}`}`;
	const auto = param.auto ? ', or "auto"' : '';
	if (param.min !== undefined && param.max !== undefined) {
		return `${number} from ${param.min} to ${param.max}${auto}`;
	}
	if (param.min !== undefined) return `${number} from ${param.min}${auto}`;
	return `${number}${param.positive ? ' above 0' : ''}${auto}`;
}

/** Numbers become text; lengths count in UTF-16 code units, as Runway counts. */
function readText(raw: unknown, param: TextParam, taker: string): Entry<string> {
	if (isBlank(raw)) return { value: undefined };
	const text = typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : raw;
	if (typeof text !== 'string') return { problem: `Expected text, but got ${shown(raw)}.` };
	if (param.maxLength !== undefined && text.length > param.maxLength) {
		return {
			problem: `${taker} takes at most ${param.maxLength} characters, and this text has ${text.length} (an emoji counts as two or more). Shorten it.`,
		};
	}
	if (param.minLength !== undefined && text.length < param.minLength) {
		return {
			problem: `${taker} wants at least ${param.minLength} characters, and this text has ${text.length}.`,
		};
	}
	if (param.pattern && !new RegExp(param.pattern.matches).test(text)) {
		return { problem: `${param.pattern.say} This is ${shown(text)}.` };
	}
	return { value: text };
}

/** The number 5 and the text "5" are the same choice; 9:16 stands for the one value that has this shape. */
function readChoice(raw: unknown, param: ChoiceParam, taker: string): Entry<string | number> {
	if (isBlank(raw)) return { value: undefined };
	if (typeof raw === 'string' || typeof raw === 'number') {
		const text = String(raw).trim();
		const known = [...param.values, ...(param.superseded ?? [])];
		const value = known.find((candidate) => String(candidate) === text);
		if (value !== undefined) return { value };
		if (param.anySize && fitsSize(text, param.anySize)) return { value: text };
		const alike = sameShape(text, param.values);
		if (alike.length === 1) return { value: alike[0] };
		if (alike.length > 1) {
			return { problem: `${taker} has several sizes of this shape. Choose ${alike.join(' or ')}.` };
		}
	}
	return { problem: `${taker} does not take ${shown(raw)}. Choose ${allowedWords(param)}.` };
}

function fitsSize(text: string, { minPixels, maxPixels }: NonNullable<ChoiceParam['anySize']>): boolean {
	const shape = shapeOf(text);
	if (!shape) return false;
	const pixels = shape.width * shape.height;
	return pixels >= minPixels && pixels <= maxPixels;
}

/** A number, also when it is written as text, or "auto" where that is allowed. */
function readNumber(raw: unknown, param: NumberParam, taker: string): Entry<number | string> {
	if (isBlank(raw)) return { value: undefined };
	if (param.auto && typeof raw === 'string' && raw.trim() === 'auto') return { value: 'auto' };
	const value = asNumber(raw);
	const fits =
		value !== undefined &&
		(!param.integer || Number.isInteger(value)) &&
		(param.min === undefined || value >= param.min) &&
		(param.max === undefined || value <= param.max) &&
		(!param.positive || value > 0);
	if (fits) return { value };
	return { problem: `${taker} does not take ${shown(raw)}. Enter ${allowedWords(param)}.` };
}

function readToggle(raw: unknown): Entry<boolean> {
	if (isBlank(raw)) return { value: undefined };
	const value = asToggle(raw);
	return value === undefined ? { problem: `Expected true or false, but got ${shown(raw)}.` } : { value };
}

/** Text, or n8n's resource locator, which keeps the id beside the way it was chosen. */
function readId(raw: unknown, pattern?: IdParam['pattern']): Entry<string> {
	const id = typeof raw === 'object' && raw !== null && 'value' in raw ? raw.value : raw;
	if (isBlank(id)) return { value: undefined };
	if (typeof id !== 'string') return { problem: `Expected an ID as text, but got ${shown(id)}.` };
	if (pattern && !new RegExp(pattern.matches).test(id.trim())) return { problem: `${pattern.say} This is ${shown(id)}.` };
	if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/.test(id.trim())) return { value: id.trim() };
	return { problem: `${shown(id)} cannot be an ID: copy it as Runway shows it.` };
}

/** Ids picked from a list, in a list that an expression gives, or as text with commas. */
export function readIds(raw: unknown, { maxItems = Infinity }: IdsParam, taker: string): Entry<string[]> {
	if (isBlank(raw)) return { value: undefined };
	const parts: unknown[] = Array.isArray(raw) ? raw : typeof raw === 'string' ? raw.split(',') : [raw];
	const entries = parts.filter((part) => !isBlank(part)).map((part) => readId(part));
	const wrong = entries.find((entry) => 'problem' in entry);
	if (wrong) return wrong as { problem: string };
	const ids = [...new Set(entries.map((entry) => (entry as { value: string }).value))];
	if (ids.length > maxItems) return { problem: `${taker} takes at most ${maxItems} here, and there are ${ids.length}.` };
	return { value: ids.length > 0 ? ids : undefined };
}

/** Text, or a date object of JavaScript or of n8n's expressions. */
function readDate(raw: unknown, { dayOnly }: DateParam): Entry<string> {
	if (isBlank(raw)) return { value: undefined };
	const text = typeof raw === 'object' ? dateText(raw as DateObject) : raw;
	const example = dayOnly ? '2026-01-31' : '2026-01-31 or 2026-01-31T08:00:00Z';
	const problem = `Expected a date such as ${example}, but got ${shown(raw)}.`;
	if (typeof text !== 'string') return { problem };
	const [, day, time = '', zone = ''] = DATE.exec(text.trim()) ?? [];
	const moment = Date.parse(`${day}T${time || '00:00'}${zone || 'Z'}`);
	// The last day of February is not the 30th.
	const isDay = new Date(`${day}T00:00Z`).toJSON()?.startsWith(day);
	if (!day || !isDay || Number.isNaN(moment)) return { problem };
	return { value: dayOnly ? day : new Date(moment).toISOString() };
}

const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

interface DateObject {
	toISO?(): unknown;
	toISOString?(): unknown;
}

function dateText(raw: DateObject): unknown {
	try {
		return typeof raw.toISO === 'function' ? raw.toISO() : raw.toISOString?.();
	} catch {
		return undefined;
	}
}
