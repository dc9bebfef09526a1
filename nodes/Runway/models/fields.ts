import type { GroupParam, MediaKind, Mode, Param } from './types';

/** The label of every field, by the name of its n8n parameter. Messages and the editor use the same words. */
export const LABELS: Readonly<Record<string, string>> = {
	model: 'Model',
	modelId: 'Model ID',
	extraParameters: 'Extra Parameters',
	promptText: 'Prompt',
	promptImage: 'Image',
	imageSource: 'Image Source',
	binaryPropertyName: 'Input Binary Field',
	imageUrl: 'Image URL',
	useImageAs: 'Use Image As',
	lastFrame: 'Last Frame',
	ratio: 'Ratio',
	resolution: 'Resolution',
	duration: 'Duration',
	seed: 'Seed',
	audio: 'Audio',
	negativePrompt: 'Negative Prompt',
	outputFormat: 'Output Format',
	proresProfile: 'ProRes Profile',
	publicFigureThreshold: 'Public Figure Threshold',
	promptExpansionMode: 'Prompt Expansion Mode',
	references: 'Reference Images',
	referenceVideos: 'Reference Videos',
	referenceAudio: 'Reference Audio',
};

/** The label of a field; its own name where it has none. */
export function labelOf(name: string): string {
	return LABELS[name] ?? name;
}

/** Request fields with a place of their own in the editor; all others are inside Options. */
export const MAIN_FIELDS = ['promptText', 'ratio', 'resolution', 'duration'] as const;

/** The option that holds the last frame. On the wire it is a part of `promptImage`. */
export const LAST_FRAME = 'lastFrame';

/** The option that holds more pictures. With Use Image As = Reference they join `promptImage`. */
export const REFERENCES = 'references';

/** What a picture may become: the values of Use Image As. */
export type ImageUse = 'first' | 'last' | 'reference';

export const IMAGE_USE_LABELS: Readonly<Record<ImageUse, string>> = {
	first: 'First Frame',
	last: 'Last Frame',
	reference: 'Reference Image',
};

/** Some, but not all, of the choices have better names than their values. */
const VALUE_LABELS: Readonly<Record<string, string>> = {
	auto: 'Auto',
	low: 'Low',
	mp4: 'MP4 (H.264)',
	prores: 'ProRes (MOV)',
	png_sequence: 'PNG Sequence (ZIP)',
	hdr10: 'HDR10 (10-Bit MP4)',
	hlg: 'HLG (10-Bit MP4)',
	sdr_rec709_10bit: 'SDR Rec.709 (10-Bit MP4)',
	hdr_pq_12bit_master: 'HDR PQ Master (12-Bit MOV)',
	hdr_prores: 'HDR ProRes (MOV)',
	hdr_png_sequence: 'HDR PNG Sequence (ZIP)',
	hdr_exr_sequence: 'HDR EXR Sequence (ZIP)',
	hdr_exr_acescg_sequence_1_3: 'HDR EXR Sequence, ACEScg 1.3 (ZIP)',
	hdr_exr_acescg_sequence_2_0: 'HDR EXR Sequence, ACEScg 2.0 (ZIP)',
	disabled: 'Disabled',
	balanced: 'Balanced',
	quality: 'Quality',
	adaptive: 'Adaptive (Follows the Input)',
	auto_480p: 'Auto 480p (Follows the Image)',
	auto_720p: 'Auto 720p (Follows the Image)',
	auto_1080p: 'Auto 1080p (Follows the Image)',
};

/** How the editor names a choice; shapes such as `1280:720` get their orientation, for the eye. */
export function valueLabel(value: string | number): string {
	const text = String(value);
	const shape = /^(\d+):(\d+)$/.exec(text);
	if (!shape) return VALUE_LABELS[text] ?? text;
	const [width, height] = [Number(shape[1]), Number(shape[2])];
	const orientation = width === height ? 'Square' : width > height ? 'Landscape' : 'Portrait';
	return `${text} (${orientation})`;
}

/** A request field as the Options collection shows it. */
export interface OptionField {
	readonly name: string;
	readonly param: Exclude<Param, GroupParam>;
}

/**
 * What a mode shows inside Options: its rare parameters, groups taken apart, and the frames and references
 * that go with the picture.
 */
export function optionFields(mode: Mode): OptionField[] {
	return Object.entries(mode.params).flatMap(([name, param]): OptionField[] => {
		if ((MAIN_FIELDS as readonly string[]).includes(name)) return [];
		if (param.kind === 'group') {
			return Object.entries(param.fields).map(([field, choice]) => ({ name: field, param: choice }));
		}
		if (param.kind !== 'frames') return [{ name, param }];
		const pictures: OptionField[] = [];
		if (param.positions.includes('last')) pictures.push({ name: LAST_FRAME, param });
		if (param.references) pictures.push({ name: REFERENCES, param });
		return pictures;
	});
}

/** What a picture may become in a mode, in the order of the editor; empty without pictures. */
export function imageUses(mode: Mode): ImageUse[] {
	const { promptImage } = mode.params;
	if (promptImage?.kind !== 'frames') return [];
	const uses: ImageUse[] = ['first'];
	if (promptImage.lastAlone) uses.push('last');
	if (promptImage.references) uses.push('reference');
	return uses;
}

/** MIME types that Runway takes. Source: Runway's documentation, Inputs. */
export const MEDIA_TYPES: Readonly<Record<MediaKind, readonly string[]>> = {
	image: ['image/jpeg', 'image/jpg', 'image/png', 'image/webp'],
	video: ['video/mp4', 'video/quicktime', 'video/x-matroska', 'video/webm', 'video/3gpp', 'video/ogg'],
	audio: [
		'audio/mpeg',
		'audio/mp3',
		'audio/wav',
		'audio/wave',
		'audio/x-wav',
		'audio/flac',
		'audio/x-flac',
		'audio/mp4',
		'audio/x-m4a',
		'audio/aac',
		'audio/x-aac',
	],
};

/** The same for people. */
export const MEDIA_NAMES: Readonly<Record<MediaKind, string>> = {
	image: 'JPEG, PNG or WebP images',
	video: 'MP4, MOV, MKV, WebM, 3GP or Ogg videos',
	audio: 'MP3, WAV, FLAC, M4A or AAC sounds',
};
