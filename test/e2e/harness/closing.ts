const open: Array<() => Promise<void>> = [];

/** Has something that a test file has started stopped by `stopAll`. */
export function stopAtEnd(stop: () => Promise<void>): void {
	open.push(stop);
}

/** Stops all that this test file has started, the last first; call it in afterAll. */
export async function stopAll(): Promise<void> {
	for (const stop of open.splice(0).reverse()) await stop();
}
