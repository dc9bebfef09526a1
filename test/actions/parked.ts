import type { IDataObject } from 'n8n-workflow';
import type { Outcome, ParkedTask, Run, WaitSettings } from '../../nodes/Runway/batch/types';
import { beginWatch } from '../../nodes/Runway/batch/watch';
import type { RunwayTask } from '../../nodes/Runway/transport/types';
import { SETTINGS } from '../batch/building';

/** When the tests' clock begins, ms since 1970. */
const START = Date.UTC(2026, 0, 1);

/** The outcome of a task that a parked execution is to watch. @param task what was seen of it last */
export function parked(id: string, task?: Partial<RunwayTask>, { settings, ...more }: Partial<Omit<ParkedTask, 'settings'>> & { settings?: Partial<WaitSettings> } = {}): Outcome {
	const watch = { ...beginWatch(id, START), ...(task && { task: { id, status: 'RUNNING', ...task } as RunwayTask }) };
	const wishes: WaitSettings = { ...SETTINGS, whileWaiting: 'park', ...settings };
	return { kind: 'parked', task: { watch, settings: wishes, echo: { model: 'm' }, failedAttempts: [], isOurs: true, repeatsLeft: 0, ...more } };
}

/** The item that holds these outcomes while they are parked. */
export function stateOf(outcomes: readonly Outcome[], more: Partial<Pick<Run, 'stopOnFailure' | 'onErrorOutput'>> & { error?: string } = {}): IDataObject {
	const { error, ...settings } = more;
	const details = { stopOnFailure: true, onErrorOutput: false, ...settings, outcomes };
	return JSON.parse(JSON.stringify({ error, details })) as IDataObject;
}

/** The outcomes in such an item. */
export function outcomesIn(json: IDataObject): Outcome[] {
	return (json.details as unknown as { outcomes: Outcome[] }).outcomes;
}
