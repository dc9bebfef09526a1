import { PassThrough } from 'node:stream';
import { downloadOnce } from '../../nodes/Runway/transport/download';
import { Timer } from '../../nodes/Runway/shared/timer';
import { fileHost, type Answer } from './files';
import { EvenClock } from './scripted';
import { URL, bytes, download, moved, whole } from './downloading';

/** Downloads a file with these helpers of n8n, once; what the node has left behind goes on. */
async function downloadBy(host: ReturnType<typeof fileHost>['host'], { clock = new EvenClock(), stop }: { clock?: EvenClock; stop?: AbortController } = {}) {
	const timer = new Timer(clock, stop?.signal);
	return await downloadOnce({ host, clock, timer, baseUrl: 'https://api.example', stopped: () => timer.stopped }, URL, 'clip');
}

describe('the time it takes', () => {
	/** A piece, and another after each of these pauses. */
	function slow(clock: EvenClock, ...pauses: number[]): Answer {
		const body = new PassThrough();
		body.write(bytes);
		void (async () => {
			for (const ms of pauses) {
				await clock.sleep(ms);
				if (!body.destroyed) body.write(bytes);
			}
			body.end();
		})();
		return { statusCode: 200, headers: { 'content-type': 'video/mp4' }, body };
	}

	it('does not matter as long as bytes arrive', async () => {
		const clock = new EvenClock();
		expect((await download([slow(clock, 59_000, 59_000, 59_000)], { clock })).result).toMatchObject({ kind: 'file', file: { sizeBytes: 80 } });
	});

	it('ends after a minute without a byte', async () => {
		const clock = new EvenClock();
		const { result, served } = await download([slow(clock, 10_000, 300_000)], { clock });
		expect(result).toEqual({ kind: 'trouble', reason: 'the download stalled' });
		// Looked at every 15 s.
		expect(clock.elapsed()).toBe(75_000);
		expect(served[0].destroyed).toBe(true);
	});

	it('ends at once when the execution is stopped, and with the connection', async () => {
		const clock = new EvenClock();
		const stop = new AbortController();
		clock.at(20_000, () => stop.abort());
		const { result, served } = await download([slow(clock, 50_000)], { clock, stop });
		expect([result, clock.elapsed(), served[0].destroyed]).toEqual([{ kind: 'stopped' }, 20_000, true]);
	});

	it('leaves no watch behind', async () => {
		const clock = new EvenClock();
		const { host } = fileHost({ answers: [whole(bytes)] });
		await downloadBy(host, { clock });
		// The pause that had begun ends by itself, and no other follows it.
		await clock.sleep(300_000);
		expect(clock.pauses.map(({ ms }) => ms)).toEqual([15_000, 300_000]);
	});
});

describe('what breaks off before the first byte', () => {
	const failing = async (error: unknown, stop?: AbortController) => {
		const { host } = fileHost({ signal: stop?.signal });
		host.helpers.httpRequest = async () => await Promise.reject(error);
		return await downloadBy(host, { stop });
	};

	it('is trouble', async () => {
		expect(await failing(Object.assign(new Error(), { code: 'ENOTFOUND' }))).toEqual({ kind: 'trouble', reason: 'the host name could not be found' });
	});

	it('or the stop', async () => {
		const stop = new AbortController();
		stop.abort();
		expect(await failing(new Error('canceled'), stop)).toEqual({ kind: 'stopped' });
	});
});

describe("n8n's store", () => {
	const storing = async (act: (stop: AbortController) => void) => {
		const stop = new AbortController();
		const { host } = fileHost({ answers: [whole(bytes)], signal: stop.signal });
		const { prepareBinaryData } = host.helpers;
		host.helpers.prepareBinaryData = async (...args) => {
			const stored = await prepareBinaryData(...args);
			act(stop);
			return stored;
		};
		return await downloadBy(host, { stop });
	};
	const full = () => {
		throw new Error('ENOSPC: no space left on device');
	};

	it('that cannot take the file may later', async () => {
		expect(await storing(full)).toEqual({ kind: 'unusable', reason: 'n8n could not store the file', tryAgain: true });
	});

	it('that gives up at the first byte leaves no connection open', async () => {
		const { host, served } = fileHost({ answers: [{ statusCode: 200, headers: { 'content-type': 'video/mp4' }, body: new PassThrough() }] });
		host.helpers.prepareBinaryData = async () => full();
		await downloadBy(host);
		expect(served[0].destroyed).toBe(true);
	});

	it('is not asked what went wrong after a stop', async () => {
		expect(await storing((stop) => stop.abort())).toEqual({ kind: 'stopped' });
		expect(await storing((stop) => (stop.abort(), full()))).toEqual({ kind: 'stopped' });
	});
});

describe('an answer that is not the file', () => {
	it.each([
		[{ statusCode: 302 }, 'expired', 'the file server answered with status 302'],
		[{ statusCode: 404, headers: { location: '/b' } }, 'expired', 'the file server answered with status 404'],
		[{ statusCode: 200, headers: { location: '/b', 'content-type': 'Application/JSON' } }, 'expired', 'the file server sent application/json instead of a file'],
		[{ statusCode: 200, headers: { 'content-type': 'image/svg+xml' } }, 'expired', 'the file server sent image/svg+xml instead of a file'],
		[{ statusCode: 200, headers: { 'content-type': ' Text/Plain ; charset=utf-8' } }, 'expired', 'the file server sent text/plain instead of a file'],
		[{ statusCode: 500 }, 'trouble', 'the file server answered with status 500'],
	])('%j', async (given, kind, reason) => {
		const { result, served } = await download([{ body: [bytes], ...given }]);
		expect(result).toMatchObject({ kind, reason });
		expect(served[0].destroyed).toBe(true);
	});

	it('is let go of at each step', async () => {
		const { served } = await download([{ ...moved('/b'), body: [bytes] }, whole(bytes)]);
		expect(served[0].destroyed).toBe(true);
	});
});
