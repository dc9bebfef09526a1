import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { check, lock } from 'proper-lockfile';
import { say } from './say';
import type { N8nVersion } from './versions';

/** An n8n that can be started. */
export interface Installed {
	readonly folder: string;
	/** The Node.js to run it with. */
	readonly node: string;
	/** n8n's start script, an argument of `node`. */
	readonly script: string;
}

const STAMP = '.complete';

const run = promisify(execFile);

/** Where installed n8n versions are kept: outside the checkout, so that a new clone finds them again. */
export function cacheFolder(): string {
	const { N8N_NODES_RUNWAYML_CACHE, XDG_CACHE_HOME } = process.env;
	const caches = XDG_CACHE_HOME ?? path.join(homedir(), '.cache');
	return N8N_NODES_RUNWAYML_CACHE ?? path.join(caches, 'n8n-nodes-runwayml');
}

/** Where a version is, or would be. */
export function installed({ n8n }: N8nVersion): Installed & { readonly complete: boolean } {
	const folder = path.join(cacheFolder(), `n8n-${n8n}`);
	return {
		folder,
		node: path.join(folder, 'node_modules', nodePackage(), 'bin', 'node'),
		script: path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		complete: existsSync(path.join(folder, STAMP)),
	};
}

/**
 * Installs n8n once, together with the Node.js it needs: 2 to 3 GB and 3 to 7 minutes.
 * Rejects with npm's own words when it cannot.
 */
export async function ensureN8n(version: N8nVersion): Promise<Installed> {
	const there = installed(version);
	if (there.complete) return there;
	const { folder } = there;
	await mkdir(cacheFolder(), { recursive: true });
	// Only one process installs; others wait for it, half an hour at most.
	if (await check(folder, { realpath: false })) say(`Waiting for another process that installs n8n ${version.n8n}.`);
	const retries = { retries: 1800, minTimeout: 1000, maxTimeout: 1000 };
	const release = await lock(folder, { realpath: false, stale: 60_000, retries });
	try {
		if (!installed(version).complete) await install(version, folder);
		return installed(version);
	} finally {
		await release();
	}
}

async function install(version: N8nVersion, folder: string): Promise<void> {
	const started = Date.now();
	say(`Installing n8n ${version.n8n} in ${folder}; 2 to 3 GB. This takes some minutes.`);
	// What an interrupted installation left behind is of no use.
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest(version), null, '\t'));
	await npm(folder, 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
	await npm(folder, 'rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error');
	const { node, script } = installed(version);
	const { stdout } = await run(node, [script, '--version']);
	await writeFile(path.join(folder, STAMP), `n8n ${stdout.trim()}\n`);
	say(`Installed n8n ${stdout.trim()} in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function manifest({ n8n, node, overrides }: N8nVersion): object {
	return { private: true, dependencies: { n8n, [nodePackage()]: node }, overrides };
}

function nodePackage(): string {
	return `node-${process.platform}-${process.arch}`;
}

async function npm(folder: string, ...args: string[]): Promise<void> {
	// Settings of the npm that started this script, such as ignore-scripts, must not get through: only where to get things.
	const kept = ['npm_config_cache', 'npm_config_registry'];
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || kept.includes(name)));
	try {
		await run('npm', args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
	} catch (error) {
		const { stderr, stdout } = error as { stderr?: string; stdout?: string };
		throw new Error(`npm ${args.join(' ')} failed in ${folder}:\n${stderr || stdout || String(error)}`);
	}
}
