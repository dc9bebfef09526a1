import { prepareSubmission } from '../../nodes/Runway/actions/submission';
import type { Run } from '../../nodes/Runway/batch/types';
import { KindOf, MediaSlot, type Plan, type PlanValue } from '../../nodes/Runway/catalogue/plan';
import { picture } from '../emulator/talk';
import { createScene } from '../batch/building';
import { fileHost } from '../transport/files';
import { answer, lost } from '../transport/scripted';

const plan = (body: Record<string, PlanValue>, more: Partial<Plan> = {}): Plan => ({
	path: '/v1/image_to_video',
	body,
	echo: {},
	priceless: { fields: ['promptText'], pictures: false },
	files: 1,
	ignored: [],
	...more,
});
const inField = new MediaSlot(['image'], { source: 'binary', binaryPropertyName: 'data' }, 'Image');
const address = (url: string, kinds: MediaSlot['kinds'] = ['image']) => new MediaSlot(kinds, { source: 'url', url }, 'Image');

/** What a plan becomes, with these bytes in the binary field. */
async function prepare(made: Plan, { bytes = picture('image/png'), baseUrl = 'https://api.example', runway = {} } = {}) {
	const scene = createScene({ runway });
	const { host } = fileHost({ file: { pieces: [bytes], mimeType: 'image/png' } });
	Object.assign(scene.run.host.helpers, { ...host.helpers, httpRequest: scene.run.host.helpers.httpRequest });
	const run: Run = { ...scene.run, client: { ...scene.run.client, baseUrl } };
	const checked = await prepareSubmission(run, 0, made);
	if ('problems' in checked) throw new Error(checked.problems.map(({ field, message }) => `${field}: ${message}`).join('\n'));
	return { ...scene, ...checked.value };
}

const fingerprint = async (...args: Parameters<typeof prepare>) => (await prepare(...args)).fingerprint;
const priceKey = async (...args: Parameters<typeof prepare>) => (await prepare(...args)).priceKey;
const more = (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('more')]);

describe('the fingerprint, by which a rerun takes a paid task for its own', () => {
	const body = { promptText: 'A fox', duration: 5, promptImage: [{ uri: inField, position: 'first' }] };

	it('is the same for the same request', async () => {
		expect(await fingerprint(plan(body))).toBe(await fingerprint(plan({ ...body })));
		expect(await fingerprint(plan(body))).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is another with other content in the file', async () => {
		expect(await fingerprint(plan(body), { bytes: more(picture('image/png')) })).not.toBe(await fingerprint(plan(body)));
	});

	it('is another at another base URL', async () => {
		expect(await fingerprint(plan(body), { baseUrl: 'https://gateway.example' })).not.toBe(await fingerprint(plan(body)));
	});

	it.each<[string, Plan]>([
		['path', plan(body, { path: '/v1/text_to_video' })],
		['prompt', plan({ ...body, promptText: 'A wolf' })],
		['number', plan({ ...body, duration: 10 })],
		['place of the file', plan({ ...body, promptImage: [{ uri: inField, position: 'last' }] })],
		['address', plan({ ...body, promptImage: [{ uri: address('https://a.example/b.png'), position: 'first' }] })],
	])('is another with another %s', async (_, other) => {
		expect(await fingerprint(other)).not.toBe(await fingerprint(plan(body)));
	});

	it('is another with another address', async () => {
		const at = async (url: string) => await fingerprint(plan({ promptImage: address(url) }));
		expect(await at('https://a.example/1.png')).not.toBe(await at('https://a.example/2.png'));
	});
});

it('has no key of a price for what may cost something else next time', async () => {
	expect(await priceKey(plan({ promptText: 'A fox' }, { priceless: undefined }))).toBeUndefined();
});

describe('the key of the price', () => {
	const body = { promptText: 'A fox', duration: 5, promptImage: inField };
	const pictures = { priceless: { fields: ['promptText'], pictures: true } };

	it('is the same whatever does not decide the price', async () => {
		expect(await priceKey(plan({ ...body, promptText: 'A wolf' }))).toBe(await priceKey(plan(body)));
		expect(await priceKey(plan(body, pictures), { bytes: more(picture('image/png')) })).toBe(await priceKey(plan(body, pictures)));
		expect(await priceKey(plan(body), { baseUrl: 'https://gateway.example' })).toBe(await priceKey(plan(body)));
	});

	it('is another with what does', async () => {
		const usual = await priceKey(plan(body));
		expect(await priceKey(plan({ ...body, duration: 10 }))).not.toBe(usual);
		expect(await priceKey(plan(body), { bytes: more(picture('image/png')) })).not.toBe(usual);
		expect(await priceKey(plan(body, { path: '/v1/text_to_video' }))).not.toBe(usual);
		const video = plan({ clip: address('https://a.example/1.mp4', ['video']) }, pictures);
		const other = plan({ clip: address('https://a.example/2.mp4', ['video']) }, pictures);
		expect(await priceKey(video)).not.toBe(await priceKey(other));
	});
});

describe('sending', () => {
	it('puts the files into the body, and nothing else', async () => {
		const both = address('https://a.example/b.mp4', ['image', 'video']);
		const body: Record<string, PlanValue> = { text: 'A fox', flag: true, none: null, list: [{ uri: inField }, { uri: both, type: new KindOf(both) }] };
		const { send, asked } = await prepare(plan(body), { runway: { 'POST image_to_video': [answer(200, { id: 'a' })] } });
		expect(await send()).toEqual({ kind: 'created', task: { id: 'a' } });
		const uri = `data:image/png;base64,${picture('image/png').toString('base64')}`;
		expect(asked).toMatchObject([
			{
				path: '/v1/image_to_video',
				body: { text: 'A fox', flag: true, none: null, list: [{ uri }, { uri: 'https://a.example/b.mp4', type: 'video' }] },
			},
		]);
	});

	it('takes from the answer what results repeat, as far as it is there and what it should be', async () => {
		const facts = {
			model: { at: ['routing', 'model'], type: 'string' },
			skipped: { at: ['routing', 'skipped'], type: 'string' },
			nothing: { at: ['routing', 'none'], type: 'string' },
			deep: { at: ['routing', 'model', 'name'], type: 'string' },
			busy: { at: ['busy'], type: 'boolean' },
			cost: { at: ['routing', 'estimatedCost', 'credits'], type: 'number' },
		} as const;
		const routing = { model: 'gen4.5', skipped: ['a', 'b'], none: [], estimatedCost: { credits: 60 } };
		const send = async (body: object) => {
			const made = await prepare(plan({}, { facts }), { runway: { 'POST image_to_video': [answer(200, body)] } });
			return await made.send();
		};
		expect(await send({ id: 'a', routing, busy: 'yes' })).toEqual({
			kind: 'created',
			task: { id: 'a', estimatedCost: { credits: 60 }, facts: { model: 'gen4.5', skipped: 'a, b', cost: 60 } },
		});
		for (const odd of [{}, { routing: null }, { routing: 'x' }, { routing: { model: { a: 1 } } }]) {
			expect(await send({ id: 'a', ...odd })).toEqual({ kind: 'created', task: { id: 'a', facts: {} } });
		}
	});

	it('creates nothing when a file cannot be sent, or the execution was stopped', async () => {
		const bytes = Buffer.concat([picture('image/png'), Buffer.alloc(4_000_000)]);
		const failing = await prepare(plan({ uri: inField }), { bytes, runway: { 'POST uploads': [1, 2, 3, 4].map(() => lost()) } });
		expect(await failing.send()).toMatchObject({ kind: 'unavailable', failure: { message: expect.stringContaining('could not be uploaded') } });
		const stopped = await prepare(plan({ uri: inField }), { bytes });
		stopped.stop.abort();
		expect(await stopped.send()).toEqual({ kind: 'stopped' });
	});
});

describe('before anything is sent', () => {
	it('every file that is not right is named', async () => {
		const made = plan({ a: inField, b: [new MediaSlot(['image'], { source: 'binary', binaryPropertyName: 'other' }, 'Second Image')] });
		await expect(prepare(made, { bytes: Buffer.from('text') })).rejects.toThrow(/^Image: .*plain text.*\nSecond Image: .*"other"/);
	});

	it('an address has to tell its kind where the request names it', async () => {
		const either = address('https://a.example/b', ['image', 'video']);
		await expect(prepare(plan({ a: either, type: new KindOf(either) }))).rejects.toThrow(
			'Image Type: The address does not tell whether it leads to image or video. Choose which it is.',
		);
		expect(await fingerprint(plan({ a: either }))).toBeDefined();
	});
});
