import { ALIBABA_MODELS } from './makers/alibaba';
import { BYTEDANCE_MODELS } from './makers/bytedance';
import { GOOGLE_MODELS } from './makers/google';
import { MINIMAX_MODELS } from './makers/minimax';
import { RUNWAY_MODELS } from './makers/runway';
import { XAI_MODELS } from './makers/xai';
import type { Mode, VideoMode, VideoModel } from './types';

/**
 * The catalogue of video models: the editor's fields, the checks, the request bodies, the README's table
 * and the tests are all made from these rows. Values and which fields are required: the types of
 * `@runwayml/sdk`; ranges: Runway's OpenAPI document, or the texts of the SDK. A range that neither states is
 * left out, and nothing is refused for it.
 */
export const VIDEO_MODELS = [
	...RUNWAY_MODELS,
	...GOOGLE_MODELS,
	...MINIMAX_MODELS,
	...BYTEDANCE_MODELS,
	...ALIBABA_MODELS,
	...XAI_MODELS,
] as const satisfies readonly VideoModel[];

/** The id of every model that has a row. */
export type VideoModelId = (typeof VIDEO_MODELS)[number]['id'];

/** What the model list calls a model that has no row: its id and its parameters are typed in. */
export const OTHER_MODEL = 'other';

/** What the model list selects at first. */
export const DEFAULT_MODEL: Readonly<Record<VideoMode, VideoModelId>> = {
	generate: 'gen4.5',
	animate: 'gen4_turbo',
};

/** A row and what it says about one mode. */
export interface ModelMode {
	readonly model: VideoModel;
	readonly mode: Mode;
}

/** All rows that know the mode, by name. */
export function modelsFor(mode: VideoMode): ModelMode[] {
	return (VIDEO_MODELS as readonly VideoModel[])
		.flatMap((model) => {
			const found = model.modes[mode];
			return found ? [{ model, mode: found }] : [];
		})
		.sort((a, b) => a.model.name.localeCompare(b.model.name, 'en'));
}

/** The row of an id, whatever its modes; undefined for "other" and unknown ids. */
export function findModel(id: unknown): VideoModel | undefined {
	return (VIDEO_MODELS as readonly VideoModel[]).find((model) => model.id === id);
}
