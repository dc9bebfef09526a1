/** The fast tests, which have to notice every change of the code beside them: `npm run test:mutation`. */
/** @type {import('jest').Config} */
module.exports = {
	...require('./jest.config.js'),
	testMatch: ['**/{actions,batch,catalogue,shared,transport}/*.test.ts'],
};
