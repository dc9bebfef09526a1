import { endingOf, safeFileName, withEnding } from '../../nodes/Runway/transport/fileNames';

it.each([
	['video/mp4', 'https://x/y', 'mp4', 'video/mp4'],
	['video/quicktime', 'https://x/y.mp4', 'mov', 'video/quicktime'],
	['application/zip', 'https://x/y', 'zip', 'application/zip'],
	['application/octet-stream', 'https://x/frames.ZIP?_jwt=a.b', 'zip', 'application/zip'],
	['', 'https://x/clip.mov', 'mov', 'video/quicktime'],
	['', 'https://x/clip', 'mp4', 'video/mp4'],
	['binary/whatever', 'https://x/clip.exe', 'mp4', 'video/mp4'],
])('content type %j at %s gives .%s', (contentType, url, ending, mimeType) => {
	expect(endingOf(contentType, url)).toEqual({ ending, mimeType });
});

it.each([
	['../../etc/passwd', '-..-etc-passwd'],
	['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
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
	expect(withEnding('clip', 'mp4')).toBe('clip.mp4');
	expect(withEnding('clip.MP4', 'mp4')).toBe('clip.MP4');
	expect(withEnding('clip.v2', 'mp4')).toBe('clip.v2.mp4');
});
