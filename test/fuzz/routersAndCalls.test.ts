import * as fc from 'fast-check';
import { ROUTER } from '../campaign/case';
import { anything } from './anything';
import { attempt } from './attempt';

type Parameters = Record<string, unknown>;

const image = { bytes: Buffer.alloc(600), mimeType: 'image/png' };
const ID = '17f20503-6c24-4c16-946b-35dbbce2af2f';
const PROMPT = 'A warm and friendly voice with a slight accent';

const routed = (operation: string): Parameters => ({ resource: 'router', operation, configId: ROUTER.slug, promptText: 'A fox', type: 'speech' });

/** Fields of operations that have no model; what is not there is as the editor starts with it. */
const FIELDS: ReadonlyArray<readonly [Parameters, readonly string[]]> = [
	[routed('video'), ['configId', 'promptText', 'aspectRatio', 'resolution', 'duration', 'modelOptions']],
	[routed('audio'), ['type', 'voiceType', 'voice']],
	[{ resource: 'voice', operation: 'create', name: 'Ann', from: 'text', prompt: PROMPT }, ['name', 'from', 'prompt', 'model', 'description', 'waitForCompletion', 'options']],
	[{ resource: 'voice', operation: 'get', voiceId: ID }, ['voiceId']],
	[{ resource: 'voice', operation: 'getMany' }, ['returnAll', 'limit']],
	[{ resource: 'voice', operation: 'preview', prompt: PROMPT }, ['prompt', 'options']],
	[{ resource: 'avatar', operation: 'update', avatarId: ID, name: 'Ann' }, ['avatarId', 'imageChange', 'startScriptChange', 'documentsChange', 'voiceType']],
	[{ resource: 'avatar', operation: 'update', avatarId: ID, documentsChange: 'replace' }, ['documentIds']],
	[{ resource: 'conversation', operation: 'getMany' }, ['avatarId', 'startDate', 'endDate']],
];

const OPTIONS = ['referenceImages', 'referenceVideos', 'referenceAudio', 'keyframes', 'audio', 'negativePrompt', 'seed', 'publicFigureThreshold'];

const fields: Array<[string, (value: unknown) => Parameters]> = [
	...FIELDS.flatMap(([base, names]) =>
		names.map((name): [string, (value: unknown) => Parameters] => [
			`${String(base.resource)}.${String(base.operation)} ${name}`,
			(value) => ({ ...base, [name]: value }),
		]),
	),
	...OPTIONS.map((name): [string, (value: unknown) => Parameters] => [`router.video modelOptions.${name}`, (value) => ({ ...routed('video'), modelOptions: { [name]: value } })]),
];

it.each(fields)('%s: anything gives a clear error or works', async (_, parameters) => {
	await fc.assert(
		fc.asyncProperty(anything, async (value) => {
			await attempt({ parameters: parameters(value), file: image });
		}),
		{ numRuns: 25, seed: 3 },
	);
});

describe('what Runway answers', () => {
	const json = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom({ routing: null }, { routing: [] }, { routing: { resolvedInput: 'x', capacityFallback: { skipped: 'x' } } }));

	it('about a choice, whatever it is, is taken as far as it makes sense', async () => {
		await fc.assert(
			fc.asyncProperty(json, async (odd) => {
				const change = (body: unknown) => ({ ...(body as object), routing: odd });
				const { items, error } = await attempt({
					parameters: routed('video'),
					fault: ({ route }) => (route === 'create' ? { kind: 'json', change } : undefined),
				});
				expect(error).toBeUndefined();
				expect(items[0].json).toMatchObject({ status: 'SUCCEEDED', configId: ROUTER.slug });
			}),
			{ numRuns: 100, seed: 4 },
		);
	});

	it('to a call, whatever it is, gives a clear error or items', async () => {
		await fc.assert(
			fc.asyncProperty(json, fc.constantFrom(...FIELDS.slice(2)), async (odd, [parameters]) => {
				await attempt({ parameters, fault: ({ route }) => (route === 'call' ? { kind: 'json', change: () => odd } : undefined) });
			}),
			{ numRuns: 200, seed: 5 },
		);
	});
});
