import type { Editor } from './browserEditor';

/** Runs the node, opens its file in the output panel, and tells what the browser makes of it. */
export async function preview({ page }: Editor, type: string, element: string): Promise<unknown> {
	await page.locator('[data-test-id="node-execute-button"]').click();
	const output = page.locator('[data-test-id="output-panel"]');
	await output.getByText('Binary', { exact: true }).click({ timeout: 60_000 });
	await output.getByText(type).first().waitFor();
	await output.getByRole('button', { name: 'View' }).first().click();
	const shown = page.locator(`[data-test-id="output-panel"] ${element}`).last();
	await shown.waitFor();
	return await shown.evaluate(
		async (one) =>
			await new Promise((resolve) => {
				const media = one as HTMLVideoElement & HTMLImageElement;
				const tell = () =>
					resolve({
						width: media.videoWidth ?? media.naturalWidth,
						seconds: media.duration,
						error: media.error?.message,
					});
				if (media.readyState >= 1 || media.complete || media.error) tell();
				for (const event of ['loadedmetadata', 'load', 'error']) media.addEventListener(event, tell);
			}),
	);
}
