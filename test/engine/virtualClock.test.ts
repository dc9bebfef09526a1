import { runWorkflow } from './engine';
import { get, listen, optionsFor, server, watched } from './probe';
import { VirtualClock } from './virtualClock';

beforeAll(listen);
afterAll(() => server.close());

describe('the virtual clock', () => {
	it('sleeps for an hour in no time, and requests take no time at all', async () => {
		const clock = new VirtualClock();
		const moments: number[] = [];
		const poll = watched(clock, async function () {
			for (let look = 0; look < 120; look++) {
				await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', get(`/task/${look}`));
				moments.push(clock.elapsed());
				await clock.sleep(30_000);
			}
			return [[]];
		});
		const run = await runWorkflow(optionsFor(poll));
		expect(run.status).toBe('success');
		expect(clock.elapsed()).toBe(3_600_000);
		expect(moments).toEqual(moments.map((_, look) => look * 30_000));
		expect(clock.pauses).toEqual(moments.map((at) => ({ at, ms: 30_000 })));
	});

	it('wakes sleepers in order of time and stands still while one of them works', async () => {
		const clock = new VirtualClock();
		const order: string[] = [];
		const work = watched(clock, async function () {
			const worker = async (name: string, ms: number, requests: number) => {
				await clock.sleep(ms);
				for (let n = 0; n < requests; n++) await this.helpers.httpRequest(get(`/${name}`));
				order.push(`${name} ${clock.elapsed()}`);
			};
			await Promise.all([
				worker('c', 2_000, 0),
				worker('d', 2_001, 0),
				worker('a', 1_000, 5),
				worker('b', 1_000, 5),
			]);
			return [[]];
		});
		await runWorkflow(optionsFor(work));
		expect(order.slice(0, 2).sort()).toEqual(['a 1000', 'b 1000']);
		expect(order.slice(2)).toEqual(['c 2000', 'd 2001']);
	});

	it('ends a pause at once when its signal aborts', async () => {
		const clock = new VirtualClock();
		const controller = new AbortController();
		const pause = clock.sleep(10_000, controller.signal);
		controller.abort();
		await pause;
		await clock.sleep(10_000, controller.signal);
		expect(clock.elapsed()).toBe(0);
	});

	it('tells whole milliseconds only, and never wakes anybody too early', async () => {
		const clock = new VirtualClock({ startAt: 1_000 });
		await clock.sleep(0.2);
		expect(clock.now()).toBe(1_001);
	});

	it('with patience, does not wait for ever for a server that never answers', async () => {
		const clock = new VirtualClock({ patienceMs: 20 });
		const wait = watched(clock, async function () {
			const hanging = this.helpers.httpRequest(get('/hang')).catch(() => 'broken off');
			await clock.sleep(60_000);
			server.closeAllConnections();
			return [[{ json: { answer: await hanging } }]];
		});
		const run = await runWorkflow(optionsFor(wait));
		expect(run.items('Probe')[0].json).toEqual({ answer: 'broken off' });
		expect(clock.elapsed()).toBe(60_000);
	});

	it('gives the same chances for the same seed', () => {
		const three = (seed: number) => {
			const clock = new VirtualClock({ seed });
			return [clock.random(), clock.random(), clock.random()];
		};
		expect(three(7)).toEqual(three(7));
		expect(three(7)).not.toEqual(three(8));
		expect(three(7).every((chance) => chance >= 0 && chance < 1)).toBe(true);
	});
});
