import { createCanvas } from '@napi-rs/canvas';
import * as fc from 'fast-check';
import { silence } from '../emulator/talk';
import { tinyVideo } from '../emulator/video';
import { realFiles } from '../transport/realFiles';
import { animate, attempt, generate } from './attempt';

const canvas = createCanvas(320, 320);
const png = canvas.toBuffer('image/png');
const jpeg = canvas.toBuffer('image/jpeg');
const webp = canvas.toBuffer('image/webp');

const contents: Record<string, Buffer> = {
	png,
	jpeg,
	webp,
	'the start of a PNG': png.subarray(0, 20),
	gif: Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1'),
	bmp: Buffer.concat([Buffer.from('BM'), Buffer.alloc(600)]),
	svg: Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
	pdf: Buffer.from('%PDF-1.7 nothing'),
	html: Buffer.from('<!doctype html><p>404'),
	zeros: Buffer.alloc(5000),
	text: Buffer.from('hello'),
};
const good = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as Record<string, string>;
const types = ['image/png', 'image/jpeg', 'image/jpg', 'IMAGE/PNG; charset=binary', 'image/gif', 'application/octet-stream', 'text/html', '', 'nonsense'];

describe.each(Object.keys(contents))('an image field that holds %s', (content) => {
	it.each(types)('and calls it %j', async (mimeType) => {
		const { core, error, sent } = await attempt({ parameters: animate(), file: { bytes: contents[content], mimeType } });
		if (!good[content]) {
			expect(error?.message).toMatch(/^(Image: |Runway refused the request: .*promptImage)/);
			expect(core.tasks.all).toHaveLength(0);
			return;
		}
		// What the bytes are decides, whatever the file is called.
		expect(error).toBeUndefined();
		expect(String(sent[0].body?.promptImage)).toMatch(new RegExp(`^data:${good[content]};base64,`));
	});
});

describe.each([
	['referenceVideos', 'Reference Videos', { mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm', mkv: 'video/x-matroska' }],
	['referenceAudio', 'Reference Audio', { mp3: 'audio/mpeg', wav: 'audio/wav', flac: 'audio/flac', aac: 'audio/aac' }],
] as const)('a field for %s', (name, label, takes: Record<string, string>) => {
	const field = { file: [{ source: 'binary', binaryPropertyName: 'data' }] };
	const parameters = generate({ model: 'hailuo3', ratio: '16:9', modelOptions: { [name]: field } });
	const made: Record<string, () => Promise<Buffer>> = {
		...realFiles,
		mp4: async () => await tinyVideo('mp4'),
		wav: async () => silence(1),
		png: async () => png,
		gif: async () => contents.gif,
		html: async () => contents.html,
		zeros: async () => contents.zeros,
	};

	it.each(Object.keys(made))('that holds %s gets it through as what it is, or says what it is', async (content) => {
		for (const mimeType of ['video/mp4', 'audio/mpeg', 'image/png', 'application/octet-stream', '', 'nonsense']) {
			const { core, error, sent } = await attempt({ parameters, file: { bytes: await made[content](), mimeType } });
			const body = JSON.stringify(sent[0]?.body ?? {});
			if (takes[content] && error === undefined) {
				expect(body).toContain(`data:${takes[content]};base64,`);
			} else if (/^(mp4|webm)/.test(content)) {
				// Video or sound: its first bytes do not tell, so its label decides.
				expect(error?.message ?? body).toMatch(/^Reference .* (MP4 video|M4A sound|WebM video|WebM sound)\. Runway takes|data:(video|audio)\/(mp4|webm)/);
			} else {
				expect(error?.message).toMatch(new RegExp(`^${label} 1: The file is .*\\. Runway takes M.* (videos|sounds) here\\.`));
				expect([sent.length, core.tasks.all.length]).toEqual([0, 0]);
			}
		}
	});
});

it.each([0, 1, 7, 8, 511, 512, 513])('%i bytes that begin like a PNG give a clear error', async (size) => {
	const bytes = Buffer.concat([png.subarray(0, Math.min(size, 8)), Buffer.alloc(Math.max(0, size - 8))]);
	const { core, error } = await attempt({ parameters: animate(), file: { bytes, mimeType: 'image/png' } });
	expect(error?.message).toMatch(size === 0 ? /0 bytes/ : /^Image: .*content is something else|^Runway refused/);
	expect(core.tasks.all).toHaveLength(0);
});

it('any bytes under any type give a clear error or a video', async () => {
	const start = fc.constantFrom(...Object.values(contents).map((bytes) => bytes.subarray(0, 12)));
	await fc.assert(
		fc.asyncProperty(start, fc.uint8Array({ maxLength: 600 }), fc.string(), async (head, rest, mimeType) => {
			const bytes = Buffer.concat([head, rest]);
			const { error, items } = await attempt({ parameters: animate(), file: { bytes, mimeType } });
			expect([error === undefined, items.length]).toEqual([items.length === 1, items.length]);
		}),
		{ numRuns: 100, seed: 5 },
	);
});

it.each([3_932_000, 3_932_300, 5_000_000])('an image of %i bytes arrives whole, inline or uploaded', async (size) => {
	const bytes = Buffer.concat([png, Buffer.alloc(size - png.length, 7)]);
	const { core, error, sent } = await attempt({ parameters: animate(), file: { bytes, mimeType: 'image/png' } });
	expect(error).toBeUndefined();
	const uri = String(core.tasks.all[0].request.body.promptImage);
	const arrived = core.uploads.find(uri) ?? Buffer.from(uri.split(',')[1] ?? '', 'base64');
	expect(arrived.equals(bytes)).toBe(true);
	expect(uri.length).toBeLessThanOrEqual(5_242_880);
	expect(sent.some(({ url }) => url.endsWith('/v1/uploads'))).toBe(uri.startsWith('runway://'));
});
