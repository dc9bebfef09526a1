import { createHash } from 'node:crypto';
import type { MediaKind } from '../../nodes/Runway/shared/mediaTypes';
import { checkMedia } from '../../nodes/Runway/transport/media';
import { dataUri, picture, silence } from '../emulator/talk';
import { fileHost, type Storage } from './files';
import { realFiles } from './realFiles';

const latin = (text: string) => Buffer.from(text, 'latin1');
const gif = latin('GIF89a\x01\0\x01\0');
const avi = latin('RIFF\0\0\0\0AVI LIST');
const page = latin('<!doctype html><p>404</p>');
const m4a = latin('\0\0\0\x18ftypM4A \0\0\0\0isommp42');
const real = async (name: string) => await realFiles[name]();

const inField = { source: 'binary', binaryPropertyName: 'data' } as const;
const at = (url: string) => ({ source: 'url', url }) as const;

async function check(kinds: readonly MediaKind[], bytes: Buffer, mimeType: string, storage: Storage = 'filesystem') {
	const { host } = fileHost({ file: { pieces: [bytes], mimeType, storage } });
	return await checkMedia(host, 0, { kinds, input: inField, label: 'File' });
}

async function checkUrl(kinds: readonly MediaKind[], url: string) {
	return await checkMedia(fileHost({}).host, 0, { kinds, input: at(url), label: 'File' });
}

describe('a file is what its content says', () => {
	it.each<[string, string, MediaKind, string, string]>([
		['mp4', 'video/mp4', 'video', 'video/mp4', 'mp4'],
		['mp4', 'application/octet-stream', 'video', 'video/mp4', 'mp4'],
		['mp4', '', 'video', 'video/mp4', 'mp4'],
		['mp4', 'VIDEO/QUICKTIME', 'video', 'video/mp4', 'mp4'],
		['mov', 'video/mp4', 'video', 'video/quicktime', 'mov'],
		['mkv', 'video/webm', 'video', 'video/x-matroska', 'mkv'],
		['webm', 'video/mp4', 'video', 'video/webm', 'webm'],
		['mp3', 'audio/wav', 'audio', 'audio/mpeg', 'mp3'],
		['mp3', 'AUDIO/MP3; rate=48000', 'audio', 'audio/mpeg', 'mp3'],
		['mp3', 'video/mp4', 'audio', 'audio/mpeg', 'mp3'],
		['wav', 'audio/x-wav', 'audio', 'audio/wav', 'wav'],
		['flac', 'text/plain', 'audio', 'audio/flac', 'flac'],
		['aac', 'audio/mpeg', 'audio', 'audio/aac', 'aac'],
		// The first bytes of an MP4 do not tell whether there are pictures in it: its label does.
		['mp4SoundOnly', 'audio/mp4', 'audio', 'audio/mp4', 'm4a'],
		['mp4SoundOnly', 'audio/x-m4a', 'audio', 'audio/mp4', 'm4a'],
		['mp4SoundOnly', 'application/octet-stream', 'audio', 'audio/mp4', 'm4a'],
	])('%s labelled %j is taken as %s %s', async (name, label, kind, mimeType, ending) => {
		expect(await check([kind], await real(name), label)).toMatchObject({ kind, file: { mimeType, ending } });
	});

	it('also where several kinds may stand', async () => {
		const kinds: MediaKind[] = ['audio', 'video'];
		expect(await check(kinds, await real('mp3'), '')).toMatchObject({ kind: 'audio' });
		expect(await check(kinds, await real('mp4'), 'video/mp4')).toMatchObject({ kind: 'video' });
		expect(await check(kinds, await real('mp4'), '')).toMatchObject({ kind: 'video' });
		expect(await check(kinds, await real('mp4SoundOnly'), 'audio/mp4')).toMatchObject({ kind: 'audio' });
		expect(await check(['image', 'video'], picture('image/png'), 'video/mp4')).toMatchObject({ kind: 'image' });
	});

	it.each<Storage>(['filesystem', 'database', 'default'])('wherever n8n keeps it: %s', async (storage) => {
		const bytes = await real('mp4');
		expect(await check(['video'], bytes, '', storage)).toMatchObject({ file: { sizeBytes: bytes.length } });
	});

	it('and is known again by all of it, not only by its start', async () => {
		const start = await real('mp4');
		const hashOf = async (...pieces: Buffer[]) => {
			const { host } = fileHost({ file: { pieces: [start, ...pieces], mimeType: 'video/mp4' } });
			const checked = await checkMedia(host, 0, { kinds: ['video'], input: inField, label: 'File' });
			return (checked as { file: { hash: string } }).file.hash;
		};
		expect(await hashOf(latin('end'))).toBe(createHash('sha256').update(start).update('end').digest('hex'));
		expect(await hashOf(latin('end'))).not.toBe(await hashOf(latin('END')));
	});

	it('in pieces of a byte too', async () => {
		const pieces = [...(await real('webm'))].map((byte) => Buffer.from([byte]));
		const { host } = fileHost({ file: { pieces, mimeType: 'video/mp4' } });
		const checked = await checkMedia(host, 0, { kinds: ['video'], input: inField, label: 'File' });
		expect(checked).toMatchObject({ file: { mimeType: 'video/webm', sizeBytes: pieces.length } });
	});
});

describe('what Runway does not take is named', () => {
	const images = 'Runway takes JPEG, PNG or WebP images here.';
	const videos = 'Runway takes MP4, MOV, MKV, WebM, 3GP or Ogg videos here.';
	const sounds = 'Runway takes MP3, WAV, FLAC, M4A or AAC sounds here.';
	it.each<[MediaKind, string, () => Buffer | Promise<Buffer>, string]>([
		['image', 'image/gif', () => gif, `The file is a GIF image. ${images}`],
		['image', 'image/png', () => gif, `The file is labeled image/png, but its content is a GIF image. ${images}`],
		['image', 'image/png', () => page, `The file is labeled image/png, but its content is a web page. ${images}`],
		['image', 'image/png', () => Buffer.alloc(9, 1), `The file is labeled image/png, but its content is something else. ${images}`],
		['image', '', () => Buffer.alloc(9, 1), `The file is of type unknown. ${images}`],
		['image', 'video/mp4', async () => await real('mp4'), `The file is an MP4 video. ${images}`],
		['video', 'video/mp4', async () => await real('mp3'), `The file is labeled video/mp4, but its content is an MP3 sound. ${videos}`],
		['video', 'video/mp4', () => avi, `The file is labeled video/mp4, but its content is an AVI video. ${videos}`],
		['video', 'image/png', () => picture('image/png'), `The file is a PNG image. ${videos}`],
		['video', 'application/octet-stream', () => Buffer.alloc(9, 1), `The file is of type application/octet-stream. ${videos}`],
		['video', 'video/mp4', () => m4a, `The file is labeled video/mp4, but its content is an M4A sound. ${videos}`],
		['audio', 'audio/ogg', async () => await real('oggOpus'), `The file is an Ogg sound. ${sounds}`],
		['audio', 'video/mp4', async () => await real('mp4'), `The file is an MP4 video. ${sounds}`],
		['audio', 'audio/webm', async () => await real('webmSoundOnly'), `The file is a WebM sound. ${sounds}`],
		['audio', 'audio/mpeg', () => Buffer.alloc(0), 'The file is empty (0 bytes).'],
	])('in a field for %s, labelled %j', async (kind, label, bytes, message) => {
		expect(await check([kind], await bytes(), label)).toEqual({ field: 'File', message });
	});

	it('all kinds that may stand there are said', async () => {
		const { message } = (await check(['audio', 'video'], picture('image/png'), 'image/png')) as { message: string };
		expect(message).toBe(
			'The file is a PNG image. Runway takes MP3, WAV, FLAC, M4A or AAC sounds, or MP4, MOV, MKV, WebM, 3GP or Ogg videos here.',
		);
	});

	it('a file that is none of several kinds, by its label', async () => {
		expect(await check(['audio', 'image'], Buffer.alloc(9, 1), 'image/png')).toMatchObject({
			message: expect.stringMatching(/^The file is labeled image\/png, but its content is something else\. /),
		});
	});

	it('a file that n8n does not give out', async () => {
		const { host } = fileHost({ file: { pieces: [gif], mimeType: 'image/gif', reads: 0 } });
		expect(await checkMedia(host, 0, { kinds: ['image'], input: inField, label: 'File' })).toEqual({
			field: 'File',
			message: "The file could not be read from n8n's storage.",
		});
	});

	it('a field that is not there, beside those that are', async () => {
		const { host } = fileHost({});
		const missing = async (item: object) => {
			Object.assign(host, { getInputData: () => [item] });
			return await checkMedia(host, 0, { kinds: ['video'], input: inField, label: 'File' });
		};
		expect(await missing({ binary: { a: {}, b: {} } })).toEqual({ field: 'File', message: 'The item has no binary field "data". It has: a, b.' });
		expect(await missing({})).toMatchObject({ message: expect.stringContaining('no file at all: put a node that loads the file before this one') });
	});

	it('a field of an item that is not there', async () => {
		expect(await checkMedia(fileHost({}).host, 0, { kinds: ['video'], input: inField, label: 'File' })).toMatchObject({
			message: expect.stringContaining('no binary field "data"'),
		});
	});
});

it('takes files of exactly 200 MB and none that is larger', async () => {
	const start = await real('mp4');
	const piece = Buffer.alloc(1_000_000);
	const pieces = [start, piece.subarray(start.length), ...Array.from({ length: 199 }, () => piece)];
	const check = async (more: Buffer[]) => {
		const { host } = fileHost({ file: { pieces: [...pieces, ...more], mimeType: 'video/mp4' } });
		return await checkMedia(host, 0, { kinds: ['video'], input: inField, label: 'File' });
	};
	expect(await check([])).toMatchObject({ file: { sizeBytes: 200_000_000 } });
	expect(await check([Buffer.alloc(1)])).toEqual({
		field: 'File',
		message: 'The file has 201 MB. Runway takes up to 200 MB.',
	});
});

describe('an address', () => {
	it.each<[MediaKind[], string, MediaKind | undefined]>([
		[['image'], 'https://example.com/a', 'image'],
		[['image'], 'https://example.com/a.mp4', 'image'],
		[['image', 'video'], 'https://example.com/a.mp4?x=.png', 'video'],
		[['image', 'video'], 'https://example.com/a.JPEG', 'image'],
		[['image', 'video'], 'https://example.com/a', undefined],
		[['image', 'video'], 'https://example.com/a.mp3', undefined],
		[['audio', 'video'], 'https://example.com/a.mov#.mp3', 'video'],
		[['audio', 'video'], 'runway://abc', undefined],
		[['audio'], 'runway://abc', 'audio'],
	])('for %j: %s is of kind %s', async (kinds, uri, kind) => {
		expect(await checkUrl(kinds, uri)).toEqual({ uri, kind });
	});

	it('is spelled as Runway wants it', async () => {
		expect(await checkUrl(['image'], 'HTTPS://Example.com/A')).toMatchObject({ uri: 'https://example.com/A' });
		expect(await checkUrl(['image'], 'RUNWAY://Abc')).toMatchObject({ uri: 'runway://Abc' });
	});
});

describe('a data URI', () => {
	it.each<[MediaKind, string, () => Buffer | Promise<Buffer>]>([
		['image', 'image/jpg', () => picture('image/jpeg')],
		['image', 'image/png;name=A.png', () => picture('image/png')],
		['audio', 'audio/x-wav', () => silence(0.1)],
		['video', 'video/mp4', async () => await real('mp4')],
	])('for %s goes as it came: %s', async (kind, type, make) => {
		const uri = dataUri(type, await make());
		expect(await checkUrl([kind], uri)).toEqual({ uri, kind });
	});

	it.each<[MediaKind, string, string, () => Buffer | Promise<Buffer>]>([
		['image', 'image/png', 'image/jpeg', () => picture('image/jpeg')],
		['audio', 'audio/mpeg', 'audio/wav', () => silence(0.1)],
		['audio', 'audio/vnd.wave', 'audio/wav', () => silence(0.1)],
		['video', 'video/mp4', 'video/webm', async () => await real('webm')],
	])('for %s with a wrong type is mended: %s', async (kind, type, right, make) => {
		const bytes = await make();
		expect(await checkUrl([kind], dataUri(type, bytes))).toEqual({ uri: dataUri(right, bytes), kind });
	});

	it('in upper case is spelled as Runway wants it, its base64 untouched', async () => {
		const bytes = picture('image/png');
		const uri = `DATA:IMAGE/PNG;BASE64,${bytes.toString('base64')}`;
		expect(await checkUrl(['image'], uri)).toEqual({ uri: dataUri('image/png', bytes), kind: 'image' });
	});

	it('of another kind is named', async () => {
		expect(await checkUrl(['image'], dataUri('image/png', await real('mp3')))).toMatchObject({
			message: expect.stringContaining('but its content is an MP3 sound'),
		});
	});

	it('that is too long becomes a file', async () => {
		// 5,242,880 characters, prefix included, are still one.
		const fits = Buffer.concat([picture('image/png'), Buffer.alloc(3_932_142)]).subarray(0, 3_932_142);
		expect(dataUri('image/png', fits)).toHaveLength(5_242_878);
		expect(await checkUrl(['image'], dataUri('image/png', fits))).toHaveProperty('uri');
		const long = Buffer.concat([fits, Buffer.alloc(1)]);
		expect(await checkUrl(['image'], dataUri('image/png', long))).toMatchObject({
			kind: 'image',
			file: { mimeType: 'image/png', sizeBytes: long.length },
		});
	});
});
