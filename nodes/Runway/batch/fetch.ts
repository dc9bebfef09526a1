import type { INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../shared/errors';
import { downloadOnce, type DownloadedFile } from '../transport/download';
import { LONGEST_OBEYED_MS, pauseInSilenceMs } from '../transport/retry';
import { readTask } from '../transport/tasks';
import type { RunwayTask } from '../transport/types';
import { echoOf, type Flight } from './flight';
import { fileItem, outputName, taskJson } from './items';
import { SHORTEST_PAUSE_MS } from './pace';
import type { Run } from './types';

/** A finished file is paid for, so fetching it is tried for as long as the task itself may take, or this. */
const DEFAULT_LIMIT_MS = 10 * 60_000;

type Fetched = { items: INodeExecutionData[] } | { failure: Failure } | { stopped: true };

/** Downloads all files of a finished task: one item each. */
export async function fetchOutputs(
	run: Run,
	flight: Flight,
	finished: RunwayTask & { output: string[] },
): Promise<Fetched> {
	const { itemIndex, settings } = flight.job;
	let task = finished;
	const elapsedMs = run.clock.now() - (Date.parse(task.createdAt ?? '') || run.clock.now());
	const json = {
		...taskJson(task, echoOf(flight)),
		elapsedSeconds: Math.max(0, Math.round(elapsedMs / 100) / 10),
		...(flight.failedAttempts.length > 0 && { failedAttempts: flight.failedAttempts }),
	};
	const items: INodeExecutionData[] = [];
	for (let index = 0; index < finished.output.length; index++) {
		const count = finished.output.length;
		const name = outputName(settings.fileName, task.id, { index, count });
		const limitMs = settings.waitLimitMs;
		const result = await fetchOne(run, { url: () => task.output[index], name, limitMs, refresh });
		if ('reason' in result) return { failure: notFetched(flight, result.reason) };
		if ('stopped' in result) return result;
		const output = { url: task.output[index], index, count, nodeId: task.nodeIds?.[index] };
		items.push(fileItem(itemIndex, json, output, result.file, settings.binaryPropertyOutput));
	}
	return { items };

	/** Reads the task again for fresh URLs, for as long as that takes trouble; not sooner than looks are allowed. */
	async function refresh(until: number): Promise<boolean> {
		const { clock, ledger } = run;
		let nextAt = (ledger.lastLookAt(task.id) ?? 0) + SHORTEST_PAUSE_MS;
		for (const begun = clock.now(); ; ) {
			await run.timer.pause(nextAt - clock.now()).over;
			if (run.stopped()) return true;
			const read = await readTask(run.client, clock, task.id, { place: task.place });
			const now = clock.now();
			ledger.noteLook(task.id, now);
			if (read.kind === 'task' && read.task.output?.length === task.output.length) {
				task = { ...task, output: read.task.output };
			}
			if (read.kind !== 'trouble') return read.kind !== 'gone' && read.kind !== 'denied';
			const asked = Math.min(read.pauseMs ?? 0, LONGEST_OBEYED_MS);
			nextAt = now + Math.max(SHORTEST_PAUSE_MS, pauseInSilenceMs(now - begun, clock), asked);
			if (nextAt > until) return false;
		}
	}
}

/** How often storing is tried when n8n itself fails to. */
const STORE_ATTEMPTS = 3;

/** A file at Runway that is to be downloaded. */
interface Wanted {
	url(): string;
	/** Without an ending. */
	readonly name: string;
	/** How long to try, ms; 0 = the usual time. */
	readonly limitMs: number;
	/** Gets a fresh URL, if there is a way. False: the file is not to be had, or not before `until`, ms since 1970. */
	refresh(until: number): Promise<boolean>;
}

/** Downloads one file, as often as it takes. */
export async function fetchOne(
	run: Run,
	{ url, name, limitMs, refresh }: Wanted,
): Promise<{ file: DownloadedFile } | { reason: string } | { stopped: true }> {
	const { host, clock, timer, client, stopped } = run;
	const context = { host, clock, timer, baseUrl: client.baseUrl, stopped };
	// Counts from the first byte that could have come, not from the place in the line.
	let begun: number | undefined;
	// How long fresh addresses were waited for: that is no fault of the file server.
	let refreshedMs = 0;
	for (let attempt = 1; ; attempt++) {
		if (stopped()) return { stopped: true };
		// A place is held while bytes flow, not during the pauses between tries.
		const result = await run.limits.download(async () => {
			begun ??= clock.now();
			return await downloadOnce(context, url(), name);
		});
		if (result.kind === 'file') return { file: result.file };
		if (result.kind === 'stopped') return { stopped: true };
		const now = clock.now();
		const until = (begun ?? now) + (limitMs || DEFAULT_LIMIT_MS);
		const asked = result.kind === 'trouble' ? (result.pauseMs ?? 0) : 0;
		const pauseMs = Math.max(pauseInSilenceMs(now - (begun ?? now) - refreshedMs, clock), asked);
		const isOver = now + pauseMs > until || (result.kind === 'unusable' && (!result.tryAgain || attempt >= STORE_ATTEMPTS));
		if (isOver) return { reason: result.reason };
		await timer.pause(pauseMs).over;
		if (result.kind !== 'expired') continue;
		const askedAt = clock.now();
		if (!(await refresh(until))) return { reason: result.reason };
		refreshedMs += clock.now() - askedAt;
	}
}

function notFetched(flight: Flight, reason: string): Failure {
	return {
		message: `The file of Runway task ${flight.watch?.taskId} could not be downloaded: ${reason}`,
		description:
			'The task is finished and paid for; its file stays at Runway for 24 to 48 hours. Fetch it with Wait for Task ' +
			'and this Task ID.',
	};
}
