/** Mutation testing: `npm run test:mutation -- <folder or file>`. What it is for: test/README.md. */
/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	testRunner: 'beside',
	plugins: ['./scripts/mutationRunner.mjs'],
	coverageAnalysis: 'perTest',
	reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
	clearTextReporter: { allowColor: false, allowEmojis: false, logTests: false, reportTests: false },
	htmlReporter: { fileName: 'reports/mutation.html' },
	jsonReporter: { fileName: 'reports/mutation.json' },
	tempDirName: 'reports/sandbox',
	ignorePatterns: ['dist', 'reports', 'demo-output', 'e2e-screenshots', 'coverage'],
	disableTypeChecks: false,
	allowEmpty: false,
	concurrency: 2,
	// A busy machine takes its time over the first run, in which nothing is mutated.
	dryRunTimeoutMinutes: 20,
	timeoutMS: 5000,
};
