import type { PlanValue } from '../plan';
import type { Condition, Rule } from '../offer';
import type { Findings } from './findings';

type Body = Readonly<Record<string, PlanValue>>;

/**
 * Reports a rule that the finished request breaks, at the field it is about. Says nothing where a field that is
 * involved has been reported already.
 * @param labelOf the label of a field of the request
 */
export function checkRule(rule: Rule, body: Body, findings: Findings, labelOf: (key: string) => string): void {
	const { when, needsOneOf } = rule;
	const list = rule.unique ?? rule.atMost ?? rule.allOrNone ?? rule.ordered ?? rule.inside ?? rule.addUp;
	const target = rule.allows ?? rule.demands ?? list;
	const about = target?.field ?? when?.field ?? needsOneOf?.[0] ?? 'model';
	const involved = [about, ...(when ? [when.field] : []), ...(needsOneOf ?? []), ...(rule.addUp ? [rule.addUp.total] : []), ...(rule.contains ? [rule.contains.field] : [])];
	if (involved.some((key) => findings.has(key))) return;
	if (when && !holds(when, body)) return;
	const numbers = rule.addUp && offTotal(rule.addUp, body);
	if (numbers || isBroken(rule, body)) findings.report(about, labelOf(about), [rule.say, numbers].filter(Boolean).join(' '));
}

function holds({ field, is }: Condition, body: Body): boolean {
	return body[field] !== undefined && (!is || isOneOf(body[field], is));
}

function isBroken({ needsOneOf, allows, demands, unique, atMost, contains, allOrNone, ordered, inside }: Rule, body: Body): boolean {
	if (needsOneOf && needsOneOf.every((key) => body[key] === undefined)) return true;
	if (allows && body[allows.field] !== undefined && !isOneOf(body[allows.field], allows.values)) return true;
	if (demands && !isOneOf(body[demands.field], demands.values)) return true;
	if (unique) {
		const given = valuesIn(body[unique.field], unique.key).filter((value) => value !== undefined);
		return new Set(given).size < given.length;
	}
	if (atMost) {
		const { key, value, otherwise, count } = atMost;
		return valuesIn(body[atMost.field], key).filter((one) => (one ?? otherwise) === value).length > count;
	}
	if (contains) return !valuesIn(body[contains.field], contains.key).includes(contains.value);
	if (allOrNone) {
		const given = valuesIn(body[allOrNone.field], allOrNone.key).map((value) => value !== undefined);
		return new Set(given).size > 1;
	}
	if (ordered) return elementsOf(body[ordered.field]).some((element) => isBackwards(element[ordered.key]));
	if (inside) return elementsOf(body[inside.field]).some((element) => isOutside(element, inside));
	return false;
}

interface Span {
	readonly start_seconds: number;
	readonly end_seconds: number;
}

function isBackwards(value: PlanValue | undefined): boolean {
	const span = value as unknown as Span | undefined;
	return span !== undefined && span.end_seconds <= span.start_seconds;
}

function isOutside(element: Body, { key, range }: NonNullable<Rule['inside']>): boolean {
	const at = element[key];
	const span = element[range] as unknown as Span | undefined;
	return typeof at === 'number' && span !== undefined && (at < span.start_seconds || at >= span.end_seconds);
}

/** Both numbers, when they differ. */
function offTotal({ field, key, total, otherwise }: NonNullable<Rule['addUp']>, body: Body): string | undefined {
	if (body[field] === undefined) return undefined;
	const sum = valuesIn(body[field], key).reduce((before: number, value) => before + Number(value), 0);
	const wanted = Number(body[total] ?? otherwise);
	return sum === wanted ? undefined : `They add up to ${sum}, not to ${wanted}.`;
}

function elementsOf(value: PlanValue | undefined): readonly Body[] {
	return Array.isArray(value) ? (value as readonly Body[]) : [];
}

function valuesIn(list: PlanValue | undefined, key: string): Array<PlanValue | undefined> {
	return elementsOf(list).map((element) => element[key]);
}

function isOneOf(value: PlanValue | undefined, values: ReadonlyArray<string | number | boolean>): boolean {
	return values.some((one) => one === value);
}
