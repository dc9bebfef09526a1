/**
 * File types: what Runway takes, what it gives, and what the first bytes of a file say. Source: Runway's
 * documentation, Assets, Inputs; the formats' own specifications.
 */

export type MediaKind = 'image' | 'video' | 'audio';

/** MIME types that Runway takes, with the ending an upload is given. It refuses application/octet-stream and GIF. */
const ACCEPTED: Readonly<Record<MediaKind, Readonly<Record<string, string>>>> = {
	image: { 'image/jpeg': 'jpg', 'image/jpg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' },
	video: {
		'video/mp4': 'mp4',
		'video/quicktime': 'mov',
		'video/x-matroska': 'mkv',
		'video/webm': 'webm',
		'video/3gpp': '3gp',
		'video/ogg': 'ogv',
	},
	audio: {
		'audio/mpeg': 'mp3',
		'audio/mp3': 'mp3',
		'audio/wav': 'wav',
		'audio/wave': 'wav',
		'audio/x-wav': 'wav',
		'audio/flac': 'flac',
		'audio/x-flac': 'flac',
		'audio/mp4': 'm4a',
		'audio/x-m4a': 'm4a',
		'audio/aac': 'aac',
		'audio/x-aac': 'aac',
	},
};

const NAMES: Readonly<Record<MediaKind, string>> = {
	image: 'JPEG, PNG or WebP images',
	video: 'MP4, MOV, MKV, WebM, 3GP or Ogg videos',
	audio: 'MP3, WAV, FLAC, M4A or AAC sounds',
};

/** "JPEG, PNG or WebP images": what Runway takes, for people. */
export function acceptedInWords(kinds: readonly MediaKind[]): string {
	return kinds.map((kind) => NAMES[kind]).join(', or ');
}

/** The kind of file that a type Runway accepts is, and its ending without the dot; undefined for any other type. */
export function acceptedType(mimeType: string): { kind: MediaKind; ending: string } | undefined {
	const kinds = Object.keys(ACCEPTED) as MediaKind[];
	const kind = kinds.find((candidate) => Object.hasOwn(ACCEPTED[candidate], mimeType));
	return kind && { kind, ending: ACCEPTED[kind][mimeType] };
}

/** The kind that an address seems to lead to, by its ending; undefined when that does not tell. */
export function kindOfEnding(url: string, kinds: readonly MediaKind[]): MediaKind | undefined {
	const ending = /\.([a-z0-9]{2,4})(?:[?#].*)?$/i.exec(url)?.[1].toLowerCase();
	return kinds.find(
		(kind) => ending !== undefined && (Object.values(ACCEPTED[kind]).includes(ending) || MORE_ENDINGS[ending] === kind),
	);
}

const MORE_ENDINGS: Readonly<Record<string, MediaKind>> = { jpeg: 'image', ogg: 'video' };
