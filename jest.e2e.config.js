/** Tests in real n8n servers: `npm run test:e2e`. */
/** @type {import('jest').Config} */
module.exports = {
	...require('./jest.config.js'),
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['/node_modules/'],
	setupFilesAfterEnv: ['<rootDir>/test/e2e/harness/retry.ts'],
	globalSetup: '<rootDir>/test/e2e/harness/setup.ts',
	// Servers take seconds to start and a machine may be small: one file at a time.
	maxWorkers: 1,
	testTimeout: 180_000,
	verbose: true,
};
