/** What one look has told of the progress of a task: it lay between two bounds. */
export interface Sighting {
	/** Ms since 1970. */
	readonly at: number;
	/** From 0 to 1; left out: the task had not begun, and nobody knows when it would. */
	readonly low?: number;
	readonly high: number;
}

/** Progress comes in hundredths. */
const ROUNDING = 0.005;

/** So many tell enough. */
const MOST = 8;

export function sighting(at: number, progress: number): Sighting {
	return { at, low: progress - ROUNDING, high: progress + ROUNDING };
}

/** The latest sightings through which there is a line: since the first of them, progress may have been even. */
export function evenPart(sightings: readonly Sighting[]): readonly Sighting[] {
	let part = sightings.slice(-MOST);
	while (!isEven(part)) part = part.slice(1);
	return part;
}

function isEven(sightings: readonly Sighting[]): boolean {
	const { earliest, latest } = endOf(sightings);
	return earliest <= latest && earliest < Infinity;
}

/** When a task ends, ms since 1970, if its progress is even: the lines through all sightings get to 1 between these two. */
export function endOf(sightings: readonly Sighting[]): { readonly earliest: number; readonly latest: number } {
	let [earliest, latest] = [-Infinity, Infinity];
	for (const [index, to] of sightings.entries()) {
		for (const from of sightings.slice(0, index)) {
			earliest = Math.max(earliest, reachesOne(from.at, from.low ?? -Infinity, to.at, to.high));
			latest = Math.min(latest, reachesOne(from.at, from.high, to.at, to.low!));
		}
	}
	return { earliest, latest };
}

/** When the line through two points gets to 1; Infinity when it does not rise. */
function reachesOne(fromAt: number, from: number, toAt: number, to: number): number {
	return to > from ? toAt + ((toAt - fromAt) / (to - from)) * (1 - to) : Infinity;
}
