import type { INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { ENDPOINTS } from '../../../nodes/Runway/catalogue/endpoints';
import { startsTasks as creates, WORKFLOW } from '../case';
import { FAILURE_CODES } from '../../emulator/faults';
import type { EmulatedTask } from '../../emulator/tasks';
import type { SentRequest } from '../exchange';
import type { Ended, Played } from '../run';

const CREATING = new Set([...Object.values(ENDPOINTS).map(({ path }) => `/v1/${path}`), `/v1/workflows/${WORKFLOW}`]);

/** Whether a request starts a task. */
export const isCreate = ({ method, url }: SentRequest) => method === 'POST' && CREATING.has(new URL(url).pathname);

/** Which input item a request or a task belongs to. */
export function itemOf(body: Readonly<Record<string, unknown>> | undefined): number {
	return Number(/clip[ -](\d+)\./.exec(JSON.stringify(body ?? {}))?.[1] ?? NaN);
}

type Meaning = 'accepted' | 'lost' | 'refused' | 'unavailable' | 'busy' | 'never left';

/** What the answer to a creating request lets the node know. */
export function meaningOf({ result }: SentRequest): Meaning {
	if (!result || 'code' in result) return result?.code === 'ECONNREFUSED' ? 'never left' : 'lost';
	const { status } = result;
	if (status >= 200 && status < 300) return idIn(result.body) ? 'accepted' : 'lost';
	if ([429, 502, 503, 504].includes(status)) return 'busy';
	if ([400, 413, 422].includes(status)) return 'refused';
	return status >= 500 || status === 408 ? 'lost' : 'unavailable';
}

/** The task id in an answer, if there is one. */
export function idIn(body: unknown): string | undefined {
	const id = (body as { id?: unknown } | null)?.id;
	return typeof id === 'string' && id !== '' ? id : undefined;
}

/** How a task stood at a moment, as far as Runway knew. */
export function stateAt(task: EmulatedTask, at: number): 'alive' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' {
	const { vanishesAfterMs = Infinity } = task.outcome;
	if (at >= task.createdAt + vanishesAfterMs || (task.cancelledAt ?? Infinity) <= at) return 'CANCELLED';
	// Whether that was right is judged by a rule of its own.
	if (task.gone === 'deleted when finished' && at >= (task.finishesAt ?? Infinity)) return 'CANCELLED';
	if (at < (task.finishesAt ?? Infinity)) return 'alive';
	return task.outcome.fail ? 'FAILED' : 'SUCCEEDED';
}

/** Whether a failed task may be replaced, by what the node has read about it. */
export function worthRepeating(task: EmulatedTask, sent: readonly SentRequest[]): boolean {
	const read = sent.flatMap(({ url, result }) => {
		const body = /\/(tasks|workflow_invocations)\/[^/]*$/.test(url) && url.endsWith(`/${task.id}`) && result && 'body' in result ? result.body : undefined;
		const { status, failureCode } = (body ?? {}) as { status?: unknown; failureCode?: unknown };
		return status === 'FAILED' ? [typeof failureCode === 'string' ? failureCode : undefined] : [];
	});
	return FAILURE_CODES.some(({ code, repeat }) => repeat && read.includes(code));
}

/** Everything of a run that the user can read. */
export function textOf({ items, error }: Pick<Ended, 'items' | 'error'>): string {
	if (items) return JSON.stringify(items.map(({ json }) => json));
	const { message, description, context } = error as NodeOperationError;
	return `${message}\n${description ?? ''}\n${JSON.stringify(context?.data ?? {})}`;
}

/** What of it meets the eye: of an error the message and the description, not the details behind them. */
export function shownBy(run: Ended): string {
	if (run.items) return textOf(run);
	const { message, description } = run.error as NodeOperationError;
	return `${message}\n${description ?? ''}`;
}

/** The error that an item carries. */
export const errorOf = (item: INodeExecutionData) => item.json.error as { message?: string } | undefined;

/** Whether the operation of a case makes new tasks. */
export const startsTasks = ({ test }: Played) => creates(test.operation);

/** Runway cannot cancel these, tells no price, and the node does not repeat them by itself. */
export const isRun = ({ test }: Played) => test.operation === 'savedWorkflow.run';

/** The tasks that the node has started, or was told of. */
export function tasksInQuestion(played: Played): EmulatedTask[] {
	const { core, test, earlier } = played;
	if (startsTasks(played)) return core.tasks.all;
	return earlier.filter(({ id }, n) => test.items.some(({ task }) => task === n) && core.log.polls(id).length > 0);
}

/** The ids that the node could know after so many requests, or in the end. */
export function learnedIds(played: Played, until?: number): ReadonlySet<string> {
	if (!startsTasks(played)) return new Set(played.earlier.map(({ id }) => id));
	const creates = played.wire.sent.slice(0, until).filter((request) => isCreate(request) && meaningOf(request) === 'accepted');
	return new Set(creates.map(({ result }) => idIn((result as { body: unknown }).body)!));
}
