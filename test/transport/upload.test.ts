import type { ApiAnswer, ApiRequest } from '../../nodes/Runway/transport/client';
import type { MediaKind } from '../../nodes/Runway/shared/mediaTypes';
import { checkMedia, type CheckedMedia } from '../../nodes/Runway/transport/media';
import { toUri, type UploadContext } from '../../nodes/Runway/transport/upload';
import { Timer } from '../../nodes/Runway/shared/timer';
import { parseForm } from '../emulator/uploads';
import { picture } from '../emulator/talk';
import { fileHost, type Answer, type Storage, type StoredFile } from './files';
import { realFiles } from './realFiles';

const ticket = (uploadUrl = 'https://files.example/u'): ApiAnswer => ({
	kind: 'answer',
	status: 200,
	headers: {},
	body: { uploadUrl, fields: { key: 'uploads/1', policy: 'p' }, runwayUri: 'runway://abc' },
});
const taken: Answer = { statusCode: 204 };

interface Scene {
	readonly file: StoredFile;
	readonly kind?: MediaKind;
	readonly answers?: readonly Answer[];
	readonly tickets?: readonly ApiAnswer[];
	readonly baseUrl?: string;
}

/** Checks a file and makes a URI of it, as an operation does. */
async function send({ file, kind = 'image', answers = [taken], tickets = [ticket()], baseUrl = 'https://api.example' }: Scene) {
	const acted = fileHost({ file, answers });
	const asked: ApiRequest[] = [];
	const left = [...tickets];
	let time = 0;
	const clock = { now: () => time, random: () => 0, sleep: async (ms: number) => void (time += ms) };
	const context: UploadContext = {
		host: acted.host,
		client: {
			baseUrl,
			send: async (request) => {
				asked.push(request);
				return left.shift()!;
			},
		},
		clock,
		timer: new Timer(clock),
		stopped: () => false,
	};
	const input = { source: 'binary', binaryPropertyName: 'data' } as const;
	const checked = await checkMedia(acted.host, 0, { kinds: [kind], input, label: 'File' });
	return { ...acted, asked, result: await toUri(context, checked as CheckedMedia) };
}

/** A file of this many bytes that begins like `start`. */
function padded(start: Buffer, sizeBytes: number, mimeType: string, storage?: Storage): StoredFile {
	return { pieces: [start, Buffer.alloc(Math.max(0, sizeBytes - start.length), 7)], mimeType, storage };
}

// "data:image/png;base64," and its like are 22 characters long; the text behind them grows by 4 every 3 bytes.
describe.each<[MediaKind, string, string, number]>([
	['image', '', 'image/png', 3_932_142],
	['video', 'mp4', 'video/mp4', 3_932_142],
	['audio', 'mp3', 'audio/mpeg', 3_932_142],
])('a file for a field of kind %s', (kind, name, mimeType, mostInline) => {
	const start = async () => (kind === 'image' ? picture('image/png') : await realFiles[name]());

	it('goes inside the request as long as its text fits', async () => {
		const file = padded(await start(), mostInline, mimeType);
		const { result, asked } = await send({ file, kind });
		const { uri } = result as { uri: string };
		expect(uri.startsWith(`data:${mimeType};base64,`)).toBe(true);
		expect(uri.length).toBeLessThanOrEqual(5_242_880);
		expect(Buffer.from(uri.split(',')[1], 'base64').equals(Buffer.concat(file.pieces))).toBe(true);
		expect(asked).toHaveLength(0);
	});

	it.each<Storage>(['filesystem', 'database', 'default'])('is uploaded from there on, whole (%s)', async (storage) => {
		const file = padded(await start(), mostInline + 4, mimeType, storage);
		const { result, asked, sent } = await send({ file, kind });
		expect(result).toEqual({ uri: 'runway://abc' });
		expect(asked[0]).toMatchObject({ method: 'POST', path: '/v1/uploads', body: { type: 'ephemeral' } });
		const form = (await parseForm(String(sent[0].options.headers?.['content-type']), sent[0].body))!;
		expect(form.map((part) => part.name)).toEqual(['key', 'policy', 'file']);
		expect(form[2].filename).toBe((asked[0].body as { filename: string }).filename);
		expect(form[2].body.equals(Buffer.concat(file.pieces))).toBe(true);
		expect(sent[0].body.includes(`\r\nContent-Type: ${mimeType}\r\n\r\n`)).toBe(true);
	});
});

describe('an upload', () => {
	const big = padded(picture('image/png'), 4_000_000, 'image/png');

	it('says how long it is: the storage behind the address takes nothing else', async () => {
		const { sent } = await send({ file: big });
		expect(sent[0].options.headers?.['content-length']).toBe(sent[0].body.length);
	});

	it('is not held: it leaves as a stream, which is let go of when the answer comes early', async () => {
		const { sent, streams } = await send({ file: big, answers: [{ ...taken, early: true }] });
		expect(Buffer.isBuffer(sent[0].options.body)).toBe(false);
		expect(streams.map(({ destroyed }) => destroyed)).toEqual([true, true]);
	});

	it('carries no key and follows no redirect', async () => {
		const { sent } = await send({ file: big });
		expect(Object.keys(sent[0].options.headers!)).toEqual(['content-type', 'content-length']);
		expect(sent[0].options).toMatchObject({ method: 'POST', url: 'https://files.example/u', disableFollowRedirect: true });
	});

	it('has more time the larger it is', async () => {
		const { sent } = await send({ file: { ...big, pieces: [...big.pieces, Buffer.alloc(96_000_000)] } });
		expect(sent[0].options.timeout).toBe(120_000 + 1_000_000);
	});

	it('goes nowhere but to https', async () => {
		const { result, sent } = await send({ file: big, tickets: Array.from({ length: 4 }, () => ticket('http://files.example/u')) });
		expect(result).toMatchObject({ failure: { message: expect.stringContaining('the upload address is not https') } });
		expect(sent).toHaveLength(0);
	});

	it('goes to plain http where the base URL does', async () => {
		const { result } = await send({ file: big, tickets: [ticket('http://127.0.0.1/u')], baseUrl: 'http://127.0.0.1' });
		expect(result).toEqual({ uri: 'runway://abc' });
	});

	it('begins with a new ticket after trouble, and gives up after the fourth', async () => {
		const again = await send({ file: big, answers: [{ statusCode: 403 }, { statusCode: 307 }, taken], tickets: [ticket(), ticket(), ticket()] });
		expect(again.result).toEqual({ uri: 'runway://abc' });
		const four = Array.from({ length: 4 }, () => ticket());
		const { result, asked } = await send({ file: big, answers: four.map(() => ({ statusCode: 500 })), tickets: four });
		expect(asked).toHaveLength(4);
		expect(result).toMatchObject({ failure: { message: expect.stringContaining('answered with status 500') } });
	});

	it.each([[undefined], ['<html>'], [{ uploadUrl: 'https://a/b' }], [{ uploadUrl: 'x', runwayUri: 'runway://a', fields: {} }]])(
		'is not made with a ticket like %j',
		async (body) => {
			const tickets = Array.from({ length: 4 }, (): ApiAnswer => ({ kind: 'answer', status: 200, headers: {}, body }));
			const { result, sent } = await send({ file: big, tickets });
			expect(result).toMatchObject({ failure: { message: expect.stringContaining('not an upload ticket') } });
			expect(sent).toHaveLength(0);
		},
	);
});

it('a file of less than the 512 bytes an upload needs goes inside the request', async () => {
	const file = padded(Buffer.from('\xff\xfb\x90\x64', 'latin1'), 511, 'audio/mpeg');
	const { result, asked } = await send({ file, kind: 'audio' });
	expect(result).toMatchObject({ uri: expect.stringMatching(/^data:audio\/mpeg;base64,/) });
	expect(asked).toHaveLength(0);
});
