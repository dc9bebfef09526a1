import { announcedType, endingsOf, numbered, safeFileName, typeOfContent, withEnding } from '../../nodes/Runway/transport/fileNames';
import { picture } from '../emulator/talk';
import { realFiles } from './realFiles';

describe('the type of an output file', () => {
	it.each([
		['video/mp4', 'https://x/y', 'mp4', 'video/mp4'],
		['Video/MP4; codecs=avc1', 'https://x/y', 'mp4', 'video/mp4'],
		['video/quicktime', 'https://x/y.mp4', 'mov', 'video/quicktime'],
		['video/x-matroska', 'https://x/y', 'mkv', 'video/x-matroska'],
		['application/zip', 'https://x/y', 'zip', 'application/zip'],
		['audio/ogg', 'https://x/y', 'ogg', 'audio/ogg'],
		['audio/mp4', 'https://x/y', 'm4a', 'audio/mp4'],
		['audio/x-wav', 'https://x/y', 'wav', 'audio/wav'],
		['audio/mp3', 'https://x/y', 'mp3', 'audio/mpeg'],
		['image/gif', 'https://x/y', 'gif', 'image/gif'],
		['image/jpg', 'https://x/y.jpeg', 'jpg', 'image/jpeg'],
		['application/octet-stream', 'https://x/frames.ZIP?_jwt=a.b', 'zip', 'application/zip'],
		['binary/octet-stream', 'https://x/voice.m4a', 'm4a', 'audio/mp4'],
		['', 'https://x/voice.ogg', 'ogg', 'audio/ogg'],
		['', 'https://x/clip.mov', 'mov', 'video/quicktime'],
	])('announced as %j at %s: .%s', (contentType, url, ending, mimeType) => {
		const type = announcedType(contentType, url);
		expect([type?.mimeType, type?.endings[0]]).toEqual([mimeType, ending]);
	});

	it.each([
		['', 'https://x/clip'],
		['application/octet-stream', 'https://x/a.mp4/clip'],
		['binary/whatever', 'https://x/clip.exe'],
		['image/svg+xml', 'https://x/clip.html'],
	])('is not announced by %j at %s', (contentType, url) => {
		expect(announcedType(contentType, url)).toBeUndefined();
	});

	it.each([
		['mp4', 'mp4', 'video/mp4'],
		['mov', 'mov', 'video/quicktime'],
		['webm', 'webm', 'video/webm'],
		['mkv', 'mkv', 'video/x-matroska'],
		['mp3', 'mp3', 'audio/mpeg'],
		['wav', 'wav', 'audio/wav'],
		['flac', 'flac', 'audio/flac'],
		['aac', 'aac', 'audio/aac'],
		['oggOpus', 'ogg', 'audio/ogg'],
	])('is told by the content of a real %s: .%s', async (name, ending, mimeType) => {
		const type = typeOfContent(await realFiles[name]());
		expect([type.mimeType, type.endings[0]]).toEqual([mimeType, ending]);
	});

	it.each<[string, Buffer, string, string]>([
		['a PNG', picture('image/png'), 'png', 'image/png'],
		['a JPEG', picture('image/jpeg'), 'jpg', 'image/jpeg'],
		['a WebP', picture('image/webp'), 'webp', 'image/webp'],
		['a ZIP', Buffer.from('PK\x03\x04\x14\0', 'latin1'), 'zip', 'application/zip'],
		['anything', Buffer.alloc(100, 3), 'bin', 'application/octet-stream'],
		['nothing', Buffer.alloc(0), 'bin', 'application/octet-stream'],
		// Nothing that a browser would run.
		['a web page', Buffer.from('<html><script>'), 'bin', 'application/octet-stream'],
		['an SVG', Buffer.from('<svg onload="x"/>'), 'bin', 'application/octet-stream'],
	])('is told by the content of %s: .%s', (_, content, ending, mimeType) => {
		expect(typeOfContent(content)).toMatchObject({ mimeType, endings: expect.arrayContaining([ending]) });
	});
});

it.each([
	['../../etc/passwd', '-..-etc-passwd'],
	['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
	['a <<b>> c', 'a -b- c'],
	['line\nbreak\u0000\u0007', 'linebreak'],
	['  .hidden. ', 'hidden'],
	['evil\u202e4pm.exe', 'evil4pm.exe'],
	['Ünïcode 視頻 😀', 'Ünïcode 視頻 😀'],
	['half \ud83d pair', 'half  pair'],
	['...', ''],
	['', ''],
])('%j becomes %j', (text, safe) => {
	expect(safeFileName(text)).toBe(safe);
});

it('cuts long names between characters, not within one', () => {
	expect(safeFileName('😀'.repeat(500))).toBe('😀'.repeat(50));
});

it('adds the ending once', () => {
	expect(withEnding('clip', ['mp4'])).toBe('clip.mp4');
	expect(withEnding('clip.MP4', ['mp4'])).toBe('clip.MP4');
	expect(withEnding('clip.v2', ['mp4'])).toBe('clip.v2.mp4');
	expect(withEnding('cover.jpeg', ['jpg', 'jpeg'])).toBe('cover.jpeg');
	expect(withEnding('cover.png', ['jpg', 'jpeg'])).toBe('cover.png.jpg');
});

it('puts a number before the ending of a file type, else at the end', () => {
	expect(numbered('fox', 1)).toBe('fox-1');
	expect(numbered('fox.png', 2)).toBe('fox-2.png');
	expect(numbered('fox.JPEG', 3)).toBe('fox-3.JPEG');
	expect(numbered('fox.v2', 4)).toBe('fox.v2-4');
	expect(withEnding(numbered('fox.png', 1), ['png'])).toBe('fox-1.png');
});

it('knows all endings that mean the same as that of a file', () => {
	expect(endingsOf('fox.jpg')).toContain('jpeg');
	expect(endingsOf('fox.xyz')).toEqual(['xyz']);
});
