import type { INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';

/** From 65 s on n8n does not wait in memory but stores the execution, and looks once a minute what is due. */
const PAUSE_SECONDS = 66;

/**
 * The workflow that waits for a node's tasks: a pause, a look at all of them, and again, until none is left to wait
 * for. n8n stores it with each of its executions, under the node's own workflow.
 */
export function parkedWorkflow(node: INode, workflowId: string): IWorkflowBase {
	// The node's own name, because errors name it; the others cannot have the same.
	const { name: look, type, typeVersion, credentials } = node;
	const [start, pause, left] = [`${look} (start)`, `${look} (pause)`, `${look} (tasks left)`];
	const sketch = (name: string, column: number, rest: Pick<INode, 'type' | 'typeVersion' | 'parameters'> & Partial<INode>) => ({
		id: name,
		name,
		position: [column * 220, 0] as [number, number],
		...rest,
	});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const now = new Date();
	return {
		id: workflowId,
		name: `${look}: tasks at Runway`,
		nodes: [
			sketch(start, 0, {
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				parameters: { inputSource: 'passthrough' },
			}),
			sketch(pause, 1, {
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				parameters: { resume: 'timeInterval', amount: PAUSE_SECONDS, unit: 'seconds' },
			}),
			sketch(look, 2, { type, typeVersion, credentials, parameters: { resource: 'task', operation: 'resume' } }),
			sketch(left, 3, { type: 'n8n-nodes-base.if', typeVersion: 2.2, parameters: HAS_NO_STATE }),
		],
		connections: {
			[start]: { main: [to(pause)] },
			[pause]: { main: [to(look)] },
			[look]: { main: [to(left)] },
			// The node that was parked gets what the first output of the last node gives.
			[left]: { main: [[], to(pause)] },
		},
		settings: {
			executionOrder: 'v1',
			// Always stored: after a crash n8n finds the results nowhere else, and the files belong to this execution.
			saveDataSuccessExecution: 'all',
			saveDataErrorExecution: 'all',
			saveExecutionProgress: false,
			// The time-out of the node's own workflow counts.
			executionTimeout: -1,
			callerPolicy: 'any',
		},
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: now,
		updatedAt: now,
	};
}

/** True for results, false for items with state. */
const HAS_NO_STATE: INodeParameters = {
	conditions: {
		options: { version: 2, leftValue: '', caseSensitive: true, typeValidation: 'strict' },
		combinator: 'and',
		conditions: [
			{
				id: 'ended',
				leftValue: '={{ $json.details === undefined }}',
				rightValue: '',
				operator: { type: 'boolean', operation: 'true', singleValue: true },
			},
		],
	},
	options: {},
};
