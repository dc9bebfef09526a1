import { WorkflowExecute } from 'n8n-core';
import {
	WAIT_FOR_SUB_EXECUTION,
	createRunExecutionData,
	type ExecutionError,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type RelatedExecution,
	type Workflow,
} from 'n8n-workflow';
import type { RunOptions } from './engine';
import { instantiate, surroundings } from './surroundings';
import type { WorkflowJson } from './workflow';

/** An execution in n8n's database that waits, or has ended. All that is left of it is JSON. */
export interface StoredExecution {
	readonly id: string;
	readonly workflow: WorkflowJson;
	readonly data: string;
	/** Undefined: it has ended. */
	readonly waitTill?: Date;
}

/**
 * What n8n 2.41's server does for a node that runs an inline workflow which then waits: it stores both executions,
 * wakes the inner one when its time has come, and continues the outer one with its results, or with its error. Read in
 * its workflow-execute-additional-data, wait-tracker and workflow-helpers.
 */
export class ParkingLot {
	/** Inner executions by the id of the one that waits for them. */
	private readonly inner = new Map<string, StoredExecution>();

	/** Every inline workflow that was run. */
	readonly workflows: WorkflowJson[] = [];

	constructor(private readonly options: RunOptions) {}

	/** Lets a node run inline workflows. */
	serve(additionalData: IWorkflowExecuteAdditionalData): void {
		additionalData.executeWorkflow = async ({ code }, _additionalData, { inputData, parentExecution }) => {
			this.workflows.push(code as unknown as WorkflowJson);
			const stored = await this.begin(code!, inputData ?? [], parentExecution!);
			this.inner.set(parentExecution!.executionId, stored);
			return { executionId: stored.id, data: structuredClone([inputData ?? []]), waitTill: stored.waitTill };
		};
	}

	/**
	 * Brings the inner execution that an execution waits for to its end.
	 * @returns the outer execution's data, ready to be continued
	 */
	async resume(outerId: string, saved: string): Promise<IRunExecutionData> {
		let inner = this.inner.get(outerId)!;
		while (inner.waitTill) {
			const waitsForAnother = isParked(inner);
			const data = waitsForAnother ? JSON.stringify(await this.resume(inner.id, inner.data)) : inner.data;
			if (!waitsForAnother) await this.options.parked!(inner.waitTill.getTime() - Date.now(), inner);
			const killed = this.options.killed?.(inner);
			if (killed !== undefined) return patched(saved, crashed(inner, killed));
			inner = await this.run(inner.workflow, createRunExecutionData(JSON.parse(data) as IRunExecutionData), inner.id);
		}
		return patched(saved, JSON.parse(inner.data) as IRunExecutionData);
	}

	private async begin(
		code: IWorkflowBase,
		items: NonNullable<IRunExecutionData['executionData']>['nodeExecutionStack'][0]['data']['main'][0],
		parentExecution: RelatedExecution,
	): Promise<StoredExecution> {
		const workflow = JSON.parse(JSON.stringify(code)) as WorkflowJson;
		const start = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.executeWorkflowTrigger')!;
		const entry = { node: start, data: { main: [items] }, source: null, metadata: { parentExecution } };
		const data = createRunExecutionData({ executionData: { nodeExecutionStack: [entry] }, parentExecution });
		return await this.run(workflow, data);
	}

	private async run(workflow: WorkflowJson, data: IRunExecutionData, id?: string): Promise<StoredExecution> {
		const options = { ...this.options, workflow, mode: 'integrated' as const };
		const additionalData = surroundings(options);
		this.serve(additionalData);
		const executionId = (additionalData.executionId = id ?? additionalData.executionId!);
		const execution = new WorkflowExecute(additionalData, 'integrated', data);
		const run = await execution.processRunExecutionData(instantiate(options) as unknown as Workflow);
		return { id: executionId, workflow, data: JSON.stringify(run.data), waitTill: run.waitTill ?? undefined };
	}
}

/** True for the execution of a node that waits for an inline workflow. */
export function isParked({ waitTill }: Pick<IRun, 'waitTill'>): boolean {
	return waitTill?.getTime() === WAIT_FOR_SUB_EXECUTION.getTime();
}

/** What n8n's recovery makes of an execution during which n8n was killed: what was stored, with an error if it has one. */
function crashed(inner: StoredExecution, message: string): IRunExecutionData {
	const data = JSON.parse(inner.data) as IRunExecutionData;
	if (message) data.resultData.error = { message } as ExecutionError;
	return data;
}

function patched(saved: string, inner: IRunExecutionData): IRunExecutionData {
	const data = JSON.parse(saved) as IRunExecutionData;
	const [entry] = data.executionData!.nodeExecutionStack;
	const { error, lastNodeExecuted, runData } = inner.resultData;
	if (error) entry.metadata = { ...entry.metadata, resumeError: error };
	else entry.data = runData[lastNodeExecuted!].at(-1)!.data!;
	return data;
}
