import { fetchOutputs } from '../../nodes/Runway/batch/fetch';
import type { WaitSettings } from '../../nodes/Runway/batch/types';
import type { RunwayTask } from '../../nodes/Runway/transport/types';
import type { Answer } from '../transport/files';
import { answer, lost, seen, type Step } from '../transport/scripted';
import { createScene, fileOf, flight } from './building';

const finished = (output: string[], more: Partial<RunwayTask> = {}) => ({ id: 't', status: 'SUCCEEDED', output, ...more });
const one = finished(['https://f.example/old']);
const status = (statusCode: number, headers = {}): Answer => ({ statusCode, headers });

interface Scene {
	readonly looks?: readonly Step[];
	readonly task?: ReturnType<typeof finished>;
	readonly settings?: Partial<WaitSettings>;
	readonly stopAt?: number;
	/** Answers of n8n's store, in turn: true, and it cannot store the file. */
	readonly full?: readonly boolean[];
}

async function fetch(files: readonly Answer[], { looks = [], task = one, settings, stopAt, full = [] }: Scene = {}) {
	const scene = createScene({ files, runway: { 'GET t': looks } });
	const { run, clock, stop } = scene;
	const at: number[] = [];
	const { httpRequest, prepareBinaryData } = run.host.helpers;
	const left = [...full];
	Object.assign(run.host.helpers, {
		httpRequest: async (...args: never) => (at.push(clock.elapsed()), await (httpRequest as (...all: never) => Promise<never>)(...args)),
		prepareBinaryData: async (...args: never) => {
			if (left.shift()) throw new Error('ENOSPC: no space left');
			return await (prepareBinaryData as (...all: never) => Promise<never>)(...args);
		},
	});
	if (stopAt !== undefined) clock.at(stopAt, () => stop.abort());
	const made = flight(run, 't', settings);
	const result = await fetchOutputs(run, made, task);
	run.timer.stop();
	return { ...scene, result, at, urls: scene.sent.map(({ options }) => options.url) };
}

const json = ({ result }: Awaited<ReturnType<typeof fetch>>) => ('items' in result ? result.items.map((item) => item.json) : []);
const failure = (reason: string) => ({
	failure: {
		message: `The file of Runway task t could not be downloaded: ${reason}`,
		description: expect.stringMatching(/paid for.*24 to 48 hours.*Wait for Task/),
	},
});

it('makes an item of each file, in order, in the field and under the name that were chosen', async () => {
	const task = finished(['https://f.example/1', 'https://f.example/2'], { createdAt: '2025-12-31T23:59:47.650Z' });
	const { result } = await fetch([fileOf('one'), fileOf('three')], { task, settings: { fileName: 'clip', binaryPropertyOutput: 'video' } });
	expect(result).toMatchObject({
		items: [
			{
				json: { elapsedSeconds: 12.4, outputUrl: 'https://f.example/1', outputIndex: 0, outputCount: 2, fileName: 'clip-1.mp4', fileSize: 3 },
				binary: { video: { fileName: 'clip-1.mp4' } },
			},
			{ json: { outputUrl: 'https://f.example/2', outputIndex: 1, outputCount: 2, fileName: 'clip-2.mp4', fileSize: 5 } },
		],
	});
});

it.each([undefined, 'then', '2026-01-02T00:00:00Z'])('says 0 seconds for a task created %s', async (createdAt) => {
	expect(json(await fetch([fileOf('x')], { task: finished(one.output, { createdAt }) }))).toMatchObject([{ elapsedSeconds: 0 }]);
});

describe('trouble', () => {
	it('is tried again for as long as the task itself may take', async () => {
		const { result, at } = await fetch([503, 502, 500, 503].map((code) => status(code)), { settings: { waitLimitMs: 7000 } });
		expect(at).toEqual([0, 2000, 4000, 6000]);
		expect(result).toEqual(failure('the file server answered with status 503'));
	});

	it('ends exactly at the limit, not before', async () => {
		expect((await fetch([503, 503, 503].map((code) => status(code)), { settings: { waitLimitMs: 4000 } })).at).toEqual([0, 2000, 4000]);
	});

	it('ends after ten minutes where there is no limit', async () => {
		const { at } = await fetch(Array.from({ length: 40 }, () => status(503)), { settings: { waitLimitMs: 0 } });
		expect(at.slice(0, 8)).toEqual([0, 2000, 4000, 6000, 8000, 10_000, 12_500, 15_625]);
		expect(at.slice(-3)).toEqual([535_524, 565_524, 595_524]);
	});

	it('keeps the pause the file server asks for', async () => {
		expect((await fetch([status(503, { 'retry-after': '40' }), fileOf('x')])).at).toEqual([0, 40_000]);
	});

	it('of the connection counts from the first try, not from the place in the line', async () => {
		const scene = createScene({ files: [status(503), fileOf('x')], places: 1 });
		const busy = scene.run.limits.download(async () => await scene.clock.sleep(300_000));
		const result = await fetchOutputs(scene.run, flight(scene.run, 't', { waitLimitMs: 10_000 }), one);
		await busy;
		scene.run.timer.stop();
		expect(result).toMatchObject({ items: [{}] });
	});

	it('gives its place to others while it pauses', async () => {
		const scene = createScene({ files: [status(503), fileOf('one'), fileOf('two')], places: 1 });
		const [a, b] = [flight(scene.run, 't'), flight(scene.run, 'u', {}, 1)];
		const later: number[] = [];
		scene.clock.at(1000, () => void scene.run.limits.download(async () => void later.push(scene.clock.elapsed())));
		await Promise.all([fetchOutputs(scene.run, a, one), fetchOutputs(scene.run, b, finished(['https://f.example/other']))]);
		scene.run.timer.stop();
		expect(scene.sent.map(({ options }) => options.url.split('/').pop())).toEqual(['old', 'other', 'old']);
		expect(later).toEqual([1000]);
	});
});

describe('an address that has ended', () => {
	it('is replaced by a fresh one from the task, for this file and those after it', async () => {
		const task = finished(['https://f.example/1', 'https://f.example/2']);
		const { urls, names, at, result } = await fetch([status(403), fileOf('one'), fileOf('two')], {
			task,
			looks: [seen('t', 'SUCCEEDED', { output: ['https://f.example/new1', 'https://f.example/new2'], progress: 0.9 })],
		});
		expect(urls).toEqual(['https://f.example/1', 'https://f.example/new1', 'https://f.example/new2']);
		expect([at, names()]).toEqual([[0, 2000, 2000], ['2000 GET t']]);
		expect(result).toMatchObject({ items: [{ json: { outputUrl: 'https://f.example/new1' } }, {}] });
	});

	it('is asked for no sooner than 5 s after the last look, which is noted', async () => {
		const scene = createScene({
			files: [status(403), fileOf('x')],
			runway: { 'GET t': [lost(), answer(429, {}, { 'retry-after': '20' }), seen('t', 'SUCCEEDED', { output: ['https://f.example/new'] })] },
		});
		scene.run.ledger.noteLook('t', scene.clock.now() - 1000);
		await fetchOutputs(scene.run, flight(scene.run, 't'), one);
		scene.run.timer.stop();
		expect(scene.names()).toEqual(['4000 GET t', '9000 GET t', '29000 GET t']);
		expect(scene.sent).toHaveLength(2);
		expect(scene.run.ledger.lastLookAt('t')).toBe(scene.clock.now());
	});

	it('is looked for no longer than the limit, but up to it', async () => {
		const { result, names, clock } = await fetch([status(403)], { looks: [lost(), lost(), lost()], settings: { waitLimitMs: 12_000 } });
		expect(names()).toEqual(['2000 GET t', '7000 GET t', '12000 GET t']);
		expect([result, clock.elapsed()]).toEqual([failure('the file server answered with status 403'), 12_000]);
	});

	it('is no silence of the file server, however long a fresh one takes', async () => {
		const looks = [lost(), lost(), lost(), lost(), lost(), seen('t', 'SUCCEEDED', { output: ['https://f.example/new'] })];
		const { at } = await fetch([status(403), status(503), fileOf('x')], { looks });
		expect(at).toEqual([0, 27_000, 29_000]);
	});

	it('of a run of a saved workflow is asked for among the runs', async () => {
		const task = { ...one, place: 'workflow_invocations' as const };
		const { asked } = await fetch([status(403), fileOf('x')], { task, looks: [seen('t', 'SUCCEEDED', { output: ['https://f.example/new'] })] });
		expect(asked.map(({ path }) => path)).toEqual(['/v1/workflow_invocations/t']);
	});

	it('is kept when the task tells fewer files than before', async () => {
		const { urls } = await fetch([status(403), fileOf('x')], { looks: [seen('t', 'SUCCEEDED', { output: [] })] });
		expect(urls).toEqual(['https://f.example/old', 'https://f.example/old']);
		const { urls: again } = await fetch([status(403), fileOf('x')], { looks: [seen('t', 'SUCCEEDED')] });
		expect(again).toEqual(['https://f.example/old', 'https://f.example/old']);
	});

	it.each([answer(404), answer(401)])('is not to be had from a task that is gone or may not be read', async (look) => {
		const { result, at } = await fetch([status(403)], { looks: [look] });
		expect([result, at]).toEqual([failure('the file server answered with status 403'), [0]]);
	});
});

describe("n8n's store", () => {
	it('is tried three times', async () => {
		const files = [1, 2, 3].map(() => fileOf('x'));
		expect(json(await fetch(files, { full: [true, true, false] }))).toHaveLength(1);
		const { result, at } = await fetch(files, { full: [true, true, true] });
		expect([result, at]).toEqual([failure('n8n could not store the file'), [0, 2000, 4000]]);
	});

	it('is not filled twice by what is too large for anybody', async () => {
		const piece = Buffer.alloc(200_000_000);
		const endless: Answer = { statusCode: 200, headers: { 'content-type': 'video/mp4' }, body: Array.from({ length: 51 }, () => piece), bare: true };
		const { result, at } = await fetch([endless]);
		expect([result, at]).toEqual([failure('it is larger than 10 GB'), [0]]);
	});
});

describe('a stop', () => {
	it('ends the pause between two tries, and nothing more is asked for', async () => {
		const { result, at, clock } = await fetch([status(503), status(503)], { stopAt: 3000 });
		expect([result, at, clock.elapsed()]).toEqual([{ stopped: true }, [0, 2000], 3000]);
	});

	it('while a file arrives is a stop and no failure', async () => {
		const scene = createScene({ files: [fileOf('x')] });
		const { prepareBinaryData } = scene.run.host.helpers;
		scene.run.host.helpers.prepareBinaryData = async (...args) => (scene.stop.abort(), await prepareBinaryData(...args));
		expect(await fetchOutputs(scene.run, flight(scene.run, 't'), one)).toEqual({ stopped: true });
	});

	it('ends the pause before a look for a fresh address', async () => {
		const scene = createScene({ files: [status(403)] });
		scene.run.ledger.noteLook('t', scene.clock.now());
		scene.clock.at(3000, () => scene.stop.abort());
		expect(await fetchOutputs(scene.run, flight(scene.run, 't'), one)).toEqual({ stopped: true });
		expect(scene.asked).toEqual([]);
	});
});
