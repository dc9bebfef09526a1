import { GET_ACCOUNT, GET_USAGE } from './account';
import { THINGS } from './things';
import type { Call } from './types';
import { GET_WORKFLOWS } from './workflows';

/** The table of calls that start no task, by resource and operation. */
export const CALLS = {
	...THINGS,
	'savedWorkflow.getMany': GET_WORKFLOWS,
	'account.get': GET_ACCOUNT,
	'account.getUsage': GET_USAGE,
} as const satisfies Record<string, Call>;

export type CallId = keyof typeof CALLS;
