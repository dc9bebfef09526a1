import type { RequestLog } from '../emulator/log';
import { closeBenches, generate, prompts, setUpBench, type Bench } from '../workflow/bench';
import type { Run } from '../engine/engine';
import { held, mostPerSecond } from './measuring';

afterEach(closeBenches);

const MEGABYTE = 1024 * 1024;
const SIZE = 100_000;
/** What router.ts promises, per execution. */
const REQUESTS_PER_SECOND = 100;

/** Node.js says here when listeners pile up. */
const warnings: string[] = [];
const warned = ({ message }: Error) => void warnings.push(message);
beforeAll(() => process.on('warning', warned));
afterAll(() => process.off('warning', warned));

const load = { concurrency: 50, durationMs: 1000, outcome: () => ({ sizeBytes: SIZE }) };
const clips = (n: number, name = 'clip') => prompts(...Array.from({ length: n }, (_, i) => `${name} ${i}`));

it('1,000 items in one execution', async () => {
	const bench = await setUpBench(load);
	await bench.run({ items: clips(5), parameters: generate() });
	// Another execution, with a rate of its own.
	const earlier = bench.core.log.entries.length;
	const before = memory();
	const begun = Date.now();
	const run = await bench.run({ items: clips(1000), parameters: generate() });
	const { held, resident } = memory();

	report('1,000 items', bench, begun, { held: held - before.held, resident: resident - before.resident });
	await expectAll(bench, run, 1000, 'clip');
	// Items and log of a thousand clips; 100 MB of files pass through.
	expect(held - before.held).toBeLessThan(60 * MEGABYTE);
	expect(mostPerSecond(apiRequests(bench.core.log, earlier))).toBeLessThanOrEqual(REQUESTS_PER_SECOND);
	expect(bench.core.log.shortestPollGapMs()).toBeGreaterThanOrEqual(5000);
	expect(warnings).toEqual([]);
}, 180_000);

it('ten executions of 40 items side by side', async () => {
	const bench = await setUpBench(load);
	const begun = Date.now();
	const names = Array.from({ length: 10 }, (_, n) => `execution ${n} clip`);
	const runs = await Promise.all(
		names.map(async (name) => await bench.run({ items: clips(40, name), parameters: generate() })),
	);
	report('10 x 40 items', bench, begun, {});
	for (const [n, run] of runs.entries()) await expectAll(bench, run, 40, names[n]);
	const owner = new Map(bench.core.tasks.all.map(({ id, request }) => [id, String(request.body.promptText).replace(/ \d+$/, '')]));
	for (const name of names) {
		const mine = apiRequests(bench.core.log).filter(({ taskId = '' }) => owner.get(taskId) === name);
		expect(mine.length).toBeGreaterThan(80);
		expect(mostPerSecond(mine)).toBeLessThanOrEqual(REQUESTS_PER_SECOND);
	}
	expect(warnings).toEqual([]);
}, 180_000);

/** Every item has its own file, whole, and was paid for once. */
async function expectAll({ core }: Bench, run: Run, n: number, name: string): Promise<void> {
	expect(run.error).toBeUndefined();
	const items = run.items('Runway');
	expect(items.map(({ json }) => json.promptText)).toEqual(Array.from({ length: n }, (_, i) => `${name} ${i}`));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	const creates = core.log.creates().filter(({ body }) => new RegExp(`^${name} \\d+$`).test((body as { promptText: string }).promptText));
	expect(new Set(items.map(({ json }) => json.taskId)).size).toBe(n);
	for (const { json, binary } of items) {
		const task = core.tasks.any(String(json.taskId));
		expect(task?.request.body.promptText).toBe(json.promptText);
		expect(creates.filter(({ taskId }) => taskId === json.taskId)).toHaveLength(1);
		const bytes = await run.readBinary(binary!.data);
		expect(bytes.length).toBe(SIZE);
		expect(bytes.equals(await core.outputBytes(String(json.taskId)))).toBe(true);
	}
}

const apiRequests = (log: RequestLog, from = 0) => log.entries.slice(from).filter(({ headers }) => headers.authorization);

function memory() {
	return { held: held(), resident: process.memoryUsage().rss };
}

function report(what: string, { clock, core }: Bench, begun: number, growth: Record<string, number>): void {
	const memoryWords = Object.entries(growth).map(([name, bytes]) => `${name} ${Math.round(bytes / MEGABYTE)} MB more`);
	const words = [
		`${((Date.now() - begun) / 1000).toFixed(1)} s`,
		`${Math.round(clock.elapsed() / 1000)} s on the clock`,
		`${core.log.entries.length} requests`,
		...memoryWords,
	];
	process.stdout.write(`${what}: ${words.join(', ')}\n`);
}
