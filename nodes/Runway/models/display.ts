import type { IDisplayOptions } from 'n8n-workflow';
import type { ImageUse } from './fields';
import type { VideoMode, VideoModel } from './types';
import { modelsFor, OTHER_MODEL } from './videoModels';

/** Matches a model that comes from an expression: which one it is, is known only when the workflow runs. */
const EXPRESSION = { _cnd: { startsWith: '=' } };

/** When a field is to be seen. */
export interface Visibility {
	/** Ids of the models that have it. */
	readonly models: readonly string[];
	/** Also when the model comes from an expression. */
	readonly dynamic: boolean;
	/** Only while Use Image As is one of these. */
	readonly uses?: readonly ImageUse[];
	/** The field is inside a collection, so the others have to be looked up from the top. */
	readonly nested?: boolean;
}

/**
 * The condition for a field that only some models have. Says where the field is hidden, not where it is shown:
 * n8n shows a field whenever one of its `show` conditions meets an expression, without a look at the rest, and
 * then every model's list of ratios would appear at once, in all operations.
 */
export function visibleFor(mode: VideoMode, visibility: Visibility): { displayOptions?: IDisplayOptions } {
	const { models, dynamic, uses, nested } = visibility;
	const all = [...modelsFor(mode).map(({ model }) => model.id), OTHER_MODEL];
	const hiddenModels = [...all.filter((id) => !models.includes(id)), ...(dynamic ? [] : [EXPRESSION])];
	const hiddenUses = uses && [
		...(['first', 'last', 'reference'] as const).filter((use) => !uses.includes(use)),
		// Two lists of the same name must not be seen at once; the one with more to choose from stays.
		...(nested || uses.includes('reference') ? [] : [EXPRESSION]),
	];
	const prefix = nested ? '/' : '';
	const hide: IDisplayOptions['hide'] = {
		...(hiddenModels.length > 0 && { [`${prefix}model`]: hiddenModels }),
		...(hiddenUses && { [`${prefix}useImageAs`]: hiddenUses }),
	};
	return Object.keys(hide).length > 0 ? { displayOptions: { hide } } : {};
}

/** The ids of some rows. */
export function idsOf(rows: ReadonlyArray<{ readonly model: VideoModel }>): string[] {
	return rows.map(({ model }) => model.id);
}

/** Puts rows together whose keys say the same, in the order of their first appearance. */
export function groupBy<Row, Key>(
	rows: readonly Row[],
	keyOf: (row: Row) => Key,
): Array<{ key: Key; rows: Row[] }> {
	const groups = new Map<string, { key: Key; rows: Row[] }>();
	for (const row of rows) {
		const key = keyOf(row);
		const text = JSON.stringify(key);
		const group = groups.get(text);
		if (group) group.rows.push(row);
		else groups.set(text, { key, rows: [row] });
	}
	return [...groups.values()];
}
