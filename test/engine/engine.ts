import { BinaryDataService, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ExecutionError,
	type ExecutionStatus,
	type IBinaryData,
	type ICredentialType,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type IRunData,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { prepareContainer, type BinaryMode } from './container';
import type { StoredCredentials } from './credentials';
import type { SourceItem } from './nodes';
import { ParkingLot, isParked, type StoredExecution } from './parked';
import { Container } from './services';
import { firstNode, instantiate, surroundings } from './surroundings';
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
	/**
	 * Called whenever nothing is left of the execution but its data in n8n's database, with the time until n8n wakes the
	 * inline workflow that it waits for. Without it, n8n is one that cannot park executions.
	 */
	readonly parked?: (pauseMs: number, inner: StoredExecution) => void | Promise<void>;
	/**
	 * Asked whenever n8n wakes an inline workflow: whether n8n is killed before that has come to its end. A text is the error
	 * that its recovery gives this execution when it starts again; it has none, '', when it does not find its event log.
	 */
	readonly killed?: (inner: StoredExecution) => string | undefined;
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
		// What is thrown by the engine itself, not by a node, leaves the status as it was; n8n's server puts it right.
		saved ??= { status: status === 'running' ? 'error' : status, data: JSON.stringify(data) };
	});
	const lot = options.parked && new ParkingLot(options);
	lot?.serve(additionalData);
	const execution = begin(additionalData);
	return {
		cancel: () => execution.cancel(),
		finished: execution.then(async (run) => {
			if (!lot || !isParked(run)) return ended(options, run, saved!);
			const data = createRunExecutionData(await lot.resume(additionalData.executionId!, saved!.data));
			const resumed = follow(options, (surrounding) =>
				new WorkflowExecute(surrounding, run.mode, data).processRunExecutionData(instantiate(options)),
			);
			return await resumed.finished;
		}),
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

