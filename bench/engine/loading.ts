import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';

const SCRIPT = `
require('n8n-workflow');
const begun = performance.now();
require(process.argv[1]);
require(process.argv[2]);
process.stdout.write(String(performance.now() - begun));
`;

const dist = path.join(__dirname, '..', '..', 'dist');

/** Milliseconds that a new process takes to load the built package, once n8n-workflow is there. */
export async function loadPackage(): Promise<number> {
	const files = ['credentials/RunwayApi.credentials.js', 'nodes/Runway/Runway.node.js'].map((file) => path.join(dist, file));
	const { stdout } = await promisify(execFile)(process.execPath, ['-e', SCRIPT, ...files]);
	return Number(stdout);
}
