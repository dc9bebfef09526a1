import { optionEntries } from '../../nodes/Runway/catalogue/editor/placed';
import { findModel } from '../../nodes/Runway/catalogue/models';
import { openEditor, type Editor } from './browserEditor';
import { tasksOf } from './harness/check';
import type { Saved } from './harness/client';
import { stopAll } from './harness/closing';
import { addCredential, generate, runway, startRunway } from './harness/runway';
import { say } from './harness/say';
import { FILES_ON_DISK } from './harness/server';
import { startSite, type Site } from './harness/site';
import { unique } from './harness/unique';
import { byHand } from './harness/workflows';
import { preview } from './preview';

let { n8n, api, emulator, credential } = {} as Site;
/** Of a Runway whose files are worth looking at, which takes its time to draw them. */
let drawing: Saved;
let editor: Editor;

beforeAll(async () => {
	({ n8n, api, emulator, credential } = await startSite(await startRunway(), { env: FILES_ON_DISK }));
	drawing = await addCredential(api, await startRunway({ render: 'full' }));
	editor = await openEditor(n8n, api);
});

afterAll(stopAll);

const animate = (parameters = {}) =>
	runway('Animate Image', credential, { resource: 'video', operation: 'animate', ...parameters });

it('is found by what people type into the node list', async () => {
	await editor.openWorkflow(byHand([''], []));
	const { page } = editor;
	for (const words of ['runway', 'video', 'gen4']) {
		await page.locator('[data-test-id="node-creator-plus-button"]').click();
		await page.locator('[data-test-id="node-creator-search-bar"]').fill(words);
		const entry = page.locator('[data-test-id="node-creator-node-item"], [data-test-id="item-iterator-item"]');
		await entry.filter({ hasText: 'Runway' }).first().waitFor();
		if (words === 'video') await editor.screenshot('node-list');
		await page.keyboard.press('Escape');
	}
	say('Part 3: found in the node list by "runway", "video" and "gen4".');
});

it('picks a saved workflow from the list, offers what its runs can, and shows what is wrong with its inputs', async () => {
	const id = '11111111-1111-4111-8111-111111111111';
	emulator.core.things.add('workflows', { name: 'Teaser', versions: [{ id, version: 2, createdAt: '2026-01-01T00:00:00.000Z' }] });
	const parameters = { resource: 'savedWorkflow', operation: 'run', nodeOutputs: '{ "node": { "prompt": "A fox" } }' };
	await editor.openWorkflow(byHand(['x'], [runway('Run', credential, parameters)]));
	await editor.openNode('Run');
	const { page } = editor;
	await page.locator('[data-test-id="resource-locator-workflowId"] [data-test-id="rlc-input"]').click();
	await page.locator('[data-test-id="rlc-item"]').filter({ hasText: 'Teaser (version 2)' }).click();
	await page.locator('[data-test-id="collection-parameter-add"]').first().click();
	const shown = page.locator('[data-test-id="collection-parameter-option"]:visible');
	await shown.first().waitFor();
	const labels = (await shown.allInnerTexts()).map((label) => label.trim());
	expect(labels).toContain('Wait Limit (Minutes)');
	for (const label of ['Cancel on Stop', 'Credit Limit', 'Retries of Failed Tasks', 'While Waiting']) expect(labels).not.toContain(label);
	await page.keyboard.press('Escape');
	await editor.screenshot('panel-savedWorkflow.run');
	await page.locator('[data-test-id="node-execute-button"]').click();
	await page.locator('[data-test-id="node-error-message"]').getByText('Node Outputs: node: prompt: Expected an object such as').waitFor();
	await editor.screenshot('error-node-outputs');
	await editor.choose('operation', 'Get Many Saved Workflows');
	await editor.field('returnAll').waitFor();
	expect(await page.locator('[data-test-id="parameter-input-waitForCompletion"]').count()).toBe(0);
	await editor.closeNode();
});

it('uploads the file of the node before, and says it when there is none', async () => {
	// A picture as large as real ones: Runway takes no file of less than 512 bytes.
	const upload = () => runway('Upload', drawing, { resource: 'file', operation: 'upload' });
	const picture = runway('Picture', drawing, { resource: 'image', operation: 'generate', promptText: 'A paper boat' });
	const { page } = editor;
	await editor.openWorkflow(byHand(['x'], [picture, upload()]));
	await editor.openNode('Upload');
	await page.locator('[data-test-id="node-execute-button"]').click();
	await page.locator('[data-test-id="output-panel"]').getByText('runwayUri').first().waitFor();
	await editor.screenshot('upload-file');
	await editor.closeNode();

	await editor.openWorkflow(byHand(['x'], [upload()]));
	await editor.openNode('Upload');
	await page.locator('[data-test-id="node-execute-button"]').click();
	await page.locator('[data-test-id="node-error-message"]').getByText('Input Binary Field: The item has no binary field "data".').waitFor();
	await editor.screenshot('error-no-file');
	await editor.closeNode();
});

it('runs with a model that the item names, its untouched fields as usual', async () => {
	const node = generate(credential, { model: '={{ $json.prompt }}', ratio: '', duration: '', promptText: 'By expression' });
	const done = await api.execute(byHand(['hailuo3'], [node]));
	expect(done.items('Generate')[0].json).toMatchObject({ model: 'hailuo3', ratio: '16:9', duration: 5 });
});

it('keeps the shape when the model is changed', async () => {
	const prompt = unique('Change of model');
	await editor.openWorkflow(byHand(['x'], [generate(credential, { promptText: prompt })]));
	await editor.openNode('Generate');
	await editor.choose('ratio', '9:16 Portrait (720 x 1280)');
	// This one has no ratio at all.
	await editor.choose('model', 'MiniMax H3 Max');
	await editor.choose('model', 'Gen-4.5');
	expect(await editor.field('ratio').locator('input').first().inputValue()).toBe('9:16 Portrait (720 x 1280)');
	// This one has the shape under another value.
	await editor.choose('model', 'Hailuo 3');
	expect(await editor.field('ratio').locator('input').first().inputValue()).toBe('9:16 Portrait, as 9:16');
	await editor.screenshot('changed-model');
	await editor.page.locator('[data-test-id="node-execute-button"]').click();
	await editor.page.locator('[data-test-id="output-panel"]').getByText('Binary', { exact: true }).waitFor({ timeout: 60_000 });
	const [{ request }] = tasksOf(emulator, [prompt]);
	expect(request.body).toMatchObject({ model: 'hailuo3', ratio: '9:16' });
	await editor.closeNode();
});

it('adds only the model options that the model takes', async () => {
	await editor.openWorkflow(byHand(['x'], [generate(credential, { model: 'veo3.1', duration: 4 })]));
	await editor.openNode('Generate');
	const { page } = editor;
	await page.locator('[data-test-id="collection-parameter-add"]').first().click();
	const shown = page.locator('[data-test-id="collection-parameter-option"]:visible');
	await shown.first().waitFor();
	const labels = (await shown.allInnerTexts()).map((label) => label.trim());
	const own = optionEntries(findModel('veo3.1')!.endpoints['video.generate']!).map(({ field }) => field.displayName);
	expect(labels).toEqual(own.sort((a, b) => a.localeCompare(b, 'en')));
	await editor.screenshot('options');
	await editor.closeNode();
});

it('marks an empty prompt', async () => {
	await editor.openWorkflow(byHand(['x'], [generate(credential, { promptText: '' })]));
	await editor.openNode('Generate');
	await editor.field('promptText').click();
	await editor.page.locator('[data-test-id="node-title-container"]').click();
	await editor.page.locator('[data-test-id="parameter-issues"]').first().waitFor();
	await editor.screenshot('empty-prompt');
	await editor.closeNode();
});

it('runs, and plays the video in the output panel', async () => {
	const prompt = 'A paper boat drifts through a harbour at dawn';
	await editor.openWorkflow(byHand([prompt], [generate(drawing, { promptText: prompt })]));
	await editor.openNode('Generate');
	await editor.screenshot('generate-video');
	expect(await preview(editor, 'video/mp4', 'video')).toEqual({ seconds: 5, width: 1280, error: undefined });
	await editor.page.waitForTimeout(1000);
	await editor.screenshot('video-preview');
	await editor.closeNode();
	say('Part 3: ran in the editor; the preview plays 5 s, 1280 pixels wide.');
});

it('shows images in the output panel', async () => {
	const parameters = { resource: 'image', operation: 'generate', model: 'gpt_image_2', promptText: 'A paper boat' };
	await editor.openWorkflow(byHand(['x'], [runway('Draw', drawing, { ...parameters, modelOptions: { outputCount: 2 } })]));
	await editor.openNode('Draw');
	expect(await preview(editor, 'image/png', 'img')).toMatchObject({ width: 1920 });
	await editor.screenshot('image-preview');
	await editor.closeNode();
});

it('plays sound in the output panel', async () => {
	const parameters = { resource: 'audio', operation: 'soundEffect', promptText: 'Waves', modelOptions: { duration: 3 } };
	await editor.openWorkflow(byHand(['x'], [runway('Sound', drawing, parameters)]));
	await editor.openNode('Sound');
	const { seconds } = (await preview(editor, 'audio/mpeg', 'audio')) as { seconds: number };
	expect(seconds).toBeCloseTo(3, 0);
	await editor.screenshot('sound-preview');
	await editor.closeNode();
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
});
