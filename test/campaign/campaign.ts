import * as fc from 'fast-check';
import type { Case } from './case';
import { anyCase } from './drawing';
import { brokenRules } from './model';
import { play, type Played } from './run';

/** How many cases of a campaign met what they are meant to meet, and how often the node was run in all. */
export type Tally = Record<string, number>;

export const EXECUTIONS = 'executions of the node';

/**
 * Draws cases and carries them out until one breaks a rule of the model; then shrinks it and rejects with the
 * shortest case that still breaks one, ready for ./found.test.ts.
 * @param seed the same seed draws the same cases
 * @returns what the cases met
 */
export async function campaign(cases: number, seed: number): Promise<Tally> {
	const tally: Tally = {};
	const property = fc.asyncProperty(anyCase, async (test) => {
		const played = await play(test);
		const broken = await brokenRules(played);
		if (broken.length > 0) throw new Error(`${broken.join('\n')}\n${JSON.stringify(test)}`);
		for (const what of met(played)) tally[what] = (tally[what] ?? 0) + 1;
		tally[EXECUTIONS] = (tally[EXECUTIONS] ?? 0) + played.runs.length;
	});
	const asyncReporter = async (details: fc.RunDetails<[Case]>) => {
		if (!details.failed) return;
		const { errorInstance, numRuns, seed: used } = details;
		throw new Error(`Case ${numRuns} of seed ${used}: ${String((errorInstance as Error)?.message)}`);
	};
	await fc.assert(property, { numRuns: cases, seed, asyncReporter });
	return tally;
}

function met({ test, core, runs }: Played): Set<string> {
	const all = [`operation ${test.operation}`, `${runs.length} runs`];
	for (const { fault, route, status } of core.log.entries) {
		if (fault) all.push(`${fault} at ${route}`);
		if (fault === 'status') all.push(`status ${status} at ${route}`);
	}
	for (const task of core.tasks.all) {
		all.push(`task ${task.gone ?? core.tasks.status(task)}`);
		if (task.outcome.fail) all.push(`failure ${task.outcome.fail.failureCode ?? 'without a code'}`);
	}
	for (const { error, items = [], stoppedAt } of runs) {
		if (stoppedAt !== undefined) all.push('a stop');
		else if (error) all.push('an error');
		if (items.some(({ json }) => json.error)) all.push('an error item');
		if (items.some(({ binary }) => binary)) all.push('a file');
		if (items.some(({ json }) => json.failedAttempts)) all.push('a replaced task');
	}
	return new Set(all);
}
