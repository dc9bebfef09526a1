import type { IWorkflowSettings } from 'n8n-workflow';
import { setTimeout as pause } from 'node:timers/promises';
import { chain, type NodeSketch, type WorkflowJson } from '../../engine/workflow';
import type { Client } from './client';
import type { N8n } from './server';

/** Name of the trigger in `byHand` workflows. */
export const START = 'Start';

/** A workflow to run by hand, whose trigger has one pinned item for each prompt. */
export function byHand(
	prompts: readonly string[],
	nodes: readonly NodeSketch[],
	settings?: IWorkflowSettings,
): WorkflowJson {
	const trigger = { name: START, type: 'n8n-nodes-base.manualTrigger' };
	return {
		...chain(trigger, ...nodes),
		pinData: { [START]: prompts.map((prompt) => ({ json: { prompt } })) },
		settings: { executionOrder: 'v1', ...settings },
	};
}

/** The first nodes of a workflow that `post` sets off: one item for each prompt. */
export function onPost(path: string): NodeSketch[] {
	return [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
		},
		{ name: 'Rows', type: 'n8n-nodes-base.splitOut', parameters: { fieldToSplitOut: 'body.rows' } },
	];
}

/** A workflow on duty, as it runs for users when nobody watches. */
export interface OnDuty {
	readonly workflowId: string;
	/** Sets off one execution and resolves when n8n has taken it. */
	post(prompts: readonly string[]): Promise<void>;
	/** Sets off one execution and resolves to its id. */
	start(prompts: readonly string[]): Promise<string>;
}

/** Saves a workflow of nodes in a row behind a webhook and puts it on duty. */
export async function onDuty(
	n8n: N8n,
	api: Client,
	path: string,
	nodes: readonly NodeSketch[],
	settings?: IWorkflowSettings,
): Promise<OnDuty> {
	const workflow = chain(...onPost(path), ...nodes);
	return await putOnDuty(n8n, api, path, { ...workflow, settings: { executionOrder: 'v1', ...settings } });
}

/** The same for any workflow that begins with `onPost(path)`. */
export async function putOnDuty(n8n: N8n, api: Client, path: string, workflow: WorkflowJson): Promise<OnDuty> {
	const { id: workflowId } = await api.createWorkflow({ name: path, ...workflow });
	await api.activate(workflowId);
	const post = async (prompts: readonly string[]) => {
		const deadline = Date.now() + 10_000;
		for (;;) {
			const response = await fetch(`${n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ rows: prompts.map((prompt) => ({ prompt })) }),
			});
			const text = await response.text();
			if (response.ok) return;
			// For a moment after activation n8n does not know the webhook yet.
			if (response.status !== 404 || Date.now() > deadline) throw new Error(`${response.status} ${text}`);
			await pause(200);
		}
	};
	return {
		workflowId,
		post,
		async start(prompts) {
			const before = new Set((await api.executions(workflowId)).map(({ id }) => id));
			await post(prompts);
			for (;;) {
				const started = (await api.executions(workflowId)).find(({ id }) => !before.has(id));
				if (started) return started.id;
				await pause(100);
			}
		},
	};
}
