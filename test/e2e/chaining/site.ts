import { filesOf, tasksOf } from '../harness/check';
import type { Execution } from '../harness/client';
import { startRunway } from '../harness/runway';
import { FILES_ON_DISK } from '../harness/server';
import { startSite, type Site } from '../harness/site';

/** A site for tests with other nodes before and behind Runway: its files are large enough to travel in many pieces. */
export async function startChain(): Promise<Site> {
	return await startSite(await startRunway({ outcome: () => ({ sizeBytes: 3_000_000 }) }), { env: FILES_ON_DISK });
}

/** Compares what a node gave with what the emulator served for its prompts, one task each; resolves to the files. */
export async function delivered(
	{ emulator, api }: Site,
	execution: Execution,
	node: string,
	prompts: readonly string[],
): Promise<Buffer[]> {
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	const items = execution.items(node);
	expect(items.map(({ json }) => json.taskId)).toEqual(tasksOf(emulator, prompts).map(({ id }) => id));
	return await filesOf(emulator, api, execution, node);
}
