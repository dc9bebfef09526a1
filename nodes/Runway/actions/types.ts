import type { INodeProperties } from 'n8n-workflow';
import type { Outcome, Run } from '../batch/types';
import type { Problem } from '../shared/checked';

/** What checking one item's input gives: something to carry out, or all that is wrong with it. */
export type Prepared<Job> =
	| { readonly job: Job; /** What to tell the user about it. */ readonly notes?: readonly string[] }
	| { readonly problems: readonly Problem[] };

/** One operation: its fields and what it does. */
export interface Operation<Job = unknown> {
	/** Fields in the editor, without conditions on resource and operation. Made only where they are asked for. */
	fields(): INodeProperties[];
	/** More fields after these, which several operations have in common: the same list in each of them. */
	readonly sharedFields?: INodeProperties[];
	/** Reads and checks the input of one item. Nothing that costs money is sent. */
	prepare(run: Run, itemIndex: number): Promise<Prepared<Job>>;
	/** Takes all checked items to their end. Outcomes in the order of the jobs. */
	carryOut(run: Run, jobs: readonly Job[]): Promise<Outcome[]>;
}
