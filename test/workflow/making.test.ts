import { closeBenches, setUpBench, type Bench } from './bench';

afterEach(closeBenches);

const one = [{ json: {} }];
const named = (...names: string[]) => names.map((name) => ({ json: { name } }));

const voice = (more = {}) => ({
	resource: 'voice',
	operation: 'create',
	name: '={{ $json.name ?? "Narrator" }}',
	from: 'text',
	prompt: 'A warm and friendly voice with a slight accent',
	model: 'eleven_ttv_v3',
	...more,
});

const posts = ({ core }: Bench) => core.log.of('call').filter(({ method }) => method === 'POST');
const looks = ({ core }: Bench) => core.log.of('call').filter(({ method }) => method === 'GET');

describe('creating voices', () => {
	it('waits until each is ready, all at once', async () => {
		const bench = await setUpBench({ makingMs: 12_000 });
		const result = await bench.run({ items: named('a', 'b', 'c', 'd', 'e', 'f'), parameters: voice() });
		expect(result.items('Runway').map(({ json }) => [json.name, json.status])).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, 'READY']));
		expect(result.items('Runway')[2]).toMatchObject({
			json: { voiceId: expect.any(String) as string, previewUrl: null, createdAt: expect.stringMatching(/^2026-01-01T00:00:00/) as string },
			pairedItem: { item: 2 },
		});
		expect(bench.clock.elapsed()).toBeLessThan(18_000);
		const times = looks(bench).filter(({ path }) => path === looks(bench)[0].path).map(({ time }) => time);
		for (const [index, time] of times.entries()) if (index > 0) expect(time - times[index - 1]).toBeGreaterThanOrEqual(5000);
	});

	it('does not wait when it is told not to', async () => {
		const bench = await setUpBench({ makingMs: 60_000 });
		const result = await bench.run({ items: one, parameters: voice({ waitForCompletion: false }) });
		expect(result.items('Runway')[0].json).toEqual({ voiceId: bench.core.things.all[0].id, name: 'Narrator', status: 'PROCESSING' });
		expect(looks(bench)).toHaveLength(0);
	});

	it('says why one failed, and does not make the same one again', async () => {
		const bench = await setUpBench({ makingMs: 6000, making: () => 'The description is too vague.' });
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const result = await bench.run({ items: one, parameters: voice(), node });
		const [{ id }] = bench.core.things.all;
		expect(result.error?.message).toBe(`Runway voice ${id} failed: The description is too vague.`);
		expect(result.error?.description).toContain('A rerun does not create the same voice again');
		expect(posts(bench)).toHaveLength(1);
	});

	it('goes on with those that exist when the node runs again', async () => {
		const bench = await setUpBench({ makingMs: 30_000 });
		const options = { waitLimit: 0.2 };
		const failed = await bench.run({ items: named('a', 'b'), parameters: voice({ options }) });
		expect(failed.error?.message).toMatch(/^Item 1 of 2: Runway voice .* is not ready after the Wait Limit; its status is PROCESSING$/);
		bench.clock.pass(60_000);
		const again = await failed.retry();
		expect(again.items('Runway').map(({ json }) => [json.name, json.status])).toEqual([['a', 'READY'], ['b', 'READY']]);
		expect(posts(bench)).toHaveLength(2);
	});

	it('passes an unfinished one on at the limit, if that is wanted', async () => {
		const bench = await setUpBench({ makingMs: 60_000 });
		const options = { waitLimit: 0.2, onLimit: 'continue' };
		const result = await bench.run({ items: one, parameters: voice({ options }) });
		expect(result.items('Runway')[0].json).toMatchObject({ voiceId: bench.core.things.all[0].id, status: 'PROCESSING' });
	});

	it('sends a request whose answer was lost once, also when the node runs again', async () => {
		const bench = await setUpBench({ fault: ({ method }) => (method === 'POST' ? { kind: 'reset-after' } : undefined) });
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const result = await bench.run({ items: one, parameters: voice(), node });
		expect(result.error?.message).toMatch(/^It is not known whether Runway created the voice/);
		expect(posts(bench)).toHaveLength(1);
	});

	it.each([429, 503])('sends it again after status %i, which created nothing', async (status) => {
		const bench = await setUpBench({
			fault: ({ method }, count) => (method === 'POST' && count === 1 ? { kind: 'status', status, headers: { 'retry-after': '7' } } : undefined),
		});
		const result = await bench.run({ items: one, parameters: voice() });
		expect(result.items('Runway')[0].json.status).toBe('READY');
		const [first, second] = posts(bench).map(({ time }) => time);
		expect(second - first).toBeGreaterThanOrEqual(7000);
		expect(bench.core.things.all).toHaveLength(1);
	});

	it('shows what Runway refuses at its field, and does not send it again', async () => {
		const body = { error: 'Validation of body failed', issues: [{ code: 'custom', path: ['name'], message: 'Taken' }] };
		const bench = await setUpBench({ fault: () => ({ kind: 'status', status: 400, body }) });
		const failed = await bench.run({ items: one, parameters: voice() });
		expect(failed.error?.message).toBe('Runway refused the request: Validation of body failed; name: Taken');
		expect((await failed.retry()).error?.message).toBe(failed.error?.message);
		expect(posts(bench)).toHaveLength(1);
	});

	it('lives through trouble while it waits', async () => {
		const bench = await setUpBench({
			makingMs: 20_000,
			fault: ({ method }, count) =>
				method !== 'GET' ? undefined : ([{ kind: 'reset-before' }, { kind: 'html', status: 404 }, { kind: 'status', status: 500 }] as const)[count - 2],
		});
		const result = await bench.run({ items: one, parameters: voice() });
		expect(result.items('Runway')[0].json.status).toBe('READY');
	});

	it('ends when it is deleted meanwhile', async () => {
		const bench = await setUpBench({ makingMs: 600_000 });
		bench.clock.at(20_000, () => bench.core.things.remove(bench.core.things.all[0]));
		const result = await bench.run({ items: one, parameters: voice() });
		expect(result.error?.message).toMatch(/^Runway voice .* does not exist \(any more\)$/);
	});

	it('stops at once and names what was created', async () => {
		const bench = await setUpBench({ makingMs: 600_000 });
		const started = await bench.start({ items: named('a', 'b'), parameters: voice() });
		bench.clock.at(12_000, () => started.cancel());
		const stopped = await started.finished;
		expect(stopped.status).toBe('canceled');
		expect(bench.clock.elapsed()).toBeLessThan(13_000);
		expect(bench.core.things.all).toHaveLength(2);
	});

	it('creates nothing more after a failure at which the node stops', async () => {
		const bench = await setUpBench({ fault: ({ method }, count) => (method === 'POST' && count === 1 ? { kind: 'status', status: 401 } : undefined) });
		const names = Array.from({ length: 20 }, (_, index) => `voice ${index}`);
		const result = await bench.run({ items: named(...names), parameters: voice() });
		expect(result.error?.message).toMatch(/^Item 1 of 20: Runway refused the request/);
		expect(posts(bench).length).toBeLessThanOrEqual(4);
	});

	it('names what exists for the other items when it stops at a failure, and goes on with it in a rerun', async () => {
		const broken = { kind: 'status', status: 401 } as const;
		let trouble = true;
		const bench = await setUpBench({
			fault: ({ method, body }) => (trouble && method === 'POST' && (body as { name: string }).name === 'c' ? broken : undefined),
		});
		const failed = await bench.run({ items: named('a', 'b', 'c', 'd'), parameters: voice() });
		expect(failed.error?.message).toMatch(/^Item 3 of 4: Runway refused the request/);
		const made = bench.core.things.all.map(({ id, fields }) => ({ item: ['a', 'b', 'c', 'd'].indexOf(String(fields.name)) + 1, voiceId: id }));
		expect(made.length).toBeGreaterThanOrEqual(2);
		const list = made.map(({ item, voiceId }) => `voice ${voiceId} (item ${item})`).join(', ');
		expect(failed.error?.description).toContain(`Created for the other items, and kept by Runway: ${list}. Retry this execution`);
		expect(failed.error?.context.data).toMatchObject({ others: made });
		trouble = false;
		const again = await failed.retry();
		expect(again.items('Runway').map(({ json }) => json.name)).toEqual(['a', 'b', 'c', 'd']);
		expect(bench.core.things.all).toHaveLength(4);
	});

	it('checks every item before anything is sent', async () => {
		const bench = await setUpBench();
		const result = await bench.run({ items: named('a', 'x'.repeat(101)), parameters: voice() });
		expect(result.error?.message).toMatch(/^Item 2 of 2: Name: Runway takes at most 100 characters/);
		expect(bench.core.log.entries).toHaveLength(0);
	});
});

it('stores a document, which needs no waiting', async () => {
	const bench = await setUpBench();
	const parameters = { resource: 'document', operation: 'create', name: 'FAQ', content: '# Returns' };
	const result = await bench.run({ items: one, parameters });
	expect(result.items('Runway')[0].json).toMatchObject({ documentId: bench.core.things.all[0].id, name: 'FAQ', content: '# Returns' });
	expect(bench.core.log.entries).toHaveLength(1);
});
