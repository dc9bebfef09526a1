import { loadOutputSchema } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { join } from 'node:path';
import { startEmulator, type RunningEmulator } from '../emulator/server';
import { ITEMS_TYPE, type SourceItem } from './nodes';
import { runRunway } from './runway';
import { RUNWAY_TYPE } from './sketches';
import { VirtualClock } from './virtualClock';
import { chain } from './workflow';

/** What n8n shows of a node that has not run yet has to be what the node then gives. */

const nodeDir = join(__dirname, '../../nodes/Runway');
const clock = new VirtualClock();
const refusal = { failure: 'Not allowed', failureCode: 'SAFETY.INPUT.TEXT' };
let emulator: RunningEmulator;

beforeAll(async () => {
	emulator = await startEmulator({
		now: clock.now,
		render: 'tiny',
		outcome: (_request, index) => (index === 0 ? { fail: refusal } : {}),
	});
});

afterAll(async () => await emulator.stop());

async function run(parameters: INodeParameters, row: SourceItem = {}) {
	const workflow = chain(
		{ name: 'Rows', type: ITEMS_TYPE },
		{ name: 'Runway', type: RUNWAY_TYPE, parameters },
	);
	const { baseUrl, apiKey } = emulator;
	const credential = { apiKey, baseUrl };
	const ended = await runRunway({ workflow, clock, credential, sources: { Rows: [row] } });
	if (ended.error) throw ended.error;
	return ended.items('Runway')[0].json;
}

function expectToFit(resource: string, operation: string, json: IDataObject) {
	const schema = loadOutputSchema({ nodeDir, version: 1, resource, operation });
	const known = schema!.properties as Record<string, { type: string }>;
	const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);
	const fits = Object.entries(json).map(([key, value]) => {
		const type = known[key]?.type.replace('integer', 'number');
		return [key, type === typeOf(value) ? 'fits' : `schema: ${type}, item: ${typeOf(value)}`];
	});
	expect(Object.fromEntries(fits)).toEqual(Object.fromEntries(fits.map(([key]) => [key, 'fits'])));
}

const generate = { resource: 'video', operation: 'generate', promptText: 'A heron takes off' };

it('fits the items of every operation', async () => {
	const refused = await run({ ...generate, waitForCompletion: false });
	expectToFit('video', 'generate', refused);
	clock.pass(60_000);
	const { taskId } = refused;
	const look = await run({ resource: 'task', operation: 'get', taskId: taskId as string });
	expect(look).toMatchObject({ status: 'FAILED', failureCode: 'SAFETY.INPUT.TEXT' });
	expectToFit('task', 'get', look);

	const generated = await run({ ...generate, modelOptions: { seed: 7 } });
	expect(generated).toMatchObject({ status: 'SUCCEEDED', seed: 7, mimeType: 'video/mp4' });
	expectToFit('video', 'generate', generated);
	const done = { resource: 'task', taskId: generated.taskId as string };
	expectToFit('task', 'get', await run({ ...done, operation: 'get' }, { json: generated }));
	expectToFit('task', 'wait', await run({ ...done, operation: 'wait' }, { json: generated }));
	expectToFit('task', 'cancel', await run({ ...done, operation: 'cancel' }));

	const animate = { resource: 'video', operation: 'animate', promptText: 'It turns its head' };
	const url = { imageSource: 'url', imageUrl: 'https://pictures.example/heron.png' };
	expectToFit('video', 'animate', await run({ ...animate, ...url }));
});
