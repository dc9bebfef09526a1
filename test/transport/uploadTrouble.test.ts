import { picture } from '../emulator/talk';
import { answer, lost, type Asked } from './scripted';
import { padded, send, ticket } from './uploading';

describe('trouble with a ticket', () => {
	const big = padded(picture('image/png'), 4_000_000, 'image/png');
	const at = ({ asked }: { asked: readonly Asked[] }) => asked.map((request) => request.at);

	it('that passes is waited for, as long as Runway asks, up to two minutes', async () => {
		const asks = (seconds: number) => answer(429, {}, { 'retry-after': String(seconds) });
		const { result, ...scene } = await send({ file: big, tickets: [asks(1), asks(60), asks(3600), ticket()] });
		expect(at(scene)).toEqual([0, 2000, 62_000, 182_000]);
		expect(result).toMatchObject({ uri: 'runway://abc' });
	});

	it('that stays is told after the fourth try, without another pause', async () => {
		const { result, ...scene } = await send({ file: big, tickets: [1, 2, 3, 4].map(() => lost()) });
		expect(at(scene)).toEqual([0, 2000, 6000, 14_000]);
		expect(scene.clock.elapsed()).toBe(14_000);
		expect(result).toEqual({
			failure: {
				message: 'The file could not be uploaded to Runway: no answer came in time',
				description: expect.stringMatching(/Nothing was charged\..*https URL/),
			},
		});
		const busy = await send({ file: big, tickets: [1, 2, 3, 4].map(() => answer(503, { error: 'Busy' })) });
		expect(busy.result).toMatchObject({ failure: { message: 'The file could not be uploaded to Runway: Busy', httpCode: 503 } });
	});

	it('that does not pass is told at once', async () => {
		const { result, asked } = await send({ file: big, tickets: [answer(401)] });
		expect(asked).toHaveLength(1);
		expect(result).toMatchObject({ failure: { httpCode: 401 } });
	});

	it.each([[null], [5], [{ uploadUrl: 'https://a/b', runwayUri: 5, fields: {} }], [{ uploadUrl: 'https://a/b', runwayUri: 'r', fields: 'x' }]])(
		'such as %j is none',
		async (body) => {
			const { result } = await send({ file: big, tickets: [answer(200, body), ticket()] });
			expect(result).toMatchObject({ uri: 'runway://abc' });
		},
	);
});

describe('a stop', () => {
	const big = padded(picture('image/png'), 4_000_000, 'image/png');

	it('before the first request keeps it back', async () => {
		const { result, asked } = await send({ file: big, stopped: true });
		expect([result, asked]).toEqual([{ stopped: true }, []]);
	});

	it('while a ticket is asked for ends it', async () => {
		expect((await send({ file: big, tickets: [{ kind: 'stopped' }] })).result).toEqual({ stopped: true });
	});

	it('between two tries, and during the last, is a stop and no failure', async () => {
		const between = await send({ file: big, tickets: [lost(), ticket()], onAsked: (_, stop) => stop.abort() });
		expect([between.result, between.asked.length]).toEqual([{ stopped: true }, 1]);
		const last = await send({ file: big, tickets: [1, 2, 3, 4].map(() => lost()), onAsked: (count, stop) => void (count === 4 && stop.abort()) });
		expect(last.result).toEqual({ stopped: true });
	});
});

describe('a file that n8n does not give out a second time', () => {
	const gone = (sizeBytes: number) => ({ ...padded(picture('image/png'), sizeBytes, 'image/png'), reads: 1 });

	it('is told when it was to go inside the request', async () => {
		expect((await send({ file: gone(5000) })).result).toEqual({
			failure: {
				message: "The file could not be read again from n8n's storage",
				description: expect.stringContaining('No task was created'),
			},
		});
	});

	it('is told when it was to be uploaded', async () => {
		const { result, sent } = await send({ file: gone(4_000_000), tickets: [1, 2, 3, 4].map(() => ticket()) });
		expect(sent).toEqual([]);
		expect(result).toMatchObject({ failure: { message: expect.stringMatching(/^The file could not be uploaded to Runway: the [a-z ]+$/) } });
	});
});
