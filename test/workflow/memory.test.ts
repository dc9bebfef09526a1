import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { tinyVideo } from '../emulator/video';
import { closeBenches, generate, prompts, setUpBench, type BenchRun } from './bench';

type Mode = NonNullable<BenchRun['binaryMode']>;

const MEGABYTE = 1_000_000;

/** Pieces on their way come and go (30 MB were seen); a file of 200 MB that was held stands far above that. */
const PIECES_UNDER_WAY = 80 * MEGABYTE;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is in use, in bytes: the resident set also counts what merely has not been cleared away yet. */
function held(): number {
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** Not more often: looking takes longer than the piece in between. */
const SAMPLING_MS = 150;

/** The most that some work holds at once, in bytes, beyond what was held before it. */
async function mostHeld(work: () => Promise<void>): Promise<number> {
	const before = held();
	let most = before;
	const sampling = setInterval(() => {
		most = Math.max(most, held());
	}, SAMPLING_MS);
	await work();
	clearInterval(sampling);
	return Math.max(most, held()) - before;
}

afterEach(closeBenches);

describe('a file from Runway', () => {
	/** What a clip of this size takes on its way into n8n's store. */
	async function download(sizeBytes: number, binaryMode: Mode): Promise<number> {
		const { run } = await setUpBench({
			durationMs: 1000,
			outcome: (_, index) => ({ sizeBytes: index === 0 ? MEGABYTE : sizeBytes }),
		});
		// Once before, so that code and buffers that stay anyway are there.
		await run({ items: prompts('warm up'), parameters: generate(), binaryMode });
		return await mostHeld(async () => {
			const result = await run({ items: prompts('a'), parameters: generate(), binaryMode });
			expect(result.error).toBeUndefined();
			expect(result.items('Runway')[0].json.fileSize).toBe(sizeBytes);
		});
	}

	it('of 200 MB takes no more memory than one of 5 MB', async () => {
		const small = await download(5 * MEGABYTE, 'filesystem');
		const large = await download(200 * MEGABYTE, 'filesystem');
		expect(large - small).toBeLessThan(PIECES_UNDER_WAY);
	});

	// The control: where n8n itself keeps files in memory, the same measurement sees the file.
	it('would be seen if it was held', async () => {
		expect(await download(60 * MEGABYTE, 'default')).toBeGreaterThan(60 * MEGABYTE);
	});
});

describe('a file for Runway', () => {
	let storage: Server;
	/** Sizes and hashes of the bodies that came, which are not kept. */
	const received: Array<{ sizeBytes: number; hash: string; announced: number }> = [];

	beforeAll(async () => {
		storage = createServer((request, response) => {
			const hash = createHash('sha256');
			let sizeBytes = 0;
			request.on('data', (chunk: Buffer) => {
				sizeBytes += chunk.length;
				hash.update(chunk);
			});
			request.on('end', () => {
				received.push({ sizeBytes, hash: hash.digest('hex'), announced: Number(request.headers['content-length']) });
				response.writeHead(204).end();
			});
		});
		storage.listen(0, '127.0.0.1');
		await once(storage, 'listening');
	});

	afterAll(() => {
		storage.close();
		storage.closeAllConnections();
	});

	/** What a reference video of this size takes on its way from n8n's store to Runway's. */
	async function upload(sizeBytes: number, binaryMode: Mode): Promise<number> {
		const uploadUrl = `http://127.0.0.1:${(storage.address() as AddressInfo).port}/`;
		const video = await tinyVideo('mp4');
		const { core, run } = await setUpBench({
			durationMs: 1000,
			fault: ({ route }) => {
				if (route === 'createUpload') return { kind: 'json', change: (ticket) => ({ ...(ticket as object), uploadUrl }) };
				// The emulator has not seen the file, so it is told of it before it is asked.
				if (route === 'create') for (const one of core.uploads.all) one.bytes = video;
				return undefined;
			},
		});
		const start = async (bytes: Buffer) => {
			const data = { bytes, fileName: 'a.mp4', mimeType: 'video/mp4' };
			const referenceVideos = { file: [{ source: 'binary', binaryPropertyName: 'data' }] };
			const result = await run({
				items: [{ json: { prompt: 'go' }, binary: { data } }],
				parameters: generate({ model: 'hailuo3', ratio: '16:9', modelOptions: { referenceVideos } }),
				binaryMode,
			});
			expect(result.error).toBeUndefined();
		};
		await start(filled(video, 6 * MEGABYTE));
		const bytes = filled(video, sizeBytes);
		const most = await mostHeld(async () => await start(bytes));
		const { sizeBytes: arrived, announced } = received.at(-1)!;
		expect(arrived).toBe(announced);
		expect(arrived).toBeGreaterThan(sizeBytes);
		return most;
	}

	it('of 200 MB takes no more memory than one of 6 MB', async () => {
		const small = await upload(6 * MEGABYTE, 'filesystem');
		const large = await upload(200 * MEGABYTE, 'filesystem');
		expect(large - small).toBeLessThan(PIECES_UNDER_WAY);
	});

	it('would be seen if it was held', async () => {
		expect(await upload(60 * MEGABYTE, 'default')).toBeGreaterThan(60 * MEGABYTE);
	});
});

/** A video of this many bytes: behind its end a `free` box, which players skip. */
function filled(video: Buffer, sizeBytes: number): Buffer {
	const bytes = Buffer.alloc(sizeBytes, video.length);
	video.copy(bytes);
	bytes.writeUInt32BE(sizeBytes - video.length, video.length);
	bytes.write('free', video.length + 4, 'latin1');
	return bytes;
}
