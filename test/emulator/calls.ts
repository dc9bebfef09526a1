import { docUrl, invalid, json } from './answers';
import type { ApiState } from './api';
import type { Call } from './call';
import type { ParamSchema } from './schema';
import type { Thing, ThingKind } from './things';
import type { Answer } from './types';
import { validateFields } from './validation';
import { isObject } from './walk';
import fixture from '../fixtures/calls-schema.json';

/** The calls that start no task. */
const schemas = fixture.calls as unknown as Readonly<Record<string, Readonly<Record<string, ParamSchema>>>>;

const NAMES: Readonly<Record<ThingKind, string>> = {
	voices: 'Voice',
	avatars: 'Avatar',
	documents: 'Document',
	avatar_conversations: 'Conversation',
	routers: 'Router',
	workflows: 'Workflow',
};

/** What the API lets one do with each kind of thing, besides reading it. */
const WRITES: Readonly<Record<ThingKind, readonly string[]>> = {
	voices: ['POST', 'PATCH', 'DELETE'],
	avatars: ['POST', 'PATCH', 'DELETE'],
	documents: ['POST', 'PATCH', 'DELETE'],
	avatar_conversations: ['DELETE'],
	routers: [],
	workflows: [],
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a path of the API leads to such a call. */
export function isCallPath(path: string): boolean {
	return /^\/v1\/(organization\/usage|voices\/preview)$/.test(path) || thingPath(path) !== undefined;
}

function thingPath(path: string): { kind: ThingKind; id?: string } | undefined {
	const [, kind, id] = /^\/v1\/([a-z_]+)(?:\/([^/]+))?$/.exec(path) ?? [];
	return kind !== undefined && Object.hasOwn(NAMES, kind) ? { kind: kind as ThingKind, id } : undefined;
}

/** Carries out a call that starts no task. */
export async function answerCall(call: Call, state: ApiState): Promise<Answer> {
	const { method, url } = call;
	const name = `${method} ${url.pathname.slice('/v1/'.length)}`;
	if (name === 'POST organization/usage') return await usage(call, state);
	if (name === 'POST voices/preview') return await preview(call, state);
	const { kind, id } = thingPath(url.pathname)!;
	if (id === undefined) {
		if (method === 'GET') return await list(kind, call, state);
		return method === 'POST' && WRITES[kind].includes(method) ? await create(kind, call, state) : notAllowed();
	}
	if (!UUID.test(id)) return invalid([{ code: 'invalid_string', path: ['id'], message: 'Invalid uuid' }]);
	if (method !== 'GET' && !WRITES[kind].includes(method)) return notAllowed();
	const thing = state.things.find(kind, id);
	if (!thing) return json(404, { error: `Could not find ${NAMES[kind]}` });
	switch (method) {
		case 'GET':
			return json(200, state.things.json(thing));
		case 'PATCH':
			return await update(thing, call, state);
		case 'DELETE':
			state.things.remove(thing);
			return empty();
		default:
			return notAllowed();
	}
}

async function checked(name: string, sent: unknown, state: ApiState): Promise<Answer | Record<string, unknown>> {
	if (sent === undefined) return json(400, { error: 'Invalid JSON body', docUrl });
	const issues = await validateFields(schemas[name]!, sent, (uri) => state.uploads.find(uri));
	return issues.length > 0 ? invalid(issues) : (sent as Record<string, unknown>);
}

function isAnswer(value: Answer | Record<string, unknown>): value is Answer {
	return Buffer.isBuffer(value.body) && typeof value.status === 'number';
}

async function create(kind: ThingKind, { json: sent }: Call, state: ApiState): Promise<Answer> {
	const body = await checked(`POST ${kind}`, sent, state);
	if (isAnswer(body)) return body;
	const missing = [...lost(body, state)];
	if (missing.length > 0) return invalid(missing);
	const thing = state.things.add(kind, body);
	return json(200, kind === 'voices' ? { id: thing.id } : state.things.json(thing));
}

async function update(thing: Thing, { json: sent }: Call, state: ApiState): Promise<Answer> {
	const body = await checked(`PATCH ${thing.kind}`, sent, state);
	if (isAnswer(body)) return body;
	if (Object.keys(body).length === 0) {
		return invalid([{ code: 'custom', path: [], message: 'At least one field must be provided' }]);
	}
	const missing = [...lost(body, state)];
	if (missing.length > 0) return invalid(missing);
	state.things.change(thing, body);
	return thing.kind === 'documents' ? empty() : json(200, state.things.json(thing));
}

/** Things that a body names and that are not there. */
function* lost({ documentIds, voice }: Record<string, unknown>, { things }: ApiState) {
	for (const [index, id] of ((documentIds ?? []) as string[]).entries()) {
		if (!things.find('documents', id)) yield { code: 'custom', path: ['documentIds', index], message: 'Document not found' };
	}
	if (isObject(voice) && voice.type === 'custom' && !things.find('voices', String(voice.id))) {
		yield { code: 'custom', path: ['voice', 'id'], message: 'Voice not found' };
	}
}

async function list(kind: ThingKind, { url }: Call, state: ApiState): Promise<Answer> {
	const texts = Object.fromEntries(url.searchParams);
	const query = await checked(`GET ${kind}`, { ...texts, ...('limit' in texts && { limit: Number(texts.limit) }) }, state);
	if (isAnswer(query)) return query;
	const { things } = state;
	if (kind === 'workflows') return json(200, { data: things.of(kind).map(({ fields }) => fields) });
	const found = ordered(things.of(kind).filter((thing) => fits(thing, query)), query);
	const from = query.cursor === undefined ? 0 : Number(Buffer.from(String(query.cursor), 'base64url').toString());
	if (!Number.isInteger(from)) return invalid([{ code: 'custom', path: ['cursor'], message: 'Invalid cursor' }]);
	const to = from + Number(query.limit);
	const hasMore = to < found.length;
	const data = found.slice(from, to).map((thing) => inList(things.json(thing)));
	return json(200, { data, hasMore, nextCursor: hasMore ? Buffer.from(String(to)).toString('base64url') : null });
}

function fits({ fields, createdAt }: Thing, { avatar, startDate, endDate }: Record<string, unknown>): boolean {
	if (avatar !== undefined && (fields.avatar as { id?: unknown } | null)?.id !== avatar) return false;
	if (startDate !== undefined && createdAt < Date.parse(String(startDate))) return false;
	return endDate === undefined || createdAt < Date.parse(String(endDate));
}

/** Newest first, unless told otherwise. */
function ordered(found: Thing[], { sort = 'createdAt', order = 'desc' }: Record<string, unknown>): Thing[] {
	const key = sort === 'updatedAt' ? 'updatedAt' : 'createdAt';
	const oldestFirst = [...found].sort((a, b) => a[key] - b[key]);
	return order === 'asc' ? oldestFirst : oldestFirst.reverse();
}

/** Lists leave out what is long. */
function inList(thing: Record<string, unknown>): Record<string, unknown> {
	const { tools } = thing;
	const rest = Object.fromEntries(Object.entries(thing).filter(([name]) => !LONG.includes(name)));
	return Array.isArray(tools) ? { ...rest, hasTools: tools.length > 0 } : rest;
}

const LONG = ['content', 'transcript', 'tools', 'recordingUrl'];

async function preview({ json: sent }: Call, state: ApiState): Promise<Answer> {
	const body = await checked('POST voices/preview', sent, state);
	return isAnswer(body) ? body : json(200, { url: state.outputs.previewUrl(String(body.prompt)), durationSecs: 0.5 });
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;

/** What the tasks have cost, by the day and the model. */
async function usage({ json: sent }: Call, state: ApiState): Promise<Answer> {
	const body = await checked('POST organization/usage', sent, state);
	if (isAnswer(body)) return body;
	const today = Math.floor(state.now() / DAY_MS) * DAY_MS;
	const start = body.startDate === undefined ? today - 30 * DAY_MS : Date.parse(String(body.startDate));
	const before = body.beforeDate === undefined ? start + 30 * DAY_MS : Date.parse(String(body.beforeDate));
	if (before > start + MOST_DAYS * DAY_MS) {
		const message = `beforeDate must be at most ${MOST_DAYS} days after startDate`;
		return invalid([{ code: 'custom', path: ['beforeDate'], message }]);
	}
	const days = Array.from({ length: Math.max(0, (before - start) / DAY_MS) }, (_, index) => start + index * DAY_MS);
	const results = days.flatMap((day) => {
		const tasks = state.tasks.all.filter(({ createdAt }) => createdAt >= day && createdAt < day + DAY_MS);
		const models = [...new Set(tasks.map(({ request }) => request.model))];
		const usedCredits = models.map((model) => ({
			model,
			amount: tasks.filter(({ request }) => request.model === model).reduce((sum, task) => sum + state.tasks.costOf(task), 0),
		}));
		return usedCredits.length > 0 ? [{ date: new Date(day).toISOString().slice(0, 10), usedCredits }] : [];
	});
	return json(200, { results, models: [...new Set(results.flatMap(({ usedCredits }) => usedCredits.map(({ model }) => model)))] });
}

function notAllowed(): Answer {
	return json(405, { error: 'Method not allowed' });
}

function empty(): Answer {
	return { status: 204, headers: {}, body: Buffer.alloc(0) };
}
