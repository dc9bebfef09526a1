import { createCanvas } from '@napi-rs/canvas';
import { dataUri } from '../emulator/talk';
import { closeBenches } from './bench';
import { CLIP, OLDER, schemaOf, setUp, SOUND, UPSCALE, VERSION, workflow } from './savedWorkflow';

afterEach(closeBenches);

const one = [{ json: {} }];

describe('Run Saved Workflow', () => {
	it('gives the files of all nodes, each with the node that it came from, always in the same order', async () => {
		const bench = await setUp({ nodes: { [SOUND]: 1, [CLIP]: 2 } }, { separateFilesHost: true });
		const result = await bench.run({ items: one, parameters: workflow() });
		expect(result.error).toBeUndefined();
		const items = result.items('Runway');
		const [{ id: taskId }] = bench.core.tasks.all;
		expect(items.map(({ json }) => [json.nodeId, json.outputIndex, json.outputCount, json.fileName])).toEqual([
			[CLIP, 0, 3, `runway-${taskId}-1.mp4`],
			[CLIP, 1, 3, `runway-${taskId}-2.mp4`],
			[SOUND, 2, 3, `runway-${taskId}-3.mp4`],
		]);
		expect(items[0].json).toMatchObject({ taskId, status: 'SUCCEEDED', workflowId: VERSION });
		expect(Object.keys(schemaOf('savedWorkflow', 'run'))).toEqual(expect.arrayContaining(Object.keys(items[0].json)));
		// The emulator hands files out in the order of its nodes: the sound first.
		const served = await Promise.all([1, 2, 0].map(async (index) => await bench.core.outputBytes(taskId, index)));
		const stored = await Promise.all(items.map(async ({ binary }) => await result.readBinary(binary!.data)));
		expect(stored.map((bytes, index) => bytes.equals(served[index]))).toEqual([true, true, true]);
		expect(bench.core.log.creates().map(({ path, body }) => [path, body])).toEqual([[`/v1/workflows/${VERSION}`, undefined]]);
		expect(bench.core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
		expect(bench.core.log.leaks(bench.core.apiKey)).toEqual([]);
	});

	it('sends values and files for its nodes, large data URIs as uploads', async () => {
		const bench = await setUp();
		const picture = Buffer.concat([createCanvas(640, 360).toBuffer('image/png'), Buffer.alloc(5_000_000)]);
		const values = { prompt: { type: 'primitive', value: 'A fox' }, seconds: { type: 'primitive', value: 5 }, loop: { type: 'primitive', value: false } };
		const files = (image: string, video: string) => ({ image: { type: 'image', uri: image }, video: { type: 'video', uri: video } });
		const nodeOutputs = { [CLIP]: values, [UPSCALE]: files(dataUri('image/png', picture), 'HTTPS://example.com/a.mp4') };
		const rows = [nodeOutputs, JSON.stringify(nodeOutputs)].map((inputs) => ({ json: { inputs } }));
		const result = await bench.run({ items: rows, parameters: workflow({ nodeOutputs: '={{ $json.inputs }}' }) });
		expect(result.error).toBeUndefined();
		const [{ runwayUri }, ...others] = bench.core.uploads.all;
		expect(others).toEqual([]);
		const sent = { [CLIP]: values, [UPSCALE]: files(runwayUri, 'https://example.com/a.mp4') };
		expect(bench.core.log.creates().map(({ body }) => body)).toEqual([{ nodeOutputs: sent }, { nodeOutputs: sent }]);
	});

	it('tells which nodes failed, and gives the files of the others', async () => {
		const nodes = {
			[SOUND]: { message: 'No text', nodeName: 'Voice' },
			[CLIP]: 1,
			[UPSCALE]: { message: 'x', failureCode: 'SAFETY.OUTPUT.VIDEO' },
		};
		const bench = await setUp({ nodes });
		const result = await bench.run({ items: one, parameters: workflow() });
		const [{ json }, ...others] = result.items('Runway');
		expect([others, json.nodeId]).toEqual([[], CLIP]);
		expect(json.nodeErrors).toEqual([
			{ nodeId: UPSCALE, message: 'x', failureCode: 'SAFETY.OUTPUT.VIDEO' },
			{ nodeId: SOUND, message: 'No text', nodeName: 'Voice' },
		]);
		const words = `${UPSCALE}: the finished file was held back by content moderation (SAFETY.OUTPUT.VIDEO); "Voice": No text.`;
		const message = `Item 1: Nodes of the saved workflow that failed: ${words} The files of the others are here.`;
		expect(result.runData.Runway[0].hints).toEqual([{ message, location: 'outputPane' }]);
	});

	it('fails when no node gave a file, and is not run again by a retry', async () => {
		const bench = await setUp({ nodes: { [CLIP]: { message: 'No prompt', nodeName: 'Clip' } } });
		const failed = await bench.run({ items: one, parameters: workflow(), node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
		expect(failed.error?.message).toMatch(/succeeded but has no output file$/);
		expect(failed.error?.description).toContain('"Clip": No prompt.');
		expect(bench.core.log.creates()).toHaveLength(1);
	});

	it.each([
		['INTERNAL.BAD', 2],
		['SAFETY.INPUT.TEXT', 1],
	])('is never run again by itself when it failed (%s), only by a retry, and %i times altogether then', async (failureCode, count) => {
		const fail = { failure: 'x', failureCode };
		const bench = await setUp({ fail, nodes: { [CLIP]: { message: 'x', nodeName: 'Clip', failureCode } } });
		const parameters = workflow({ options: { retries: 3 } });
		const failed = await bench.run({ items: one, parameters });
		expect(failed.error?.message).toContain('failed:');
		expect(failed.error?.description).toContain('Nodes of the saved workflow that failed: "Clip": ');
		expect(bench.core.log.creates()).toHaveLength(1);
		await failed.retry();
		expect(bench.core.log.creates()).toHaveLength(count);
	});

	it('runs for all items at once, and is not started again by Retry On Fail or Retry execution', async () => {
		const bench = await setUp({}, { outcome: (_, index) => ({ durationMs: index === 1 ? 90_000 : 5000 }) });
		const parameters = workflow({ options: { waitLimit: 0.5 } });
		const failed = await bench.run({ items: [...one, ...one, ...one], parameters, node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } });
		expect(failed.error?.message).toMatch(/^Item 2 of 3: Runway task .* is not finished after/);
		bench.clock.pass(60_000);
		const retried = await failed.retry();
		expect(retried.items('Runway').map(({ json }) => json.taskId)).toEqual(bench.core.tasks.all.map(({ id }) => id));
		expect(bench.core.log.creates()).toHaveLength(3);
		expect(bench.core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
	});

	it('goes on at Runway when the execution is stopped, and says so', async () => {
		const bench = await setUp({ durationMs: 60_000 });
		const stopAt = bench.clock.now() + 8000;
		const started = await bench.start({ items: one, parameters: workflow() });
		bench.clock.at(8000, () => started.cancel());
		const { status, error } = await started.finished;
		const [{ id }] = bench.core.tasks.all;
		expect(status).toBe('canceled');
		expect(error?.description).toBe(
			`Still running at Runway: ${id}. Runway has no way to cancel or delete the run of a saved workflow: it goes on, and costs what it costs.`,
		);
		// Not even looked at: nothing could be done.
		expect(bench.core.log.entries.filter(({ time }) => time >= stopAt)).toEqual([]);
	});

	it('is looked at again for a fresh address when one has expired', async () => {
		const bench = await setUp({ nodes: { [SOUND]: 1, [CLIP]: 1 } }, { fault: ({ route }, n) => (route === 'output' && n === 1 ? { kind: 'status', status: 403 } : undefined) });
		const result = await bench.run({ items: one, parameters: workflow() });
		expect(result.items('Runway').map(({ json }) => json.nodeId)).toEqual([CLIP, SOUND]);
		expect(bench.core.log.polls().every(({ path, status }) => path.startsWith('/v1/workflow_invocations/') && status === 200)).toBe(true);
	});

	it.each<[string, object, string]>([
		['no workflow', { workflowId: { __rl: true, mode: 'id', value: '={{ $json.nothing }}' } }, 'Saved Workflow: Empty'],
		['JSON that is none', { nodeOutputs: '{ "a": ' }, 'Node Outputs: This is not valid JSON'],
		['an http address', { nodeOutputs: { a: { b: { type: 'image', uri: 'http://a.example/b.png' } } } }, 'Node Outputs: a: b: Runway only fetches files over https'],
	])('starts nothing with %s', async (_, more, message) => {
		const bench = await setUp();
		const result = await bench.run({ items: one, parameters: workflow(more) });
		expect(result.error?.message).toContain(message);
		expect(bench.core.log.entries).toHaveLength(0);
	});

	it('says when there is no such workflow', async () => {
		const bench = await setUp();
		const result = await bench.run({ items: one, parameters: workflow({ workflowId: { __rl: true, mode: 'id', value: OLDER.replace(/2/g, '3') } }) });
		expect(result.error?.message).toContain('Could not find Workflow');
	});

	it('looks at the account first where that is wished', async () => {
		const bench = await setUp({}, { credits: 0 });
		const result = await bench.run({ items: one, parameters: workflow({ options: { checkAccount: true } }) });
		expect(result.error?.message).toContain('no credits left');
		expect(bench.core.log.creates()).toHaveLength(0);
	});
});

describe('Get Many Saved Workflows', () => {
	it('gives one item for each, with the newest version to be run and all others', async () => {
		const bench = await setUp();
		bench.core.things.add('workflows', { name: 'Empty', versions: [] });
		const list = async (more: object) =>
			(await bench.run({ items: one, parameters: { resource: 'savedWorkflow', operation: 'getMany', ...more } })).items('Runway').map(({ json }) => json);
		const all = await list({ returnAll: true });
		expect(all[0]).toEqual({
			workflowId: VERSION,
			name: 'Teaser',
			version: 2,
			createdAt: '2026-01-02T00:00:00.000Z',
			versions: [
				{ workflowId: VERSION, version: 2, createdAt: '2026-01-02T00:00:00.000Z' },
				{ workflowId: OLDER, version: 1, createdAt: '2026-01-01T00:00:00.000Z' },
			],
		});
		expect(all).toHaveLength(2);
		expect(await list({ limit: 1 })).toHaveLength(1);
		expect(bench.core.log.of('call').map(({ path }) => path)).toEqual(['/v1/workflows', '/v1/workflows']);
	});
});
