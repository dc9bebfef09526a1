/**
 * What a version of `@runwayml/sdk` and the rows of the catalogue do not both say: `npm run sdk:diff -- <version>`,
 * `latest` included. The version is fetched into a temporary folder; nothing here changes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { drift } from '../test/catalogue/drift';

const PACKAGE = '@runwayml/sdk';

function main(version: string | undefined): void {
	if (!version) throw new Error('Which version? e.g. npm run sdk:diff -- latest');
	const folder = mkdtempSync(path.join(tmpdir(), 'runway-sdk-'));
	try {
		execFileSync('npm', ['install', `${PACKAGE}@${version}`, '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], {
			cwd: folder,
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		const home = path.join(folder, 'node_modules', PACKAGE);
		const { version: fetched } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };
		const lines = drift(home);
		console.log([`${PACKAGE} ${fetched} and the rows: ${lines.length === 0 ? 'no difference' : ''}`.trim(), ...lines].join('\n'));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

try {
	main(process.argv[2]);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
