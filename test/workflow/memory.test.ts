import { closeBenches, generate, prompts, setUpBench } from './bench';

afterEach(closeBenches);

const MEGABYTE = 1024 * 1024;

/** Highest resident size of the process while `work` runs, in bytes above where it began. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
	const begun = process.memoryUsage().rss;
	let highest = begun;
	const sampling = setInterval(() => {
		highest = Math.max(highest, process.memoryUsage().rss);
	}, 5);
	await work();
	clearInterval(sampling);
	return highest - begun;
}

async function growthOfOneClip(sizeBytes: number, binaryMode: 'filesystem' | 'default'): Promise<number> {
	const { run } = await setUpBench({
		durationMs: 1000,
		outcome: (_, index) => ({ sizeBytes: index === 0 ? 10 * MEGABYTE : sizeBytes }),
	});
	// Once before, so that code and buffers that stay anyway are there.
	await run({ items: prompts('warm up'), parameters: generate(), binaryMode });
	return await growthDuring(async () => {
		const result = await run({ items: prompts('a'), parameters: generate(), binaryMode });
		expect(result.error).toBeUndefined();
		expect(result.items('Runway')[0].json.fileSize).toBe(sizeBytes);
	});
}

it('streams a file of 200 MB into the binary store without holding it', async () => {
	expect(await growthOfOneClip(200 * MEGABYTE, 'filesystem')).toBeLessThan(40 * MEGABYTE);
}, 60_000);

// The control: where n8n itself keeps files in memory, the same measurement sees the file.
it('would see a file that is held', async () => {
	expect(await growthOfOneClip(120 * MEGABYTE, 'default')).toBeGreaterThan(60 * MEGABYTE);
}, 60_000);
