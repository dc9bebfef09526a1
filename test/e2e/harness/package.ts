import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { deleteAtEnd } from './processes';

const run = promisify(execFile);
const checkout = path.join(__dirname, '..', '..', '..');

export const PACKAGE_NAME = 'n8n-nodes-runwayml';

/**
 * The built package as it would be published, packed once for all test files of a run.
 * @returns path of the `.tgz`
 */
export async function packedPackage(): Promise<string> {
	return (process.env.N8N_NODES_RUNWAYML_PACKED ??= await pack());
}

async function pack(): Promise<string> {
	if (!existsSync(path.join(checkout, 'dist', 'nodes'))) throw new Error('Run `npm run build` first.');
	const folder = await mkdtemp(path.join(tmpdir(), 'runway-pack-'));
	deleteAtEnd(folder);
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: checkout });
	const [{ filename }] = JSON.parse(stdout) as Array<{ filename: string }>;
	return path.join(folder, filename);
}

/** Unpacks the package where n8n keeps community packages. */
export async function installPackage(userFolder: string): Promise<void> {
	const target = path.join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	await mkdir(target, { recursive: true });
	await run('tar', ['-xzf', await packedPackage(), '-C', target, '--strip-components=1']);
}
