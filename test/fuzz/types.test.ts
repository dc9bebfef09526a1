import * as fc from 'fast-check';
import { anything } from './anything';
import { animate, attempt, generate } from './attempt';

const image = { bytes: Buffer.alloc(600), mimeType: 'image/png' };
const task = (more: object) => ({ resource: 'task', operation: 'get', taskId: 'a', ...more });
const modelOptions = ['seed', 'outputFormat', 'proresProfile', 'publicFigureThreshold', 'lastFrame', 'references'];
const options = [
	'waitLimit',
	'queueLimit',
	'onLimit',
	'pollInterval',
	'retries',
	'cancelOnStop',
	'binaryPropertyOutput',
	'fileName',
];

const fields: Array<[string, (value: unknown) => Record<string, unknown>]> = [
	...['model', 'promptText', 'ratio', 'duration', 'options', 'modelOptions', 'waitForCompletion'].map(
		(name): [string, (value: unknown) => Record<string, unknown>] => [name, (value) => generate({ [name]: value })],
	),
	...['imageSource', 'binaryPropertyName', 'useImageAs'].map(
		(name): [string, (value: unknown) => Record<string, unknown>] => [name, (value) => animate({ [name]: value })],
	),
	['imageUrl', (imageUrl) => animate({ imageSource: 'url', imageUrl })],
	...['modelId', 'extraParameters'].map((name): [string, (value: unknown) => Record<string, unknown>] => [
		name,
		(value) => generate({ model: 'other', modelId: 'gen4.5', extraParameters: '{}', [name]: value }),
	]),
	...modelOptions.map((name): [string, (value: unknown) => Record<string, unknown>] => [
		`modelOptions.${name}`,
		(value) => generate({ modelOptions: { [name]: value } }),
	]),
	...options.map((name): [string, (value: unknown) => Record<string, unknown>] => [
		`options.${name}`,
		(value) => generate({ options: { [name]: value } }),
	]),
	['taskId', (taskId) => task({ taskId })],
	['taskId of Wait for Task', (taskId) => task({ operation: 'wait', taskId })],
	['options of Wait for Task', (value) => task({ operation: 'wait', options: value })],
	['options of Cancel Task', (value) => task({ operation: 'cancel', options: value })],
];

it.each(fields)('%s: anything gives a clear error or works', async (_, parameters) => {
	await fc.assert(
		fc.asyncProperty(anything, async (value) => {
			await attempt({ parameters: parameters(value), file: image });
		}),
		{ numRuns: 60, seed: 2 },
	);
});
