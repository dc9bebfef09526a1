import type { ApiAnswer } from '../../nodes/Runway/transport/client';
import type { MediaKind } from '../../nodes/Runway/shared/mediaTypes';
import type { UploadContext } from '../../nodes/Runway/transport/upload';
import { Uploads } from '../../nodes/Runway/transport/uploads';
import { parseForm } from '../emulator/uploads';
import { picture } from '../emulator/talk';
import type { Storage } from './files';
import { realFiles } from './realFiles';
import { answer } from './scripted';
import { padded, send, taken, ticket } from './uploading';

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
		expect(result).toMatchObject({ uri: 'runway://abc' });
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

	it('carries no key, follows no redirect, looks at the status itself and ends with the execution', async () => {
		const { sent, signal } = await send({ file: big });
		expect(Object.keys(sent[0].options.headers!)).toEqual(['content-type', 'content-length']);
		expect(sent[0].options).toMatchObject({
			method: 'POST',
			url: 'https://files.example/u',
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		expect(sent[0].options.abortSignal).toBe(signal);
	});

	it('begins with a ticket for a file that is soon forgotten, within two minutes', async () => {
		const { asked } = await send({ file: big });
		expect(asked).toEqual([
			{ method: 'POST', path: '/v1/uploads', body: { filename: 'input.png', type: 'ephemeral' }, timeoutMs: 120_000, at: 0 },
		]);
	});

	it('repeats the fields of the ticket, whatever is in them, and marks the end of each part', async () => {
		const odd = answer(201, { uploadUrl: 'https://files.example/u', fields: { 'a"b\r\nc': 5 }, runwayUri: 'runway://abc' });
		const { sent } = await send({ file: big, tickets: [odd] });
		const boundary = String(sent[0].options.headers?.['content-type']).split('boundary=')[1];
		expect(boundary).toMatch(/^----n8n-runway-[0-9a-f]{32}$/);
		const text = sent[0].body.toString('latin1');
		expect(text.startsWith(`--${boundary}\r\nContent-Disposition: form-data; name="a%22bc"\r\n\r\n5\r\n--${boundary}\r\n`)).toBe(true);
		expect(text.endsWith(`\r\n--${boundary}--\r\n`)).toBe(true);
	});

	it('has more time the larger it is', async () => {
		const { sent } = await send({ file: { ...big, pieces: [...big.pieces, Buffer.alloc(6_000_000)] } });
		expect(sent[0].options.timeout).toBe(120_000 + 100_000);
	});

	it('goes nowhere but to https', async () => {
		const { result, sent } = await send({ file: big, tickets: Array.from({ length: 4 }, () => ticket('http://files.example/u')) });
		expect(result).toMatchObject({ failure: { message: expect.stringContaining('the upload address is not https') } });
		expect(sent).toHaveLength(0);
	});

	it('goes to plain http where the base URL does', async () => {
		const { result } = await send({ file: big, tickets: [ticket('http://127.0.0.1/u')], baseUrl: 'http://127.0.0.1' });
		expect(result).toMatchObject({ uri: 'runway://abc' });
	});

	it.each([[200, 1], [201, 1], [299, 1], [300, 2]])('is done, or not, when it is answered with %i', async (statusCode, tickets) => {
		const { asked } = await send({ file: big, answers: [{ statusCode }, taken], tickets: [ticket(), ticket()] });
		expect(asked).toHaveLength(tickets);
	});

	it('begins with a new ticket after trouble, and gives up after the fourth', async () => {
		const again = await send({ file: big, answers: [{ statusCode: 403 }, { statusCode: 307 }, taken], tickets: [ticket(), ticket(), ticket()] });
		expect(again.result).toMatchObject({ uri: 'runway://abc' });
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

it('an address needs nothing of all this', async () => {
	const media = { uri: 'https://a/b.png', kind: 'image' } as const;
	expect(await new Uploads({} as UploadContext, {}, '').toUri(media)).toEqual(media);
});
