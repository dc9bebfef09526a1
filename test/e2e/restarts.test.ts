import type { IWorkflowSettings } from 'n8n-workflow';
import { chain, type WorkflowJson } from '../engine/workflow';
import { filesOf, lookedAt, noneRunning, statusesOf, tasksOf } from './harness/check';
import type { Saved } from './harness/client';
import { generate, runway, startHeldRunway, waitForTask, type HeldRunway } from './harness/runway';
import { say } from './harness/say';
import { inEveryVersion, startSite, type Site as AnySite } from './harness/site';
import { unique } from './harness/unique';
import { onDuty, onRows, rows } from './harness/workflows';

/** What the README tells users to switch on for the pair Generate (without waiting) and Wait for Task. */
const saveProgress: IWorkflowSettings = { saveExecutionProgress: true };

/** How long n8n waits for executions when it is told to end; 30 s by default. */
const SHUTDOWN_SECONDS = 4;

/** A site with a loop that waits in n8n's database while the tests end and start n8n. */
interface Site extends AnySite<HeldRunway> {
	readonly loop: {
		/** Of its execution. */
		readonly id: string;
		/** One that has ended before the first look, and one that ends when the test says so. */
		readonly prompts: readonly [string, string];
	};
	/** How often n8n was ended while the loop waited. */
	endings: number;
}

const inAll = inEveryVersion<Site>(async (version) => {
	const env = { N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(SHUTDOWN_SECONDS) };
	const site = await startSite(await startHeldRunway(), { version, env });
	const prompts = [unique('short loop'), unique('long loop')] as const;
	site.emulator.release([prompts[0]]);
	const loop = await onRows(site, loopWorkflow(site.credential));
	return { ...site, loop: { id: await loop.start(prompts), prompts }, endings: 0 };
});

/** Generate → Wait 66 s → Get Task → finished? → Wait for Task, which fetches the file; else back to Wait. */
function loopWorkflow(credential: Saved): WorkflowJson {
	const nodes = chain(
		...rows(),
		generate(credential, { waitForCompletion: false }),
		// From 65 s on n8n does not wait in memory but stores the execution.
		{
			name: 'Pause',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			webhookId: 'pause',
			parameters: { amount: 66 },
		},
		runway('Get Task', credential, { resource: 'task', operation: 'get' }),
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

type Signal = 'SIGKILL' | 'SIGTERM';

/** Ends n8n while the loop waits in its database, and will for some seconds more. */
async function end(site: Site, signal: Signal): Promise<void> {
	await site.api.waitFor(site.loop.id, ({ status, data }) => {
		return status === 'waiting' && Date.parse(String(data.waitTill)) > Date.now() + 10_000;
	});
	site.endings += 1;
	await site.n8n.kill(signal);
}

async function startPair(site: Site) {
	const nodes = [generate(site.credential, { waitForCompletion: false }), waitForTask(site.credential)];
	const pair = await onDuty(site, nodes, saveProgress);
	const prompts = ['waves', 'clouds', 'embers'].map(unique);
	return { id: await pair.start(prompts), prompts };
}

/** Retries an execution that n8n's end has cut short: the same tasks, and their files. */
async function retryPair(site: Site, signal: Signal, { id, prompts }: { id: string; prompts: string[] }) {
	const { api, emulator, version } = site;
	// n8n finds out what it had left unfinished shortly after it is ready.
	await api.waitFor(id, ({ status }) => status === 'crashed');
	const ids = tasksOf(emulator, prompts).map((task) => task.id);
	emulator.release(prompts);
	const retried = await api.waitFor(await api.retry(id));
	expect(retried).toMatchObject({ status: 'success', mode: 'retry', retryOf: id });
	expect(retried.items('Wait for Task').map(({ json }) => json.taskId)).toEqual(ids);
	expect(await filesOf(emulator, api, retried, 'Wait for Task')).toHaveLength(3);
	expect(tasksOf(emulator, prompts)).toHaveLength(3);
	expect(emulator.core.log.deletes().filter(({ taskId }) => ids.includes(taskId!))).toEqual([]);
	say(
		`Part 6, n8n ${version}: ${signal} while Wait for Task waited for 3 tasks; execution "crashed", retried: ` +
			'same 3 task IDs, 3 files, 3 creates, 0 deletes.',
	);
}

it(
	'SIGKILL: Wait for Task goes on when retried; Generate Video leaves its task IDs in the log',
	inAll(async (site) => {
		const { n8n, api, emulator, credential, version } = site;
		const pair = await startPair(site);
		const lone = await onDuty(site, [generate(credential)], saveProgress);
		const prompts = ['lone 1', 'lone 2'].map(unique);
		const id = await lone.start(prompts);
		await lookedAt(emulator, [...pair.prompts, ...prompts]);
		await end(site, 'SIGKILL');
		const [first, second] = tasksOf(emulator, prompts);
		await n8n.restart();
		const log = await n8n.log();
		expect(log).toContain(`Runway task ${first.id} created for item 1`);
		expect(log).toContain(`Runway task ${second.id} created for item 2`);
		await retryPair(site, 'SIGKILL', pair);
		emulator.release(prompts);
		const before = emulator.core.tasks.all.length;
		const retried = await api.waitFor(await api.retry(id));
		expect(retried.items('Generate')).toHaveLength(2);
		const again = emulator.core.tasks.all.length - before;
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
		const pair = await startPair(site);
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
		const { api, emulator, credential, version } = site;
		// Minutes; long enough for what has ended already.
		const batch = await onDuty(site, [generate(credential, { options: { waitLimit: 0.1 } })]);
		const prompts = ['batch 1', 'batch 2', 'batch 3'].map(unique);
		emulator.release([prompts[0], prompts[2]]);
		const failed = await api.waitFor(await batch.start(prompts));
		const [first, slow, third] = tasksOf(emulator, prompts);
		expect(failed.status).toBe('error');
		expect(failed.error?.message).toMatch(new RegExp(`^Item 2 of 3: Runway task ${slow.id} is not finished`));
		emulator.release(prompts);
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
	["the workflow's own time-out", 'time-out', { executionTimeout: 12 }],
])('%s', (what, name, settings) => {
	it(
		'cancels the tasks at Runway, unless the node is told to let them go on',
		inAll(async (site) => {
			const { api, emulator, credential, version } = site;
			const start = async (cancelOnStop: boolean, prompts: readonly string[]) => {
				const flow = await onDuty(site, [generate(credential, { options: { cancelOnStop } })], settings);
				return await flow.start(prompts);
			};
			const cancelled = [unique(`${name} 1`), unique(`${name} 2`)];
			const kept = [unique(`${name} 3`)];
			const ids = [await start(true, cancelled), await start(false, kept)];
			if (name === 'stop') {
				await lookedAt(emulator, [...cancelled, ...kept]);
				for (const id of ids) await api.stop(id);
			}
			for (const id of ids) expect((await api.waitFor(id)).status).toBe('canceled');
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
	inAll(async (site) => {
		const { n8n, api, emulator, loop, version } = site;
		const signals: Signal[] = ['SIGKILL', 'SIGTERM'];
		for (const signal of signals.slice(site.endings)) {
			await end(site, signal);
			await n8n.restart();
		}
		const [short, long] = tasksOf(emulator, loop.prompts);
		await lookedAt(emulator, loop.prompts);
		emulator.release(loop.prompts);
		const done = await api.waitFor(loop.id);
		expect(done.status).toBe('success');
		const rounds = done.runs('Get Task');
		const seen = Array.from({ length: rounds }, (_, run) => done.items('Get Task', 0, run));
		expect(seen.map((items) => items.map(({ json }) => json.status))).toEqual([
			['SUCCEEDED', 'RUNNING'],
			...Array.from({ length: rounds - 2 }, () => ['RUNNING']),
			['SUCCEEDED'],
		]);
		const fetched = [0, 1].flatMap((run) => done.items('Wait for Task', 0, run));
		// Which of the two is fetched first is n8n's own affair.
		expect(fetched.map(({ json }) => String(json.taskId)).sort()).toEqual([short.id, long.id].sort());
		say(
			`Part 6, n8n ${version}: loop of Wait (66 s) and Get Task: ${rounds} rounds, ${site.endings} restarts ` +
				`meanwhile, 2 creates, ${fetched.length} files.`,
		);
	}),
);
