import type { IDataObject } from 'n8n-workflow';
import { readWaitSettings, waitOptionFields } from '../../nodes/Runway/actions/waitOptions';
import { SETTINGS } from '../batch/building';

const problems = (options: object, wait: unknown = true) => {
	const read = readWaitSettings(options as IDataObject, wait);
	return 'problems' in read ? read.problems.map(({ field, message }) => `${field}: ${message}`) : [];
};
const settings = (options: object, wait: unknown = true) => {
	const read = readWaitSettings(options as IDataObject, wait);
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	return read.settings;
};

it('has a default for everything, which the editor shows too', () => {
	expect(settings({})).toEqual(SETTINGS);
	const shown = Object.fromEntries(waitOptionFields.map(({ name, default: value }) => [name, value]));
	expect(settings(shown)).toEqual(SETTINGS);
	expect(settings({ waitLimit: '', fileName: null, binaryPropertyOutput: ' ' }, undefined)).toEqual(SETTINGS);
});

it('takes what was entered, as text too', () => {
	const entered = {
		waitLimit: '2.5',
		queueLimit: 1,
		onLimit: 'continue',
		pollInterval: '7',
		retries: '2.9',
		cancelOnStop: 'false',
		whileWaiting: 'park',
		creditLimit: '100',
		checkAccount: 'TRUE',
		binaryPropertyOutput: ' clip ',
		fileName: 7,
	};
	expect(settings(entered, 'false')).toEqual({
		waitForCompletion: false,
		waitLimitMs: 150_000,
		queueLimitMs: 60_000,
		onLimit: 'continue',
		pollIntervalMs: 7000,
		retries: 2,
		cancelOnStop: false,
		whileWaiting: 'park',
		creditLimit: 100,
		checkAccount: true,
		binaryPropertyOutput: 'clip',
		fileName: '7',
	});
});

it.each([
	['waitLimit', 'Wait Limit', 0, 10_080],
	['queueLimit', 'Queue Limit', 0, 10_080],
	['pollInterval', 'Poll Interval', 5, 3600],
	['retries', 'Retries of Failed Tasks', 0, 5],
	['creditLimit', 'Credit Limit', 0, 1_000_000_000],
])('%s goes from %s to its bounds, and says which they are', (name, label, min, max) => {
	expect(problems({ [name]: min })).toEqual([]);
	expect(problems({ [name]: max })).toEqual([]);
	for (const raw of [min - 0.1, max + 0.1]) {
		expect(problems({ [name]: raw })).toEqual([`${label}: Must be a number from ${min} to ${max}, but is ${raw}.`]);
	}
	expect(problems({ [name]: [5] })).toEqual([`${label}: Must be a number from ${min} to ${max}, but is a list.`]);
});

it('names all at once', () => {
	expect(problems({ cancelOnStop: 'no', checkAccount: 1, fileName: {}, binaryPropertyOutput: [] }, 'maybe')).toEqual([
		'Wait for Completion: Must be true or false, but is "maybe".',
		'Cancel on Stop: Must be true or false, but is "no".',
		'Check Account First: Must be true or false, but is 1.',
		'Put Output File in Field: Must be text, but is a list.',
		'File Name: Must be text, but is an object.',
	]);
});
