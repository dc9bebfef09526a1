import type { Kept, Reading } from '../types';

const WIDTH = 840;
const LABELS = 370;
const ROW = 26;
const BAR = 16;

/** Which figures are drawn, and their ideal in seconds. */
const DRAWN: Readonly<Record<string, number>> = { contest: 12, items: 12, queue: 48 };

/** Bars of the seconds that were measured, with a line where the ideal is; each figure to its own scale. */
export function chartOf(figures: Readonly<Record<string, Kept>>): string {
	let y = 10;
	const parts: string[] = [];
	for (const [name, ideal] of Object.entries(DRAWN)) {
		const figure = figures[name];
		if (!figure) continue;
		const seconds = figure.readings.filter(({ unit }) => unit === 's');
		parts.push(`<text class="title" x="10" y="${y + 14}">${escaped(figure.title)}</text>`, bars(seconds, ideal, y + 26));
		y += 26 + seconds.length * ROW + 24;
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="Seconds of each, beside the ideal">
<style>
text { font: 13px system-ui, sans-serif; fill: #24292f; }
.title { font-weight: 600; }
.bar { fill: #8c959f; }
.ours { fill: #6f3ff5; }
.ideal { stroke: #1a7f37; stroke-width: 2; stroke-dasharray: 4 3; }
</style>
<rect width="100%" height="100%" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
}

function bars(readings: readonly Reading[], ideal: number, top: number): string {
	const longest = Math.max(ideal, ...readings.map(({ value }) => value));
	const wide = (value: number) => Math.round((value / longest) * (WIDTH - LABELS - 130));
	const rows = readings.map(({ what, value, ratio }, index) => {
		const y = top + index * ROW;
		const ours = what.includes('this node') || what.startsWith('the last') ? ' ours' : '';
		const words = `${Number(value.toFixed(1))} s${ratio === undefined ? '' : ` (${ratio}x)`}`;
		return [
			`<text x="${LABELS - 10}" y="${y + 13}" text-anchor="end">${escaped(what)}</text>`,
			`<rect class="bar${ours}" x="${LABELS}" y="${y}" width="${wide(value)}" height="${BAR}" rx="2"/>`,
			`<text x="${LABELS + wide(value) + 6}" y="${y + 13}">${words}</text>`,
		].join('\n');
	});
	const x = LABELS + wide(ideal);
	const line = `<line class="ideal" x1="${x}" x2="${x}" y1="${top - 4}" y2="${top + readings.length * ROW - 4}"/>`;
	return [...rows, line].join('\n');
}

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
