import { sha256 } from './core';
import { inspectVideo } from './inspect';
import { picture, Talk, type Json } from './talk';

interface Form {
	readonly body: Buffer;
	readonly type: string;
}

/** Multipart form of these parts; a Buffer is a file. */
async function form(parts: ReadonlyArray<readonly [string, string | Buffer]>): Promise<Form> {
	const data = new FormData();
	for (const [name, value] of parts) {
		if (typeof value === 'string') data.append(name, value);
		else data.append(name, new Blob([new Uint8Array(value)], { type: 'image/png' }), 'input.png');
	}
	const response = new Response(data);
	return { body: Buffer.from(await response.arrayBuffer()), type: response.headers.get('content-type')! };
}

const formHeaders = ({ body, type }: Form) => ({ 'content-type': type, 'content-length': String(body.length) });
// Above the 512 bytes that an upload needs.
const png = Buffer.concat([picture('image/png', { width: 640 }), Buffer.alloc(512)]);

async function promise(talk: Talk): Promise<{ url: string; uri: string; fields: Array<[string, string]> }> {
	const { json } = await talk.send('POST', '/v1/uploads', { filename: 'input.png', type: 'ephemeral' });
	const fields = Object.entries(json.fields as Record<string, string>);
	return { url: String(json.uploadUrl), uri: String(json.runwayUri), fields };
}

const animate = (promptImage: string): Json => ({ model: 'gen4_turbo', promptImage, ratio: '1280:720' });

describe('uploads', () => {
	it('give a runway:// URI that can be used any number of times for 24 hours', async () => {
		const talk = new Talk();
		const { url, uri, fields } = await promise(talk);
		const use = async () => (await talk.send('POST', '/v1/image_to_video', animate(uri))).status;
		expect(uri).toMatch(/^runway:\/\//);
		expect(await use()).toBe(400);
		const sent = await form([...fields, ['file', png]]);
		expect((await talk.send('POST', url, sent.body, formHeaders(sent))).status).toBe(204);
		expect([await use(), await use()]).toEqual([200, 200]);
		talk.time += 24 * 3600 * 1000;
		expect(await use()).toBe(400);
	});

	it.each<[string, Json]>([
		['no ending', { filename: 'input', type: 'ephemeral' }],
		['too short', { filename: 'a', type: 'ephemeral' }],
		['too long', { filename: `${'x'.repeat(252)}.png`, type: 'ephemeral' }],
		['no name', { type: 'ephemeral' }],
		['other type', { filename: 'input.png', type: 'permanent' }],
	])('need a file name and their type: %s', async (_what, body) => {
		expect(await new Talk().send('POST', '/v1/uploads', body)).toMatchObject({
			status: 400,
			json: { issues: [{ path: [body.type === 'ephemeral' ? 'filename' : 'type'] }] },
		});
	});

	it('refuse forms that the store behind the URL would refuse', async () => {
		const talk = new Talk();
		const { url, fields } = await promise(talk);
		const good = await form([...fields, ['file', png]]);
		const status = async (sent: Form, headers: Record<string, string> = formHeaders(sent)) =>
			(await talk.send('POST', url, sent.body, headers)).status;
		const { authorization = '' } = talk.keyHeaders;
		expect(await status(good, { ...formHeaders(good), authorization })).toBe(400);
		expect(await status(good, { ...formHeaders(good), 'x-runway-version': '2024-11-06' })).toBe(400);
		expect(await status(good, { 'content-type': good.type })).toBe(411);
		expect(await status(await form([['file', png], ...fields]))).toBe(400);
		expect(await status(await form([...fields.slice(1), ['file', png]]))).toBe(403);
		expect(await status(await form(fields))).toBe(400);
		expect(await status(await form([...fields, ['file', Buffer.alloc(511)]]))).toBe(400);
		expect(await status(good, { ...formHeaders(good), 'content-type': 'application/octet-stream' })).toBe(400);
		expect(await status({ ...good, body: good.body.subarray(0, good.body.length - 60) })).toBe(400);
		expect((await talk.send('POST', `${url}0`, good.body, formHeaders(good))).status).toBe(404);
		expect(talk.core.uploads.all[0]?.bytes).toBeUndefined();
		expect(await status(good)).toBe(204);
		expect(talk.core.uploads.all[0]?.bytes?.equals(png)).toBe(true);
	});

	it('are judged by their bytes, not by their name', async () => {
		const talk = new Talk();
		const { url, uri, fields } = await promise(talk);
		const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(600)]);
		const sent = await form([...fields, ['file', gif]]);
		await talk.send('POST', url, sent.body, formHeaders(sent));
		expect(await talk.send('POST', '/v1/image_to_video', animate(uri))).toMatchObject({
			status: 400,
			json: { issues: [{ path: ['promptImage'] }] },
		});
	});
});

describe('output URLs', () => {
	async function finished(options: ConstructorParameters<typeof Talk>[0] = {}) {
		const talk = new Talk(options);
		const id = await talk.create();
		talk.time += 60_000;
		return { talk, id, url: await talk.outputUrl(id) };
	}

	it('end, and reading the task again gives fresh ones', async () => {
		const { talk, id, url } = await finished({ outputLifeMs: 3_600_000 });
		expect((await talk.send('GET', url, undefined, {})).status).toBe(200);
		talk.time += 3_600_000;
		expect((await talk.send('GET', url, undefined, {})).status).toBe(403);
		const fresh = await talk.outputUrl(id);
		expect(fresh).not.toBe(url);
		expect((await talk.send('GET', fresh, undefined, {})).status).toBe(200);
	});

	it('are good for one file only and take no key', async () => {
		const { talk, url } = await finished();
		expect((await talk.send('GET', url.replace('/0.mp4', '/1.mp4'), undefined, {})).status).toBe(403);
		expect((await talk.send('GET', url.replace(/\?.*/, ''), undefined, {})).status).toBe(403);
		const { authorization = '' } = talk.keyHeaders;
		expect((await talk.send('GET', url, undefined, { authorization })).status).toBe(400);
	});

	it('lie on the host they are told to lie on, and only there', async () => {
		const { talk, url } = await finished({ filesUrl: 'https://files.example.com' });
		expect(url).toMatch(/^https:\/\/files\.example\.com\//);
		expect((await talk.send('GET', url, undefined, {})).status).toBe(200);
		const onApi = url.replace('https://files.example.com', talk.core.baseUrl);
		expect((await talk.send('GET', onApi, undefined, {})).status).toBe(404);
		expect((await talk.send('GET', 'https://files.example.com/v1/organization')).status).toBe(404);
	});

	it('serve real videos, different for each task and file', async () => {
		const talk = new Talk({ outcome: () => ({ files: 2 }) });
		const ids = [await talk.create(), await talk.create()];
		talk.time += 60_000;
		const hashes = new Set<string>();
		for (const id of ids) {
			for (const url of (await talk.task(id)).output as string[]) {
				const { headers, bytes } = await talk.send('GET', url, undefined, {});
				expect(headers).toEqual({ 'content-type': 'video/mp4', 'content-length': String(bytes.length) });
				expect(await inspectVideo(bytes)).toMatchObject({ seconds: 1, width: 64, height: 64, codec: 'avc' });
				hashes.add(await sha256(bytes));
			}
		}
		expect(hashes.size).toBe(4);
	});

	it.each([
		[{ outputFormat: 'prores' }, '.mov', 'video/quicktime', Buffer.from('qt  '), 8],
		[{ outputFormat: 'png_sequence' }, '.zip', 'application/zip', Buffer.from('PK\x03\x04'), 0],
		[{ outputFormat: 'hdr10' }, '.mp4', 'video/mp4', Buffer.from('ftyp'), 4],
	])('have the ending and type of %j', async (request, extension, type, magic, at) => {
		const talk = new Talk();
		const id = await talk.create(request);
		talk.time += 60_000;
		const url = await talk.outputUrl(id);
		const { headers, bytes } = await talk.send('GET', url, undefined, {});
		expect(new URL(url).pathname.endsWith(extension)).toBe(true);
		expect(headers['content-type']).toBe(type);
		expect(bytes.subarray(at, at + magic.length)).toEqual(magic);
	});

	it('serve a file of any size that is still a video', async () => {
		const { talk, id } = await finished({ outcome: () => ({ sizeBytes: 3_000_000 }) });
		const bytes = await talk.core.outputBytes(id);
		expect(bytes.length).toBe(3_000_000);
		expect(await inspectVideo(bytes)).toMatchObject({ width: 64, seconds: 1 });
	});
});
