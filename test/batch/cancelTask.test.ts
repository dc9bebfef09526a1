import { cancelTask } from '../../nodes/Runway/batch/cancelTask';
import { answer, lost, seen, type Step } from '../transport/scripted';
import { createScene } from './building';

const done = answer(204);
const running = seen('t', 'RUNNING');

async function cancel(looks: readonly Step[], deletes: readonly Step[] = [], options = {}, stopAt?: number) {
	const scene = createScene({ runway: { 'GET t': looks, 'DELETE t': deletes } });
	if (stopAt !== undefined) scene.clock.at(stopAt, () => scene.stop.abort());
	const result = await cancelTask(scene.run, 't', options);
	return { result, names: scene.names(), asked: scene.asked };
}

it('looks, then deletes', async () => {
	expect(await cancel([running], [done])).toMatchObject({ result: { kind: 'cancelled' }, names: ['0 GET t', '0 DELETE t'] });
});

it('leaves a task alone that has ended, unless it is asked to delete it', async () => {
	const task = { id: 't', status: 'SUCCEEDED', createdAt: expect.any(String) };
	expect(await cancel([seen('t', 'SUCCEEDED')])).toEqual({
		result: { kind: 'ended', task, deleted: false },
		names: ['0 GET t'],
		asked: [expect.anything()],
	});
	expect((await cancel([seen('t', 'SUCCEEDED')], [done], { deleteEnded: true })).result).toEqual({ kind: 'ended', task, deleted: true });
	expect((await cancel([running], [done], { deleteEnded: true })).result).toEqual({ kind: 'cancelled' });
});

describe('a run of a saved workflow', () => {
	const gone = answer(404, { error: 'x' });

	it('is not cancelled, because Runway cannot, and not deleted', async () => {
		for (const options of [{ place: 'unknown' }, { place: 'unknown', deleteEnded: true }]) {
			const { result, names } = await cancel([gone, running], [], options);
			expect(names).toEqual(['0 GET t', '0 GET t']);
			expect(result).toMatchObject({ kind: 'left', failure: { description: expect.stringContaining('no way to cancel') as string, details: { taskId: 't', status: 'RUNNING' } } });
		}
		const { result, names } = await cancel([seen('t', 'SUCCEEDED')], [], { place: 'workflow_invocations', deleteEnded: true });
		expect([result.kind, names]).toEqual(['left', ['0 GET t']]);
	});

	it('is left alone when it has ended', async () => {
		expect((await cancel([gone, seen('t', 'SUCCEEDED')], [], { place: 'unknown' })).result).toMatchObject({ kind: 'ended', deleted: false });
	});

	it('is not looked for after a task of this ID got its DELETE', async () => {
		const { result, names } = await cancel([running, gone], [lost()], { place: 'unknown' });
		expect([result, names]).toEqual([{ kind: 'cancelled' }, ['0 GET t', '0 DELETE t', '5000 GET t']]);
	});
});

describe('trouble', () => {
	it('is met with a new look before each DELETE, 5 s apart or more', async () => {
		const { result, names } = await cancel([lost(), running, running, running], [lost(), answer(503), done]);
		expect(names).toEqual(['0 GET t', '5000 GET t', '5000 DELETE t', '10000 GET t', '10000 DELETE t', '18000 GET t', '18000 DELETE t']);
		expect(result).toEqual({ kind: 'cancelled' });
	});

	it('of the looks ends after the fifth, and is told', async () => {
		const { result, names } = await cancel(Array.from({ length: 5 }, () => answer(503)));
		expect(names).toEqual(['0 GET t', '5000 GET t', '10000 GET t', '18000 GET t', '34000 GET t']);
		expect(result).toMatchObject({ kind: 'left', failure: { message: 'Runway task t could not be read: Runway answered with status 503' } });
	});

	it('is met with the pause Runway asks for, at a look and at DELETE, but not for more than two minutes in all', async () => {
		const asks = (seconds: number) => answer(429, {}, { 'retry-after': String(seconds) });
		const { names, result } = await cancel([asks(15), running, running, running], [asks(60), asks(45), asks(1)]);
		expect(names.filter((line) => line.includes('GET'))).toEqual(['0 GET t', '15000 GET t', '75000 GET t', '120000 GET t']);
		expect(result).toMatchObject({ kind: 'left', failure: { message: 'Runway task t could not be cancelled: status 429' } });
	});

	it('that does not pass ends it at once', async () => {
		expect(await cancel([answer(401)])).toMatchObject({ names: ['0 GET t'], result: { kind: 'left', failure: { httpCode: 401 } } });
		const { result, names } = await cancel([running], [answer(403)]);
		expect([names.length, result.kind]).toEqual([2, 'left']);
	});
});

describe('a task that is gone', () => {
	it('before anything was sent is gone, after a DELETE without an answer was cancelled by it', async () => {
		expect((await cancel([answer(404)])).result).toEqual({ kind: 'gone' });
		expect((await cancel([running, answer(404)], [lost()])).result).toEqual({ kind: 'cancelled' });
		expect((await cancel([running], [answer(404)])).result).toEqual({ kind: 'gone' });
	});

	it('when it had ended and was deleted without an answer was deleted', async () => {
		expect((await cancel([seen('t', 'FAILED'), answer(404)], [lost()], { deleteEnded: true })).result).toEqual({ kind: 'cancelled' });
	});
});

describe('a stop', () => {
	it('ends it, also during a pause', async () => {
		expect(await cancel([lost(), running], [], {}, 2000)).toMatchObject({ result: { kind: 'stopped' }, names: ['0 GET t'] });
		expect((await cancel([running], [{ kind: 'stopped' }])).result).toEqual({ kind: 'stopped' });
	});

	it('does not end a clean-up, nor its pauses', async () => {
		const { result, names, asked } = await cancel([lost(), running], [done], { cleanup: true }, 2000);
		expect([result, names]).toEqual([{ kind: 'cancelled' }, ['0 GET t', '5000 GET t', '5000 DELETE t']]);
		expect(asked.map(({ cleanup, outlivesStop }) => [cleanup, outlivesStop])).toEqual(Array.from({ length: 3 }, () => [true, true]));
	});
});
