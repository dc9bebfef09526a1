import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { closeBenches, generate, prompts, setUpBench } from './bench';

afterEach(closeBenches);

const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function held(): number {
	collectGarbage();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** How far one clip takes the process, in bytes: at the highest, and while its item is kept. */
async function growthOfOneClip(sizeBytes: number, binaryMode: 'filesystem' | 'default') {
	const { run } = await setUpBench({
		durationMs: 1000,
		outcome: (_, index) => ({ sizeBytes: index === 0 ? 10 * MEGABYTE : sizeBytes }),
	});
	// Once before, so that code and buffers that stay anyway are there.
	await run({ items: prompts('warm up'), parameters: generate(), binaryMode });
	const heldBefore = held();
	const residentBefore = process.memoryUsage().rss;
	let highest = residentBefore;
	const sampling = setInterval(() => {
		highest = Math.max(highest, process.memoryUsage().rss);
	}, 5);
	const result = await run({ items: prompts('a'), parameters: generate(), binaryMode });
	clearInterval(sampling);
	const growth = { highest: highest - residentBefore, held: held() - heldBefore };
	expect(result.error).toBeUndefined();
	expect(result.items('Runway')[0].json.fileSize).toBe(sizeBytes);
	return growth;
}

it('streams a file of 200 MB into the binary store without holding it', async () => {
	const { highest, held: kept } = await growthOfOneClip(200 * MEGABYTE, 'filesystem');
	expect(highest).toBeLessThan(40 * MEGABYTE);
	expect(kept).toBeLessThan(100 * MEGABYTE);
}, 60_000);

// The control: where n8n itself keeps files in memory, the same measurement sees the file.
it('would see a file that is held', async () => {
	expect((await growthOfOneClip(60 * MEGABYTE, 'default')).held).toBeGreaterThan(60 * MEGABYTE);
}, 60_000);
