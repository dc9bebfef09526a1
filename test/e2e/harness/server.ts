import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { stopAtEnd } from './closing';
import { ensureN8n } from './install';
import { installPackage } from './package';
import { freePorts } from './ports';
import { deleteAtEnd, startProcess, type ServerProcess } from './processes';
import { until } from './until';
import { newest, type N8nVersion } from './versions';

export interface N8nOptions {
	/** Default: the newest. */
	readonly version?: N8nVersion;
	/** More environment variables for n8n. */
	readonly env?: Readonly<Record<string, string>>;
	/** `worker` takes executions from a queue; default `start`. */
	readonly command?: 'start' | 'worker';
}

/** A running n8n on 127.0.0.1 with the Runway package in it. */
export interface N8n {
	readonly version: N8nVersion;
	/** E.g. `http://127.0.0.1:40123`. */
	readonly url: string;
	readonly userFolder: string;
	/** All that n8n has printed so far, restarts included. */
	log(): Promise<string>;
	/** Sends a signal and waits for the end of the process. The user folder stays. */
	kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
	/** Starts it again after `kill`, at the same address, and waits until it is ready. */
	restart(): Promise<void>;
}

/** Setting of an n8n that keeps files on its disk: n8n 1 by itself keeps them in memory. */
export const FILES_ON_DISK = { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' };

/** Starts n8n and resolves when it answers. Rejects with the end of its log when it does not start. */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const { version = newest, env = {}, command = 'start' } = options;
	const { folder, node, script } = await ensureN8n(version);
	const userFolder = await mkdtemp(path.join(tmpdir(), 'runway-n8n-'));
	deleteAtEnd(userFolder);
	await installPackage(userFolder);
	const [port, brokerPort] = await freePorts(2);
	const url = `http://127.0.0.1:${port}`;
	const logFile = path.join(userFolder, `${command}.log`);
	const start = () =>
		startProcess(node, [script, command], {
			cwd: folder,
			env: { ...environment(userFolder, port, brokerPort), ...version.env, ...env },
			logFile,
		});
	const log = async () => await readFile(logFile, 'utf8');

	let server = start();
	const n8n: N8n = {
		version,
		url,
		userFolder,
		log,
		async kill(signal) {
			await server.end(signal);
		},
		async restart() {
			server = start();
			await ready(server, url, command, log);
		},
	};
	stopAtEnd(async () => {
		await server.end('SIGKILL');
		await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
	});
	await ready(server, url, command, log);
	return n8n;
}

/** Nothing of the developer's own settings gets in; n8n calls nobody outside. */
function environment(userFolder: string, port: number, brokerPort: number): NodeJS.ProcessEnv {
	return {
		PATH: process.env.PATH,
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// A worker answers only if told to.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		NO_COLOR: '1',
	};
}

async function ready(
	server: ServerProcess,
	url: string,
	command: string,
	log: () => Promise<string>,
): Promise<void> {
	const paths = command === 'worker' ? ['/healthz/readiness'] : ['/healthz/readiness', '/rest/settings'];
	await until(`n8n ${command} to be ready`, async () => {
		if (!server.running()) throw new Error(`n8n ${command} ended while starting:\n${tail(await log())}`);
		return (await Promise.all(paths.map(async (at) => await answers(`${url}${at}`)))).every(Boolean);
	});
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url);
		await response.arrayBuffer();
		return response.status === 200;
	} catch {
		return false;
	}
}

function tail(log: string): string {
	return log.split('\n').slice(-40).join('\n');
}
