import type { IDataObject } from 'n8n-workflow';
import { runCheckedBatch } from '../../batch/accountCheck';
import type { Job } from '../../batch/flight';
import { planCall } from '../../catalogue/call';
import { callFields } from '../../catalogue/editor/properties';
import { NODE_OUTPUTS, WORKFLOW } from '../../catalogue/params/workflow';
import type { Plan } from '../../catalogue/plan';
import { readNodeOutputs } from '../../catalogue/read/nodeOutputs';
import { prepareSubmission } from '../submission';
import { waitingFields } from '../taskOperation';
import type { Operation } from '../types';
import { readWaitSettings, SETTINGS_OF_RUNS } from '../waitOptions';

/** Starts a saved workflow. Its run is a task like any other, but for `SETTINGS_OF_RUNS`. */
export const runWorkflow: Operation<Job> = {
	fields: () => {
		const { name, label: displayName, description, hint } = NODE_OUTPUTS;
		return [...callFields(WORKFLOW), { displayName, name, type: 'json', default: '{}', description, hint }];
	},
	sharedFields: waitingFields,

	async prepare(run, itemIndex) {
		const get = (name: string, fallback: unknown = ''): unknown => run.host.getNodeParameter(name, itemIndex, fallback as never);
		const planned = planCall('workflows/{workflowId}', WORKFLOW, get);
		const inputs = readNodeOutputs(get(NODE_OUTPUTS.name));
		const wait = readWaitSettings({ ...(get('options', {}) as IDataObject), ...SETTINGS_OF_RUNS }, get('waitForCompletion', true));
		if ('problems' in planned || 'problems' in inputs || 'problems' in wait) {
			return { problems: [planned, inputs, wait].flatMap((one) => ('problems' in one ? one.problems : [])) };
		}
		const { path, echo } = planned.value;
		const body: Plan['body'] = inputs.value ? { nodeOutputs: inputs.value } : {};
		const submission = await prepareSubmission(run, itemIndex, { path, body });
		if ('problems' in submission) return submission;
		return { job: { itemIndex, settings: wait.settings, echo, start: { ...submission.value, place: 'workflow_invocations' } } };
	},

	carryOut: async (run, jobs) => await runCheckedBatch(run, jobs),
};
