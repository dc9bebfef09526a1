import { createCanvas } from '@napi-rs/canvas';
import { setMaxListeners } from 'node:events';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { runOperation } from '../../nodes/Runway/actions/router';
import { RunwayEmulator } from '../emulator/core';
import { faultHook, outcomeHook } from '../emulator/faults';
import type { EmulatedTask } from '../emulator/tasks';
import type { Thing } from '../emulator/things';
import { VirtualClock } from '../engine/virtualClock';
import { fillShelf, isCall } from './calls';
import { parametersOf, ROUTER, WITH_IMAGE, WORKFLOW, type Case, type ItemCase } from './case';
import { Wire } from './exchange';
import { BinaryStore, createHost } from './host';

export const KEY = `key_${'5ec7e7'.repeat(20)}`;

/** Longer than any run may take: 10 h of virtual time. */
const GIVE_UP_MS = 36_000_000;

/** One run of the node. */
export interface Ended {
	/** What it gave out; undefined when it threw. */
	readonly items?: readonly INodeExecutionData[];
	readonly error?: unknown;
	/** Milliseconds on the clock. */
	readonly startedAt: number;
	readonly endedAt: number;
	readonly stoppedAt?: number;
	/** Requests that had left when it was stopped. */
	readonly sentAtStop?: number;
	/** Requests that had left before it began, and when it had ended. */
	readonly sentBefore: number;
	readonly sentAfter: number;
	/** True when it had to be given up. */
	readonly stuck: boolean;
}

/** A case that was carried out, with everything there is to look at. */
export interface Played {
	readonly test: Case;
	readonly core: RunwayEmulator;
	readonly wire: Wire;
	readonly store: BinaryStore;
	readonly inputs: readonly INodeExecutionData[];
	readonly runs: readonly Ended[];
	/** Tasks that existed before, for wait, get and cancel. */
	readonly earlier: readonly EmulatedTask[];
	/** Voices and so on that existed before, for calls. */
	readonly things: readonly Thing[];
	/** Everything the node logged. */
	readonly log: readonly string[];
	/** Requests in the end, some time after the last run. */
	readonly sentInTheEnd: number;
}

const small = createCanvas(320, 320).toBuffer('image/png');
const large = Buffer.concat([small, Buffer.alloc(4_000_000, 1)]);

/** Carries out a case: the node on a fake host, a virtual clock and an emulator without sockets. */
export async function play(test: Case): Promise<Played> {
	const { seed = 1, outcomes = [], faults = [], rerunsAfterMs = [] } = test;
	const clock = new VirtualClock({ seed });
	const core = new RunwayEmulator({
		now: clock.now,
		apiKey: KEY,
		filesUrl: 'https://files.example.net',
		render: 'tiny',
		concurrency: test.concurrency ?? Infinity,
		durationMs: test.durationMs,
		...test.account,
		makingMs: test.durationMs,
		making: (_kind, _fields, index) => (test.unmade?.includes(index) ? 'Too noisy' : undefined),
		outcome: outcomeHook(outcomes),
		fault: faultHook(faults, seed),
	});
	core.things.add('routers', ROUTER);
	core.things.add('workflows', { name: 'Teaser', versions: [{ id: WORKFLOW, version: 1 }] });
	const wire = new Wire(core, clock, test.latencyMs, seed);
	const store = new BinaryStore(test.store);
	const earlier = earlierTasks(test, core);
	const things = fillShelf(test, core.things);
	const ids = isCall(test.operation) ? things.map(({ id }) => id) : earlier.map(({ id }) => id);
	const log: string[] = [];
	const context: IDataObject = {};
	const items = test.items.map((item, index) => inputItem(test, item, store, index));
	const parameters = items.map((_, index) => parametersOf(test, index, ids));

	const runs: Ended[] = [];
	for (const pauseMs of [0, ...rerunsAfterMs]) {
		if (pauseMs > 0) await clock.sleep(pauseMs);
		const stopper = new AbortController();
		setMaxListeners(0, stopper.signal);
		const startedAt = clock.now();
		const sentBefore = wire.sent.length;
		let stoppedAt: number | undefined;
		let sentAtStop: number | undefined;
		let stuck = false;
		let over = false;
		const stop = () => {
			if (over) return;
			stoppedAt = clock.now();
			sentAtStop = wire.sent.length;
			stopper.abort();
		};
		if (runs.length === 0 && test.stopAtMs !== undefined) clock.at(clock.elapsed() + test.stopAtMs, stop);
		clock.at(clock.elapsed() + GIVE_UP_MS, () => {
			stuck = !over;
			stop();
		});
		const host = createHost({
			wire,
			store,
			items,
			parameters,
			onError: test.onError,
			signal: stopper.signal,
			context,
			credential: { apiKey: KEY, baseUrl: core.baseUrl },
			log,
		});
		const ended = await Promise.race([runOperation(host, clock), wire.overflowed]).then(
			([given]) => ({ items: given }),
			(error: unknown) => ({ error }),
		);
		over = true;
		runs.push({
			...ended,
			startedAt,
			endedAt: clock.now(),
			stoppedAt,
			sentAtStop,
			sentBefore,
			sentAfter: wire.sent.length,
			stuck,
		});
	}
	// Whoever still waits for something now gets the time to come back.
	await clock.sleep(3_600_000);
	return { test, core, wire, store, inputs: items, runs, earlier, things, log, sentInTheEnd: wire.sent.length };
}

function earlierTasks(test: Case, core: RunwayEmulator): EmulatedTask[] {
	if (isCall(test.operation)) return [];
	const numbers = test.items.map(({ task }) => (typeof task === 'number' ? task : -1));
	return Array.from({ length: Math.max(-1, ...numbers) + 1 }, () =>
		core.tasks.create({ endpoint: 'text_to_video', model: 'gen4.5', body: { model: 'gen4.5', duration: 5 }, media: [] }),
	);
}

function inputItem(test: Case, { image = 'small' }: ItemCase, store: BinaryStore, index: number): INodeExecutionData {
	const json = { row: index };
	if (!WITH_IMAGE.has(test.operation) || image === 'missing' || image === 'url') return { json };
	if (image === 'inMemory') return { json, binary: { data: { data: small.toString('base64'), mimeType: 'image/png' } } };
	const bytes = { small, large, notAnImage: Buffer.from('<html>not an image</html>'.repeat(40)) }[image];
	return { json, binary: { data: store.put(bytes, 'a.png', 'image/png') } };
}
