import type { IDataObject, INode } from 'n8n-workflow';
import { startEmulator, type RunningEmulator, type ServerOptions } from '../../emulator/server';
import { generate as generateParameters, RUNWAY_TYPE, type Parameters } from '../../engine/sketches';
import type { NodeSketch } from '../../engine/workflow';
import type { Client, Saved } from './client';
import { stopAtEnd } from './closing';

/** An emulator whose tasks take two seconds and whose files are small, unless told otherwise. */
export async function startRunway(options: ServerOptions = {}): Promise<RunningEmulator> {
	const emulator = await startEmulator({
		render: 'tiny',
		durationMs: 2000,
		pendingMs: 200,
		concurrency: Infinity,
		...options,
	});
	stopAtEnd(emulator.stop);
	return emulator;
}

/** An emulator whose tasks run until the test has them end: nothing depends on how fast this machine is. */
export interface HeldRunway extends RunningEmulator {
	/** Has the tasks of these prompts end: at once those that run, after two seconds those that are made later. */
	release(prompts: readonly string[]): void;
}

/**
 * Starts such an emulator. Its tasks are never PENDING.
 * @param outcome what becomes of a task that is not to be held; undefined for one that is
 */
export async function startHeldRunway({ outcome, ...options }: ServerOptions = {}): Promise<HeldRunway> {
	const released = new Set<unknown>();
	const emulator = await startRunway({
		pendingMs: 0,
		...options,
		outcome: (request, index) => outcome?.(request, index) ?? (released.has(request.body.promptText) ? {} : { durationMs: Infinity }),
	});
	return {
		...emulator,
		release(prompts) {
			for (const prompt of prompts) released.add(prompt);
			const { tasks } = emulator.core;
			for (const task of tasks.all) if (prompts.includes(String(task.request.body.promptText))) tasks.finish(task);
		},
	};
}

/** What the user enters into a Runway API credential to reach the emulator. */
export function credentialData({ apiKey, baseUrl }: RunningEmulator): IDataObject {
	return { apiKey, baseUrl, apiVersion: '2024-11-06' };
}

/** Saves a credential for the emulator in n8n. */
export async function addCredential(api: Client, emulator: RunningEmulator): Promise<Saved> {
	return await api.createCredential('runwayApi', credentialData(emulator), 'Runway emulator');
}

/** A Generate Video node that takes its prompt from the item. */
export function generate(credential: Saved, parameters: Parameters = {}, node: Partial<INode> = {}): NodeSketch {
	return runway('Generate', credential, generateParameters(parameters), node);
}

/** A Wait for Task node that takes the task ID from the item. */
export function waitForTask(credential: Saved): NodeSketch {
	return runway('Wait for Task', credential, { resource: 'task', operation: 'wait' });
}

/** A Runway node with its credential. */
export function runway(
	name: string,
	credential: Saved,
	parameters: IDataObject,
	node: Partial<INode> = {},
): NodeSketch {
	return {
		name,
		type: RUNWAY_TYPE,
		parameters: parameters as Parameters,
		credentials: { runwayApi: credential },
		...node,
	};
}
