import './typesFirst';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { chosen, FIGURES } from './figures';
import { keep, thisMoment } from './report/keep';

/**
 * Measures and writes docs/benchmarks.*: `npm run bench -- [--n8n] [--runs 3] [--docs <folder>] [--trial] [name ...]`.
 * Each figure is written as soon as it is there; one that fails leaves what was known of it.
 */
async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			n8n: { type: 'boolean', default: false },
			trial: { type: 'boolean', default: false },
			runs: { type: 'string', default: '3' },
			docs: { type: 'string', default: path.join(__dirname, '..', 'docs') },
		},
	});
	const say = (line: string) => void process.stdout.write(`${line}\n`);
	const command = ['npm run bench', process.argv.slice(2).join(' ')].filter(Boolean).join(' -- ');
	for (const figure of chosen(positionals, values.n8n)) {
		const moment = thisMoment();
		say(`${figure.title} (load ${moment.load})`);
		try {
			const readings = await figure.measure({ runs: Number(values.runs), isTrial: values.trial, say });
			for (const { what, value, unit, goal } of readings) {
				const end = goal === undefined ? '' : value <= goal ? `, goal ${goal}: met` : `, goal ${goal}: MISSED`;
				say(`  ${what}: ${Number(value.toFixed(2))} ${unit}${end}`);
			}
			keep(values.docs, figure, readings, moment, command, FIGURES.map(({ name }) => name));
		} catch (error) {
			say(`  failed: ${error instanceof Error ? error.stack : String(error)}`);
			process.exitCode = 1;
		}
	}
}

// Servers that were started may still hold connections.
void main().finally(() => process.exit());
