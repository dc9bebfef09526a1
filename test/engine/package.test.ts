import { PackageDirectoryLoader, loadOutputSchema } from 'n8n-core';
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESOURCES } from '../../nodes/Runway/actions';

const root = join(__dirname, '../..');
const nodeDir = join(root, 'dist/nodes/Runway');

if (!existsSync(nodeDir)) throw new Error('These tests look at the built package: npm run build first');

/** What people type into the search of n8n's list of nodes. */
const TYPED = [
	...['video', 'generate video', 'video generator', 'create video', 'make video', 'ai video', 'text to video', 'text-to-video'],
	...['image to video', 'image-to-video', 'animate image', 'upscale', 'lip sync', 'voice over', 'dub', 'HDR', '60 fps'],
	...['product ad', 'text to speech', 'sound effect', 'generate image', 'wait for task', 'veo', 'gen4', 'gen 4', 'gen-4.5'],
];

describe('the built package, as n8n loads it', () => {
	const loader = new PackageDirectoryLoader(root);
	let node: INodeTypeDescription;

	beforeAll(async () => {
		await loader.loadAll();
		[node] = loader.types.nodes as INodeTypeDescription[];
	});

	it('has one node and one credential, under the names that saved workflows depend on', () => {
		expect(loader.packageName).toBe('n8n-nodes-runwayml');
		expect(loader.types.nodes.map(({ name }) => name)).toEqual(['runway']);
		expect(loader.types.credentials.map(({ name }) => name)).toEqual(['runwayApi']);
		expect(loader.known.credentials.runwayApi.supportedNodes).toEqual(['runway']);
	});

	it('brings icons for both themes, for node and credential', () => {
		const icons = [node.iconUrl, loader.types.credentials[0].iconUrl];
		for (const icon of icons) {
			const { light, dark } = icon as { light: string; dark: string };
			expect(light).not.toBe(dark);
			for (const url of [light, dark]) {
				const file = join(root, url.replace('icons/n8n-nodes-runwayml/', ''));
				expect(readFileSync(file, 'utf8')).toMatch(/^<svg .*width="60" height="60" viewBox="2 2 20 20"/);
			}
		}
	});

	it('is found by the words that people type into the search of the node list', () => {
		const words = node.codex?.alias ?? [];
		for (const typed of TYPED) expect(words).toContain(typed);
		expect(words).toEqual([...new Set(words)]);
		expect(node.codex?.resources?.primaryDocumentation).toHaveLength(1);
	});

	it('says for each operation what its items look like, and for nothing else', () => {
		const operations = node.properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ displayOptions, options }) =>
				(options as INodePropertyOptions[]).map(({ value }) => [displayOptions?.show?.resource?.[0], value]),
			);
		expect(operations).toHaveLength(RESOURCES.flatMap((resource) => resource.operations).length);
		for (const [resource, operation] of operations as string[][]) {
			const schema = loadOutputSchema({ nodeDir, version: 1, resource, operation });
			expect({ resource, operation, schema }).toMatchObject({ schema: { type: 'object' } });
		}
	});

	it('loads little when n8n starts, which asks every package for its description', () => {
		const script = `const { Runway } = require('./index.js');
			new Runway().description.properties.length > 0 || process.exit(1);
			const own = Object.keys(require.cache).filter((file) => !file.includes('node_modules'));
			console.log(JSON.stringify(own.map((file) => require('node:path').relative(process.cwd(), file))));`;
		const loaded = JSON.parse(execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' })) as string[];
		expect(loaded.sort()).toEqual([
			'dist/credentials/RunwayApi.credentials.js',
			'dist/nodes/Runway/Runway.node.js',
			'dist/nodes/Runway/properties.json',
			'dist/nodes/Runway/shared/clock.js',
			'dist/nodes/Runway/subtitle.json',
			'index.js',
		]);
	});

	it('is small enough to be installed at once', () => {
		const [{ size }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: root, encoding: 'utf8' })) as Array<{ size: number }>;
		expect(size).toBeLessThanOrEqual(160_000);
	});

	it('exports both classes from its entry point', () => {
		// eslint-disable-next-line @typescript-eslint/no-require-imports
		expect(Object.keys(require('../../index.js') as object).sort()).toEqual(['Runway', 'RunwayApi']);
	});
});
