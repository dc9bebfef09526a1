import { invalid, json } from './answers';
import type { ApiState } from './api';
import type { Call } from './call';
import type { EmulatedTask } from './tasks';
import type { Answer, CreateRequest, LogEntry } from './types';
import { validateFields } from './validation';
import { isObject, type Issue } from './walk';

/** What the runs of saved workflows are created at, in the task book. */
export const RUN = 'workflows';

/** A node that gives one file, where a test names none. */
const USUAL_NODES = { 'b7f1c0de-0000-4000-8000-000000000001': 1 };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Starts a run of a version of a workflow. */
export async function runWorkflow(versionId: string, { json: body = {} }: Call, entry: LogEntry, state: ApiState): Promise<Answer> {
	if (!UUID.test(versionId)) return invalid([{ code: 'invalid_string', path: ['id'], message: 'Invalid uuid' }]);
	const workflow = state.things.of('workflows').find(({ fields }) => versionsOf(fields).some(({ id }) => id === versionId));
	if (!workflow) return json(404, { error: 'Could not find Workflow' });
	if (!isObject(body)) return invalid([{ code: 'invalid_type', path: [], message: 'Expected object' }]);
	const { issues, media } = await checkInputs(body, state);
	if (issues.length > 0) return invalid(issues);
	const task = state.tasks.create({ endpoint: RUN, model: String(workflow.fields.name), body, media });
	entry.taskId = task.id;
	return json(200, { id: task.id });
}

function versionsOf({ versions }: Readonly<Record<string, unknown>>): Array<{ id?: unknown }> {
	return Array.isArray(versions) ? (versions as Array<{ id?: unknown }>) : [];
}

/** Types as the SDK states them (4.20.1); whether more fields are taken is not known, here they are not. */
async function checkInputs(body: Record<string, unknown>, { uploads }: ApiState) {
	const issues: Issue[] = [];
	const media: Array<CreateRequest['media'][number]> = [];
	const complain = (path: Issue['path'], message: string) => void issues.push({ code: 'custom', path, message });
	for (const name of Object.keys(body)) if (name !== 'nodeOutputs') complain([name], 'Unrecognized key');
	const { nodeOutputs = {} } = body;
	if (!isObject(nodeOutputs)) complain(['nodeOutputs'], 'Expected object');
	for (const [nodeId, outputs] of Object.entries(isObject(nodeOutputs) ? nodeOutputs : {})) {
		if (!isObject(outputs)) complain(['nodeOutputs', nodeId], 'Expected object');
		for (const [key, output] of Object.entries(isObject(outputs) ? outputs : {})) {
			const path = ['nodeOutputs', nodeId, key];
			const { type, value, uri } = isObject(output) ? output : {};
			if (type === 'primitive') {
				if (!['string', 'number', 'boolean'].includes(typeof value)) complain([...path, 'value'], 'Invalid input');
			} else if (type === 'image' || type === 'video' || type === 'audio') {
				const found = await validateFields({ uri: { kind: 'media', mediaType: type, required: true } }, { uri }, (one) => uploads.find(one));
				issues.push(...found.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
				media.push({ path: [...path, 'uri'], uri: String(uri), mediaType: type });
			} else complain([...path, 'type'], 'Invalid discriminator value');
		}
	}
	return { issues, media };
}

/** The files that a run gives altogether. */
export function filesOfRun({ outcome: { nodes = USUAL_NODES } }: EmulatedTask): number {
	return Object.values(nodes).reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : 0), 0);
}

/** A run as the API shows it. There are no costs in it. */
export function runJson(task: EmulatedTask, { tasks, outputs }: ApiState): Record<string, unknown> {
	const { nodes = USUAL_NODES, fail } = task.outcome;
	const status = tasks.status(task);
	const common = { id: task.id, createdAt: new Date(task.createdAt).toISOString(), status };
	const errors = Object.fromEntries(Object.entries(nodes).filter(([, one]) => typeof one !== 'number'));
	const nodeErrors = Object.keys(errors).length > 0 ? { nodeErrors: errors } : {};
	switch (status) {
		case 'RUNNING':
			return { ...common, output: {}, progress: tasks.progressOf(task) };
		case 'FAILED':
			return { ...common, failure: fail?.failure, failureCode: fail?.failureCode, ...nodeErrors };
		case 'SUCCEEDED': {
			const urls = outputs.urls(task);
			const given = Object.entries(nodes).flatMap(([nodeId, one]) => (typeof one === 'number' ? [[nodeId, urls.splice(0, one)]] : []));
			return { ...common, output: Object.fromEntries(given) as object, ...nodeErrors };
		}
		default:
			return common;
	}
}
