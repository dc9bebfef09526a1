import type { NodeError, RunwayTask, TaskPlace } from './types';

/** The task in an answer, with only those fields that are what they should be; undefined when it is none. */
export function readTaskBody(body: unknown, id: string, place: TaskPlace = 'tasks'): RunwayTask | undefined {
	if (!isObject(body)) return undefined;
	const raw = body;
	if (raw.id !== id || typeof raw.status !== 'string') return undefined;
	const task: RunwayTask = { id, status: raw.status };
	if (place !== 'tasks') task.place = place;
	if (typeof raw.createdAt === 'string') task.createdAt = raw.createdAt;
	if (typeof raw.progress === 'number') task.progress = raw.progress;
	Object.assign(task, readOutput(raw.output));
	if (typeof raw.failure === 'string') task.failure = raw.failure;
	// A code of another kind is still a code, and an unknown one: not to be repeated.
	if (raw.failureCode !== undefined && raw.failureCode !== null) task.failureCode = String(raw.failureCode);
	const cost = readCredits(raw.cost);
	if (cost) task.cost = cost;
	const estimatedCost = readCredits(raw.estimatedCost);
	if (estimatedCost) task.estimatedCost = estimatedCost;
	const nodeErrors = readNodeErrors(raw.nodeErrors);
	if (nodeErrors.length > 0) task.nodeErrors = nodeErrors;
	return task;
}

/** A list of files or, of a run of a saved workflow, one for each node: in the order of their ids, the same at each look. */
function readOutput(raw: unknown): Pick<RunwayTask, 'output' | 'nodeIds'> {
	if (Array.isArray(raw)) return { output: textsIn(raw) };
	if (!isObject(raw) || !Object.values(raw).every(Array.isArray)) return {};
	const files = byId(raw).flatMap(([nodeId, list]) => textsIn(list as unknown[]).map((url) => ({ nodeId, url })));
	return { output: files.map(({ url }) => url), nodeIds: files.map(({ nodeId }) => nodeId) };
}

function readNodeErrors(raw: unknown): NodeError[] {
	if (!isObject(raw)) return [];
	return byId(raw).map(([nodeId, error]) => {
		const told = isObject(error) ? error : {};
		const texts = ['nodeName', 'message', 'failureCode'].filter((name) => typeof told[name] === 'string');
		return { nodeId, ...Object.fromEntries(texts.map((name) => [name, told[name]])) };
	});
}

function byId(record: Record<string, unknown>): Array<[string, unknown]> {
	return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function textsIn(list: readonly unknown[]): string[] {
	return list.filter((one): one is string => typeof one === 'string');
}

export function isObject(body: unknown): body is Record<string, unknown> {
	return typeof body === 'object' && body !== null;
}

export function readCredits(raw: unknown): { credits: number } | undefined {
	const credits = (raw as { credits?: unknown } | null | undefined)?.credits;
	return typeof credits === 'number' ? { credits } : undefined;
}
