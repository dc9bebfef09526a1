import type { ApiAnswer, ApiRequest, Client } from '../../nodes/Runway/transport/client';
import type { RunwayTask } from '../../nodes/Runway/transport/types';
import { VirtualClock } from '../engine/virtualClock';

/** A clock without chance, so that pauses are whole lists of round numbers. */
export class EvenClock extends VirtualClock {
	override random() {
		return 0;
	}
}

export const answer = (status: number, body: unknown = {}, headers = {}): ApiAnswer => ({ kind: 'answer', status, headers, body });

export const lost = (sent = true): ApiAnswer => ({ kind: 'lost', sent, reason: 'no answer came in time' });

/** What Runway says of a task. */
export const seen = (id: string, status: string, more: Partial<RunwayTask> & object = {}): ApiAnswer =>
	answer(200, { id, status, createdAt: '2026-01-01T00:00:00.000Z', ...more });

/** An answer, or what makes one when the request has come, perhaps after a while. */
export type Step = ApiAnswer | ((request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>);

/** A request, and when it came, in ms since the clock's start. */
export type Asked = ApiRequest & { readonly at: number };

export const BASE_URL = 'https://api.example';

/**
 * Runway behind a client, by script: the answers to each request, named `GET t1` by its method and the end of its
 * path, in turn. A request that the script does not know fails the test.
 */
export function scriptedClient(clock: VirtualClock, script: Record<string, readonly Step[]>, stop?: AbortSignal) {
	const left = Object.fromEntries(Object.entries(script).map(([name, steps]) => [name, [...steps]]));
	const asked: Asked[] = [];
	const client: Client = {
		baseUrl: BASE_URL,
		async send(request) {
			if ((stop?.aborted && !request.cleanup) || request.wanted?.() === false) return { kind: 'stopped' };
			asked.push({ ...request, at: clock.elapsed() });
			const name = `${request.method} ${request.path.split('/').pop()}`;
			const step = left[name]?.shift();
			if (!step) throw new Error(`One request too many: ${name}`);
			return typeof step === 'function' ? await step(request) : step;
		},
	};
	return { client, asked, names: () => asked.map(({ method, path, at }) => `${at} ${method} ${path.split('/').pop()}`) };
}
