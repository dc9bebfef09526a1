import type { IDataObject, INode } from 'n8n-workflow';
import { startEmulator, type RunningEmulator, type ServerOptions } from '../../emulator/server';
import type { NodeSketch } from '../../engine/workflow';
import type { Client, Saved } from './client';

/** The node's type name in a workflow. */
export const RUNWAY = 'n8n-nodes-runwayml.runway';

const open: RunningEmulator[] = [];

/** Stops every emulator of this test file; call it in afterAll. */
export async function closeEmulators(): Promise<void> {
	await Promise.all(open.splice(0).map(async (emulator) => await emulator.stop()));
}

/** An emulator whose tasks take two seconds and whose files are small, unless told otherwise. */
export async function startRunway(options: ServerOptions = {}): Promise<RunningEmulator> {
	const emulator = await startEmulator({
		render: 'tiny',
		durationMs: 2000,
		pendingMs: 200,
		concurrency: Infinity,
		...options,
	});
	open.push(emulator);
	return emulator;
}

/** An emulator whose tasks take as long as their prompts say: "waves, 12 s". They are never PENDING. */
export async function startTimedRunway(): Promise<RunningEmulator> {
	return await startRunway({
		pendingMs: 0,
		outcome: ({ body }) => ({ durationMs: 1000 * Number(/(\d+) s$/.exec(String(body.promptText))?.[1]) }),
	});
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
export function generate(credential: Saved, parameters: IDataObject = {}, node: Partial<INode> = {}): NodeSketch {
	return runway('Generate', credential, {
		resource: 'video',
		operation: 'generate',
		model: 'gen4.5',
		promptText: '={{ $json.prompt }}',
		ratio: '1280:720',
		duration: 5,
		...parameters,
	}, node);
}

/** A Wait for Task node that takes the task ID from the item. */
export function waitForTask(credential: Saved, options: IDataObject = {}): NodeSketch {
	return runway('Wait for Task', credential, {
		resource: 'task',
		operation: 'wait',
		taskId: '={{ $json.taskId }}',
		options,
	});
}

/** A Runway node with its credential. */
export function runway(
	name: string,
	{ id, name: credentialName }: Saved,
	parameters: IDataObject,
	node: Partial<INode> = {},
): NodeSketch {
	return {
		name,
		type: RUNWAY,
		parameters: parameters as INode['parameters'],
		credentials: { runwayApi: { id, name: credentialName } },
		...node,
	};
}
