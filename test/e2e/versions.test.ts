import type { IDataObject } from 'n8n-workflow';
import { RunwayApi } from '../../credentials/RunwayApi.credentials';
import type { NodeSketch } from '../engine/workflow';
import { filesOf, tasksOf } from './harness/check';
import type { Execution } from './harness/client';
import { credentialData, generate, startRunway } from './harness/runway';
import { say } from './harness/say';
import { FILES_ON_DISK } from './harness/server';
import { inEveryVersion, startSite, type Site as AnySite } from './harness/site';
import { unique } from './harness/unique';
import { newest } from './harness/versions';
import { byHand } from './harness/workflows';

/** A site where Runway refuses each prompt that begins with "refused". */
interface Site extends AnySite {
	/** Runs Start → Generate → After by hand; in the end there is one item for each prompt. */
	run(prompts: readonly string[], node?: Partial<NodeSketch>): Promise<Execution>;
	/** Id of the one task for a prompt. */
	taskId(prompt: string): string;
}

const inAll = inEveryVersion<Site>(async (version) => {
	const refusal = { fail: { failure: 'no', failureCode: 'SAFETY.INPUT.TEXT' } };
	const emulator = await startRunway({
		outcome: ({ body }) => (String(body.promptText).startsWith('refused') ? refusal : {}),
	});
	const site = await startSite(emulator, { version, env: FILES_ON_DISK });
	return {
		...site,
		async run(prompts, node = {}) {
			const after = { name: 'After', type: 'n8n-nodes-base.noOp' };
			return await site.api.execute(byHand(prompts, [generate(site.credential, {}, node), after]));
		},
		taskId: (prompt) => tasksOf(emulator, [prompt])[0].id,
	};
});

it(
	'is the version it should be',
	inAll(async ({ n8n, api, version }) => {
		const settings = (await api.request('GET', '/settings')) as { versionCli: string };
		expect(settings.versionCli).toBe(version);
		const { node } = n8n.version;
		say(`Part 1: n8n ${settings.versionCli} on Node.js ${node} with SQLite is up and has loaded the package.`);
	}),
);

it(
	"takes the user's path from the key to the file",
	inAll(async ({ api, emulator, run, version }) => {
		expect(await api.testCredential('runwayApi', credentialData(emulator))).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		const prompts = ['waves', 'clouds', 'embers'].map(unique);
		const done = await run(prompts);
		expect(done.status).toBe('success');
		const items = done.items('Generate');
		expect(items.map(({ json, pairedItem }) => [json.promptText, json.status, pairedItem])).toEqual(
			prompts.map((prompt, item) => [prompt, 'SUCCEEDED', { item }]),
		);
		expect(items.map(({ binary }) => binary!.data)).toMatchObject(
			items.map(({ json }) => ({ mimeType: 'video/mp4', fileName: `runway-${json.taskId}.mp4` })),
		);
		expect(new Set(items.map(({ binary }) => binary!.data.id)).size).toBe(3);
		const files = await filesOf(emulator, api, done, 'Generate');
		expect(files).toHaveLength(3);
		expect(tasksOf(emulator, prompts)).toHaveLength(3);
		const bytes = files.reduce((sum, file) => sum + file.length, 0);
		say(
			`Part 2, n8n ${version}: credential green; 3 prompts, 3 tasks, 3 files (${bytes} bytes) downloaded ` +
				"from n8n, equal to Runway's.",
		);
	}),
);

it(
	'says what is wrong with a key, in the credential window and on the node',
	inAll(async ({ n8n, api, emulator, version }) => {
		const wrongKey = `key_${'f'.repeat(128)}`;
		const wrong = { ...credentialData(emulator), apiKey: wrongKey };
		const tested = await api.testCredential('runwayApi', wrong);
		const { message } = new RunwayApi().test.rules?.[0].properties as { message: string };
		// n8n 1 has a sentence of its own for 401, whatever the credential says.
		const general = 'Authorization failed - please check your credentials';
		expect(tested).toEqual({ status: 'Error', message: version === newest.n8n ? message : general });
		const credential = await api.createCredential('runwayApi', wrong);
		const failed = await api.execute(byHand([unique('waves')], [generate(credential)]));
		expect(failed.status).toBe('error');
		expect(failed.error?.message).toContain('Runway refused the request');
		expect(failed.error?.description).toContain('API Key');
		expect(JSON.stringify(failed.data)).not.toContain(wrongKey);
		expect(await n8n.log()).not.toContain(wrongKey);
		say(`Part 2, n8n ${version}: wrong key: "${tested.message}"; on the node: "${failed.error?.message}".`);
	}),
);

describe('when one of several items fails', () => {
	const refusal = (taskId: string) => ({
		message: expect.stringMatching(new RegExp(`^Item 2 of \\d: Runway task ${taskId} .* content moderation`)),
		description: expect.stringContaining('Change the prompt'),
		taskId,
		status: 'FAILED',
		failureCode: 'SAFETY.INPUT.TEXT',
	});

	it(
		'continue: the error stands in its place among the results',
		inAll(async ({ run, taskId, version }) => {
			const [rain, refused, snow] = ['rain', 'refused', 'snow'].map(unique);
			const done = await run([rain, refused, '', snow], { onError: 'continueRegularOutput' });
			expect(done.status).toBe('success');
			const items = done.items('After');
			expect(items.map(({ json }) => json)).toMatchObject([
				{ promptText: rain, status: 'SUCCEEDED', taskId: taskId(rain) },
				{ status: 'FAILED', taskId: taskId(refused), error: refusal(taskId(refused)) },
				{ error: { message: expect.stringMatching(/^Item 3 of 4: Prompt/) } },
				{ promptText: snow, status: 'SUCCEEDED', taskId: taskId(snow) },
			]);
			expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['data'], [], [], ['data']]);
			say(`Part 7, n8n ${version}: continue: 4 items in, 4 out: 2 files, 1 refused with its task, 1 not sent.`);
		}),
	);

	it(
		'continue with error output: the errors leave by the second output, with the input item',
		inAll(async ({ run, taskId, version }) => {
			const [rain, refused, snow] = ['rain', 'refused', 'snow'].map(unique);
			const done = await run([rain, refused, '', snow], { onError: 'continueErrorOutput' });
			expect(done.status).toBe('success');
			expect(done.items('After').map(({ json }) => [json.promptText, json.taskId])).toEqual([
				[rain, taskId(rain)],
				[snow, taskId(snow)],
			]);
			const [failed, empty, ...more] = done.items('Generate errors').map(({ json }) => json);
			expect(more).toEqual([]);
			expect(failed).toMatchObject({ prompt: refused, error: refusal(taskId(refused)) });
			const message = expect.stringMatching(/^Item 3 of 4: Prompt/);
			expect(empty).toMatchObject({ prompt: '', error: { message } });
			expect(empty.error).not.toHaveProperty('taskId');
			say(`Part 7, n8n ${version}: error output: 4 items in, 2 out, 2 errors, the refused one with its task.`);
		}),
	);

	it(
		'stop: the error names its item, its task and the tasks of all others',
		inAll(async ({ run, taskId, version }) => {
			const [rain, refused, snow] = ['rain', 'refused', 'snow'].map(unique);
			const failed = await run([rain, refused, snow]);
			expect(failed.status).toBe('error');
			expect(failed.runs('After')).toBe(0);
			const { message } = refusal(taskId(refused));
			expect(failed.error?.message).toEqual(message);
			for (const prompt of [rain, snow]) {
				expect(failed.error?.description).toContain(`${taskId(prompt)} (SUCCEEDED)`);
			}
			say(`Part 7, n8n ${version}: stop: "${failed.error?.message}"; the other 2 tasks are named.`);
		}),
	);

	it(
		'stop: a wrong item is found before anything is sent',
		inAll(async ({ run, emulator, version }) => {
			const prompts = ['rain', 'snow'].map(unique);
			const failed = await run([prompts[0], '', prompts[1]]);
			expect(failed.error?.message).toMatch(/^Item 2 of 3: Prompt/);
			const sent = emulator.core.log.creates().map(({ body }) => String((body as IDataObject).promptText));
			expect(sent.filter((prompt) => prompts.includes(prompt))).toEqual([]);
			say(`Part 7, n8n ${version}: stop: "${failed.error?.message}"; nothing was sent.`);
		}),
	);
});

it(
	'has kept the key out of all that n8n stores and prints',
	inAll(async ({ n8n, api, emulator, run }) => {
		const [rain, refused] = ['rain', 'refused'].map(unique);
		const ends = [await run([rain]), await run([refused])];
		expect(ends.map(({ status }) => status)).toEqual(['success', 'error']);
		// Those of the other tests are among them.
		for (const { id } of await api.executions()) {
			expect(JSON.stringify((await api.execution(id)).data)).not.toContain(emulator.apiKey);
		}
		expect(await n8n.log()).not.toContain(emulator.apiKey);
		expect(emulator.core.log.leaks(emulator.apiKey)).toEqual([]);
	}),
);
