/** Runway's shapes on the wire. Source: API reference, Tasks and Uploads; SDK 4.20.1. */

/**
 * What Runway calls a list of tasks: below `/v1/`. Runs of saved workflows are looked at in one of their own, where
 * nothing can be cancelled.
 */
export type TaskPlace = 'tasks' | 'workflow_invocations';

export interface RunwayTask {
	id: string;
	/** Left out: `tasks`. */
	place?: TaskPlace;
	/** PENDING, THROTTLED, RUNNING, SUCCEEDED, FAILED, CANCELLED; anything else counts as still waiting. */
	status: string;
	/** ISO 8601, UTC. */
	createdAt?: string;
	/** 0 to 1, while RUNNING. */
	progress?: number;
	/** Signed URLs that end after 24 to 48 hours; reading the task again gives fresh ones. */
	output?: string[];
	/** Of a run of a saved workflow: the node that each file of `output` came from. */
	nodeIds?: string[];
	/** Of a run of a saved workflow: its nodes that failed. The others may have given files all the same. */
	nodeErrors?: NodeError[];
	failure?: string;
	failureCode?: string;
	/** Credits that stay charged, once the task has ended. */
	cost?: { credits: number };
	/** The most credits the task can cost, before it has ended. */
	estimatedCost?: { credits: number };
}

export interface NodeError {
	nodeId: string;
	nodeName?: string;
	message?: string;
	failureCode?: string;
}

export interface CreatedTask {
	id: string;
	estimatedCost?: { credits: number };
	/** What else results repeat of the answer. */
	facts?: Record<string, string | number | boolean>;
}

export interface UploadTicket {
	uploadUrl: string;
	fields: Record<string, string>;
	runwayUri: string;
}
