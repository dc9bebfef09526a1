import type { IWorkflowSettings } from 'n8n-workflow';
import { prompts as itemsOf, type Parameters } from '../../engine/sketches';
import { chain, type NodeSketch, type WorkflowJson } from '../../engine/workflow';
import { ask } from './ask';
import { FRESH, JSON_BODY } from './client';
import type { Site } from './site';
import { unique } from './unique';
import { until } from './until';

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
		pinData: { [START]: itemsOf(...prompts) },
		settings: { executionOrder: 'v1', ...settings },
	};
}

/** A webhook with an address of its own. */
export function webhook(parameters: Parameters): NodeSketch {
	const path = unique('webhook');
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, ...parameters },
	};
}

type Place = Pick<Site, 'n8n' | 'api'>;

/** Saves a workflow that begins with a webhook and puts it on duty. */
export async function putOnDuty(
	{ n8n, api }: Place,
	workflow: WorkflowJson,
): Promise<{ readonly workflowId: string; post(body: FormData | object): Promise<Response> }> {
	const { id: workflowId } = await api.createWorkflow(workflow);
	await api.activate(workflowId);
	const url = `${n8n.url}/webhook/${String(workflow.nodes[0].parameters.path)}`;
	return {
		workflowId,
		// For a moment after activation n8n does not know the webhook yet.
		post: async (body) =>
			await until('the webhook', async () => {
				const request =
					body instanceof FormData
						? { body, headers: FRESH }
						: { body: JSON.stringify(body), headers: JSON_BODY };
				const response = await ask(url, { method: 'POST', ...request });
				return response.status !== 404 && response;
			}),
	};
}

/** The first nodes of a workflow that `onRows` puts on duty: one item for each prompt. */
export function rows(): NodeSketch[] {
	return [
		webhook({ responseMode: 'onReceived' }),
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

/** Puts a workflow that begins with `rows()` on duty. */
export async function onRows(site: Place, workflow: WorkflowJson): Promise<OnDuty> {
	const { api } = site;
	const { workflowId, post: send } = await putOnDuty(site, workflow);
	const post = async (prompts: readonly string[]) => {
		const response = await send({ rows: prompts.map((prompt) => ({ prompt })) });
		const text = await response.text();
		if (!response.ok) throw new Error(`${response.status} ${text}`);
	};
	return {
		workflowId,
		post,
		async start(prompts) {
			const before = new Set((await api.executions(workflowId)).map(({ id }) => id));
			await post(prompts);
			const { id } = await until('an execution', async () =>
				(await api.executions(workflowId)).find((one) => !before.has(one.id)),
			);
			return id;
		},
	};
}

/** Puts these nodes in a row behind `rows()` on duty. */
export async function onDuty(
	site: Place,
	nodes: readonly NodeSketch[],
	settings?: IWorkflowSettings,
): Promise<OnDuty> {
	return await onRows(site, { ...chain(...rows(), ...nodes), settings: { executionOrder: 'v1', ...settings } });
}
