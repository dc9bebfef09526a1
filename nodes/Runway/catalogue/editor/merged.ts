import type { INodeProperties } from 'n8n-workflow';
import { OTHER_MODEL } from '../endpoints';
import type { ModelOffer } from '../models';
import { EXTRA_PARAMETERS } from '../params/other';
import { optionsOf } from '../placement';
import { displayOptions, type Condition } from './conditions';
import type { Placed } from './placed';

interface Group {
	readonly placed: Placed;
	readonly ids: string[];
}

/** The fields of all models, equal ones put together; for each name one that serves while the model is not known. */
export function merged(rows: readonly ModelOffer[], of: (row: ModelOffer) => Placed[]): INodeProperties[] {
	const placedOf = new Map(rows.map((row) => [row, of(row)]));
	return namesInOrder([...placedOf.values()]).flatMap((name) => {
		const groups = new Map<string, Group>();
		for (const [{ model }, all] of placedOf) {
			for (const placed of all.filter(({ field }) => field.name === name)) {
				const key = JSON.stringify([placed.field, placed.conditions]);
				const group = groups.get(key) ?? { placed, ids: [] };
				group.ids.push(model.id);
				groups.set(key, group);
			}
		}
		return fieldsNamed(rows, [...groups.values()]);
	});
}

function fieldsNamed(rows: readonly ModelOffer[], groups: readonly Group[]): INodeProperties[] {
	const known = groups.filter(({ ids }) => !ids.every((id) => id === OTHER_MODEL));
	if (known.length <= 1) {
		return groups.map(({ placed, ids }) => {
			const dynamic = groups.length === 1 || !known.some((group) => group.ids === ids);
			return withConditions(placed.field, [forModels(rows, ids, dynamic), ...placed.conditions]);
		});
	}
	// Other Model has what is not bound to a model, too.
	const has = (group: Group) => group.ids.includes(OTHER_MODEL);
	const forOther = groups.some(has) && !known.some(has) ? [OTHER_MODEL] : [];
	const [{ placed }] = known;
	const conditions = placed.conditions.filter(({ name }) => known.every((group) => group.placed.conditions.some((one) => one.name === name)));
	const free = placed.free();
	const isFree = (group: Group) => JSON.stringify([group.placed.field, group.placed.conditions]) === JSON.stringify([free, conditions]);
	const ofAny = known.find(isFree);
	const fields = [
		...known.map((group) =>
			withConditions(group.placed.field, [
				group === ofAny ? forModels(rows, [...group.ids, ...forOther], true) : forModels(rows, group.ids, false),
				...group.placed.conditions,
			]),
		),
		...(ofAny ? [] : [withConditions(free, [forModels(rows, forOther, true), ...conditions])]),
	];
	return [...fields, ...keeper(rows, groups)];
}

/**
 * The editor forgets the value of a field whose name is not shown. So that a ratio is still there after a look at a
 * model without one, such models have a line of that name which says so; a hidden field would not do.
 */
function keeper(rows: readonly ModelOffer[], groups: readonly Group[]): INodeProperties[] {
	const [{ placed }] = groups;
	const { absent } = placed;
	if (!absent) return [];
	const lacking = rows.filter(({ model }) => !groups.some(({ ids }) => ids.includes(model.id)));
	const wordsOf = (row: ModelOffer) => whereInstead(row, placed.field) ?? absent;
	return [...new Set(lacking.map(wordsOf))].map((words) => {
		const ids = lacking.filter((row) => wordsOf(row) === words).map(({ model }) => model.id);
		const notice: INodeProperties = { displayName: words, name: placed.field.name, type: 'notice', default: '' };
		return withConditions(notice, [forModels(rows, ids, false)]);
	});
}

/** Where a model without this field takes its value all the same. */
function whereInstead({ model, offer }: ModelOffer, { name, displayName }: INodeProperties): string | undefined {
	const what = displayName.toLowerCase();
	if (model.id === OTHER_MODEL) return `If the model takes a ${what}, enter it in ${EXTRA_PARAMETERS.label}.`;
	return optionsOf(offer).some((option) => option.name === name) ? `The ${what} of this model is in Model Options.` : undefined;
}

export function forModels(rows: readonly ModelOffer[], is: readonly string[], dynamic: boolean): Condition {
	return { name: 'model', is, all: rows.map(({ model }) => model.id), dynamic };
}

export function withConditions(field: INodeProperties, conditions: readonly Condition[]): INodeProperties {
	const display = displayOptions(conditions);
	return display ? { ...field, displayOptions: display } : field;
}

/** Every name once, each after the one that it follows in the first row that has it. */
function namesInOrder(rows: ReadonlyArray<readonly Placed[]>): string[] {
	const names: string[] = [];
	for (const row of rows) {
		let at = 0;
		for (const { field } of row) {
			const known = names.indexOf(field.name);
			if (known >= 0) at = known + 1;
			else names.splice(at++, 0, field.name);
		}
	}
	return names;
}
