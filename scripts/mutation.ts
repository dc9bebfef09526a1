/**
 * Breaks the code in every small way Stryker knows, and says which breaks no fast test notices:
 * `npm run test:mutation -- <folder or file below nodes/Runway> ...`, without arguments everything that is code.
 * Whatever follows the first word that begins with a dash goes to Stryker, e.g. `--concurrency 1`.
 * Report: reports/mutation.html.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import * as path from 'node:path';

const CODE = 'nodes/Runway';

/** Rows and texts are data: other tests hold them against the SDK and the emulator. */
const DATA = ['catalogue/makers/**', 'catalogue/params/**', 'catalogue/endpoints.ts', 'catalogue/recipes.ts'];

const FOLDERS = ['shared', 'transport', 'batch', 'actions', 'catalogue'];

const words = process.argv.slice(2);
const flagsAt = words.findIndex((word) => word.startsWith('-'));
const [chosen, flags] = flagsAt < 0 ? [words, []] : [words.slice(0, flagsAt), words.slice(flagsAt)];
const patterns = (chosen.length > 0 ? chosen : FOLDERS).map((name) => {
	const place = name.startsWith(CODE) ? name : path.posix.join(CODE, name);
	return statSync(place).isDirectory() ? `${place}/**/*.ts` : place;
});
const mutate = [...patterns, ...DATA.map((pattern) => `!${CODE}/${pattern}`)].join(',');
const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', mutate, ...flags], { stdio: 'inherit' });
process.exit(status ?? 1);
