import { createHash } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Job } from '../../batch/flight';
import type { Request } from '../../batch/items';
import { runBatch } from '../../batch/runBatch';
import type { Run } from '../../batch/types';
import { readWanted } from '../../models/parameters';
import { planVideo } from '../../models/plan';
import { videoFields, videoOptionFields } from '../../models/properties';
import { MediaSlot, type Plan, type PlanValue, type Problem, type VideoMode } from '../../models/types';
import { checkMedia, type CheckedMedia } from '../../transport/media';
import { createTask, type Created } from '../../transport/tasks';
import { toUri } from '../../transport/upload';
import type { Operation } from '../types';
import { readWaitSettings, retriesField, waitOptionFields } from '../waitOptions';

/** An operation that starts a video task. The two of them differ only in what the catalogue says. */
export function videoOperation(mode: VideoMode): Operation<Job> {
	return {
		fields: fields(mode),

		async prepare(run, itemIndex) {
			const { host } = run;
			const get = (name: string, fallback?: unknown) => host.getNodeParameter(name, itemIndex, fallback as never) as unknown;
			const planned = planVideo(mode, readWanted(mode, get));
			const wait = readWaitSettings(
				host.getNodeParameter('options', itemIndex, {}) as IDataObject,
				host.getNodeParameter('waitForCompletion', itemIndex, true) !== false,
			);
			const problems: Problem[] = [
				...('problems' in planned ? planned.problems : []),
				...('problems' in wait ? wait.problems : []),
			];
			if ('problems' in planned || 'problems' in wait) return { problems };

			const { plan } = planned;
			const files = await checkFiles(run, itemIndex, plan);
			if ('problems' in files) return files;
			if (plan.ignored.length > 0) tellIgnored(run, itemIndex, plan);
			return {
				job: {
					itemIndex,
					settings: wait.settings,
					request: requestOf(plan),
					start: {
						fingerprint: fingerprint(run.client.baseUrl, plan, files.checked),
						send: async () => await send(run, plan, files.checked),
					},
				},
			};
		},

		carryOut: async (run, jobs) => await runBatch(run, jobs),
	};
}

function fields(mode: VideoMode): INodeProperties[] {
	const waiting = [...waitOptionFields, retriesField].map((field): INodeProperties => {
		// A task that is handed on is not watched, so these say nothing about it.
		return { ...field, displayOptions: { hide: { '/waitForCompletion': [false] } } };
	});
	const options = [...videoOptionFields(mode), ...waiting];
	return [
		...videoFields(mode),
		{
			displayName: 'Wait for Completion',
			name: 'waitForCompletion',
			type: 'boolean',
			default: true,
			description:
				'Whether to wait until the video is finished and download it. If off, the item holds the task ID for Wait for Task, and no file.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: options.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
		},
	];
}

type Checked = ReadonlyMap<MediaSlot, CheckedMedia>;

async function checkFiles(
	{ host }: Run,
	itemIndex: number,
	plan: Plan,
): Promise<{ checked: Checked } | { problems: Problem[] }> {
	const checked = new Map<MediaSlot, CheckedMedia>();
	const problems: Problem[] = [];
	for (const slot of slotsIn(plan.body)) {
		const result = await checkMedia(host, itemIndex, slot);
		if ('message' in result) problems.push(result);
		else checked.set(slot, result);
	}
	return problems.length > 0 ? { problems } : { checked };
}

/** Sends the files that need it, then the request. */
async function send(run: Run, plan: Plan, checked: Checked): Promise<Created> {
	const uris = new Map<MediaSlot, string>();
	for (const [slot, media] of checked) {
		const result = await toUri(run, media);
		if ('stopped' in result) return { kind: 'stopped' };
		if ('failure' in result) return { kind: 'unavailable', failure: result.failure };
		uris.set(slot, result.uri);
	}
	return await createTask(run.client, run, plan.path, fill(plan.body, (slot) => uris.get(slot)!) as IDataObject);
}

/** Same request, same hash: what a rerun of the node goes by. Files count by their content, not their name. */
function fingerprint(baseUrl: string, plan: Plan, checked: Checked): string {
	const body = fill(plan.body, (slot) => {
		const media = checked.get(slot)!;
		return 'uri' in media ? media.uri : media.file.hash;
	});
	return createHash('sha256').update(JSON.stringify([baseUrl, plan.path, body])).digest('hex');
}

function slotsIn(value: PlanValue): MediaSlot[] {
	if (value instanceof MediaSlot) return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value as Record<string, PlanValue>).flatMap(slotsIn);
}

/** The body with a text in place of each file. */
function fill(value: PlanValue, text: (slot: MediaSlot) => string): unknown {
	if (value instanceof MediaSlot) return text(value);
	if (Array.isArray(value)) return value.map((element: PlanValue) => fill(element, text));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, fill(element as PlanValue, text)]));
}

function requestOf({ body }: Plan): Request {
	const { model, promptText, ratio, resolution, duration, seed } = body as Request;
	return { model, promptText, ratio, resolution, duration, seed };
}

function tellIgnored({ host }: Run, itemIndex: number, { ignored, body }: Plan): void {
	host.addExecutionHints?.({
		message: `Item ${itemIndex + 1}: ${String(body.model)} does not take ${ignored.join(', ')}; not sent.`,
		location: 'outputPane',
	});
}
