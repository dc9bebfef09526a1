import { createCanvas } from '@napi-rs/canvas';
import { mkdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningEmulator } from '../emulator/server';
import { chain, type NodeSketch } from '../engine/workflow';
import { startFtp, type FtpServer } from './chaining/ftp';
import { closeServers } from './chaining/listen';
import { startObjectStore, type ObjectStore } from './chaining/s3';
import { unzip } from './chaining/unzip';
import { startUploadSite, type UploadSite } from './chaining/uploadForm';
import { connect, fanOut, pin, upload } from './chaining/workflows';
import { filesOf, tasksOf } from './harness/check';
import { client, type Client, type Execution, type Saved } from './harness/client';
import { addCredential, closeEmulators, generate, runway, startRunway } from './harness/runway';
import { say } from './harness/say';
import { closeN8n, startN8n, type N8n } from './harness/server';
import { byHand, START } from './harness/workflows';

let n8n: N8n;
let api: Client;
let emulator: RunningEmulator;
let credential: Saved;

beforeAll(async () => {
	n8n = await startN8n({ env: { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' } });
	api = await client(n8n);
	// Large enough to travel in many pieces.
	emulator = await startRunway({ outcome: () => ({ sizeBytes: 3_000_000 }) });
	credential = await addCredential(api, emulator);
});

afterAll(async () => {
	await closeN8n();
	await closeEmulators();
	await closeServers();
});

/** Compares what a node gave with what the emulator served for its prompts, one task each; resolves to the files. */
async function delivered(execution: Execution, node: string, prompts: readonly string[]): Promise<Buffer[]> {
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	const items = execution.items(node);
	expect(items.map(({ json }) => json.taskId)).toEqual(tasksOf(emulator, prompts).map(({ id }) => id));
	return await filesOf(emulator, api, execution, node);
}

describe('upload nodes behind Runway', () => {
	const prompts = ['a lighthouse in fog', 'a tram in the rain'];
	let site: UploadSite;
	let store: ObjectStore;
	let ftp: FtpServer;
	let folder: string;
	let execution: Execution;
	let served: Buffer[];
	let names: string[];

	beforeAll(async () => {
		[site, store, ftp] = await Promise.all([startUploadSite(), startObjectStore(), startFtp()]);
		// The folder that n8n lets workflows write to unless told otherwise.
		folder = path.join(n8n.userFolder, '.n8n-files');
		await mkdir(folder, { recursive: true });
		const nodes = [
			upload('HTTP Request', 'httpRequest', httpRequest(site)),
			upload('S3', 's3', await s3(store)),
			upload('FTP', 'ftp', await ftpUpload(ftp)),
			upload('Write', 'readWriteFile', {
				typeVersion: 1.1,
				parameters: { operation: 'write', fileName: `=${folder}/{{ $json.fileName }}`, dataPropertyName: 'data' },
			}),
			upload('Compression', 'compression', {
				typeVersion: 1.1,
				parameters: {
					operation: 'compress',
					binaryPropertyName: 'data',
					outputFormat: 'zip',
					fileName: '={{ $json.fileName }}.zip',
					binaryPropertyOutput: 'packed',
				},
			}),
		];
		execution = await api.execute(fanOut(byHand(prompts, [generate(credential)]), nodes));
		served = await delivered(execution, 'Generate', prompts);
		names = execution.items('Generate').map(({ json }) => String(json.fileName));
	});

	const httpRequest = ({ url }: UploadSite): Partial<NodeSketch> => ({
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url,
			sendBody: true,
			contentType: 'multipart-form-data',
			bodyParameters: {
				parameters: [
					{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' },
					{ parameterType: 'formData', name: 'title', value: '={{ $json.promptText }}' },
				],
			},
		},
	});

	const s3 = async ({ endpoint, accessKeyId }: ObjectStore): Promise<Partial<NodeSketch>> => {
		const data = { endpoint, region: 'us-east-1', accessKeyId, secretAccessKey: 'x', forcePathStyle: true };
		return {
			parameters: { operation: 'upload', bucketName: 'clips', fileName: '={{ $json.fileName }}' },
			credentials: { s3: await api.createCredential('s3', data) },
		};
	};

	const ftpUpload = async ({ port, user, password }: FtpServer): Promise<Partial<NodeSketch>> => ({
		parameters: { operation: 'upload', path: '=/clips/{{ $json.fileName }}' },
		credentials: { ftp: await api.createCredential('ftp', { host: '127.0.0.1', port, username: user, password }) },
	});

	/** How many bytes came through, for the report. */
	const bytes = () => served.reduce((sum, file) => sum + file.length, 0);

	it('HTTP Request sends the files as a form', () => {
		// n8n's node sends them side by side, so they arrive in any order.
		expect(site.received.map(({ name }) => name).sort()).toEqual([...names].sort());
		names.forEach((name, index) => {
			const file = site.received.find((received) => received.name === name)!;
			expect(file.fields).toEqual({ title: prompts[index] });
			expect(file.type).toBe('video/mp4');
			expect(file.bytes.equals(served[index])).toBe(true);
		});
		say(`Part 4: HTTP Request uploaded ${site.received.length} files, ${bytes()} bytes, all equal.`);
	});

	it('S3 stores them', () => {
		expect([...store.objects.keys()]).toEqual(names.map((name) => `/clips/${name}`));
		[...store.objects.values()].forEach((object, index) => {
			expect(object.type).toBe('video/mp4');
			expect(object.bytes.equals(served[index])).toBe(true);
		});
		say(`Part 4: S3 stored ${store.objects.size} objects, ${bytes()} bytes, all equal.`);
	});

	it('FTP stores them', () => {
		expect([...ftp.files.keys()]).toEqual(names.map((name) => `/clips/${name}`));
		[...ftp.files.values()].forEach((file, index) => expect(file.equals(served[index])).toBe(true));
		say(`Part 4: FTP stored ${ftp.files.size} files, ${bytes()} bytes, all equal.`);
	});

	it('Write File to Disk writes them', async () => {
		const written = await Promise.all(names.map(async (name) => await readFile(path.join(folder, name))));
		written.forEach((file, index) => expect(file.equals(served[index])).toBe(true));
		say(`Part 4: Write File to Disk wrote ${written.length} files, ${bytes()} bytes, all equal.`);
	});

	it('Compression packs them', async () => {
		const packed = execution.items('Compression').map(({ binary }) => binary!.packed);
		const archives = await Promise.all(packed.map(async (file) => unzip(await api.download(file))));
		expect(archives.map((entries) => entries.map(({ name }) => name))).toEqual(names.map((name) => [name]));
		archives.forEach(([{ bytes }], index) => expect(bytes.equals(served[index])).toBe(true));
		say(`Part 4: Compression zipped ${packed.length} files; unzipped, all are equal.`);
	});
});

it('makes a clip each time a Schedule Trigger fires', async () => {
	const prompt = '=clip of execution {{ $execution.id }}';
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
	while ((await fired()).length < 2) await pause(200);
	await api.request('POST', `/workflows/${id}/deactivate`);
	const executions = await Promise.all((await fired()).map(async (one) => await api.waitFor(one.id)));
	const prompts = executions.map((one) => String(one.items('Generate')[0]?.json.promptText));
	expect(new Set(prompts).size).toBe(executions.length);
	for (const [index, execution] of executions.entries()) await delivered(execution, 'Generate', [prompts[index]]);
	say(`Part 4: Schedule Trigger fired ${executions.length} times: one task, one file each.`);
});

it('animates an image that a Webhook receives, and answers with the video', async () => {
	const image = await picture();
	const { id } = await api.createWorkflow(
		chain(
			{
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: 'photo',
				parameters: {
					httpMethod: 'POST',
					path: 'photo',
					responseMode: 'lastNode',
					responseData: 'firstEntryBinary',
				},
			},
			runway('Animate', credential, {
				resource: 'video',
				operation: 'animate',
				model: 'gen4_turbo',
				imageSource: 'binary',
				binaryPropertyName: 'photo',
				promptText: '={{ $json.body.caption }}',
				ratio: '1280:720',
				duration: 5,
			}),
		),
	);
	await api.activate(id);
	const caption = 'the photo comes to life';
	const post = async () => {
		const form = new FormData();
		form.set('caption', caption);
		form.set('photo', new Blob([new Uint8Array(image)], { type: 'image/png' }), 'photo.png');
		return await fetch(`${n8n.url}/webhook/photo`, { method: 'POST', body: form });
	};
	let response = await post();
	// For a moment after activation n8n does not know the webhook yet.
	for (let tries = 0; response.status === 404 && tries < 50; tries += 1) {
		await pause(200);
		response = await post();
	}
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
	const rows = [
		{ Prompt: 'row one', Model: 'gen4.5', Shape: '720:1280', Seconds: '2', Seed: '7', 'File name': 'monday' },
		{ Prompt: 'row two', Model: 'veo3.1', Shape: '1920:1080', Seconds: 8, Seed: 8, 'File name': 'tuesday' },
		{ Prompt: 'row three', Model: 'gen4.5', Shape: '1280:720', Seconds: 3, Seed: '', 'File name': '' },
	];
	const sheet = 'Google Sheets';
	const execution = await api.execute(
		pin(
			chain(
				{ name: START, type: 'n8n-nodes-base.manualTrigger' },
				{ name: sheet, type: 'n8n-nodes-base.googleSheets', typeVersion: 4.5 },
				generate(credential, {
					model: '={{ $json.Model }}',
					promptText: '={{ $json.Prompt }}',
					ratio: '={{ $json.Shape }}',
					duration: '={{ $json.Seconds }}',
					modelOptions: { seed: '={{ $json.Seed }}' },
					options: { fileName: "={{ $json['File name'] }}" },
				}),
			),
			sheet,
			rows,
		),
	);
	const prompts = rows.map(({ Prompt }) => Prompt);
	await delivered(execution, 'Generate', prompts);
	const tasks = tasksOf(emulator, prompts);
	expect(tasks.map(({ request }) => request.body)).toEqual([
		{ model: 'gen4.5', promptText: 'row one', ratio: '720:1280', duration: 2, seed: 7 },
		{ model: 'veo3.1', promptText: 'row two', ratio: '1920:1080', duration: 8, seed: 8 },
		{ model: 'gen4.5', promptText: 'row three', ratio: '1280:720', duration: 3 },
	]);
	const items = execution.items('Generate');
	expect(items.map(({ binary }) => binary!.data.fileName)).toEqual([
		'monday.mp4',
		'tuesday.mp4',
		`runway-${tasks[2].id}.mp4`,
	]);
	say(`Part 4: ${rows.length} sheet rows with 6 columns: ${items.length} files, every column arrived.`);
});

it('goes through Loop Over Items one by one', async () => {
	const prompts = ['first round', 'second round', 'third round'];
	const loop = 'Loop Over Items';
	const looped = chain(
		{ name: START, type: 'n8n-nodes-base.manualTrigger' },
		{ name: loop, type: 'n8n-nodes-base.splitInBatches', typeVersion: 3 },
	);
	// What n8n's pairing leads back to from behind the loop.
	const row = { id: 'row', name: 'row', type: 'string', value: `={{ $('${START}').item.json.prompt }}` };
	const done: NodeSketch = {
		name: 'Done',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { includeOtherFields: true, assignments: { assignments: [row] } },
	};
	const nodes = [...looped.nodes, ...chain(generate(credential), done).nodes];
	const workflow = [
		{ from: loop, to: 'Done', output: 0 },
		{ from: loop, to: 'Generate', output: 1 },
		{ from: 'Generate', to: loop, output: 0 },
	].reduce((grown, { from, to, output }) => connect(grown, from, to, { output }), { ...looped, nodes });
	const execution = await api.execute(pin(workflow, START, prompts.map((prompt) => ({ prompt }))));
	expect(execution.runs('Generate')).toBe(prompts.length);
	for (const [round, prompt] of prompts.entries()) {
		const [item, ...more] = execution.items('Generate', 0, round);
		expect(more).toEqual([]);
		expect([item.json.promptText, item.pairedItem]).toEqual([prompt, { item: 0 }]);
	}
	await delivered(execution, 'Done', prompts);
	expect(execution.items('Done').map(({ json }) => json.row)).toEqual(prompts);
	say(`Part 4: Loop Over Items: ${execution.runs('Generate')} rounds, one task each, paired with their rows.`);
});
