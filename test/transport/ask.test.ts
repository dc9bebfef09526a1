import { Timer } from '../../nodes/Runway/shared/timer';
import { ask, type Question } from '../../nodes/Runway/transport/ask';
import { EvenClock, answer, lost, scriptedClient, type Step } from './scripted';

async function reply(steps: readonly Step[], { patient = true, ...more }: Partial<Question> & { patient?: boolean } = {}) {
	const clock = new EvenClock();
	const { client, asked } = scriptedClient(clock, { 'GET voices': steps });
	const question: Question = { method: 'GET', path: '/v1/voices', what: 'The voices could not be listed', ...more };
	const result = await ask(client, question, patient ? { clock, timer: new Timer(clock) } : undefined);
	return { result, asked, at: asked.map((request) => request.at) };
}

it('asks as it is told, and no longer than half a minute where it is not told', async () => {
	const { asked } = await reply([answer(200)], { outlivesStop: true });
	expect(asked).toEqual([{ method: 'GET', path: '/v1/voices', timeoutMs: 30_000, outlivesStop: true, at: 0 }]);
	expect((await reply([answer(200)], { timeoutMs: 5000 })).asked[0].timeoutMs).toBe(5000);
});

it.each([
	[200, { a: 1 }, { a: 1 }],
	[204, '', undefined],
	[299, null, undefined],
])('takes %i with %j for a reply', async (status, body, given) => {
	expect((await reply([answer(status, body)])).result).toEqual({ kind: 'reply', body: given });
});

it.each<[string, Step, object]>([
	['a page', answer(200, '<html>'), { message: 'The voices could not be listed: the answer did not come from Runway', description: expect.stringContaining('Base URL') }],
	['a number', answer(200, 5), { message: 'The voices could not be listed: the answer did not come from Runway' }],
	['no answer', lost(), { message: 'The voices could not be listed: no answer came in time', description: expect.stringContaining('network') }],
	['a refusal', answer(403, { error: 'No' }), { message: 'The voices could not be listed: No', httpCode: 403 }],
	['trouble', answer(503), { message: 'The voices could not be listed: status 503', httpCode: 503 }],
	['a redirect', answer(300, {}), { message: 'The voices could not be listed: status 300', httpCode: 300 }],
])('says what went wrong: %s, once for who looks at the editor', async (_, step, failure) => {
	const { result, asked } = await reply([step], { patient: false });
	expect(asked).toHaveLength(1);
	expect(result).toMatchObject({ kind: 'failed', failure, retried: false });
});

it('has hints of its own', async () => {
	const { result } = await reply([answer(404, {})], { hints: { 404: 'Choose another.' } });
	expect(result).toMatchObject({ failure: { description: 'Choose another.' } });
});

it.each<[string, Step, number]>([
	['an answer that is lost', lost(), 4],
	['a page in between, whatever its status', answer(403, '<html>'), 4],
	['503', answer(503), 4],
	['a refusal', answer(400, {}), 1],
])('with patience: %s', async (_, step, tries) => {
	const { result, at } = await reply(Array.from({ length: tries }, () => step));
	expect(at).toEqual([0, 2000, 6000, 14_000].slice(0, tries));
	expect(result).toMatchObject({ kind: 'failed', retried: tries > 1 });
});

it.each([null, '', {}, { id: 'b' }, [], '<html>'])('asks again for what has an ID when it gets %j', async (body) => {
	const { result, at } = await reply([answer(200, body), answer(200, { id: 'a' })], { id: 'a' });
	expect(result).toEqual({ kind: 'reply', body: { id: 'a' } });
	expect(at).toHaveLength(2);
});

it('does not ask again for what has an ID when it is refused', async () => {
	const { result, at } = await reply([answer(404, { error: 'No' })], { id: 'a' });
	expect([at.length, result]).toMatchObject([1, { kind: 'failed', failure: { message: 'The voices could not be listed: No' } }]);
});

it('ends with the execution', async () => {
	expect((await reply([lost(), { kind: 'stopped' }])).result).toEqual({ kind: 'stopped' });
});
