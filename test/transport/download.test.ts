import type { Answer } from './files';
import { realFiles } from './realFiles';
import { URL, bytes, download, moved, whole } from './downloading';

it('a file arrives whole, under its name and type', async () => {
	const { result, stored } = await download([whole(bytes, { 'content-type': 'video/mp4' })]);
	expect(result).toMatchObject({
		kind: 'file',
		file: { fileName: 'clip.mp4', mimeType: 'video/mp4', sizeBytes: 20, binary: { fileName: 'clip.mp4' } },
	});
	expect(stored).toEqual([{ fileName: 'clip.mp4', mimeType: 'video/mp4', sizeBytes: 20, start: bytes }]);
});

it('asks for the bytes as they are, without a key, and looks at each step itself', async () => {
	const stop = new AbortController();
	const { sent } = await download([whole(bytes)], { stop });
	expect(sent[0].options).toEqual({
		method: 'GET',
		url: URL,
		encoding: 'stream',
		headers: { 'accept-encoding': 'identity' },
		timeout: 60_000,
		abortSignal: stop.signal,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	});
});

describe('the type of the file', () => {
	it('is what its first bytes say when neither the answer nor the address says anything', async () => {
		const opus = await realFiles.oggOpus();
		const { result, stored } = await download([whole(opus, { 'content-type': 'binary/octet-stream' })]);
		expect(result).toMatchObject({ file: { fileName: 'clip.ogg', mimeType: 'audio/ogg', sizeBytes: opus.length } });
		// Looking ahead loses nothing and repeats nothing.
		expect(stored).toMatchObject([{ sizeBytes: opus.length, start: opus.subarray(0, stored[0].start.length) }]);
	});

	it('shows in the first bytes also when they come one by one', async () => {
		const webm = await realFiles.webm();
		const { result } = await download([{ statusCode: 200, body: [...webm].map((byte) => Buffer.from([byte])) }]);
		expect(result).toMatchObject({ file: { fileName: 'clip.webm', mimeType: 'video/webm', sizeBytes: webm.length } });
	});

	it('stays open, and never is MP4 by guess', async () => {
		const { result } = await download([whole(Buffer.alloc(30, 3))]);
		expect(result).toMatchObject({ file: { fileName: 'clip.bin', mimeType: 'application/octet-stream' } });
	});

	it('is that of the place it was redirected to', async () => {
		const { result } = await download([moved('https://b.example/x.wav'), whole(bytes)], { url: 'https://files.example/a.mp4' });
		expect(result).toMatchObject({ file: { fileName: 'clip.wav', mimeType: 'audio/wav' } });
	});
});

describe('what is not the file is not taken for it', () => {
	it.each<[string, Answer, object]>([
		['fewer bytes than announced', whole(bytes, { 'content-length': '21' }), { kind: 'trouble', reason: 'the download ended after 20 of 21 bytes' }],
		['more bytes than announced', whole(bytes, { 'content-length': '19' }), { kind: 'trouble', reason: 'the download ended after 20 of 19 bytes' }],
		['nothing', whole(Buffer.alloc(0)), { kind: 'trouble', reason: 'the file server sent an empty file' }],
		['a web page', whole(bytes, { 'content-type': 'text/html; charset=utf-8' }), { kind: 'expired' }],
		['an error in XML', { statusCode: 403, headers: { 'content-type': 'application/xml' } }, { kind: 'expired' }],
		['a part', { statusCode: 206, body: [bytes] }, { kind: 'expired' }],
		['trouble with a pause', { statusCode: 503, headers: { 'retry-after': '7' } }, { kind: 'trouble', pauseMs: 7000 }],
	])('%s', async (_, answer, outcome) => {
		expect((await download([answer])).result).toMatchObject(outcome);
	});

	it.each(['video/mp4', ''])('a connection that breaks, with Content-Type %j', async (type) => {
		const broken = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
		const { result } = await download([{ statusCode: 200, headers: { 'content-type': type }, body: [bytes, broken] }]);
		expect(result).toEqual({ kind: 'trouble', reason: 'the connection was closed before the answer was complete' });
	});

	it('a file without end', async () => {
		const piece = Buffer.alloc(200_000_000);
		const endless = (count: number): Answer => ({ statusCode: 200, body: Array.from({ length: count }, () => piece), bare: true });
		expect((await download([endless(50)])).result).toMatchObject({ kind: 'file', file: { sizeBytes: 10e9 } });
		const { result, stored } = await download([endless(55)]);
		expect(result).toEqual({ kind: 'unusable', reason: 'it is larger than 10 GB', tryAgain: false });
		expect(stored.map(({ sizeBytes }) => sizeBytes)).toEqual([10e9]);
	});
});

describe('redirects', () => {
	it('are followed five times, relative ones too', async () => {
		const steps = [moved('/b'), moved('c'), moved('https://cdn.example/d'), moved('?e'), moved('/f')];
		const { result, sent } = await download([...steps, whole(bytes)]);
		expect(result.kind).toBe('file');
		expect(sent.map(({ options }) => options.url)).toEqual([
			URL,
			'https://files.example/b',
			'https://files.example/c',
			'https://cdn.example/d',
			'https://cdn.example/d?e',
			'https://cdn.example/f',
		]);
	});

	it('are not followed for ever', async () => {
		const { result, sent } = await download(Array.from({ length: 7 }, () => moved('/again')));
		expect(result).toEqual({ kind: 'trouble', reason: 'its address redirects without end' });
		expect(sent).toHaveLength(6);
	});

	it.each(['http://files.example/a', 'file:///etc/passwd', 'ftp://files.example/a'])('to %s end there', async (location) => {
		const { result, sent } = await download([moved(location), whole(bytes)]);
		expect(result).toEqual({ kind: 'expired', reason: 'its address is not an https URL' });
		expect(sent).toHaveLength(1);
	});
});

it.each(['http://files.example/a', 'no address', ''])('nothing is fetched from %j', async (url) => {
	const { result, sent } = await download([whole(bytes)], { url });
	expect(result).toMatchObject({ kind: 'expired' });
	expect(sent).toHaveLength(0);
});

it('plain http is for base URLs that are plain http themselves', async () => {
	const { result } = await download([whole(bytes)], { url: 'http://127.0.0.1:4010/a', baseUrl: 'http://127.0.0.1:4010' });
	expect(result.kind).toBe('file');
});
