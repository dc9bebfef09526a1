import { EXTRA_PARAMETERS, MODEL_ID } from '../params/other';
import type { Findings } from './findings';
import { isBlank, isRecord, shown } from '../../shared/values';
import { readJson } from './json';
import type { PlanValue } from '../plan';

const MODEL_ID_MAX_LENGTH = 100;

/**
 * Reads the id of a model that has no row. Reports what Runway could never have named a model.
 * @param example another model's id
 */
export function readModelId(raw: unknown, findings: Findings, example: string): string | undefined {
	if (isBlank(raw)) {
		findings.report('modelId', MODEL_ID.label, `Empty. Enter the ID of the model as Runway spells it, such as ${example}.`);
		return undefined;
	}
	const id = typeof raw === 'string' ? raw.trim() : '';
	if (id.length <= MODEL_ID_MAX_LENGTH && /^[A-Za-z0-9][A-Za-z0-9._:/-]*$/.test(id)) return id;
	findings.report(
		'modelId',
		MODEL_ID.label,
		`${shown(raw)} cannot be a model ID: letters, digits, dots, hyphens and underscores, at most ${MODEL_ID_MAX_LENGTH} characters.`,
	);
	return undefined;
}

/**
 * Reads the extra parameters, JSON text or an object, for the request's body. They may be anything but the
 * model; host and path do not come from the body, so nothing here can change where the request goes.
 * @param example what they could be
 */
export function readExtraParameters(
	raw: unknown,
	findings: Findings,
	example = '{}',
): Record<string, PlanValue> | undefined {
	if (isBlank(raw)) return {};
	const parsed = readJson(raw);
	if ('problem' in parsed) {
		findings.report('extraParameters', EXTRA_PARAMETERS.label, parsed.problem);
		return undefined;
	}
	const { value } = parsed;
	if (!isRecord(value)) {
		findings.report(
			'extraParameters',
			EXTRA_PARAMETERS.label,
			`Expected a JSON object such as ${example}, but got ${shown(value)}.`,
		);
		return undefined;
	}
	if (Object.hasOwn(value, 'model')) {
		findings.report('extraParameters', EXTRA_PARAMETERS.label, 'Remove "model": the field Model ID says which model it is.');
		return undefined;
	}
	return value as Record<string, PlanValue>;
}
