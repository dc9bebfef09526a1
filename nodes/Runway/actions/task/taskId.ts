import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Echo } from '../../batch/items';
import type { Problem } from '../../shared/checked';
import { shown } from '../../shared/values';
import { isTaskId, type Whereabouts } from '../../transport/tasks';

export interface TaskJob {
	readonly itemIndex: number;
	readonly taskId: string;
}

export const taskIdField: INodeProperties = {
	displayName: 'Task ID',
	name: 'taskId',
	type: 'string',
	required: true,
	default: '={{ $json.taskId }}',
	placeholder: 'e.g. 17f20503-6c24-4c16-946b-35dbbce2af2f',
	description: 'As a Runway node that does not wait for completion gives it, or from anywhere else',
};

/** Where to look for a task, by what an earlier Runway node has put into the item. */
export function placeIn(echo: Echo): Whereabouts {
	return 'workflowId' in echo ? 'workflow_invocations' : 'unknown';
}

/** The item's task id, or what is wrong with it. */
export function readTaskId(host: IExecuteFunctions, itemIndex: number): { taskId: string } | { problems: Problem[] } {
	const raw = host.getNodeParameter('taskId', itemIndex, '');
	const taskId = typeof raw === 'string' ? raw.trim() : '';
	if (isTaskId(taskId)) return { taskId };
	const message =
		raw === null || raw === undefined || (typeof raw === 'string' && taskId === '')
			? 'Empty. Enter the ID of a Runway task, or connect a Runway node that starts one.'
			: `Must be the ID of a Runway task, such as 17f20503-6c24-4c16-946b-35dbbce2af2f, but is ${shown(raw)}.`;
	return { problems: [{ field: 'Task ID', message }] };
}
