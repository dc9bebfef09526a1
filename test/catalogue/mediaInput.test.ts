import { mediaUrlProblem, readMedia } from '../../nodes/Runway/catalogue/read/mediaInput';
import type { MediaKind } from '../../nodes/Runway/shared/mediaTypes';

const DATA = 'iVBORw0KGgo=';

describe('addresses that Runway takes', () => {
	it.each<[MediaKind, string]>([
		['image', 'https://www.example.com/fox.png'],
		['image', 'HTTPS://EXAMPLE.COM/fox.png'],
		['image', 'RUNWAY://uploads/abc'],
		['image', `DATA:IMAGE/PNG;BASE64,${DATA}`],
		['image', 'https://example.com:8443/fox?size=1#top'],
		['image', 'https://xn--bcher-kva.example/fox.png'],
		['image', 'https://1.2.3.4.example.com/fox.png'],
		['image', `https://example.com/${'x'.repeat(2048 - 20)}`],
		['image', 'runway://uploads/abc'],
		['image', 'RUNWAY://uploads/abc'],
		['video', `runway://${'x'.repeat(4991)}`],
		['image', `data:image/png;base64,${DATA}`],
		['image', 'data:image/png;base64,iVBORw=='],
		['image', 'https://a.bc/'],
		['image', 'runway://abcd'],
		['image', `data:image/jpeg;base64,${DATA}`],
		['image', `data:image/webp;base64,${DATA}`],
		['video', `data:video/mp4;base64,${DATA}`],
		['audio', `data:audio/mpeg;base64,${DATA}`],
		// Longer than Runway takes inline: such a file is uploaded.
		['image', `data:image/png;base64,${'A'.repeat(5_242_880)}`],
	])('%s %.60s', (media, url) => {
		expect(mediaUrlProblem(url, [media])).toBeUndefined();
	});
});

describe('addresses that Runway refuses', () => {
	it.each<[MediaKind, string, string]>([
		['image', 'http://example.com/fox.png', 'only fetches files over https'],
		['image', 'ftp://example.com/fox.png', 'Enter an address that begins with https://'],
		['image', 'file:///etc/passwd', 'Enter an address that begins with https://'],
		['image', 'www.example.com/fox.png', 'Enter an address that begins with https://'],
		['image', '/home/fox.png', 'Enter an address that begins with https://'],
		['image', 'fox.png', 'Enter an address that begins with https://'],
		['image', 'javascript:alert(1)', 'Enter an address that begins with https://'],
		['image', 'https://127.0.0.1/fox.png', 'not from 127.0.0.1'],
		['image', 'https://192.168.178.21/fox.png', 'not from 192.168.178.21'],
		['image', 'https://8.8.8.8/fox.png', 'not from 8.8.8.8'],
		['image', 'https://2130706433/fox.png', 'not from 127.0.0.1'],
		['image', 'https://0x7f000001/fox.png', 'not from 127.0.0.1'],
		['image', 'https://0177.0.0.1/fox.png', 'not from 127.0.0.1'],
		['image', 'https://127.1/fox.png', 'not from 127.0.0.1'],
		['image', 'https://127.0.0.1./fox.png', 'not from 127.0.0.1'],
		['image', 'https://%31%32%37.0.0.1/fox.png', 'not from 127.0.0.1'],
		['image', 'https://user@10.0.0.1/fox.png', 'not from 10.0.0.1'],
		['image', 'https://[::1]/fox.png', 'not from [::1]'],
		['image', 'https://[2001:db8::1]:443/fox.png', 'not from [2001:db8::1]'],
		['image', 'https://localhost/fox.png', 'not from localhost'],
		['image', 'https://LOCALHOST./fox.png', 'not from localhost'],
		['image', 'https://n8n.localhost:5678/fox.png', 'not from n8n.localhost'],
		['image', 'https://', 'This is no complete https:// address'],
		['image', 'https:fox.png', 'This is no complete https:// address'],
		['image', 'https://a.b/', 'This is no complete https:// address'],
		['image', 'https://exa mple.com/fox.png', 'This is no complete https:// address'],
		['image', 'https://example.com/a b.png', 'This is no complete https:// address'],
		[
			'image',
			`https://example.com/${'x'.repeat(2048 - 19)}`,
			'at most 2048 characters, and this one has 2049',
		],
		['image', 'runway://', 'no complete runway:// address'],
		['image', 'runway:abcdefghijk', 'no complete runway:// address'],
		['image', `runway://${'x'.repeat(4992)}`, 'at most 5000 characters, and this one has 5001'],
		['image', `data:image/gif;base64,${DATA}`, 'takes JPEG, PNG or WebP images here, not image/gif'],
		['image', `data:video/mp4;base64,${DATA}`, 'takes JPEG, PNG or WebP images here, not video/mp4'],
		['video', `data:image/png;base64,${DATA}`, 'MP4, MOV, MKV, WebM, 3GP or Ogg videos here, not image/png'],
		['audio', `data:audio/midi;base64,${DATA}`, 'MP3, WAV, FLAC, M4A or AAC sounds here, not audio/midi'],
		['image', `data:;base64,${DATA}`, 'not data without a type'],
		['image', 'data:image/png,rawbytes', 'has to hold base64'],
		['image', 'data:image/png;base64', 'has to hold base64'],
		['image', 'data:image/png;base64,', 'empty or damaged'],
		['image', 'data:image/png;base64,%89PNG', 'empty or damaged'],
		['image', 'data:image/png;base64,iVBO Rw0K', 'empty or damaged'],
		['image', 'data:image/png;base64,iVBO=Rw0K', 'empty or damaged'],
		['image', 'runway://abc', 'no complete runway:// address'],
		['image', 'see https://example.com/fox.png', 'Enter an address that begins with https://'],
	])('%s %.60s', (media, url, message) => {
		expect(mediaUrlProblem(url, [media])).toContain(message);
	});

	it('are those of no kind that is taken', () => {
		expect(mediaUrlProblem(`data:video/mp4;base64,${DATA}`, ['image', 'video'])).toBeUndefined();
		expect(mediaUrlProblem(`data:audio/mpeg;base64,${DATA}`, ['image', 'video'])).toContain('not audio/mpeg');
	});

	it('are cut in the message', () => {
		expect(mediaUrlProblem('x'.repeat(10_000), ['image'])!.length).toBeLessThan(200);
	});
});

describe('the fields of one file', () => {
	it('are trimmed', () => {
		expect(readMedia(['image'], { source: 'binary', binaryPropertyName: ' data ' })).toEqual({
			input: { source: 'binary', binaryPropertyName: 'data' },
		});
		expect(readMedia(['image'], { source: 'url', url: ' https://example.com/fox.png\n' })).toEqual({
			input: { source: 'url', url: 'https://example.com/fox.png' },
		});
	});

	it('say nothing when they are empty', () => {
		expect(readMedia(['image'], {})).toEqual({ empty: true });
		expect(readMedia(['image'], { source: 'url', url: null })).toEqual({ empty: true });
	});
});
