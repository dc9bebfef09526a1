import type { IDataObject } from 'n8n-workflow';
import { make } from '../../nodes/Runway/batch/make';
import type { Creation } from '../../nodes/Runway/transport/create';
import { answer, lost } from '../transport/scripted';
import { createScene, entries, failureOf, itemsOf } from './building';
import { created, makeOne, voice, wish, type Wish } from './making';

describe('something new', () => {
	it('is noted at once, stands in the log, and is looked at until it is ready', async () => {
		const scene = createScene({ runway: { 'GET v%201': [voice('PROCESSING'), lost(), voice('READY', { preview: 'p' })] } });
		const outcome = await makeOne(scene, wish([created()]));
		expect(itemsOf(outcome)).toEqual([{ json: { id: 'v 1', status: 'READY', preview: 'p', shown: true }, pairedItem: { item: 0 } }]);
		expect(scene.names()).toEqual(['5000 GET v%201', '10000 GET v%201', '15000 GET v%201']);
		expect(scene.asked[0].path).toBe('/v1/voices/v%201');
		expect(scene.log).toEqual(['Runway voice v 1 created for item 1']);
		expect(entries(scene)).toEqual([{ fingerprint: 'f', state: 'open', taskId: 'v 1', createdAt: Date.UTC(2026, 0, 1) }]);
		expect(scene.run.ledger.lastLookAt('v 1')).toBe(scene.clock.now());
	});

	it('is not looked at when nobody waits for it, or when it is ready with its creation', async () => {
		const json = async (settings: Wish['settings']) => itemsOf(await makeOne(createScene(), wish([created({ name: 'Bea' })], { settings })))[0].json;
		expect(await json({ waitForCompletion: false })).toEqual({ name: 'Bea', status: 'PROCESSING', id: 'v 1', shown: true });
		expect(await json(null)).toEqual({ name: 'Bea', id: 'v 1', shown: true });
		expect(itemsOf(await makeOne(createScene(), wish([created({ status: 'READY' })])))[0].json).toMatchObject({ name: 'Ann', status: 'READY' });
	});

	it('that failed is of no use, and is not made again by a rerun', async () => {
		const scene = createScene({ runway: { 'GET v%201': [voice('FAILED', { failureReason: 'Too short' })] } });
		const failure = failureOf(await makeOne(scene, wish([created()])));
		expect(failure).toEqual({
			message: 'Runway voice v 1 failed: Too short',
			description: expect.stringMatching(/no use.*does not create the same voice again/),
			details: { voiceId: 'v 1', status: 'FAILED', failureReason: 'Too short' },
		});
		const { making, sent } = wish([]);
		expect(failureOf((await make(createScene({ context: scene.context }).run, [making]))[0])).toEqual(failure);
		expect(sent.count).toBe(0);
		const bare = createScene({ runway: { 'GET v%201': [voice('FAILED')] } });
		expect(failureOf(await makeOne(bare, wish([created()]))).message).toBe('Runway voice v 1 failed: Runway gave no reason');
	});

	it('that is gone may be made again', async () => {
		const scene = createScene({ runway: { 'GET v%201': [voice('PROCESSING'), answer(404), answer(404)] } });
		expect(failureOf(await makeOne(scene, wish([created()])))).toEqual({
			message: 'Runway voice v 1 does not exist (any more)',
			description: expect.stringContaining('Run the item again'),
			httpCode: 404,
			details: { voiceId: 'v 1' },
		});
		const again = createScene({ context: scene.context, clock: scene.clock, runway: { 'GET v%201': [voice('READY')] } });
		expect(itemsOf(await makeOne(again, wish([created()])))).toHaveLength(1);
	});

	it('that may not be looked at stays', async () => {
		const scene = createScene({ runway: { 'GET v%201': [answer(401, { error: 'No' })] } });
		expect(failureOf(await makeOne(scene, wish([created()])))).toMatchObject({ details: { voiceId: 'v 1' }, httpCode: 401 });
		expect(entries(scene)).toMatchObject([{ state: 'open', taskId: 'v 1' }]);
	});

	it.each([{ id: 'other', status: 'READY' }, { id: 'v 1' }, '<html>', null])('is not ready by an answer like %j', async (body) => {
		const scene = createScene({ runway: { 'GET v%201': [answer(200, body), voice('READY')] } });
		await makeOne(scene, wish([created()]));
		expect(scene.asked).toHaveLength(2);
	});
});

describe('the limit', () => {
	const processing = (looks: number) => ({ 'GET v%201': Array.from({ length: looks }, () => voice('PROCESSING')) });

	it('is an error that names it, which can still be looked at', async () => {
		const failure = failureOf(await makeOne(createScene({ runway: processing(2) }), wish([created()], { settings: { waitLimitMs: 10_000 } })));
		expect(failure).toEqual({
			message: 'Runway voice v 1 is not ready after the Wait Limit; its status is PROCESSING',
			description: expect.stringMatching(/goes on at Runway.*Retry this execution.*Wait Limit/),
			details: { voiceId: 'v 1', status: 'PROCESSING' },
		});
	});

	it('tells of trouble, and that nothing is known', async () => {
		const settings = { waitLimitMs: 10_000 };
		const troubled = createScene({ runway: { 'GET v%201': [lost(), lost()] } });
		expect(failureOf(await makeOne(troubled, wish([created()], { settings }))).message).toMatch(/; the last looks met trouble: no answer came in time$/);
		const context = { runwayTasks: { 0: { 0: { fingerprint: 'f', state: 'open', taskId: 'v 1' } } } };
		const unseen = createScene({ context: context as never, runway: { 'GET v%201': [answer(404), answer(404)] } });
		expect(failureOf(await makeOne(unseen, wish([], { settings }))).message).toMatch(/; its status is unknown$/);
	});

	it('or an item', async () => {
		const settings = { waitLimitMs: 10_000, onLimit: 'continue' } as const;
		const outcome = await makeOne(createScene({ runway: processing(2) }), wish([created()], { settings }));
		expect(itemsOf(outcome)[0].json).toEqual({ id: 'v 1', status: 'PROCESSING', shown: true });
	});

	it('does not matter to what is ready, or has failed, with the last look', async () => {
		const settings = { waitLimitMs: 5000 };
		expect(itemsOf(await makeOne(createScene({ runway: { 'GET v%201': [voice('READY')] } }), wish([created()], { settings })))).toHaveLength(1);
		const failing = await makeOne(createScene({ runway: { 'GET v%201': [voice('FAILED')] } }), wish([created()], { settings }));
		expect(failureOf(failing).message).toContain('failed');
	});
});

describe('a rerun', () => {
	const context = () => ({ runwayTasks: { 0: { 0: { fingerprint: 'f', state: 'open', taskId: 'v 1' } } } }) as never;

	it('goes on with what was created', async () => {
		const scene = createScene({ context: context(), runway: { 'GET v%201': [voice('READY')] } });
		const { making, sent } = wish([]);
		expect(itemsOf((await make(scene.run, [making]))[0])[0].json).toEqual({ id: 'v 1', status: 'READY', shown: true });
		expect(sent.count).toBe(0);
	});

	it.each([{ waitForCompletion: false }, null])('takes one look where nobody waits (%j)', async (settings) => {
		const scene = createScene({ context: context(), runway: { 'GET v%201': [voice('PROCESSING')] } });
		expect(itemsOf(await makeOne(scene, wish([], { settings })))[0].json).toEqual({ id: 'v 1', status: 'PROCESSING', shown: true });
		expect(scene.names()).toEqual(['0 GET v%201']);
	});

	it('says what it could not look at', async () => {
		const scene = createScene({ context: context(), runway: { 'GET v%201': [answer(404, {})] } });
		expect(failureOf(await makeOne(scene, wish([], { settings: null }))).message).toMatch(/^Runway voice v 1, which was created before, could not be looked at: /);
	});

	it.each(['refused', 'lost'] as const)('sends nothing again that was %s', async (state) => {
		const scene = createScene();
		const creation: Creation<IDataObject> = { kind: state === 'lost' ? 'unknown' : 'refused', failure: { message: 'As before' } };
		expect(failureOf(await makeOne(scene, wish([creation])))).toEqual({ message: 'As before' });
		expect(entries(scene)).toEqual([{ fingerprint: 'f', state, failure: { message: 'As before' } }]);
		const { making, sent } = wish([]);
		expect(failureOf((await make(createScene({ context: scene.context }).run, [making]))[0])).toEqual({ message: 'As before' });
		expect(sent.count).toBe(0);
	});

	it('sends again what was not taken', async () => {
		const scene = createScene();
		expect(failureOf(await makeOne(scene, wish([{ kind: 'unavailable', failure: { message: 'Busy' } }])))).toEqual({ message: 'Busy' });
		expect(itemsOf(await makeOne(createScene({ context: scene.context }), wish([created()], { settings: null })))).toHaveLength(1);
	});
});

describe('many at once', () => {
	const refused: Creation<IDataObject> = { kind: 'refused', failure: { message: 'No' } };

	it('are made side by side', async () => {
		const scene = createScene();
		const all = [0, 1, 2].map((itemIndex) => wish([created({ id: `v${itemIndex}` })], { settings: null, itemIndex }).making);
		expect((await make(scene.run, all)).map((outcome) => itemsOf(outcome)[0].pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});

	it.each([
		[true, ['failed', 'skipped']],
		[false, ['failed', 'items']],
	])('end with the first that fails, if the node must stop (%s)', async (stopOnFailure, kinds) => {
		const { run } = createScene({ stopOnFailure, places: 1 });
		const late = wish([created()], { settings: null, itemIndex: 1 });
		const outcomes = await make(run, [wish([refused]).making, late.making]);
		expect(outcomes.map(({ kind }) => kind)).toEqual(kinds);
		expect([run.halted, late.sent.count]).toEqual([stopOnFailure, stopOnFailure ? 0 : 1]);
	});

	it('end also with one that fails later', async () => {
		const { run } = createScene({ stopOnFailure: true, runway: { 'GET v%201': [voice('FAILED')] } });
		await make(run, [wish([created()]).making]);
		expect(run.halted).toBe(true);
	});
});

describe('a failure at which the node stops', () => {
	const broken: Creation<IDataObject> = { kind: 'unavailable', failure: { message: 'x', description: 'Wait.', details: { a: 1 } } };

	const failing = async (creations: ReadonlyArray<Creation<IDataObject>>, stopOnFailure = true) => {
		const { run } = createScene({ stopOnFailure, context: { runwayTasks: { 0: { 5: { fingerprint: 'f', state: 'open', taskId: 'v6' } } } } as never, runway: { 'GET v6': [answer(200, { id: 'v6', status: 'READY' })] } });
		const jobs = creations.map((one, itemIndex) => wish([one], { itemIndex, settings: null }).making);
		return await make(run, [...jobs, wish([], { itemIndex: 5, settings: null }).making]);
	};

	it('names what was made for the others, by this run and by earlier ones', async () => {
		const outcomes = await failing([created(), broken, created({ id: 'v3' }), broken]);
		expect(failureOf(outcomes[1])).toEqual({
			message: 'x',
			description:
				'Wait. Created for the other items, and kept by Runway: voice v 1 (item 1), voice v3 (item 3), voice v6 (item 6). ' +
				'Retry this execution, and they are not created again.',
			details: { a: 1, others: [{ item: 1, voiceId: 'v 1' }, { item: 3, voiceId: 'v3' }, { item: 6, voiceId: 'v6' }] },
		});
		expect(outcomes.map(({ kind }) => kind)).toEqual(['items', 'failed', 'items', 'failed', 'items']);
	});

	it('does not count what has failed itself among the others', async () => {
		const { run } = createScene({ stopOnFailure: true, runway: { 'GET v%201': [voice('FAILED')] } });
		const outcomes = await make(run, [wish([created()]).making, wish([created({ id: 'v2' })], { itemIndex: 1, settings: null }).making]);
		expect(failureOf(outcomes[0]).details?.others).toEqual([{ item: 2, voiceId: 'v2' }]);
		const alone = createScene({ stopOnFailure: true, runway: { 'GET v%201': [voice('FAILED')] } });
		const [outcome] = await make(alone.run, [wish([created()]).making]);
		expect(failureOf(outcome)).toMatchObject({ description: expect.not.stringContaining('the other items') });
		expect(failureOf(outcome).details).not.toHaveProperty('others');
	});

	it('says nothing of others where the node goes on, or where there are none', async () => {
		expect(failureOf((await failing([created(), broken], false))[1])).toEqual(broken.failure);
		const { run } = createScene({ stopOnFailure: true });
		expect(failureOf((await make(run, [wish([broken]).making]))[0])).toEqual(broken.failure);
	});
});

describe('a stop', () => {
	it('ends the wait at once, and says what was made and what may have been', async () => {
		const scene = createScene();
		scene.clock.at(2000, () => scene.stop.abort());
		const unknown: Creation<IDataObject> = { kind: 'unknown', failure: { message: 'x', details: { taskMayExist: true } } };
		const unavailable: Creation<IDataObject> = { kind: 'unavailable', failure: { message: 'x' } };
		const all = [created(), created({ id: 'v2' }), unknown, unavailable].map((one, itemIndex) => wish([one], { itemIndex }).making);
		await expect(make(scene.run, all)).rejects.toMatchObject({
			message: 'Execution canceled',
			description:
				'Created before, and kept by Runway: voice v 1 (item 1), voice v2 (item 2). ' +
				'It is not known whether Runway created the task for item 3: look at its usage page.',
		});
		expect([scene.clock.elapsed(), scene.asked]).toEqual([2000, []]);
	});

	it('before anything was sent keeps all back, and says no more', async () => {
		const scene = createScene();
		scene.stop.abort();
		const { making, sent } = wish([created()]);
		await expect(make(scene.run, [making])).rejects.toMatchObject({ message: 'Execution canceled', description: '' });
		expect(sent.count).toBe(0);
	});

	it('tells of what an earlier run has made', async () => {
		const context = { runwayTasks: { 0: { 0: { fingerprint: 'f', state: 'open', taskId: 'v 1' } } } };
		const scene = createScene({ context: context as never });
		scene.stop.abort();
		await expect(make(scene.run, [wish([]).making])).rejects.toMatchObject({
			description: 'Created before, and kept by Runway: voice v 1 (item 1).',
		});
	});
});
