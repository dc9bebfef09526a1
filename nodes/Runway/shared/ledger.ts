import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Failure } from './errors';

/** What is known about the request of one item that was, or may have been, paid for. */
export interface LedgerEntry {
	/** Hash of the request; another one means that the user changed the request. */
	fingerprint: string;
	/**
	 * `lost`: the request was sent and its answer lost: a task may exist. `open`: a task exists that has a result
	 * or may get one. `over`: the task ended without one and may be started again. `refused`: the same request
	 * would fail again.
	 */
	state: 'lost' | 'open' | 'over' | 'refused';
	taskId?: string;
	/** When the task was created, ms since 1970. */
	createdAt?: number;
	estimatedCost?: number;
	/** What results repeat of the answer by which it was created. */
	facts?: Record<string, string | number | boolean>;
	/** Why, for all but `open`. */
	failure?: Failure;
}

/** What a node has spent in an execution, by the estimates of the tasks it has created. */
export interface Spending {
	credits: number;
	tasks: number;
	/** Tasks, or what may be some, whose price nobody knows. */
	unpriced: number;
	/** Credits for one request, by what decides its price. */
	prices: Record<string, number>;
}

/**
 * Task ids already paid for, kept in the node's context: n8n saves it with the execution and hands it back on
 * Retry On Fail and on the Retry execution button (tried on n8n 2.41). Keyed by run and item, because in a
 * loop the same node runs again with other items under the same item indexes.
 */
export class Ledger {
	private readonly runs: Record<string, Record<string, LedgerEntry>>;

	private readonly entries: Record<string, LedgerEntry>;

	/** When each task was last looked at, ms since 1970: the pause between looks holds across reruns too. */
	private readonly looks: Record<string, number>;

	/** Of all runs of the node in this execution; whoever spends keeps it up to date. */
	readonly spending: Spending;

	/** As a tool of an AI Agent each try of Retry On Fail is a run of its own. */
	private readonly isTool: boolean;

	constructor(host: IExecuteFunctions) {
		const context = host.getContext('node');
		const runIndex = Number(host.getWorkflowDataProxy(0).$runIndex) || 0;
		this.runs = (context.runwayTasks ??= {}) as typeof this.runs;
		this.entries = this.runs[runIndex] ??= {};
		this.looks = (context.runwayLooks ??= {}) as typeof this.looks;
		this.spending = (context.runwaySpending ??= { credits: 0, tasks: 0, unpriced: 0, prices: {} }) as unknown as Spending;
		this.isTool = host.isToolExecution?.() ?? false;
	}

	/** The entry of an item, if it belongs to the same request. */
	find(itemIndex: number, fingerprint: string): LedgerEntry | undefined {
		const candidates = this.isTool ? Object.values(this.runs).reverse() : [this.entries];
		return candidates.map((entries) => entries[itemIndex]).find((entry) => entry?.fingerprint === fingerprint);
	}

	lastLookAt(taskId: string): number | undefined {
		return this.looks[taskId];
	}

	noteLook(taskId: string, at: number): void {
		this.looks[taskId] = at;
	}

	/** Notes what is known now; replaces what was known before. */
	note(itemIndex: number, entry: LedgerEntry): LedgerEntry {
		// Through JSON, because that is how the host stores it: what cannot be stored must not seem to be.
		return (this.entries[itemIndex] = JSON.parse(JSON.stringify(entry)) as LedgerEntry & IDataObject);
	}
}
