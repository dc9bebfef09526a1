import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Where servers of tests listen: below the ports that systems give to connections, any of which may be taken between
 * the moment a port is found free and the one in which its server listens.
 */
const FIRST = 10_000;
const COUNT = 20_000;

/** Test files that run side by side in one jest look for ports in turn. */
const WORKERS = 8;

const given = new Set<number>();

/** Ports of 127.0.0.1 that nobody listens on now; each another one, also among all calls. */
export async function freePorts(count: number): Promise<number[]> {
	const ports: number[] = [];
	while (ports.length < count) {
		const worker = Number(process.env.JEST_WORKER_ID ?? 0) % WORKERS;
		const port = FIRST + WORKERS * Math.floor((Math.random() * COUNT) / WORKERS) + worker;
		if (given.has(port) || !(await isFree(port))) continue;
		given.add(port);
		ports.push(port);
	}
	return ports;
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer().listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch {
		return false;
	}
	await once(server.close(), 'close');
	return true;
}
