import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { stopAtEnd } from './closing';
import type { DebianPackage } from './debian';
import { freePorts } from './ports';
import { deleteAtEnd, startProcess, type ServerProcess } from './processes';
import { until } from './until';

const run = promisify(execFile);

const POSTGRES_FOLDER = '/usr/lib/postgresql';
const REDIS = '/usr/bin/redis-server';

export const servicePackages: readonly DebianPackage[] = [
	{ name: 'postgresql', present: () => postgresPrograms() !== undefined },
	{ name: 'redis-server', present: () => existsSync(REDIS) },
];

/** A database or queue server of this test run, on 127.0.0.1, with nothing in it. */
export interface Service {
	readonly port: number;
}

/** Debian keeps the programs of each PostgreSQL version in a folder of their own; the newest one's. */
function postgresPrograms(): string | undefined {
	if (!existsSync(POSTGRES_FOLDER)) return undefined;
	const versions = readdirSync(POSTGRES_FOLDER).sort((a, b) => Number(b) - Number(a));
	const folders = versions.map((version) => path.join(POSTGRES_FOLDER, version, 'bin'));
	return folders.find((folder) => existsSync(path.join(folder, 'initdb')));
}

/** Starts PostgreSQL; user `n8n` without a password, database `postgres`. */
export async function startPostgres(): Promise<Service> {
	const programs = postgresPrograms();
	if (!programs) throw new Error('PostgreSQL is not installed');
	const owner = await postgresOwner();
	const folder = await newFolder('postgres');
	if (owner) await chown(folder, owner.uid, owner.gid);
	const env = { PATH: process.env.PATH, LC_ALL: 'C' };
	const data = path.join(folder, 'data');
	await run(path.join(programs, 'initdb'), ['-D', data, '-U', 'n8n', '--auth=trust', '--no-sync'], {
		...owner,
		env,
		cwd: folder,
	});
	const [port] = await freePorts(1);
	// What a crash of the machine would lose does not matter here.
	const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', folder, '-c', 'fsync=off'];
	const logFile = path.join(folder, 'log');
	const server = startProcess(path.join(programs, 'postgres'), args, { ...owner, env, cwd: folder, logFile });
	const isReady = async () =>
		await run(path.join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).then(
			() => true,
			() => false,
		);
	return await service('PostgreSQL', server, { folder, logFile, port, isReady });
}

/** Starts Redis. */
export async function startRedis(): Promise<Service> {
	const folder = await newFolder('redis');
	const [port] = await freePorts(1);
	const args = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no', '--dir', folder];
	const logFile = path.join(folder, 'log');
	const server = startProcess(REDIS, args, { env: { PATH: process.env.PATH }, cwd: folder, logFile });
	const isReady = async () => (await readFile(logFile, 'utf8')).includes('Ready to accept connections');
	return await service('Redis', server, { folder, logFile, port, isReady });
}

/** PostgreSQL refuses to run as root; Debian has a user for it. */
async function postgresOwner(): Promise<{ uid: number; gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const id = async (option: string) => Number((await run('id', [option, 'postgres'])).stdout);
	return { uid: await id('-u'), gid: await id('-g') };
}

async function newFolder(name: string): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), `runway-${name}-`));
	deleteAtEnd(folder);
	return folder;
}

async function service(
	name: string,
	server: ServerProcess,
	options: { folder: string; logFile: string; port: number; isReady(): Promise<boolean> },
): Promise<Service> {
	const { folder, logFile, port, isReady } = options;
	stopAtEnd(async () => {
		await server.end('SIGINT');
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	});
	await until(`${name} to be ready`, async () => {
		if (!server.running()) throw new Error(`${name} did not start:\n${await readFile(logFile, 'utf8')}`);
		return await isReady();
	});
	return { port };
}
