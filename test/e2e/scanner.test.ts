import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
let folder: string;

beforeAll(() => {
	if (!existsSync(join(root, 'dist/nodes'))) throw new Error('These tests look at the built package: npm run build first');
	folder = mkdtempSync(join(tmpdir(), 'runway-scan-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In a process of its own, because the scanner is an ES module. */
const SCAN = `
	import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
	const [folder, ...patterns] = process.argv.slice(1);
	console.log(JSON.stringify(await analyzePackage(folder, patterns.length > 0 ? patterns : SOURCE_FILE_PATTERNS)));`;

/** n8n's scanner on a folder; without patterns on what it looks at in sources. */
function scan(path: string, ...patterns: string[]): unknown {
	// It leaves folders behind, and its rules take every file for a node when they are themselves under test.
	const env = { ...process.env, TMPDIR: folder, NODE_ENV: 'production' };
	const options = { cwd: root, env, encoding: 'utf8' } as const;
	return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', SCAN, path, ...patterns], options));
}

/** What n8n runs on a published package, which it fetches from npm and, by its provenance, from GitHub. */
describe("n8n's scanner of community packages", () => {
	it('passes the sources', () => {
		expect(scan(root)).toEqual({ passed: true });
	});

	it('passes the packed package', () => {
		execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: root });
		const unpacked = join(folder, 'package');
		mkdirSync(unpacked);
		execFileSync('sh', ['-c', 'tar -xzf *.tgz'], { cwd: folder });
		expect(scan(unpacked, '**/*.js', 'package.json')).toEqual({ passed: true });
	});
});
