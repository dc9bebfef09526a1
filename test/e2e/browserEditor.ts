import { existsSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type { WorkflowJson } from '../engine/workflow';
import { OWNER, type Client } from './harness/client';
import { stopAtEnd } from './harness/closing';
import { ensureDebian } from './harness/debian';
import type { N8n } from './harness/server';

const CHROMIUM = '/usr/bin/chromium';

/** Where screenshots go: README pictures come from here. */
export const SCREENSHOTS = path.join(__dirname, '..', '..', 'e2e-screenshots');

/** n8n's editor in a browser, signed in as the owner. */
export interface Editor {
	readonly page: Page;
	/** Saves a workflow and opens it on the canvas. */
	openWorkflow(workflow: WorkflowJson): Promise<void>;
	/** Opens a node's panel. */
	openNode(name: string): Promise<void>;
	closeNode(): Promise<void>;
	/** The input of a field of the open panel, by the field's n8n name. */
	field(name: string): Locator;
	/** Chooses an entry of a list field by its label. */
	choose(name: string, label: string): Promise<void>;
	/** The labels that a list field offers. */
	offered(name: string): Promise<string[]>;
	screenshot(name: string): Promise<void>;
}

/** Starts headless Chromium, installs it first where Debian's package is missing, and signs in. `stopAll` ends it. */
export async function openEditor(n8n: N8n, api: Client, theme: 'light' | 'dark' = 'light'): Promise<Editor> {
	await ensureDebian([{ name: 'chromium', present: () => existsSync(CHROMIUM) }]);
	mkdirSync(SCREENSHOTS, { recursive: true });
	const browser: Browser = await chromium.launch({
		executablePath: CHROMIUM,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	stopAtEnd(async () => await browser.close());
	const context = await browser.newContext({ viewport: { width: 1366, height: 860 }, colorScheme: theme });
	const page = await context.newPage();
	page.setDefaultTimeout(60_000);
	await page.goto(`${n8n.url}/signin`, { timeout: 60_000 });
	await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
	await page.locator('input[type="password"]').fill(OWNER.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => !url.pathname.includes('signin'));

	const field = (name: string) => page.locator(`[data-test-id="parameter-input-${name}"]`).last();
	const choices = () => page.locator('.el-select-dropdown:visible .el-select-dropdown__item:visible');
	const openList = async (name: string) => {
		await field(name).locator('input').first().click();
		await choices().first().waitFor();
	};
	return {
		page,
		field,
		async openWorkflow(workflow) {
			const { id } = await api.createWorkflow(workflow);
			await page.goto(`${n8n.url}/workflow/${id}`);
			await page.locator('[data-test-id="canvas-node"]').first().waitFor();
		},
		async openNode(name) {
			await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
			await page.locator('[data-test-id="ndv"]').waitFor();
		},
		async closeNode() {
			await page.locator('[data-test-id="ndv-close-button"]').click();
			await page.locator('[data-test-id="ndv"]').waitFor({ state: 'hidden' });
		},
		async choose(name, label) {
			await openList(name);
			await choices()
				.filter({ has: page.locator(`.option-headline:text-is("${label}")`) })
				.first()
				.click();
			await choices().first().waitFor({ state: 'hidden' });
		},
		async offered(name) {
			await openList(name);
			const labels = await choices().locator('.option-headline').allInnerTexts();
			await field(name).locator('input').first().press('Escape');
			await choices().first().waitFor({ state: 'hidden' });
			return labels.map((label) => label.trim());
		},
		async screenshot(name) {
			await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
		},
	};
}
