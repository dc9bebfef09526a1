import type { INode, INodeParameters, IWorkflowBase } from 'n8n-workflow';

/** From 65 s on n8n does not wait in memory but stores the execution, and looks once a minute what is due. */
const PAUSE_SECONDS = 66;

/** How often a batch is watched anew after n8n was killed during a look, or could not take one. */
const MOST_TRIES = 10;

/**
 * The workflow that a parked node waits for. It waits itself, for one that does the looking, and begins that one anew
 * when it did not get to its end. So n8n may be killed during a look, which can take long: downloads are part of it.
 * n8n stores both with their executions, under the node's own workflow.
 */
export function parkedWorkflow(node: INode, workflowId: string): IWorkflowBase {
	const { start, watch, again, deliver } = namesIn(node);
	return workflowOf(workflowId, `${node.name}: tasks at Runway`, {
		nodes: [
			startNode(start),
			{
				...at(1, watch),
				type: 'n8n-nodes-base.executeWorkflow',
				typeVersion: 1.1,
				parameters: { source: 'parameter', workflowJson: JSON.stringify(watchWorkflow(node, workflowId)) },
				onError: 'continueErrorOutput',
				// What it shows while it waits is stored apart from real results. Killed in the very moment in which those are
				// handed over, n8n takes it for them, finds no items in it, and ends the execution with an error.
				rewireOutputLogTo: 'ai_document',
			},
			{ ...at(2, again), ...ifTrue(`={{ $runIndex < ${MOST_TRIES} }}`) },
			{ ...at(3, deliver), ...stageOf(node, 'deliver') },
		],
		connections: {
			[start]: { main: [to(watch)] },
			[watch]: { main: [to(deliver), to(again)] },
			[again]: { main: [to(watch), to(deliver)] },
		},
	});
}

/** A pause, a look at all tasks, and again, until none is left to wait for. */
function watchWorkflow(node: INode, workflowId: string): IWorkflowBase {
	const { start, pause, look, ended } = namesIn(node);
	return workflowOf(workflowId, `${node.name}: looking at tasks at Runway`, {
		nodes: [
			startNode(start),
			{
				...at(1, pause),
				type: 'n8n-nodes-base.wait',
				typeVersion: 1.1,
				parameters: { resume: 'timeInterval', amount: PAUSE_SECONDS, unit: 'seconds' },
			},
			{ ...at(2, look), ...stageOf(node, 'look') },
			{ ...at(3, ended), ...ifTrue('={{ $json.error === undefined }}') },
		],
		connections: {
			[start]: { main: [to(pause)] },
			[pause]: { main: [to(look)] },
			[look]: { main: [to(ended)] },
			// The last output of the last node, its first branch, is what the workflow gives.
			[ended]: { main: [[], to(pause)] },
		},
	});
}

function workflowOf(id: string, name: string, sketch: Pick<IWorkflowBase, 'nodes' | 'connections'>): IWorkflowBase {
	const now = new Date();
	return {
		id,
		name,
		...sketch,
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

/** Those of the stages are the node's own, because errors name it. */
function namesIn({ name }: INode) {
	return {
		start: `${name} (start)`,
		watch: `${name} (watch)`,
		again: `${name} (again)`,
		deliver: name,
		pause: `${name} (pause)`,
		look: name,
		ended: `${name} (ended)`,
	};
}

function at(column: number, name: string): Pick<INode, 'id' | 'name' | 'position'> {
	return { id: name, name, position: [column * 220, 0] };
}

function to(name: string) {
	return [{ node: name, type: 'main' as const, index: 0 }];
}

function startNode(name: string): INode {
	return {
		...at(0, name),
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		parameters: { inputSource: 'passthrough' },
	};
}

function stageOf({ type, typeVersion, credentials }: INode, operation: string) {
	return { type, typeVersion, credentials, parameters: { resource: 'task', operation } };
}

function ifTrue(leftValue: string) {
	const parameters: INodeParameters = {
		conditions: {
			options: { version: 2, leftValue: '', caseSensitive: true, typeValidation: 'strict' },
			combinator: 'and',
			conditions: [{ id: 'if', leftValue, rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } }],
		},
		options: {},
	};
	return { type: 'n8n-nodes-base.if', typeVersion: 2.2, parameters };
}
