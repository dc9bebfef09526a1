/** What the first bytes of a file say that it is. */

/** How many bytes `sniff` wants to see. */
export const SNIFF_BYTES = 512;

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));

/** Also files that Runway refuses, so that they can be named. */
const SIGNATURES: ReadonlyArray<{ readonly type: string; readonly matches: (bytes: Uint8Array) => boolean }> = [
	{ type: 'image/jpeg', matches: (b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff },
	{ type: 'image/png', matches: (b) => ascii(b, 0, 8) === '\x89PNG\r\n\x1a\n' },
	{ type: 'image/webp', matches: (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 12) === 'WEBP' },
	{ type: 'image/gif', matches: (b) => ascii(b, 0, 4) === 'GIF8' },
	{ type: 'image/bmp', matches: (b) => ascii(b, 0, 2) === 'BM' },
	{ type: 'image/tiff', matches: (b) => ['II*\0', 'MM\0*'].includes(ascii(b, 0, 4)) },
	{ type: 'image/svg+xml', matches: (b) => /^\s*(<\?xml[^>]*>\s*)?<svg/i.test(ascii(b, 0, 256)) },
	{ type: 'audio/wav', matches: (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 12) === 'WAVE' },
	{ type: 'video/x-msvideo', matches: (b) => ascii(b, 0, 4) === 'RIFF' && ascii(b, 8, 11) === 'AVI' },
	{ type: 'audio/flac', matches: (b) => ascii(b, 0, 4) === 'fLaC' },
	{ type: 'audio/aiff', matches: (b) => ascii(b, 0, 4) === 'FORM' && /AIF[FC]/.test(ascii(b, 8, 12)) },
	{ type: 'audio/midi', matches: (b) => ascii(b, 0, 4) === 'MThd' },
	{ type: 'audio/amr', matches: (b) => ascii(b, 0, 5) === '#!AMR' },
	{ type: 'audio/mpeg', matches: (b) => ascii(b, 0, 3) === 'ID3' },
	// Layer bits 00 are AAC in ADTS frames; anything else with the same sync word is MPEG audio.
	{ type: 'audio/aac', matches: (b) => b[0] === 0xff && (b[1] & 0xf6) === 0xf0 },
	{ type: 'audio/mpeg', matches: (b) => b[0] === 0xff && (b[1] & 0xe0) === 0xe0 && (b[1] & 0x06) !== 0 },
	{ type: 'video/x-flv', matches: (b) => ascii(b, 0, 3) === 'FLV' },
	{ type: 'video/x-ms-wmv', matches: (b) => b[0] === 0x30 && b[1] === 0x26 && b[2] === 0xb2 && b[3] === 0x75 },
	{ type: 'video/mpeg', matches: (b) => b[0] === 0 && b[1] === 0 && b[2] === 1 && (b[3] === 0xba || b[3] === 0xb3) },
	{ type: 'application/zip', matches: (b) => ['PK\x03\x04', 'PK\x05\x06'].includes(ascii(b, 0, 4)) },
	{ type: 'application/pdf', matches: (b) => ascii(b, 0, 5) === '%PDF-' },
	{ type: 'text/html', matches: (b) => /^\s*<(!doctype html|html|head|body)/i.test(ascii(b, 0, 256)) },
	{ type: 'application/json', matches: (b) => /^\s*[{[]\s*["{[\]}\d]/.test(ascii(b, 0, 64)) },
];

/**
 * The type of a file by its first bytes; undefined when they match nothing known.
 * @param declared what the file is labelled as: decides only where one container serves two kinds
 */
export function sniff(start: Uint8Array, declared = ''): string | undefined {
	if (ascii(start, 4, 8) === 'ftyp') return isoMedia(start, declared);
	if (start[0] === 0x1a && start[1] === 0x45 && start[2] === 0xdf && start[3] === 0xa3) return matroska(start, declared);
	if (ascii(start, 0, 4) === 'OggS') return ogg(start, declared);
	// QuickTime files of old begin with other boxes.
	if (/^(moov|mdat|wide|free|skip)$/.test(ascii(start, 4, 8))) return 'video/quicktime';
	return SIGNATURES.find(({ matches }) => matches(start))?.type;
}

/** MP4 and its relatives, by their brand; the same box holds sound alone, too. */
function isoMedia(start: Uint8Array, declared: string): string {
	const brand = ascii(start, 8, 12);
	if (/^(avif|avis)$/.test(brand)) return 'image/avif';
	if (/^(heic|heix|hevc|mif1|msf1)$/.test(brand)) return 'image/heic';
	if (brand === 'qt  ') return 'video/quicktime';
	if (/^3g/.test(brand)) return declared.startsWith('video/mp4') ? 'video/mp4' : 'video/3gpp';
	if (/^(M4A |M4B |M4P )$/.test(brand)) return 'audio/mp4';
	return /^audio\/(mp4|x-m4a|m4a)$/.test(declared) ? 'audio/mp4' : 'video/mp4';
}

function matroska(start: Uint8Array, declared: string): string {
	const webm = ascii(start, 0, SNIFF_BYTES).includes('webm');
	if (declared.startsWith('audio/')) return webm ? 'audio/webm' : 'audio/x-matroska';
	return webm ? 'video/webm' : 'video/x-matroska';
}

/** The first page names the codec. */
function ogg(start: Uint8Array, declared: string): string {
	const text = ascii(start, 0, 128);
	if (text.includes('theora') || text.includes('\x80kate')) return 'video/ogg';
	if (/OpusHead|vorbis|Speex|FLAC/.test(text)) return 'audio/ogg';
	return declared === 'video/ogg' ? 'video/ogg' : 'audio/ogg';
}
