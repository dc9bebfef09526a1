import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { tinyVideo } from '../emulator/video';
import type { Parameters } from '../engine/sketches';
import { closeBenches, generate, prompts, setUpBench, type BenchRun } from '../workflow/bench';
import { held } from './measuring';

type Mode = NonNullable<BenchRun['binaryMode']>;

const MEGABYTE = 1_000_000;

/** Pieces on their way come and go (30 MB were seen); a file of 120 MB that was held stands above that. */
const PIECES_UNDER_WAY = 80 * MEGABYTE;

/**
 * A host of files that keeps none: what is fetched is made while it is sent, what arrives is counted. Several times
 * on the way of each file it looks at the memory of this process, which is the node's as well.
 */
class Storage {
	/** The most that was in use at any look, in bytes. */
	most = 0;
	/** Of the last file that arrived, in bytes. */
	received = { sizeBytes: 0, announced: 0 };
	/** Of the file to be fetched, in bytes. */
	sizeBytes = 0;
	readonly server: Server;

	constructor() {
		this.server = createServer((request, response) => {
			if (request.method === 'GET') {
				response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': this.sizeBytes });
				return void Readable.from(this.pieces()).pipe(response);
			}
			const announced = Number(request.headers['content-length']);
			let sizeBytes = 0;
			request.on('data', (chunk: Buffer) => {
				const before = sizeBytes;
				sizeBytes += chunk.length;
				this.lookAt(before, sizeBytes, announced);
			});
			request.on('end', () => {
				this.received = { sizeBytes, announced };
				response.writeHead(204).end();
			});
		});
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/file.mp4`;
	}

	private *pieces() {
		const piece = Buffer.alloc(50_000, 7);
		for (let sent = 0; sent < this.sizeBytes; sent += piece.length) {
			yield piece;
			this.lookAt(sent, sent + piece.length, this.sizeBytes);
		}
	}

	/** Looks four times a file. */
	private lookAt(before: number, after: number, whole: number): void {
		const quarter = (sizeBytes: number) => Math.floor((4 * sizeBytes) / whole);
		if (quarter(after) > quarter(before)) this.most = Math.max(this.most, held());
	}
}

const storage = new Storage();

beforeAll(async () => {
	storage.server.listen(0, '127.0.0.1');
	await once(storage.server, 'listening');
});

afterAll(() => {
	storage.server.close();
	storage.server.closeAllConnections();
});

afterEach(closeBenches);

/** The most that is in use while a file travels, in bytes, beyond what was in use before. */
async function mostHeld(work: () => Promise<void>): Promise<number> {
	const before = held();
	storage.most = before;
	await work();
	return Math.max(storage.most, held()) - before;
}

describe('a file from Runway', () => {
	/** What a clip of this size takes on its way into n8n's store. */
	async function download(sizeBytes: number, binaryMode: Mode): Promise<number> {
		const { run } = await setUpBench({
			durationMs: 1000,
			fault: ({ route }) => {
				const change = (task: unknown) => ('output' in (task as object) ? { ...(task as object), output: [storage.url] } : task);
				return route === 'poll' ? { kind: 'json', change } : undefined;
			},
		});
		const fetch = async (size: number) => {
			storage.sizeBytes = size;
			const result = await run({ items: prompts('a'), parameters: generate(), binaryMode });
			expect(result.error).toBeUndefined();
			expect(result.items('Runway')[0].json.fileSize).toBe(size);
		};
		// Once before, so that code and buffers that stay anyway are there.
		await fetch(MEGABYTE);
		return await mostHeld(async () => await fetch(sizeBytes));
	}

	it('of 120 MB takes no more memory than one of 5 MB', async () => {
		const small = await download(5 * MEGABYTE, 'filesystem');
		const large = await download(120 * MEGABYTE, 'filesystem');
		expect(large - small).toBeLessThan(PIECES_UNDER_WAY);
	});

	// The control: where n8n itself keeps files in memory, the same measurement sees the file.
	it('would be seen if it was held', async () => {
		expect(await download(60 * MEGABYTE, 'default')).toBeGreaterThan(1.5 * PIECES_UNDER_WAY);
	});
});

describe('a file for Runway', () => {
	const referenceVideos = { file: [{ source: 'binary', binaryPropertyName: 'data' }] };
	const USED = generate({ model: 'hailuo3', ratio: '16:9', modelOptions: { referenceVideos } });
	const UPLOADED: Parameters = { resource: 'file', operation: 'upload' };

	/** What a video of this size takes on its way from n8n's store to Runway's. */
	async function upload(sizeBytes: number, binaryMode: Mode, parameters: Parameters = USED): Promise<number> {
		const video = await tinyVideo('mp4');
		const { core, run } = await setUpBench({
			durationMs: 1000,
			fault: ({ route }) => {
				const change = (ticket: unknown) => ({ ...(ticket as object), uploadUrl: storage.url });
				if (route === 'createUpload') return { kind: 'json', change };
				// The emulator has not seen the file, so it is told of it before it is asked.
				if (route === 'create') for (const one of core.uploads.all) one.bytes = video;
				return undefined;
			},
		});
		const send = async (bytes: Buffer) => {
			const data = { bytes, fileName: 'a.mp4', mimeType: 'video/mp4' };
			const result = await run({
				items: [{ json: { prompt: 'go' }, binary: { data } }],
				parameters,
				binaryMode,
			});
			expect(result.error).toBeUndefined();
			const { sizeBytes: arrived, announced } = storage.received;
			expect(arrived).toBe(announced);
			expect(arrived).toBeGreaterThan(bytes.length);
		};
		await send(filled(video, 6 * MEGABYTE));
		const bytes = filled(video, sizeBytes);
		return await mostHeld(async () => await send(bytes));
	}

	it.each([
		['that a request uses', USED],
		['of Upload File', UPLOADED],
	])('%s, of 120 MB, takes no more memory than one of 6 MB', async (_, parameters) => {
		const small = await upload(6 * MEGABYTE, 'filesystem', parameters);
		const large = await upload(120 * MEGABYTE, 'filesystem', parameters);
		expect(large - small).toBeLessThan(PIECES_UNDER_WAY);
	});

	it('would be seen if it was held', async () => {
		expect(await upload(60 * MEGABYTE, 'default')).toBeGreaterThan(1.5 * PIECES_UNDER_WAY);
	});
});

/** A video of this many bytes: behind its end a `free` box, which players skip. */
function filled(video: Buffer, sizeBytes: number): Buffer {
	const bytes = Buffer.alloc(sizeBytes, 7);
	video.copy(bytes);
	bytes.writeUInt32BE(sizeBytes - video.length, video.length);
	bytes.write('free', video.length + 4, 'latin1');
	return bytes;
}
