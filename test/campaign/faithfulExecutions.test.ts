import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunwayEmulator } from '../emulator/core';
import { faultHook, outcomeHook } from '../emulator/faults';
import { startEmulator } from '../emulator/server';
import type { Run } from '../engine/engine';
import { ITEMS_TYPE, type SourceItem } from '../engine/nodes';
import { startRunway } from '../engine/runway';
import { RUNWAY_TYPE } from '../engine/sketches';
import { VirtualClock } from '../engine/virtualClock';
import { chain } from '../engine/workflow';
import { parametersOf, type Case } from './case';
import { KEY, play, type Played } from './run';

/**
 * The campaign does without n8n. Here the same cases run in n8n's engine, over HTTP, and everything that comes
 * out is compared: items, errors, and each request with its time.
 */

const failed = (failureCode: string) => ({ fail: { failure: 'No.', failureCode }, durationMs: 3000 });

const CASES: Readonly<Record<string, Case>> = {
	'all goes well': { operation: 'video.generate', items: [{}, {}, {}], concurrency: 2 },
	'an image': { operation: 'video.animate', items: [{}] },
	// Addresses, because of two files the disk decides which one is read first, and with it the order of the requests.
	'two images': { operation: 'video.animate', items: [{ image: 'url' }, { image: 'url' }] },
	'an upload': { operation: 'video.animate', items: [{ image: 'large' }] },
	'no image': { operation: 'video.animate', items: [{}, { image: 'missing' }], onError: 'continueRegularOutput' },
	'wrong input': { operation: 'video.generate', items: [{}, { invalid: true }] },
	'several files': { operation: 'video.generate', items: [{}], outcomes: [{ files: 3, extension: '.mov' }] },
	'a failure among others': { operation: 'video.generate', items: [{}, {}], outcomes: [failed('SAFETY.INPUT.TEXT')] },
	'the error output': {
		operation: 'video.generate',
		items: [{}, {}],
		outcomes: [failed('ASSET.INVALID')],
		onError: 'continueErrorOutput',
	},
	'a replaced task': { operation: 'video.generate', items: [{}], outcomes: [failed('INTERNAL')] },
	'a limit, and two retries': {
		operation: 'video.generate',
		items: [{}, {}],
		durationMs: 40_000,
		options: { waitLimit: 0.25 },
		rerunsAfterMs: [1000, 2000],
	},
	'trouble everywhere': {
		operation: 'video.generate',
		items: [{}],
		faults: [
			{ route: 'create', fault: { kind: 'status', status: 429, retryAfterSeconds: 20 } },
			{ route: 'poll', fault: { kind: 'reset-before' } },
			{ route: 'poll', fault: { kind: 'html' }, from: 2 },
			{ route: 'output', fault: { kind: 'cut', afterBytes: 100 } },
			{ route: 'output', fault: { kind: 'status', status: 403 }, from: 2 },
		],
	},
	'a lost answer': {
		operation: 'video.generate',
		items: [{}],
		faults: [{ route: 'create', fault: { kind: 'reset-after' } }],
		rerunsAfterMs: [1000],
	},
	'a stop': { operation: 'video.generate', items: [{}, {}, {}], concurrency: 2, durationMs: 9000, stopAtMs: 14_000 },
};

it.each(Object.entries(CASES))('%s', async (_, test) => {
	const played = await play(test);
	const fake = played.runs.map(({ items, error }) => outcome(items, error));
	const real = await playInEngine(played);
	expect(readable(played.core, fake)).toEqual(readable(real.core, real.outcomes));
	expect(journal(played.core)).toEqual(journal(real.core));
});

/** The same case in n8n's engine, against the emulator's HTTP server. */
async function playInEngine({ test, inputs, store }: Played) {
	const clock = new VirtualClock();
	const { concurrency = Infinity, durationMs, outcomes = [], faults = [], rerunsAfterMs = [] } = test;
	const emulator = await startEmulator({
		now: clock.now,
		apiKey: KEY,
		separateFilesHost: true,
		render: 'tiny',
		concurrency,
		durationMs,
		outcome: outcomeHook(outcomes),
		fault: faultHook(faults),
	});
	// What differs from item to item comes out of an expression, as in n8n.
	const texts = inputs.map((_, index) => parametersOf(test, index, []).promptText);
	const { resource, operation, ...parameters } = parametersOf(test, 0, []);
	const started = await startRunway({
		workflow: chain(
			{ name: 'Rows', type: ITEMS_TYPE },
			{
				name: 'Runway',
				type: RUNWAY_TYPE,
				parameters: { resource, operation, ...parameters, promptText: `={{ (${JSON.stringify(texts)})[$json.row] }}` } as never,
				...(test.onError && { onError: test.onError }),
			},
			{ name: 'End', type: 'n8n-nodes-base.noOp' },
		),
		sources: { Rows: inputs.map((item) => sourceItem(item, (id) => store.peek(id))) },
		credential: { apiKey: KEY, baseUrl: emulator.baseUrl },
		clock,
	});
	if (test.stopAtMs !== undefined) clock.at(test.stopAtMs, () => started.cancel());
	let run = await started.finished;
	const ended = [outcomeOf(run, test)];
	for (const pauseMs of rerunsAfterMs) {
		clock.pass(pauseMs);
		run = await run.retry();
		ended.push(outcomeOf(run, test));
	}
	await emulator.stop();
	return { core: emulator.core, outcomes: ended };
}

function sourceItem({ json, binary }: INodeExecutionData, read: (id: string) => Buffer): SourceItem {
	const file = binary?.data;
	return { json, ...(file && { binary: { data: { bytes: read(file.id!), fileName: 'a.png', mimeType: file.mimeType } } }) };
}

function outcomeOf(run: Run, { onError }: Case) {
	if (run.error) return outcome(undefined, run.error);
	return outcome([...run.items('Runway'), ...(onError === 'continueErrorOutput' ? run.errorItems('Runway') : [])], undefined);
}

/** Items, those with an error last, or the error. */
function outcome(items: readonly INodeExecutionData[] = [], error: unknown) {
	const { message, description, context } = (error ?? {}) as { message?: string; description?: string; context?: IDataObject };
	// n8n adds the input item's fields on the error output.
	const told = items.map(({ json, pairedItem }) => ({ json: { ...json, row: undefined } as IDataObject, pairedItem }));
	const [failures, files] = [told.filter(({ json }) => json.error), told.filter(({ json }) => !json.error)];
	return { items: [...files, ...failures], message, description, data: context?.data, itemIndex: context?.itemIndex };
}

/** With numbers in place of task ids, and without what differs by nature: the addresses of files. */
function readable(core: RunwayEmulator, told: unknown): unknown {
	let text = JSON.stringify(told);
	for (const { id, index } of core.tasks.all) text = text.replaceAll(id, `task ${index}`);
	return JSON.parse(text.replace(/"https?:[^"]*\/outputs\/[^"]*"/g, '"an address"')) as unknown;
}

function journal(core: RunwayEmulator): string[] {
	const start = core.log.entries[0]?.time;
	return core.log.entries.map(({ time, route, status, fault }) => `${time - start} ${route} ${status} ${fault}`);
}
