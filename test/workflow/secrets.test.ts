import { createCanvas } from '@napi-rs/canvas';
import { RunwayApi } from '../../credentials/RunwayApi.credentials';
import { logLines } from '../engine/container';
import { animate, closeBenches, generate, manyPrompts, prompts, setUpBench, type BenchRun } from './bench';

afterEach(closeBenches);

const KEY = `key_${'5ec7e7'.repeat(20)}`;
const big = Buffer.concat([createCanvas(64, 64).toBuffer('image/png'), Buffer.alloc(5_000_000, 1)]);

/** Runs that go well, badly, and into every kind of error the host could wrap. */
const cases: Array<[string, Parameters<typeof setUpBench>[0], BenchRun]> = [
	['a good run', {}, { items: manyPrompts(3), parameters: generate() }],
	[
		'an upload',
		{},
		{ items: [{ json: { prompt: 'x' }, binary: { data: { bytes: big, fileName: 'a', mimeType: 'image/png' } } }], parameters: animate() },
	],
	[
		'a refusal that quotes the request',
		{
			fault: ({ route }) =>
				route === 'create' ? { kind: 'status', status: 400, body: { error: 'Bad request' } } : undefined,
		},
		{ items: prompts('a'), parameters: generate() },
	],
	...(['reset-before', 'reset-after', 'html'] as const).map(
		(kind): (typeof cases)[number] => [
			`creating meets ${kind}`,
			{ fault: ({ route }) => (route === 'create' ? { kind } : undefined) },
			{ items: prompts('a'), parameters: generate() },
		],
	),
	[
		'looking is denied',
		{ fault: ({ route }) => (route === 'poll' ? { kind: 'status', status: 401 } : undefined) },
		{ items: prompts('a'), parameters: generate() },
	],
	[
		'the API redirects elsewhere',
		{
			fault: ({ route }) =>
				route === 'create'
					? { kind: 'status', status: 307, headers: { location: 'http://127.0.0.1:1/steal' } }
					: undefined,
		},
		{ items: prompts('a'), parameters: generate() },
	],
	[
		'the server is not there',
		{},
		{ items: prompts('a'), parameters: generate(), baseUrl: 'http://127.0.0.1:1' },
	],
	[
		'the base URL is nonsense',
		{},
		{ items: prompts('a'), parameters: generate(), baseUrl: `https://user:${KEY}@example.com` },
	],
	[
		'the file server fails',
		{ fault: ({ route }) => (route === 'output' ? { kind: 'status', status: 404 } : undefined) },
		{ items: prompts('a'), parameters: generate({ options: { waitLimit: 0.2 } }) },
	],
];

it.each(cases)('keeps the key to itself: %s', async (_, options, runOptions) => {
	const before = logLines.length;
	const { core, run } = await setUpBench({ durationMs: 2000, apiKey: KEY, separateFilesHost: true, ...options });
	for (const node of [{}, { onError: 'continueErrorOutput' as const }]) {
		const result = await run({ ...runOptions, node });
		const everything = [
			JSON.stringify(result.executionData),
			JSON.stringify(result.error, allProperties),
			String(result.error?.stack),
			...logLines.slice(before).map((line) => JSON.stringify(line)),
		].join('\n');
		expect(everything).not.toContain(KEY);
		expect(everything).not.toContain(KEY.slice(4));
		expect(core.log.leaks(KEY)).toEqual([]);
	}
	// The test would see a leak: the emulator did get the key where it belongs.
	if (!runOptions.baseUrl) expect(core.log.of('create')[0].headers.authorization).toBe(`Bearer ${KEY}`);
});

/** Errors hide their fields from JSON; here all of them count, getters and causes included. */
function allProperties(_: string, value: unknown): unknown {
	if (!(value instanceof Error)) return value;
	return Object.fromEntries(
		Object.getOwnPropertyNames(value).map((name) => [name, (value as unknown as Record<string, unknown>)[name]]),
	);
}

// n8n takes the key along when it follows a redirect to another host.
it('lets the credential test follow no redirect', () => {
	expect(new RunwayApi().test.request).toMatchObject({ disableFollowRedirect: true });
});
