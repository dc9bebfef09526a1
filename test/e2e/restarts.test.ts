import type { IWorkflowSettings } from 'n8n-workflow';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningEmulator } from '../emulator/server';
import type { EmulatedTask } from '../emulator/tasks';
import { chain, type WorkflowJson } from '../engine/workflow';
import { filesOf, lookedAt, noneRunning, statusesOf, tasksOf } from './harness/check';
import { client, type Client, type Saved } from './harness/client';
import { inEach } from './harness/each';
import { addCredential, closeEmulators, generate, runway, startTimedRunway, waitForTask } from './harness/runway';
import { say } from './harness/say';
import { closeN8n, startN8n, type N8n } from './harness/server';
import { versions, type N8nVersion } from './harness/versions';
import { onDuty, onPost, putOnDuty } from './harness/workflows';

/** What the README tells users to switch on for the pair Generate (without waiting) and Wait for Task. */
const saveProgress: IWorkflowSettings = { saveExecutionProgress: true };

/** How long n8n waits for executions when it is told to end; 30 s by default. */
const SHUTDOWN_SECONDS = 4;

/** An n8n with an emulator behind it and a loop that waits in its database while the tests end and start n8n. */
interface Site {
	readonly version: string;
	readonly n8n: N8n;
	readonly api: Client;
	readonly emulator: RunningEmulator;
	readonly credential: Saved;
	/** Id of the loop's execution. */
	readonly looping: string;
	/** How often n8n was ended while the loop waited. */
	endings: number;
}

let sites: Site[];

beforeAll(async () => {
	sites = await Promise.all(versions.map(setUp));
});

afterAll(async () => {
	await closeN8n();
	await closeEmulators();
});

async function setUp(version: N8nVersion): Promise<Site> {
	const n8n = await startN8n({ version, env: { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(SHUTDOWN_SECONDS) } });
	const api = await client(n8n);
	const emulator = await startTimedRunway();
	const credential = await addCredential(api, emulator);
	const loop = await putOnDuty(n8n, api, 'loop', loopWorkflow(credential));
	// The first look is after 66 s or, when n8n is just starting, some time later; the second after 132 s.
	const looping = await loop.start(['short loop, 20 s', 'long loop, 120 s']);
	return { version: version.n8n, n8n, api, emulator, credential, looping, endings: 0 };
}

/** Generate → Wait 66 s → Get Task → finished? → Wait for Task, which fetches the file; else back to Wait. */
function loopWorkflow(credential: Saved): WorkflowJson {
	const nodes = chain(
		...onPost('loop'),
		generate(credential, { waitForCompletion: false }),
		// From 65 s on n8n does not wait in memory but stores the execution.
		{
			name: 'Pause',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			webhookId: 'pause',
			parameters: { amount: 66 },
		},
		runway('Get Task', credential, { resource: 'task', operation: 'get', taskId: '={{ $json.taskId }}' }),
		{
			name: 'Finished',
			type: 'n8n-nodes-base.if',
			typeVersion: 2.2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, typeValidation: 'strict', version: 2 },
					combinator: 'and',
					conditions: [
						{
							id: 'status',
							leftValue: '={{ $json.status }}',
							rightValue: 'SUCCEEDED',
							operator: { type: 'string', operation: 'equals' },
						},
					],
				},
			},
		},
		waitForTask(credential),
	);
	const finished = nodes.connections.Finished.main;
	finished[1] = [{ node: 'Pause', type: 'main', index: 0 }];
	return nodes;
}

const inAll = (work: (site: Site) => Promise<void>) => inEach(() => sites, work);

/** Ends n8n while the loop waits in its database. */
async function end(site: Site, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
	await site.api.waitFor(site.looping, ({ status }) => status === 'waiting');
	site.endings += 1;
	await site.n8n.kill(signal);
}

async function startPair(site: Site, signal: string) {
	const { n8n, api, credential } = site;
	const nodes = [generate(credential, { waitForCompletion: false }), waitForTask(credential)];
	const pair = await onDuty(n8n, api, `pair-${signal}`, nodes, saveProgress);
	const prompts = ['waves', 'clouds', 'embers'].map((text) => `${text} ${signal}, 25 s`);
	return { id: await pair.start(prompts), prompts };
}

/** Retries an execution that n8n's end has cut short: the same tasks, and their files. */
async function retryPair(site: Site, signal: string, { id, prompts }: { id: string; prompts: string[] }) {
	const { api, emulator, version } = site;
	// n8n finds out what it had left unfinished shortly after it is ready.
	await api.waitFor(id, ({ status }) => status === 'crashed');
	const retried = await api.waitFor(await api.retry(id));
	expect(retried).toMatchObject({ status: 'success', mode: 'retry', retryOf: id });
	expect(retried.items('Wait for Task').map(({ json }) => json.taskId)).toEqual(
		tasksOf(emulator, prompts).map((task) => task.id),
	);
	expect(await filesOf(emulator, api, retried, 'Wait for Task')).toHaveLength(3);
	expect(emulator.core.log.deletes()).toHaveLength(0);
	say(
		`Part 6, n8n ${version}: ${signal} while Wait for Task waited for 3 tasks; execution "crashed", retried: ` +
			'same 3 task IDs, 3 files, 3 creates, 0 deletes.',
	);
}

it(
	'SIGKILL: Wait for Task goes on when retried; Generate Video leaves its task IDs in the log',
	inAll(async (site) => {
		const { n8n, api, emulator, credential, version } = site;
		const pair = await startPair(site, 'SIGKILL');
		const lone = await onDuty(n8n, api, 'lone', [generate(credential)], saveProgress);
		const prompts = ['lone 1, 8 s', 'lone 2, 8 s'];
		const id = await lone.start(prompts);
		await lookedAt(emulator, [...pair.prompts, ...prompts]);
		await end(site, 'SIGKILL');
		const [first, second] = tasksOf(emulator, prompts);
		await n8n.restart();
		const log = await n8n.log();
		expect(log).toContain(`Runway task ${first.id} created for item 0`);
		expect(log).toContain(`Runway task ${second.id} created for item 1`);
		await retryPair(site, 'SIGKILL', pair);
		const before = emulator.core.log.creates().length;
		const retried = await api.waitFor(await api.retry(id));
		expect(retried.items('Generate')).toHaveLength(2);
		const again = emulator.core.log.creates().length - before;
		say(
			`Part 6, n8n ${version}: SIGKILL while Generate Video waited: 2 task IDs in the log; ` +
				`a retry made ${again} new.`,
		);
	}),
);

it(
	'SIGTERM: n8n cancels nothing, and Wait for Task goes on when retried',
	inAll(async (site) => {
		const { n8n, emulator } = site;
		const pair = await startPair(site, 'SIGTERM');
		await lookedAt(emulator, pair.prompts);
		await end(site, 'SIGTERM');
		expect(statusesOf(emulator, pair.prompts)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
		await n8n.restart();
		await retryPair(site, 'SIGTERM', pair);
	}),
);

it(
	'Retry execution of a failed batch creates no second task',
	inAll(async (site) => {
		const { n8n, api, emulator, credential, version } = site;
		const batch = await onDuty(n8n, api, 'batch', [generate(credential, { options: { waitLimit: 0.1 } })]);
		const prompts = ['batch 1, 1 s', 'batch 2, 14 s', 'batch 3, 1 s'];
		const failed = await api.waitFor(await batch.start(prompts));
		const [first, slow, third] = tasksOf(emulator, prompts);
		expect(failed.status).toBe('error');
		expect(failed.error?.message).toMatch(new RegExp(`^Item 2 of 3: Runway task ${slow.id} is not finished`));
		while (emulator.core.tasks.status(slow) === 'RUNNING') await pause(200);
		const retried = await api.waitFor(await api.retry(failed.id));
		expect(retried.status).toBe('success');
		expect(retried.items('Generate').map(({ json }) => json.taskId)).toEqual([first.id, slow.id, third.id]);
		expect(await filesOf(emulator, api, retried, 'Generate')).toHaveLength(3);
		expect(tasksOf(emulator, prompts)).toHaveLength(3);
		say(
			`Part 6, n8n ${version}: batch of 3 failed at its wait limit, retried: same 3 task IDs, ` +
				'3 files, 3 creates.',
		);
	}),
);

describe.each([
	['Stop in the editor', 'stop', {}],
	["the workflow's own time-out", 'time-out', { executionTimeout: 7 }],
])('%s', (what, name, settings) => {
	it(
		'cancels the tasks at Runway, unless the node is told to let them go on',
		inAll(async (site) => {
			const { n8n, api, emulator, credential, version } = site;
			const start = async (cancelOnStop: boolean, prompts: readonly string[]) => {
				const nodes = [generate(credential, { options: { cancelOnStop } })];
				return await (await onDuty(n8n, api, `${name}-${cancelOnStop}`, nodes, settings)).start(prompts);
			};
			const cancelled = [`${name} 1, 40 s`, `${name} 2, 40 s`];
			const kept = [`${name} 3, 40 s`];
			const ids = [await start(true, cancelled), await start(false, kept)];
			await lookedAt(emulator, [...cancelled, ...kept]);
			for (const id of ids) {
				if (name === 'stop') await api.stop(id);
				expect((await api.waitFor(id)).status).toBe('canceled');
			}
			await noneRunning(emulator, cancelled);
			expect(statusesOf(emulator, cancelled)).toEqual(['CANCELLED', 'CANCELLED']);
			expect(statusesOf(emulator, kept)).toEqual(['RUNNING']);
			say(`Part 6, n8n ${version}: ${what}: 2 of 2 tasks cancelled; with Cancel on Stop off, 1 of 1 goes on.`);
		}),
	);
});

// Last, because it has to wait for the loops, which have been going on all the time.
it(
	'a loop with a Wait node outlives every restart',
	inAll(async ({ api, emulator, looping, endings, version }) => {
		const done = await api.waitFor(looping, undefined, 170_000);
		expect(done.status).toBe('success');
		expect(endings).toBe(2);
		const isLooped = ({ request }: EmulatedTask) => String(request.body.promptText).includes('loop');
		const tasks = emulator.core.tasks.all.filter(isLooped);
		expect(tasks).toHaveLength(2);
		const statuses = (run: number) => done.items('Get Task', 0, run).map(({ json }) => json.status);
		expect([statuses(0), statuses(1)]).toEqual([['SUCCEEDED', 'RUNNING'], ['SUCCEEDED']]);
		const fetched = [0, 1].flatMap((run) => done.items('Wait for Task', 0, run));
		expect(fetched.map(({ json }) => json.taskId).sort()).toEqual(tasks.map(({ id }) => id).sort());
		say(
			`Part 6, n8n ${version}: loop of Wait (66 s) and Get Task: 2 rounds, ${endings} restarts meanwhile, ` +
				`2 creates, ${fetched.length} files.`,
		);
	}),
);
