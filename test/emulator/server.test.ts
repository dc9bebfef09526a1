import { setTimeout as pause } from 'node:timers/promises';
import { RunwayEmulator } from './core';
import { startEmulator, type RunningEmulator, type ServerOptions } from './server';
import type { Fault } from './types';

const running: RunningEmulator[] = [];

async function start(options: ServerOptions): Promise<RunningEmulator> {
	const emulator = await startEmulator({ render: 'tiny', durationMs: 0, pendingMs: 0, ...options });
	running.push(emulator);
	return emulator;
}

afterEach(async () => {
	await Promise.all(running.splice(0).map(async (emulator) => await emulator.stop()));
});

async function ask(
	emulator: RunningEmulator,
	method: string,
	path: string,
	body?: unknown,
): Promise<Response> {
	return await fetch(`${emulator.baseUrl}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${emulator.apiKey}`,
			'x-runway-version': '2024-11-06',
			'content-type': 'application/json',
		},
		body: body === undefined ? undefined : JSON.stringify(body),
		signal: AbortSignal.timeout(5_000),
	});
}

async function create(emulator: RunningEmulator): Promise<Response> {
	const request = { model: 'gen4.5', promptText: 'A boat', ratio: '1280:720', duration: 5 };
	return await ask(emulator, 'POST', '/v1/text_to_video', request);
}

async function outputUrl(emulator: RunningEmulator): Promise<string> {
	const { id } = (await (await create(emulator)).json()) as { id: string };
	const task = (await (await ask(emulator, 'GET', `/v1/tasks/${id}`)).json()) as { output: string[] };
	return task.output[0] ?? '';
}

/** What a client sees of a request whose connection breaks. */
async function outcome(work: Promise<Response>): Promise<string> {
	try {
		const response = await work;
		return `${response.status}, ${(await response.arrayBuffer()).byteLength} bytes`;
	} catch (error) {
		const { code } = ((error as Error).cause ?? {}) as { code?: string };
		return code ?? (error as Error).name;
	}
}

describe('over HTTP', () => {
	it('serves the API and its files', async () => {
		const emulator = await start({ outcome: () => ({ sizeBytes: 5_000_000 }) });
		const response = await fetch(await outputUrl(emulator));
		const bytes = Buffer.from(await response.arrayBuffer());
		expect(response.headers.get('content-length')).toBe('5000000');
		expect(bytes.equals(await emulator.core.outputBytes(emulator.core.tasks.all[0]?.id ?? ''))).toBe(true);
		const head = await fetch(await outputUrl(emulator), { method: 'HEAD' });
		expect([head.headers.get('content-length'), (await head.arrayBuffer()).byteLength]).toEqual([
			'5000000',
			0,
		]);
	});

	it('can serve files from another origin and tells which host a request came to', async () => {
		const emulator = await start({ separateFilesHost: true });
		const url = await outputUrl(emulator);
		expect(new URL(url).origin).toBe(emulator.filesUrl);
		expect(emulator.filesUrl).not.toBe(emulator.baseUrl);
		expect((await fetch(url)).status).toBe(200);
		expect(emulator.core.log.entries.map(({ host }) => host)).toEqual(['api', 'api', 'files']);
	});

	it('frees its port when it stops, whatever is still open', async () => {
		const emulator = await startEmulator({ fault: () => ({ kind: 'stall', afterBytes: 1 }) });
		const open = create(emulator).then(async (response) => await response.text());
		const broken = expect(open).rejects.toThrow();
		while (emulator.core.log.entries.length === 0) await pause(5);
		await emulator.stop();
		await broken;
		const again = await startEmulator({ port: Number(new URL(emulator.baseUrl).port) });
		expect(again.baseUrl).toBe(emulator.baseUrl);
		await again.stop();
	});
});

describe('faults', () => {
	const first =
		(fault: Fault): ServerOptions['fault'] =>
		({ route }, count) =>
			route === 'create' && count === 1 ? fault : undefined;

	it.each<[string, Fault, string, number]>([
		['reset before', { kind: 'reset-before' }, 'ECONNRESET', 0],
		['reset after', { kind: 'reset-after' }, 'ECONNRESET', 1],
		['status', { kind: 'status', status: 503 }, '503, 32 bytes', 0],
		['status after all', { kind: 'status', status: 502, body: '', processed: true }, '502, 0 bytes', 1],
		['web page', { kind: 'html' }, '200, 53 bytes', 0],
		['cut', { kind: 'cut', afterBytes: 10 }, 'UND_ERR_SOCKET', 1],
		['too little', { kind: 'headers', set: { 'content-length': '5000' } }, 'UND_ERR_SOCKET', 1],
		['no length', { kind: 'headers', set: { 'content-length': undefined } }, '200, 76 bytes', 1],
		['other JSON', { kind: 'json', change: () => ({}) }, '200, 2 bytes', 1],
	])('%s', async (_what, fault, seen, created) => {
		const emulator = await start({ fault: first(fault) });
		expect(await outcome(create(emulator))).toBe(seen);
		expect(emulator.core.tasks.all).toHaveLength(created);
		expect(emulator.core.log.creates()[0]).toMatchObject({ fault: fault.kind });
		// Only the first request met it.
		expect((await create(emulator)).status).toBe(200);
	});

	it('delay carries the request out at once and answers late', async () => {
		const emulator = await start({ fault: first({ kind: 'delay', ms: 300 }) });
		const before = Date.now();
		let status: number | undefined;
		const answer = create(emulator).then((response) => (status = response.status));
		while (emulator.core.tasks.all.length === 0) await pause(5);
		expect(status).toBeUndefined();
		expect(await answer).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(295);
	});

	it('stall sends a part and then nothing', async () => {
		const fault: ServerOptions['fault'] = ({ route }) =>
			route === 'output' ? { kind: 'stall', afterBytes: 100 } : undefined;
		const emulator = await start({ fault });
		const stop = new AbortController();
		const response = await fetch(await outputUrl(emulator), { signal: stop.signal });
		const reader = response.body!.getReader();
		let received = 0;
		while (received < 100) received += (await reader.read()).value?.length ?? NaN;
		const more = reader.read();
		expect([received, await Promise.race([more, pause(100, 'nothing')])]).toEqual([100, 'nothing']);
		stop.abort();
		await expect(more).rejects.toThrow(/aborted/);
	});

	it('carry headers, and are asked with the task and the number of the request', async () => {
		const asked: unknown[] = [];
		const emulator = await start({
			fault: ({ route, taskId, method }, count) => {
				asked.push([route, method, count, taskId]);
				return route === 'poll' && count === 2
					? { kind: 'status', status: 429, headers: { 'retry-after': '7' } }
					: undefined;
			},
		});
		const { id } = (await (await create(emulator)).json()) as { id: string };
		const polls = [1, 2, 3].map(() => `/v1/tasks/${id}`);
		const statuses: unknown[] = [];
		for (const path of polls) {
			const { status, headers } = await ask(emulator, 'GET', path);
			statuses.push([status, headers.get('retry-after')]);
		}
		expect(statuses).toEqual([
			[200, null],
			[429, '7'],
			[200, null],
		]);
		expect(asked).toEqual([
			['create', 'POST', 1, undefined],
			...[1, 2, 3].map((count) => ['poll', 'GET', count, id]),
		]);
	});

	it('are described, not carried out, by the core alone', async () => {
		const core = new RunwayEmulator({ render: 'tiny', fault: () => ({ kind: 'cut', afterBytes: 3 }) });
		const headers = { authorization: `Bearer ${core.apiKey}`, 'x-runway-version': '2024-11-06' };
		const answer = await core.handle({ method: 'GET', path: '/v1/organization', headers });
		expect(answer).toMatchObject({ status: 200, connection: { kind: 'cut', afterBytes: 3 } });
	});
});
