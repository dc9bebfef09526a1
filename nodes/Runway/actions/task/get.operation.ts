import type { IDataObject } from 'n8n-workflow';
import { taskItem, taskJson } from '../../batch/items';
import type { Outcome, Run } from '../../batch/types';
import type { Failure } from '../../shared/errors';
import { failureKind } from '../../transport/taskState';
import { readTask, type Read } from '../../transport/tasks';
import type { Operation } from '../types';
import { readTaskId, taskIdField } from './taskId';
import type { TaskJob } from './eachTask';
import { eachTask } from './eachTask';

/** One look, no waiting: for workflows that do their own loop. */
export const get: Operation<TaskJob> = {
	fields: [taskIdField],

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

/** Why a task could not be looked at. */
export function unreadable(taskId: string, read: Exclude<Read, { kind: 'task' | 'stopped' }>): Failure {
	const details = { taskId };
	switch (read.kind) {
		case 'gone':
			return {
				message: `Runway task ${taskId} does not exist (any more)`,
				description: 'It was cancelled or deleted, or belongs to another organization than the API Key.',
				httpCode: 404,
				details,
			};
		case 'trouble':
			return {
				message: `Runway task ${taskId} could not be read: ${read.reason}`,
				description: 'This passes: run the item again.',
				details,
			};
		case 'denied':
			return { ...read.failure, details };
	}
}
