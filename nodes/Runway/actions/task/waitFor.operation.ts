import type { Job } from '../../batch/flight';
import { echoIn } from '../../batch/items';
import { ECHO_NAMES } from '../../catalogue/models';
import type { Operation } from '../types';
import { readWaitSettings, waitOptionFields } from '../waitOptions';
import { watchEachOnce } from './sameTask';
import { placeIn, readTaskId, taskIdField } from './taskId';

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
		return { job: { itemIndex, settings: wait.settings, echo, start: { ...id, place: placeIn(echo) } } };
	},

	carryOut: async (run, jobs) => await watchEachOnce(run, jobs),
};
