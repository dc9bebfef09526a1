import {
	IMAGE_USE_LABELS,
	LABELS,
	LAST_FRAME,
	labelOf,
	REFERENCES,
	imageUses,
	type ImageUse,
} from './fields';
import type { Findings } from './findings';
import { readMedia } from './mediaInput';
import { MediaSlot, type MediaKind, type MediaListParam, type PlanValue, type Wanted } from './types';
import type { ModelMode } from './videoModels';
import { isBlank, shown } from './values';

/** A list field of the editor keeps its rows under this name, a single file its only one. */
export const FILE_KEY = 'file';

/** The files of a media field inside Options, those left empty taken out. Reports what cannot be a file. */
export function readFiles(raw: unknown, name: string, media: MediaKind, findings: Findings): MediaSlot[] {
	const rows = rowsOf(raw);
	if (!rows) {
		findings.report(name, `Expected a list of files, but got ${shown(raw)}.`);
		return [];
	}
	return rows.flatMap((row, index) => {
		const label = name === LAST_FRAME ? labelOf(name) : `${labelOf(name)} ${index + 1}`;
		if (typeof row !== 'object' || row === null) {
			if (!isBlank(row)) findings.report(name, `Expected a file, but got ${shown(row)}.`, label);
			return [];
		}
		const read = readMedia(media, row);
		if ('problem' in read) findings.report(name, read.problem, label);
		return 'input' in read ? [new MediaSlot(media, read.input, label)] : [];
	});
}

/** Undefined when this is no list of files at all. */
function rowsOf(raw: unknown): readonly unknown[] | undefined {
	if (isBlank(raw)) return [];
	if (Array.isArray(raw)) return raw;
	if (typeof raw !== 'object' || raw === null) return undefined;
	const inner: unknown = (raw as Record<string, unknown>)[FILE_KEY];
	if (Array.isArray(inner)) return inner;
	return isBlank(inner) ? [] : [inner];
}

/** The request's form of a media list; undefined when it is empty. */
export function planMediaList(
	raw: unknown,
	name: string,
	param: MediaListParam,
	modelName: string,
	findings: Findings,
): PlanValue | undefined {
	const slots = readFiles(raw, name, param.media, findings);
	reportTooMany(slots.length, name, param.maxItems, modelName, findings);
	if (slots.length === 0) return undefined;
	return slots.map((uri): PlanValue => (param.typed ? { type: param.media, uri } : { uri }));
}

function reportTooMany(
	count: number,
	name: string,
	maxItems: number | undefined,
	modelName: string,
	findings: Findings,
): void {
	if (maxItems === undefined || count <= maxItems) return;
	findings.report(name, `${modelName} takes at most ${maxItems} files here, and there are ${count}.`);
}

/** Reads the picture of Animate Image; reports when there is none. */
export function readMainImage(wanted: Wanted, findings: Findings): MediaSlot | undefined {
	const { imageSource: source, binaryPropertyName, imageUrl: url } = wanted;
	const read = readMedia('image', { source, binaryPropertyName, url });
	if ('input' in read) return new MediaSlot('image', read.input, LABELS.promptImage);
	if ('problem' in read) {
		const names = { source: 'imageSource', binaryPropertyName: 'binaryPropertyName', url: 'imageUrl' };
		findings.report(names[read.part], read.problem);
	} else if (source === 'url') {
		findings.report('imageUrl', 'Empty. Enter the address of an image, or choose Binary Field.');
	} else {
		findings.report('binaryPropertyName', 'Empty. Enter the name of the binary field that holds the image.');
	}
	return undefined;
}

/** What the pictures of a request become. */
export interface Pictures {
	/** `promptImage` as it is sent; undefined when something was wrong. */
	readonly value: PlanValue | undefined;
	readonly as: 'frames' | 'references';
}

/**
 * Puts together `promptImage` from the picture, the last frame and more references. One first frame alone is
 * sent bare, frames as a list with positions, references as a list without.
 */
export function planPictures(
	{ model, mode }: ModelMode,
	wanted: Wanted,
	options: Readonly<Record<string, unknown>>,
	findings: Findings,
): Pictures {
	const param = mode.params.promptImage;
	if (param?.kind !== 'frames') return { value: undefined, as: 'frames' };
	const use = readUse(wanted.useImageAs, imageUses(mode), model.name, findings);
	const as = use === 'reference' ? 'references' : 'frames';
	const main = readMainImage(wanted, findings);
	const last = param.positions.includes('last')
		? readFiles(options[LAST_FRAME], LAST_FRAME, 'image', findings)[0]
		: undefined;
	const more = param.references ? readFiles(options[REFERENCES], REFERENCES, 'image', findings) : [];

	if (last && use === 'reference') {
		findings.report(
			LAST_FRAME,
			`${model.name} takes frames or references, not both. Remove the last frame, or set ${LABELS.useImageAs} to ${IMAGE_USE_LABELS.first}.`,
		);
	}
	if (last && use === 'last') {
		findings.report(
			LAST_FRAME,
			`The image is the last frame already. Set ${LABELS.useImageAs} to ${IMAGE_USE_LABELS.first}.`,
		);
	}
	if (more.length > 0 && use !== 'reference') {
		findings.report(
			REFERENCES,
			`${model.name} takes frames or references, not both. Remove the reference images, or set ${LABELS.useImageAs} to ${IMAGE_USE_LABELS.reference}.`,
		);
	}
	reportTooMany(1 + more.length, REFERENCES, param.maxItems, model.name, findings);
	return { value: main && picturesValue(use, main, last, more), as };
}

function picturesValue(
	use: ImageUse,
	main: MediaSlot,
	last: MediaSlot | undefined,
	more: readonly MediaSlot[],
): PlanValue {
	if (use === 'reference') return [main, ...more].map((uri) => ({ uri }));
	if (use === 'last') return [{ uri: main, position: 'last' }];
	if (!last) return main;
	return [
		{ uri: main, position: 'first' },
		{ uri: last, position: 'last' },
	];
}

function readUse(raw: unknown, uses: readonly ImageUse[], modelName: string, findings: Findings): ImageUse {
	if (isBlank(raw)) return 'first';
	const use = uses.find((candidate) => candidate === raw);
	if (use) return use;
	const known = uses.map((candidate) => `${IMAGE_USE_LABELS[candidate]} (${candidate})`).join(', ');
	findings.report('useImageAs', `${modelName} does not take ${shown(raw)}. Choose ${known}.`);
	return 'first';
}
