import * as n8n from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { taskItem } from '../../batch/items';
import type { Outcome, Parking, Run } from '../../batch/types';
import { hint } from '../../shared/hint';
import { jsonOf } from '../deliver';
import { resumeTasks } from './stages';
import { progressOf, stateItem } from './state';
import { parkedWorkflow } from './workflow';

/** What ends within this time is not worth parking. */
const BEFORE_PARKING_MS = 60_000;

/** Whether executions of this node can be parked. */
export function parkingOf(host: IExecuteFunctions): Parking {
	if (host.isToolExecution?.()) return { impossible: 'as a tool of an AI Agent the node waits in memory.' };
	// n8n versions without it give a node that was parked its own input back, not the results.
	if (!('WAIT_FOR_SUB_EXECUTION' in n8n)) {
		return { impossible: 'this version of n8n cannot park a node that has tasks running, so it waits in memory.' };
	}
	const { id } = host.getWorkflow();
	if (!id || id.startsWith('__EMPTY')) {
		return { impossible: 'only executions of saved workflows can be parked, so this one waits in memory.' };
	}
	return { afterMs: BEFORE_PARKING_MS };
}

/**
 * Hands the batch over to an execution of its own, which n8n stores until the next look is due; n8n then stores this
 * execution too, and continues it with that one's results as this node's output, or with its error.
 * @returns what the node shows meanwhile; the outcomes, when n8n would not do it and the rest was waited for here
 */
export async function park(run: Run, outcomes: readonly Outcome[]): Promise<INodeExecutionData[] | { outcomes: Outcome[] }> {
	const { host } = run;
	const inMemory = async (impossible: string) => ({
		outcomes: await resumeTasks({ ...run, parking: () => ({ impossible }) }, outcomes),
	});
	// n8n tells which item of a parked node belongs to which by its position alone.
	if (outcomes.some((outcome) => outcome.kind === 'items' && outcome.items.length > 1)) {
		return await inMemory('a task has several files, so the execution waits in memory.');
	}
	const workflowId = host.getWorkflow().id!;
	const parentExecution = { executionId: host.getExecutionId(), workflowId, shouldResume: true };
	try {
		const code = parkedWorkflow(host.getNode(), workflowId);
		await host.executeWorkflow({ code }, [stateItem(run, outcomes)], undefined, { parentExecution });
	} catch (error) {
		const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
		return await inMemory(`n8n could not park this execution, so it waits in memory. It says: ${reason}`);
	}
	// Both are shown only while the execution waits.
	hint(host, `When the execution was parked: ${progressOf(outcomes)}. n8n looks again about once a minute.`);
	return outcomes.map((outcome, itemIndex) => taskItem(itemIndex, jsonOf(outcome) ?? {}));
}
