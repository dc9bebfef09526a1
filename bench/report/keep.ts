import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import * as path from 'node:path';
import { newest } from '../../test/e2e/harness/versions';
import type { Figure, Kept, Reading } from '../types';
import { chartOf } from './chart';
import { pageOf } from './page';

const project = path.join(__dirname, '..', '..');

/** What is known of the moment before a measurement. */
export interface Moment {
	readonly date: string;
	readonly load: number;
}

export function thisMoment(): Moment {
	return { date: new Date().toISOString().slice(0, 10), load: Number(loadavg()[0].toFixed(2)) };
}

/** Puts a figure among those that were measured before, and writes data, page and chart anew. */
export function keep(docs: string, figure: Figure, readings: readonly Reading[], moment: Moment, command: string, order: readonly string[]): void {
	const file = path.join(docs, 'benchmarks.json');
	const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Kept>) : {};
	const { name, title, about, kind } = figure;
	before[name] = { title, about, kind, readings, ...moment, command, machine: machine(), versions: versions(kind) };
	const figures = Object.fromEntries(order.filter((known) => before[known]).map((known) => [known, before[known]]));
	mkdirSync(path.join(docs, 'images'), { recursive: true });
	writeFileSync(file, `${JSON.stringify(figures, null, '\t')}\n`);
	writeFileSync(path.join(docs, 'benchmarks.md'), pageOf(figures));
	writeFileSync(path.join(docs, 'images', 'benchmarks.svg'), chartOf(figures));
}

function machine(): string {
	const processors = cpus();
	return `${processors.length} cores (${processors[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB`;
}

function versions(kind: Figure['kind']): Record<string, string> {
	const { version, devDependencies } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')) as {
		version: string;
		devDependencies: Record<string, string>;
	};
	return {
		'n8n-nodes-runwayml': version,
		'Node.js': process.versions.node,
		...(kind === 'n8n' ? { n8n: newest.n8n } : { 'n8n-core': devDependencies['n8n-core'] }),
		...(kind !== 'virtual' && { '@runwayml/sdk': devDependencies['@runwayml/sdk'] }),
	};
}
