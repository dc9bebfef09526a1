import type { IDataObject, INode, NodeParameterValueType } from 'n8n-workflow';
import type { WorkflowJson } from '../../engine/workflow';
import type { Execution } from '../harness/client';

/** The field in which a recorder says what the node in whose place it is was asked. */
const ASKED = 'asked';

/**
 * Puts recorders in place of nodes that talk to services: n8n's own Edit Fields with the same expressions, which hand on
 * the item with its files, and `more`.
 * @param more what each of them gives, by name
 */
export function withRecorders(workflow: WorkflowJson, more: Readonly<Record<string, Readonly<Record<string, string>>>>): WorkflowJson {
	const nodes = workflow.nodes.map((node): INode => {
		if (!more[node.name]) return node;
		const asked = expressions(node.parameters).map(([path, value]): [string, string] => [`${ASKED}.${path}`, value]);
		const fields = [...asked, ...Object.entries(more[node.name])];
		const assignments = fields.map(([name, value]) => ({ id: name, name, type: 'string', value }));
		const { id, name, position } = node;
		const parameters = { assignments: { assignments }, includeOtherFields: true, options: {} };
		return { id, name, position, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters };
	});
	return { ...workflow, nodes };
}

/** What a recorder's node was asked, item by item. */
export function askedOf(execution: Execution, node: string): IDataObject[] {
	return execution.items(node).map(({ json }) => json[ASKED] as IDataObject);
}

/** Every expression in a node's parameters, with where it stands. */
function expressions(value: NodeParameterValueType, path: readonly string[] = []): Array<[string, string]> {
	if (typeof value === 'string') return value.startsWith('=') ? [[path.join('.'), value]] : [];
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
	return Object.entries(value).flatMap(([key, inner]) => expressions(inner as NodeParameterValueType, [...path, key]));
}
