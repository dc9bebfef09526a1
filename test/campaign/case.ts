import { ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { modelsFor } from '../../nodes/Runway/catalogue/models';
import { A_TEXT, presets } from '../catalogue/planning';
import { isCall, parametersOfCall, type CallOperation } from './calls';
import type { FaultRule } from '../emulator/faults';
import type { Outcome } from '../emulator/types';

/**
 * One execution of the node, its reruns included, as data: what the campaign draws, prints, shrinks and
 * keeps. Times in milliseconds.
 */
export interface Case {
	readonly operation: EndpointId | CallOperation | 'savedWorkflow.run' | 'wait' | 'get' | 'cancel';
	/** One for each input item. */
	readonly items: readonly ItemCase[];
	/** Entries of the node's Options, for all items. */
	readonly options?: Readonly<Record<string, unknown>>;
	readonly waitForCompletion?: boolean;
	readonly onError?: 'continueRegularOutput' | 'continueErrorOutput';
	/** Tasks that Runway runs at the same time; default: no limit. */
	readonly concurrency?: number;
	/** Credits in the account at the start, and generations of each model a day; default: more than enough. */
	readonly account?: { readonly credits?: number; readonly daily?: number };
	/** Of a task; default 12 s. */
	readonly durationMs?: number;
	/** Numbers, from 0, of the voices and avatars that fail while they are made. */
	readonly unmade?: readonly number[];
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
	/** Of operations with images; default: a small picture in the binary field. */
	readonly image?: 'small' | 'inMemory' | 'large' | 'url' | 'notAnImage' | 'missing';
	/** Something the check before sending must find. */
	readonly invalid?: true;
	/** Of wait, get and cancel, and of calls: which of those that exist already, or none. */
	readonly task?: number | 'unknown' | '../../organization';
}

/** Operations whose items hold an image, and a text that tells whose request it is. */
export const WITH_IMAGE: ReadonlySet<Case['operation']> = new Set<Case['operation']>(['video.animate', 'recipe.productUgc', 'recipe.campaignImage', 'avatar.create']);

/** Whether an operation creates tasks. */
export function startsTasks(operation: Case['operation']): operation is EndpointId | 'savedWorkflow.run' {
	return operation in ENDPOINTS || operation === 'savedWorkflow.run';
}

/** The version of a saved workflow that is there. */
export const WORKFLOW = '11111111-1111-4111-8111-111111111111';

/** The parameters the editor would hold for one item. */
export function parametersOf(test: Case, index: number, ids: readonly string[]): Record<string, unknown> {
	const item = test.items[index];
	const { operation, options = {}, waitForCompletion = true } = test;
	const taskId = typeof item.task === 'number' ? ids[item.task] : (item.task ?? 'unknown');
	if (isCall(operation)) {
		const call = parametersOfCall(operation, promptOf(index), item.task === 'unknown' ? NOWHERE : taskId, item);
		return { ...call, imageSource: sourceOf(item.image), binaryPropertyName: 'data', imageUrl: AN_IMAGE, waitForCompletion, options };
	}
	if (!startsTasks(operation)) {
		return { resource: 'task', operation, taskId, options };
	}
	if (operation === 'savedWorkflow.run') {
		const nodeOutputs = item.invalid ? 'none' : { n: { prompt: { type: 'primitive', value: promptOf(index) } } };
		return { resource: 'savedWorkflow', operation: 'run', workflowId: WORKFLOW, nodeOutputs, waitForCompletion, options };
	}
	const [resource, name] = operation.split('.');
	const entered = enteredFor(operation, item, index);
	return {
		...entered,
		resource,
		operation: name,
		...(item.invalid && ('promptText' in entered ? { promptText: { no: 'text' } } : { modelOptions: 'none' })),
		waitForCompletion,
		options,
	};
}

/** The one router of the account, which goes around models that are busy. */
export const ROUTER = { name: 'Everyday', slug: 'everyday', settings: { fallback: { onCapacity: true } } };

/** What the editor starts with, texts and files filled in so that they tell whose request it is. */
function enteredFor(endpoint: EndpointId, { model, image }: ItemCase, index: number): Record<string, unknown> {
	const entered = Object.entries(presets(endpoint, model)).map(([name, value]): [string, unknown] => {
		if (value === A_TEXT) return [name, promptOf(index)];
		if (name.endsWith('Source')) return [name, WITH_IMAGE.has(endpoint) ? sourceOf(image) : 'url'];
		if (name.endsWith('Url')) return [name, WITH_IMAGE.has(endpoint) ? AN_IMAGE : `https://cdn.example.com/clip-${index}.mp4`];
		if (name === 'configId') return [name, ROUTER.slug];
		if (name === 'targetLang' || name === 'targetLanguage') return [name, 'es'];
		if (isCollection(value) && name !== 'modelOptions') return [name, { file: [{ source: 'url', url: AN_IMAGE }] }];
		return [name, value];
	});
	return Object.fromEntries(entered);
}

const AN_IMAGE = 'https://cdn.example.com/a.png';

/** Where the editor says that an image is. */
const sourceOf = (image: ItemCase['image']) => (image === 'url' ? 'url' : 'binary');

const isCollection = (value: unknown) => typeof value === 'object' && value !== null;

/** The ID of nothing. */
const NOWHERE = '17f20503-6c24-4c16-946b-35dbbce2af2f';

/** The prompt tells whose request it is. */
export function promptOf(index: number): string {
	return `clip ${index}.`;
}

/** All model ids of an operation. */
export function modelIds(operation: EndpointId | 'savedWorkflow.run'): string[] {
	if (operation === 'savedWorkflow.run') return [];
	return modelsFor(operation).map(({ model }) => model.id);
}
