import { docUrl, faultyStatus, invalid, json, lost, readBody, storeError, text } from './answers';
import { RequestLog } from './log';
import { parseDataUri } from './media';
import { OutputShelf } from './outputs';
import { isKnownPath, matchRoute } from './routes';
import { schema } from './schema';
import { TaskBook, type EmulatedTask } from './tasks';
import type {
	Answer,
	ConnectionFault,
	EmulatorOptions,
	EmulatorRequest,
	EmulatorResponse,
	Endpoint,
	Fault,
	Host,
	LogEntry,
	Route,
} from './types';
import { parseForm, UploadShelf, type FormPart } from './uploads';
import { isObject, validateBody, type Issue, type UnknownField } from './validation';

export { openBody, readBody, sha256 } from './answers';

/** The key that the emulator takes unless told otherwise. */
export const testKey = `key_${'0123456789abcdef'.repeat(8)}`;

const defaultUrl = 'https://api.dev.runwayml.com';

/** A request on its way through the emulator. */
interface Call {
	readonly method: string;
	readonly url: URL;
	readonly host: Host;
	readonly route: Route;
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or undefined when there is none or it is malformed. */
	readonly json: unknown;
	readonly form: FormPart[] | undefined;
	/** Task or upload id of the path, endpoint of a creating call. */
	readonly id: string;
}

/**
 * Runway's developer API as a state machine without sockets: requests in, answers out, moved by an injected
 * clock. `log`, `tasks`, `uploads` and `unknownFields` are there for tests to look at.
 */
export class RunwayEmulator {
	readonly apiKey: string;
	readonly baseUrl: string;
	readonly filesUrl: string;
	readonly log: RequestLog;
	readonly tasks: TaskBook;
	readonly uploads: UploadShelf;
	/** Fields that were accepted although no document lists them. */
	readonly unknownFields: UnknownField[] = [];
	/** Input URLs that were taken by their syntax alone; nothing was fetched. */
	readonly inputUrls: string[] = [];
	private readonly outputs: OutputShelf;
	private readonly now: () => number;
	private readonly counts = new Map<Route, number>();

	constructor(private readonly options: EmulatorOptions = {}) {
		this.now = options.now ?? (() => Date.now());
		this.apiKey = options.apiKey ?? testKey;
		this.baseUrl = options.baseUrl ?? defaultUrl;
		this.filesUrl = options.filesUrl ?? this.baseUrl;
		this.log = new RequestLog(this.now);
		this.tasks = new TaskBook(this.now, options);
		this.uploads = new UploadShelf(this.now, options.uploadLifeMs);
		this.outputs = new OutputShelf(this.now, this.filesUrl, options.outputLifeMs, options.render);
	}

	/** Tasks that were deleted after they had finished: the user lost a paid video. */
	deletedFinished(): EmulatedTask[] {
		return this.tasks.all.filter((task) => task.gone === 'deleted when finished');
	}

	/** The bytes that an output file has, read whole. Throws when there is no such task. */
	async outputBytes(taskId: string, index = 0): Promise<Buffer> {
		const task = this.tasks.any(taskId);
		if (!task) throw new Error(`No task ${taskId}`);
		return await readBody((await this.outputFile(task, index)).body);
	}

	/** Answers one request. The carrier of the answer calls `log.close(response.entry)`. */
	async handle(request: EmulatorRequest): Promise<EmulatorResponse> {
		const call = this.read(request);
		const entry = this.note(call);
		const count = (this.counts.get(call.route) ?? 0) + 1;
		this.counts.set(call.route, count);
		if (call.host === 'elsewhere') return { ...lost(), entry };
		const { route, method, json: body } = call;
		const context = { route, method, path: entry.path, taskId: entry.taskId, body, time: entry.time };
		const fault = this.options.fault?.(context, count);
		entry.fault = fault?.kind;
		const response = await this.answer(call, entry, fault);
		if (response.status > 0) entry.status = response.status;
		return { ...response, entry };
	}

	private async answer(
		call: Call,
		entry: LogEntry,
		fault: Fault | undefined,
	): Promise<Answer & { connection?: ConnectionFault }> {
		if (!fault) return await this.process(call, entry);
		switch (fault.kind) {
			case 'refused':
				return { ...lost(), connection: fault };
			case 'reset-before':
				return lost();
			case 'reset-after':
				await this.process(call, entry);
				return lost();
			case 'status':
				if (fault.processed) await this.process(call, entry);
				return faultyStatus(fault.status, fault.body, fault.headers);
			case 'html':
				if (fault.processed) await this.process(call, entry);
				return text(
					fault.status ?? 200,
					'text/html',
					'<!doctype html><title>Gateway</title><h1>Gateway</h1>',
				);
			case 'json': {
				const answer = await this.process(call, entry);
				if (!Buffer.isBuffer(answer.body) || !answer.headers['content-type']?.includes('json')) return answer;
				return json(answer.status, fault.change(JSON.parse(answer.body.toString())));
			}
			case 'headers': {
				const answer = await this.process(call, entry);
				const headers = Object.entries({ ...answer.headers, ...fault.set });
				const kept = headers.filter((header): header is [string, string] => header[1] !== undefined);
				return { ...answer, headers: Object.fromEntries(kept) };
			}
			default:
				return { ...(await this.process(call, entry)), connection: fault };
		}
	}

	/** Finds out what a request is about. */
	private read({ method, path, headers, body, host }: EmulatorRequest): Call {
		const whole = /^[a-z]+:\/\//i.test(path);
		const url = new URL(whole ? path : `http://emulator.invalid${path}`);
		const at = whole ? this.hostOf(url) : (host ?? 'api');
		const both = this.filesUrl === this.baseUrl;
		const found = matchRoute(method, url.pathname);
		const belongs = both || (found.route === 'output' || found.route === 'uploadFile') === (at === 'files');
		const { route, id } = belongs ? found : { route: 'other' as const, id: '' };
		const type = headers['content-type'] ?? '';
		const form = route === 'uploadFile' && body ? parseForm(type, body) : undefined;
		return { method, url, host: at, route, headers, id, form, json: parseJson(body, type) };
	}

	private hostOf(url: URL): Host {
		if (url.origin === new URL(this.baseUrl).origin) return 'api';
		return url.origin === new URL(this.filesUrl).origin ? 'files' : 'elsewhere';
	}

	private note({ method, url, host, route, headers, id, form, json: body }: Call): LogEntry {
		const last = form?.[form.length - 1];
		const entry: LogEntry = {
			time: this.now(),
			host,
			route,
			method,
			path: `${url.pathname}${url.search}`,
			headers,
			body: form
				? {
						fields: form.filter((part) => part.filename === undefined).map((part) => part.name),
						file: { name: last?.filename, sizeBytes: last?.body.length },
					}
				: body,
			taskId: route === 'poll' || route === 'delete' || route === 'output' ? id.split('/')[0] : undefined,
		};
		this.log.open(entry);
		return entry;
	}

	private async process(call: Call, entry: LogEntry): Promise<Answer> {
		if (call.route === 'output') return await this.sendOutput(call);
		if (call.route === 'uploadFile') return this.receiveUpload(call);
		const isApi =
			call.url.pathname.startsWith('/v1/') && (call.host === 'api' || this.filesUrl === this.baseUrl);
		if (!isApi) return json(404, { error: 'Not found' });
		const refusal = this.checkHeaders(call.headers);
		if (refusal) return refusal;
		switch (call.route) {
			case 'create':
				return await this.create(call, entry);
			case 'poll':
			case 'delete':
				return this.task(call);
			case 'createUpload':
				return this.createUpload(call.json);
			case 'organization':
				return json(200, this.organization());
			default:
				return isKnownPath(call.url.pathname)
					? json(405, { error: 'Method not allowed' })
					: json(404, { error: 'Not found' });
		}
	}

	private checkHeaders(headers: Readonly<Record<string, string>>): Answer | undefined {
		if (headers.authorization !== `Bearer ${this.apiKey}`) {
			return json(401, { error: 'The API key is missing, wrong or disabled.' });
		}
		const version = this.options.apiVersion ?? '2024-11-06';
		if (headers['x-runway-version'] === version) return undefined;
		return json(400, {
			error: `X-Runway-Version header is missing or not supported; send ${version}.`,
			docUrl,
		});
	}

	private async create({ id, json: body }: Call, entry: LogEntry): Promise<Answer> {
		if (body === undefined) return json(400, { error: 'Invalid JSON body', docUrl });
		const endpoint = id as Endpoint;
		const { issues, unknownFields, media } = await validateBody(endpoint, body, (uri) => this.uploads.find(uri));
		if (issues.length > 0 || !isObject(body)) return invalid(issues);
		this.unknownFields.push(...unknownFields);
		this.inputUrls.push(...httpsUris(body));
		const task = this.tasks.create({ endpoint, model: String(body.model), body, media });
		entry.taskId = task.id;
		// The SDK knows no estimate in the answer of this one.
		if (endpoint === 'avatar_videos') return json(200, { id: task.id });
		return json(200, { id: task.id, estimatedCost: { credits: task.estimatedCost } });
	}

	private task({ id, route }: Call): Answer {
		const task = this.tasks.find(id);
		if (!task) return json(404, { error: 'Could not find Task' });
		if (route === 'poll') return json(200, this.taskJson(task));
		this.tasks.remove(task);
		return { status: 204, headers: {}, body: Buffer.alloc(0) };
	}

	private taskJson(task: EmulatedTask): Record<string, unknown> {
		const status = this.tasks.status(task);
		const common = { id: task.id, createdAt: new Date(task.createdAt).toISOString(), status };
		const estimated = { ...common, estimatedCost: { credits: task.estimatedCost } };
		const settled = { ...common, cost: { credits: this.tasks.costOf(task) } };
		switch (status) {
			case 'RUNNING':
				return { ...estimated, progress: this.tasks.progressOf(task) };
			case 'SUCCEEDED':
				return { ...settled, output: this.outputs.urls(task) };
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

	private organization(): unknown {
		const models = [...new Set(Object.values(schema.endpoints).flatMap((all) => Object.keys(all)))];
		const concurrent = this.options.concurrency ?? 5;
		const limits = {
			maxConcurrentGenerations: Number.isFinite(concurrent) ? concurrent : null,
			maxDailyGenerations: null,
		};
		const made = (model: string) => this.tasks.all.filter(({ request }) => request.model === model).length;
		return {
			creditBalance: (this.options.credits ?? 100_000) - this.tasks.spent(),
			tier: {
				maxMonthlyCreditSpend: 2_000_000,
				models: Object.fromEntries(models.map((model) => [model, limits])),
			},
			usage: {
				models: Object.fromEntries(models.map((model) => [model, { dailyGenerations: made(model) }])),
			},
		};
	}

	private createUpload(body: unknown): Answer {
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
		const { id, fields, runwayUri } = this.uploads.promise(filename);
		return json(200, { uploadUrl: `${this.filesUrl}/uploads/${id}`, fields, runwayUri });
	}

	private receiveUpload({ id, headers, form }: Call): Answer {
		const refusal = this.uploads.receive(id, headers, form);
		if (!refusal) return { status: 204, headers: {}, body: Buffer.alloc(0) };
		return storeError(refusal.status, refusal.code, refusal.message);
	}

	private async sendOutput({ id, url, headers }: Call): Promise<Answer> {
		if ('authorization' in headers) {
			return storeError(400, 'InvalidArgument', 'Only one auth mechanism allowed');
		}
		if (!this.outputs.allows(url)) return storeError(403, 'AccessDenied', 'Request has expired');
		const [taskId = '', index] = id.split('/');
		const task = this.tasks.any(taskId);
		if (!task || task.gone) return storeError(404, 'NoSuchKey', 'The specified key does not exist.');
		const { contentType, body } = await this.outputFile(task, Number(index));
		const size = Buffer.isBuffer(body) ? body.length : body.size;
		return { status: 200, headers: { 'content-type': contentType, 'content-length': String(size) }, body };
	}

	private async outputFile(task: EmulatedTask, index: number) {
		return await this.outputs.file(task, index, (uri) => this.uploads.find(uri) ?? parseDataUri(uri)?.bytes);
	}
}

function parseJson(body: Buffer | undefined, contentType: string): unknown {
	if (!body || !contentType.startsWith('application/json')) return undefined;
	try {
		return JSON.parse(body.toString()) as unknown;
	} catch {
		return undefined;
	}
}

function httpsUris(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('https://') ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(httpsUris);
}
