import { createCanvas } from '@napi-rs/canvas';
import { dataUri } from '../emulator/talk';
import type { SourceFile } from '../engine/nodes';
import { animate, closeBenches, generate, prompts, setUpBench } from './bench';

afterEach(closeBenches);

const canvas = createCanvas(640, 360);
const png = (): SourceFile => ({ bytes: canvas.toBuffer('image/png'), fileName: 'a.png', mimeType: 'image/png' });
const gif: SourceFile = {
	bytes: Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1'),
	fileName: 'a.gif',
	mimeType: 'image/gif',
};
const good = { json: { prompt: 'fine', ratio: '1280:720', url: 'https://example.com/a.png' }, binary: { data: png() } };

describe('a bad third item of three', () => {
	const byUrl = (url: string) => ({
		parameters: animate({ imageSource: 'url', imageUrl: '={{ $json.url }}' }),
		bad: { json: { ...good.json, url }, binary: good.binary },
	});
	it.each([
		['a prompt that is too long', { parameters: generate(), bad: { json: { prompt: 'x'.repeat(1001) } } }, 'Prompt', '1000'],
		['an empty prompt', { parameters: generate(), bad: { json: { prompt: '  ' } } }, 'Prompt', 'Empty'],
		[
			"another model's ratio",
			{ parameters: generate({ ratio: '={{ $json.ratio }}' }), bad: { json: { prompt: 'x', ratio: '1584:672' } } },
			'Ratio',
			'1280:720, 720:1280',
		],
		['a GIF', { parameters: animate(), bad: { json: good.json, binary: { data: gif } } }, 'Image', 'is a GIF image. Runway takes JPEG, PNG or WebP images'],
		[
			'a GIF that calls itself PNG',
			{ parameters: animate(), bad: { json: good.json, binary: { data: { ...gif, mimeType: 'image/png' } } } },
			'Image',
			'labeled image/png, but its content is a GIF image',
		],
		['no binary field', { parameters: animate(), bad: { json: good.json } }, 'Image', '"data"'],
		['another binary field', { parameters: animate(), bad: { json: good.json, binary: { photo: png() } } }, 'Image', 'photo'],
		['an http: URL', byUrl('http://example.com/a.png'), 'Image', 'https'],
		['an IP address', byUrl('https://192.168.0.1/a.png'), 'Image', 'public host name'],
		['a GIF as data URI', byUrl('data:image/gif;base64,R0lGODlhAQABAAAAACw='), 'Image', 'PNG'],
		[
			'text that calls itself PNG',
			byUrl(`data:image/png;base64,${Buffer.from('hello').toString('base64')}`),
			'Image',
			'but its content is plain text. Runway takes JPEG, PNG or WebP images',
		],
	])('%s: named with item, field and what is allowed; nothing is sent', async (_, { parameters, bad }, field, allowed) => {
		const { core, run } = await setUpBench();
		const failed = await run({ items: [good, good, bad], parameters });
		expect(failed.status).toBe('error');
		expect(failed.error?.message).toMatch(new RegExp(`^Item 3 of 3: ${field}`));
		expect(failed.error?.message).toContain(allowed);
		expect(failed.error?.description).toContain('nothing was charged');
		expect(core.log.entries).toHaveLength(0);
	});

	it('does not hold up the other two when the node continues on errors', async () => {
		const { core, run } = await setUpBench({ durationMs: 1000 });
		const result = await run({
			items: [...prompts('a', 'b'), { json: { prompt: '' } }],
			parameters: generate(),
			node: { onError: 'continueErrorOutput' },
		});
		expect(result.items('Runway').map(({ json }) => json.promptText)).toEqual(['a', 'b']);
		expect(result.errorItems('Runway')).toHaveLength(1);
		expect(core.log.creates()).toHaveLength(2);
	});

	it('is told all at once what else is wrong', async () => {
		const { run } = await setUpBench();
		const failed = await run({
			items: prompts(''),
			parameters: generate({ ratio: '1:1', duration: 99, options: { waitLimit: -1 } }),
		});
		const text = `${failed.error?.message} ${failed.error?.description}`;
		for (const field of ['Prompt', 'Ratio', 'Duration', 'Wait Limit']) expect(text).toContain(field);
	});
});

describe('an image', () => {
	it.each(['filesystem', 'default'] as const)('arrives as it is, from a binary field kept in %s mode', async (binaryMode) => {
		const { core, run } = await setUpBench({ durationMs: 1000 });
		for (const type of ['image/png', 'image/jpeg', 'image/webp'] as const) {
			const bytes = canvas.toBuffer(type as 'image/png');
			const result = await run({
				items: [{ json: { prompt: 'go' }, binary: { data: { bytes, fileName: 'x', mimeType: type } } }],
				parameters: animate(),
				binaryMode,
			});
			expect(result.error).toBeUndefined();
			const { promptImage } = core.log.creates().at(-1)!.body as { promptImage: string };
			expect(promptImage).toBe(`data:${type};base64,${bytes.toString('base64')}`);
		}
		expect(core.log.of('createUpload')).toHaveLength(0);
	});

	it.each(['filesystem', 'default'] as const)('is uploaded by itself when it is too large for the request (%s)', async (binaryMode) => {
		const { core, run } = await setUpBench({ durationMs: 1000, separateFilesHost: true });
		const bytes = Buffer.concat([canvas.toBuffer('image/png'), Buffer.alloc(6_000_000, 7)]);
		const result = await run({
			items: [{ json: { prompt: 'go' }, binary: { data: { bytes, fileName: 'big.png', mimeType: 'image/png' } } }],
			parameters: animate(),
			binaryMode,
		});
		expect(result.error).toBeUndefined();
		const [upload] = core.uploads.all;
		expect(upload.bytes?.equals(bytes)).toBe(true);
		expect((core.log.creates()[0].body as { promptImage: string }).promptImage).toMatch(/^runway:\/\//);
		expect(core.log.leaks(core.apiKey)).toEqual([]);
	});

	it('begins the upload anew when one of its steps fails', async () => {
		const { core, run } = await setUpBench({
			durationMs: 1000,
			fault: ({ route }, n) => {
				if (route === 'createUpload' && n === 1) return { kind: 'status', status: 500 };
				if (route === 'uploadFile' && n === 1) return { kind: 'reset-before' };
				if (route === 'uploadFile' && n === 2) return { kind: 'status', status: 403 };
				return undefined;
			},
		});
		const bytes = Buffer.concat([canvas.toBuffer('image/png'), Buffer.alloc(5_000_000, 7)]);
		const result = await run({
			items: [{ json: { prompt: 'go' }, binary: { data: { bytes, fileName: 'big.png', mimeType: 'image/png' } } }],
			parameters: animate(),
		});
		expect(result.error).toBeUndefined();
		expect(core.log.of('createUpload')).toHaveLength(4);
		expect(core.log.creates()).toHaveLength(1);
	});

	it.each(['https://example.com/a.png', 'runway-upload'])('may be a URI: %s', async (uri) => {
		const { core, run } = await setUpBench({ durationMs: 1000 });
		let imageUrl = uri;
		if (uri === 'runway-upload') {
			const bytes = Buffer.concat([canvas.toBuffer('image/png'), Buffer.alloc(5_000_000, 7)]);
			await run({
				items: [{ json: { prompt: 'go' }, binary: { data: { bytes, fileName: 'big.png', mimeType: 'image/png' } } }],
				parameters: animate(),
			});
			imageUrl = (core.log.creates()[0].body as { promptImage: string }).promptImage;
		}
		const result = await run({ items: prompts('go'), parameters: animate({ imageSource: 'url', imageUrl }) });
		expect(result.error).toBeUndefined();
		expect(core.log.creates().at(-1)!.body).toMatchObject({ promptImage: imageUrl });
	});

	it('has a last frame where the model takes one', async () => {
		const { core, run } = await setUpBench({ durationMs: 1000 });
		const result = await run({
			items: [{ json: { prompt: 'go' }, binary: { data: png(), end: png() } }],
			parameters: animate({
				model: 'veo3.1',
				duration: 4,
				modelOptions: { lastFrame: { file: { source: 'binary', binaryPropertyName: 'end' } } },
			}),
		});
		expect(result.error).toBeUndefined();
		expect(core.log.creates()[0].body).toMatchObject({
			promptImage: [{ position: 'first' }, { position: 'last', uri: expect.stringMatching(/^data:image\/png/) }],
		});
	});
});

it.each([
	['HTTPS://Example.COM/A.png', 'https://example.com/A.png'],
	[dataUri('image/png', png().bytes).replace('data:image/png;base64', 'DATA:Image/PNG;Base64'), dataUri('image/png', png().bytes)],
])('an address like %.40s is sent as Runway spells it', async (imageUrl, promptImage) => {
	const { core, run } = await setUpBench({ durationMs: 1000 });
	const result = await run({ items: prompts('go'), parameters: animate({ imageSource: 'url', imageUrl }) });
	expect(result.error).toBeUndefined();
	expect(core.log.creates()[0].body).toMatchObject({ promptImage });
});

it('a RUNWAY:// address too is sent as Runway spells it', async () => {
	const { core, run } = await setUpBench({ durationMs: 1000 });
	const upload = core.uploads.promise('a.png');
	upload.bytes = png().bytes;
	const imageUrl = upload.runwayUri.replace('runway:', 'RUNWAY:');
	const result = await run({ items: prompts('go'), parameters: animate({ imageSource: 'url', imageUrl }) });
	expect(result.error).toBeUndefined();
	expect(core.log.creates()[0].body).toMatchObject({ promptImage: upload.runwayUri });
});
