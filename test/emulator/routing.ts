import { json } from './answers';
import { creditsFor } from './prices';
import type { TaskBook } from './tasks';
import type { Thing } from './things';
import type { Answer, CreateRequest } from './types';

/** What the API's routers make of a request: an ordinary one for the model that they choose. */

interface Settings {
	readonly optimizeFor?: 'cost' | 'latency' | 'quality';
	readonly models?: { readonly mode: 'allow_new_except' | 'allowlist_only'; readonly ids: readonly string[] };
	readonly maxCreditsPerGeneration?: Readonly<Record<string, number>>;
	readonly fallback?: { readonly onCapacity?: boolean };
}

type Input = Readonly<Record<string, unknown>>;

/** A request that a model could be given. */
interface Candidate {
	readonly request: CreateRequest;
	readonly credits: number;
}

export interface Routed {
	readonly request: CreateRequest;
	/** What the answer says of the choice. */
	readonly routing: Record<string, unknown>;
}

/** The models of each kind of request, the quickest first: a few are enough to choose from. */
const MODELS: Readonly<Record<string, readonly string[]>> = {
	text_to_video: ['veo3.1_fast', 'gen4.5', 'hailuo3'],
	image_to_video: ['gen4_turbo', 'gen4.5', 'hailuo3'],
	video_to_video: ['gemini_omni_flash', 'aleph2'],
	text_to_image: ['gemini_2.5_flash', 'gen4_image', 'gpt_image_2'],
	text_to_speech: ['eleven_multilingual_v2', 'seed_audio'],
	sound_effect: ['eleven_text_to_sound_v2', 'seed_audio'],
};

/** Models that cannot do what a request asks for drop out. */
const DROPS_OUT: Readonly<Record<string, (input: Input) => boolean>> = {
	'gen4.5': ({ audio }) => audio === true,
	gen4_turbo: ({ audio }) => audio === true,
	'gemini_2.5_flash': ({ outputCount = 1 }) => outputCount !== 1,
	gen4_image: ({ outputCount = 1 }) => outputCount !== 1,
	eleven_multilingual_v2: ({ voice }) => isLikeRecording(voice),
	eleven_text_to_sound_v2: ({ referenceAudios }) => listOf(referenceAudios).length > 0,
};

const MAKERS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^(veo|gemini)/, 'google'],
	[/^hailuo/, 'minimax'],
	[/^seed/, 'bytedance'],
	[/^gpt/, 'openai'],
	[/^eleven/, 'elevenlabs'],
];

/**
 * Lets a router choose. Which status an unknown router and an empty choice are answered with is in no document; their
 * names are.
 */
export function route(
	{ endpoint, body, media }: Omit<CreateRequest, 'model'>,
	routers: readonly Thing[],
	tasks: TaskBook,
	concurrency: number,
): Routed | Answer {
	const router = routers.find(({ fields }) => fields.slug === body.configId);
	if (!router) return json(404, { error: 'router_config_not_found' });
	const settings = (router.fields.settings ?? {}) as Settings;
	const kind = endpoint.slice('generate/'.length);
	const input = body.input as Input;
	const ceiling = settings.maxCreditsPerGeneration?.[kind] ?? null;
	const eligible = candidates(kind, input, media).filter(
		({ request: { model }, credits }) => isAllowed(model, settings) && credits <= (ceiling ?? Infinity),
	);
	if (eligible.length === 0) return json(400, { error: 'no_eligible_model' });
	const isBusy = ({ request }: Candidate) => tasks.unfinished(request.model) >= concurrency;
	const free = settings.fallback?.onCapacity ? eligible.filter((one) => !isBusy(one)) : eligible;
	const { optimizeFor = 'cost' } = settings;
	const [{ request, credits }] = ranked(free.length > 0 ? free : eligible, optimizeFor);
	const skipped = free.length > 0 ? eligible.filter((one) => !free.includes(one)).map((one) => one.request.model) : [];
	const wasCrowded = free.length < eligible.length;
	const routing = {
		configId: body.configId,
		provider: MAKERS.find(([pattern]) => pattern.test(request.model))?.[1] ?? 'runway',
		model: request.model,
		estimatedCost: { credits },
		resolvedInput: resolved(kind, input, request),
		resolvedSettings: { optimizeFor, priceCeiling: ceiling },
		...(wasCrowded && { capacityFallback: { skipped, allExhausted: free.length === 0 } }),
	};
	return { request, routing };
}

function candidates(kind: string, input: Input, media: CreateRequest['media']): Candidate[] {
	const endpoint = ordinaryEndpoint(kind, input);
	return MODELS[endpoint].flatMap((model): Candidate[] => {
		if (DROPS_OUT[model]?.(input)) return [];
		const shape = kind === 'audio' ? {} : { ratio: sizeFor(kind, input) };
		const length = kind === 'video' ? { duration: input.duration ?? 5 } : {};
		const ordinary = { ...input, model, ...shape, ...length };
		const request = { endpoint, model, body: ordinary, media: media.map((one) => ({ ...one, path: one.path.slice(1) })) };
		return [{ request, credits: creditsFor(request, 'estimate') }];
	});
}

function ordinaryEndpoint(kind: string, { type, referenceImages, referenceVideos }: Input): string {
	if (kind === 'image') return 'text_to_image';
	if (kind === 'audio') return type === 'speech' ? 'text_to_speech' : 'sound_effect';
	if (listOf(referenceVideos).some(({ role }) => role === 'source')) return 'video_to_video';
	return listOf(referenceImages).length > 0 ? 'image_to_video' : 'text_to_video';
}

/** Lines of a video's resolutions, and the longer side of an image's. */
const SIDES: Readonly<Record<string, number>> = { '480p': 480, '720p': 720, '1080p': 1080, '4k': 2160 };
const LONGEST: Readonly<Record<string, number>> = { '1k': 1024, '2k': 2048, '4k': 4096 };

function sizeFor(kind: string, { aspectRatio = '16:9', resolution }: Input): string {
	const [across, down] = String(aspectRatio).split(':').map(Number);
	const scale =
		kind === 'video'
			? (SIDES[String(resolution)] ?? 720) / Math.min(across, down)
			: (LONGEST[String(resolution)] ?? 1024) / Math.max(across, down);
	const even = (parts: number) => Math.round((parts * scale) / 2) * 2;
	return `${even(across)}:${even(down)}`;
}

function resolved(kind: string, input: Input, { body }: CreateRequest): object {
	const { aspectRatio = '16:9', resolution, type, voice } = input;
	switch (kind) {
		case 'video':
			return { ratio: body.ratio, resolution: resolution ?? '720p', duration: body.duration };
		case 'image':
			return { aspectRatio, ratio: body.ratio, resolution: resolution ?? '1k' };
		default:
			return { type, voice: (voice as { type?: string } | undefined)?.type ?? (type === 'speech' ? 'default' : 'none') };
	}
}

function isAllowed(model: string, { models }: Settings): boolean {
	if (!models) return true;
	return models.ids.includes(model) === (models.mode === 'allowlist_only');
}

function ranked(eligible: readonly Candidate[], optimizeFor: string): Candidate[] {
	if (optimizeFor === 'latency') return [...eligible];
	return [...eligible].sort((a, b) => (optimizeFor === 'cost' ? a.credits - b.credits : b.credits - a.credits));
}

function isLikeRecording(voice: unknown): boolean {
	return (voice as { type?: unknown } | undefined)?.type === 'reference-audio';
}

function listOf(value: unknown): ReadonlyArray<{ readonly role?: unknown }> {
	return Array.isArray(value) ? (value as Array<{ role?: unknown }>) : [];
}
