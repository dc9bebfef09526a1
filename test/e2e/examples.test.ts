import type { IDataObject, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { renderTiny } from '../emulator/render';
import { picture } from '../emulator/talk';
import type { CreateRequest, Outcome } from '../emulator/types';
import { EXAMPLES, example, isRunway, NODE_VERSIONS, STICKY_NOTE } from '../examples/examples';
import { openEditor } from './browserEditor';
import { startChatModel } from './chaining/chatModel';
import { press, startMailServer } from './chaining/mail';
import { takePicture } from './examples/picture';
import { askedOf, withRecorders } from './examples/recorders';
import { setUp } from './examples/setUp';
import { ask } from './harness/ask';
import { filesOf, tasksOf } from './harness/check';
import { stopAll } from './harness/closing';
import { ensureN8n } from './harness/install';
import { startRunway } from './harness/runway';
import { say } from './harness/say';
import { FILES_ON_DISK } from './harness/server';
import { startSite, type Site } from './harness/site';
import { until } from './harness/until';
import { versions, type N8nVersion } from './harness/versions';

/** The templates in a real n8n, with its own nodes between ours. */

let site: Site;

beforeAll(async () => {
	site = await startSite(await startRunway({ outcome: asPromptSays }), { env: FILES_ON_DISK });
});

afterAll(stopAll);

const REFUSED = { failure: 'Refused by the test', failureCode: 'SAFETY.INPUT.TEXT' };

/** How long a task takes, or that it fails, where its prompt says so. */
function asPromptSays({ body }: Pick<CreateRequest, 'body'>): Outcome {
	const [, seconds] = /, (\d+) s$/.exec(String(body.promptText)) ?? [];
	if (seconds) return { durationMs: 1000 * Number(seconds) };
	return String(body.promptText).endsWith(', refused') ? { fail: REFUSED } : {};
}

const started = (text: RegExp) => site.emulator.core.tasks.all.filter(({ request }) => text.test(JSON.stringify(request.body)));

/** Runs a template by hand from its first trigger. What pinned nodes give stands in place of what they would fetch. */
async function run(name: string, pinned: Record<string, IDataObject[]>, recorders: Record<string, Record<string, string>>) {
	const workflow = withRecorders(await setUp(site, example(name)), recorders);
	const pinData = Object.fromEntries(Object.entries(pinned).map(([node, rows]) => [node, rows.map((json) => ({ json }))]));
	const trigger = workflow.nodes.find(({ type }) => /trigger$/i.test(type))!.name;
	const { id } = await site.api.createWorkflow({ ...workflow, pinData });
	return await site.api.waitFor(await site.api.run(id, trigger));
}

it('sheet-rows-to-youtube', async () => {
	const rows = ['a boat', 'a fox, refused', 'a tram'].map((prompt, index) => ({ row_number: index + 2, title: `Clip ${index}`, prompt }));
	const recorders = { 'Mark as Made': {}, 'Upload as Private': { uploadId: 'id' }, 'Mark as Done': {}, 'Mark as Failed': {}, 'Report What Failed': {} };
	const execution = await run('sheet-rows-to-youtube', { 'Rows to Make': rows }, recorders);
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	expect(askedOf(execution, 'Upload as Private')).toMatchObject([{ title: 'Clip 0', options: { description: 'a boat' } }, { title: 'Clip 2' }]);
	expect(await filesOf(site.emulator, site.api, { ...execution, items: () => execution.items('Generate Clips') }, '')).toHaveLength(2);
	expect(askedOf(execution, 'Mark as Done').map(({ columns }) => (columns as IDataObject).value)).toEqual([
		{ row_number: '2', video: 'https://youtu.be/id' },
		{ row_number: '4', video: 'https://youtu.be/id' },
	]);
	const [made, failed] = tasksOf(site.emulator, rows.map(({ prompt }) => prompt));
	expect(askedOf(execution, 'Mark as Made')).toMatchObject([{ columns: { value: { row_number: '2', taskId: made.id } } }, {}]);
	expect(askedOf(execution, 'Mark as Failed')).toMatchObject([{ columns: { value: { row_number: '3', status: 'failed', taskId: failed.id } } }]);
	expect(askedOf(execution, 'Report What Failed')).toEqual([{ text: expect.stringMatching(new RegExp(`^1 clips .*\\nClip 1: .*Task: ${failed.id}$`)) as string }]);
	say('Template sheet-rows-to-youtube: two rows uploaded and noted, the third reported with its task.');
});

it('product-photo-to-ad: the form answers with the film', async () => {
	const workflow = await setUp(site, example('product-photo-to-ad'));
	const { id } = await site.api.createWorkflow(workflow);
	await site.api.activate(id);
	const form = new FormData();
	form.set('field-0', new Blob([new Uint8Array(picture('image/png'))], { type: 'image/png' }), 'bottle.png');
	form.set('field-1', 'A steel bottle');
	form.set('field-2', 'A hike at sunrise');
	const address = `${site.n8n.url}/form/${workflow.nodes.find(({ name }) => name === 'Product Form')!.webhookId}`;
	const { formWaitingUrl } = await until('the form', async () => {
		const response = await ask(address, { method: 'POST', body: form });
		return response.ok && ((await response.json()) as { formWaitingUrl: string });
	});
	const page = new URL(formWaitingUrl);
	const status = new URL(`${page.pathname}/n8n-execution-status${page.search}`, page);
	await until('the answer', async () => (await (await ask(status)).text()).trim() === 'form-waiting');
	const html = await (await ask(page)).text();
	const [, encoded] = /JSON\.parse\(decodeURIComponent\("([^"]+)"\)\)/.exec(html)!;
	const [{ data, fileName }] = JSON.parse(decodeURIComponent(encoded)) as Array<{ data: { data: number[] }; fileName: string }>;
	const [task] = started(/A steel bottle/);
	expect(task.request.body).toMatchObject({ productInfo: 'A steel bottle', userConcept: 'A hike at sunrise' });
	expect(fileName).toBe('product-ad.mp4');
	expect(Buffer.from(data.data).equals(await site.emulator.core.outputBytes(task.id))).toBe(true);
	expect(html).toMatch(/It cost \d+ credits/);
	say('Template product-photo-to-ad: the photo went in by form, and the form answered with the film.');
});

it('text-to-portrait-clip', async () => {
	const execution = await run('text-to-portrait-clip', {}, { 'Send With Caption': {} });
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	expect(askedOf(execution, 'Send With Caption')).toEqual([{ additionalFields: { caption: 'Still on duty. #lighthouse #evening' } }]);
	expect(await filesOf(site.emulator, site.api, execution, 'Send With Caption')).toHaveLength(1);
});

it('clip-with-speech-and-sound', async () => {
	const execution = await run('clip-with-speech-and-sound', {}, { 'Send All Three': {} });
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	const [{ binary }, ...more] = execution.items('Send All Three');
	expect(more).toEqual([]);
	expect(Object.keys(binary!).sort()).toEqual(['clip', 'sound', 'speech']);
	say('Template clip-with-speech-and-sound: three files in one item.');
});

it('dub-into-five-languages', async () => {
	const sound = { data: (await renderTiny('harbour', '.mp3')).toString('base64'), fileName: 'harbour.mp3', mimeType: 'audio/mpeg' };
	const workflow = withRecorders(await setUp(site, example('dub-into-five-languages')), { 'Save to Drive': {} });
	const pinData = { 'Sound of the Clip': [{ json: { Name: 'harbour' }, binary: { Sound: sound } }] };
	const { id } = await site.api.createWorkflow({ ...workflow, pinData });
	const execution = await site.api.waitFor(await site.api.run(id, 'Sound of the Clip'));
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	expect(askedOf(execution, 'Save to Drive')).toEqual(['es', 'fr', 'de', 'pt', 'ja'].map((language) => ({ name: `harbour-${language}.mp3` })));
	expect(await filesOf(site.emulator, site.api, execution, 'Save to Drive')).toHaveLength(5);
	say('Template dub-into-five-languages: five files, named by language.');
});

it('daily-credits-report: a day on which nothing was used', async () => {
	const execution = await run('daily-credits-report', {}, { Warn: {}, Report: {} });
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	expect(askedOf(execution, 'Report')).toEqual([{ text: expect.stringMatching(/^Runway yesterday: 0 credits, \d+ left\.\nNo model was used\.$/) as string }]);
	expect(execution.runs('Warn')).toBe(0);
});

it('agent-asks-before-it-pays: nothing is bought before the e-mail is answered', async () => {
	const mail = await startMailServer(site.api);
	const model = await startChatModel({ toolParameters: { Prompt: 'a kite above the dunes' }, hitlParameters: {} });
	const openAiApi = await site.api.createCredential('openAiApi', { apiKey: 'none', url: model.url });
	const workflow = await setUp(site, example('agent-asks-before-it-pays'), { smtp: mail.credential, openAiApi });
	const chat = 'When chat message received';
	const pinData = { [chat]: [{ json: { sessionId: '1', action: 'sendMessage', chatInput: 'A kite, please' } }] };
	const { id } = await site.api.createWorkflow({ ...workflow, pinData });
	const executionId = await site.api.run(id, chat);
	const question = await mail.received();
	await site.api.waitFor(executionId, ({ status }) => status === 'waiting');
	expect([question.subject, started(/a kite above the dunes/).length]).toEqual(['May this video be made?', 0]);
	expect(question.html).toContain('A video of 5 seconds, about 60 credits: a kite above the dunes');
	await press(question, true);
	const execution = await site.api.waitFor(executionId);
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	const [task] = started(/a kite above the dunes/);
	expect(JSON.stringify(execution.items('AI Agent'))).toContain(task.id);
	say('Template agent-asks-before-it-pays: asked by e-mail, approved, one video.');
});

it('all open in the editor, where their pictures are taken', async () => {
	const editor = await openEditor(site.n8n, site.api);
	editor.page.setDefaultTimeout(300_000);
	for (const name of EXAMPLES) {
		const workflow = await setUp(site, example(name));
		await editor.openWorkflow(workflow);
		const shown = await takePicture(editor, name);
		const notes = workflow.nodes.filter(({ type }) => type === STICKY_NOTE).length;
		expect([name, shown]).toEqual([name, { notes, nodes: workflow.nodes.length - notes }]);
	}
	say(`Templates: ${EXAMPLES.length} opened in the editor.`);
}, 1_800_000);

// n8n is killed in it.
it('overnight-batch: parked, n8n killed and started again, every file kept', async () => {
	const prompts = ['a wave, 80 s', 'a tide, 90 s', 'a storm, refused'];
	const rows = prompts.map((prompt, index) => ({ row_number: index + 2, name: `night-${index}`, prompt }));
	const recorders = { 'Note Task': {}, 'Save to Drive': {}, 'Row Is Done': {}, 'Note Task and Problem': {} };
	const workflow = withRecorders(await setUp(site, example('overnight-batch')), recorders);
	const { id } = await site.api.createWorkflow({ ...workflow, pinData: { 'Rows of the Night': rows.map((json) => ({ json })) } });
	const executionId = await site.api.run(id, 'Every Evening at 10');
	await site.api.waitFor(executionId, ({ status }) => status === 'waiting');
	await site.n8n.kill('SIGKILL');
	await site.n8n.restart();
	const execution = await site.api.waitFor(executionId);
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	expect(askedOf(execution, 'Save to Drive')).toEqual([{ name: 'night-0.mp4' }, { name: 'night-1.mp4' }]);
	expect(await filesOf(site.emulator, site.api, execution, 'Save to Drive')).toHaveLength(2);
	expect(askedOf(execution, 'Row Is Done')).toMatchObject(['2', '3'].map((row_number) => ({ columns: { value: { row_number } } })));
	const [wave, tide, failed] = tasksOf(site.emulator, prompts);
	expect(askedOf(execution, 'Note Task')).toMatchObject([wave, tide].map(({ id: taskId }) => ({ columns: { value: { taskId } } })));
	expect(askedOf(execution, 'Note Task and Problem')).toMatchObject([{ columns: { value: { row_number: '4', status: 'failed', taskId: failed.id } } }]);
	say('Template overnight-batch: parked, n8n killed and started again; two files, the third row noted with its task.');
});

describe.each(versions)('n8n $n8n', (version: N8nVersion) => {
	it('knows the nodes, their versions and their parameters', async () => {
		const { folder } = await ensureN8n(version);
		const types = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'].flatMap((name) => {
			const file = path.join(folder, 'node_modules', name, 'dist/types/nodes.json');
			const all = JSON.parse(readFileSync(file, 'utf8')) as INodeTypeDescription[];
			return all.map((type) => ({ ...type, name: `${name}.${type.name}` }));
		});
		const find = (type: string) => types.find(({ name, version: known }) => name === type && [known].flat().includes(NODE_VERSIONS[type]));
		// n8n makes it of another node when it starts; 1.123 does not.
		const own = (type: string) => type !== 'n8n-nodes-base.emailSendHitlTool';
		expect(Object.keys(NODE_VERSIONS).filter((type) => own(type) && !find(type))).toEqual([]);
		const nodes = EXAMPLES.flatMap((name) => example(name).nodes).filter((node) => !isRunway(node) && own(node.type));
		for (const node of nodes) {
			const type = find(node.type)!;
			const known = NodeHelpers.getNodeParameters(type.properties, node.parameters, true, false, node, type);
			// What the editor does not know, or would not show, it drops when a template is imported.
			expect([node.name, Object.keys(known!)]).toEqual([node.name, expect.arrayContaining(Object.keys(node.parameters)) as string[]]);
		}
	});
});
