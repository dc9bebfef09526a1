import {
	MEDIA_NAMES,
	MEDIA_TYPES,
	SNIFF_BYTES,
	formatOfContent,
	formatOfType,
	namesOf,
	plainType,
	sniff,
	type MediaKind,
} from '../../nodes/Runway/shared/mediaTypes';
import { schema } from '../emulator/schema';
import { picture, silence } from '../emulator/talk';
import { realFiles } from '../transport/realFiles';

const KINDS: readonly MediaKind[] = ['image', 'video', 'audio'];
const bytes = (text: string) => Buffer.from(text, 'latin1');
const box = (brand: string) => bytes(`\0\0\0\x18ftyp${brand}\0\0\0\0isommp42`);
/** The first page of an Ogg file, with one stream. */
const ogg = (packet: string) => bytes(`OggS\0\x02${'\0'.repeat(20)}\x01${String.fromCharCode(packet.length)}${packet}`);
/** An ID3 tag of this size, and what stands behind it. */
const tagged = (size: number, behind: Buffer) =>
	Buffer.concat([bytes(`ID3\x04\0\0\0\0${String.fromCharCode(size >> 7, size & 127)}`), Buffer.alloc(size), behind]);

describe('what Runway takes', () => {
	it.each(KINDS)('is what its documents list: %s', (kind) => {
		expect([...MEDIA_TYPES[kind]].sort()).toEqual([...schema.media.types[kind]].sort());
	});

	it.each(KINDS)('has a word for people in each type: %s', (kind) => {
		const words: Record<string, string> = { quicktime: 'MOV', 'x-matroska': 'MKV', '3gpp': '3GP', mpeg: 'MP3', mp4: kind === 'audio' ? 'M4A' : 'MP4' };
		for (const type of MEDIA_TYPES[kind]) {
			const canonical = formatOfType(type)!.type.split('/')[1];
			expect(MEDIA_NAMES[kind].toLowerCase()).toContain((words[canonical] ?? canonical).toLowerCase());
		}
	});

	it('is said in one sentence for fields that take several kinds', () => {
		expect(namesOf(['image', 'video'])).toBe('JPEG, PNG or WebP images, or MP4, MOV, MKV, WebM, 3GP or Ogg videos');
	});
});

describe('the content of real files', () => {
	it.each([
		['mp4', 'video/mp4'],
		['mp4IndexLast', 'video/mp4'],
		['mp4Fragmented', 'video/mp4'],
		['mp4SoundOnly', 'video/mp4'],
		['mov', 'video/quicktime'],
		['webm', 'video/webm'],
		['webmSoundOnly', 'video/webm'],
		['mkv', 'video/x-matroska'],
		['ts', 'video/mp2t'],
		['mp3', 'audio/mpeg'],
		['wav', 'audio/wav'],
		['flac', 'audio/flac'],
		['aac', 'audio/aac'],
		['oggOpus', 'audio/ogg'],
	])('%s', async (name, type) => {
		expect(sniff(await realFiles[name]())).toBe(type);
	});

	it('pictures', () => {
		const types = ['image/png', 'image/jpeg', 'image/webp'] as const;
		expect(types.map((type) => sniff(picture(type)))).toEqual(types);
	});
});

it.each<[string, Buffer, string | undefined]>([
	['GIF', bytes('GIF89a\x01\0\x01\0'), 'image/gif'],
	['BMP', Buffer.concat([bytes('BM'), Buffer.alloc(100)]), 'image/bmp'],
	['BMP that says how long it is', Buffer.concat([bytes('BM\x66\x12\x03'), Buffer.alloc(100)]), 'image/bmp'],
	['TIFF', bytes('II*\0\x08\0\0\0'), 'image/tiff'],
	['AVIF', box('avif'), 'image/avif'],
	['HEIC', box('heic'), 'image/heic'],
	['HEIF', box('mif1'), 'image/heic'],
	['SVG', bytes('<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<svg xmlns="x"/>'), 'image/svg+xml'],
	['PDF', bytes('%PDF-1.7 \x80'), 'application/pdf'],
	['MP4 by its second edition', box('mp42'), 'video/mp4'],
	['MP4 of a brand nobody knows', box('xyz1'), 'video/mp4'],
	['MP4 for a handheld', box('M4V '), 'video/mp4'],
	['3GP', box('3gp5'), 'video/3gpp'],
	['M4A', box('M4A '), 'audio/mp4'],
	['audio book', box('M4B '), 'audio/mp4'],
	['QuickTime without ftyp', bytes('\0\0\0\x08wide\0\x12\x34\x56mdat'), 'video/quicktime'],
	['a text with a wide word', bytes('The wide road'), 'text/plain'],
	['EBML of another kind', bytes('\x1aE\xdf\xa3\x93B\x82\x84else'), undefined],
	['WebM whose length is written long', bytes('\x1aE\xdf\xa3\x93B\x82\x08\0\0\0\0\0\0\x04webm'), 'video/webm'],
	['WebM with a long head', Buffer.concat([bytes('\x1aE\xdf\xa3\x93'), Buffer.alloc(200), bytes('B\x82\x84webm')]), 'video/webm'],
	['Ogg Theora', ogg('\x80theora\x03\x02'), 'video/ogg'],
	['Ogg Theora behind Vorbis', Buffer.concat([ogg('\x01vorbis\0'), ogg('\x80theora')]), 'video/ogg'],
	['Ogg Vorbis', ogg('\x01vorbis\0'), 'audio/ogg'],
	['Ogg FLAC', ogg('\x7fFLAC'), 'audio/ogg'],
	['MP3 behind a tag', tagged(300, bytes('\xff\xfb\x90\x64')), 'audio/mpeg'],
	['MP3 behind a long cover', tagged(10_000, Buffer.alloc(0)), 'audio/mpeg'],
	['AAC behind a tag', tagged(300, bytes('\xff\xf1\x50\x80\0\0')), 'audio/aac'],
	['FLAC behind a tag', tagged(300, bytes('fLaC\0\0')), 'audio/flac'],
	['MP3 behind zeros', Buffer.concat([Buffer.alloc(500), bytes('\xff\xfb\x90\x64')]), 'audio/mpeg'],
	['MPEG-1 layer II', bytes('\xff\xfd\x90\x64'), 'audio/mpeg'],
	['a bit rate that MP3 has not', bytes('\xff\xfb\xf0\x64'), undefined],
	['text in UTF-16', Buffer.from('\ufeffhello', 'utf16le'), undefined],
	['WAV of more than 4 GB', bytes('RF64\xff\xff\xff\xffWAVEds64'), 'audio/wav'],
	['silence', silence(1), 'audio/wav'],
	['AIFF', bytes('FORM\0\0\0\x20AIFFCOMM'), 'audio/aiff'],
	['a text about a form', bytes('FORMULA ONE AIFF'), 'text/plain'],
	['MIDI', bytes('MThd\0\0\0\x06'), 'audio/midi'],
	['AMR', bytes('#!AMR\n'), 'audio/amr'],
	['AVI', bytes('RIFF\0\0\0\0AVI LIST'), 'video/x-msvideo'],
	['FLV', bytes('FLV\x01\x05'), 'video/x-flv'],
	['WMV', bytes('\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9'), 'video/x-ms-wmv'],
	['MPEG-2', bytes('\0\0\x01\xba\x44'), 'video/mpeg'],
	['ZIP', bytes('PK\x03\x04\x14\0'), 'application/zip'],
	['TIFF by the other end', bytes('MM\0*\0\0\0\x08'), 'image/tiff'],
	['an empty ZIP', bytes('PK\x05\x06\0\0'), 'application/zip'],
	['an MPEG video stream', bytes('\0\0\x01\xb3\x16'), 'video/mpeg'],
	['AIFF, compressed', bytes('FORM\0\0\0\x20AIFCFVER'), 'audio/aiff'],
	['MIDI in RIFF', bytes('RIFF\0\0\0\0RMIDdata'), 'audio/midi'],
	['RIFF of another kind', bytes('RIFF\0\0\0\0ELSE'), undefined],
	['AVIF, moving', box('avis'), 'image/avif'],
	['MP4 of a brand like AVIF', box('xavi'), 'video/mp4'],
	...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'msf1'].map((brand): [string, Buffer, string] => [`HEIC by ${brand}`, box(brand), 'image/heic']),
	...['F4A ', 'F4B '].map((brand): [string, Buffer, string] => [`a sound by ${brand}`, box(brand), 'audio/mp4']),
	...['moov', 'mdat', 'pnot', 'skip'].map((kind): [string, Buffer, string] => [`QuickTime by ${kind}`, bytes(`\0\0\0\x08${kind}\0\x12`), 'video/quicktime']),
	['QuickTime by a word further on', bytes('\0\0\0\x08xmoov\x12'), undefined],
	['a text with a word of four letters', bytes(' 12 moov on'), 'text/plain'],
	['Matroska', bytes('\x1aE\xdf\xa3\x93B\x82\x88matroska'), 'video/x-matroska'],
	['Ogg BBCD', ogg('BBCD\0'), 'video/ogg'],
	['Ogg VP8', ogg('OVP80'), 'video/ogg'],
	['Ogg with old video', ogg('\x01video\0'), 'video/ogg'],
	['text that begins like BMP', bytes('BMW drives on and on'), 'text/plain'],
	['text that begins like a transport stream', bytes(`G${'x'.repeat(187)}G${'x'.repeat(300)}`), 'text/plain'],
	['text with G in two of three places', bytes(`x${'x'.repeat(187)}G${'x'.repeat(187)}G`), 'text/plain'],
	['text with G at both ends', bytes(`G${'x'.repeat(375)}G`), 'text/plain'],
	['a picture behind a tag', tagged(300, bytes('GIF89a')), 'audio/mpeg'],
	['a tag that reaches to the end', tagged(300, Buffer.alloc(0)), 'audio/mpeg'],
	['AAC of a rate that is none', bytes('\xff\xf1\x74\x80'), undefined],
	['AAC of the last rate', bytes('\xff\xf1\x70\x80'), 'audio/aac'],
	['MP3 of a rate that is none', bytes('\xff\xfb\x9c\x64'), undefined],
	['MP3 of a version that is none', bytes('\xff\xeb\x90\x64'), undefined],
	['MP3 of a layer that is none', bytes('\xff\xf9\xff\x64'), undefined],
	['MPEG-2.5', bytes('\xff\xe3\x90\x64'), 'audio/mpeg'],
	['no frame', bytes('\xff\xdb\x90\x64'), undefined],
	['a frame that begins with another byte', bytes('\xfe\xfb\x90\x64'), undefined],
	['half a frame', bytes('\xff\xfb'), undefined],
	['a control character in a text', bytes('text\x01text'), undefined],
	['a control character at its ends', bytes('\x01text'), undefined],
	['a text about <svg', bytes('all about <svg'), 'text/plain'],
	['an SVG right behind a comment', bytes('<!-- a --><svg>'), 'image/svg+xml'],
	['an SVG with a DOCTYPE', bytes('<!DOCTYPE svg PUBLIC "x">\n\n<svg>'), 'image/svg+xml'],
	['an SVG with all of it', bytes('<?xml version="1.0"?>\n\n<!DOCTYPE svg PUBLIC "x">\n\n<svg>'), 'image/svg+xml'],
	['a text about <html', bytes('all about <html>'), 'text/plain'],
	['a text with [brackets]', bytes('see [1]'), 'text/plain'],
	['a JSON list', bytes('[1]'), 'application/json'],
	['blanks', bytes(' \n\t '), undefined],
	['text with tabs', bytes('a\tb\fc\rd'), 'text/plain'],
	['a web page', bytes('\n<!-- x -->\n<!DOCTYPE html><p>404'), 'text/html'],
	['JSON', bytes('{"error":"no"}'), 'application/json'],
	['XML', bytes('<?xml version="1.0"?><Error/>'), 'application/xml'],
	['text', Buffer.from('Grüße'), 'text/plain'],
	['text whose last letter is cut', Buffer.from('Grü').subarray(0, 3), 'text/plain'],
	['zeros', Buffer.alloc(5000), undefined],
	['one odd byte', bytes('\x89'), undefined],
	['nothing', Buffer.alloc(0), undefined],
])('%s is told by its first bytes', (_, content, type) => {
	expect(sniff(content)).toBe(type);
	if (type) expect(formatOfContent(content)?.called).toMatch(/^(an? |JSON|XML|plain)/);
});

it('takes no time over text made to waste it', () => {
	const before = process.cpuUsage();
	for (const text of ['<!---->', '<!--', '<?xml ', '<!doctype svg ']) sniff(bytes(text.repeat(SNIFF_BYTES)));
	// Microseconds of work, however busy the machine is with other things.
	expect(process.cpuUsage(before).user).toBeLessThan(500_000);
});

it.each([
	['3GP', box('3gp5'), 'audio/3gpp'],
	['Windows Media', bytes('\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9'), 'audio/x-ms-wma'],
	['nothing known', Buffer.alloc(9), undefined],
])('%s at a tie is a sound', (_, content, type) => {
	expect(formatOfContent(content, true)?.type).toBe(type);
	expect(formatOfContent(content)?.type).toBe(type?.replace('audio', 'video').replace('wma', 'wmv'));
});

it.each([
	['mp4SoundOnly', 'audio/mp4'],
	['webmSoundOnly', 'audio/webm'],
	['mov', 'video/quicktime'],
	['mp3', 'audio/mpeg'],
	['mkv', 'audio/x-matroska'],
])('%s at a tie is %s', async (name, type) => {
	expect(formatOfContent(await realFiles[name](), true)?.type).toBe(type);
});

it('reads a type without its parameters and its capitals', () => {
	expect(plainType(' Video/MP4 ; codecs="avc1"')).toBe('video/mp4');
});
