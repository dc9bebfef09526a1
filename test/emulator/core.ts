import { answerApi } from './api';
import { json, lost, readBody } from './answers';
import { entryOf, readCall, type Call } from './call';
import { answerWith } from './faulty';
import { RequestLog } from './log';
import { OutputShelf } from './outputs';
import { outputFile, receiveUpload, sendOutput, sendPreview } from './store';
import { TaskBook, type EmulatedTask } from './tasks';
import { ThingShelf } from './things';
import type { Answer, EmulatorOptions, EmulatorRequest, EmulatorResponse, LogEntry, Route } from './types';
import { UploadShelf } from './uploads';
import type { UnknownField } from './validation';

export { openBody, readBody, sha256 } from './answers';

/** The key that the emulator takes unless told otherwise. */
export const testKey = `key_${'0123456789abcdef'.repeat(8)}`;

const defaultUrl = 'https://api.dev.runwayml.com';

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
	/** Voices, avatars, documents and so on. */
	readonly things: ThingShelf;
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
		this.things = new ThingShelf(this.now, options);
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
		return await readBody((await outputFile(task, index, { uploads: this.uploads, outputs: this.outputs })).body);
	}

	/** Answers one request. The carrier of the answer calls `log.close(response.entry)`. */
	async handle(request: EmulatorRequest): Promise<EmulatorResponse> {
		const call = await readCall(request, this);
		const entry = entryOf(call, this.now());
		this.log.open(entry);
		const count = (this.counts.get(call.route) ?? 0) + 1;
		this.counts.set(call.route, count);
		if (call.host === 'elsewhere') return { ...lost(), entry };
		const { route, method, json: body } = call;
		const context = { route, method, path: entry.path, taskId: entry.taskId, body, time: entry.time };
		const fault = this.options.fault?.(context, count);
		entry.fault = fault?.kind;
		const response = await answerWith(fault, () => this.process(call, entry));
		if (response.status > 0) entry.status = response.status;
		return { ...response, entry };
	}

	private async process(call: Call, entry: LogEntry): Promise<Answer> {
		const { options, apiKey, filesUrl, now, tasks, things, uploads, outputs, unknownFields, inputUrls } = this;
		if (call.route === 'output') return await sendOutput(call, { tasks, uploads, outputs });
		if (call.route === 'preview') return await sendPreview(call, outputs);
		if (call.route === 'uploadFile') return receiveUpload(call, uploads);
		const isApi = call.url.pathname.startsWith('/v1/') && (call.host === 'api' || filesUrl === this.baseUrl);
		if (!isApi) return json(404, { error: 'Not found' });
		return await answerApi(call, entry, { options, apiKey, filesUrl, now, tasks, things, uploads, outputs, unknownFields, inputUrls });
	}
}
