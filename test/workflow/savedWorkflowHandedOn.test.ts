import { closeBenches, type Bench, type BenchRun } from './bench';
import { CLIP, OLDER, schemaOf, setUp, SOUND, VERSION, workflow } from './savedWorkflow';

afterEach(closeBenches);

const one = [{ json: {} }];

const task = (operation: string, more = {}) => ({ resource: 'task', operation, taskId: '={{ $json.taskId }}', ...more });

const requests = ({ core }: Bench) => core.log.entries.filter(({ host }) => host === 'api').map(({ method, path }) => `${method} ${path.replace(/[^/]*$/, '')}`);

describe('a run that is handed on', () => {
	const handedOn = async (bench: Bench) => (await bench.run({ items: one, parameters: workflow({ waitForCompletion: false }) })).items('Runway')[0].json;

	it('is waited for, as one that the item tells of, or by its bare ID', async () => {
		const bench = await setUp({ nodes: { [CLIP]: 1, [SOUND]: 1 } });
		const json = await handedOn(bench);
		expect(json).toMatchObject({ status: 'PENDING', workflowId: VERSION });
		bench.clock.pass(60_000);
		const known = await bench.run({ items: [{ json }], parameters: task('wait') });
		expect(known.items('Runway').map((item) => [item.json.nodeId, item.json.workflowId])).toEqual([CLIP, SOUND].map((id) => [id, VERSION]));
		const before = bench.core.log.entries.length;
		const bare = await bench.run({ items: [{ json: { taskId: json.taskId } }], parameters: task('wait') });
		expect(bare.items('Runway').map(({ binary }) => binary?.data.mimeType)).toEqual(['video/mp4', 'video/mp4']);
		expect(requests(bench).slice(0, 2)).toEqual(['POST /v1/workflows/', 'GET /v1/workflow_invocations/']);
		const looks = bench.core.log.entries.slice(before).filter(({ route }) => route === 'poll');
		expect(looks.map(({ path, status }) => [path.split('/')[2], status])).toEqual([['tasks', 404], ['workflow_invocations', 200]]);
	});

	it('is waited for in the database, too, and goes on when the execution is stopped before', async () => {
		const wait = (bare: object, more: Partial<BenchRun>) => ({ items: [{ json: bare }] as BenchRun['items'], parameters: task('wait'), ...more });
		const bench = await setUp({ durationMs: 150_000 });
		const { taskId } = await handedOn(bench);
		const started = await bench.start(wait({ taskId }, {}));
		bench.clock.at(bench.clock.elapsed() + 8000, () => started.cancel());
		const { error } = await started.finished;
		expect(error?.description).toMatch(new RegExp(`^Still running at Runway: ${String(taskId)}\\. Runway has no way to cancel`));
		let pauses = 0;
		const parked = await bench.run(wait({ taskId }, { parameters: task('wait', { options: { whileWaiting: 'park' } }), parked: () => void (pauses += 1) }));
		expect(parked.items('Runway')[0]).toMatchObject({ json: { taskId, nodeId: expect.any(String) as string }, binary: { data: { mimeType: 'video/mp4' } } });
		expect(pauses).toBeGreaterThan(0);
		expect(bench.core.log.deletes()).toHaveLength(0);
		// Each of the two had to find out once where it is.
		const [inVain, found] = [404, 200].map((status) => bench.core.log.polls().filter((entry) => entry.status === status));
		expect([inVain.length, found.length > 5]).toEqual([2, true]);
	});

	it('is looked at once', async () => {
		const bench = await setUp({ nodes: { [SOUND]: 1, [CLIP]: 2 } });
		const { taskId } = await handedOn(bench);
		bench.clock.pass(60_000);
		const [{ json }] = (await bench.run({ items: [{ json: { taskId } }], parameters: task('get') })).items('Runway');
		expect(json).toMatchObject({ status: 'SUCCEEDED', outputNodeIds: [CLIP, CLIP, SOUND] });
		expect(json.outputUrls).toHaveLength(3);
		expect(Object.keys(schemaOf('task', 'get'))).toEqual(expect.arrayContaining(Object.keys(json)));
	});

	it('cannot be cancelled, which is said; nor can a finished one be deleted', async () => {
		const bench = await setUp();
		const { taskId } = await handedOn(bench);
		const cancel = async (more = {}) => await bench.run({ items: [{ json: { taskId } }], parameters: task('cancel', more) });
		const going = await cancel();
		expect(going.error?.message).toBe(`Runway task ${String(taskId)} could not be cancelled`);
		expect(going.error?.description).toContain('Runway has no way to cancel or delete the run of a saved workflow');
		bench.clock.pass(60_000);
		expect((await cancel()).items('Runway')[0].json).toMatchObject({ status: 'SUCCEEDED', cancelled: false, deleted: false });
		expect((await cancel({ options: { deleteFinished: true } })).error?.message).toContain('could not be cancelled');
		expect(bench.core.log.deletes()).toHaveLength(0);
	});

	it('is not found when neither list has it', async () => {
		const bench = await setUp();
		const items = [{ json: { taskId: OLDER } }];
		expect((await bench.run({ items, parameters: task('wait') })).error?.message).toContain('does not exist (any more)');
		expect((await bench.run({ items, parameters: task('cancel') })).items('Runway')[0].json.status).toBe('NOT_FOUND');
	});
});
