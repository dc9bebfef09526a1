import type { ChoiceParam, IdsParam, NumberParam, ValueParam } from '../types';
import { Findings } from './findings';
import { allowedWords, readIds, readValue } from './values';

/** Where the raw values of some fields come from: the node's parameters, Model Options, or a row of a list. */
export interface Scope {
	/** The raw value of an editor's parameter, undefined or '' when nothing was entered. */
	get(name: string): unknown;
	/** Before the labels of its fields, such as "Keyframes 2". */
	readonly title?: string;
	/** Empty fields stand for their usual values, because the editor may not have shown them. */
	readonly isUnseen?: true;
}

/** What is gathered while the parameters of one item are read. */
export class Reading {
	readonly findings = new Findings();

	/** Telling values by their names in the editor. */
	readonly echo: Record<string, string | number | boolean> = {};

	/** The field of the request that is being read; problems are noted under it. */
	key = '';

	constructor(
		/** Who takes the values, for messages: the model's name. */
		readonly taker: string,
		/** The model comes from an expression, so the editor could not show its own fields. */
		readonly byExpression: boolean,
	) {}

	report(scope: Scope, label: string, message: string): void {
		this.findings.report(this.key, [scope.title, label].filter(Boolean).join(': '), message);
	}

	/** A plain value; undefined when there is none or it was reported. */
	value(param: ValueParam, name: string, scope: Scope): string | number | boolean | undefined {
		const raw = scope.get(name);
		const entry = readValue(raw, param, this.taker);
		if ('problem' in entry) {
			this.report(scope, param.label, entry.problem);
			return undefined;
		}
		const value = entry.value ?? this.usual(param, raw, scope);
		if (value === undefined && param.required) this.report(scope, param.label, missing(param, this.taker));
		if (value !== undefined && param.telling) this.echo[name] = value;
		return value;
	}

	/** Several ids; undefined when there are none or they were reported. */
	ids(param: IdsParam, name: string, scope: Scope): string[] | undefined {
		const entry = readIds(scope.get(name), param, this.taker);
		if ('problem' in entry) this.report(scope, param.label, entry.problem);
		else if (entry.value) return entry.value;
		else if (param.required) this.report(scope, param.label, `Empty, but ${this.taker} needs it.`);
		return undefined;
	}

	/**
	 * What an untouched field stands for. A value that an expression failed to give is not the same: null and
	 * undefined are never replaced, but in what has to be sent although it is an option.
	 */
	private usual(param: ValueParam, raw: unknown, { isUnseen }: Scope): ValueParam['preset'] {
		if (param.always) return param.preset;
		return raw === '' && (param.required || isUnseen) ? param.preset : undefined;
	}
}

function missing(param: ValueParam, taker: string): string {
	const empty = `Empty, but ${taker} needs it.`;
	if (param.kind !== 'choice' && param.kind !== 'number') return empty;
	return `${empty} ${verb(param)} ${allowedWords(param)}.`;
}

function verb(param: ChoiceParam | NumberParam): string {
	return param.kind === 'choice' ? 'Choose' : 'Enter';
}
