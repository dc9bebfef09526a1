import type { IDataObject } from 'n8n-workflow';
import { cancelTask } from '../../batch/cancelTask';
import { taskItem } from '../../batch/items';
import type { Outcome, Run } from '../../batch/types';
import { asToggle, isBlank, shown } from '../../shared/values';
import { each } from '../each';
import type { Operation } from '../types';
import { readTaskId, taskIdField, type TaskJob } from './taskId';

interface CancelJob extends TaskJob {
	readonly deleteFinished: boolean;
}

/** Looks before it sends DELETE: Runway would delete a finished task, video included. */
export const cancel: Operation<CancelJob> = {
	fields: () => [
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
						'Whether to delete a task that has finished already, together with its file. By default it is left alone.',
				},
			],
		},
	],

	async prepare({ host }, itemIndex) {
		const id = readTaskId(host, itemIndex);
		if ('problems' in id) return id;
		const options = host.getNodeParameter('options', itemIndex, {}) as IDataObject;
		const raw = options.deleteFinished;
		const deleteFinished = isBlank(raw) ? false : asToggle(raw);
		if (deleteFinished !== undefined) return { job: { itemIndex, ...id, deleteFinished } };
		return { problems: [{ field: 'Delete Finished Task', message: `Must be true or false, but is ${shown(raw)}.` }] };
	},

	carryOut: async (run, jobs) => await each(run, jobs, ({ taskId }) => taskId, cancelOne),
};

async function cancelOne(run: Run, { itemIndex, taskId, deleteFinished }: CancelJob): Promise<Outcome> {
	const item = (json: IDataObject): Outcome => ({ kind: 'items', items: [taskItem(itemIndex, { taskId, ...json })] });
	const result = await cancelTask(run, taskId, { place: 'unknown', deleteEnded: deleteFinished });
	switch (result.kind) {
		case 'stopped':
			return result;
		case 'left':
			return { kind: 'failed', failure: result.failure };
		case 'cancelled':
			return item({ status: 'CANCELLED', cancelled: true, deleted: false });
		case 'gone':
			// Nothing is left to stop, or there never was: Runway does not tell a deleted task from a mistyped ID.
			return item({ status: 'NOT_FOUND', cancelled: false, deleted: false });
		case 'ended':
			return item({ status: result.task.status, cancelled: false, deleted: result.deleted });
	}
}
