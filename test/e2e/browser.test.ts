import type { INodeProperties } from 'n8n-workflow';
import { valueLabel, optionFields, labelOf } from '../../nodes/Runway/models/fields';
import { durationSeconds, modelLabel } from '../../nodes/Runway/models/properties';
import { findModel, modelsFor } from '../../nodes/Runway/models/videoModels';
import type { VideoMode } from '../../nodes/Runway/models/types';
import { waitOptionFields, retriesField } from '../../nodes/Runway/actions/waitOptions';
import type { RunningEmulator } from '../emulator/server';
import { openEditor, type Editor } from './browserEditor';
import { client, type Client, type Saved } from './harness/client';
import { addCredential, closeEmulators, generate, runway, startRunway } from './harness/runway';
import { say } from './harness/say';
import { closeN8n, startN8n, type N8n } from './harness/server';
import { byHand } from './harness/workflows';

let n8n: N8n;
let api: Client;
let emulator: RunningEmulator;
let credential: Saved;
let editor: Editor;

beforeAll(async () => {
	n8n = await startN8n({ env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' } });
	api = await client(n8n);
	emulator = await startRunway({ render: 'full', durationMs: 3000 });
	credential = await addCredential(api, emulator);
	editor = await openEditor(n8n, api);
});

afterAll(async () => {
	await editor?.close();
	await closeN8n();
	await closeEmulators();
});

const animate = (parameters = {}) =>
	runway('Animate Image', credential, { resource: 'video', operation: 'animate', ...parameters });

it('is found by what people type into the node list', async () => {
	await editor.openWorkflow(byHand([''], []));
	const { page } = editor;
	for (const words of ['runway', 'video', 'gen4']) {
		await page.locator('[data-test-id="node-creator-plus-button"]').click();
		await page.locator('[data-test-id="node-creator-search-bar"]').fill(words);
		const entry = page.locator('[data-test-id="node-creator-node-item"], [data-test-id="item-iterator-item"]');
		await entry.filter({ hasText: 'Runway' }).first().waitFor({ timeout: 10_000 });
		if (words === 'video') await editor.screenshot('node-list');
		await page.keyboard.press('Escape');
	}
	say('Part 3: found in the node list by "runway", "video" and "gen4".');
});

/** n8n adds this entry to the operations of every node that has a credential. */
const ADDED_BY_N8N = ['Custom API Call'];

it('offers each operation', async () => {
	await editor.openWorkflow(byHand(['x'], [generate(credential)]));
	await editor.openNode('Generate');
	expect(await editor.offered('operation')).toEqual(['Generate Video', 'Animate Image', ...ADDED_BY_N8N]);
	await editor.choose('resource', 'Task');
	expect(await editor.offered('operation')).toEqual(['Wait for Task', 'Get Task', 'Cancel Task', ...ADDED_BY_N8N]);
	for (const operation of ['Get Task', 'Cancel Task', 'Wait for Task']) {
		await editor.choose('operation', operation);
		await editor.field('taskId').waitFor();
	}
	await editor.closeNode();
});

/** What the catalogue says the list of a field holds for a model. */
function expected(mode: VideoMode, id: string, name: 'ratio' | 'resolution' | 'duration'): string[] {
	const param = findModel(id)?.modes[mode]?.params[name];
	if (!param) return [];
	const leaveOut = param.required ? [] : ['Model Default'];
	if (name !== 'duration') return param.kind === 'choice' ? [...param.values.map(valueLabel), ...leaveOut] : [];
	const seconds = durationSeconds(param)?.map((value) => `${value} Seconds`) ?? [];
	const auto = param.kind === 'number' && param.auto;
	return [...seconds, ...(auto ? ['Auto (Model Decides)'] : []), ...leaveOut];
}

it.each([
	['generate', ['veo3.1', 'seedance2_5', 'gen3a_turbo', 'hailuo3', 'gen4.5']],
	['animate', ['gen4.5', 'happyhorse_1_0', 'gen4_turbo']],
] as const)('%s: shows the lists of the chosen model', async (mode, ids) => {
	const node = mode === 'generate' ? generate(credential) : animate({ model: 'gen4_turbo' });
	await editor.openWorkflow(byHand(['x'], [node]));
	await editor.openNode(node.name);
	const known = modelsFor(mode).map(({ model }) => modelLabel(model));
	expect(await editor.offered('model')).toEqual([...known, 'Other Model']);
	let lists = 0;
	for (const id of ids) {
		await editor.choose('model', modelLabel(findModel(id)!));
		for (const name of ['ratio', 'resolution', 'duration'] as const) {
			const wanted = expected(mode, id, name);
			if (wanted.length === 0) expect(await editor.field(name).count()).toBe(0);
			else expect([id, name, await editor.offered(name)]).toEqual([id, name, wanted]);
			lists += 1;
		}
	}
	await editor.choose('model', 'Other Model');
	await editor.field('modelId').waitFor();
	await editor.field('extraParameters').waitFor();
	expect(await editor.field('ratio').count()).toBe(0);
	await editor.closeNode();
	say(`Part 3: ${mode}: ${known.length} models listed; ${lists} lists of ${ids.length} models equal the catalogue.`);
});

it('adds only the options that the model takes', async () => {
	await editor.openWorkflow(byHand(['x'], [generate(credential, { model: 'veo3.1', duration: 4 })]));
	await editor.openNode('Generate');
	const { page } = editor;
	await page.locator('[data-test-id="collection-parameter-add"]').first().click();
	const shown = page.locator('[data-test-id="collection-parameter-option"]:visible');
	await shown.first().waitFor();
	const labels = (await shown.allInnerTexts()).map((label) => label.trim());
	const own = optionFields(findModel('veo3.1')!.modes.generate!).map(({ name }) => labelOf(name));
	const common = [...waitOptionFields, retriesField].map(({ displayName }: INodeProperties) => displayName);
	expect(labels).toEqual([...own, ...common].sort((a, b) => a.localeCompare(b, 'en')));
	await editor.screenshot('options');
	await editor.closeNode();
});

it('marks an empty prompt', async () => {
	await editor.openWorkflow(byHand(['x'], [generate(credential, { promptText: '' })]));
	await editor.openNode('Generate');
	await editor.field('promptText').click();
	await editor.page.locator('[data-test-id="node-title-container"]').click();
	await editor.page.locator('[data-test-id="parameter-issues"]').first().waitFor({ timeout: 10_000 });
	await editor.screenshot('empty-prompt');
	await editor.closeNode();
});

it('runs, and plays the video in the output panel', async () => {
	const prompt = 'A paper boat drifts through a harbour at dawn';
	await editor.openWorkflow(byHand([prompt], [generate(credential, { promptText: prompt })]));
	await editor.openNode('Generate');
	await editor.screenshot('generate-video');
	const { page } = editor;
	await page.locator('[data-test-id="node-execute-button"]').click();
	const output = page.locator('[data-test-id="output-panel"]');
	await output.getByText('Binary', { exact: true }).click({ timeout: 60_000 });
	await output.getByText('video/mp4').waitFor();
	await output.getByRole('button', { name: 'View' }).click();
	const video = page.locator('video');
	await video.waitFor();
	const facts = await video.evaluate(
		async (element) =>
			await new Promise((resolve) => {
				const media = element as HTMLVideoElement;
				const tell = () =>
					resolve({ seconds: media.duration, width: media.videoWidth, error: media.error?.message });
				if (media.readyState >= 1 || media.error) tell();
				media.addEventListener('loadedmetadata', tell);
				media.addEventListener('error', tell);
			}),
	);
	expect(facts).toEqual({ seconds: 5, width: 1280, error: undefined });
	await page.waitForTimeout(1000);
	await editor.screenshot('video-preview');
	await editor.closeNode();
	say('Part 3: ran in the editor; the preview plays 5 s, 1280 pixels wide.');
});

it('shows an error where the user looks', async () => {
	await editor.openWorkflow(byHand(['x'], [generate(credential, { model: 'veo3.1', ratio: '960:960', duration: 4 })]));
	await editor.openNode('Generate');
	await editor.page.locator('[data-test-id="node-execute-button"]').click();
	await editor.page
		.locator('[data-test-id="node-error-message"]')
		.getByText('Ratio: Veo 3.1 does not take "960:960". Choose one of 1280:720, 720:1280, 1080:1920, 1920:1080.')
		.waitFor();
	await editor.screenshot('error');
	await editor.closeNode();
});

it('looks right on a light and on a dark canvas', async () => {
	const workflow = byHand(['x'], [generate(credential), animate({ model: 'seedance2_5' })]);
	await editor.openWorkflow(workflow);
	await editor.page.waitForTimeout(500);
	await editor.screenshot('canvas-light');
	await editor.openNode('Animate Image');
	await editor.screenshot('animate-image');
	await editor.closeNode();
	const icon = async (which: Editor) =>
		await which.page.locator('[data-node-name="Generate"] img').first().getAttribute('src');
	const light = await icon(editor);
	const dark = await openEditor(n8n, api, 'dark');
	await dark.openWorkflow(workflow);
	await dark.page.waitForTimeout(500);
	await dark.screenshot('canvas-dark');
	expect(light).toContain('runway.svg');
	expect(await icon(dark)).toContain('runway.dark.svg');
	await dark.close();
});
