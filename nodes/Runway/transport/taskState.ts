import type { RunwayTask } from './types';

/** Runway writes two L; some of its documents write one. */
export function isCancelled(task: RunwayTask): boolean {
	return task.status === 'CANCELLED' || task.status === 'CANCELED';
}

/** True when the task will not change any more. An unknown status is not final. */
export function isFinal(task: RunwayTask): boolean {
	return task.status === 'SUCCEEDED' || task.status === 'FAILED' || isCancelled(task);
}

interface FailureKind {
	readonly prefix: string;
	/** Starting the same request again is worthwhile. */
	readonly repeat: boolean;
	/** What happened, for a sentence "Runway task … failed: …". */
	readonly says: string;
	/** What to do next. */
	readonly hint: string;
}

const REWRITE = 'Change the prompt or the input files before you try again.';

/**
 * What failure codes mean. Matched by prefix, longest first. Source: Runway's documentation, Task failures;
 * codes marked "seen" are undocumented but occur. Whatever is not listed is not repeated.
 */
const FAILURES: readonly FailureKind[] = [
	{
		prefix: 'SAFETY.INPUT',
		repeat: false,
		says: 'the prompt or an input file was refused by content moderation',
		hint: `${REWRITE} Runway does not refund refused input, and repeated refusals can lock the account.`,
	},
	{
		prefix: 'SAFETY.OUTPUT',
		repeat: false,
		says: 'the finished file was held back by content moderation',
		hint: 'Describe the scene differently and run the item again.',
	},
	{ prefix: 'SAFETY', repeat: false, says: 'it was refused by content moderation', hint: REWRITE },
	{
		prefix: 'INPUT_PREPROCESSING.SAFETY.THIRD_PARTY',
		repeat: false,
		says: "the model's maker refused the input",
		hint: `${REWRITE} Another model may accept it.`,
	},
	{
		prefix: 'INPUT_PREPROCESSING.SAFETY',
		repeat: false,
		says: 'the prompt was refused by content moderation',
		hint: 'Rewrite the prompt before you try again.',
	},
	{
		prefix: 'INPUT_PREPROCESSING.INTERNAL',
		repeat: true,
		says: 'Runway could not prepare the input',
		hint: 'This passes: try again in a few minutes.',
	},
	{
		prefix: 'INTERNAL.BAD_OUTPUT',
		repeat: true,
		says: 'the result was unusable',
		hint: 'Remove logos, watermarks and writing from the input, do not ask for written text, and try again.',
	},
	{
		prefix: 'ASSET.INVALID',
		repeat: false,
		says: 'an input file does not fit the model',
		hint: 'Check the size, length, shape and type of the image, video or audio you gave.',
	},
	{
		prefix: 'THIRD_PARTY.UNAVAILABLE',
		repeat: true,
		says: "the model's maker could not be reached",
		hint: 'Try again later or choose another model.',
	},
	{
		prefix: 'THIRD_PARTY.INPUT_VALIDATION',
		repeat: false,
		says: "the model's maker refused a setting",
		hint: 'Change the settings of the model, or choose another model.',
	},
	{
		prefix: 'INTERNAL',
		repeat: true,
		says: 'there was a problem on Runway\'s side',
		hint: 'Try again in a few minutes.',
	},
];

const BY_LENGTH = [...FAILURES].sort((a, b) => b.prefix.length - a.prefix.length);

const UNKNOWN: FailureKind = {
	prefix: '',
	repeat: false,
	says: 'Runway gave a reason this node does not know',
	hint: 'Look the code up in Runway\'s documentation on task failures.',
};

/** A failed task's reason. Without a code Runway means trouble of its own. */
export function failureKind(task: Partial<RunwayTask>): Omit<FailureKind, 'prefix'> {
	const code = task.failureCode ?? 'INTERNAL';
	// Only at a dot, so that a future SAFETYNET would not be taken for SAFETY.
	return BY_LENGTH.find(({ prefix }) => code === prefix || code.startsWith(`${prefix}.`)) ?? UNKNOWN;
}

/** The nodes of a saved workflow that failed, as a sentence; undefined when there are none. */
export function failedNodesInWords({ nodeErrors = [] }: RunwayTask): string | undefined {
	if (nodeErrors.length === 0) return undefined;
	const nodes = nodeErrors.map(({ nodeId, nodeName, message = 'Runway gave no reason', failureCode }) => {
		const reason = failureCode === undefined ? message.replace(/\.$/, '') : `${failureKind({ failureCode }).says} (${failureCode})`;
		return `${nodeName ? `"${nodeName}"` : nodeId}: ${reason}`;
	});
	return `Nodes of the saved workflow that failed: ${nodes.join('; ')}.`;
}
