/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// Started on their own: these need a whole n8n server, and those take minutes.
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/load/'],
	// Types are checked once, by `npm run typecheck`; here they are only stripped.
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
	globalSetup: '<rootDir>/test/zone.js',
	testTimeout: 60_000,
	testSequencer: '<rootDir>/test/slowFirst.js',
	// Looking one of these up in jest's sandbox takes ten times as long as the sine itself.
	sandboxInjectedGlobals: ['Array', 'Infinity', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Set', 'String'],
	maxWorkers: 2,
};
