import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { WaitSettings } from '../batch/types';
import type { Problem } from '../shared/checked';
import { asNumber, asToggle, isBlank, shown } from '../shared/values';

/** Options of every operation that waits for tasks and downloads files; entries of the `options` collection. */
export const waitOptionFields: INodeProperties[] = [
	{
		displayName: 'Cancel on Stop',
		name: 'cancelOnStop',
		type: 'boolean',
		default: true,
		description:
			'Whether to cancel unfinished tasks at Runway when the execution is stopped, so that they cost nothing more. Finished tasks are never deleted.',
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. my-clip',
		description: 'Name of the file, without folder; the right ending is added. Default: runway- and the task ID.',
	},
	{
		displayName: 'On Limit',
		name: 'onLimit',
		type: 'options',
		default: 'error',
		description: 'What to do with a task that is not finished when its limit is reached. It goes on at Runway either way.',
		options: [
			{ name: 'Fail With an Error', value: 'error', description: 'The error names the task ID' },
			{
				name: 'Pass the Unfinished Task On',
				value: 'continue',
				description: 'The item has no file, but the task ID and status, ready for Wait for Task',
			},
		],
	},
	{
		displayName: 'Poll Interval (Seconds)',
		name: 'pollInterval',
		type: 'number',
		typeOptions: { minValue: 5 },
		default: 5,
		description: 'Shortest pause between two looks at one task. Runway gives no fresher data than every 5 seconds.',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyOutput',
		type: 'string',
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the output binary field to put the file in',
	},
	{
		displayName: 'Queue Limit (Minutes)',
		name: 'queueLimit',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'How long a task may be queued (THROTTLED) because the account runs as many tasks as it is allowed to. 0 = no limit.',
	},
	{
		displayName: 'Wait Limit (Minutes)',
		name: 'waitLimit',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description:
			'How long a task may work. Time in the queue behind the account\'s other tasks (THROTTLED) does not count. 0 = no limit.',
	},
	{
		displayName: 'While Waiting',
		name: 'whileWaiting',
		type: 'options',
		default: 'stay',
		description: 'Where the execution is while tasks take longer than a minute',
		options: [
			{
				name: 'Stay in Memory',
				value: 'stay',
				description: 'A finished task is noticed within seconds. A restart of n8n ends the execution.',
			},
			{
				name: 'Park in the Database',
				value: 'park',
				description:
					"In n8n's database, from the second minute on: survives restarts and holds no worker. A finished task is noticed up to two minutes later, failed ones are not repeated, and when the execution is stopped, tasks go on at Runway.",
			},
		],
	},
];

/** Options of operations that create tasks, also when nobody waits for these. */
export const spendingFields: INodeProperties[] = [
	{
		displayName: 'Check Account First',
		name: 'checkAccount',
		type: 'boolean',
		default: false,
		description:
			'Whether to look at the Runway account before anything is sent. With no credits left, or fewer generations of a model left today than there are items, nothing is sent.',
	},
	{
		displayName: 'Credit Limit',
		name: 'creditLimit',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'How many credits the tasks of this node may cost in one execution, by their estimates, repeats included. Items beyond it are not sent and cost nothing. 0 = no limit.',
	},
];

/** The option of operations that create tasks and wait for them. */
export const retriesField: INodeProperties = {
	displayName: 'Retries of Failed Tasks',
	name: 'retries',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 5 },
	default: 1,
	description:
		"How often to start a new task when one failed for a reason that passes, such as trouble on Runway's side. Refused prompts and files are never sent again. Each new task is charged; most such failures are refunded.",
};

/**
 * Settings that are not up to the user for the runs of saved workflows: Runway cannot cancel them, does not tell what
 * they cost, and they may give several files, which a parked execution cannot take. One that failed is not repeated,
 * because some of its nodes may have been paid for.
 */
export const SETTINGS_OF_RUNS = { cancelOnStop: false, creditLimit: 0, retries: 0, whileWaiting: 'stay' };

/**
 * The settings in the `options` of one item. Values may come from expressions, so each is checked.
 * @param options as stored; missing ones take their defaults
 */
export function readWaitSettings(
	options: IDataObject,
	waitForCompletion: unknown,
): { settings: WaitSettings } | { problems: Problem[] } {
	const problems: Problem[] = [];
	const number = (name: string, label: string, fallback: number, min: number, max: number): number => {
		const raw = options[name];
		if (isBlank(raw)) return fallback;
		const value = asNumber(raw);
		if (value !== undefined && value >= min && value <= max) return value;
		problems.push({ field: label, message: `Must be a number from ${min} to ${max}, but is ${shown(raw)}.` });
		return fallback;
	};
	const text = (name: string, label: string): string => {
		const raw = options[name];
		if (isBlank(raw)) return '';
		if (typeof raw === 'string' || typeof raw === 'number') return String(raw);
		problems.push({ field: label, message: `Must be text, but is ${shown(raw)}.` });
		return '';
	};
	const toggle = (raw: unknown, label: string, fallback: boolean): boolean => {
		if (isBlank(raw)) return fallback;
		const value = asToggle(raw);
		if (value !== undefined) return value;
		problems.push({ field: label, message: `Must be true or false, but is ${shown(raw)}.` });
		return fallback;
	};
	const minutes = (name: string, label: string, fallback: number) => number(name, label, fallback, 0, 10_080) * 60_000;

	const settings: WaitSettings = {
		waitForCompletion: toggle(waitForCompletion, 'Wait for Completion', true),
		waitLimitMs: minutes('waitLimit', 'Wait Limit', 10),
		queueLimitMs: minutes('queueLimit', 'Queue Limit', 0),
		onLimit: options.onLimit === 'continue' ? 'continue' : 'error',
		pollIntervalMs: number('pollInterval', 'Poll Interval', 5, 5, 3600) * 1000,
		retries: Math.floor(number('retries', 'Retries of Failed Tasks', 1, 0, 5)),
		whileWaiting: options.whileWaiting === 'park' ? 'park' : 'stay',
		cancelOnStop: toggle(options.cancelOnStop, 'Cancel on Stop', true),
		creditLimit: number('creditLimit', 'Credit Limit', 0, 0, 1_000_000_000),
		checkAccount: toggle(options.checkAccount, 'Check Account First', false),
		binaryPropertyOutput: text('binaryPropertyOutput', 'Put Output File in Field').trim() || 'data',
		fileName: text('fileName', 'File Name'),
	};
	return problems.length > 0 ? { problems } : { settings };
}
