const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

/** Files that are no longer in the sources must not ship. */
exports.clean = () => rm('dist', { recursive: true, force: true });

/** n8n reads these from disk, beside the compiled classes: icons, codex entry, output schemas. */
exports.default = () =>
	src(['nodes/**/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
