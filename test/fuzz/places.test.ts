import * as fc from 'fast-check';
import { isCreate } from '../campaign/model/reading';
import { animate, attempt, generate } from './attempt';

/** Input that could lead a request to another host or path. `attempt` looks at where each one went. */

const hostile = fc.oneof(
	fc.constantFrom(
		'../organization',
		'..',
		'.',
		'a/../../b',
		'%2e%2e/organization',
		'..%2forganization',
		'a?b=c',
		'a#b',
		'a b',
		'a\r\nX-Evil: 1',
		'a\u0000',
		'//elsewhere.example',
		'https://elsewhere.example/',
		'@elsewhere.example',
		'\\elsewhere.example',
		'ａ',
		'a'.repeat(200),
	),
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.array(fc.constantFrom('..', '/', '%2e', '%2f', 'a', '?', '#', '@', ':', ' ', '\\'), { maxLength: 6 }).map((parts) => parts.join('')),
);
const RUNS = { numRuns: 120, seed: 3 };

it.each(['get', 'wait', 'cancel'])('task ids of %s', async (operation) => {
	await fc.assert(
		fc.asyncProperty(hostile, async (taskId) => {
			const { error, sent } = await attempt({ parameters: { resource: 'task', operation, taskId } });
			if (sent.length === 0) return expect(error?.message).toMatch(/^Task ID: /);
			expect(taskId.trim()).toMatch(/^[\w-]+$/);
			const places = ['tasks', 'workflow_invocations'].map((place) => `https://api.dev.runwayml.com/v1/${place}/${taskId.trim()}`);
			expect([...new Set(sent.map(({ url }) => url))]).toEqual(places);
		}),
		RUNS,
	);
});

it('ids that Runway gives', async () => {
	await fc.assert(
		fc.asyncProperty(hostile, async (id) => {
			const { error, sent } = await attempt({
				parameters: generate({ options: { waitLimit: 0.5 } }),
				fault: ({ route }) => (route === 'create' ? { kind: 'json', change: () => ({ id }) } : undefined),
			});
			expect(error).toBeDefined();
			expect(sent.filter(isCreate)).toHaveLength(1);
		}),
		RUNS,
	);
});

describe('base URLs', () => {
	const usable = ['https://api.dev.runwayml.com', 'https://api.dev.runwayml.com/', ' https://api.dev.runwayml.com//\n', 'HTTPS://API.dev.runwayml.com'];

	it.each(usable)('%j works', async (baseUrl) => {
		const { error } = await attempt({ parameters: generate(), baseUrl });
		expect(error).toBeUndefined();
	});

	it('with a path keeps it', async () => {
		const { sent } = await attempt({ parameters: generate(), baseUrl: 'https://gateway.example/runway/' });
		expect(sent[0].url).toBe('https://gateway.example/runway/v1/text_to_video');
	});

	it.each<unknown>([
		'api.dev.runwayml.com',
		'ftp://api.dev.runwayml.com',
		'javascript:alert(1)',
		'file:///etc/passwd',
		'https://user:secret@api.dev.runwayml.com',
		'https://key@api.dev.runwayml.com',
		'https://api.dev.runwayml.com/?to=elsewhere',
		'https://api.dev.runwayml.com/#x',
		'https://',
		'',
		null,
		42,
		{},
	])('%j is refused, without its text', async (baseUrl) => {
		const { error, sent } = await attempt({ parameters: generate(), baseUrl });
		expect(error?.message).toBe('The Base URL in the Runway credential is not usable');
		expect(`${error?.description}`).not.toContain('secret');
		expect(sent).toHaveLength(0);
	});

	it('of any text lead to their own host and path, or nowhere', async () => {
		const near = fc.array(fc.constantFrom('https://', 'http:', '//', '/', '\\', '@', ':', '?', '#', 'a.example', '..', '%2f', '443', ' ', '\t'), {
			maxLength: 7,
		});
		await fc.assert(
			fc.asyncProperty(fc.oneof(hostile, fc.webUrl(), near.map((parts) => parts.join(''))), async (baseUrl) => {
				await attempt({ parameters: generate(), baseUrl });
			}),
			RUNS,
		);
	});
});

describe('addresses that Runway gives', () => {
	const address = fc.oneof(
		hostile,
		fc.constantFrom<unknown>(null, 5, {}, [], 'http://files.example.net/outputs/a', 'javascript:x', 'data:video/mp4;base64,AAAA', 'ftp://a.example'),
	);

	it('of files: nothing but https is fetched, and never with the key', async () => {
		await fc.assert(
			fc.asyncProperty(address, async (url) => {
				const { error } = await attempt({
					parameters: generate({ options: { waitLimit: 0.2 } }),
					fault: ({ route }) =>
						route === 'poll' ? { kind: 'json', change: (body) => ({ ...(body as object), status: 'SUCCEEDED', output: [url] }) } : undefined,
				});
				expect(error?.message).toMatch(/could not be downloaded|no output file/);
			}),
			RUNS,
		);
	});

	it('of uploads: nothing but https gets the file', async () => {
		const bytes = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(4_000_000)]);
		await fc.assert(
			fc.asyncProperty(address, async (uploadUrl) => {
				const { error, core } = await attempt({
					parameters: animate(),
					file: { bytes, mimeType: 'image/png' },
					fault: ({ route }) =>
						route === 'createUpload' ? { kind: 'json', change: (body) => ({ ...(body as object), uploadUrl }) } : undefined,
				});
				expect(error?.message).toMatch(/could not be uploaded/);
				expect(core.tasks.all).toHaveLength(0);
			}),
			{ ...RUNS, numRuns: 15 },
		);
	});
});

describe('image URLs', () => {
	it('go to Runway as they are, or are refused; the node itself fetches none', async () => {
		await fc.assert(
			fc.asyncProperty(fc.oneof(hostile, fc.webUrl(), fc.webUrl().map((url) => url.replace('http:', 'https:'))), async (imageUrl) => {
				const { error, sent, core } = await attempt({ parameters: animate({ imageSource: 'url', imageUrl }) });
				if (sent.length === 0) return expect(error?.message).toMatch(/^Image/);
				expect(sent[0].body?.promptImage).toBe(imageUrl.trim());
				expect(core.log.of('other')).toEqual([]);
			}),
			RUNS,
		);
	});
});
