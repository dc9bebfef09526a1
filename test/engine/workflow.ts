import type { IConnections, INode, IPinData, IWorkflowSettings } from 'n8n-workflow';

/** n8n's own JSON for a workflow, as the editor exports and imports it. */
export interface WorkflowJson {
	readonly id?: string;
	readonly name?: string;
	readonly nodes: INode[];
	readonly connections: IConnections;
	readonly settings?: IWorkflowSettings;
	readonly pinData?: IPinData;
}

/** A node as a test needs to write it down: the rest is what the editor would fill in. */
export type NodeSketch = Pick<INode, 'name' | 'type'> & Partial<INode>;

/**
 * A workflow of nodes in a row. A node with an error output leads its errors to a No Operation node called
 * `<name> errors`.
 */
export function chain(...sketches: readonly NodeSketch[]): WorkflowJson {
	const nodes: INode[] = [];
	const connections: IConnections = {};
	sketches.forEach((sketch, index) => {
		nodes.push(complete(sketch, index, 0));
		const next = sketches[index + 1];
		const outputs = [next ? [to(next.name)] : []];
		if (sketch.onError === 'continueErrorOutput') {
			const errors = { name: `${sketch.name} errors`, type: 'n8n-nodes-base.noOp' };
			nodes.push(complete(errors, index + 1, 1));
			outputs.push([to(errors.name)]);
		}
		connections[sketch.name] = { main: outputs };
	});
	return { nodes, connections };
}

const to = (node: string) => ({ node, type: 'main' as const, index: 0 });

function complete(sketch: NodeSketch, column: number, row: number): INode {
	return {
		id: sketch.name,
		typeVersion: 1,
		parameters: {},
		position: [column * 200, row * 200],
		...sketch,
	};
}
