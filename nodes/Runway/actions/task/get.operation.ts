import type { IDataObject } from 'n8n-workflow';
import { echoIn, taskItem, taskJson, withEcho, type Echo } from '../../batch/items';
import type { Outcome, Run } from '../../batch/types';
import { ECHO_NAMES } from '../../catalogue/models';
import { failureKind } from '../../transport/taskState';
import { readTask, unreadable } from '../../transport/tasks';
import { each } from '../each';
import type { Operation } from '../types';
import { readTaskId, taskIdField, type TaskJob } from './taskId';

interface GetJob extends TaskJob {
	/** What the item says about the request: repeated, so that a loop does not lose it. */
	readonly echo: Echo;
}

/** One look, no waiting: for workflows that do their own loop. */
export const get: Operation<GetJob> = {
	fields: () => [taskIdField],

	async prepare({ host }, itemIndex) {
		const id = readTaskId(host, itemIndex);
		if ('problems' in id) return id;
		return { job: { itemIndex, ...id, echo: echoIn(host.getInputData()[itemIndex].json, id.taskId, ECHO_NAMES) } };
	},

	async carryOut(run, jobs) {
		// Items that say different things about the same task share one look.
		const looks = jobs.map(({ itemIndex, taskId }): TaskJob => ({ itemIndex, taskId }));
		const outcomes = await each(run, looks, ({ taskId }) => taskId, look);
		return outcomes.map((outcome, position): Outcome => {
			if (outcome.kind !== 'items') return outcome;
			const items = outcome.items.map((item) => ({ ...item, json: withEcho(item.json, jobs[position].echo) }));
			return { ...outcome, items };
		});
	},
};

async function look(run: Run, { itemIndex, taskId }: TaskJob): Promise<Outcome> {
	const read = await readTask(run.client, run.clock, taskId, { place: 'unknown' });
	if (read.kind === 'stopped') return read;
	if (read.kind !== 'task') return { kind: 'failed', failure: unreadable(taskId, read) };
	const { task } = read;
	const json: IDataObject = { ...taskJson(task) };
	if (task.output) json.outputUrls = task.output;
	if (task.nodeIds) json.outputNodeIds = task.nodeIds;
	if (task.status === 'FAILED') json.failureHint = failureKind(task).hint;
	return { kind: 'items', items: [taskItem(itemIndex, json)] };
}
