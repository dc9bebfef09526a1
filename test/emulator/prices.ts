import type { CreateRequest } from './types';

interface Price {
	/** Credits per second of video. */
	readonly perSecond: (request: PriceQuestion) => number;
	readonly atLeast?: number;
	/** Credits per picture among the references. */
	readonly perReference?: number;
	/** Seconds charged at first for duration "auto". */
	readonly longest: number;
	/** Seconds of a video whose request gives none, or "auto". */
	readonly usual: number;
}

interface PriceQuestion {
	/** Lines of the picture: 480, 720, 1080, 2160; 720 when nothing says. */
	readonly lines: number;
	readonly audio: boolean;
	readonly resolution: string;
}

const flat = (credits: number) => () => credits;
const byLines =
	(at480: number, at720: number, at1080: number, above = at1080) =>
	({ lines }: PriceQuestion) =>
		lines <= 540 ? at480 : lines <= 834 ? at720 : lines <= 1440 ? at1080 : above;

/** Credits as Runway's price list had them in autumn 2026, video models only. */
const prices: Readonly<Record<string, Price>> = {
	'gen4.5': { perSecond: flat(12), longest: 10, usual: 5 },
	gen4_turbo: { perSecond: flat(5), longest: 10, usual: 5 },
	gen3a_turbo: { perSecond: flat(5), longest: 10, usual: 10 },
	'veo3.1': { perSecond: ({ audio }) => (audio ? 40 : 20), longest: 8, usual: 8 },
	'veo3.1_fast': { perSecond: ({ audio }) => (audio ? 15 : 10), longest: 8, usual: 8 },
	seedance2: { perSecond: byLines(36, 36, 40, 150), longest: 15, usual: 5 },
	seedance2_fast: { perSecond: flat(29), longest: 15, usual: 5 },
	seedance2_mini: { perSecond: flat(16), atLeast: 64, longest: 15, usual: 5 },
	seedance2_5: { perSecond: byLines(20, 30, 68), atLeast: 80, longest: 30, usual: 5 },
	hailuo3: {
		perSecond: ({ resolution }) => (resolution === '2k' ? 15 : 10),
		perReference: 2,
		longest: 15,
		usual: 5,
	},
	h3_max: { perSecond: ({ lines }) => (lines <= 480 ? 5 : 8), longest: 15, usual: 5 },
	wan3: { perSecond: byLines(5, 10, 20), longest: 30, usual: 5 },
	wan3_prime: { perSecond: byLines(6.8, 14, 28), longest: 30, usual: 5 },
	grok_imagine_1_5: { perSecond: byLines(10, 16, 29), perReference: 1, longest: 15, usual: 5 },
	happyhorse_1_0: { perSecond: byLines(15, 15, 30), longest: 15, usual: 5 },
	gemini_omni_flash: { perSecond: flat(10), longest: 10, usual: 5 },
	'gemini_omni_flash_1.1': { perSecond: byLines(3.4, 10, 15, 30), longest: 10, usual: 5 },
};

/** Extra credits per second for an outputFormat other than mp4. */
function formatSurcharge(format: unknown): number {
	if (format === undefined || format === 'mp4') return 0;
	return format === 'prores' || format === 'png_sequence' ? 5 : 20;
}

/** Lines of the picture that a request asks for, by `resolution` or by the shorter side of `ratio`. */
function linesOf(body: Readonly<Record<string, unknown>>): number {
	const resolution = /(\d{3,4})p/i.exec(String(body.resolution ?? ''))?.[1];
	if (resolution) return Number(resolution);
	const auto = /^auto_(\d+)p$/.exec(String(body.ratio ?? ''))?.[1];
	if (auto) return Number(auto);
	const size = /^(\d{3,4}):(\d{3,4})$/.exec(String(body.ratio ?? ''));
	return size ? Math.min(Number(size[1]), Number(size[2])) : 720;
}

/** Seconds of video that a request asks for; `auto` and a missing value as Runway would fill them in. */
export function secondsOf(request: CreateRequest, auto: 'longest' | 'usual'): number {
	const price = prices[request.model];
	const wanted = request.body.duration;
	if (typeof wanted === 'number') return wanted;
	if (wanted === 'auto') return price?.[auto] ?? 5;
	return price?.usual ?? 5;
}

/**
 * Credits for a request: `estimate` is the most it can cost (duration "auto" counts as the longest),
 * `final` what a finished task costs.
 */
export function creditsFor(request: CreateRequest, moment: 'estimate' | 'final'): number {
	const { body, model } = request;
	const price = prices[model];
	if (!price) return 0;
	const seconds = secondsOf(request, moment === 'estimate' ? 'longest' : 'usual');
	const question = {
		lines: linesOf(body),
		audio: body.audio !== false,
		resolution: String(body.resolution ?? '').toLowerCase(),
	};
	const references = Array.isArray(body.references) ? body.references.length : 0;
	const perSecond = price.perSecond(question) + formatSurcharge(body.outputFormat);
	const credits = perSecond * seconds + references * (price.perReference ?? 0);
	return Math.ceil(Math.max(credits, price.atLeast ?? 0));
}
