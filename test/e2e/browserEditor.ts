import { existsSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import type { WorkflowJson } from '../engine/workflow';
import { OWNER, type Client } from './harness/client';
import { stopAtEnd } from './harness/closing';
import { ensureDebian, type DebianPackage } from './harness/debian';
import type { N8n } from './harness/server';
import { until } from './harness/until';

const CHROMIUM = '/usr/bin/chromium';

export const chromiumPackage: DebianPackage = { name: 'chromium', present: () => existsSync(CHROMIUM) };

/** Where screenshots go: README pictures come from here. */
export const SCREENSHOTS = path.join(__dirname, '..', '..', 'e2e-screenshots');

/** A field as the panel has it. */
export interface Shown {
	/** How many inputs it has there: one, or none. */
	readonly times: number;
	/** The entries of its list, which n8n keeps ready while the list is closed; [] when it is no list. */
	readonly labels: readonly string[];
}

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
	/** Chooses an entry of a list field by its label, and waits until the field says so. */
	choose(name: string, label: string): Promise<void>;
	/** What the open panel has of these fields now. */
	shown(names: readonly string[]): Promise<Record<string, Shown>>;
	screenshot(name: string): Promise<void>;
}

/** Starts headless Chromium, installs it first where Debian's package is missing, and signs in. `stopAll` ends it. */
export async function openEditor(n8n: N8n, api: Client, theme: 'light' | 'dark' = 'light'): Promise<Editor> {
	await ensureDebian([chromiumPackage]);
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
	// Nobody watches lists and panels glide into place.
	await context.addInitScript(() => {
		const still = new CSSStyleSheet();
		still.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important; }');
		document.adoptedStyleSheets.push(still);
	});
	const page = await context.newPage();
	page.setDefaultTimeout(60_000);
	await page.goto(`${n8n.url}/signin`, { timeout: 60_000 });
	await page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
	await page.locator('input[type="password"]').fill(OWNER.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => !url.pathname.includes('signin'));

	const field = (name: string) => page.locator(`[data-test-id="parameter-input-${name}"]`).last();
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
			const input = field(name).locator('input[aria-controls]').first();
			await input.click();
			const list = page.locator(`[id="${await input.getAttribute('aria-controls')}"]`);
			await list.locator('.el-select-dropdown__item').filter({ has: page.locator(`.option-headline:text-is("${label}")`) }).click();
			await until(`${name} to be ${label}`, async () => (await input.inputValue()) === label);
			await list.waitFor({ state: 'hidden' });
		},
		shown: async (names) => Object.fromEntries(await page.evaluate(readFields, names)),
		async screenshot(name) {
			await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
		},
	};
}

/** Runs in the browser. */
function readFields(names: readonly string[]): Array<[string, Shown]> {
	return names.map((name) => {
		const inputs = Array.from(document.querySelectorAll(`[data-test-id="parameter-input-${name}"]`));
		const list = inputs.at(-1)?.querySelector('input[aria-controls]')?.getAttribute('aria-controls');
		const entries = document.getElementById(list ?? '')?.querySelectorAll<HTMLElement>('.el-select-dropdown__item');
		const labels = Array.from(entries ?? [])
			.filter(({ style }) => style.display !== 'none')
			.map((entry) => entry.querySelector('.option-headline')?.textContent?.trim() ?? '');
		return [name, { times: inputs.length, labels }];
	});
}
