import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { runCheckedBatch } from '../batch/accountCheck';
import type { Job } from '../batch/flight';
import type { WaitSettings } from '../batch/types';
import { requestFields } from '../catalogue/editor/properties';
import type { EndpointId } from '../catalogue/endpoints';
import { planRequest } from '../catalogue/request';
import { hint } from '../shared/hint';
import { byName } from '../shared/values';
import { costInWords, notesOnRouting, tell } from './notes';
import { prepareSubmission } from './submission';
import type { Operation } from './types';
import { readWaitSettings, retriesField, SETTINGS_OF_RUNS, spendingFields, waitOptionFields } from './waitOptions';

/** An operation that starts tasks. They differ only in what the catalogue says of their endpoints. */
export function taskOperation(endpoint: EndpointId): Operation<Job> {
	return {
		fields: () => requestFields(endpoint),
		sharedFields: waitingFields,

		async prepare(run, itemIndex) {
			const { host } = run;
			const get = (name: string, fallback: unknown): unknown =>
				host.getNodeParameter(name, itemIndex, fallback as never);
			const modelIsExpression = String(host.getNode().parameters.model).startsWith('=');
			const planned = planRequest(endpoint, { get, modelIsExpression });
			const wait = readWaitSettings(get('options', {}) as IDataObject, get('waitForCompletion', true));
			if ('problems' in planned || 'problems' in wait) {
				return { problems: [planned, wait].flatMap((one) => ('problems' in one ? one.problems : [])) };
			}
			const { value: plan } = planned;
			const submission = await prepareSubmission(run, itemIndex, plan);
			if ('problems' in submission) return submission;
			const several = wait.settings.whileWaiting === 'park' && plan.files > 1;
			const settings: WaitSettings = several ? { ...wait.settings, whileWaiting: 'stay' } : wait.settings;
			return {
				job: { itemIndex, settings, echo: plan.echo, start: submission.value },
				notes: [
					...(plan.ignored.length > 0 ? [`${String(plan.echo.model)} does not take ${plan.ignored.join(', ')}; not sent.`] : []),
					...(several ? ['with several files of one task the node stays in memory, so that n8n can tell whose they are.'] : []),
				],
			};
		},

		async carryOut(run, jobs) {
			const outcomes = await runCheckedBatch(run, jobs);
			tell(run.host, notesOnRouting(outcomes.map((outcome, position) => ({ itemIndex: jobs[position].itemIndex, outcome }))));
			const cost = costInWords(outcomes, run.creditBalance);
			if (cost) hint(run.host, cost);
			return outcomes;
		},
	};
}

/** An option as it is offered, but not where it is not up to the user. */
function unlessSettled(field: INodeProperties): INodeProperties {
	if (!(field.name in SETTINGS_OF_RUNS)) return field;
	const hide = { ...field.displayOptions?.hide, '/resource': ['savedWorkflow'] };
	return { ...field, displayOptions: { ...field.displayOptions, hide } };
}

/** How to wait, and where files go: the same for all of them, so the editor gets them once. */
export const waitingFields: INodeProperties[] = [
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: true,
		description:
			'Whether to wait until the task is finished and download its file. If off, the item holds the task ID for Wait for Task, and no file.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			// A task that is handed on is not watched, so these say nothing about it.
			...[...waitOptionFields, retriesField].map(
				(field): INodeProperties => ({ ...field, displayOptions: { hide: { '/waitForCompletion': [false] } } }),
			),
			...spendingFields,
		]
			.map(unlessSettled)
			.sort((a, b) => byName(a.displayName, b.displayName)),
	},
];
