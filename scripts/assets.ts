import { cpSync, readdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';

const NODES = path.join(__dirname, '..', 'nodes');
const PACKAGE = path.join(__dirname, '..', 'dist');

/** What n8n reads from the disk, beside the compiled classes: icons, codex entry, output schemas. */
const IS_READ = /(\.svg|\.node\.json|__schema__.*\.json)$/;

// Files that are no longer in the sources must not ship.
rmSync(PACKAGE, { recursive: true, force: true });
for (const file of readdirSync(NODES, { recursive: true, encoding: 'utf8' })) {
	if (IS_READ.test(file)) cpSync(path.join(NODES, file), path.join(PACKAGE, 'nodes', file));
}
