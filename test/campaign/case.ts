import type { VideoMode } from '../../nodes/Runway/models/types';
import { findModel, modelsFor } from '../../nodes/Runway/models/videoModels';
import type { FaultRule } from '../emulator/faults';
import type { Outcome } from '../emulator/types';

/**
 * One execution of the node, its reruns included, as data: what the campaign draws, prints, shrinks and
 * keeps. Times in milliseconds.
 */
export interface Case {
	readonly operation: 'generate' | 'animate' | 'wait' | 'get' | 'cancel';
	/** One for each input item. */
	readonly items: readonly ItemCase[];
	/** Entries of the node's Options, for all items. */
	readonly options?: Readonly<Record<string, unknown>>;
	readonly waitForCompletion?: boolean;
	readonly onError?: 'continueRegularOutput' | 'continueErrorOutput';
	/** Tasks that Runway runs at the same time; default: no limit. */
	readonly concurrency?: number;
	/** Of a task; default 12 s. */
	readonly durationMs?: number;
	/** What becomes of the tasks, in the order of their creation. */
	readonly outcomes?: readonly Outcome[];
	readonly faults?: readonly FaultRule[];
	/** Numbers of the reads and writes of n8n's binary store that fail. */
	readonly store?: { readonly reads?: readonly number[]; readonly writes?: readonly number[] };
	/** The longest that a request or an answer travels; default 0. */
	readonly latencyMs?: number;
	/** When the first run is stopped. */
	readonly stopAtMs?: number;
	/** Pauses before further runs of the node on the same context. */
	readonly rerunsAfterMs?: readonly number[];
	/** For everything that is left to chance. */
	readonly seed?: number;
}

export interface ItemCase {
	/** Of generate and animate; default: the one the editor preselects. */
	readonly model?: string;
	/** Of animate; default: a small picture in the binary field. */
	readonly image?: 'small' | 'inMemory' | 'large' | 'url' | 'notAnImage' | 'missing';
	/** Something the check before sending must find. */
	readonly invalid?: true;
	/** Of wait, get and cancel: which of the tasks that exist already, or none. */
	readonly task?: number | 'unknown' | '../../organization';
}

/** The parameters the editor would hold for one item. */
export function parametersOf(test: Case, index: number, taskIds: readonly string[]): Record<string, unknown> {
	const item = test.items[index];
	const { operation, options = {}, waitForCompletion = true } = test;
	if (operation !== 'generate' && operation !== 'animate') {
		const taskId = typeof item.task === 'number' ? taskIds[item.task] : (item.task ?? 'unknown');
		return { resource: 'task', operation, taskId, options };
	}
	const model = item.model ?? (operation === 'generate' ? 'gen4.5' : 'gen4_turbo');
	return {
		resource: 'video',
		operation,
		model,
		...presetsOf(operation, model),
		promptText: promptOf(index),
		...(item.invalid && { promptText: { no: 'text' } }),
		...(operation === 'animate' && {
			imageSource: item.image === 'url' ? 'url' : 'binary',
			binaryPropertyName: 'data',
			imageUrl: 'https://cdn.example.com/a.png',
		}),
		waitForCompletion,
		options,
	};
}

/** The prompt tells whose request it is. */
export function promptOf(index: number): string {
	return `clip ${index}.`;
}

function presetsOf(operation: VideoMode, model: string): Record<string, unknown> {
	const params = findModel(model)?.modes[operation]?.params ?? {};
	return Object.fromEntries(Object.entries(params).map(([name, { preset }]) => [name, preset]));
}

/** All model ids of an operation. */
export function modelIds(operation: VideoMode): string[] {
	return modelsFor(operation).map(({ model }) => model.id);
}
