import type { RunningEmulator } from '../../emulator/server';
import type { EmulatedTask } from '../../emulator/tasks';
import type { Client, Execution } from './client';
import { until } from './until';

/** The one task of each prompt; fails when a prompt has none or was paid for twice. */
export function tasksOf({ core }: RunningEmulator, prompts: readonly string[]): EmulatedTask[] {
	return prompts.map((prompt) => {
		const tasks = core.tasks.all.filter(({ request }) => request.body.promptText === prompt);
		expect(tasks).toHaveLength(1);
		return tasks[0];
	});
}

export function statusesOf(emulator: RunningEmulator, prompts: readonly string[]): string[] {
	return tasksOf(emulator, prompts).map((task) => emulator.core.tasks.status(task));
}

/** Waits until the node has looked at the task of each prompt. */
export async function lookedAt({ core }: RunningEmulator, prompts: readonly string[]): Promise<void> {
	const seen = (prompt: string) =>
		core.tasks.all.some((task) => task.request.body.promptText === prompt && core.log.polls(task.id).length > 0);
	await until(`a look at each of ${prompts.join(', ')}`, () => prompts.every(seen));
}

/** Waits until none of these tasks runs any more. */
export async function noneRunning(emulator: RunningEmulator, prompts: readonly string[]): Promise<void> {
	await until(`the end of ${prompts.join(', ')}`, () => !statusesOf(emulator, prompts).includes('RUNNING'));
}

/** Downloads the files of a node's items from n8n and compares them with what the emulator served. */
export async function filesOf(
	{ core }: RunningEmulator,
	api: Client,
	execution: Execution,
	node: string,
): Promise<Buffer[]> {
	const items = execution.items(node);
	const files = await Promise.all(items.map(async ({ binary }) => await api.download(binary!.data)));
	for (const [index, { json }] of items.entries()) {
		expect(files[index].equals(await core.outputBytes(String(json.taskId)))).toBe(true);
		expect(json.fileSize).toBe(files[index].length);
	}
	return files;
}
