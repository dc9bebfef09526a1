/** What comes out of fields and expressions, and how it is shown in messages. */

/** Nothing was entered: no value, or text without a visible character. */
export function isBlank(raw: unknown): boolean {
	return raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '');
}

/** An object with keys of its own, and no list. */
export function isRecord(raw: unknown): raw is Record<string, unknown> {
	return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** A value in a message: quoted and cut when it is text, named when it is not. */
export function shown(raw: unknown): string {
	if (typeof raw === 'string') return JSON.stringify(raw.length > 60 ? `${raw.slice(0, 60)}…` : raw);
	if (raw === null || raw === undefined) return 'nothing';
	if (Array.isArray(raw)) return 'a list';
	if (typeof raw === 'object') return 'an object';
	return String(raw);
}

/** A number, also when it is written as text; undefined for anything else. */
export function asNumber(raw: unknown): number | undefined {
	if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined;
	if (typeof raw !== 'string' || !/^\s*[+-]?\d+(\.\d+)?\s*$/.test(raw)) return undefined;
	return Number(raw);
}

/** Yes or no, also when it is written as the text "true" or "false"; undefined for anything else. */
export function asToggle(raw: unknown): boolean | undefined {
	if (typeof raw === 'boolean') return raw;
	const text = typeof raw === 'string' ? raw.trim().toLowerCase() : undefined;
	return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

/** For sorting names. The locale's own order would be the same here, and takes 8 ms to load. */
export function byName(a: string, b: string): number {
	const [x, y] = [a.toLowerCase(), b.toLowerCase()];
	return x < y ? -1 : x > y ? 1 : 0;
}
