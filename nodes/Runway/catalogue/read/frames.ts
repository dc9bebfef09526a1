import { isBlank, shown } from '../../shared/values';
import { fileFieldsOf, ROW_FIELDS } from '../fileFields';
import {
	IMAGE_USE,
	IMAGE_USES,
	imageUses,
	LAST_FRAME,
	MORE_REFERENCES,
	PICTURE,
	type ImageUse,
} from '../params/frames';
import type { MediaSlot, PlanValue } from '../plan';
import type { FramesParam } from '../types';
import { readFile, readList, readSingleFile } from './files';
import type { Reading, Scope } from './reading';

/**
 * Puts together `promptImage` from the picture, the last frame and more references. One first frame alone is
 * sent bare, frames as a list with positions, references as a list without.
 */
export function readFrames(
	param: FramesParam,
	fields: Scope,
	options: Scope,
	reading: Reading,
): PlanValue | undefined {
	const use = readUse(param, fields, reading);
	const main = readFile(PICTURE, fileFieldsOf(PICTURE, ''), PICTURE.label, fields, reading);
	const last = param.positions.includes('last') ? readSingleFile(LAST_FRAME, LAST_FRAME.name, options, reading) : undefined;
	const more = param.references ? moreReferences(options, reading) : [];
	const refuse = (label: string, message: string) => reading.report(options, label, message);
	const notBoth = `${reading.taker} takes frames or references, not both.`;

	if (last && use === 'reference') {
		refuse(LAST_FRAME.label, `${notBoth} Remove the last frame, or set ${IMAGE_USE.label} to ${IMAGE_USES.first.label}.`);
	}
	if (last && use === 'last') {
		refuse(LAST_FRAME.label, `The image is the last frame already. Set ${IMAGE_USE.label} to ${IMAGE_USES.first.label}.`);
	}
	if (more.length > 0 && use !== 'reference') {
		refuse(
			MORE_REFERENCES.label,
			`${notBoth} Remove the reference images, or set ${IMAGE_USE.label} to ${IMAGE_USES.reference.label}.`,
		);
	}
	if (param.maxItems !== undefined && 1 + more.length > param.maxItems) {
		refuse(
			MORE_REFERENCES.label,
			`${reading.taker} takes at most ${param.maxItems} files here, and there are ${1 + more.length}.`,
		);
	}
	return main && asSent(use, main, last, more);
}

function moreReferences(options: Scope, reading: Reading): MediaSlot[] {
	return readList(MORE_REFERENCES, MORE_REFERENCES.name, options, reading).flatMap(
		({ scope, title }) => readFile(PICTURE, ROW_FIELDS, title, scope, reading) ?? [],
	);
}

function asSent(
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

function readUse(param: FramesParam, fields: Scope, reading: Reading): ImageUse {
	const uses = imageUses(param);
	const raw = uses.length > 1 ? fields.get(IMAGE_USE.name) : undefined;
	if (isBlank(raw)) return 'first';
	const use = uses.find((candidate) => candidate === raw);
	if (use) return use;
	const known = uses.map((candidate) => `${IMAGE_USES[candidate].label} (${candidate})`).join(', ');
	reading.report(fields, IMAGE_USE.label, `${reading.taker} does not take ${shown(raw)}. Choose ${known}.`);
	return 'first';
}
