import RunwayML from '@runwayml/sdk';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { pipeline } from 'node:stream/promises';
import type { RunningEmulator } from '../../test/emulator/server';
import { generate, manyPrompts, setUpBench, type Bench } from '../../test/workflow/bench';

export interface Race {
	readonly items: number;
	readonly taskMs: number;
	readonly fileBytes: number;
	/** Tasks that the account has carried out at once; default: all. */
	readonly concurrency?: number;
	/** How long a task is PENDING before it begins, ms; default: 1000. */
	readonly pendingMs?: number;
}

/** An emulator with such tasks, and n8n's engine. */
async function openTrack({ taskMs, fileBytes, concurrency = Infinity, pendingMs }: Race): Promise<Bench> {
	return await setUpBench({ real: true, durationMs: taskMs, concurrency, pendingMs, outcome: () => ({ sizeBytes: fileBytes }) });
}

/** Seconds that this node takes in n8n's engine, over HTTP, from the start of the execution to its end. */
export async function nodeInEngine(race: Race): Promise<number> {
	const { items } = race;
	const bench = await openTrack(race);
	try {
		const begun = performance.now();
		const run = await bench.run({ items: manyPrompts(items), parameters: generate() });
		const seconds = (performance.now() - begun) / 1000;
		if (run.error) throw run.error;
		if (run.items('Runway').filter(({ binary }) => binary).length !== items) throw new Error('Not all items have a file');
		return seconds;
	} finally {
		await bench.emulator.stop();
	}
}

/** The same with Runway's SDK, without n8n: all at once, each file streamed to the disk. */
export async function sdkAlone(race: Race): Promise<number> {
	const bench = await openTrack(race);
	try {
		return await sdkAt(bench.emulator, race.items);
	} finally {
		await bench.emulator.stop();
	}
}

/** Seconds for the SDK at an emulator that runs. */
export async function sdkAt(emulator: Pick<RunningEmulator, 'apiKey' | 'baseUrl'>, items: number): Promise<number> {
	const folder = await mkdtemp(path.join(tmpdir(), 'runway-sdk-'));
	const client = new RunwayML({ apiKey: emulator.apiKey, baseURL: emulator.baseUrl });
	const begun = performance.now();
	try {
		await Promise.all(
			Array.from({ length: items }, async (_, index) => {
				const made = client.textToVideo.create({ model: 'gen4.5', promptText: `clip ${index}`, ratio: '1280:720', duration: 5 });
				const { output } = await made.waitForTaskOutput();
				const { body } = await fetch(output[0]);
				await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(path.join(folder, `${index}.mp4`)));
			}),
		);
		return (performance.now() - begun) / 1000;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Seconds from the creating request to the one for the file, one item. */
export async function createToFile(taskMs: number): Promise<number> {
	const bench = await setUpBench({ real: true, durationMs: taskMs });
	try {
		await bench.run({ items: manyPrompts(1), parameters: generate() });
		const at = (route: string) => bench.core.log.entries.find((entry) => entry.route === route)!.time;
		return (at('output') - at('create')) / 1000;
	} finally {
		await bench.emulator.stop();
	}
}
