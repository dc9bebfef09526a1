import type { Check } from './rules';

/** Rules across fields of requests to routers, which stand in `input`. */

interface Element {
	readonly role?: unknown;
	readonly seconds?: unknown;
	readonly range?: { readonly start_seconds: number; readonly end_seconds: number };
}

const elements = (value: unknown) => (Array.isArray(value) ? (value as Element[]) : []);

const inputOf: (subject: Parameters<Check>[0]) => Readonly<Record<string, unknown>> = ({ body }) => body.input as never;

const broken = (field: string, message: string) => ({ path: ['input', field], message });

const once =
	(field: string, ...roles: string[]): Check =>
	(subject) => {
		const given = elements(inputOf(subject)[field]).map(({ role }) => role);
		const twice = roles.find((role) => given.filter((one) => one === role).length > 1);
		return twice === undefined ? undefined : broken(field, `At most one entry may have the role ${twice}`);
	};

const keyframesNeedSource: Check = (subject) => {
	const { keyframes, referenceVideos } = inputOf(subject);
	const hasSource = elements(referenceVideos).some(({ role }) => role === 'source');
	return elements(keyframes).length > 0 && !hasSource ? broken('keyframes', 'Keyframes need a source video') : undefined;
};

const keyframeRanges: Check = (subject) => {
	const all = elements(inputOf(subject).keyframes);
	const ranged = all.filter(({ range }) => range);
	if (ranged.length > 0 && ranged.length < all.length) return broken('keyframes', 'All keyframes or none have a range');
	const outside = ranged.some(
		({ seconds, range }) => typeof seconds === 'number' && (seconds < range!.start_seconds || seconds >= range!.end_seconds),
	);
	return outside ? broken('keyframes', 'A keyframe must lie in its range') : undefined;
};

const onlyAsAudio: Check = (subject) => {
	const input = inputOf(subject);
	const wrong = ['duration', 'loop', 'referenceAudios'].find((field) => input[field] !== undefined);
	return input.type === 'speech' && wrong !== undefined ? broken(wrong, 'Not taken with type speech') : undefined;
};

export const routedChecks: Readonly<Record<string, Check>> = {
	'input: at most one image with role first and one with role last': once('referenceImages', 'first', 'last'),
	'input: at most one video with role source': once('referenceVideos', 'source'),
	'input: keyframes need a video with role source': keyframesNeedSource,
	'input: either every keyframe has a range or none; the keyframe must lie in its range': keyframeRanges,
	'input: duration, loop and referenceAudios only with type audio': onlyAsAudio,
};
