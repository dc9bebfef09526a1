import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { Pacer } from '../shared/limits';
import { reasonInWords, wasNeverSent } from './connection';
import { parseUrl } from './url';

export const CREDENTIAL = 'runwayApi';

export interface ApiRequest {
	readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	/** Begins with a slash; what is in it, a query included, is already URL-encoded. */
	readonly path: string;
	readonly body?: IDataObject;
	readonly timeoutMs: number;
	/**
	 * True: a stopped execution does not break this request off once it is under way. For creating (its answer
	 * holds the id of a paid task) and for cancelling.
	 */
	readonly outlivesStop?: boolean;
	/** Asked right before the request leaves: false, and it is not sent (the answer is `stopped`). */
	readonly wanted?: () => boolean;
	/** True: waits for its turn and is sent even after a stop. Only for cleaning up. */
	readonly cleanup?: boolean;
}

/** What came of a request. Sending never throws: each caller decides what an outcome means for money. */
export type ApiAnswer =
	| { readonly kind: 'answer'; readonly status: number; readonly headers: IDataObject; readonly body: unknown }
	/** No usable answer. `sent` false: it never reached the server, so nothing can have happened there. */
	| { readonly kind: 'lost'; readonly sent: boolean; readonly reason: string }
	| { readonly kind: 'stopped' };

export interface Client {
	readonly baseUrl: string;
	/** Sends one request with the credential's key to the base URL's host. Follows no redirect. */
	send(request: ApiRequest): Promise<ApiAnswer>;
}

/** The node while it runs, or while the editor asks for a list. */
type Host = IExecuteFunctions | ILoadOptionsFunctions;

/**
 * The only sender of authenticated requests.
 * @param pacer left out where nobody sends more than a few
 */
export function createClient(host: Host, baseUrl: string, pacer?: Pacer): Client {
	// The host puts the execution's abort signal on each request it makes for a context that has one, so
	// requests that must outlive a stop are made for a context that does not.
	const detached = {
		helpers: host.helpers,
		logger: host.logger,
		getNode: () => host.getNode(),
		getCredentials: async (type: string) => await host.getCredentials(type),
	} as unknown as IExecuteFunctions;

	const isStopped = () => 'getExecutionCancelSignal' in host && host.getExecutionCancelSignal()?.aborted === true;

	return {
		baseUrl,
		async send({ method, path, body, timeoutMs, outlivesStop, cleanup = false, wanted }) {
			await pacer?.turn(cleanup);
			// What waited for its turn is not sent any more after a stop; what was sent before may outlive it.
			if (!cleanup && isStopped()) return { kind: 'stopped' };
			if (wanted?.() === false) return { kind: 'stopped' };
			// A fresh object for each call: the host edits it.
			const options: IHttpRequestOptions = {
				method,
				url: `${baseUrl}${path}`,
				body,
				json: true,
				timeout: timeoutMs,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				// A redirect would take the key along to wherever it points.
				disableFollowRedirect: true,
			};
			try {
				const response = (await host.helpers.httpRequestWithAuthentication.call(
					outlivesStop ? detached : host,
					CREDENTIAL,
					options,
				)) as { statusCode: number; headers: IDataObject; body: unknown };
				if (response.statusCode === 429) pacer?.slowDown();
				return {
					kind: 'answer',
					status: response.statusCode,
					headers: response.headers,
					body: response.body,
				};
			} catch (error) {
				if (!outlivesStop && isStopped()) return { kind: 'stopped' };
				return { kind: 'lost', sent: !wasNeverSent(error), reason: reasonInWords(error) };
			}
		},
	};
}

/**
 * The credential's base URL, without a slash at the end. Throws NodeOperationError for what is not an http(s)
 * URL or has a user, a query or a fragment in it.
 */
export async function readBaseUrl(host: Host): Promise<string> {
	const { baseUrl } = await host.getCredentials<{ baseUrl?: unknown }>(CREDENTIAL);
	const text = String(baseUrl ?? '').trim();
	const url = parseUrl(text);
	if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
		throw new NodeOperationError(host.getNode(), 'The Base URL in the Runway credential is not usable', {
			description:
				'It must begin with https:// and hold no user name, password, "?" or "#". Runway\'s own is https://api.dev.runwayml.com',
		});
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
