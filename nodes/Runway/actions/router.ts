import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { Budget } from '../batch/budget';
import type { Outcome, Run } from '../batch/types';
import type { Problem } from '../shared/checked';
import type { Clock } from '../shared/clock';
import { asNodeError, type Failure } from '../shared/errors';
import { Ledger } from '../shared/ledger';
import { createLimiter, createPacer } from '../shared/limits';
import { Timer } from '../shared/timer';
import { createClient, CREDENTIAL, readBaseUrl } from '../transport/client';
import type { UploadContext } from '../transport/upload';
import { Uploads, type KeptUpload } from '../transport/uploads';
import { findOperation } from './index';
import { deliver } from './deliver';
import { tell, type Note } from './notes';
import { park, parkingOf } from './parking/park';
import { findStage } from './parking/stages';
import { stateIn } from './parking/state';
import type { Operation, Prepared } from './types';

/**
 * Of requests, for the whole execution, however many tasks are in flight; half of it and less while Runway answers 429.
 * Runway states no limit of its own: this is politeness, and what a hundred looks a second would cost n8n's processor.
 */
const PACE = { mostPerSecond: 100, longRunPerSecond: 20, burst: 3000 };

/** Places at once. Submitting may hold a whole image in memory, reading holds nothing, downloads are streams. */
const PLACES = { submit: 4, read: 32, download: 3 };

/**
 * Runs the chosen operation over all items: checks every item first, then carries out what passed. Throws
 * NodeApiError or NodeOperationError when an item failed and the node is not set to continue.
 */
export async function runOperation(host: IExecuteFunctions, clock: Clock): Promise<INodeExecutionData[][]> {
	const items = host.getInputData();
	if (items.length === 0) return [[]];
	const resource = host.getNodeParameter('resource', 0);
	const operationName = host.getNodeParameter('operation', 0);
	const operation = findOperation(resource, operationName);
	const stage = findStage(resource, operationName);
	const state = stage && stateIn(host);
	const act =
		stage && state
			? async (run: Run) => await stage(run, state.outcomes)
			: operation && (async (run: Run) => await carryOut(run, operation, items.length));
	if (!act) {
		throw new NodeOperationError(host.getNode(), `There is no operation "${String(operationName)}" for "${String(resource)}"`);
	}
	const { stopOnFailure, onErrorOutput } = state ?? onErrorOf(host);
	const signal = host.getExecutionCancelSignal();
	const timer = new Timer(clock, signal);
	const ledger = new Ledger(host);
	const client = createClient(host, await readBaseUrl(host), createPacer(clock, timer, PACE));
	const stopped = () => timer.stopped;
	const run: Run = {
		host,
		clock,
		timer,
		client,
		ledger,
		budget: new Budget(ledger.spending),
		uploads: uploadsOf({ host, client, clock, timer, stopped }),
		stopped,
		limits: {
			submit: createLimiter(PLACES.submit),
			read: createLimiter(PLACES.read),
			download: createLimiter(PLACES.download),
		},
		stopOnFailure,
		onErrorOutput,
		isResumed: state !== undefined,
		parking: () => (state ? { afterMs: 0 } : parkingOf(host)),
		halted: false,
	};
	try {
		return [await act(run)];
	} finally {
		timer.stop();
	}
}

async function carryOut(run: Run, operation: Operation, total: number): Promise<INodeExecutionData[]> {
	const { host } = run;
	let outcomes: Outcome[] = new Array<Outcome>(total).fill({ kind: 'skipped' });
	const jobs: Array<{ itemIndex: number; job: unknown }> = [];
	const notes: Note[] = [];
	for (let itemIndex = 0; itemIndex < total; itemIndex++) {
		if (run.stopped()) break;
		const prepared = await prepareSafely(operation, run, itemIndex);
		if ('job' in prepared) {
			jobs.push({ itemIndex, job: prepared.job });
			notes.push(...(prepared.notes ?? []).map((note) => ({ itemIndex, note })));
		} else outcomes[itemIndex] = { kind: 'failed', failure: inputFailure(prepared.problems) };
	}
	// One bad item of a batch that must not go on costs nothing: nobody's task has been started yet.
	const mayCarryOn = !run.stopOnFailure || jobs.length === total;
	if (run.stopped()) throw asNodeError(host.getNode(), { message: 'Execution canceled; nothing was sent to Runway' });
	if (mayCarryOn) {
		tell(host, notes);
		const done = await operation.carryOut(run, jobs.map(({ job }) => job));
		jobs.forEach(({ itemIndex }, position) => (outcomes[itemIndex] = done[position]));
	}
	if (outcomes.some(({ kind }) => kind === 'parked')) {
		const parked = await park(run, outcomes);
		if (!('outcomes' in parked)) return parked;
		({ outcomes } = parked);
	}
	return deliver(run, outcomes);
}

/** What the node's On Error setting asks for. */
function onErrorOf(host: IExecuteFunctions): Pick<Run, 'stopOnFailure' | 'onErrorOutput'> {
	return { stopOnFailure: !host.continueOnFail(), onErrorOutput: host.getNode().onError === 'continueErrorOutput' };
}

/** Kept where all nodes of the execution find them. */
function uploadsOf(context: UploadContext): Uploads {
	const { host, client } = context;
	const kept = (host.getContext('flow').runwayUploads ??= {}) as unknown as Record<string, KeptUpload>;
	const { id } = host.getNode().credentials?.[CREDENTIAL] ?? {};
	return new Uploads(context, kept, `${client.baseUrl} ${id ?? ''}`);
}

/** An expression that fails is a problem of its item, not of the batch. */
async function prepareSafely(operation: Operation, run: Run, itemIndex: number): Promise<Prepared<unknown>> {
	try {
		return await operation.prepare(run, itemIndex);
	} catch (error) {
		const message = error instanceof Error ? error.message : 'A parameter could not be read.';
		return { problems: [{ field: 'Parameters', message }] };
	}
}

function inputFailure(problems: readonly Problem[]): Failure {
	const [first, ...others] = problems.map(({ field, message }) => `${field}: ${message}`);
	return {
		message: first,
		description: [
			others.length > 0 && `Also: ${others.join(' ')}`,
			'Nothing was sent to Runway for this item, so nothing was charged.',
		]
			.filter(Boolean)
			.join(' '),
		details: { problems: problems.map(({ field, message }) => ({ field, message })) },
	};
}
