import { asNodeError, count, mayExistInWords, type Failure } from '../shared/errors';
import { hint } from '../shared/hint';
import { fetchOutputs } from './fetch';
import { failedNodesInWords } from '../transport/taskState';
import { GOES_ON } from './cancelTask';
import { cancelUnfinished } from './cleanUp';
import { echoOf, isOurs, takeOff, taskOf, whereIs, withTask, type Flight, type Job, type Submission } from './flight';
import { taskItem, taskJson } from './items';
import { SHORTEST_PAUSE_MS } from './pace';
import { sendWithinLimit } from './sending';
import { whenToPark } from './parking';
import { progressReports } from './report';
import { ThrottledQueue, watchTask, type Batch } from './settle';
import type { Outcome, Run } from './types';
import { beginWatch, type Watch } from './watch';

/** Before a failed task is replaced: the troubles worth repeating do not pass within a second. */
const PAUSE_BEFORE_REPEAT_MS = 10_000;

/**
 * Takes a whole batch to its end: submits every job at once, watches all tasks together and fetches each file
 * as its task finishes. Outcomes are in the order of the jobs. Nothing is awaited one item after another, and
 * a slow task holds no place that another could use. Where that is wished and possible, tasks that take long are left
 * to a parked execution.
 *
 * When the execution is stopped, unfinished tasks are cancelled and a NodeOperationError is thrown.
 */
export async function runBatch(run: Run, jobs: readonly Job[]): Promise<Outcome[]> {
	const flights = jobs.map(takeOff);
	const batch: Batch = {
		queue: new ThrottledQueue(),
		mayPark: whenToPark(run, flights),
		report: progressReports(run, flights),
		answeredAt: 0,
	};
	const outcomes = await Promise.all(
		flights.map(async (flight) => {
			const outcome = await flySafely(run, flight, batch);
			flight.landed = true;
			if (outcome.kind === 'failed' && run.stopOnFailure) run.halted = true;
			return outcome;
		}),
	);
	if (run.stopped()) throw await stoppedError(run, flights, outcomes);
	return outcomes;
}

/**
 * A flight always ends in an outcome. One that threw would end the node while the others go on: their tasks
 * would be lost, and nobody would watch them stop.
 */
async function flySafely(run: Run, flight: Flight, batch: Batch): Promise<Outcome> {
	try {
		return await fly(run, flight, batch);
	} catch (error) {
		const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
		return {
			kind: 'failed',
			failure: withTask(
				{
					message: `Something went wrong that this node did not expect: ${reason}`,
					description:
						'If a task ID is given, its task goes on at Runway: fetch it with Wait for Task. Please report this as a bug.',
				},
				flight,
			),
		};
	}
}

async function fly(run: Run, flight: Flight, batch: Batch): Promise<Outcome> {
	const { job } = flight;
	const { settings, start } = job;
	let repeatsLeft = 'taskId' in start ? (start.parked?.repeatsLeft ?? 0) : settings.retries;
	let fresh = true;
	if ('taskId' in start) {
		flight.watch = start.parked?.watch ?? beginWatch(start.taskId, run.clock.now(), run.ledger.lastLookAt(start.taskId), start.place);
		fresh = false;
	}
	let lastFailure: Failure | undefined;
	for (;;) {
		if (!flight.watch) {
			const submitted = await submit(run, flight, start as Submission, lastFailure);
			// Nothing new is bought any more: what is left to tell is why the task before failed.
			if (lastFailure && typeof submitted === 'object' && submitted.kind === 'skipped') {
				return { kind: 'failed', failure: lastFailure };
			}
			if (submitted !== 'new' && submitted !== 'known') return submitted;
			fresh = submitted === 'new';
		}
		if (!settings.waitForCompletion) return { kind: 'items', items: [submittedItem(flight)] };

		const settled = await watchTask(run, flight as Flight & { watch: NonNullable<Flight['watch']> }, batch, !fresh);
		if (settled.kind === 'stopped') return settled;
		if (settled.kind === 'limit') return reachedLimit(flight, settled.failure);
		if (settled.kind === 'parked') return parked(flight, repeatsLeft);
		flight.ended = settled.kind === 'succeeded' || settled.leaves !== 'open';
		batch.queue.placeIsFree(({ lastLookAt, since }) => (lastLookAt ?? since) + Math.max(SHORTEST_PAUSE_MS, settings.pollIntervalMs));
		if (settled.kind === 'succeeded') return await collect(run, flight, settled.task);

		const failure = withTask(settled.failure, flight);
		if (flight.entry) Object.assign(flight.entry, { state: settled.leaves, failure });
		if (!settled.repeat || repeatsLeft === 0 || run.halted) return { kind: 'failed', failure };
		if ('taskId' in start) return { kind: 'failed', failure: notRepeated(failure, NOT_WHILE_PARKED) };
		lastFailure = failure;
		repeatsLeft -= 1;
		await run.timer.pause(PAUSE_BEFORE_REPEAT_MS).over;
		// From here on the flight has no task: what follows is not about this one.
		flight.failedAttempts.push(taskJson(taskOf(flight)!, flight.entry?.facts));
		flight.watch = flight.entry = undefined;
	}
}

/**
 * Gets a task for the flight: the one an earlier run of the node has paid for, or a new one.
 * @param lastFailure why the task before failed, if this one is to replace it
 * @returns how the task was come by, or the outcome when there is none
 */
async function submit(
	run: Run,
	flight: Flight,
	submission: Submission,
	lastFailure?: Failure,
): Promise<'new' | 'known' | Outcome> {
	const { itemIndex, settings } = flight.job;
	const { fingerprint, place } = submission;
	const known = run.ledger.find(itemIndex, fingerprint);
	if (known) {
		if (known.state === 'open' && known.taskId) {
			flight.entry = known;
			flight.watch = beginWatch(known.taskId, run.clock.now(), run.ledger.lastLookAt(known.taskId), place);
			return 'known';
		}
		// A refused request would be refused, and perhaps charged, again; one whose answer was lost may have a
		// task already.
		if (known.failure && (known.state === 'refused' || known.state === 'lost')) {
			return { kind: 'failed', failure: known.failure };
		}
	}
	return await run.limits.submit(async () => {
		const created = await sendWithinLimit(run, settings.creditLimit, submission);
		// At once, before this place is given to the next in line.
		if (run.stopOnFailure && 'failure' in created) run.halted = true;
		switch (created.kind) {
			case 'stopped':
			case 'skipped':
				return created;
			case 'created': {
				const now = run.clock.now();
				flight.ended = false;
				flight.watch = beginWatch(created.task.id, now, run.ledger.lastLookAt(created.task.id), place);
				flight.entry = run.ledger.note(itemIndex, {
					fingerprint,
					state: 'open',
					taskId: created.task.id,
					createdAt: now,
					estimatedCost: created.task.estimatedCost?.credits,
					facts: created.task.facts,
				});
				// The last resort when n8n itself dies during the wait: the id stands in its log.
				run.host.logger.info(`Runway task ${created.task.id} created for item ${itemIndex + 1}`);
				return 'new';
			}
			case 'overLimit':
				return lastFailure
					? { kind: 'failed', failure: notRepeated(lastFailure, `${created.failure.message}.`) }
					: { kind: 'failed', failure: created.failure };
			case 'unavailable':
				return { kind: 'failed', failure: withTask(created.failure, flight) };
			case 'unknown':
			case 'refused': {
				const failure = withTask(created.failure, flight);
				const state = created.kind === 'refused' ? 'refused' : 'lost';
				run.ledger.note(itemIndex, { fingerprint, state, failure });
				return { kind: 'failed', failure };
			}
		}
	});
}

/** What is wrong is still that the task failed. */
function notRepeated(lastFailure: Failure, why: string): Failure {
	return { ...lastFailure, description: [lastFailure.description, `It was not tried again. ${why}`].filter(Boolean).join(' ') };
}

/** A parked execution has neither the input files nor the ledger of the node's own. */
const NOT_WHILE_PARKED =
	"While an execution is parked in n8n's database, no new tasks are started: run the item again, or let it stay in memory.";

function parked(flight: Flight & { watch?: Watch }, repeatsLeft: number): Outcome {
	const { job, watch, failedAttempts } = flight;
	const { settings } = job;
	return { kind: 'parked', task: { watch: watch!, settings, echo: echoOf(flight), failedAttempts, isOurs: isOurs(job), repeatsLeft } };
}

async function collect(
	run: Run,
	flight: Flight,
	task: Parameters<typeof fetchOutputs>[2],
): Promise<Outcome> {
	if (run.halted) return { kind: 'unclaimed', json: { ...taskJson(task), failedAttempts: flight.failedAttempts } };
	const fetched = await fetchOutputs(run, flight, task);
	if ('stopped' in fetched) return { kind: 'stopped' };
	if ('failure' in fetched) return { kind: 'failed', failure: withTask(fetched.failure, flight) };
	const missing = failedNodesInWords(task);
	if (missing) hint(run.host, `Item ${flight.job.itemIndex + 1}: ${missing} The files of the others are here.`);
	return { kind: 'items', items: fetched.items };
}

function reachedLimit(flight: Flight, failure: Failure): Outcome {
	if (flight.job.settings.onLimit === 'error') return { kind: 'failed', failure: withTask(failure, flight) };
	return { kind: 'items', items: [submittedItem(flight)] };
}

function submittedItem(flight: Flight) {
	const { failedAttempts } = flight;
	return taskItem(flight.job.itemIndex, {
		...taskJson(taskOf(flight)!, echoOf(flight)),
		...(failedAttempts.length > 0 && { failedAttempts }),
	});
}

async function stoppedError(run: Run, flights: readonly Flight[], outcomes: readonly Outcome[]) {
	const { cancelled, finished, failed, left } = await cancelUnfinished(run, flights);
	const goesOn = (flight: Flight) => whereIs(flight) === 'workflow_invocations' && left.includes(taskOf(flight)?.id ?? '');
	const lines = [
		cancelled.length > 0 && `Cancelled: ${cancelled.join(', ')}.`,
		finished.length > 0 && `Finished, fetch with Wait for Task: ${finished.join(', ')}.`,
		failed.length > 0 && `Ended without a file: ${failed.join(', ')}.`,
		left.length > 0 && `Still running at Runway: ${left.join(', ')}.`,
		flights.some(goesOn) && GOES_ON,
		mayExistInWords(outcomes.map((outcome, position) => ({ itemIndex: flights[position].job.itemIndex, ...outcome }))),
	].filter(Boolean);
	return asNodeError(run.host.getNode(), {
		// n8n takes an execution for canceled, rather than failed, by this word.
		message: `Execution canceled; ${count(cancelled.length, 'unfinished Runway task')} cancelled too`,
		description: lines.join(' '),
	});
}
