import { parse } from 'flatted';
import type { IBinaryData, IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';
import type { WorkflowJson } from '../../engine/workflow';
import { ask } from './ask';
import type { N8n } from './server';
import { until } from './until';

export const OWNER = { email: 'owner@example.com', firstName: 'Test', lastName: 'Owner', password: 'Owner-2-test' };

export interface Saved {
	readonly id: string;
	readonly name: string;
}

/** An execution as n8n has stored it. */
export interface Execution {
	readonly id: string;
	readonly workflowId: string;
	readonly status: IRun['status'];
	readonly mode: string;
	readonly retryOf?: string | null;
	readonly data: IRun['data'];
	/** What a node gave on an output in its last run, or in a given one (from 0); [] when it did not run. */
	items(node: string, output?: number, run?: number): INodeExecutionData[];
	/** How often a node ran. */
	runs(node: string): number;
	/** The error that ended it. */
	readonly error?: { message: string; description?: string; context?: IDataObject };
}

/** What the editor does over HTTP, for the owner. Rejects with n8n's status and message. */
export interface Client {
	request(method: string, path: string, body?: unknown): Promise<unknown>;
	createCredential(type: string, data: IDataObject, name?: string): Promise<Saved>;
	/** Saves a credential and presses Retry in its window. */
	testCredential(type: string, data: IDataObject): Promise<{ status: 'OK' | 'Error'; message: string }>;
	createWorkflow(workflow: WorkflowJson): Promise<Saved>;
	/** Runs by hand, from the trigger of that name; resolves to the execution's id. */
	run(workflowId: string, trigger: string): Promise<string>;
	/** Runs a new workflow by hand, from the first node, to its end. */
	execute(workflow: WorkflowJson): Promise<Execution>;
	/** Puts a workflow's triggers on duty. */
	activate(workflowId: string): Promise<void>;
	execution(id: string): Promise<Execution>;
	/** Waits until the execution is as wanted; default: over. */
	waitFor(id: string, wanted?: (execution: Execution) => boolean): Promise<Execution>;
	/** Ids and states of a workflow's executions, or of all, newest first. */
	executions(workflowId?: string): Promise<Array<{ id: string; status: string; mode: string }>>;
	stop(executionId: string): Promise<void>;
	/** The editor's "Retry with original workflow"; resolves to the id of the new execution. */
	retry(executionId: string): Promise<string>;
	/** A file of an item, the way the editor gets it. */
	download(file: IBinaryData): Promise<Buffer>;
}

/**
 * Of each request: a connection that stays open may be closed by n8n just when it is used again, because this process
 * hears of it late while it makes a video.
 */
export const FRESH = { connection: 'close' };

export const JSON_BODY = { ...FRESH, 'content-type': 'application/json' };

const OVER = ['success', 'error', 'canceled', 'crashed'];

export const isOver = ({ status }: { status: string }): boolean => OVER.includes(status);

/** n8n 1 writes the status a moment before the data, which until then are those of the start or of a wait. */
function isWhole({ status, data, error }: Execution): boolean {
	if (status === 'error') return error !== undefined;
	return status !== 'success' || (!data?.waitTill && data?.resultData.lastNodeExecuted !== undefined);
}

/** Signs in as the owner, who is set up first in a new n8n. */
export async function client({ url }: Pick<N8n, 'url'>): Promise<Client> {
	const cookie = await signIn(url);
	const send = async (method: string, path: string, body?: unknown): Promise<Response> => {
		const response = await ask(`${url}/rest${path}`, {
			method,
			headers: { ...JSON_BODY, cookie, 'push-ref': 'e2e' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (response.ok) return response;
		throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
	};
	const request = async (method: string, path: string, body?: unknown) => {
		const { data } = (await (await send(method, path, body)).json()) as { data: unknown };
		return data;
	};
	const stored = async (id: string) => (await request('GET', `/executions/${id}`)) as StoredExecution;
	const rest: Client = {
		request,
		async createCredential(type, data, name = type) {
			const { id } = (await request('POST', '/credentials', { name, type, data })) as Saved;
			return { id, name };
		},
		async testCredential(type, data) {
			// As the editor does: saved first, because n8n 1 tests no credential that is not.
			const { id, name } = await rest.createCredential(type, data, `${type} to test`);
			const credentials = { id, name, type, data };
			return (await request('POST', '/credentials/test', { credentials })) as Awaited<
				ReturnType<Client['testCredential']>
			>;
		},
		async createWorkflow(workflow) {
			const body = { name: 'e2e', settings: { executionOrder: 'v1' }, active: false, ...workflow };
			return (await request('POST', '/workflows', body)) as Saved;
		},
		async run(workflowId, name) {
			// n8n 1 takes the workflow from the request, n8n 2 from its database.
			const workflowData = await request('GET', `/workflows/${workflowId}`);
			const body = { workflowData, triggerToStartFrom: { name } };
			const { executionId } = (await request('POST', `/workflows/${workflowId}/run`, body)) as {
				executionId: string;
			};
			return executionId;
		},
		async execute(workflow) {
			const { id } = await rest.createWorkflow(workflow);
			return await rest.waitFor(await rest.run(id, workflow.nodes[0].name));
		},
		async activate(workflowId) {
			const { versionId } = (await request('GET', `/workflows/${workflowId}`)) as { versionId: string };
			await request('POST', `/workflows/${workflowId}/activate`, { versionId, name: '', description: '' });
		},
		async execution(id) {
			return readExecution(await stored(id));
		},
		async waitFor(id, wanted = isOver) {
			// Of other ends than success it is enough to see the same data twice.
			let before: StoredExecution | undefined;
			return await until(
				() => `another state of execution ${id} than ${before?.status}`,
				async () => {
					const now = await stored(id);
					const execution = readExecution(now);
					if (wanted(execution) && isWhole(execution) && now.data === before?.data) return execution;
					before = now;
					return undefined;
				},
			);
		},
		async executions(workflowId) {
			const filter = encodeURIComponent(JSON.stringify({ workflowId }));
			const { results } = (await request('GET', `/executions?filter=${filter}&limit=100`)) as {
				results: Array<{ id: string; status: string; mode: string }>;
			};
			return results;
		},
		async stop(executionId) {
			await request('POST', `/executions/${executionId}/stop`);
		},
		async retry(executionId) {
			const body = { loadWorkflow: false };
			const { id } = (await request('POST', `/executions/${executionId}/retry`, body)) as Saved;
			return id;
		},
		async download({ id, data }) {
			// In n8n 1's default mode the item itself holds the file.
			if (!id) return Buffer.from(data, 'base64');
			const path = `/binary-data?id=${encodeURIComponent(id)}&action=download`;
			return Buffer.from(await (await send('GET', path)).arrayBuffer());
		},
	};
	return rest;
}

async function signIn(url: string): Promise<string> {
	const post = async (path: string, body: object) =>
		await ask(`${url}/rest${path}`, {
			method: 'POST',
			headers: JSON_BODY,
			body: JSON.stringify(body),
		});
	const { email, password } = OWNER;
	let response = await post('/owner/setup', OWNER);
	if (!response.ok) response = await post('/login', { emailOrLdapLoginId: email, password });
	if (!response.ok) throw new Error(`Cannot sign in: ${response.status} ${await response.text()}`);
	await response.arrayBuffer();
	const cookie = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
	if (!cookie) throw new Error('n8n sent no session cookie');
	return cookie.split(';')[0];
}

type StoredExecution = Omit<Execution, 'items' | 'runs' | 'error' | 'data'> & { data: string };

function readExecution(stored: StoredExecution): Execution {
	const data = parse(stored.data) as IRun['data'];
	// An execution that has just begun may have no data yet.
	const { runData = {}, error } = data?.resultData ?? {};
	return {
		...stored,
		data,
		error: error as Execution['error'],
		runs: (node) => runData[node]?.length ?? 0,
		items: (node, output = 0, run = -1) => runData[node]?.at(run)?.data?.main[output] ?? [],
	};
}
