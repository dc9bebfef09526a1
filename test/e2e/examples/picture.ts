import * as path from 'node:path';
import { SCREENSHOTS, type Editor } from '../browserEditor';

/** What is not part of a workflow. */
const CONTROLS = '[data-test-id="canvas-controls"], [data-test-id="canvas-execution-buttons"], [class*="executionButtons"] { visibility: hidden }';

/**
 * Takes a picture of the workflow that is open, cut to its nodes and notes: those in examples/images come from here.
 * @returns how many of both there are
 */
export async function takePicture({ page }: Editor, name: string): Promise<{ notes: number; nodes: number }> {
	await page.setViewportSize({ width: 1700, height: 1000 });
	await page.addStyleTag({ content: CONTROLS });
	await page.locator('[data-test-id="zoom-to-fit"]').dispatchEvent('click');
	// The view moves there.
	await page.waitForTimeout(1500);
	const [notes, nodes] = [await page.locator('[data-test-id="sticky"]').all(), await page.locator('[data-test-id="canvas-node"]').all()];
	const boxes = await Promise.all([...notes, ...nodes].map(async (one) => (await one.boundingBox())!));
	const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
	const [right, bottom] = [Math.max(...boxes.map(({ x, width }) => x + width)), Math.max(...boxes.map(({ y, height }) => y + height))];
	const clip = { x: left - 20, y: top - 20, width: right - left + 40, height: bottom - top + 40 };
	await page.screenshot({ path: path.join(SCREENSHOTS, `example-${name}.png`), clip });
	return { notes: notes.length, nodes: nodes.length };
}
