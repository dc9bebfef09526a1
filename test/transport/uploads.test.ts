import type { ApiAnswer } from '../../nodes/Runway/transport/client';
import type { CheckedMedia, MediaFile } from '../../nodes/Runway/transport/media';
import { checkUpload } from '../../nodes/Runway/transport/media';
import { Uploads, type KeptUpload } from '../../nodes/Runway/transport/uploads';
import { Timer } from '../../nodes/Runway/shared/timer';
import { picture } from '../emulator/talk';
import { fileHost, type StoredFile } from './files';
import { realFiles } from './realFiles';
import { EvenClock, answer, lost, scriptedClient, type Step } from './scripted';

const HOUR = 3_600_000;

/** The text of a data URI of a PNG grows by 4 every 3 bytes: two of these fit into what one request may carry, three do not. */
const TWO_FIT = 1_900_000;
const TOO_LARGE = 4_000_000;

const ticket = (name: string): ApiAnswer =>
	answer(200, { uploadUrl: 'https://files.example/u', fields: {}, runwayUri: `runway://${name}` });

/** A node with these tickets to be had; `kept` is what the execution knows. */
function scene(tickets: readonly Step[], { kept = {} as Record<string, KeptUpload>, account = 'https://api.example 1', clock = new EvenClock() } = {}) {
	const { client, asked } = scriptedClient(clock, { 'POST uploads': tickets });
	const { host, sent } = fileHost({ answers: tickets.map(() => ({ statusCode: 204 })) });
	const timer = new Timer(clock, undefined);
	const uploads = new Uploads({ host, client, clock, timer, stopped: () => false }, kept, account);
	return { uploads, asked, sent, kept, clock };
}

const image = (hash: string, sizeBytes = TOO_LARGE, mimeType = 'image/png'): CheckedMedia & { file: MediaFile } => ({
	kind: 'image',
	file: { hash, mimeType, ending: 'png', sizeBytes, open: async () => Buffer.alloc(sizeBytes, hash) },
});

const inlined = { uri: expect.stringMatching(/^data:image\/png;base64,/) as string };

describe('the same content', () => {
	it('is uploaded once, also for those who ask while it is under way', async () => {
		const { uploads, asked, sent } = scene([ticket('a'), ticket('b')]);
		const both = [uploads.toUri(image('a')), uploads.toUri(image('a')), uploads.toUri(image('b'))];
		expect((await Promise.all(both)).map((one) => (one as { uri: string }).uri)).toEqual(['runway://a', 'runway://a', 'runway://b']);
		expect(await uploads.toUri(image('a'))).toMatchObject({ uri: 'runway://a' });
		expect([asked.length, sent.length]).toEqual([2, 2]);
	});

	it('under another name, of another type, is another file', async () => {
		const { uploads } = scene([ticket('a'), ticket('b')]);
		const both = [await uploads.upload(image('a').file), await uploads.upload(image('a', TOO_LARGE, 'audio/mp4').file)];
		expect(both).toMatchObject([{ uri: 'runway://a' }, { uri: 'runway://b' }]);
	});

	it('serves the next node of the execution, but not one with another account', async () => {
		const first = scene([ticket('a')]);
		await first.uploads.upload(image('a').file);
		const stored = JSON.parse(JSON.stringify(first.kept)) as typeof first.kept;
		const next = scene([], { kept: stored, clock: first.clock });
		expect(await next.uploads.toUri(image('a', TWO_FIT))).toMatchObject({ uri: 'runway://a' });
		const other = scene([ticket('b')], { kept: stored, clock: first.clock, account: 'https://api.example 2' });
		expect(await other.uploads.toUri(image('a'))).toMatchObject({ uri: 'runway://b' });
	});

	it('is uploaded anew before Runway forgets it', async () => {
		const { uploads, clock } = scene([ticket('a'), ticket('b')]);
		const begun = clock.now();
		expect(await uploads.upload(image('a').file)).toEqual({ uri: 'runway://a', expiresAt: begun + 24 * HOUR });
		clock.pass(23 * HOUR - 1);
		expect(await uploads.upload(image('a').file)).toMatchObject({ uri: 'runway://a' });
		clock.pass(1);
		expect(await uploads.upload(image('a').file)).toEqual({ uri: 'runway://b', expiresAt: begun + 47 * HOUR });
	});
});

describe('an upload that failed', () => {
	const trouble = [1, 2, 3, 4].map(() => lost());

	it('is told to those who wait for it, and tried again for whoever comes later', async () => {
		const { uploads, asked, kept } = scene([...trouble, ticket('a')]);
		const both = await Promise.all([uploads.toUri(image('a')), uploads.toUri(image('a'))]);
		expect(both).toEqual([{ failure: expect.anything() as object }, { failure: expect.anything() as object }]);
		expect([asked.length, kept]).toEqual([4, {}]);
		expect(await uploads.toUri(image('a'))).toMatchObject({ uri: 'runway://a' });
	});

	it('does not matter where it would only have spared something, and is tried no more there', async () => {
		const { uploads, asked } = scene(trouble);
		const small = image('a', TWO_FIT);
		for (const one of [small, small, small]) uploads.expect(one);
		expect(await uploads.toUri(small)).toEqual(inlined);
		expect(await uploads.toUri(small)).toEqual(inlined);
		expect(asked).toHaveLength(4);
	});
});

describe('a file that fits into a request', () => {
	it.each([
		[1, 0],
		[2, 0],
		[3, 1],
		[30, 1],
	])('and is asked for by %i of them, is uploaded %i times', async (count, times) => {
		const { uploads, asked } = scene([ticket('a')]);
		const requests = Array.from({ length: count }, () => image('a', TWO_FIT));
		for (const one of requests) uploads.expect(one);
		const uris = await Promise.all(requests.map(async (one) => await uploads.toUri(one)));
		expect(asked).toHaveLength(times);
		const wanted = times === 0 ? inlined : (expect.objectContaining({ uri: 'runway://a' }) as object);
		expect(uris).toEqual(requests.map(() => wanted));
	});

	it('is not counted together with others', async () => {
		const { uploads, asked } = scene([]);
		for (const hash of 'abc') uploads.expect(image(hash, TWO_FIT));
		uploads.expect({ uri: 'https://a/b.png', kind: 'image' });
		expect(await uploads.toUri(image('a', TWO_FIT))).toEqual(inlined);
		expect(asked).toHaveLength(0);
	});

	it('goes inside each of any number, below what an upload takes', async () => {
		const { uploads } = scene([]);
		const tiny = image('a', 511);
		for (let count = 0; count < 9000; count++) uploads.expect(tiny);
		expect(await uploads.toUri(tiny)).toEqual(inlined);
	});
});

describe('a file that is to be uploaded', () => {
	const check = async (file: StoredFile, fileName?: string) => {
		const { host } = fileHost({ file });
		const { assertBinaryData } = host.helpers;
		Object.assign(host.helpers, { assertBinaryData: (...args: Parameters<typeof assertBinaryData>) => ({ ...assertBinaryData(...args), fileName }) });
		return await checkUpload(host, 0, 'data', 'File');
	};
	const stored = (start: Buffer | string, sizeBytes: number, mimeType: string, more?: Partial<StoredFile>): StoredFile => ({
		pieces: [Buffer.from(start), Buffer.alloc(Math.max(0, sizeBytes - start.length), 7)],
		mimeType,
		...more,
	});
	const zip = 'PK\x03\x04';

	it.each([
		['what it is, whatever its label says', picture('image/png'), 'application/pdf', 'a.pdf', 'image/png', 'png'],
		['its label, where the content is none that requests take', zip, 'Application/VND.openxml; x=y', 'a.DOCX', 'application/vnd.openxml', 'DOCX'],
		['its content, without a label', zip, '', undefined, 'application/zip', 'zip'],
		['its content, with one that says nothing', zip, 'application/octet-stream', undefined, 'application/zip', 'zip'],
		['its content, with one that cannot be one', zip, 'a/b\r\nx-key: 1', 'a. b', 'application/zip', 'zip'],
		['its content, without an ending that is one', zip, '', 'a.b c-d', 'application/zip', 'zip'],
		['the last ending of its name', zip, '', 'a.tar.gz2', 'application/zip', 'gz2'],
		['its content, where Runway knows no ending for it', '<html>'.padEnd(2000), 'application/octet-stream', undefined, 'text/html', 'bin'],
		['unknown, without either', '\x01\x02\x03', '', 'noending', 'application/octet-stream', 'bin'],
	])('is told by %s', async (_, start, mimeType, fileName, type, ending) => {
		expect(await check(stored(start, 2000, mimeType), fileName)).toMatchObject({ file: { mimeType: type, ending, sizeBytes: 2000 }, fileName });
	});

	it('is a sound where its label says so and the content could be either', async () => {
		const start = await realFiles.mp4();
		expect(await check(stored(start, 9000, 'audio/mp4'))).toMatchObject({ file: { mimeType: 'audio/mp4' } });
		expect(await check(stored(start, 9000, 'video/mp4'))).toMatchObject({ file: { mimeType: 'video/mp4' } });
	});

	it.each<[string, StoredFile, string]>([
		['511 bytes', stored('', 511, ''), 'The file has 511 bytes. Runway takes uploads from 512 bytes on.'],
		['more than 200 MB', { pieces: Array<Buffer>(201).fill(Buffer.alloc(1_000_000)), mimeType: '' }, 'The file has 201 MB. Runway takes up to 200 MB.'],
		['none that can be read', stored('', 600, '', { reads: 0 }), "The file could not be read from n8n's storage."],
	])('is refused with %s', async (_, file, message) => {
		expect(await check(file)).toEqual({ field: 'File', message });
	});

	it('is refused where there is none', async () => {
		expect(await checkUpload(fileHost({}).host, 0, 'data', 'File')).toMatchObject({ field: 'File', message: expect.stringContaining('no binary field "data"') });
	});

	it.each([512, 200_000_000])('is taken with %i bytes', async (sizeBytes) => {
		const piece = Buffer.alloc(Math.min(sizeBytes, 1_000_000));
		const pieces = Array<Buffer>(sizeBytes / piece.length).fill(piece);
		expect(await check({ pieces, mimeType: '' })).toMatchObject({ file: { sizeBytes } });
	});
});
