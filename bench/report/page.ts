import { table } from '../../scripts/markdown';
import type { Kept, Reading } from '../types';

/** The page about everything that was measured, in Markdown. */
export function pageOf(figures: Readonly<Record<string, Kept>>): string {
	const parts = Object.entries(figures).map(([name, figure]) => section(name, figure));
	return `# Benchmarks

Written by \`npm run bench\` (without a server), \`npm run bench -- --n8n\` (a real n8n) and \`npm run bench -- <name>\`; the numbers are in [benchmarks.json](benchmarks.json). Everything runs against the emulator of \`test/emulator\`, on one machine. The middle of the runs counts. Ratios say more than seconds, and come first: to the ideal, where there is one.

![Seconds of each, beside the ideal](images/benchmarks.svg)

${parts.join('\n\n')}
`;
}

function section(name: string, { title, about, readings, date, command, machine, load, versions, kind }: Kept): string {
	const where = Object.entries(versions)
		.map(([what, version]) => `${what} ${version}`)
		.join(', ');
	const clock = kind === 'virtual' ? 'On a clock that jumps: the same on every machine.' : `${machine}; load before: ${load}.`;
	return `## ${title}

${about}

${table(['Ratio', 'What', 'Measured', 'Goal', 'Runs'], readings.map(row))}

Measured on ${date} with \`${command}\`. ${clock} ${where}. By itself: \`npm run bench -- ${name}\`.`;
}

function row(reading: Reading): string[] {
	return [
		reading.ratio === undefined ? '' : `${reading.ratio}x`,
		reading.what,
		`${tidy(reading.value)} ${reading.unit}`,
		reading.goal === undefined ? '' : `${reading.goal} ${reading.unit}: ${reading.value <= reading.goal ? 'met' : '**missed**'}`,
		runsOf(reading),
	];
}

const tidy = (value: number) => Number(value.toFixed(2));

function runsOf({ runs = [] }: Reading): string {
	if (runs.length <= 5) return runs.map(tidy).join(', ');
	return `${runs.length}, from ${tidy(Math.min(...runs))} to ${tidy(Math.max(...runs))}`;
}
