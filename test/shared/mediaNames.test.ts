import { formatOfPath, formatOfType } from '../../nodes/Runway/shared/mediaTypes';

/** What a format is called in messages; the labels that files of it carry, and the endings of their names. */
const NAMES: Readonly<Record<string, readonly [called: string, labels: string, endings: string]>> = {
	'image/jpeg': ['a JPEG image', 'image/jpg image/pjpeg', 'jpg jpeg'],
	'image/png': ['a PNG image', 'image/x-png', 'png'],
	'image/webp': ['a WebP image', '', 'webp'],
	'image/gif': ['a GIF image', '', 'gif'],
	'image/bmp': ['a BMP image', 'image/x-ms-bmp', 'bmp'],
	'image/tiff': ['a TIFF image', '', 'tif tiff'],
	'image/avif': ['an AVIF image', '', 'avif'],
	'image/heic': ['a HEIC image', 'image/heif', 'heic heif'],
	'image/svg+xml': ['an SVG drawing', '', ''],
	'video/mp4': ['an MP4 video', 'video/x-m4v application/mp4', 'mp4 m4v'],
	'video/quicktime': ['a MOV video', '', 'mov qt'],
	'video/x-matroska': ['an MKV video', 'video/matroska', 'mkv'],
	'video/webm': ['a WebM video', '', 'webm'],
	'video/3gpp': ['a 3GP video', 'video/3gpp2', '3gp 3g2'],
	'video/ogg': ['an Ogg video', '', 'ogv'],
	'video/x-msvideo': ['an AVI video', 'video/avi video/vnd.avi', 'avi'],
	'video/x-flv': ['an FLV video', '', 'flv'],
	'video/x-ms-wmv': ['a Windows Media (WMV) video', 'video/x-ms-asf', 'wmv asf'],
	'video/mpeg': ['an MPEG-1 or MPEG-2 video', '', 'mpg mpeg'],
	'video/mp2t': ['an MPEG transport stream', '', 'm2ts mts'],
	'audio/mpeg': ['an MP3 sound', 'audio/mp3 audio/x-mp3 audio/x-mpeg', 'mp3'],
	'audio/wav': ['a WAV sound', 'audio/wave audio/x-wav audio/vnd.wave', 'wav'],
	'audio/flac': ['a FLAC sound', 'audio/x-flac', 'flac'],
	'audio/mp4': ['an M4A sound', 'audio/x-m4a audio/m4a audio/mp4a-latm audio/x-m4b', 'm4a m4b'],
	'audio/aac': ['an AAC sound', 'audio/x-aac audio/aacp audio/x-hx-aac-adts', 'aac'],
	'audio/ogg': ['an Ogg sound', 'audio/opus audio/vorbis audio/x-vorbis+ogg', 'ogg oga opus'],
	'audio/webm': ['a WebM sound', '', 'weba'],
	'audio/x-matroska': ['a Matroska sound', 'audio/matroska', 'mka'],
	'audio/3gpp': ['a 3GP sound', 'audio/3gpp2', ''],
	'audio/x-ms-wma': ['a Windows Media (WMA) sound', '', 'wma'],
	'audio/aiff': ['an AIFF sound', 'audio/x-aiff', 'aiff aif'],
	'audio/amr': ['an AMR sound', '', 'amr'],
	'audio/midi': ['a MIDI file', 'audio/x-midi audio/mid', 'mid midi'],
	'application/zip': ['a ZIP archive', 'application/x-zip-compressed application/x-zip', 'zip'],
	'application/pdf': ['a PDF document', '', 'pdf'],
	'text/html': ['a web page', '', ''],
	'application/json': ['JSON text', '', ''],
	'application/xml': ['XML text', 'text/xml', ''],
	'text/plain': ['plain text', '', ''],
};

const words = (text: string) => text.split(' ').filter(Boolean);

it.each(Object.entries(NAMES))('%s is known by its names', (type, [called, labels, endings]) => {
	const [format, kind] = [formatOfType(type), type.split('/')[0]];
	expect(format).toMatchObject({ type, called });
	expect(format?.kind).toBe(['image', 'video', 'audio'].find((one) => one === kind));
	expect(words(labels).map((label) => formatOfType(label)?.type)).toEqual(words(labels).map(() => type));
	expect(words(endings).map((ending) => formatOfPath(`/a/b.${ending}`)?.type)).toEqual(words(endings).map(() => type));
	// What is given out is called by the first of them; without any, it is given out as nothing in particular.
	expect(format?.endings?.[0]).toBe(words(endings)[0]);
});

it.each(['application/octet-stream', 'Stryker', ''])('%j is the type of nothing', (type) => {
	expect(formatOfType(type)).toBeUndefined();
});

it.each([
	['/a/b.MP4', 'video/mp4'],
	['/a.mp4/b', undefined],
	['/a/b.exe', undefined],
	['/a/b.', undefined],
	['', undefined],
])('the path %j ends in %s', (path, type) => {
	expect(formatOfPath(path)?.type).toBe(type);
});
