/** Tells whoever watches what is going on, past the test runner's decorations. */
export function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
