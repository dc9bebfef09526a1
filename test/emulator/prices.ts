import type { CreateRequest } from './types';

/** What a price depends on. */
interface Question {
	readonly body: Readonly<Record<string, unknown>>;
	/** Lines of the picture: 480, 720, 1080, 2160; 720 when nothing says. */
	readonly lines: number;
	/** Pixels of the longer and the shorter side that are asked for; 0 when nothing says. */
	readonly longest: number;
	/** Seconds of the result. */
	readonly seconds: number;
	/** Seconds of the file that came in; 5 where nobody can tell. */
	readonly input: number;
	/** Pixels of the file that came in, 0 where nobody can tell. */
	readonly inputPixels: number;
	readonly count: number;
	readonly references: number;
	/** UTF-16 code units of the text to say. */
	readonly characters: number;
}

interface Price {
	readonly credits: (question: Question) => number;
	readonly atLeast?: number;
	/** Seconds charged at first for duration "auto". */
	readonly longest?: number;
	/** Seconds of a result whose request gives none, or "auto". */
	readonly usual?: number;
	/** Files of a request that does not say. */
	readonly files?: number;
}

const perSecond =
	(credits: number | ((question: Question) => number)) =>
	(question: Question): number =>
		(typeof credits === 'number' ? credits : credits(question)) * question.seconds;

const byLines =
	(at480: number, at720: number, at1080: number, above = at1080) =>
	({ lines }: Question) =>
		lines <= 540 ? at480 : lines <= 834 ? at720 : lines <= 1440 ? at1080 : above;

const bySize =
	(at1k: number, at2k: number, at4k: number) =>
	({ longest }: Question) =>
		longest <= 1600 ? at1k : longest <= 3200 ? at2k : at4k;

const perImage =
	(credits: (question: Question) => number) =>
	(question: Question): number =>
		credits(question) * question.count;

const withSound = (sound: number, silent: number) =>
	perSecond(({ body }) => (body.audio === false ? silent : sound));

const perInput = (seconds: number) => (question: Question) => Math.ceil(question.input / seconds);

const perCharacters = ({ characters }: Question) => Math.ceil(characters / 50);

/** The base price of these is not documented: a round number stands in for it. */
const MADE_UP_IMAGE = 10;
const MADE_UP_AVATAR_SECOND = 6;

/** Extra credits per second for an outputFormat other than mp4. */
function formatSurcharge(format: unknown): number {
	if (format === undefined || format === 'mp4') return 0;
	return format === 'prores' || format === 'png_sequence' ? 5 : 20;
}

const FRAMES_PER_SECOND = 24;

const quality =
	(table: Readonly<Record<string, readonly [number, number]>>, usual: string) =>
	({ body, longest }: Question) => {
		const [small, large] = table[String(body.quality ?? usual)] ?? [1, 1];
		return longest > 3000 || body.ratio === 'auto' ? large : small;
	};

/** Four seconds of a recipe's video, and each further one. */
const from4Seconds =
	(at720: number, at1080: number) =>
	({ lines, seconds }: Question) => {
		const further = Math.max(0, seconds - 4);
		return lines > 834 ? at1080 + 40 * further : at720 + 36 * further;
	};

/** Credits as Runway's price list had them in autumn 2026, by model or, where there are none, by endpoint. */
const PRICES: Readonly<Record<string, Price>> = {
	'gen4.5': { credits: perSecond(({ body }) => 12 + formatSurcharge(body.outputFormat)), longest: 10 },
	gen4_turbo: { credits: perSecond(5), longest: 10 },
	gen3a_turbo: { credits: perSecond(5), longest: 10, usual: 10 },
	'veo3.1': { credits: withSound(40, 20), longest: 8, usual: 8 },
	'veo3.1_fast': { credits: withSound(15, 10), longest: 8, usual: 8 },
	seedance2: { credits: perSecond(byLines(36, 36, 40, 150)), longest: 15 },
	seedance2_fast: { credits: perSecond(29), longest: 15 },
	seedance2_mini: { credits: perSecond(16), atLeast: 64, longest: 15 },
	seedance2_5: {
		credits: (question) => {
			const rate = byLines(20, 30, 68)(question);
			return rate * question.seconds + (question.body.promptVideo === undefined ? 0 : (rate / 2) * question.input);
		},
		atLeast: 80,
		longest: 30,
	},
	hailuo3: {
		credits: (question) =>
			perSecond(({ body }) => (String(body.resolution).toLowerCase() === '2k' ? 15 : 10))(question) +
			2 * question.references,
		longest: 15,
	},
	h3_max: { credits: perSecond(({ lines }) => (lines <= 480 ? 5 : 8)), longest: 15 },
	wan3: { credits: perSecond(byLines(5, 10, 20)), longest: 30 },
	wan3_prime: { credits: perSecond(byLines(6.8, 14, 28)), longest: 30 },
	grok_imagine_1_5: {
		credits: (question) => perSecond(byLines(10, 16, 29))(question) + question.references,
		longest: 15,
	},
	happyhorse_1_0: { credits: perSecond(byLines(15, 15, 30)), longest: 15 },
	gemini_omni_flash: {
		credits: (question) =>
			question.body.videoUri === undefined ? 10 * question.seconds : 11 * question.input + question.references,
		longest: 10,
	},
	'gemini_omni_flash_1.1': { credits: perSecond(byLines(3.4, 10, 15, 30)), longest: 10 },
	aleph2: { credits: ({ body, input }) => (28 + formatSurcharge(body.outputFormat)) * input, atLeast: 56 },
	act_two: { credits: ({ input }) => 5 * input },
	gwm1_avatars: { credits: ({ seconds }) => MADE_UP_AVATAR_SECOND * seconds },
	magnific_video_upscaler_creative: {
		credits: ({ body: { resolution = '2k' }, input }) =>
			(({ '2k': 0.9, '4k': 1.2 })[String(resolution)] ?? 0.7) * input * FRAMES_PER_SECOND,
	},
	enhance_frame_rate: { credits: perInput(2) },
	ruby: { credits: ({ input, inputPixels }) => (inputPixels > 4_000_000 ? 40 : 20) * input },
	gen4_image: { credits: ({ lines }) => (lines <= 768 ? 5 : 8) },
	gen4_image_turbo: { credits: () => 2 },
	'gemini_2.5_flash': { credits: () => 5 },
	gemini_image3_pro: { credits: perImage(bySize(20, 20, 40)) },
	'gemini_image3.1_flash': { credits: perImage(bySize(7, 11, 16)) },
	gpt_image_2: {
		credits: perImage(quality({ low: [1, 2], medium: [5, 11], high: [20, 41], auto: [20, 41] }, 'high')),
	},
	gpt_image_2_5_flare: { credits: perImage(({ references }) => MADE_UP_IMAGE + references) },
	gpt_image_2_5_sunburst: { credits: perImage(({ references }) => MADE_UP_IMAGE + references) },
	seedream5_pro: { credits: perImage(({ body, longest }) => (body.ratio === 'auto_2k' || longest > 1600 ? 9 : 5)) },
	seedream5_lite: { credits: perImage(() => 4) },
	muse_image: { credits: perImage(() => 1) },
	grok_imagine_image_2: {
		credits: (question) => {
			const { body, longest, references } = question;
			const large = body.ratio === 'auto_2k' || longest > 1600 ? 2 : 0;
			return perImage(() => (body.quality === 'low' ? 4 : 6) + large)(question) + references;
		},
	},
	magnific_precision_upscaler_v2: {
		credits: ({ body: { scaleFactor = 2 }, inputPixels }) =>
			Math.sqrt(inputPixels) * Number(scaleFactor) > 4096 ? 150 : 25,
	},
	eleven_multilingual_v2: { credits: perCharacters },
	eleven_v3: { credits: perCharacters },
	seed_audio: { credits: perSecond(0.25), atLeast: 5 },
	eleven_text_to_sound_v2: { credits: () => 2 },
	eleven_multilingual_sts_v2: { credits: perInput(3) },
	eleven_voice_dubbing: { credits: perInput(2) },
	eleven_voice_isolation: { credits: perInput(6) },
	'recipes/product_ad': { credits: from4Seconds(200, 216), usual: 10 },
	'recipes/product_ugc': { credits: from4Seconds(192, 208), usual: 15 },
	'recipes/product_swap': { credits: from4Seconds(212, 228), usual: 10 },
	'recipes/multi_shot_video': { credits: perSecond(({ lines }) => (lines > 960 ? 17 : 13)), usual: 10 },
	'recipes/ad_localization': { credits: () => 21 },
	'recipes/marketing_stock_image': {
		credits: ({ body: { quality: wanted = 'high' }, count }) => 8 + count * ({ low: 1, medium: 5 }[String(wanted)] ?? 20),
		files: 4,
	},
	'recipes/product_campaign_image': { credits: perImage(() => 36), files: 4 },
};

/** Lines of the picture that a request asks for, by `resolution` or by the shorter side of `ratio`. */
function linesOf(body: Readonly<Record<string, unknown>>): number {
	const resolution = /(\d{3,4})p/i.exec(String(body.resolution ?? ''))?.[1];
	if (resolution) return Number(resolution);
	const auto = /^auto_(\d+)p$/.exec(String(body.ratio ?? ''))?.[1];
	if (auto) return Number(auto);
	const size = /^(\d{3,5}):(\d{3,5})$/.exec(String(body.ratio ?? ''));
	return size ? Math.min(Number(size[1]), Number(size[2])) : 720;
}

function longestOf(body: Readonly<Record<string, unknown>>): number {
	const size = /^(\d{3,5}):(\d{3,5})$/.exec(String(body.ratio ?? ''));
	return size ? Math.max(Number(size[1]), Number(size[2])) : 0;
}

/** Spoken slowly, so many characters fit into a second. */
export const CHARACTERS_PER_SECOND = 15;

/** The words of a request: what it describes, or what is to be said. */
export function textOf({ body }: Pick<CreateRequest, 'body'>): string {
	const { promptText, speech, prompt, productInfo, userConcept, targetLanguage } = body;
	const words = [promptText, (speech as { text?: unknown } | undefined)?.text, prompt, productInfo, userConcept, targetLanguage];
	return words.filter((one) => one !== undefined && one !== '').join(' ');
}

const SPOKEN = ['text_to_speech', 'avatar_videos'];

/** Seconds of the result that a request asks for; `auto` and a missing value as Runway would fill them in. */
export function secondsOf(request: CreateRequest, auto: 'longest' | 'usual'): number {
	const price = PRICES[request.model];
	const wanted = request.body.duration;
	if (typeof wanted === 'number') return wanted;
	if (wanted === 'auto') return price?.[auto] ?? 5;
	if (SPOKEN.includes(request.endpoint)) return Math.max(1, textOf(request).length / CHARACTERS_PER_SECOND);
	return price?.usual ?? 5;
}

/** Seconds of the file that a request is about, or undefined when nobody can tell. */
export function inputSecondsOf({ media }: CreateRequest): number | undefined {
	return media.find(({ mediaType, file }) => mediaType !== 'image' && file?.seconds !== undefined)?.file?.seconds;
}

/** How many files a request asks for. */
export function countOf({ body, model }: CreateRequest): number {
	return typeof body.outputCount === 'number' ? body.outputCount : (PRICES[model]?.files ?? 1);
}

/**
 * Credits for a request: `estimate` is the most it can cost (duration "auto" counts as the longest),
 * `final` what a finished task costs.
 */
export function creditsFor(request: CreateRequest, moment: 'estimate' | 'final'): number {
	const { body, media } = request;
	const price = PRICES[request.model];
	if (!price) return 0;
	const input = media.find(({ file }) => file?.width !== undefined)?.file;
	const credits = price.credits({
		body,
		lines: linesOf(body),
		longest: longestOf(body),
		seconds: secondsOf(request, moment === 'estimate' ? 'longest' : 'usual'),
		input: inputSecondsOf(request) ?? 5,
		inputPixels: (input?.width ?? 0) * (input?.height ?? 0),
		count: countOf(request),
		references: [body.references, body.referenceImages].flatMap((list) => (Array.isArray(list) ? list : [])).length,
		characters: textOf(request).length,
	});
	return Math.ceil(Math.max(credits, price.atLeast ?? 0));
}
