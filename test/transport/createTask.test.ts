import { Timer } from '../../nodes/Runway/shared/timer';
import { createTask } from '../../nodes/Runway/transport/tasks';
import { EvenClock, answer, lost, scriptedClient, type Step } from './scripted';

type FactsIn = Parameters<typeof createTask>[4];

async function create(
	steps: readonly Step[],
	body: object = { promptText: 'A fox' },
	act?: (run: { halted: boolean; stop(): void }) => void,
	factsIn?: FactsIn,
) {
	const clock = new EvenClock();
	const stop = new AbortController();
	const { client, asked } = scriptedClient(clock, { 'POST text_to_video': steps }, stop.signal);
	const run = { clock, timer: new Timer(clock, stop.signal), halted: false, stopped: () => stop.signal.aborted, stop: () => stop.abort() };
	act?.(run);
	const result = await createTask(client, run, '/v1/text_to_video', body as never, factsIn);
	return { result, asked, at: asked.map((request) => request.at) };
}

const created = answer(200, { id: 'a1', estimatedCost: { credits: 60 } });

describe('a creating request', () => {
	it('is one that a stop does not break off, and gives the task with its price', async () => {
		const { result, asked } = await create([created]);
		expect(asked).toEqual([
			{
				method: 'POST',
				path: '/v1/text_to_video',
				body: { promptText: 'A fox' },
				// A minute, as Runway itself gives it, and what a slow line takes for the text.
				timeoutMs: 60_001,
				outlivesStop: true,
				wanted: expect.any(Function),
				at: 0,
			},
		]);
		expect(result).toEqual({ kind: 'created', task: { id: 'a1', estimatedCost: { credits: 60 } } });
	});

	it('has more time the more files are in it, which are not written out only to be measured', async () => {
		let written = 0;
		const body = { a: 1, b: null, promptImage: [{ uri: 'x'.repeat(5_000_000) }], toJSON: () => (written += 1) };
		expect((await create([created], body)).asked[0].timeoutMs).toBe(110_000);
		expect(written).toBe(0);
	});

	it.each([[{}], [{ estimatedCost: null }], [{ estimatedCost: { credits: '60' } }]])('may tell no price: %j', async (more) => {
		expect((await create([answer(201, { id: 'a1', ...more })])).result).toEqual({ kind: 'created', task: { id: 'a1' } });
	});

	it('may be one to a router, whose answer tells the price with its choice, and facts for the results', async () => {
		const routed = { id: 'a1', routing: { model: 'm', estimatedCost: { credits: 7 } } };
		expect((await create([answer(200, routed)], {}, undefined, ({ routing }) => routing as never)).result).toEqual({
			kind: 'created',
			task: { id: 'a1', estimatedCost: { credits: 7 }, facts: routed.routing },
		});
	});

	it('is repeated after what created nothing, with the pause Runway asks for, and not for ever', async () => {
		const { result, at } = await create([answer(429, {}, { 'retry-after': '9' }), lost(false), answer(503), answer(502), created]);
		expect(at).toEqual([0, 9000, 13_000, 21_000, 37_000]);
		expect(result.kind).toBe('created');
		const all = Array.from({ length: 5 }, () => answer(504));
		expect((await create(all)).result).toMatchObject({
			kind: 'unavailable',
			failure: { message: 'Runway did not take the request after 5 tries: status 504', httpCode: 504 },
		});
	});

	it('is not wanted any more once an item has failed or the execution was stopped', async () => {
		expect((await create([], {}, (run) => (run.halted = true))).result).toEqual({ kind: 'skipped' });
		expect((await create([], {}, (run) => run.stop())).result).toEqual({ kind: 'stopped' });
		// Between two tries.
		const { result, asked } = await create([answer(503)], {}, (run) => setImmediate(() => (run.halted = true)));
		expect([result, asked.length]).toEqual([{ kind: 'skipped' }, 1]);
	});

	it.each<[string, Step]>([
		['a lost answer', lost()],
		['500', answer(500)],
		['408', answer(408)],
		['an answer without an id', answer(200, { id: '..' })],
		['an answer without a body', answer(200, null)],
	])('is not repeated after %s: the task may exist', async (_, step) => {
		const { result, asked } = await create([step]);
		expect(asked).toHaveLength(1);
		expect(result).toMatchObject({
			kind: 'unknown',
			failure: {
				message: expect.stringMatching(/^It is not known whether Runway created the task: .*(came in time|status (500|408)|held no task id)$/),
				description: expect.stringMatching(/sent once and is not sent again.*Wait for Task/),
				details: { taskMayExist: true },
			},
		});
	});

	it.each<[number, object, string]>([
		[400, { error: 'Bad prompt' }, 'refused'],
		[413, {}, 'refused'],
		[422, {}, 'refused'],
		[400, { error: 'You do not have enough credits' }, 'unavailable'],
		[400, { error: 'Too few credits', issues: [{ path: ['a'], message: 'b' }] }, 'refused'],
		[401, {}, 'unavailable'],
		[402, {}, 'unavailable'],
		[403, {}, 'unavailable'],
		[404, {}, 'unavailable'],
		[300, {}, 'unavailable'],
		[307, {}, 'unavailable'],
	])('answered with %i %j is %s', async (status, body, kind) => {
		const { result, asked } = await create([answer(status, body)]);
		expect(asked).toHaveLength(1);
		expect(result).toMatchObject({ kind, failure: { message: expect.stringMatching(/^Runway refused the request: /), httpCode: status } });
	});

	it.each<[string, Step, RegExp]>([
		['404 is about the server', answer(404), /^Nothing was created.*does not know this operation, or not this model/],
		['429 may be a rate or a daily limit', answer(429, {}, { 'retry-after': '3600' }), /^Nothing was created.*too many requests.*daily limit/],
	])('says what to do next: %s', async (_, step, words) => {
		expect((await create([step])).result).toMatchObject({ failure: { description: expect.stringMatching(words) } });
	});

	it('says that it never arrived', async () => {
		expect((await create(Array.from({ length: 5 }, () => lost(false)))).result).toMatchObject({
			kind: 'unavailable',
			failure: {
				message: 'Runway could not be reached after 5 tries: no answer came in time',
				description: expect.stringContaining('Nothing was created'),
			},
		});
	});

	it('counts no tries where there was one', async () => {
		expect((await create([answer(429, {}, { 'retry-after': '121' })])).result).toMatchObject({
			failure: { message: 'Runway did not take the request: status 429' },
		});
	});
});
