import type { Checked } from '../shared/checked';
import type { PlanValue } from './plan';
import { readFields, type Body } from './read/fields';
import { Reading, type Scope } from './read/reading';
import type { Fields } from './types';

/** A checked call that starts no task. */
export interface CallPlan {
	/** With the id that was entered. */
	readonly path: string;
	/** The id, where the call is about one thing. */
	readonly id?: string;
	/** Keyed by Runway's own field names. */
	readonly body: Readonly<Record<string, PlanValue>>;
	/** The telling fields, by their names in the editor. */
	readonly echo: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Turns what the user entered for one item into a call, or into everything that is wrong with it. Pure.
 * @param path below `/v1/`; `{voiceId}` stands for the value of the parameter of that name
 * @param get the value of a parameter
 */
export function planCall(path: string, params: Fields, get: (name: string) => unknown): Checked<CallPlan> {
	const reading = new Reading('Runway', false);
	const scope: Scope = { get };
	const body: Body = {};
	for (const [key, param] of Object.entries(params)) {
		reading.key = key;
		Object.assign(body, readFields({ [key]: param }, scope, reading));
	}
	if (reading.findings.problems.length > 0) return { problems: reading.findings.problems };
	let id: string | undefined;
	const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
		id = String(body[name]);
		delete body[name];
		return encodeURIComponent(id);
	});
	return { value: { path: `/v1/${filled}`, ...(id !== undefined && { id }), body, echo: reading.echo } };
}
