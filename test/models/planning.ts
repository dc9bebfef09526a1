import { planVideo } from '../../nodes/Runway/models/plan';
import {
	MediaSlot,
	type Plan,
	type Problem,
	type VideoMode,
	type Wanted,
} from '../../nodes/Runway/models/types';
import { modelsFor } from '../../nodes/Runway/models/videoModels';

const IMAGE = { imageSource: 'binary', binaryPropertyName: 'data' };

/** The plan of a request that must be fine. */
export function planOf(mode: VideoMode, wanted: Wanted): Plan {
	const planned = planVideo(mode, wanted);
	if ('problems' in planned) throw new Error(JSON.stringify(planned.problems));
	return planned.plan;
}

/** What is wrong with a request; empty when nothing is. */
export function problemsOf(mode: VideoMode, wanted: Wanted): readonly Problem[] {
	const planned = planVideo(mode, wanted);
	return 'problems' in planned ? planned.problems : [];
}

/** What is said about one field. */
export function messageAt(field: string, mode: VideoMode, wanted: Wanted): string | undefined {
	return problemsOf(mode, wanted).find((problem) => problem.field === field)?.message;
}

/** What the editor holds for a model when nothing but the prompt has been touched. */
export function presets(mode: VideoMode, id: string): Wanted {
	const row = modelsFor(mode).find(({ model }) => model.id === id)!.mode;
	const preset = (name: string) => row.params[name]?.preset;
	return {
		model: id,
		promptText: 'A fox in the snow',
		...(mode === 'animate' ? IMAGE : {}),
		ratio: preset('ratio'),
		resolution: preset('resolution'),
		duration: preset('duration'),
		options: {},
	};
}

/** What stands for a file from a binary field. */
export const slot = (label: string, name = 'data') =>
	new MediaSlot('image', { source: 'binary', binaryPropertyName: name }, label);

/** The value of a list option: one row for each address. */
export function files(...urls: string[]) {
	return { file: urls.map((url) => ({ source: 'url', url })) };
}
