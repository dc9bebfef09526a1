import { loadOutputSchema } from 'n8n-core';
import { join } from 'node:path';
import type { ServerOptions } from '../emulator/server';
import type { Outcome } from '../emulator/types';
import { setUpBench, type Bench, type BenchRun } from './bench';

/** A saved workflow of two versions, and what is asked of it. */

export const VERSION = '11111111-1111-4111-8111-111111111111';
export const OLDER = '22222222-2222-4222-8222-222222222222';

/** Nodes of the workflow, not in the order of their ids. */
export const [SOUND, CLIP, UPSCALE] = ['c3', 'a1', 'b2'];

export async function setUp(outcome: Outcome = {}, options: ServerOptions = {}): Promise<Bench> {
	const bench = await setUpBench({ durationMs: 12_000, outcome: () => outcome, ...options });
	const versions = [OLDER, VERSION].map((id, index) => ({ id, version: index + 1, createdAt: `2026-01-0${index + 1}T00:00:00.000Z` }));
	bench.core.things.add('workflows', { name: 'Teaser', versions: versions.reverse() });
	return bench;
}

/** The parameters of Run Saved Workflow. */
export const workflow = (more: object = {}): BenchRun['parameters'] => ({
	resource: 'savedWorkflow',
	operation: 'run',
	workflowId: { __rl: true, mode: 'id', value: VERSION },
	...more,
});

/** What the editor says of an operation's results before its first run. */
export const schemaOf = (resource: string, operation: string) =>
	loadOutputSchema({ nodeDir: join(__dirname, '../../nodes/Runway'), version: 1, resource, operation })!.properties as object;
