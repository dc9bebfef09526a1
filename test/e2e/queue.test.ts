import { filesOf, lookedAt, noneRunning, statusesOf, tasksOf } from './harness/check';
import { isOver } from './harness/client';
import { generate, startHeldRunway, waitForTask, type HeldRunway } from './harness/runway';
import { startQueue } from './harness/queue';
import { say } from './harness/say';
import type { N8n } from './harness/server';
import { inEveryVersion, type Site } from './harness/site';
import { unique } from './harness/unique';
import { until } from './harness/until';
import { newest, oldest } from './harness/versions';
import { byHand, onDuty, START } from './harness/workflows';

interface Queue extends Site<HeldRunway> {
	readonly workers: readonly N8n[];
}

const inAll = inEveryVersion<Queue>(async (version) => {
	const { site, workers } = await startQueue(await startHeldRunway(), version);
	return { ...site, workers };
});

/** Where n8n keeps files. */
const FILES = { [newest.n8n]: /^database:/, [oldest.n8n]: /^in the item$/ };

/** Which worker has taken an execution. */
async function workerOf({ workers }: Queue, executionId: string): Promise<N8n> {
	return await until(`a worker to take execution ${executionId}`, async () => {
		const logs = await Promise.all(workers.map(async (worker) => await worker.log()));
		return workers.find((_, index) => logs[index].includes(`Worker started execution ${executionId} `));
	});
}

it('does 40 executions of 3 items on two workers', inAll(async (queue) => {
	const { api, emulator, credential, workers, version } = queue;
	const flow = await onDuty(queue, [generate(credential)]);
	const batches = Array.from({ length: 40 }, () => ['a', 'b', 'c'].map(unique));
	emulator.release(batches.flat());
	await Promise.all(batches.map(async (prompts) => await flow.post(prompts)));
	const all = await until('the end of 40 executions', async () => {
		const executions = await api.executions(flow.workflowId);
		return executions.length === 40 && executions.every(isOver) && executions;
	});
	const results: string[][] = [];
	let files = 0;
	for (const { id } of all) {
		const execution = await api.waitFor(id);
		expect(execution.status).toBe('success');
		results.push(execution.items('Generate').map(({ json }) => String(json.promptText)));
		for (const { binary } of execution.items('Generate')) expect(binary!.data.id ?? 'in the item').toMatch(FILES[version]);
		files += (await filesOf(emulator, api, execution, 'Generate')).length;
	}
	expect(results.sort()).toEqual(batches.sort());
	expect(files).toBe(120);
	expect(tasksOf(emulator, batches.flat())).toHaveLength(120);
	const takers = await Promise.all(all.map(async ({ id }) => await workerOf(queue, id)));
	const shares = workers.map((worker) => takers.filter((taker) => taker === worker).length);
	expect(shares.reduce((sum, share) => sum + share)).toBe(40);
	// Neither is idle; how evenly n8n's queue deals them out is its own affair.
	expect(Math.min(...shares)).toBeGreaterThan(5);
	say(
		`Part 5, n8n ${version}: queue mode on PostgreSQL and Redis: 40 executions, ${shares.join(' and ')} on the two workers; ` +
			`120 tasks, ${files} files, equal to Runway's.`,
	);
}));

it.each(['on duty', 'run by hand'])('Stop reaches the worker that waits: %s', async (how) => await inAll(async (queue) => {
	const { api, emulator, credential, version } = queue;
	const prompts = [how, how].map(unique);
	const nodes = [generate(credential)];
	const id =
		how === 'on duty'
			? await (await onDuty(queue, nodes)).start(prompts)
			: await api.run((await api.createWorkflow(byHand(prompts, nodes))).id, START);
	await workerOf(queue, id);
	await lookedAt(emulator, prompts);
	await api.stop(id);
	const stoppedAt = Date.now();
	await noneRunning(emulator, prompts);
	const seconds = ((Date.now() - stoppedAt) / 1000).toFixed(1);
	expect(statusesOf(emulator, prompts)).toEqual(['CANCELLED', 'CANCELLED']);
	expect((await api.waitFor(id)).status).toBe('canceled');
	say(`Part 5, n8n ${version}: Stop while a worker waited (${how}): 2 of 2 tasks cancelled at Runway after ${seconds} s.`);
})());

const signals = ['SIGKILL', 'SIGTERM'] as const;

it.each(signals)('n8n 2: a worker that ends by %s cancels nothing; a retry goes on', async (signal) => await inAll(async (queue) => {
	const { api, emulator, credential, version } = queue;
	// n8n 1 does not give such an execution up: by its code, another worker takes it.
	if (version !== newest.n8n) return;
	const nodes = [generate(credential, { waitForCompletion: false }), waitForTask(credential)];
	const pair = await onDuty(queue, nodes, { saveExecutionProgress: true });
	const prompts = [signal, signal, signal].map(unique);
	const id = await pair.start(prompts);
	const worker = await workerOf(queue, id);
	await lookedAt(emulator, prompts);
	await worker.kill(signal);
	expect(statusesOf(emulator, prompts)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
	await worker.restart();
	// Which of the two depends on who notices first: the worker that is back, or main, after half a minute or more.
	expect(['crashed', 'error']).toContain((await api.waitFor(id)).status);
	emulator.release(prompts);
	const retried = await api.waitFor(await api.retry(id));
	expect(retried.status).toBe('success');
	expect(retried.items('Wait for Task').map(({ json }) => json.taskId)).toEqual(
		tasksOf(emulator, prompts).map((task) => task.id),
	);
	expect(await filesOf(emulator, api, retried, 'Wait for Task')).toHaveLength(3);
	say(`Part 5, n8n ${version}: ${signal} to a worker while Wait for Task waited: retried, same 3 task IDs, 3 files, 3 creates.`);
})());
