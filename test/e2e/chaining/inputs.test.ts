import { createCanvas } from '@napi-rs/canvas';
import { animate } from '../../engine/sketches';
import { chain } from '../../engine/workflow';
import { tasksOf } from '../harness/check';
import { stopAll } from '../harness/closing';
import { generate, runway } from '../harness/runway';
import { say } from '../harness/say';
import type { Site } from '../harness/site';
import { unique } from '../harness/unique';
import { until } from '../harness/until';
import { byHand, putOnDuty, webhook } from '../harness/workflows';
import { delivered, startChain } from './site';
import { pin } from './workflows';

/** What sets Runway off, and where its fields come from. */

let site: Site;

beforeAll(async () => {
	site = await startChain();
});

afterAll(stopAll);

it('makes a clip each time a Schedule Trigger fires', async () => {
	const { api, credential } = site;
	const prompt = unique('=clip of execution {{ $execution.id }}');
	const { id } = await api.createWorkflow(
		chain(
			{
				name: 'Schedule Trigger',
				type: 'n8n-nodes-base.scheduleTrigger',
				typeVersion: 1.2,
				parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
			},
			generate(credential, { promptText: prompt }),
		),
	);
	await api.activate(id);
	const fired = async () => (await api.executions(id)).filter(({ mode }) => mode === 'trigger');
	await until('the trigger to fire twice', async () => (await fired()).length >= 2);
	await api.request('POST', `/workflows/${id}/deactivate`);
	const executions = await Promise.all((await fired()).map(async (one) => await api.waitFor(one.id)));
	const prompts = executions.map((one) => String(one.items('Generate')[0]?.json.promptText));
	expect(new Set(prompts).size).toBe(executions.length);
	for (const [index, execution] of executions.entries()) await delivered(site, execution, 'Generate', [prompts[index]]);
	say(`Part 4: Schedule Trigger fired ${executions.length} times: one task, one file each.`);
});

it('animates an image that a Webhook receives, and answers with the video', async () => {
	const { emulator, credential } = site;
	const image = await picture();
	const caption = unique('the photo comes to life');
	const parameters = animate({ binaryPropertyName: 'photo', promptText: '={{ $json.body.caption }}' });
	const { post } = await putOnDuty(
		site,
		chain(
			webhook({ responseMode: 'lastNode', responseData: 'firstEntryBinary' }),
			runway('Animate', credential, parameters),
		),
	);
	const form = new FormData();
	form.set('caption', caption);
	form.set('photo', new Blob([new Uint8Array(image)], { type: 'image/png' }), 'photo.png');
	const response = await post(form);
	const video = Buffer.from(await response.arrayBuffer());
	const [task] = tasksOf(emulator, [caption]);
	expect([response.status, response.headers.get('content-type')]).toEqual([200, 'video/mp4']);
	expect(video.equals(await emulator.core.outputBytes(task.id))).toBe(true);
	const [, sent] = String(task.request.body.promptImage).split('data:image/png;base64,');
	expect(Buffer.from(sent, 'base64').equals(image)).toBe(true);
	say(`Part 4: Webhook: ${image.length} bytes of image reached Runway, ${video.length} bytes of video came back.`);
});

async function picture(): Promise<Buffer> {
	const canvas = createCanvas(640, 360);
	const context = canvas.getContext('2d');
	context.fillStyle = 'teal';
	context.fillRect(0, 0, 640, 360);
	return await canvas.encode('png');
}

it('reads every field from the columns of a sheet', async () => {
	const { api, emulator, credential } = site;
	const prompts = ['row one', 'row two', 'row three'].map(unique);
	const rows = [
		{ Prompt: prompts[0], Model: 'gen4.5', Shape: '720:1280', Seconds: '2', Seed: '7', 'File name': 'monday' },
		{ Prompt: prompts[1], Model: 'veo3.1', Shape: '1920:1080', Seconds: 8, Seed: 8, 'File name': 'tuesday' },
		{ Prompt: prompts[2], Model: 'gen4.5', Shape: '1280:720', Seconds: 3, Seed: '', 'File name': '' },
	];
	const sheet = { name: 'Google Sheets', type: 'n8n-nodes-base.googleSheets', typeVersion: 4.5 };
	const filled = generate(credential, {
		model: '={{ $json.Model }}',
		promptText: '={{ $json.Prompt }}',
		ratio: '={{ $json.Shape }}',
		duration: '={{ $json.Seconds }}',
		modelOptions: { seed: '={{ $json.Seed }}' },
		options: { fileName: "={{ $json['File name'] }}" },
	});
	const execution = await api.execute(pin(byHand([''], [sheet, filled]), sheet.name, rows));
	await delivered(site, execution, 'Generate', prompts);
	const tasks = tasksOf(emulator, prompts);
	expect(tasks.map(({ request }) => request.body)).toEqual([
		{ model: 'gen4.5', promptText: prompts[0], ratio: '720:1280', duration: 2, seed: 7 },
		{ model: 'veo3.1', promptText: prompts[1], ratio: '1920:1080', duration: 8, seed: 8 },
		{ model: 'gen4.5', promptText: prompts[2], ratio: '1280:720', duration: 3 },
	]);
	const items = execution.items('Generate');
	expect(items.map(({ binary }) => binary!.data.fileName)).toEqual([
		'monday.mp4',
		'tuesday.mp4',
		`runway-${tasks[2].id}.mp4`,
	]);
	say(`Part 4: ${rows.length} sheet rows with 6 columns: ${items.length} files, every column arrived.`);
});
