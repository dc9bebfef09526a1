/** What takes minutes: `npm run test:load`. */
/** @type {import('jest').Config} */
module.exports = {
	...require('./jest.config.js'),
	roots: ['<rootDir>/test/load'],
	testPathIgnorePatterns: ['/node_modules/'],
};
