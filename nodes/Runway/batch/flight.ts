import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../shared/errors';
import type { LedgerEntry } from '../shared/ledger';
import type { RunwayTask, TaskPlace } from '../transport/types';
import type { Echo } from './items';
import type { ParkedTask, WaitSettings } from './types';
import type { Watch } from './watch';
import type { Created, Whereabouts } from '../transport/tasks';

/** What is to be done for one input item. */
export interface Job {
	readonly itemIndex: number;
	readonly settings: WaitSettings;
	/** Repeated in the results. */
	readonly echo: Echo;
	/** A task that exists already, or how to start one. `parked`: what is known of it. */
	readonly start: { readonly taskId: string; readonly place?: Whereabouts; readonly parked?: ParkedTask } | Submission;
}

/** A checked request that can be sent, more than once if its task fails. */
export interface Submission {
	/** Hash of the request, its files included. */
	readonly fingerprint: string;
	/** Requests with the same key cost the same. Left out: nothing is known of what others cost. */
	readonly priceKey?: string;
	/** Where its task is looked at; left out: among all tasks. */
	readonly place?: TaskPlace;
	/** Makes URIs of the files and creates the task. Money. */
	send(): Promise<Created>;
}

/** One job on its way. The only mutable state of a batch; read by the clean-up after a stop. */
export interface Flight {
	readonly job: Job;
	entry?: LedgerEntry;
	watch?: Watch;
	/** Earlier tasks of this item that failed and were replaced, for the user to see. */
	readonly failedAttempts: IDataObject[];
	/** The task has ended, or is gone: nothing is left to cancel. */
	ended: boolean;
	/** The job has its outcome. */
	landed: boolean;
}

/** A job that has not begun yet. */
export function takeOff(job: Job): Flight {
	const { parked } = 'taskId' in job.start ? job.start : { parked: undefined };
	return { job, failedAttempts: [...(parked?.failedAttempts ?? [])], ended: false, landed: false };
}

/** True: this node has started the task, or is to start it. */
export function isOurs({ start }: Job): boolean {
	return 'taskId' in start ? (start.parked?.isOurs ?? false) : true;
}

/** What the results of a flight repeat. */
export function echoOf({ job, entry }: Flight): Echo {
	return { ...job.echo, ...entry?.facts };
}

/** Where the task of a flight is to be found. */
export function whereIs({ watch, job }: Flight): Whereabouts | undefined {
	return watch?.task ? watch.task.place : (watch?.place ?? job.start.place);
}

/** The task of a flight as far as it is known. */
export function taskOf({ watch, entry, job }: Flight): RunwayTask | undefined {
	const id = watch?.taskId ?? entry?.taskId ?? ('taskId' in job.start ? job.start.taskId : undefined);
	if (!id) return undefined;
	return (
		watch?.task ?? {
			id,
			status: 'PENDING',
			...(entry?.createdAt && { createdAt: new Date(entry.createdAt).toISOString() }),
			...(entry?.estimatedCost !== undefined && { estimatedCost: { credits: entry.estimatedCost } }),
		}
	);
}

/** Adds to a failure what every one of them must carry: the task id and what is known of the task. */
export function withTask(failure: Failure, flight: Flight): Failure {
	const task = taskOf(flight);
	return {
		...failure,
		details: {
			...failure.details,
			...(task && {
				taskId: task.id,
				status: task.status,
				...flight.entry?.facts,
				...(task.failureCode && { failureCode: task.failureCode }),
				...(task.failure && { failure: task.failure }),
				...(task.cost && { cost: task.cost.credits }),
				...(task.nodeErrors && { nodeErrors: task.nodeErrors as unknown as IDataObject[] }),
			}),
			...(flight.failedAttempts.length > 0 && { failedAttempts: [...flight.failedAttempts] }),
		},
	};
}
