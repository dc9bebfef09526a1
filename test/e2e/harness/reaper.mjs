/**
 * Ends process groups and deletes folders when the process at the other end of standard input is gone.
 * Lines: `group <pid>`, `ended <pid>`, `folder <path>`.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const groups = new Set();
const folders = new Set();

for await (const line of createInterface({ input: process.stdin })) {
	const [, kind, value] = /^(\w+) (.+)$/.exec(line);
	if (kind === 'folder') folders.add(value);
	else if (kind === 'group') groups.add(value);
	else groups.delete(value);
}
for (const group of groups) {
	try {
		process.kill(-Number(group), 'SIGKILL');
	} catch {
		// It has ended by itself.
	}
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
