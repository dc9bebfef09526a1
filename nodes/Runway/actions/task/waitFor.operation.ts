import type { Job } from '../../batch/flight';
import { echoIn, itemsFor } from '../../batch/items';
import { runBatch } from '../../batch/runBatch';
import { ECHO_NAMES } from '../../catalogue/models';
import type { Operation } from '../types';
import { readWaitSettings, waitOptionFields } from '../waitOptions';
import { readTaskId, taskIdField } from './taskId';

export const waitFor: Operation<Job> = {
	fields: () => [
		taskIdField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: waitOptionFields,
		},
	],

	async prepare({ host }, itemIndex) {
		const id = readTaskId(host, itemIndex);
		const wait = readWaitSettings(host.getNodeParameter('options', itemIndex, {}), true);
		const problems = [...('problems' in id ? id.problems : []), ...('problems' in wait ? wait.problems : [])];
		if ('problems' in id || 'problems' in wait) return { problems };
		const echo = echoIn(host.getInputData()[itemIndex].json, id.taskId, ECHO_NAMES);
		return { job: { itemIndex, settings: wait.settings, echo, start: id } };
	},

	async carryOut(run, jobs) {
		// The same task in several items is watched, and its file fetched, once; each item gives it its own name.
		const first = new Map<string, number>();
		const unique = jobs.filter((job, position) => {
			const taskId = idOf(job);
			if (first.has(taskId)) return false;
			first.set(taskId, position);
			return true;
		});
		const outcomes = await runBatch(run, unique);
		return jobs.map((job) => {
			const outcome = outcomes[unique.findIndex((other) => idOf(other) === idOf(job))];
			if (outcome.kind !== 'items') return outcome;
			return { kind: 'items', items: itemsFor(outcome.items, job.itemIndex, idOf(job), job.settings) };
		});
	},
};

function idOf(job: Job): string {
	return 'taskId' in job.start ? job.start.taskId : '';
}
