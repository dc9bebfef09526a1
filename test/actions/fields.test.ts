import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { findOperation } from '../../nodes/Runway/actions';
import { generatedFiles } from '../../scripts/generate';

const ROOT = path.join(__dirname, '..', '..');

it('everything that n8n reads of the operations is up to date: fields, subtitle, output schemas', () => {
	const read = [...generatedFiles()].filter(([file]) => file.startsWith('nodes/'));
	const stale = read.filter(([file, text]) => readFileSync(path.join(ROOT, file), 'utf8') !== text);
	expect(read.length).toBeGreaterThan(2);
	expect(stale.map(([file]) => file)).toEqual([]);
});

it.each([
	['video', 'resume'],
	['task', 'generate'],
	['video', 'wait'],
	['film', 'generate'],
	[undefined, undefined],
])('there is no operation %s:%s', (resource, operation) => {
	expect(findOperation(resource, operation)).toBeUndefined();
});
