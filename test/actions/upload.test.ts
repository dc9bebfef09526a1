import type { IDataObject } from 'n8n-workflow';
import { picture } from '../emulator/talk';
import { answer, EvenClock, type Step } from '../transport/scripted';
import { padded, taken, ticket } from '../transport/uploading';
import { actedNode, type ActedNode } from './node';

const PNG = { ...padded(picture('image/png'), 2000, 'image/png'), fileName: 'fox.png' };
const upload = (tickets: readonly Step[], more: Partial<ActedNode> = {}) =>
	actedNode({
		parameters: { resource: 'file', operation: 'upload', binaryPropertyName: 'data' },
		file: PNG,
		runway: { 'POST uploads': tickets },
		files: tickets.map(() => taken),
		...more,
	});
const refusal = answer(400, { error: 'no' });

it('makes an address of the file, and says what it is and how long it is good for', async () => {
	const { run, asked, sent } = upload([ticket()]);
	expect(await run()).toEqual([
		{
			json: { runwayUri: 'runway://abc', expiresAt: '2026-01-02T00:00:00.000Z', fileName: 'fox.png', mimeType: 'image/png', fileSize: 2000 },
			pairedItem: { item: 0 },
		},
	]);
	expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([['POST', '/v1/uploads', { filename: 'input.png', type: 'ephemeral' }]]);
	expect(sent.map(({ options: { url }, body }) => [url, body.includes(Buffer.concat(PNG.pieces))])).toEqual([['https://files.example/u', true]]);
});

it.each<[unknown, string]>([
	['', 'Empty. Enter the name of the binary field that holds the file.'],
	['  ', 'Empty. Enter the name of the binary field that holds the file.'],
	[null, 'Empty. Enter the name of the binary field that holds the file.'],
	[7, 'Expected the name of a binary field, such as data, but got 7.'],
	[{ data: {} }, 'Expected the name of a binary field, such as data, but got an object.'],
])('does not take %j for the name of a field', async (binaryPropertyName, message) => {
	const { error, asked } = upload([], { parameters: { resource: 'file', operation: 'upload', binaryPropertyName } });
	expect((await error()).message).toBe(`Input Binary Field: ${message}`);
	expect(asked).toEqual([]);
});

it('takes a name with blanks around it', async () => {
	expect(await upload([ticket()], { each: [{ binaryPropertyName: ' data ' }] }).run()).toHaveLength(1);
});

it.each([
	['is not there', { each: [{ binaryPropertyName: 'clip' }] }, '"clip"'],
	['is too small', { file: padded(picture('image/png').subarray(0, 100), 511, 'image/png') }, 'The file has 511 bytes. Runway takes uploads from 512 bytes on.'],
])('says of which field the file %s, and sends nothing', async (_, more, words) => {
	const { error, asked } = upload([], more);
	const { message, description } = await error();
	expect(message).toMatch(/^Input Binary Field: /);
	expect(message).toContain(words);
	expect(description).toBe('Nothing was sent to Runway for this item, so nothing was charged.');
	expect(asked).toEqual([]);
});

describe('several items', () => {
	it('with the same file share one upload', async () => {
		const { run, asked } = upload([ticket()], { each: [{}, {}, {}] });
		expect((await run()).map(({ json, pairedItem }) => [json.runwayUri, pairedItem])).toEqual([0, 1, 2].map((item) => ['runway://abc', { item }]));
		expect(asked).toHaveLength(1);
	});

	it('are not sent any more after a failure at which the node stops', async () => {
		const { error, asked } = upload([refusal], { each: Array.from({ length: 6 }, () => ({})) });
		const { message, description } = await error();
		expect(message).toBe('Item 1 of 6: The file could not be uploaded to Runway: no');
		// Four shared the refusal, two were still in line.
		expect(description).toContain('Nothing was sent for 2 other items.');
		expect(asked).toHaveLength(1);
	});

	it('are sent after a failure where the node goes on', async () => {
		const { run, asked } = upload([refusal, ticket()], { each: Array.from({ length: 5 }, () => ({})), onError: 'continueRegularOutput' });
		expect((await run()).map(({ json }) => json.runwayUri ?? (json.error as IDataObject).message)).toEqual([
			...[1, 2, 3, 4].map((item) => `Item ${item} of 5: The file could not be uploaded to Runway: no`),
			'runway://abc',
		]);
		expect(asked).toHaveLength(2);
	});
});

it('uploads nothing after a stop', async () => {
	const clock = new EvenClock();
	const node = upload([answer(503, {})], { clock, each: [{}, {}] });
	clock.at(100, () => node.stop.abort());
	expect(await node.run()).toEqual([]);
	expect(node.asked).toHaveLength(1);
});

describe('what another node of the execution has uploaded', () => {
	const mine = { credentials: { runwayApi: { id: 'c1', name: 'Mine' } } };

	it('is not uploaded again', async () => {
		const context = {};
		await upload([ticket()], { context, node: mine }).run();
		const { run, asked } = upload([], { context, node: mine });
		expect((await run())[0].json.runwayUri).toBe('runway://abc');
		expect(asked).toEqual([]);
	});

	it.each([
		['another credential', { credentials: { runwayApi: { id: 'c2', name: 'Other' } } }],
		['none', {}],
	])('is of no use with %s', async (_, node) => {
		const context = {};
		await upload([ticket()], { context, node: mine }).run();
		const { run, asked } = upload([ticket()], { context, node });
		await run();
		expect(asked).toHaveLength(1);
	});
});
