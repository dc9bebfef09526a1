import type { IDataObject } from 'n8n-workflow';
import { taskItem, taskJson } from '../../batch/items';
import type { Outcome, Run } from '../../batch/types';
import { failureKind } from '../../transport/taskState';
import { readTask, unreadable } from '../../transport/tasks';
import type { Operation } from '../types';
import { readTaskId, taskIdField } from './taskId';
import type { TaskJob } from './eachTask';
import { eachTask } from './eachTask';

/** One look, no waiting: for workflows that do their own loop. */
export const get: Operation<TaskJob> = {
	fields: () => [taskIdField],

	async prepare({ host }, itemIndex) {
		const id = readTaskId(host, itemIndex);
		return 'problems' in id ? id : { job: { itemIndex, ...id } };
	},

	carryOut: async (run, jobs) => await eachTask(run, jobs, look),
};

async function look(run: Run, { itemIndex, taskId }: TaskJob): Promise<Outcome> {
	const read = await readTask(run.client, run.clock, taskId);
	if (read.kind === 'stopped') return read;
	if (read.kind !== 'task') return { kind: 'failed', failure: unreadable(taskId, read) };
	const { task } = read;
	const json: IDataObject = { ...taskJson(task) };
	if (task.output) json.outputUrls = task.output;
	if (task.status === 'FAILED') json.failureHint = failureKind(task).hint;
	return { kind: 'items', items: [taskItem(itemIndex, json)] };
}
