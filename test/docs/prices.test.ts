import { readFileSync } from 'node:fs';
import * as path from 'node:path';

/** README.md names a few prices by hand: they are those of the page that is made from the catalogue. */

const ROOT = path.join(__dirname, '..', '..');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const COSTS = readFileSync(path.join(ROOT, 'docs', 'costs.md'), 'utf8');

it.each([
	['5 seconds of Gen-4 Turbo from an image', 'Animate Image | Gen-4 Turbo', '5 s: ', 1],
	['5 seconds of Gen-4.5', 'Generate Video | Gen-4.5', '5 s: ', 1],
	['4 seconds of Veo 3.1 with sound', 'Generate Video | Veo 3.1', '4 s with sound: ', 1],
	['30 clips of Gen-4.5, 5 seconds each', 'Generate Video | Gen-4.5', '5 s: ', 30],
])('%s', (words, row, example, count) => {
	const [, credits] = new RegExp(`^\\| ${words} \\| ([\\d,]+) \\|$`, 'm').exec(README)!;
	const line = COSTS.split('\n').find((one) => one.startsWith(`| ${row} |`))!;
	const [, each] = new RegExp(`${example}(\\d+) credits`).exec(line)!;
	expect(Number(credits.replace(',', ''))).toBe(count * Number(each));
});
