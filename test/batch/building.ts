import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Budget } from '../../nodes/Runway/batch/budget';
import { takeOff, type Job, type Submission } from '../../nodes/Runway/batch/flight';
import { runBatch } from '../../nodes/Runway/batch/runBatch';
import type { Outcome, Run, WaitSettings } from '../../nodes/Runway/batch/types';
import { beginWatch } from '../../nodes/Runway/batch/watch';
import { Ledger, type LedgerEntry } from '../../nodes/Runway/shared/ledger';
import { createLimiter } from '../../nodes/Runway/shared/limits';
import { Timer } from '../../nodes/Runway/shared/timer';
import { Uploads } from '../../nodes/Runway/transport/uploads';
import type { Created } from '../../nodes/Runway/transport/tasks';
import type { RunwayTask } from '../../nodes/Runway/transport/types';
import { fileHost, type Answer } from '../transport/files';
import { EvenClock, scriptedClient, seen, type Step } from '../transport/scripted';

/** What an item waits and spends by when the user has changed nothing. */
export const SETTINGS: WaitSettings = {
	waitForCompletion: true,
	waitLimitMs: 600_000,
	queueLimitMs: 0,
	onLimit: 'error',
	pollIntervalMs: 5000,
	retries: 1,
	cancelOnStop: true,
	whileWaiting: 'stay',
	creditLimit: 0,
	checkAccount: false,
	binaryPropertyOutput: 'data',
	fileName: '',
};

export interface Scene {
	/** Runway's answers, see `scriptedClient`. */
	readonly runway?: Record<string, readonly Step[]>;
	/** The file server's. */
	readonly files?: readonly Answer[];
	readonly stopOnFailure?: boolean;
	/** The node's context, which n8n keeps across reruns. */
	readonly context?: IDataObject;
	readonly clock?: EvenClock;
	/** Places at once. */
	readonly places?: number;
}

/** One execution of the node, everything around it acted, on a virtual clock without chance. */
export function createScene({ runway = {}, files = [], stopOnFailure = false, context = {}, clock = new EvenClock(), places = 8 }: Scene = {}) {
	const stop = new AbortController();
	const log: string[] = [];
	const acted = fileHost({ answers: files, signal: stop.signal, onTooMany: () => stop.abort() });
	const host = {
		...acted.host,
		getContext: () => context,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getNode: () => ({ name: 'Runway' }),
		getExecutionCancelSignal: () => stop.signal,
		logger: { info: (line: string) => log.push(line) },
	} as unknown as IExecuteFunctions;
	const timer = new Timer(clock, stop.signal);
	const ledger = new Ledger(host);
	const scripted = scriptedClient(clock, runway, stop.signal);
	const around = { host, clock, timer, client: scripted.client, stopped: () => timer.stopped };
	const run: Run = {
		...around,
		ledger,
		budget: new Budget(ledger.spending),
		uploads: new Uploads(around, {}, ''),
		limits: { submit: createLimiter(places), read: createLimiter(places), download: createLimiter(places) },
		stopOnFailure,
		onErrorOutput: false,
		isResumed: false,
		parking: () => ({ impossible: 'not here' }),
		halted: false,
	};
	return { ...scripted, run, clock, log, context, stop, sent: acted.sent, stored: acted.stored };
}

/** A request that gets these answers in turn; without any, it is one request too many. */
export function submission(created: ReadonlyArray<Created | (() => Promise<Created>)>, fingerprint = 'f', priceKey = 'p') {
	const left = [...created];
	const sent = { count: 0 };
	const start: Submission = {
		fingerprint,
		priceKey,
		async send() {
			sent.count += 1;
			const next = left.shift();
			if (!next) throw new Error('One creating request too many');
			return typeof next === 'function' ? await next() : next;
		},
	};
	return { start, sent };
}

export const task = (id: string, credits?: number): Created => ({
	kind: 'created',
	task: { id, ...(credits !== undefined && { estimatedCost: { credits } }) },
});

export const job = (start: Job['start'], settings: Partial<WaitSettings> = {}, itemIndex = 0): Job => ({
	itemIndex,
	start,
	settings: { ...SETTINGS, ...settings },
	echo: { model: 'm' },
});

/** On its way to an item: with a task that was begun to be watched when the clock stands where it does. */
export function flight(run: Run, taskId: string, settings: Partial<WaitSettings> = {}, itemIndex = 0) {
	return Object.assign(takeOff(job({ taskId }, settings, itemIndex)), { watch: beginWatch(taskId, run.clock.now()) });
}

/** Takes a batch of these jobs to its end. */
export async function runOf(scene: ReturnType<typeof createScene>, ...jobs: Job[]) {
	return await runBatch(scene.run, jobs);
}

export function failureOf(outcome: Outcome) {
	if (outcome.kind !== 'failed') throw new Error(`The outcome is ${JSON.stringify(outcome)}`);
	return outcome.failure;
}

export function itemsOf(outcome: Outcome): INodeExecutionData[] {
	if (outcome.kind !== 'items') throw new Error(`The outcome is ${JSON.stringify(outcome)}`);
	return outcome.items;
}

/** What Runway says of a task with a file. */
export const done = (id: string, more: Partial<RunwayTask> = {}) =>
	seen(id, 'SUCCEEDED', { output: [`https://f.example/${id}`], cost: { credits: 25 }, ...more });

export const refused: Created = { kind: 'refused', failure: { message: 'Bad prompt', httpCode: 400 } };

export const unanswered: Created = { kind: 'unknown', failure: { message: 'Nobody knows', details: { taskMayExist: true } } };

/** What the ledger of an execution's first round knows, by items. */
export const entries = ({ context }: { context: IDataObject }) =>
	Object.values((context.runwayTasks as unknown as Array<Record<string, LedgerEntry>>)[0]);

/** A file of this text, as the file server sends it. */
export const fileOf = (text: string): Answer => ({
	statusCode: 200,
	headers: { 'content-type': 'video/mp4', 'content-length': String(text.length) },
	body: [Buffer.from(text)],
});
