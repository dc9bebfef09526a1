import { closeBenches, generate, prompts, setUpBench } from './bench';

afterEach(closeBenches);

describe('the type of the file that comes out', () => {
	it.each([
		['application/octet-stream', 'mp4', 'video/mp4'],
		[undefined, 'mp4', 'video/mp4'],
		['audio/ogg', 'ogg', 'audio/ogg'],
		['audio/x-wav', 'wav', 'audio/wav'],
		['image/jpg', 'jpg', 'image/jpeg'],
		['application/x-zip-compressed', 'zip', 'application/zip'],
	])('with Content-Type %s is .%s', async (contentType, ending, mimeType) => {
		const { run } = await setUpBench({
			durationMs: 1000,
			fault: ({ route }) => (route === 'output' ? { kind: 'headers', set: { 'content-type': contentType } } : undefined),
		});
		const result = await run({ items: prompts('go'), parameters: generate() });
		const [{ json, binary }] = result.items('Runway');
		expect(json).toMatchObject({ mimeType, fileName: expect.stringMatching(new RegExp(`\\.${ending}$`)) });
		expect(binary?.data).toMatchObject({ mimeType, fileName: json.fileName, fileExtension: ending });
	});
});
