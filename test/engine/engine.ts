import { BinaryDataService, ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	createRunExecutionData,
	type ExecutionError,
	type ExecutionStatus,
	type IBinaryData,
	type ICredentialType,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IRunData,
	type IRunExecutionData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { prepareContainer, type BinaryMode } from './container';
import { StaticCredentialsHelper, type StoredCredentials } from './credentials';
import { nodeTypes, type SourceItem } from './nodes';
import { Container } from './services';
import type { WorkflowJson } from './workflow';

export interface RunOptions {
	readonly workflow: WorkflowJson;
	/** The nodes under test by full type name, e.g. `n8n-nodes-runwayml.runway`. */
	readonly nodes: Readonly<Record<string, INodeType>>;
	readonly credentialTypes?: readonly ICredentialType[];
	/** Used by every node of the workflow whose type asks for a credential of that type. */
	readonly credentials?: StoredCredentials;
	/** What each Items node emits, by node name. */
	readonly sources?: Readonly<Record<string, readonly SourceItem[]>>;
	/** `filesystem` unless told otherwise, as in n8n. */
	readonly binaryMode?: BinaryMode;
	/** `manual` is the editor's Execute Workflow, which also uses pinned data; `trigger` a run in production. */
	readonly mode?: WorkflowExecuteMode;
}

/** An execution that has ended. */
export interface Run {
	/** As n8n saves it: `canceled` from the moment of the Stop button on, whatever the node does after it. */
	readonly status: ExecutionStatus;
	readonly error: ExecutionError | undefined;
	readonly runData: IRunData;
	/** The engine's own record of the execution, with the nodes' context. */
	readonly executionData: IRunExecutionData;
	/** What a node gave out on one of its outputs; of its last run, if it ran several times. */
	items(nodeName: string, output?: number): INodeExecutionData[];
	/** What went to the error output of a node with one regular output. */
	errorItems(nodeName: string): INodeExecutionData[];
	/** The bytes of a file, wherever they are kept. */
	readBinary(file: IBinaryData): Promise<Buffer>;
	/**
	 * n8n's Retry execution button: a new execution of the stored data, from the node that failed on.
	 * @param workflow "with currently saved workflow": its nodes in place of those of the execution
	 */
	retry(workflow?: WorkflowJson): Promise<Run>;
}

/** An execution that is under way. */
export interface Started {
	/** n8n's Stop button. */
	cancel(): void;
	/** Settles when the engine is done, so after a cancelled node has come to its end. */
	readonly finished: Promise<Run>;
}

let executions = 0;

/** Runs a workflow in n8n's engine. A failed execution resolves as well: look at `status` and `error`. */
export async function runWorkflow(options: RunOptions): Promise<Run> {
	return await (
		await startWorkflow(options)
	).finished;
}

/** Starts a workflow in n8n's engine. */
export async function startWorkflow(options: RunOptions): Promise<Started> {
	await prepareContainer(options.binaryMode ?? 'filesystem');
	const workflow = instantiate(options);
	const mode = options.mode ?? 'manual';
	return follow(options, (additionalData) => {
		const execution = new WorkflowExecute(additionalData, mode);
		const pinData = mode === 'manual' ? options.workflow.pinData : undefined;
		return execution.run({ workflow, startNode: firstNode(workflow), pinData });
	});
}

/** What n8n's server does for Retry execution: drops the failed attempt and continues with the stored stack. */
async function retryWorkflow(options: RunOptions, saved: Saved) {
	const data = JSON.parse(saved.data) as IRunExecutionData;
	const { lastNodeExecuted, runData } = data.resultData;
	if (lastNodeExecuted) {
		delete data.resultData.error;
		if (runData[lastNodeExecuted]?.at(-1)?.error !== undefined) runData[lastNodeExecuted].pop();
	}
	await prepareContainer(options.binaryMode ?? 'filesystem');
	const workflow = instantiate(options);
	for (const entry of data.executionData?.nodeExecutionStack ?? []) entry.node = workflow.getNode(entry.node.name)!;
	const started = follow(options, (additionalData) => {
		const execution = new WorkflowExecute(additionalData, 'retry', createRunExecutionData(data));
		return execution.processRunExecutionData(workflow);
	});
	return await started.finished;
}

type Begin = (additionalData: IWorkflowExecuteAdditionalData) => ReturnType<WorkflowExecute['run']>;

function follow(options: RunOptions, begin: Begin): Started {
	const additionalData = surroundings(options);
	let saved: Saved | undefined;
	// n8n's server saves here. Stop comes here at once; what the node does after it is not saved any more.
	additionalData.hooks?.addHandler('workflowExecuteAfter', ({ status, data }) => {
		saved ??= { status, data: JSON.stringify(data) };
	});
	const execution = begin(additionalData);
	return {
		cancel: () => execution.cancel(),
		finished: execution.then((run) => ended(options, run, saved!)),
	};
}

/** An execution in n8n's database. */
interface Saved {
	readonly status: ExecutionStatus;
	readonly data: string;
}

function ended(options: RunOptions, run: IRun, saved: Saved): Run {
	const { runData, error } = run.data.resultData;
	const items = (nodeName: string, output = 0) => {
		const task = runData[nodeName]?.at(-1);
		if (!task) throw new Error(`The node ${nodeName} did not run`);
		return task.data?.main[output] ?? [];
	};
	return {
		status: saved.status,
		error,
		runData,
		executionData: run.data,
		items,
		errorItems: (nodeName) => items(nodeName, 1),
		readBinary: async (file) => await Container.get(BinaryDataService).getAsBuffer(file),
		retry: async (workflow) => await retryWorkflow(workflow ? { ...options, workflow } : options, saved),
	};
}

function instantiate(options: RunOptions) {
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

function firstNode(workflow: Workflow) {
	const fed = workflow.connectionsByDestinationNode;
	const first = Object.values(workflow.nodes).find((node) => !node.disabled && !fed[node.name]);
	if (!first) throw new Error('The workflow has no node to start from');
	return first;
}

/** What the engine asks of the server around it. */
function surroundings(options: RunOptions): IWorkflowExecuteAdditionalData {
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
