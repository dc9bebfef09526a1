import { ExecutionLifecycleHooks } from 'n8n-core';
import {
	Workflow,
	type INode,
	type INodeTypes,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { StaticCredentialsHelper, type StoredCredentials } from './credentials';
import type { RunOptions } from './engine';
import { nodeTypes } from './nodes';

/** A workflow as the engine knows it. */
export function instantiate(options: RunOptions): Workflow {
	const types = nodeTypes(options.nodes, options.sources ?? {});
	const { id = 'workflow', name, nodes, connections, settings } = structuredClone(options.workflow);
	for (const node of nodes) selectCredentials(node, types, options.credentials ?? {});
	return new Workflow({
		id,
		name,
		nodes,
		connections,
		active: false,
		nodeTypes: types,
		settings: { executionOrder: 'v1', ...settings },
	});
}

/** Does what a user does in the editor: picks a credential wherever the node's type asks for one. */
function selectCredentials(node: INode, types: INodeTypes, credentials: StoredCredentials) {
	const { description } = types.getByNameAndVersion(node.type, node.typeVersion);
	for (const { name } of description.credentials ?? []) {
		if (credentials[name]) node.credentials = { ...node.credentials, [name]: { id: name, name } };
	}
}

export function firstNode(workflow: Workflow): INode {
	const fed = workflow.connectionsByDestinationNode;
	const first = Object.values(workflow.nodes).find((node) => !node.disabled && !fed[node.name]);
	if (!first) throw new Error('The workflow has no node to start from');
	return first;
}

let executions = 0;

/** What the engine asks of the server around it. */
export function surroundings(options: RunOptions): IWorkflowExecuteAdditionalData {
	const executionId = String(++executions);
	const { credentialTypes = [], credentials = {}, workflow, mode = 'manual' } = options;
	const base = 'http://localhost:5678';
	const parts: Partial<IWorkflowExecuteAdditionalData> = {
		executionId,
		credentialsHelper: new StaticCredentialsHelper(credentialTypes, credentials),
		hooks: new ExecutionLifecycleHooks(mode, executionId, workflow as unknown as IWorkflowBase),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		formWaitingBaseUrl: `${base}/form-waiting`,
	};
	return parts as IWorkflowExecuteAdditionalData;
}
