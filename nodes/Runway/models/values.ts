import type { ChoiceParam, NumberParam, TextParam } from './types';

/** A value that fits, nothing (the field was left empty), or a sentence that says what is wrong. */
export type Read<T> = { readonly value: T | undefined } | { readonly problem: string };

const NOTHING = { value: undefined } as const;

/** Nothing was entered: no value, or text without a visible character. */
export function isBlank(raw: unknown): boolean {
	return raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');
}

/** A value in a message: quoted and cut when it is text, named when it is not. */
export function shown(raw: unknown): string {
	if (typeof raw === 'string') return JSON.stringify(raw.length > 60 ? `${raw.slice(0, 60)}…` : raw);
	if (raw === null || raw === undefined) return 'nothing';
	if (Array.isArray(raw)) return 'a list';
	if (typeof raw === 'object') return 'an object';
	return String(raw);
}

/** "whole seconds from 2 to 10", "one of 4, 6, 8 seconds", "text": what a field takes. */
export function allowedWords(name: string, param: ChoiceParam | NumberParam): string {
	const unit = name === 'duration' ? ' seconds' : '';
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
	return `${number}${param.positive ? ' above 0' : ''}${auto}`;
}

/** Reads text. Numbers become text; lengths count in UTF-16 code units, as Runway counts. */
export function readText(raw: unknown, param: TextParam, taker: string): Read<string> {
	if (isBlank(raw)) return NOTHING;
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
	return { value: text };
}

/** Reads one of a list. The number 5 and the text "5" are the same choice. */
export function readChoice(
	raw: unknown,
	name: string,
	param: ChoiceParam,
	taker: string,
): Read<string | number> {
	if (isBlank(raw)) return NOTHING;
	if (typeof raw === 'string' || typeof raw === 'number') {
		const text = String(raw).trim();
		const known = [...param.values, ...(param.superseded ?? [])];
		const value = known.find((candidate) => String(candidate) === text);
		if (value !== undefined) return { value };
	}
	return { problem: `${taker} does not take ${shown(raw)}. Choose ${allowedWords(name, param)}.` };
}

/** Reads a number, also when it is written as text, or "auto" where that is allowed. */
export function readNumber(
	raw: unknown,
	name: string,
	param: NumberParam,
	taker: string,
): Read<number | string> {
	if (isBlank(raw)) return NOTHING;
	if (param.auto && typeof raw === 'string' && raw.trim() === 'auto') return { value: 'auto' };
	const value = asNumber(raw);
	const fits =
		value !== undefined &&
		(!param.integer || Number.isInteger(value)) &&
		(param.min === undefined || value >= param.min) &&
		(param.max === undefined || value <= param.max) &&
		(!param.positive || value > 0);
	if (fits) return { value };
	return { problem: `${taker} does not take ${shown(raw)}. Enter ${allowedWords(name, param)}.` };
}

/** A number, also when it is written as text; undefined for anything else. */
export function asNumber(raw: unknown): number | undefined {
	if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
	if (typeof raw !== 'string' || !/^\s*[+-]?\d+(\.\d+)?\s*$/.test(raw)) return undefined;
	return Number(raw);
}

/** Reads yes or no, also when it is written as the text "true" or "false". */
export function readToggle(raw: unknown): Read<boolean> {
	if (isBlank(raw)) return NOTHING;
	if (typeof raw === 'boolean') return { value: raw };
	const text = typeof raw === 'string' ? raw.trim().toLowerCase() : undefined;
	if (text === 'true' || text === 'false') return { value: text === 'true' };
	return { problem: `Expected true or false, but got ${shown(raw)}.` };
}
