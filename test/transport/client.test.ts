import { NodeOperationError, type IExecuteFunctions, type IHttpRequestOptions } from 'n8n-workflow';
import { createClient, readBaseUrl, type ApiRequest } from '../../nodes/Runway/transport/client';

type Reply = { statusCode: number; headers: object; body: unknown } | Error;

/** n8n's helpers for requests with a credential, acted. */
function scene(replies: readonly Reply[] = [], baseUrl: unknown = 'https://api.example') {
	const stop = new AbortController();
	const sent: Array<{ host: IExecuteFunctions; credential: string; options: IHttpRequestOptions }> = [];
	const turns: unknown[] = [];
	const left = [...replies];
	const host = {
		helpers: {
			async httpRequestWithAuthentication(this: IExecuteFunctions, credential: string, options: IHttpRequestOptions) {
				// The host edits what it is given.
				sent.push({ host: this, credential, options: { ...options } });
				options.headers = { Authorization: 'Bearer secret' };
				const reply = left.shift()!;
				if (reply instanceof Error) throw reply;
				return reply;
			},
		},
		logger: { info: () => {} },
		getNode: () => ({ name: 'Runway' }),
		getCredentials: async (type: string) => (type === 'runwayApi' ? { baseUrl } : undefined),
		getExecutionCancelSignal: () => stop.signal,
	} as unknown as IExecuteFunctions;
	const pacer = {
		turn: async (cleaningUp?: boolean) => void turns.push(cleaningUp),
		slowDown: () => void turns.push('slower'),
	};
	const client = createClient(host, 'https://api.example/v', pacer);
	return { host, client, sent, stop, turns };
}

const ok: Reply = { statusCode: 201, headers: { 'x-a': '1' }, body: { id: 't' } };
const broken = (code: string) => Object.assign(new Error(`connect ${code}`), { code });
const look: ApiRequest = { method: 'GET', path: '/v1/tasks/t', timeoutMs: 30_000 };

describe('a request', () => {
	it('slows all others down when Runway asks for fewer, and for nothing else', async () => {
		const { client, turns } = scene([{ ...ok, statusCode: 503 }, { ...ok, statusCode: 429 }, ok]);
		for (let n = 0; n < 3; n++) await client.send(look);
		expect(turns).toEqual([false, false, 'slower', false]);
	});

	it('goes out with the credential, in time, whatever the status, and follows no redirect', async () => {
		const { client, sent, host, turns } = scene([ok]);
		const answer = await client.send({ method: 'POST', path: '/v1/x', body: { a: 1 }, timeoutMs: 61_000 });
		expect(answer).toEqual({ kind: 'answer', status: 201, headers: { 'x-a': '1' }, body: { id: 't' } });
		expect(sent).toEqual([
			{
				host,
				credential: 'runwayApi',
				options: {
					method: 'POST',
					url: 'https://api.example/v/v1/x',
					body: { a: 1 },
					json: true,
					timeout: 61_000,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
				},
			},
		]);
		expect(turns).toEqual([false]);
		expect(client.baseUrl).toBe('https://api.example/v');
	});

	it('is a new object each time: what the host wrote into the last one is not in the next', async () => {
		const { client, sent } = scene([ok, ok]);
		await client.send(look);
		await client.send(look);
		expect(sent[1].options.headers).toBeUndefined();
	});

	it('of a list in the editor, where there is no execution to pace, leaves at once', async () => {
		const { host } = scene([{ ...ok, statusCode: 429 }]);
		expect(await createClient(host, 'https://api.example').send(look)).toMatchObject({ kind: 'answer', status: 429 });
	});

	it('that must outlive a stop is made for a context without the signal, and otherwise the same', async () => {
		const { client, sent, host } = scene([ok]);
		await client.send({ ...look, outlivesStop: true });
		const [{ host: used, credential }] = sent;
		expect(used.getExecutionCancelSignal).toBeUndefined();
		expect(credential).toBe('runwayApi');
		expect([used.helpers, used.logger]).toEqual([host.helpers, host.logger]);
		expect(used.getNode()).toEqual({ name: 'Runway' });
		expect(await used.getCredentials('runwayApi')).toEqual({ baseUrl: 'https://api.example' });
	});
});

describe('a stop', () => {
	it('keeps back what has not left, also what would have outlived it', async () => {
		const { client, sent, stop } = scene([ok, ok]);
		stop.abort();
		expect(await client.send(look)).toEqual({ kind: 'stopped' });
		expect(await client.send({ ...look, outlivesStop: true })).toEqual({ kind: 'stopped' });
		expect(sent).toHaveLength(0);
	});

	it('lets the clean-up go on, on turns of its own', async () => {
		const { client, sent, stop, turns } = scene([ok]);
		stop.abort();
		expect(await client.send({ ...look, cleanup: true, outlivesStop: true })).toMatchObject({ kind: 'answer' });
		expect(sent).toHaveLength(1);
		expect(turns).toEqual([true]);
	});

	it('is asked for after the turn, not before it', async () => {
		const { host, stop, sent } = scene([ok]);
		const client = createClient(host, 'https://api.example', { turn: async () => stop.abort(), slowDown: () => {} });
		expect(await client.send(look)).toEqual({ kind: 'stopped' });
		expect(sent).toHaveLength(0);
	});

	it.each([
		[false, { kind: 'stopped' }],
		[true, { kind: 'lost', sent: true, reason: 'the request was broken off' }],
	])('is why a request broke off, unless it was to outlive it (%s)', async (outlivesStop, outcome) => {
		const { client, stop } = scene([broken('ERR_CANCELED')]);
		const answer = client.send({ ...look, outlivesStop });
		// The request is under way, but not yet answered.
		await Promise.resolve();
		stop.abort();
		expect(await answer).toEqual(outcome);
	});
});

describe('a request without an answer', () => {
	it.each([
		['ECONNREFUSED', false, 'the server refused the connection'],
		['ECONNRESET', true, 'the connection was closed before the answer was complete'],
	])('%s: sent %s', async (code, sent, reason) => {
		expect(await scene([broken(code)]).client.send(look)).toEqual({ kind: 'lost', sent, reason });
	});
});

it('is not sent when it is not wanted any more', async () => {
	const { client, sent } = scene([ok]);
	expect(await client.send({ ...look, wanted: () => false })).toEqual({ kind: 'stopped' });
	expect(sent).toHaveLength(0);
	expect(await client.send({ ...look, wanted: () => true })).toMatchObject({ kind: 'answer' });
});

describe('the Base URL', () => {
	it.each([
		['https://api.dev.runwayml.com', 'https://api.dev.runwayml.com'],
		['  https://api.dev.runwayml.com//  ', 'https://api.dev.runwayml.com'],
		['http://127.0.0.1:4010/runway/', 'http://127.0.0.1:4010/runway'],
		['HTTPS://API.Example/Path', 'https://api.example/Path'],
	])('%j is used as %s', async (entered, used) => {
		expect(await readBaseUrl(scene([], entered).host)).toBe(used);
	});

	it.each([
		null,
		'',
		'api.dev.runwayml.com',
		'ftp://api.example',
		'xhttp://api.example',
		'httpss://api.example',
		'https://name@api.example',
		'https://:word@api.example',
		'https://api.example/?key=1',
		'https://api.example/#a',
	])('%j is not usable', async (entered) => {
		const error: unknown = await readBaseUrl(scene([], entered).host).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as NodeOperationError).message).toContain('Base URL');
		expect((error as NodeOperationError).description).toContain('https://api.dev.runwayml.com');
	});
});
