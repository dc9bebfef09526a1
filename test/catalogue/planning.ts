import { ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { choicesFor } from '../../nodes/Runway/catalogue/models';
import { fieldsOf } from '../../nodes/Runway/catalogue/editor/placed';
import { MediaSlot, type Plan } from '../../nodes/Runway/catalogue/plan';
import { planRequest } from '../../nodes/Runway/catalogue/request';
import type { Checked, Problem } from '../../nodes/Runway/shared/checked';
import type { MediaKind } from '../../nodes/Runway/shared/mediaTypes';
import { SOLE } from '../emulator/schema';
import { namedIn } from './offers';

/** Parameters of one item by their names; what is not among them is not shown in the editor. */
export type Wanted = Readonly<Record<string, unknown>>;

/** @param modelIsExpression the editor could not show the model's own fields */
export function planned(endpoint: EndpointId, wanted: Wanted, modelIsExpression = false): Checked<Plan> {
	const get = (name: string, fallback: unknown) => (name in wanted ? wanted[name] : fallback);
	return planRequest(endpoint, { get, modelIsExpression });
}

/** The plan of a request that must be fine. */
export function planOf(endpoint: EndpointId, wanted: Wanted, modelIsExpression = false): Plan {
	const result = planned(endpoint, wanted, modelIsExpression);
	if ('problems' in result) throw new Error(JSON.stringify(result.problems));
	return result.value;
}

/** What is wrong with a request; empty when nothing is. */
export function problemsOf(endpoint: EndpointId, wanted: Wanted): readonly Problem[] {
	const result = planned(endpoint, wanted);
	return 'problems' in result ? result.problems : [];
}

/** What is said about one field. */
export function messageAt(field: string, endpoint: EndpointId, wanted: Wanted): string | undefined {
	return problemsOf(endpoint, wanted).find((problem) => problem.field === field)?.message;
}

/** What is entered wherever a text may be. */
export const A_TEXT = 'A fox in the snow';

/** What the editor holds for a model when nothing has been touched but texts that are needed. */
export function presets(endpoint: EndpointId, id = ENDPOINTS[endpoint].model ?? SOLE): Wanted {
	const { offer } = choicesFor(endpoint).find(({ model }) => model.id === id)!;
	const fields = fieldsOf(offer).map(({ field }) => [field.name, field.typeOptions?.rows ? A_TEXT : field.default]);
	return { ...namedIn(endpoint, id), ...Object.fromEntries(fields), modelOptions: {} };
}

/** What stands for a file from a binary field. */
export const slot = (label: string, name = 'data', kind: MediaKind = 'image') =>
	new MediaSlot([kind], { source: 'binary', binaryPropertyName: name }, label);

/** The value of a list option: one row for each address. */
export function files(...urls: string[]) {
	return { file: urls.map((url) => ({ source: 'url', url })) };
}
