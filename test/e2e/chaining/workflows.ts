import type { INodeExecutionData, NodeConnectionType } from 'n8n-workflow';
import { chain, type NodeSketch, type WorkflowJson } from '../../engine/workflow';

/** A node that goes on with the next one when it fails, so that one bad upload hides no other. */
export function upload(name: string, type: string, node: Partial<NodeSketch>): NodeSketch {
	return { name, type: `n8n-nodes-base.${type}`, onError: 'continueRegularOutput', ...node };
}

/** Puts nodes side by side behind the last node of a workflow. */
export function fanOut(workflow: WorkflowJson, sketches: readonly NodeSketch[]): WorkflowJson {
	const last = workflow.nodes.at(-1)!;
	return sketches.reduce((grown, sketch, row) => {
		const [node] = chain({ ...sketch, position: [last.position[0] + 200, row * 150] }).nodes;
		return connect({ ...grown, nodes: [...grown.nodes, node] }, last.name, sketch.name);
	}, workflow);
}

/** Adds one connection. */
export function connect(
	workflow: WorkflowJson,
	from: string,
	to: string,
	{ type = 'main', output = 0 }: { type?: NodeConnectionType; output?: number } = {},
): WorkflowJson {
	const outputs = [...(workflow.connections[from]?.[type] ?? [])];
	while (outputs.length <= output) outputs.push([]);
	outputs[output] = [...(outputs[output] ?? []), { node: to, type, index: 0 }];
	const ofNode = { ...workflow.connections[from], [type]: outputs };
	return { ...workflow, connections: { ...workflow.connections, [from]: ofNode } };
}

/** Pins items to a node, as if it had fetched them. */
export function pin(workflow: WorkflowJson, node: string, rows: ReadonlyArray<INodeExecutionData['json']>): WorkflowJson {
	return { ...workflow, pinData: { ...workflow.pinData, [node]: rows.map((json) => ({ json })) } };
}
