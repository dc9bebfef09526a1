import { routedChecks } from './routedRules';
import type { ModelSchema } from './schema';
import type { Issue, MediaReference, Path } from './walk';

type Fields = Readonly<Record<string, unknown>>;

interface Subject {
	readonly body: Fields;
	readonly media: readonly MediaReference[];
}

/** Undefined = the rule holds; otherwise the field at fault and what is wrong with it. */
export type Check = (subject: Subject) => { path: Path; message: string } | undefined;

const broken = (field: string, message: string) => ({ path: [field], message });

const hasSome = (value: unknown) => Array.isArray(value) && value.length > 0;

/** Positions of promptImage's pictures; one bare URI is a first frame. */
function positions({ body: { promptImage } }: Subject): unknown[] {
	if (!Array.isArray(promptImage)) return promptImage === undefined ? [] : ['first'];
	return promptImage.map((image: unknown) => (image as Fields).position);
}

const positionOnce: Check = (subject) => {
	const given = positions(subject).filter((position) => position !== undefined);
	return new Set(given).size < given.length
		? broken('promptImage', 'Each position may be used only once')
		: undefined;
};

const firstNeeded: Check = (subject) =>
	positions(subject).includes('first')
		? positionOnce(subject)
		: broken('promptImage', 'An image with position first is needed');

const oneMode: Check = (subject) => {
	const given = positions(subject);
	const framed = given.filter((position) => position !== undefined).length;
	return framed > 0 && framed < given.length
		? broken('promptImage', 'Images with and without a position cannot be mixed')
		: positionOnce(subject);
};

const noRatio: Check = ({ body }) =>
	body.ratio === undefined ? undefined : broken('ratio', 'The shape follows the image; leave ratio out');

/** Seconds of all clips of a list; clips behind an https URL cannot be looked into and count nothing. */
function secondsOf(field: string, media: readonly MediaReference[]): number {
	const clips = media.filter(({ path }) => path[0] === field);
	return clips.reduce((sum, { file }) => sum + (file?.seconds ?? 0), 0);
}

const audioBelow30: Check = ({ media }) =>
	secondsOf('referenceAudio', media) < 30
		? undefined
		: broken('referenceAudio', 'The clips together must last less than 30 s');

const proresProfile: Check = ({ body: { proresProfile: profile, outputFormat } }) => {
	if (profile === undefined) return undefined;
	if (outputFormat !== 'prores' && outputFormat !== 'hdr_prores') {
		return broken('proresProfile', 'Only with outputFormat prores or hdr_prores');
	}
	const hdr = ['422', '422 HQ', '4444'];
	return outputFormat === 'hdr_prores' && !hdr.includes(String(profile))
		? broken('proresProfile', `With hdr_prores: ${hdr.join(', ')}`)
		: undefined;
};

const adaptiveRatio: Check = ({ body }) =>
	body.ratio === 'adaptive' && !hasSome(body.references) && !hasSome(body.referenceVideos)
		? broken('ratio', 'adaptive needs references or referenceVideos')
		: undefined;

const automaticRatio: Check = (subject) =>
	positions(subject).some((position) => position !== undefined) &&
	!/^auto_(480|720|1080)p$/.test(String(subject.body.ratio))
		? broken('ratio', 'With first or last frames: auto_480p, auto_720p or auto_1080p')
		: undefined;

const audioNeedsPictures: Check = ({ body }) =>
	hasSome(body.referenceAudio) && !hasSome(body.references)
		? broken('referenceAudio', 'Needs at least one reference image')
		: undefined;

const smallWithReferences: Check = ({ body }) =>
	hasSome(body.references) && body.resolution === '1080p'
		? broken('resolution', 'At most 720p with references')
		: undefined;

const clipLength: Check = ({ media }) => {
	const wrong = media.find(({ path, file: { seconds = 3 } = {} }) => {
		return path[0] === 'referenceAudio' && (seconds < 3 || seconds > 15);
	});
	return wrong && { path: wrong.path, message: 'Each clip must last from 3 to 15 s' };
};

const pictureSize: Check = ({ media }) => {
	const small = media.find(({ file: { width = 256, height = 256 } = {} }) => width < 256 || height < 256);
	return small && { path: small.path, message: 'The image must have at least 256 pixels on each side' };
};

const textOrImage: Check = ({ body }) =>
	body.promptText || body.promptImage
		? undefined
		: broken('promptText', 'promptText or promptImage is needed');

interface Element {
	readonly [key: string]: unknown;
}

const elements = (value: unknown) => (Array.isArray(value) ? (value as Element[]) : []);

const keyframeRanges: Check = ({ body: { keyframes } }) => {
	const all = elements(keyframes);
	const ranges = all.map(({ range }) => range as { start_seconds: number; end_seconds: number } | undefined);
	if (ranges.some(Boolean) && !ranges.every(Boolean)) return broken('keyframes', 'All keyframes or none have a range');
	const outside = all.some(({ seconds }, index) => {
		const range = ranges[index];
		return range && typeof seconds === 'number' && (seconds < range.start_seconds || seconds >= range.end_seconds);
	});
	return outside ? broken('keyframes', 'A keyframe must lie in its range') : undefined;
};

const proresOnlyWith =
	(format: string): Check =>
	({ body: { proresProfile: profile, outputFormat } }) =>
		profile !== undefined && outputFormat !== format
			? broken('proresProfile', `Only with outputFormat ${format}`)
			: undefined;

const tagsDiffer: Check = ({ body: { referenceImages } }) => {
	const tags = elements(referenceImages).flatMap(({ tag }) => (tag === undefined ? [] : [tag]));
	return new Set(tags).size < tags.length ? broken('referenceImages', 'Tags must differ') : undefined;
};

const subjects: Check = ({ body: { referenceImages } }) => {
	const of = (wanted: string) => elements(referenceImages).filter(({ subject = 'object' }) => subject === wanted).length;
	return of('human') > 5 || of('object') > 9
		? broken('referenceImages', 'At most 5 with subject human and 9 with subject object')
		: undefined;
};

const editNeedsImages: Check = ({ body }) =>
	body.edit === true && !hasSome(body.referenceImages)
		? broken('edit', 'Needs at least one reference image')
		: undefined;

const inMode =
	(mode: string, autoDuration: boolean): Check =>
	({ body }) => {
		if (body.mode !== mode) return undefined;
		if (body.promptText === undefined) return broken('promptText', `Needed in mode ${mode}`);
		if (body.ratio !== undefined) return broken('ratio', `Not taken in mode ${mode}`);
		return autoDuration && body.duration !== 'auto' ? broken('duration', `Must be auto in mode ${mode}`) : undefined;
	};

/** The length of a file at a path, where it can be looked into. */
const lasting =
	(field: string, shortest: number, longest: number): Check =>
	({ media }) => {
		const wrong = media.find(
			({ path, file: { seconds = shortest } = {} }) => path[0] === field && (seconds < shortest || seconds > longest),
		);
		return wrong && { path: wrong.path, message: `Must last from ${shortest} to ${longest} s` };
	};

const sides: Check = ({ media }) => {
	const wrong = media.find(({ file: { width = 300, height = 300 } = {} }) =>
		[width, height].some((side) => side < 300 || side > 8000),
	);
	return wrong && { path: wrong.path, message: 'Each side must have 300 to 8000 pixels' };
};

const shapes: Check = ({ media }) => {
	const wrong = media.find(({ file: { width = 1, height = 1 } = {} }) => width / height < 0.4 || width / height > 4);
	return wrong && { path: wrong.path, message: 'Width divided by height must be from 0.4 to 4' };
};

const shotsFill: Check = ({ body: { shots, duration = 10 } }) =>
	elements(shots).reduce((sum, shot) => sum + Number(shot.duration), 0) === duration
		? undefined
		: broken('shots', 'Shot durations must add up to duration');

/** Nothing to refuse, or refused by the parameter's own limits. */
const advice: Check = () => undefined;

/** The rule texts of the fixture and what they mean; a text without an entry is a mistake in this file. */
export const checks: Readonly<Record<string, Check>> = {
	'proresProfile only with outputFormat prores or hdr_prores': proresProfile,
	'ratio adaptive needs references or referenceVideos': adaptiveRatio,
	'referenceAudio: together at most 15 s': advice,
	'referenceVideos: together at most 15 s': advice,
	'referenceAudio: together below 30 s': audioBelow30,
	'referenceAudio: together at most 30 s': advice,
	'referenceVideos: together at most 30 s': advice,
	'duration auto is charged as 15 s first, the rest is returned': advice,
	'referenceAudio needs references': audioNeedsPictures,
	'with references resolution is at most 720p': smallWithReferences,
	'each referenceAudio clip 3 to 15 s': clipLength,
	'a repeatable seed needs promptExpansionMode disabled': advice,
	'exactly one image, position first': firstNeeded,
	'position first only': firstNeeded,
	'one or two images: first, or first and last; last alone is refused; no position twice': firstNeeded,
	'first, or first and last': firstNeeded,
	'first, or first and last; last needs first': firstNeeded,
	'each image at least 256 px per side': pictureSize,
	'frame mode (first/last) and reference mode (no position) must not be mixed': oneMode,
	'frame mode needs ratio auto_480p, auto_720p or auto_1080p': automaticRatio,
	'no ratio: the shape follows the image': noRatio,
	'promptText or promptImage': textOrImage,
	'a keyframe has seconds or at, not both': advice,
	'either every keyframe has a range or none; the keyframe must lie in its range': keyframeRanges,
	'ratio is deprecated; targetAspectRatio is for outpainting': advice,
	'proresProfile only with outputFormat prores': proresOnlyWith('prores'),
	'proresProfile only with outputFormat hdr_prores': proresOnlyWith('hdr_prores'),
	'referenceVideos at most 2 here, 3 in text_to_video': advice,
	'all reference video together at most 15 s': advice,
	'mode extend: promptText needed, ratio refused': inMode('extend', false),
	'mode edit: promptText needed, duration must be auto, ratio refused': inMode('edit', true),
	'duration means the result length in reference mode and the added seconds in extend mode': advice,
	'reference video 3 to 30 s': lasting('reference', 3, 30),
	'character is an image or a video with a visible face': advice,
	'targetFramerate values are strings; 23_98, 29_97 and 59_94 stand for the fractional rates': advice,
	'at least one reference image': advice,
	'tags must differ': tagsDiffer,
	'background transparent gives PNG': advice,
	'at most 5 references with subject human and 9 with subject object': subjects,
	'ratio may be any W:H whose product is 3686400 to 16777216 pixels': advice,
	'edit needs referenceImages': editNeedsImages,
	'input sides 300 to 8000 px; output at most 25.3 megapixels (documentation)': sides,
	'duration left out: chosen from the text': advice,
	'shot durations add up to duration (default 10)': shotsFill,
	'referenceVideo 1.8 to 15 s': lasting('referenceVideo', 1.8, 15),
	'both images: width divided by height 0.4 to 4': shapes,
	...routedChecks,
	'audio longer than 4.6 s and shorter than 3600 s (documentation)': lasting('audioUri', 4.6, 3600),
};

/** The rules across fields that a request breaks, as issues. */
export function brokenRules(model: ModelSchema, body: Fields, media: readonly MediaReference[]): Issue[] {
	const problems = (model.rules ?? []).map((text) => checks[text]?.({ body, media }));
	for (const [field, { combinedMaxSeconds: limit = Infinity }] of Object.entries(model.params)) {
		if (secondsOf(field, media) <= limit) continue;
		problems.push(broken(field, `The clips together must last at most ${limit} s`));
	}
	return problems.flatMap((problem) => (problem ? [{ code: 'custom', ...problem }] : []));
}
