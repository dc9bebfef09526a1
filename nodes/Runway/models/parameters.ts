import { imageUses, MAIN_FIELDS } from './fields';
import type { VideoMode, Wanted } from './types';
import { modelsFor, OTHER_MODEL } from './videoModels';

/**
 * Reads one item's parameters, only those that the editor shows for the chosen model: n8n keeps what was
 * entered for another one, and it must not get into the request. `get` is `getNodeParameter` of one item.
 */
export function readWanted(mode: VideoMode, get: (name: string, fallback?: unknown) => unknown): Wanted {
	const model = get('model', '');
	const imageSource = mode === 'animate' ? get('imageSource', 'binary') : undefined;
	const names = [...namesFor(mode, model), ...imageNames(mode, imageSource)];
	return {
		model,
		...(imageSource !== undefined && { imageSource }),
		...Object.fromEntries(names.map((name) => [name, get(name, '')])),
		options: get('options', {}),
	};
}

function namesFor(mode: VideoMode, model: unknown): string[] {
	const id = typeof model === 'string' ? model.trim() : model;
	if (id === OTHER_MODEL) return ['modelId', 'promptText', 'extraParameters'];
	const row = modelsFor(mode).find((candidate) => candidate.model.id === id)?.mode;
	if (!row) return [];
	const uses = imageUses(row).length > 1 ? ['useImageAs'] : [];
	return [...MAIN_FIELDS.filter((name) => name in row.params), ...uses];
}

function imageNames(mode: VideoMode, source: unknown): string[] {
	if (mode === 'generate') return [];
	return source === 'url' ? ['imageUrl'] : ['binaryPropertyName'];
}
