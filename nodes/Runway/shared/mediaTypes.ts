/**
 * File types in one place: which of them Runway takes, how files are named, what their first bytes look like and
 * what people call them. Imports nothing.
 */

export type MediaKind = 'image' | 'video' | 'audio';

export interface FileFormat {
	/** The MIME type under which it is sent on. For pictures, videos and sounds one that n8n's preview plays. */
	readonly type: string;
	/** Undefined: neither of the three. */
	readonly kind?: MediaKind;
	/** The MIME types under which Runway takes it as input. Left out: it is refused. */
	readonly taken?: readonly string[];
	/** Other names of the same type. */
	readonly synonyms?: readonly string[];
	/** File name endings without the dot; the first is the one that is given. Left out: no output is called so. */
	readonly endings?: readonly string[];
	/** With its article, as in "The file is a PNG image". */
	readonly called: string;
}

/** Source of what Runway takes: its documentation, Assets, Inputs. GIF and `application/octet-stream` are refused. */
const FORMATS: readonly FileFormat[] = [
	{ kind: 'image', type: 'image/jpeg', taken: ['image/jpeg', 'image/jpg'], synonyms: ['image/pjpeg'], endings: ['jpg', 'jpeg'], called: 'a JPEG image' },
	{ kind: 'image', type: 'image/png', taken: ['image/png'], synonyms: ['image/x-png'], endings: ['png'], called: 'a PNG image' },
	{ kind: 'image', type: 'image/webp', taken: ['image/webp'], endings: ['webp'], called: 'a WebP image' },
	{ kind: 'image', type: 'image/gif', endings: ['gif'], called: 'a GIF image' },
	{ kind: 'image', type: 'image/bmp', synonyms: ['image/x-ms-bmp'], endings: ['bmp'], called: 'a BMP image' },
	{ kind: 'image', type: 'image/tiff', endings: ['tif', 'tiff'], called: 'a TIFF image' },
	{ kind: 'image', type: 'image/avif', endings: ['avif'], called: 'an AVIF image' },
	{ kind: 'image', type: 'image/heic', synonyms: ['image/heif'], endings: ['heic', 'heif'], called: 'a HEIC image' },
	// No ending: it can hold scripts, and is given out by no model.
	{ kind: 'image', type: 'image/svg+xml', called: 'an SVG drawing' },

	{ kind: 'video', type: 'video/mp4', taken: ['video/mp4'], synonyms: ['video/x-m4v', 'application/mp4'], endings: ['mp4', 'm4v'], called: 'an MP4 video' },
	{ kind: 'video', type: 'video/quicktime', taken: ['video/quicktime'], endings: ['mov', 'qt'], called: 'a MOV video' },
	{ kind: 'video', type: 'video/x-matroska', taken: ['video/x-matroska'], synonyms: ['video/matroska'], endings: ['mkv'], called: 'an MKV video' },
	{ kind: 'video', type: 'video/webm', taken: ['video/webm'], endings: ['webm'], called: 'a WebM video' },
	{ kind: 'video', type: 'video/3gpp', taken: ['video/3gpp'], synonyms: ['video/3gpp2'], endings: ['3gp', '3g2'], called: 'a 3GP video' },
	{ kind: 'video', type: 'video/ogg', taken: ['video/ogg'], endings: ['ogv'], called: 'an Ogg video' },
	{ kind: 'video', type: 'video/x-msvideo', synonyms: ['video/avi', 'video/vnd.avi'], endings: ['avi'], called: 'an AVI video' },
	{ kind: 'video', type: 'video/x-flv', endings: ['flv'], called: 'an FLV video' },
	{ kind: 'video', type: 'video/x-ms-wmv', synonyms: ['video/x-ms-asf'], endings: ['wmv', 'asf'], called: 'a Windows Media (WMV) video' },
	{ kind: 'video', type: 'video/mpeg', endings: ['mpg', 'mpeg'], called: 'an MPEG-1 or MPEG-2 video' },
	{ kind: 'video', type: 'video/mp2t', endings: ['m2ts', 'mts'], called: 'an MPEG transport stream' },

	{ kind: 'audio', type: 'audio/mpeg', taken: ['audio/mpeg', 'audio/mp3'], synonyms: ['audio/x-mp3', 'audio/x-mpeg'], endings: ['mp3'], called: 'an MP3 sound' },
	{ kind: 'audio', type: 'audio/wav', taken: ['audio/wav', 'audio/wave', 'audio/x-wav'], synonyms: ['audio/vnd.wave'], endings: ['wav'], called: 'a WAV sound' },
	{ kind: 'audio', type: 'audio/flac', taken: ['audio/flac', 'audio/x-flac'], endings: ['flac'], called: 'a FLAC sound' },
	{ kind: 'audio', type: 'audio/mp4', taken: ['audio/mp4', 'audio/x-m4a'], synonyms: ['audio/m4a', 'audio/mp4a-latm', 'audio/x-m4b'], endings: ['m4a', 'm4b'], called: 'an M4A sound' },
	{ kind: 'audio', type: 'audio/aac', taken: ['audio/aac', 'audio/x-aac'], synonyms: ['audio/aacp', 'audio/x-hx-aac-adts'], endings: ['aac'], called: 'an AAC sound' },
	{ kind: 'audio', type: 'audio/ogg', synonyms: ['audio/opus', 'audio/vorbis', 'audio/x-vorbis+ogg'], endings: ['ogg', 'oga', 'opus'], called: 'an Ogg sound' },
	{ kind: 'audio', type: 'audio/webm', endings: ['weba'], called: 'a WebM sound' },
	{ kind: 'audio', type: 'audio/x-matroska', synonyms: ['audio/matroska'], endings: ['mka'], called: 'a Matroska sound' },
	{ kind: 'audio', type: 'audio/3gpp', synonyms: ['audio/3gpp2'], called: 'a 3GP sound' },
	{ kind: 'audio', type: 'audio/x-ms-wma', endings: ['wma'], called: 'a Windows Media (WMA) sound' },
	{ kind: 'audio', type: 'audio/aiff', synonyms: ['audio/x-aiff'], endings: ['aiff', 'aif'], called: 'an AIFF sound' },
	{ kind: 'audio', type: 'audio/amr', endings: ['amr'], called: 'an AMR sound' },
	{ kind: 'audio', type: 'audio/midi', synonyms: ['audio/x-midi', 'audio/mid'], endings: ['mid', 'midi'], called: 'a MIDI file' },

	{ type: 'application/zip', synonyms: ['application/x-zip-compressed', 'application/x-zip'], endings: ['zip'], called: 'a ZIP archive' },
	{ type: 'application/pdf', endings: ['pdf'], called: 'a PDF document' },
	{ type: 'text/html', called: 'a web page' },
	{ type: 'application/json', called: 'JSON text' },
	{ type: 'application/xml', synonyms: ['text/xml'], called: 'XML text' },
	{ type: 'text/plain', called: 'plain text' },
];

const BY_TYPE = new Map(
	FORMATS.flatMap((format) => {
		const names = [format.type, ...(format.taken ?? []), ...(format.synonyms ?? [])];
		return names.map((name): [string, FileFormat] => [name, format]);
	}),
);

const BY_ENDING = new Map(
	FORMATS.flatMap((format) => (format.endings ?? []).map((ending): [string, FileFormat] => [ending, format])),
);

/** The format behind a MIME type, in lower case and without parameters; undefined for one that is not listed. */
export function formatOfType(type: string): FileFormat | undefined {
	return BY_TYPE.get(type);
}

/** The format that a file name or a path ends in; undefined for one that is not listed. */
export function formatOfPath(path: string): FileFormat | undefined {
	const ending = /\.([a-z0-9]{2,4})$/i.exec(path)?.[1].toLowerCase();
	return ending === undefined ? undefined : BY_ENDING.get(ending);
}

const takenNames = (kind: MediaKind) => FORMATS.flatMap((format) => (format.kind === kind ? (format.taken ?? []) : []));

/** MIME types that Runway takes as input. */
export const MEDIA_TYPES: Readonly<Record<MediaKind, readonly string[]>> = {
	image: takenNames('image'),
	video: takenNames('video'),
	audio: takenNames('audio'),
};

/** The same for people. */
export const MEDIA_NAMES: Readonly<Record<MediaKind, string>> = {
	image: 'JPEG, PNG or WebP images',
	video: 'MP4, MOV, MKV, WebM, 3GP or Ogg videos',
	audio: 'MP3, WAV, FLAC, M4A or AAC sounds',
};

/** `MEDIA_NAMES` of all these kinds, for a field that takes more than one. */
export function namesOf(kinds: readonly MediaKind[]): string {
	return kinds.map((kind) => MEDIA_NAMES[kind]).join(', or ');
}

/** A MIME type without its parameters, in lower case. */
export function plainType(type: string): string {
	return type.split(';')[0].trim().toLowerCase();
}

/** Containers whose first bytes look the same with and without pictures. */
const WITHOUT_PICTURES: Readonly<Record<string, string>> = {
	'video/mp4': 'audio/mp4',
	'video/3gpp': 'audio/3gpp',
	'video/webm': 'audio/webm',
	'video/x-matroska': 'audio/x-matroska',
	'video/x-ms-wmv': 'audio/x-ms-wma',
};

/**
 * The format of a file by its first bytes; undefined when they are like nothing known.
 * @param soundAtATie what can be a video as well as a sound is taken for a sound
 */
export function formatOfContent(start: Uint8Array, soundAtATie = false): FileFormat | undefined {
	const found = sniff(start);
	if (found === undefined) return undefined;
	return BY_TYPE.get((soundAtATie ? WITHOUT_PICTURES[found] : undefined) ?? found);
}

/** How many bytes of a file `sniff` wants to see: the codecs of an Ogg or EBML file stand some way in. */
export const SNIFF_BYTES = 4096;

/**
 * The MIME type that the first bytes of a file speak for; undefined when they match nothing known. A container
 * that may hold a video or only sound is called a video.
 */
export function sniff(start: Uint8Array): string | undefined {
	const text = String.fromCharCode(...start.subarray(0, SNIFF_BYTES));
	const fixed = SIGNATURES.find(([at, signature]) => text.startsWith(signature, at));
	if (fixed) return fixed[2];
	if (text.startsWith('RIFF') || text.startsWith('RF64')) return RIFF[text.slice(8, 12)];
	if (text.startsWith('ftyp', 4)) return isoType(text.slice(8, 12));
	// QuickTime files from before there was `ftyp`. The size in front of the box sets it apart from a word.
	if (start[0] < 0x20 && /^(moov|mdat|wide|pnot|skip)/.test(text.slice(4, 8))) return 'video/quicktime';
	if (text.startsWith('\x1aE\xdf\xa3')) return ebmlType(text);
	if (text.startsWith('OggS')) return OGG_VIDEO.some((codec) => text.includes(codec)) ? 'video/ogg' : 'audio/ogg';
	if (text.startsWith('BM') && text.startsWith('\0\0\0\0', 6)) return 'image/bmp';
	if (text[0] === 'G' && text[188] === 'G' && text[376] === 'G') return 'video/mp2t';
	return mpegAudio(start, text) ?? textType(start);
}

/** Offset, bytes, type. */
const SIGNATURES: ReadonlyArray<readonly [number, string, string]> = [
	[0, '\xff\xd8\xff', 'image/jpeg'],
	[0, '\x89PNG\r\n\x1a\n', 'image/png'],
	[0, 'GIF8', 'image/gif'],
	[0, 'II*\0', 'image/tiff'],
	[0, 'MM\0*', 'image/tiff'],
	[0, '%PDF-', 'application/pdf'],
	[0, 'PK\x03\x04', 'application/zip'],
	[0, 'PK\x05\x06', 'application/zip'],
	[0, 'fLaC', 'audio/flac'],
	[0, 'MThd', 'audio/midi'],
	[0, '#!AMR', 'audio/amr'],
	[0, 'FLV\x01', 'video/x-flv'],
	[0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'video/x-ms-wmv'],
	[0, '\0\0\x01\xba', 'video/mpeg'],
	[0, '\0\0\x01\xb3', 'video/mpeg'],
	[8, 'AIFF', 'audio/aiff'],
	[8, 'AIFC', 'audio/aiff'],
];

const RIFF: Readonly<Record<string, string>> = {
	WEBP: 'image/webp',
	WAVE: 'audio/wav',
	'AVI ': 'video/x-msvideo',
	RMID: 'audio/midi',
};

/** What marks a video codec in an Ogg file; all its streams are announced before the first frame. */
const OGG_VIDEO = ['\x80theora', 'BBCD\0', '\x01video', 'OVP80'];

function isoType(brand: string): string {
	if (/^avi[fs]$/.test(brand)) return 'image/avif';
	if (/^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) return 'image/heic';
	if (brand === 'qt  ') return 'video/quicktime';
	if (brand.startsWith('3g')) return 'video/3gpp';
	return /^(M4A|M4B|F4A|F4B)/.test(brand) ? 'audio/mp4' : 'video/mp4';
}

/** The element DocType (ID 42 82) says which of its dialects an EBML file is in. */
function ebmlType(text: string): string | undefined {
	const docType = /B\x82[^]{1,8}?(webm|matroska)/.exec(text)?.[1];
	return docType && (docType === 'webm' ? 'video/webm' : 'video/x-matroska');
}

/** MP3 and AAC are rows of frames, without a head of their own, but often behind a tag with title and cover. */
function mpegAudio(start: Uint8Array, text: string): string | undefined {
	if (text.startsWith('ID3')) {
		const end = 10 + [6, 7, 8, 9].reduce((size, at) => size * 128 + (start[at] ?? 0), 0);
		const behind = start.length > end ? sniff(start.subarray(end)) : undefined;
		return behind?.startsWith('audio/') ? behind : 'audio/mpeg';
	}
	// Some encoders fill up with zeros before the first frame.
	const at = start.findIndex((byte) => byte !== 0);
	const [sync, head = 0, rates = 0xff] = start.subarray(Math.max(at, 0));
	if (sync !== 0xff || rates === 0xff) return undefined;
	if ((head & 0xf6) === 0xf0) return (rates & 0x3c) <= 0x30 ? 'audio/aac' : undefined;
	const [version, layer, bitrate, sampleRate] = [(head >> 3) & 3, (head >> 1) & 3, rates >> 4, (rates >> 2) & 3];
	const isFrame = head >= 0xe0 && version !== 1 && (layer === 1 || layer === 2) && bitrate !== 15 && sampleRate !== 3;
	return isFrame ? 'audio/mpeg' : undefined;
}

/** Saved error pages and the like; only UTF-8, as everything on the web is today. */
function textType(start: Uint8Array): string | undefined {
	const readable = decoded(start).trim();
	if (readable === '' || !/^(?:[^\p{Cc}]|[\t\n\f\r])+$/u.test(readable)) return undefined;
	const markup = readable.replace(/<!--[^]*?-->\s*/g, '');
	if (/^(<\?xml[^>]*>\s*)?(<!doctype svg[^>]*>\s*)?<svg/i.test(markup)) return 'image/svg+xml';
	if (/^<(!doctype html|html|head|body)/i.test(markup)) return 'text/html';
	if (markup.startsWith('<?xml')) return 'application/xml';
	return /^[{[]/.test(readable) ? 'application/json' : 'text/plain';
}

function decoded(start: Uint8Array): string {
	try {
		// As a stream: the last character may be cut off.
		return new TextDecoder('utf-8', { fatal: true }).decode(start.subarray(0, SNIFF_BYTES), { stream: true });
	} catch {
		return '';
	}
}
