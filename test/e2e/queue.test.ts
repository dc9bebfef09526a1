import { setTimeout as pause } from 'node:timers/promises';
import type { RunningEmulator } from '../emulator/server';
import { filesOf, lookedAt, noneRunning, statusesOf, tasksOf } from './harness/check';
import { client, isOver, type Client, type Saved } from './harness/client';
import { addCredential, closeEmulators, generate, startTimedRunway, waitForTask } from './harness/runway';
import { say } from './harness/say';
import { closeN8n, startN8n, type N8n } from './harness/server';
import { closeServices, startPostgres, startRedis } from './harness/services';
import { byHand, onDuty, START } from './harness/workflows';

let main: N8n;
let workers: N8n[];
let api: Client;
let emulator: RunningEmulator;
let credential: Saved;

beforeAll(async () => {
	const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
	const env = {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: 'the-same-for-all',
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '4',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	};
	main = await startN8n({ env });
	workers = await Promise.all([1, 2].map(async () => await startN8n({ env, command: 'worker' })));
	api = await client(main);
	emulator = await startTimedRunway();
	credential = await addCredential(api, emulator);
});

afterAll(async () => {
	await closeN8n();
	await Promise.all([closeServices(), closeEmulators()]);
});

/** Which worker has taken an execution. */
async function workerOf(executionId: string): Promise<N8n> {
	for (;;) {
		for (const worker of workers) {
			if ((await worker.log()).includes(`Worker started execution ${executionId} `)) return worker;
		}
		await pause(100);
	}
}

it('does 40 executions of 3 items on two workers', async () => {
	const flow = await onDuty(main, api, 'many', [generate(credential)]);
	const batches = Array.from({ length: 40 }, (_, i) => [`${i} a, 2 s`, `${i} b, 3 s`, `${i} c, 4 s`]);
	await Promise.all(batches.map(async (prompts) => await flow.post(prompts)));
	let all = await api.executions(flow.workflowId);
	while (all.length < 40 || !all.every(isOver)) {
		await pause(500);
		all = await api.executions(flow.workflowId);
	}
	const results: string[][] = [];
	let files = 0;
	for (const { id } of all) {
		const execution = await api.execution(id);
		expect(execution.status).toBe('success');
		results.push(execution.items('Generate').map(({ json }) => String(json.promptText)));
		for (const { binary } of execution.items('Generate')) expect(binary!.data.id).toMatch(/^database:/);
		files += (await filesOf(emulator, api, execution, 'Generate')).length;
	}
	expect(results.sort()).toEqual(batches.sort());
	expect(files).toBe(120);
	expect(emulator.core.log.creates()).toHaveLength(120);
	const logs = await Promise.all(workers.map(async (worker) => await worker.log()));
	const shares = logs.map((log) => log.split('Worker finished').length - 1);
	expect(shares.reduce((sum, share) => sum + share)).toBe(40);
	// Neither is idle; how evenly n8n's queue deals them out is its own affair.
	expect(Math.min(...shares)).toBeGreaterThan(5);
	say(
		`Part 5: queue mode on PostgreSQL and Redis: 40 executions, ${shares.join(' and ')} on the two workers; ` +
			`120 tasks, ${files} files from the database, equal to Runway's.`,
	);
});

it.each(['on duty', 'run by hand'])('Stop reaches the worker that waits: %s', async (how) => {
	const prompts = [1, 2].map((n) => `${how} ${n}, 60 s`);
	const nodes = [generate(credential)];
	const id =
		how === 'on duty'
			? await (await onDuty(main, api, 'stopped', nodes)).start(prompts)
			: await api.run((await api.createWorkflow(byHand(prompts, nodes))).id, START);
	await workerOf(id);
	await lookedAt(emulator, prompts);
	await api.stop(id);
	const stoppedAt = Date.now();
	await noneRunning(emulator, prompts);
	const seconds = ((Date.now() - stoppedAt) / 1000).toFixed(1);
	expect(statusesOf(emulator, prompts)).toEqual(['CANCELLED', 'CANCELLED']);
	expect((await api.waitFor(id)).status).toBe('canceled');
	say(`Part 5: Stop while a worker waited (${how}): 2 of 2 tasks cancelled at Runway after ${seconds} s.`);
});

const signals = ['SIGKILL', 'SIGTERM'] as const;

it.each(signals)('a worker that ends by %s cancels nothing; a retry goes on', async (signal) => {
	const nodes = [generate(credential, { waitForCompletion: false }), waitForTask(credential)];
	const pair = await onDuty(main, api, `pair-${signal}`, nodes, { saveExecutionProgress: true });
	const prompts = [1, 2, 3].map((n) => `${signal} ${n}, 20 s`);
	const id = await pair.start(prompts);
	const worker = await workerOf(id);
	await lookedAt(emulator, prompts);
	await worker.kill(signal);
	expect(statusesOf(emulator, prompts)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
	await worker.restart();
	await api.waitFor(id, ({ status }) => status === 'crashed');
	const retried = await api.waitFor(await api.retry(id));
	expect(retried.status).toBe('success');
	expect(retried.items('Wait for Task').map(({ json }) => json.taskId)).toEqual(
		tasksOf(emulator, prompts).map((task) => task.id),
	);
	expect(await filesOf(emulator, api, retried, 'Wait for Task')).toHaveLength(3);
	say(`Part 5: ${signal} to a worker while Wait for Task waited: retried, same 3 task IDs, 3 files, 3 creates.`);
});
