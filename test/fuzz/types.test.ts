import * as fc from 'fast-check';
import { animate, attempt, generate } from './attempt';

/** What an expression may yield where a field expects text, a number or a choice. */
const anything = fc.oneof(
	fc.anything({ maxDepth: 2, withDate: true, withBigInt: true, withNullPrototype: true, withMap: true }),
	fc.constantFrom<unknown>(NaN, Infinity, -0, 1e21, '', ' ', 'null', '5 ', '0x5', true, [], {}, [5], ['1280:720'], new Date(0)),
	fc.constantFrom<unknown>({ toString: 'x' }, { toJSON: 5 }, Object.create(null), circular(), () => 5, Symbol.iterator),
);

function circular(): unknown {
	const loop: Record<string, unknown> = {};
	loop.loop = loop;
	return loop;
}

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
