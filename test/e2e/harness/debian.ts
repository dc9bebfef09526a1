import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { say } from './say';

const run = promisify(execFile);

/** A Debian package and how to tell that what the tests need of it is there. */
export interface DebianPackage {
	readonly name: string;
	present(): boolean;
}

/**
 * Installs the packages that are missing, without starting their services. Rejects with what to install by hand
 * where that cannot be done: only root may, and only with apt-get.
 */
export async function ensureDebian(packages: readonly DebianPackage[]): Promise<void> {
	const missing = packages.filter((wanted) => !wanted.present()).map(({ name }) => name);
	if (missing.length === 0) return;
	const byHand = `These tests need ${missing.join(' and ')}. Install by hand: apt-get install ${missing.join(' ')}`;
	if (process.getuid?.() !== 0) throw new Error(`${byHand} (only root can, and this is not root).`);
	say(`Installing Debian packages: ${missing.join(', ')}.`);
	// At runlevel 1 Debian does not start the services of what it installs.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	const options = { env, maxBuffer: 64 * 1024 * 1024 };
	try {
		await run('apt-get', ['update'], options);
		await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], options);
	} catch (error) {
		const { stderr } = error as { stderr?: string };
		throw new Error(`${byHand}. apt-get says: ${stderr || String(error)}`);
	}
}
