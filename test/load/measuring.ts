import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** What is in use, in bytes: the resident set also counts what merely has not been cleared away yet. */
export function held(): number {
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** The most requests within any second of the clock, give or take the millisecond a pause is rounded up by. */
export function mostPerSecond(entries: ReadonlyArray<{ time: number }>): number {
	const times = entries.map(({ time }) => time).sort((a, b) => a - b);
	return Math.max(...times.map((from, at) => times.slice(at, at + 200).filter((time) => time - from < 999).length));
}
