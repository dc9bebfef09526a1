import { isBlank, isRecord, shown } from '../../shared/values';
import type { Checked, Problem } from '../../shared/checked';
import { NODE_OUTPUTS } from '../params/workflow';
import { MediaSlot, type PlanValue } from '../plan';
import { readJson } from './json';
import { readMedia } from './mediaInput';

type NodeOutputs = Record<string, Record<string, PlanValue>>;

const EXAMPLE = '{ "type": "primitive", "value": "A fox" }';

const FILES = ['image', 'video', 'audio'] as const;

/**
 * Reads the inputs of a saved workflow: for each node, and each of its outputs, a value or a file. What nobody has
 * entered is left out. Pure: a `MediaSlot` stands where a file's URI goes.
 */
export function readNodeOutputs(raw: unknown): Checked<NodeOutputs | undefined> {
	if (isBlank(raw)) return { value: undefined };
	const parsed = readJson(raw);
	if ('problem' in parsed) return { problems: [{ field: NODE_OUTPUTS.label, message: parsed.problem }] };
	if (!isRecord(parsed.value)) {
		return { problems: [{ field: NODE_OUTPUTS.label, message: `Expected a JSON object, but got ${shown(parsed.value)}.` }] };
	}
	const problems: Problem[] = [];
	const read: NodeOutputs = {};
	for (const [nodeId, outputs] of Object.entries(parsed.value)) {
		const field = `${NODE_OUTPUTS.label}: ${nodeId}`;
		if (!isRecord(outputs)) {
			problems.push({ field, message: `Expected an object with outputs such as ${EXAMPLE}, but got ${shown(outputs)}.` });
			continue;
		}
		read[nodeId] = {};
		for (const [key, output] of Object.entries(outputs)) {
			const one = readOutput(output, `${field}: ${key}`);
			if ('message' in one) problems.push(one);
			else read[nodeId][key] = one.value;
		}
	}
	if (problems.length > 0) return { problems };
	return { value: Object.keys(read).length > 0 ? read : undefined };
}

function readOutput(output: unknown, field: string): { readonly value: PlanValue } | Problem {
	if (!isRecord(output)) return { field, message: `Expected an object such as ${EXAMPLE}, but got ${shown(output)}.` };
	const { type, value, uri } = output;
	if (type === 'primitive') {
		if (['string', 'number', 'boolean'].includes(typeof value)) return { value: { type, value: value as string } };
		return { field, message: `"value" must be text, a number, true or false, but is ${shown(value)}.` };
	}
	const kind = FILES.find((one) => one === type);
	if (!kind) return { field, message: `"type" must be primitive, image, video or audio, but is ${shown(type)}.` };
	const file = readMedia([kind], { source: 'url', url: uri });
	if ('problem' in file) return { field, message: file.problem };
	if ('empty' in file) return { field, message: `"uri" is missing: the address of the ${kind}.` };
	return { value: { type: kind, uri: new MediaSlot([kind], file.input, field) } };
}
