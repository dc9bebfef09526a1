import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode, JsonObject } from 'n8n-workflow';

/**
 * Something went wrong with one item, in words for the person reading it in the editor. Plain data: it is
 * passed around as a value and becomes an n8n error in one place only, `asNodeError`.
 */
export interface Failure {
	/** What happened, to which task. One sentence. */
	readonly message: string;
	/** What to do next. */
	readonly description?: string;
	/** HTTP status of the answer behind it, where there is one. */
	readonly httpCode?: number;
	/** Further facts for the error item's JSON: `taskId`, `status`, `failureCode` and the like. */
	readonly details?: IDataObject;
}

/** The n8n error for a failure. Never wraps the host's own error: those carry the request, key included. */
export function asNodeError(node: INode, failure: Failure, itemIndex?: number): NodeApiError | NodeOperationError {
	const { message, description, httpCode } = failure;
	const error =
		httpCode === undefined
			? new NodeOperationError(node, message, { description, itemIndex })
			: new NodeApiError(node, { message } as JsonObject, {
					message,
					description,
					httpCode: String(httpCode),
					itemIndex,
				});
	// The host replaces a message that contains an errno word anywhere, even inside another word, by a
	// sentence of its own, and drops a description it thinks repeats the message.
	error.message = message;
	error.description = description;
	// Problems of the input stand in the message; the editor would show them as something that Runway answered.
	const data = Object.entries(failure.details ?? {}).filter(([key]) => key !== 'problems');
	if (data.length > 0) error.context.data = Object.fromEntries(data);
	return error;
}

/** `1 task`, `3 tasks`. */
export function count(n: number, noun: string): string {
	return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** In the details of a failure: whether Runway has created it is not known. */
export function inDoubt(noun: string): IDataObject {
	return { [`${noun}${IN_DOUBT}`]: true };
}

const IN_DOUBT = 'MayExist';

/** The warning about items whose creating request had no answer; undefined when there are none. */
export function mayExistInWords(outcomes: ReadonlyArray<{ readonly itemIndex: number; readonly failure?: Failure }>): string | undefined {
	const doubtful = outcomes.flatMap(({ itemIndex, failure }) => {
		const key = Object.keys(failure?.details ?? {}).find((name) => name.endsWith(IN_DOUBT));
		return key === undefined ? [] : [{ item: itemIndex + 1, noun: key.slice(0, -IN_DOUBT.length) }];
	});
	if (doubtful.length === 0) return undefined;
	const [{ noun }] = doubtful;
	const where = noun === 'task' ? 'look at its usage page' : `look whether the account has one more ${noun}`;
	return `It is not known whether Runway created the ${noun} for ${itemsInWords(doubtful.map(({ item }) => item))}: ${where}.`;
}

/** `item 3`, `items 3, 4` */
function itemsInWords(items: readonly number[]): string {
	return `${items.length === 1 ? 'item' : 'items'} ${items.join(', ')}`;
}
