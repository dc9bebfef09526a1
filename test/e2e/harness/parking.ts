import { setTimeout as pause } from 'node:timers/promises';
import type { Parameters } from '../../engine/sketches';
import type { NodeSketch } from '../../engine/workflow';
import { filesOf, tasksOf } from './check';
import type { Saved } from './client';
import { generate, startHeldRunway, type HeldRunway } from './runway';
import type { Site } from './site';
import { unique } from './unique';
import { until } from './until';

/** Runway, whose tasks take as long as their prompts say, and fail where these say so; others run until they are released. */
export interface TimedRunway extends HeldRunway {
	/** From now on it leaves these requests without an answer; undefined: answers all. */
	hold(route?: 'poll' | 'output'): void;
	/** How many requests are without an answer. */
	held(): number;
}

export async function startTimedRunway(): Promise<TimedRunway> {
	const expired = new Set<string>();
	let holding: string | undefined;
	let held = 0;
	const emulator = await startHeldRunway({
		outcome: ({ body }) => {
			const [, seconds, code] = /, (\d+) s(?: (\S+))?$/.exec(String(body.promptText)) ?? [];
			if (seconds === undefined) return undefined;
			return {
				durationMs: 1000 * Number(seconds),
				...(code && { fail: { failure: 'Refused by the test', failureCode: code } }),
			};
		},
		// The first address of each file is of no use any more when it is fetched.
		fault: ({ route, path }) => {
			const [file] = path.split('?');
			if (route === 'output' && !expired.has(file)) {
				expired.add(file);
				return { kind: 'status', status: 403 };
			}
			if (route !== holding) return undefined;
			held += 1;
			return { kind: 'delay', ms: 600_000 };
		},
	});
	return {
		...emulator,
		hold(route) {
			if (route !== holding) held = 0;
			holding = route;
		},
		held: () => held,
	};
}

/** Prompts of tasks that take so many seconds. */
export function timed(...seconds: Array<number | string>): string[] {
	return seconds.map((one) => `${unique('waves')}, ${typeof one === 'number' ? `${one} s` : one}`);
}

/** Prompts of so many tasks that run until they are released. */
export function heldPrompts(count: number): string[] {
	return Array.from({ length: count }, () => unique('waves'));
}

/** Generate Video, to be parked. */
export function parkedNode(credential: Saved, { options, ...parameters }: Parameters = {}, node: Partial<NodeSketch> = {}): NodeSketch {
	const more = options as Record<string, string | number> | undefined;
	return generate(credential, { ...parameters, options: { whileWaiting: 'park', ...more } }, node);
}

/** Behind a parked node: shows that it ran, and which row each item belongs to. */
export const END: NodeSketch = {
	name: 'End',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		includeOtherFields: true,
		assignments: {
			assignments: [{ id: 'row', name: 'row', type: 'string', value: "={{ $('Rows').item.json.prompt }}" }],
		},
	},
};

/**
 * Waits until n8n has stored the executions of a workflow's parked node, and the two that each of them waits for.
 * @param count of all together
 */
export async function parked({ api }: Site, workflowId: string, count = 3): Promise<void> {
	await until('parked executions', async () => {
		const all = await api.executions(workflowId);
		return all.length === count && all.every(({ status }) => status === 'waiting');
	});
	// The status is written a moment before the data.
	await pause(2000);
}

/** A parked execution has ended well: each prompt paid for once, its file fetched, in order, and the nodes behind ran. */
export async function expectComplete(site: Site, id: string, prompts: readonly string[]): Promise<void> {
	const { api, emulator } = site;
	const execution = await api.waitFor(id);
	expect([execution.status, execution.error?.message]).toEqual(['success', undefined]);
	const items = execution.items('End');
	expect(items.map(({ json }) => json.taskId)).toEqual(tasksOf(emulator, prompts).map((task) => task.id));
	expect(items.map(({ json }) => [json.promptText, json.row])).toEqual(prompts.map((prompt) => [prompt, prompt]));
	expect(await filesOf(emulator, api, execution, 'End')).toHaveLength(prompts.length);
}

/** Nothing of a workflow is left in the database as if it went on. */
export async function expectNoneLeft({ api }: Site, workflowId: string): Promise<void> {
	await until('the end of every execution', async () => {
		const all = await api.executions(workflowId);
		return all.every(({ status }) => status !== 'waiting' && status !== 'running' && status !== 'new');
	});
}
