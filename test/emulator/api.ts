import { docUrl, invalid, json } from './answers';
import type { Call } from './call';
import { answerCall } from './calls';
import type { OutputShelf } from './outputs';
import { isKnownPath } from './routes';
import { route } from './routing';
import { discriminatorOf, schema } from './schema';
import { USUAL_CONCURRENCY, type EmulatedTask, type TaskBook } from './tasks';
import type { ThingShelf } from './things';
import type { Answer, EmulatorOptions, Endpoint, LogEntry } from './types';
import type { UploadShelf } from './uploads';
import { validateBody, type UnknownField } from './validation';
import { isObject, type Issue } from './walk';
import { RUN, runJson, runWorkflow } from './workflows';

/** What the API knows of its account, and what it notes for tests. */
export interface ApiState {
	readonly options: EmulatorOptions;
	readonly apiKey: string;
	readonly filesUrl: string;
	readonly now: () => number;
	readonly tasks: TaskBook;
	readonly things: ThingShelf;
	readonly uploads: UploadShelf;
	readonly outputs: OutputShelf;
	readonly unknownFields: UnknownField[];
	readonly inputUrls: string[];
}

/** Carries out a call to the API host. */
export async function answerApi(call: Call, entry: LogEntry, state: ApiState): Promise<Answer> {
	const refusal = checkHeaders(call.headers, state);
	if (refusal) return refusal;
	switch (call.route) {
		case 'create':
			return call.id.startsWith(`${RUN}/`)
				? await runWorkflow(call.id.slice(RUN.length + 1), call, entry, state)
				: await create(call, entry, state);
		case 'poll':
		case 'delete':
			return readOrDelete(call, state);
		case 'createUpload':
			return createUpload(call.json, state);
		case 'call':
			return await answerCall(call, state);
		case 'organization':
			return json(200, organization(state));
		default:
			return isKnownPath(call.url.pathname)
				? json(405, { error: 'Method not allowed' })
				: json(404, { error: 'Not found' });
	}
}

function checkHeaders(headers: Call['headers'], { apiKey, options }: ApiState): Answer | undefined {
	if (headers.authorization !== `Bearer ${apiKey}`) {
		return json(401, { error: 'The API key is missing, wrong or disabled.' });
	}
	const version = options.apiVersion ?? '2024-11-06';
	if (headers['x-runway-version'] === version) return undefined;
	return json(400, {
		error: `X-Runway-Version header is missing or not supported; send ${version}.`,
		docUrl,
	});
}

async function create({ id, json: body }: Call, entry: LogEntry, state: ApiState): Promise<Answer> {
	if (body === undefined) return json(400, { error: 'Invalid JSON body', docUrl });
	const endpoint = id as Endpoint;
	const { issues, unknownFields, media } = await validateBody(endpoint, body, (uri) => state.uploads.find(uri));
	if (issues.length > 0 || !isObject(body)) return invalid(issues);
	const sent = { endpoint, body, media };
	const routed = endpoint.startsWith('generate/') ? routedTo(sent, state) : undefined;
	if (routed && 'status' in routed) return routed;
	const request = routed?.request ?? { ...sent, model: typeof body.model === 'string' ? body.model : endpoint };
	const { model } = request;
	if (state.tasks.made(model) >= (state.options.daily ?? Infinity)) {
		return json(429, { error: `You have reached your daily limit of generations for ${model}.` });
	}
	state.unknownFields.push(...unknownFields);
	state.inputUrls.push(...httpsUris(body));
	const task = state.tasks.create(request);
	entry.taskId = task.id;
	if (routed) return json(200, { id: task.id, routing: routed.routing });
	// The SDK knows no estimate in the answer of this one.
	if (endpoint === 'avatar_videos') return json(200, { id: task.id });
	return json(200, { id: task.id, estimatedCost: { credits: task.estimatedCost } });
}

function routedTo(sent: Parameters<typeof route>[0], { things, tasks, options }: ApiState) {
	return route(sent, things.of('routers'), tasks, options.concurrency ?? USUAL_CONCURRENCY);
}

function readOrDelete({ id, route, url }: Call, state: ApiState): Answer {
	const { tasks, outputs } = state;
	const task = tasks.find(id);
	const isRun = url.pathname.startsWith('/v1/workflow_invocations/');
	if (!task || isRun !== (task.request.endpoint === RUN)) {
		return json(404, { error: `Could not find ${isRun ? 'Workflow Invocation' : 'Task'}` });
	}
	if (isRun) return json(200, runJson(task, state));
	if (route === 'poll') return json(200, taskJson(task, tasks, outputs));
	tasks.remove(task);
	return { status: 204, headers: {}, body: Buffer.alloc(0) };
}

function taskJson(task: EmulatedTask, tasks: TaskBook, outputs: OutputShelf): Record<string, unknown> {
	const status = tasks.status(task);
	const common = { id: task.id, createdAt: new Date(task.createdAt).toISOString(), status };
	const estimated = { ...common, estimatedCost: { credits: task.estimatedCost } };
	const settled = { ...common, cost: { credits: tasks.costOf(task) } };
	switch (status) {
		case 'RUNNING':
			return { ...estimated, progress: tasks.progressOf(task) };
		case 'SUCCEEDED':
			return { ...settled, output: outputs.urls(task) };
		case 'FAILED': {
			const { failure, failureCode } = task.outcome.fail ?? {};
			return { ...settled, failure, failureCode };
		}
		case 'CANCELLED':
			return settled;
		default:
			return estimated;
	}
}

function organization({ options, tasks }: ApiState): unknown {
	const endpoints = Object.keys(schema.endpoints).filter((endpoint) => discriminatorOf(endpoint) === 'model');
	const models = [...new Set(endpoints.flatMap((endpoint) => Object.keys(schema.endpoints[endpoint])))];
	const concurrent = options.concurrency ?? USUAL_CONCURRENCY;
	const limits = {
		maxConcurrentGenerations: Number.isFinite(concurrent) ? concurrent : null,
		maxDailyGenerations: options.daily ?? null,
	};
	return {
		creditBalance: (options.credits ?? 100_000) - tasks.spent(),
		tier: {
			maxMonthlyCreditSpend: 2_000_000,
			models: Object.fromEntries(models.map((model) => [model, limits])),
		},
		usage: {
			models: Object.fromEntries(models.map((model) => [model, { dailyGenerations: tasks.made(model) }])),
		},
	};
}

function createUpload(body: unknown, { uploads, filesUrl }: ApiState): Answer {
	const { filename, type } = isObject(body) ? body : {};
	const issues: Issue[] = [];
	if (typeof filename !== 'string' || filename.length < 3 || filename.length > 255) {
		const message = 'String must contain 3 to 255 character(s)';
		issues.push({ code: 'custom', path: ['filename'], message });
	} else if (!/[^.]\.[a-z0-9]+$/i.test(filename)) {
		issues.push({ code: 'custom', path: ['filename'], message: 'The file name needs an ending' });
	}
	if (type !== 'ephemeral') {
		issues.push({
			code: 'invalid_enum_value',
			path: ['type'],
			message: "Invalid value. Expected 'ephemeral'",
		});
	}
	if (issues.length > 0 || typeof filename !== 'string') return invalid(issues);
	const { id, fields, runwayUri } = uploads.promise(filename);
	return json(200, { uploadUrl: `${filesUrl}/uploads/${id}`, fields, runwayUri });
}

function httpsUris(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('https://') ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(httpsUris);
}
