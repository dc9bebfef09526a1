/** Tests in real n8n servers: `npm run test:e2e`. */
/** @type {import('jest').Config} */
module.exports = {
	...require('./jest.config.js'),
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['/node_modules/'],
	globalSetup: '<rootDir>/test/e2e/harness/setup.ts',
	// Most of what these tests do is waiting for n8n, but what is not takes a processor: no more files at a time.
	maxWorkers: 2,
	// Of tests in one file that wait side by side.
	maxConcurrency: 12,
	// Only for what is broken: what is slow is waited for.
	testTimeout: 600_000,
	verbose: true,
};
