import { unzipSync } from 'fflate';
import { mkdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { NodeSketch } from '../../engine/workflow';
import type { Execution } from '../harness/client';
import { stopAll } from '../harness/closing';
import { generate } from '../harness/runway';
import { say } from '../harness/say';
import type { Site } from '../harness/site';
import { unique } from '../harness/unique';
import { byHand } from '../harness/workflows';
import { startFtp, type FtpServer } from './ftp';
import { startObjectStore, type ObjectStore } from './s3';
import { startSftp } from './sftp';
import { delivered, startChain } from './site';
import { startUploadSite, type UploadSite } from './uploadForm';
import { fanOut, upload } from './workflows';

/** Nodes that users put behind Runway to get the files away: one execution, each of them with the same files. */

const prompts = ['a lighthouse in fog', 'a tram in the rain'].map(unique);
let site: Site;
let form: UploadSite;
let store: ObjectStore;
let ftp: FtpServer;
let sftp: FtpServer;
let folder: string;
let execution: Execution;
let served: Buffer[];
let names: string[];

beforeAll(async () => {
	const servers = [startChain(), startUploadSite(), startObjectStore(), startFtp(), startSftp()] as const;
	[site, form, store, ftp, sftp] = await Promise.all(servers);
	// The folder that n8n lets workflows write to unless told otherwise.
	folder = path.join(site.n8n.userFolder, '.n8n-files');
	await mkdir(folder, { recursive: true });
	const nodes = [
		upload('HTTP Request', 'httpRequest', httpRequest(form)),
		upload('S3', 's3', await s3(store)),
		upload('FTP', 'ftp', await ftpUpload('ftp', ftp)),
		upload('SFTP', 'ftp', await ftpUpload('sftp', sftp)),
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
	execution = await site.api.execute(fanOut(byHand(prompts, [generate(site.credential)]), nodes));
	served = await delivered(site, execution, 'Generate', prompts);
	names = execution.items('Generate').map(({ json }) => String(json.fileName));
});

afterAll(stopAll);

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
		credentials: { s3: await site.api.createCredential('s3', data) },
	};
};

const ftpUpload = async (protocol: 'ftp' | 'sftp', { port, user, password }: FtpServer): Promise<Partial<NodeSketch>> => {
	const data = { host: '127.0.0.1', port, username: user, password };
	return {
		parameters: { protocol, operation: 'upload', path: '=/clips/{{ $json.fileName }}' },
		credentials: { [protocol]: await site.api.createCredential(protocol, data) },
	};
};

/** How many bytes came through, for the report. */
const bytes = () => served.reduce((sum, file) => sum + file.length, 0);

it('HTTP Request sends the files as a form', () => {
	// n8n's node sends them side by side, so they arrive in any order.
	expect(form.received.map(({ name }) => name).sort()).toEqual([...names].sort());
	names.forEach((name, index) => {
		const file = form.received.find((received) => received.name === name)!;
		expect(file.fields).toEqual({ title: prompts[index] });
		expect(file.type).toBe('video/mp4');
		expect(file.bytes.equals(served[index])).toBe(true);
	});
	say(`Part 4: HTTP Request uploaded ${form.received.length} files, ${bytes()} bytes, all equal.`);
});

it('S3 stores them', () => {
	expect([...store.objects.keys()]).toEqual(names.map((name) => `/clips/${name}`));
	[...store.objects.values()].forEach((object, index) => {
		expect(object.type).toBe('video/mp4');
		expect(object.bytes.equals(served[index])).toBe(true);
	});
	say(`Part 4: S3 stored ${store.objects.size} objects, ${bytes()} bytes, all equal.`);
});

it.each(['FTP', 'SFTP'])('%s stores them', (protocol) => {
	const { files } = protocol === 'FTP' ? ftp : sftp;
	expect([...files.keys()]).toEqual(names.map((name) => `/clips/${name}`));
	[...files.values()].forEach((file, index) => expect(file.equals(served[index])).toBe(true));
	say(`Part 4: ${protocol} stored ${files.size} files, ${bytes()} bytes, all equal.`);
});

it('Write File to Disk writes them', async () => {
	const written = await Promise.all(names.map(async (name) => await readFile(path.join(folder, name))));
	written.forEach((file, index) => expect(file.equals(served[index])).toBe(true));
	say(`Part 4: Write File to Disk wrote ${written.length} files, ${bytes()} bytes, all equal.`);
});

it('Compression packs them', async () => {
	const packed = execution.items('Compression').map(({ binary }) => binary!.packed);
	const archives = await Promise.all(packed.map(async (file) => unzipSync(await site.api.download(file))));
	expect(archives.map((files) => Object.keys(files))).toEqual(names.map((name) => [name]));
	archives.forEach((files, index) => expect(served[index].equals(files[names[index]])).toBe(true));
	say(`Part 4: Compression zipped ${packed.length} files; unzipped, all are equal.`);
});
