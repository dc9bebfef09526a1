import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Clock } from '../shared/clock';
import type { Failure } from '../shared/errors';
import type { Ledger } from '../shared/ledger';
import type { Limiter } from '../shared/limits';
import type { Timer } from '../shared/timer';
import type { Budget } from './budget';
import type { Client } from '../transport/client';
import type { Uploads } from '../transport/uploads';
import type { Echo } from './items';
import type { Watch } from './watch';

/** Everything that belongs to one execution of the node. */
export interface Run {
	readonly host: IExecuteFunctions;
	readonly clock: Clock;
	readonly timer: Timer;
	readonly client: Client;
	readonly ledger: Ledger;
	readonly budget: Budget;
	readonly uploads: Uploads;
	/** True once the execution was stopped. */
	stopped(): boolean;
	readonly limits: {
		/** Preparing and sending creating requests, uploads included. */
		readonly submit: Limiter;
		readonly read: Limiter;
		readonly download: Limiter;
	};
	/** True: the first failed item fails the node, so nothing new is paid for after it. */
	readonly stopOnFailure: boolean;
	/** True: failed items go to an output of their own. */
	readonly onErrorOutput: boolean;
	/** True: goes on with a batch that was parked. n8n then keeps an error for good: a retry only gives it again. */
	readonly isResumed: boolean;
	/** Asked only where a batch is to be parked: when that may be, or why it cannot. */
	parking(): Parking;
	/** Credits the account had before the batch, where it was looked at. */
	creditBalance?: number;
	/** Set when an item has failed and `stopOnFailure` holds. */
	halted: boolean;
}

/**
 * Whether a batch whose tasks take long may be left to n8n's database.
 * `afterMs`: how long each task is watched before.
 */
export type Parking = { readonly afterMs: number } | { readonly impossible: string };

/** The options that govern waiting, spending and results, of one item. Times in milliseconds; 0 = no limit. */
export interface WaitSettings {
	readonly waitForCompletion: boolean;
	readonly waitLimitMs: number;
	readonly queueLimitMs: number;
	readonly onLimit: 'error' | 'continue';
	readonly pollIntervalMs: number;
	/** How many more tasks may be started when one failed for a reason worth repeating. */
	readonly retries: number;
	readonly cancelOnStop: boolean;
	readonly whileWaiting: 'stay' | 'park';
	/** Credits; 0 = no limit. */
	readonly creditLimit: number;
	/** Look at the account before anything is sent. */
	readonly checkAccount: boolean;
	/** Binary field that gets the file. */
	readonly binaryPropertyOutput: string;
	/** File name without path; empty = made from the task id. */
	readonly fileName: string;
}

/** What became of one input item. */
export type Outcome =
	| { readonly kind: 'items'; readonly items: INodeExecutionData[] }
	| { readonly kind: 'failed'; readonly failure: Failure }
	/** Nothing was sent for it, because another item had failed before. */
	| { readonly kind: 'skipped' }
	/** Its task has a result, which was not fetched because another item had failed before. */
	| { readonly kind: 'unclaimed'; readonly json: IDataObject }
	/** Its task goes on, and is to be watched by a parked execution. */
	| { readonly kind: 'parked'; readonly task: ParkedTask }
	/** The execution was stopped. */
	| { readonly kind: 'stopped' };

/** All that is needed to go on watching a task. Plain data: n8n stores it with an execution. */
export interface ParkedTask {
	readonly watch: Watch;
	readonly settings: WaitSettings;
	readonly echo: Echo;
	readonly failedAttempts: readonly IDataObject[];
	/** False: the operation only waits for it. */
	readonly isOurs: boolean;
	/** How many more tasks might be started, were the batch still in memory. */
	readonly repeatsLeft: number;
}
