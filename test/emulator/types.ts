import type { Readable } from 'node:stream';

/** A request as it reaches the emulator. Header names in lower case. */
export interface EmulatorRequest {
	readonly method: string;
	/** Path with its query, or a whole URL; a whole URL says itself which host it went to. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: Buffer;
	/** Which listener took it; needed only for a bare path. Default: the API's. */
	readonly host?: Host;
}

/** The API host, the host of output and upload URLs, or any other (only seen without sockets). */
export type Host = 'api' | 'files' | 'elsewhere';

export type Route =
	| 'create'
	| 'poll'
	| 'delete'
	| 'createUpload'
	| 'organization'
	/** A call that starts no task. */
	| 'call'
	| 'uploadFile'
	| 'output'
	/** The sound of a voice that was described. */
	| 'preview'
	| 'other';

/** A body that is made while it is sent; `size` in bytes. */
export interface StreamedBody {
	readonly size: number;
	open(): Readable;
}

export type Body = Buffer | StreamedBody;

export interface Answer {
	readonly status: number;
	readonly headers: Record<string, string>;
	readonly body: Body;
}

/** What happens to the connection; the HTTP server carries it out, a test without sockets acts it. */
export type ConnectionFault =
	| { readonly kind: 'refused' }
	| { readonly kind: 'reset' }
	| { readonly kind: 'cut'; readonly afterBytes: number }
	| { readonly kind: 'stall'; readonly afterBytes: number }
	| { readonly kind: 'delay'; readonly ms: number };

export interface EmulatorResponse extends Answer {
	readonly connection?: ConnectionFault;
	/** The request's line in the log; whoever carries the answer calls `log.close(entry)` when it is through. */
	readonly entry: LogEntry;
}

/** A fault to put in the way of one request. `processed` = the emulator acts on the request all the same. */
export type Fault =
	/** Answer with this status instead. A text body is sent as it is, anything else as JSON. */
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly headers?: Readonly<Record<string, string>>;
			readonly body?: unknown;
			readonly processed?: boolean;
	  }
	/** The connection is refused: the request never leaves. Over real HTTP it is reset instead. */
	| { readonly kind: 'refused' }
	/** The connection breaks before the request is looked at. */
	| { readonly kind: 'reset-before' }
	/** The request is carried out and the answer is lost. */
	| { readonly kind: 'reset-after' }
	/** The connection breaks after this many bytes of the answer's body. */
	| { readonly kind: 'cut'; readonly afterBytes: number }
	/** The answer comes late; the request is carried out at once. */
	| { readonly kind: 'delay'; readonly ms: number }
	/** The answer stops after this many bytes and the connection stays open. */
	| { readonly kind: 'stall'; readonly afterBytes: number }
	/** A web page instead of the answer; the request is not carried out unless `processed`. */
	| { readonly kind: 'html'; readonly status?: number; readonly processed?: boolean }
	/** The JSON of the answer is rewritten: fields lost, unknown statuses, other shapes. */
	| { readonly kind: 'json'; change(body: unknown): unknown }
	/** The answer's headers are rewritten: wrong or no Content-Length, other types. Undefined removes one. */
	| { readonly kind: 'headers'; readonly set: Readonly<Record<string, string | undefined>> };

/** What a fault hook knows about the request it is asked about. */
export interface FaultContext {
	readonly route: Route;
	readonly method: string;
	readonly path: string;
	readonly taskId?: string;
	/** The parsed JSON body, where there is one. */
	readonly body?: unknown;
	/** Milliseconds on the emulator's clock. */
	readonly time: number;
}

/**
 * Asked before each request; undefined = no fault. `count` numbers the requests of the same route from 1, so
 * that a rule by route, by count or by (seeded) chance needs no state of its own.
 */
export type FaultHook = (request: FaultContext, count: number) => Fault | undefined;

/** What a creating request is posted to, such as `text_to_video`: a key of the fixture's endpoints. */
export type Endpoint = string;

/** An accepted creating request. */
export interface CreateRequest {
	readonly endpoint: Endpoint;
	readonly model: string;
	readonly body: Readonly<Record<string, unknown>>;
	/** What was found out about its files; nothing about those behind an https URL. */
	readonly media: readonly RequestMedia[];
}

/** One file that a creating request names. Sizes in pixels, time in seconds, where they are known. */
export interface RequestMedia {
	/** Where it stands in the body. */
	readonly path: ReadonlyArray<string | number>;
	readonly uri: string;
	readonly mediaType: 'image' | 'video' | 'audio';
	readonly file?: { readonly width?: number; readonly height?: number; readonly seconds?: number };
}

/** What becomes of a task; everything left out goes well. */
export interface Outcome {
	/** From leaving the queue to the end, in milliseconds. */
	readonly durationMs?: number;
	/** Shown as THROTTLED for at least this long after creation, free slot or not. */
	readonly throttledMs?: number;
	readonly fail?: {
		readonly failure: string;
		readonly failureCode?: string;
		/** What returns to the account. Default: as Runway's table of failure codes says. */
		readonly refund?: 'all' | 'none' | number;
	};
	/** Somebody else cancels the task this long after creation: it is then CANCELLED. */
	readonly cancelledAfterMs?: number;
	/** The task is gone (404) this long after creation. */
	readonly vanishesAfterMs?: number;
	/** Of a run of a saved workflow, by node: how many files it gave, or why it gave none. Default: one node, one file. */
	readonly nodes?: Readonly<Record<string, number | { message: string; failureCode?: string; nodeName?: string }>>;
	/** Number of output files; default: what the request's outputCount says, else 1. */
	readonly files?: number;
	/** Default: what the request's outputFormat means. */
	readonly extension?: Extension;
	/** Files are padded to this many bytes; never held in memory. */
	readonly sizeBytes?: number;
}

export type Extension = '.mp4' | '.mov' | '.zip' | '.png' | '.jpg' | '.webp' | '.wav' | '.mp3' | '.ogg';

/** `index` counts accepted creating requests from 0. */
export type OutcomeHook = (request: CreateRequest, index: number) => Outcome | undefined;

/** `full`: the picture that was asked for. `tiny`: one small real MP4, unique per task only by its padding. */
export type Rendering = 'full' | 'tiny';

export interface EmulatorOptions {
	/** Milliseconds; default the machine's clock. */
	readonly now?: () => number;
	readonly apiKey?: string;
	readonly apiVersion?: string;
	/** Origin that reaches the API, e.g. `http://127.0.0.1:4010`. */
	readonly baseUrl?: string;
	/** Origin of output and upload URLs; default: the same. */
	readonly filesUrl?: string;
	/** Default 12 s. */
	readonly durationMs?: number;
	/** Time a task shows PENDING before RUNNING; default 1 s, at most half of the task's duration. */
	readonly pendingMs?: number;
	/** Tasks worked on at the same time; default 5. The rest is THROTTLED. */
	readonly concurrency?: number;
	/** Whether RUNNING says how far it is; default true. Without, the field is left out. */
	readonly progress?: boolean;
	/** Credits in the account at the start; default 100,000. */
	readonly credits?: number;
	/** Generations of each model that the account may make within a day; default: no limit. */
	readonly daily?: number;
	/** How long voices and avatars are PROCESSING; default 8 s. */
	readonly makingMs?: number;
	/** Why one of them fails; undefined = it gets READY. `index` counts them from 0. */
	readonly making?: (kind: string, body: Readonly<Record<string, unknown>>, index: number) => string | undefined;
	/** Life of a signed output URL; default 24 h. */
	readonly outputLifeMs?: number;
	/** Life of a `runway://` URI; default 24 h. */
	readonly uploadLifeMs?: number;
	readonly render?: Rendering;
	readonly outcome?: OutcomeHook;
	readonly fault?: FaultHook;
}

/** One request and what became of it. */
export interface LogEntry {
	/** Milliseconds on the emulator's clock. */
	readonly time: number;
	readonly host: Host;
	readonly route: Route;
	readonly method: string;
	/** With its query. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON; of an uploaded form its fields and the file's name and size; otherwise undefined. */
	readonly body?: unknown;
	/** The task that it was about or that it created. */
	taskId?: string;
	/** Status of the answer; undefined when the connection broke before one. */
	status?: number;
	fault?: Fault['kind'];
	/** When the answer had gone out or the connection had ended. */
	closedAt?: number;
}
