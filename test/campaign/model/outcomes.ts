import type { EmulatedTask } from '../../emulator/tasks';
import type { Ended, Played } from '../run';
import { errorOf, itemOf, startsTasks, stateAt } from './reading';

/** Each input item gives its files, one error or one task id, in the order of the input. */
export function oneOutcomeEach({ test }: Played, { items, stoppedAt }: Ended): string[] {
	if (!items || stoppedAt !== undefined) return [];
	const order = items.map(({ pairedItem }) => (pairedItem as { item: number }).item);
	if (order.some((item, n) => item < (order[n - 1] ?? 0))) return [`items come in the order ${order.join(', ')}`];
	return test.items.flatMap((_, index) => {
		const mine = items.filter((_item, n) => order[n] === index);
		const failed = mine.filter(errorOf).length;
		const files = mine.filter(({ binary }) => binary).length;
		const complete = files > 0 && mine.length === files && mine[0].json.outputCount === files;
		const bare = mine.length === 1 && files === 0 && (failed === 1 || typeof mine[0].json.taskId === 'string');
		return complete || bare ? [] : [`item ${index + 1} gave ${JSON.stringify(mine)}`];
	});
}

/** Files are those that were served, and belong to the item they are given to. */
export async function filesAreRight(played: Played): Promise<string[]> {
	const { runs, core, store, test } = played;
	const field = String(test.options?.binaryPropertyOutput ?? 'data');
	const broken: string[] = [];
	for (const item of runs.flatMap(({ items = [] }) => items)) {
		if (!item.binary) continue;
		const { taskId, outputIndex, fileSize, fileName } = item.json;
		const task = core.tasks.any(String(taskId));
		const file = item.binary[field];
		const bytes = file && store.peek(file.id!);
		const served = await core.outputBytes(String(taskId), Number(outputIndex));
		// A server that announces too little cuts its own file.
		const cutByServer = test.faults?.some(({ fault }) => fault.kind === 'headers' && fault.wrong === 'lengthTooShort');
		if (!bytes?.equals(served) && !(cutByServer && bytes?.equals(served.subarray(0, 100)))) {
			broken.push(`${String(fileName)} has ${bytes?.length} bytes of ${served.length}`);
		}
		if (fileSize !== bytes?.length) broken.push(`${String(fileName)} is said to have ${String(fileSize)} bytes`);
		const { item: index } = item.pairedItem as { item: number };
		if (startsTasks(played) && task && itemOf(task.request.body) !== index) {
			broken.push(`item ${index + 1} got the file of ${String(task.request.body.promptText)}`);
		}
	}
	return broken;
}

function givesNothing({ outcome: { files, nodes = {} } }: EmulatedTask): boolean {
	const given = Object.values(nodes);
	return files === 0 || (given.length > 0 && given.every((one) => typeof one !== 'number'));
}

/** Troubles that end by themselves must not decide anything. */
export function goodEnds(played: Played): string[] {
	const { test, runs, core } = played;
	const { waitLimit = 10, queueLimit = 0 } = (test.options ?? {}) as Record<string, number>;
	const longest = Math.max(test.durationMs ?? 12_000, ...(test.outcomes ?? []).map(({ durationMs = 0 }) => durationMs));
	const mild = (test.faults ?? []).every(({ times = 1, route }) => times <= 2 || route === 'organization');
	if (waitLimit < 10 || queueLimit > 0 || longest > 120_000 || !mild || test.store?.writes) return [];
	const [first] = runs;
	if (!first.items || first.stoppedAt !== undefined || test.operation === 'get' || test.operation === 'cancel') return [];
	return first.items.flatMap((item) => {
		const details = errorOf(item) as { taskId?: string; message?: string } | undefined;
		const task = details?.taskId ? core.tasks.any(details.taskId) : undefined;
		if (!task || stateAt(task, first.endedAt) !== 'SUCCEEDED' || givesNothing(task)) return [];
		// Answers that no repeat can mend.
		const denied = (test.faults ?? []).some(({ fault }) => fault.kind === 'status' && [400, 401, 402, 404].includes(fault.status));
		return denied ? [] : [`${task.id} succeeded, but: ${details?.message}`];
	});
}
