import { readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from './chaining/workflows';
import { statusesOf, tasksOf } from './harness/check';
import { stopAll } from './harness/closing';
import { END, expectComplete, expectNoneLeft, heldPrompts, parked, parkedNode, startTimedRunway, timed, type TimedRunway } from './harness/parking';
import { say } from './harness/say';
import { startQueue } from './harness/queue';
import { FILES_ON_DISK, type N8n } from './harness/server';
import { startSite, type Site } from './harness/site';
import { until } from './harness/until';
import { oldest } from './harness/versions';
import { byHand, onDuty, onRows, rows, START } from './harness/workflows';
import { chain } from '../engine/workflow';

// Tasks of more than a minute, and n8n looks only once a minute what it has to go on with: all side by side.
const MINUTES = 60_000;

let site: Site<TimedRunway>;
/** Another n8n, which is killed. */
let mortal: Site<TimedRunway>;

beforeAll(async () => {
	const start = async () => await startSite(await startTimedRunway(), { env: FILES_ON_DISK });
	[site, mortal] = await Promise.all([start(), start()]);
});

afterAll(stopAll);

/** Ids and prompts of executions. */
type Started = Array<[string, string[]]>;

/** Has four executions parked: a batch of ten, and half a minute later three more, which are then looked at later. */
async function startFour(where: Site): Promise<{ workflowId: string; started: Started }> {
	const { workflowId, start } = await onDuty(where, [parkedNode(where.credential), END]);
	const batch = heldPrompts(10);
	const started: Started = [[await start(batch), batch]];
	await pause(30_000);
	for (const prompts of [heldPrompts(1), [...heldPrompts(1), ...timed(12)], heldPrompts(1)]) started.push([await start(prompts), prompts]);
	await parked(where, workflowId, 12);
	return { workflowId, started };
}

/** Has the tasks of the three end, and the first four of the batch, and waits until n8n is through with the three. */
async function endThree({ emulator, api }: Site<TimedRunway>, [[, batch], ...three]: Started): Promise<void> {
	emulator.release([...batch.slice(0, 4), ...three.flatMap(([, prompts]) => prompts)]);
	for (const [id] of three) await api.waitFor(id);
}

/**
 * SIGKILL while n8n waits for the answer to such a request; Runway answers again afterwards.
 * @param ending prompts of tasks that end only now
 */
async function killDuring(route: 'poll' | 'output', runway: TimedRunway, servers: readonly N8n[], ending: readonly string[] = []): Promise<void> {
	runway.hold(route);
	runway.release(ending);
	await until('a look', () => runway.held() > 0);
	await Promise.all(servers.map(async (n8n) => await n8n.kill('SIGKILL')));
	runway.hold();
}

async function restart(servers: readonly N8n[]): Promise<void> {
	await Promise.all(servers.map(async (n8n) => await n8n.restart()));
}

/** Removes n8n's event log, from which it learns after a crash what it was doing. */
async function forgetEvents({ userFolder }: N8n): Promise<void> {
	const folder = path.join(userFolder, '.n8n');
	const logs = (await readdir(folder)).filter((file) => file.startsWith('n8nEventLog'));
	expect(logs).not.toEqual([]);
	await Promise.all(logs.map(async (file) => await rm(path.join(folder, file))));
}

/** All went well, and they are all that was paid for at this Runway. */
async function expectAllComplete(where: Site<TimedRunway>, workflowId: string, started: Started): Promise<void> {
	for (const [id, prompts] of started) await expectComplete(where, id, prompts);
	await expectNoneLeft(where, workflowId);
	const { log } = where.emulator.core;
	expect([log.creates().length, log.deletes()]).toEqual([started.flatMap(([, prompts]) => prompts).length, []]);
}

describe('parked', () => {
	it.concurrent('n8n 1.123 stays in memory, and says so', async () => {
		const old = await startSite(await startTimedRunway(), { version: oldest, env: FILES_ON_DISK });
		const prompts = timed(70);
		const flow = await onDuty(old, [parkedNode(old.credential), END]);
		const id = await flow.start(prompts);
		await expectComplete(old, id, prompts);
		expect(await old.api.executions(flow.workflowId)).toHaveLength(1);
		const { hints } = (await old.api.execution(id)).data.resultData.runData.Generate[0];
		expect(hints).toEqual([
			{ message: 'While Waiting: this version of n8n cannot park a node that has tasks running, so it waits in memory.', location: 'outputPane' },
		]);
		say('n8n 1.123: While Waiting stays in memory, and a hint says so.');
	}, 10 * MINUTES);

	it.concurrent('n8n is killed: twice during a look at ten tasks, and while three more executions are parked', async () => {
		const { n8n, emulator } = mortal;
		const { workflowId, started } = await startFour(mortal);
		await killDuring('poll', emulator, [n8n]);
		await n8n.restart();
		await endThree(mortal, started);
		await killDuring('output', emulator, [n8n], started[0][1]);
		// Without it n8n does not even know which node was running.
		await forgetEvents(n8n);
		await n8n.restart();
		await expectAllComplete(mortal, workflowId, started);
		say('Parked: SIGKILL during two looks; 4 executions ended by themselves: 14 files in order, 14 creates, 0 deletes.');
	}, 25 * MINUTES);

	it.concurrent('queue mode: all are killed between looks, workers during a look at ten tasks, all during another', async () => {
		const { site: queue, workers } = await startQueue(await startTimedRunway());
		const { n8n, emulator, api } = queue;
		const { workflowId, started } = await startFour(queue);
		await Promise.all([n8n, ...workers].map(async (one) => await one.kill('SIGKILL')));
		// It may take longer than the pause between looks.
		emulator.hold('poll');
		await restart([n8n, ...workers]);
		await killDuring('poll', emulator, workers);
		// As in containers, which keep nothing: here main has to notice it.
		await Promise.all(workers.map(forgetEvents));
		await restart(workers);
		await endThree(queue, started);
		await killDuring('output', emulator, [n8n, ...workers], started[0][1]);
		await restart([n8n, ...workers]);
		await expectAllComplete(queue, workflowId, started);
		for (const { binary } of (await api.execution(started[0][0])).items('End')) expect(binary!.data.id).toMatch(/^database:/);
		say('Parked, queue mode: SIGKILL of both workers, and of them and main, between looks and during two; 4 executions ended by themselves: 14 files, 14 creates.');
	}, 25 * MINUTES);

	it.concurrent('two nodes, one behind the other', async () => {
		const [prompt] = timed(65);
		const again = parkedNode(site.credential, { promptText: "={{ $('Rows').item.json.prompt.replace('waves', 'again') }}" });
		const flow = await onDuty(site, [parkedNode(site.credential), { ...again, name: 'Again' }, END]);
		const id = await flow.start([prompt]);
		await site.api.waitFor(id, (execution) => execution.runs('Again') > 0 || execution.status === 'error');
		const execution = await site.api.waitFor(id);
		expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
		const ids = tasksOf(site.emulator, [prompt, prompt.replace('waves', 'again')]).map((task) => task.id);
		expect([execution.items('Generate')[0].json.taskId, execution.items('End')[0].json.taskId]).toEqual(ids);
		await expectNoneLeft(site, flow.workflowId);
		say('Parked: two nodes in one workflow, one after the other.');
	}, 10 * MINUTES);

	it.concurrent('in each round of Loop Over Items', async () => {
		const prompts = timed(65, 66);
		const looped = chain(...rows(), { name: 'Loop', type: 'n8n-nodes-base.splitInBatches', typeVersion: 3 });
		const nodes = [...looped.nodes, ...chain(parkedNode(site.credential), END).nodes];
		const workflow = [
			{ from: 'Loop', to: 'End', output: 0 },
			{ from: 'Loop', to: 'Generate', output: 1 },
			{ from: 'Generate', to: 'Loop', output: 0 },
		].reduce((grown, { from, to, output }) => connect(grown, from, to, { output }), { ...looped, nodes });
		const flow = await onRows(site, { ...workflow, settings: { executionOrder: 'v1' } });
		const id = await flow.start(prompts);
		await site.api.waitFor(id, (execution) => execution.runs('Loop') > 1 || execution.status === 'error');
		await expectComplete(site, id, prompts);
		await expectNoneLeft(site, flow.workflowId);
		say('Parked: once in each of two rounds of Loop Over Items.');
	}, 10 * MINUTES);

	it.concurrent('a failed task among good ones, as On Error says', async () => {
		const settings = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
		const ended = await Promise.all(
			settings.map(async (onError) => {
				const prompts = timed(70, '75 s SAFETY.INPUT.TEXT', 12);
				const flow = await onDuty(site, [parkedNode(site.credential, {}, { onError }), END]);
				const execution = await site.api.waitFor(await flow.start(prompts));
				await expectNoneLeft(site, flow.workflowId);
				const tasks = tasksOf(site.emulator, prompts).map((task) => task.id);
				return { execution, tasks };
			}),
		);
		const said = (id: string) => expect.stringContaining(`Item 2 of 3: Runway task ${id} failed`) as string;
		const [stopped, regular, split] = ended;
		expect([stopped.execution.status, stopped.execution.error?.message]).toEqual(['error', said(stopped.tasks[1])]);
		for (const id of [stopped.tasks[0], stopped.tasks[2]]) expect(stopped.execution.error?.description).toContain(id);
		expect(stopped.execution.runs('End')).toBe(0);
		expect(regular.execution.status).toBe('success');
		const [good, bad, early] = regular.execution.items('End').map(({ json }) => json);
		expect([good.taskId, bad.taskId, early.taskId]).toEqual(regular.tasks);
		expect(bad.error).toMatchObject({ message: said(regular.tasks[1]) });
		expect(split.execution.status).toBe('success');
		expect(split.execution.items('End').map(({ json }) => json.taskId)).toEqual([split.tasks[0], split.tasks[2]]);
		expect(split.execution.items('Generate', 1).map(({ json }) => json.error)).toMatchObject([{ message: said(split.tasks[1]) }]);
		say('Parked: a failed task among three under each setting of On Error: the same words, order and outputs as in memory.');
	}, 10 * MINUTES);

	it.concurrent('the wait limit holds, as On Limit says', async () => {
		const [failing, going] = await Promise.all(
			['error', 'continue'].map(async (onLimit) => {
				const prompts = timed(900);
				const flow = await onDuty(site, [parkedNode(site.credential, { options: { waitLimit: 1.5, onLimit } }), END]);
				const execution = await site.api.waitFor(await flow.start(prompts));
				await expectNoneLeft(site, flow.workflowId);
				return { execution, prompts };
			}),
		);
		expect(failing.execution.status).toBe('error');
		expect(failing.execution.error?.message).toMatch(/is not finished after .* of work; its status is RUNNING/);
		expect(going.execution.status).toBe('success');
		expect(going.execution.items('End')[0].json).toMatchObject({ status: 'RUNNING', row: going.prompts[0] });
		expect(statusesOf(site.emulator, [...failing.prompts, ...going.prompts])).toEqual(['RUNNING', 'RUNNING']);
		say('Parked: the wait limit was noticed at the first look, with both settings of On Limit.');
	}, 10 * MINUTES);

	it.concurrent('a workflow that saves neither executions nor progress, and one that is run by hand', async () => {
		const none = { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none', saveExecutionProgress: false } as const;
		const prompts = timed(70, 75);
		const flow = await onDuty(site, [parkedNode(site.credential), END], { ...none, saveManualExecutions: false });
		await flow.post(prompts);
		const manual = timed(70, 75);
		const { id: workflowId } = await site.api.createWorkflow(byHand(manual, [parkedNode(site.credential)]));
		const execution = await site.api.waitFor(await site.api.run(workflowId, START));
		expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
		expect(execution.items('Generate').map(({ json }) => json.taskId)).toEqual(tasksOf(site.emulator, manual).map((task) => task.id));
		await expectNoneLeft(site, workflowId);
		await expectNoneLeft(site, flow.workflowId);
		expect(await site.api.executions(flow.workflowId)).not.toContainEqual(expect.objectContaining({ mode: 'webhook' }));
		for (const { id } of tasksOf(site.emulator, prompts)) {
			expect(site.emulator.core.log.entries.filter(({ route, path, status }) => route === 'output' && path.includes(id) && status === 200)).toHaveLength(1);
		}
		say('Parked: a workflow that saves nothing, and one that was run by hand: to their end, nothing left waiting.');
	}, 10 * MINUTES);

	it.concurrent('Stop ends the execution; its tasks go on at Runway', async () => {
		const prompts = timed(900, 12);
		const flow = await onDuty(site, [parkedNode(site.credential), END]);
		const id = await flow.start(prompts);
		await parked(site, flow.workflowId);
		await site.api.stop(id);
		const execution = await site.api.waitFor(id);
		expect([execution.status, execution.runs('End')]).toEqual(['canceled', 0]);
		expect(statusesOf(site.emulator, prompts)).toEqual(['RUNNING', 'SUCCEEDED']);
		for (const { id: other } of await site.api.executions(flow.workflowId)) {
			if (other !== id) await site.api.stop(other);
		}
		await expectNoneLeft(site, flow.workflowId);
		say('Parked: Stop ended the execution; the task went on at Runway.');
	}, 10 * MINUTES);
});
