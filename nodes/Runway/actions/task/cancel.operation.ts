import type { IDataObject } from 'n8n-workflow';
import { taskItem } from '../../batch/items';
import type { Outcome, Run } from '../../batch/types';
import { isFinal } from '../../transport/taskState';
import { deleteTask, readTask } from '../../transport/tasks';
import type { Operation } from '../types';
import { eachTask, type TaskJob } from './eachTask';
import { unreadable } from './get.operation';
import { readTaskId, taskIdField } from './taskId';

interface CancelJob extends TaskJob {
	readonly deleteFinished: boolean;
}

/** Looks before it sends DELETE: Runway would delete a finished task, video included. */
export const cancel: Operation<CancelJob> = {
	fields: [
		taskIdField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Delete Finished Task',
					name: 'deleteFinished',
					type: 'boolean',
					default: false,
					description:
						'Whether to delete a task that has finished already, together with its video. By default it is left alone.',
				},
			],
		},
	],

	async prepare({ host }, itemIndex) {
		const id = readTaskId(host, itemIndex);
		if ('problems' in id) return id;
		const options = host.getNodeParameter('options', itemIndex, {}) as IDataObject;
		return { job: { itemIndex, ...id, deleteFinished: options.deleteFinished === true } };
	},

	carryOut: async (run, jobs) => await eachTask(run, jobs, cancelTask),
};

async function cancelTask(run: Run, { itemIndex, taskId, deleteFinished }: CancelJob): Promise<Outcome> {
	const read = await readTask(run.client, run.clock, taskId);
	if (read.kind === 'stopped') return read;
	const item = (json: IDataObject): Outcome => ({ kind: 'items', items: [taskItem(itemIndex, { taskId, ...json })] });
	// Nothing is left to stop, which is what was asked for.
	if (read.kind === 'gone') return item({ status: 'CANCELLED', cancelled: false, deleted: false });
	if (read.kind !== 'task') return { kind: 'failed', failure: unreadable(taskId, read) };

	const { status } = read.task;
	const finished = isFinal(read.task);
	if (finished && !deleteFinished) return item({ status, cancelled: false, deleted: false });
	const result = await deleteTask(run.client, run.clock, taskId);
	if (result.kind === 'failed') {
		return { kind: 'failed', failure: { ...result.failure, details: { taskId, status } } };
	}
	return item({ status: finished ? status : 'CANCELLED', cancelled: !finished, deleted: finished });
}
