import { downloadOnce } from '../../nodes/Runway/transport/download';
import { Timer } from '../../nodes/Runway/shared/timer';
import { fileHost, type Answer } from './files';
import { EvenClock } from './scripted';

/** Where the file lies, where nothing else is said. */
export const URL = 'https://files.example/out/1';

interface Scene {
	readonly url?: string;
	readonly name?: string;
	readonly baseUrl?: string;
	readonly stop?: AbortController;
	readonly clock?: EvenClock;
}

/** Downloads a file, once, from a server with these answers. */
export async function download(answers: readonly Answer[], { url = URL, name = 'clip', baseUrl = 'https://api.example', stop, clock = new EvenClock() }: Scene = {}) {
	const acted = fileHost({ answers, signal: stop?.signal });
	const timer = new Timer(clock, stop?.signal);
	const context = { host: acted.host, clock, timer, baseUrl, stopped: () => timer.stopped };
	const result = await downloadOnce(context, url, name);
	timer.stop();
	return { ...acted, clock, result };
}

/** A file, in two pieces. */
export const whole = (body: Buffer, headers: Record<string, string> = {}): Answer => ({
	statusCode: 200,
	headers: { 'content-length': String(body.length), ...headers },
	body: [body.subarray(0, 10), body.subarray(10)],
});
export const moved = (location: string): Answer => ({ statusCode: 302, headers: { location } });
export const bytes = Buffer.from('twenty bytes of file');
