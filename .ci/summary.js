/** Prints "N passed, N failed", the sum of jest's JSON results in a folder. A run that failed has at least one failure. */
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const [exitCode, folder] = process.argv.slice(2);

let passed = 0;
let failed = 0;
for (const file of readdirSync(folder)) {
	const result = JSON.parse(readFileSync(join(folder, file), 'utf8'));
	passed += result.numPassedTests;
	// A test file that does not even load has no failed tests of its own.
	failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
}
if (exitCode !== '0') failed = Math.max(failed, 1);
console.log(`${passed} passed, ${failed} failed`);
