/** Prints "N passed, N failed" from jest's JSON result; a run that ended before jest counts as one failure. */
const { readFileSync } = require('node:fs');

const [file, exitCode] = process.argv.slice(2);

function counts() {
	const text = readFileSync(file, 'utf8');
	if (!text) return { passed: 0, failed: 1 };
	const result = JSON.parse(text);
	// A test file that does not even load has no failed tests of its own.
	const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
	return { passed: result.numPassedTests, failed: exitCode === '0' ? failed : Math.max(failed, 1) };
}

const { passed, failed } = counts();
console.log(`${passed} passed, ${failed} failed`);
