import { createCanvas } from '@napi-rs/canvas';
import type { SourceFile } from '../engine/nodes';
import { ITEMS_TYPE } from '../engine/nodes';
import { startRunway } from '../engine/runway';
import { RUNWAY_TYPE, type Parameters } from '../engine/sketches';
import { chain } from '../engine/workflow';
import { animate, closeBenches, setUpBench, type Bench } from './bench';

afterEach(closeBenches);

const picture = createCanvas(640, 360).toBuffer('image/png');

/** A picture of about this many bytes, of which there are many. */
function photo(sizeBytes: number, filling = 7, fileName = 'photo.png'): SourceFile {
	return { bytes: Buffer.concat([picture, Buffer.alloc(sizeBytes, filling)]), fileName, mimeType: 'image/png' };
}

const rows = (files: readonly SourceFile[]) => files.map((data, index) => ({ json: { prompt: `clip ${index}` }, binary: { data } }));

const upload: Parameters = { resource: 'file', operation: 'upload' };

const pictures = ({ core }: Bench) => core.log.creates().map(({ body }) => (body as { promptImage: string }).promptImage);

describe('Upload File', () => {
	it('gives an address that the next node can use, and says how long', async () => {
		const bench = await setUpBench({ durationMs: 1000, separateFilesHost: true });
		const file = photo(100);
		const begun = bench.clock.now();
		const { core } = bench;
		const { finished } = await startRunway({
			workflow: chain(
				{ name: 'Rows', type: ITEMS_TYPE },
				{ name: 'Upload', type: RUNWAY_TYPE, parameters: upload },
				{
					name: 'Animate',
					type: RUNWAY_TYPE,
					parameters: animate({ promptText: 'go', imageSource: 'url', imageUrl: '={{ $json.runwayUri }}' }),
				},
			),
			sources: { Rows: rows([file]) },
			credential: { apiKey: bench.emulator.apiKey, baseUrl: bench.emulator.baseUrl },
			clock: bench.clock,
		});
		const result = await finished;
		expect(result.error).toBeUndefined();
		expect(core.uploads.all[0].bytes?.equals(file.bytes)).toBe(true);
		const { runwayUri } = core.uploads.all[0];
		const [{ json, pairedItem }] = result.items('Upload');
		expect(json).toEqual({
			runwayUri,
			expiresAt: expect.any(String) as string,
			fileName: 'photo.png',
			mimeType: 'image/png',
			fileSize: file.bytes.length,
		});
		expect(Date.parse(String(json.expiresAt)) - begun).toBe(24 * 3_600_000);
		expect(pairedItem).toEqual({ item: 0 });
		expect(pictures(bench)).toEqual([runwayUri]);
		expect(core.log.leaks(core.apiKey)).toEqual([]);
	});

	it('takes any type, and sends the same content once, under the name that each item has for it', async () => {
		const bench = await setUpBench();
		const text = { bytes: Buffer.from('word '.repeat(200)), mimeType: 'text/plain' };
		const files = [{ ...text, fileName: 'a.txt' }, photo(100, 1), { ...text, fileName: 'b.txt' }];
		const result = await bench.run({ items: rows(files), parameters: upload });
		expect(result.items('Runway').map(({ json: { fileName, mimeType } }) => [fileName, mimeType])).toEqual([
			['a.txt', 'text/plain'],
			['photo.png', 'image/png'],
			['b.txt', 'text/plain'],
		]);
		expect(bench.core.uploads.all.map(({ filename }) => filename).sort()).toEqual(['input.png', 'input.txt']);
		const [first, , third] = result.items('Runway');
		expect(third.json.runwayUri).toBe(first.json.runwayUri);
	});

	it.each([
		['no such field', { binaryPropertyName: 'photo' }, 'Input Binary Field: The item has no binary field "photo". It has: data.'],
		['an empty name', { binaryPropertyName: '={{ $json.nothing }}' }, 'Input Binary Field: Empty.'],
		['a name that is none', { binaryPropertyName: '={{ [1] }}' }, 'Expected the name of a binary field, such as data, but got a list.'],
	])('sends nothing with %s', async (_, more, message) => {
		const bench = await setUpBench();
		const result = await bench.run({ items: rows([photo(1)]), parameters: { ...upload, ...more } });
		expect(result.error?.message).toContain(message);
		expect(bench.core.log.entries).toHaveLength(0);
	});

	it('tells why Runway does not take uploads, and begins no further ones where the node stops', async () => {
		const refuse = ({ route }: { route: string }) =>
			route === 'createUpload' ? ({ kind: 'status', status: 403, body: { error: 'Buy credits first' } } as const) : undefined;
		const bench = await setUpBench({ fault: refuse });
		const files = Array.from({ length: 9 }, (_, index) => photo(100, index));
		const stopped = await bench.run({ items: rows(files), parameters: upload });
		expect(stopped.error?.message).toBe('Item 1 of 9: The file could not be uploaded to Runway: Buy credits first');
		// As many as are under way together.
		expect(bench.core.log.of('createUpload')).toHaveLength(4);
		const going = await bench.run({ items: rows(files), parameters: upload, node: { onError: 'continueRegularOutput' } });
		expect(going.items('Runway').filter(({ json }) => json.error)).toHaveLength(9);
	});
});

describe('a picture that several items use', () => {
	it('is uploaded once for 30 of them', async () => {
		const bench = await setUpBench({ durationMs: 1000 });
		const file = photo(300_000);
		const result = await bench.run({ items: rows(Array<SourceFile>(30).fill(file)), parameters: animate() });
		expect(result.items('Runway')).toHaveLength(30);
		const { all } = bench.core.uploads;
		expect(all).toHaveLength(1);
		expect(all[0].bytes?.equals(file.bytes)).toBe(true);
		expect(pictures(bench)).toEqual(Array(30).fill(all[0].runwayUri));
	});

	it('is sent inside them all the same when Runway takes no uploads', async () => {
		const bench = await setUpBench({
			durationMs: 1000,
			fault: ({ route }) => (route === 'createUpload' ? { kind: 'status', status: 403 } : undefined),
		});
		const file = photo(300_000);
		const result = await bench.run({ items: rows(Array<SourceFile>(15).fill(file)), parameters: animate() });
		expect(result.error).toBeUndefined();
		expect(bench.core.log.of('createUpload')).toHaveLength(1);
		expect(pictures(bench)).toEqual(Array(15).fill(`data:image/png;base64,${file.bytes.toString('base64')}`));
	});

	it('is known to the next node of the execution, and no more to the next execution', async () => {
		const bench = await setUpBench({ durationMs: 1000 });
		const { nodes, connections } = chain(
			{ name: 'Rows', type: ITEMS_TYPE },
			{ name: 'One', type: RUNWAY_TYPE, parameters: animate() },
			{ name: 'Two', type: RUNWAY_TYPE, parameters: animate({ duration: 10 }) },
		);
		const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
		const run = async () => {
			const { finished } = await startRunway({
				workflow: { nodes, connections: { ...connections, Rows: { main: [[to('One'), to('Two')]] }, One: { main: [[]] } } },
				sources: { Rows: rows([photo(5_000_000)]) },
				credential: { apiKey: bench.emulator.apiKey, baseUrl: bench.emulator.baseUrl },
				clock: bench.clock,
			});
			expect((await finished).error).toBeUndefined();
		};
		await run();
		await run();
		const [first, second] = bench.core.uploads.all.map(({ runwayUri }) => runwayUri);
		expect(bench.core.uploads.all).toHaveLength(2);
		expect(pictures(bench)).toEqual([first, first, second, second]);
	});
});
