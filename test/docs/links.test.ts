import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** Links lead somewhere, and every page can be reached from README.md. */

const ROOT = path.join(__dirname, '..', '..');

/** npm shows README.md on a page of its own, where pictures need whole addresses. */
const PICTURES = 'https://raw.githubusercontent.com/n8n-nodes-runwayml/n8n-nodes-runwayml/main/';

const PAGES = [
	...['README.md', 'CONTRIBUTING.md', 'RELEASING.md', 'SECURITY.md', 'CHANGELOG.md', 'test/README.md', 'examples/README.md'],
	...(readdirSync(path.join(ROOT, 'docs'), { recursive: true }) as string[]).filter((file) => file.endsWith('.md')).map((file) => path.posix.join('docs', file)),
].filter((page) => existsSync(path.join(ROOT, page)));

interface Link {
	readonly isPicture: boolean;
	readonly target: string;
}

/** A page without what only looks like Markdown. */
function read(page: string): string {
	return readFileSync(path.join(ROOT, page), 'utf8').replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ''));
}

function linksOf(page: string): Link[] {
	return [...read(page).matchAll(/(!?)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)/g)].map(([, mark, target]) => ({ isPicture: mark === '!', target }));
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
	return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-'),
	);
}

/** What is wrong with a link; undefined: nothing. */
function problem(page: string, { target }: Link): string | undefined {
	if (target.startsWith(PICTURES)) return existsSync(path.join(ROOT, target.slice(PICTURES.length))) ? undefined : 'no such file';
	if (/^[a-z]+:/i.test(target)) return URL.canParse(target) && target.startsWith('https://') ? undefined : 'not an https address';
	const [file, anchor] = target.split('#');
	const there = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
	if (!existsSync(path.join(ROOT, there))) return 'no such file';
	return anchor === undefined || anchorsOf(there).includes(anchor) ? undefined : 'no such heading';
}

it.each(PAGES)('%s: every link leads somewhere', (page) => {
	const wrong = linksOf(page).map((link) => [link.target, problem(page, link)]).filter(([, what]) => what);
	expect(wrong).toEqual([]);
});

it('pictures in README.md have whole addresses', () => {
	const pictures = linksOf('README.md').filter(({ isPicture }) => isPicture);
	expect(pictures.length).toBeGreaterThan(0);
	expect(pictures.filter(({ target }) => !target.startsWith(PICTURES))).toEqual([]);
});

it('README.md is short, and leads to every page', () => {
	expect(readFileSync(path.join(ROOT, 'README.md'), 'utf8').split('\n').length).toBeLessThan(250);
	const reached = new Set(['README.md']);
	for (const page of reached) {
		for (const { target } of linksOf(page)) {
			const file = path.posix.join(path.posix.dirname(page), target.split('#')[0]);
			if (PAGES.includes(file)) reached.add(file);
		}
	}
	// These two GitHub shows by themselves.
	expect(PAGES.filter((page) => !reached.has(page) && !['SECURITY.md', 'CHANGELOG.md'].includes(page))).toEqual([]);
});

it('every picture in docs/ and examples/ is shown somewhere', () => {
	const folders = ['docs/images', 'examples/images'];
	const pictures = folders.flatMap((folder) => readdirSync(path.join(ROOT, folder)).map((file) => `${folder}/${file}`));
	const shown = PAGES.flatMap((page) =>
		linksOf(page).map(({ target }) => (target.startsWith(PICTURES) ? target.slice(PICTURES.length) : path.posix.join(path.posix.dirname(page), target))),
	);
	expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([]);
});
