import { matchRoute } from './routes';
import type { EmulatorRequest, Host, LogEntry, Route } from './types';
import { parseForm, type FormPart } from './uploads';

/** A request on its way through the emulator. */
export interface Call {
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

/** Where an emulator can be reached. */
export interface Origins {
	readonly baseUrl: string;
	readonly filesUrl: string;
}

/** Finds out what a request is about. */
export async function readCall({ method, path, headers, body, host }: EmulatorRequest, origins: Origins): Promise<Call> {
	const whole = /^[a-z]+:\/\//i.test(path);
	const url = new URL(whole ? path : `http://emulator.invalid${path}`);
	const at = whole ? hostOf(url, origins) : (host ?? 'api');
	const both = origins.filesUrl === origins.baseUrl;
	const found = matchRoute(method, url.pathname);
	const belongs = both || (['output', 'preview', 'uploadFile'] as Route[]).includes(found.route) === (at === 'files');
	const { route, id } = belongs ? found : { route: 'other' as const, id: '' };
	const type = headers['content-type'] ?? '';
	const form = route === 'uploadFile' && body ? await parseForm(type, body) : undefined;
	return { method, url, host: at, route, headers, id, form, json: parseJson(body, type) };
}

function hostOf(url: URL, { baseUrl, filesUrl }: Origins): Host {
	if (url.origin === new URL(baseUrl).origin) return 'api';
	return url.origin === new URL(filesUrl).origin ? 'files' : 'elsewhere';
}

/** The log's line for a call that has just come in. */
export function entryOf({ method, url, host, route, headers, id, form, json: body }: Call, time: number): LogEntry {
	const last = form?.[form.length - 1];
	return {
		time,
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
}

function parseJson(body: Buffer | undefined, contentType: string): unknown {
	if (!body || !contentType.startsWith('application/json')) return undefined;
	try {
		return JSON.parse(body.toString()) as unknown;
	} catch {
		return undefined;
	}
}
