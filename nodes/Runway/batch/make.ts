import type { IDataObject } from 'n8n-workflow';
import { asNodeError, mayExistInWords, type Failure } from '../shared/errors';
import { ask } from '../transport/ask';
import type { Creation } from '../transport/create';
import { lookAt, type Look } from '../transport/tasks';
import { taskItem, type Echo } from './items';
import { nextLookAt } from './pace';
import type { Outcome, Run, WaitSettings } from './types';
import { beginWatch, isGone, limitReached, observe } from './watch';

/** Something that Runway makes and keeps: a voice, an avatar, a document. */
export interface Thing {
	/** "voice", with its article. */
	readonly noun: string;
	readonly a: string;
	/** Below `/v1/`. */
	readonly path: string;
	/** What results call its id. */
	readonly idName: string;
}

/** One of them that is to be made. */
export interface Making {
	readonly itemIndex: number;
	readonly thing: Thing;
	/** Settings for waiting, where it is not ready right after its creation. */
	readonly settings?: WaitSettings;
	/** Hash of the request, its files included. */
	readonly fingerprint: string;
	/** Repeated in a result that Runway does not say them in. */
	readonly echo: Echo;
	/** Sends the request, files included. The answer holds an `id`. Money, perhaps. */
	send(): Promise<Creation<IDataObject>>;
	/** A result from what Runway says of it. */
	result(thing: IDataObject): IDataObject[];
}

/**
 * Makes things, all at once, and waits until each is ready or has failed, or the limit is reached. A rerun of the node
 * goes on with what an earlier one has created. Throws NodeOperationError when the execution was stopped.
 */
export async function make(run: Run, jobs: readonly Making[]): Promise<Outcome[]> {
	const made = new Map<Making, string>();
	const inOrder = () => [...made].sort(([a], [b]) => a.itemIndex - b.itemIndex);
	const outcomes = await Promise.all(
		jobs.map(async (job) => {
			const outcome = await makeOne(run, job, (id) => made.set(job, id));
			if (outcome.kind === 'failed' && run.stopOnFailure) run.halted = true;
			return outcome;
		}),
	);
	if (!run.stopped()) return run.stopOnFailure ? withOthers(jobs, outcomes, inOrder()) : outcomes;
	const doubts = mayExistInWords(outcomes.map((outcome, position) => ({ itemIndex: jobs[position].itemIndex, ...outcome })));
	throw asNodeError(run.host.getNode(), {
		// n8n takes an execution for canceled, rather than failed, by this word.
		message: 'Execution canceled',
		description: [made.size > 0 && `Created before, and kept by Runway: ${named(inOrder())}.`, doubts]
			.filter(Boolean)
			.join(' '),
	});
}

function named(made: ReadonlyArray<readonly [Making, string]>): string {
	return made.map(([{ itemIndex, thing }, id]) => `${thing.noun} ${id} (item ${itemIndex + 1})`).join(', ');
}

/** The node stops at the first failure, and what was created for the other items must not be lost with it. */
function withOthers(jobs: readonly Making[], outcomes: Outcome[], made: ReadonlyArray<readonly [Making, string]>): Outcome[] {
	const failedAt = outcomes.findIndex(({ kind }) => kind === 'failed');
	const others = made.filter(([job]) => job !== jobs[failedAt]);
	if (failedAt < 0 || others.length === 0) return outcomes;
	const { failure } = outcomes[failedAt] as Extract<Outcome, { kind: 'failed' }>;
	const kept = `Created for the other items, and kept by Runway: ${named(others)}. Retry this execution, and they are not created again.`;
	const more: Failure = {
		...failure,
		description: [failure.description, kept].filter(Boolean).join(' '),
		details: { ...failure.details, others: others.map(([{ itemIndex, thing }, id]) => ({ item: itemIndex + 1, [thing.idName]: id })) },
	};
	return outcomes.map((outcome, position) => (position === failedAt ? { kind: 'failed', failure: more } : outcome));
}

async function makeOne(run: Run, job: Making, note: (id: string) => void): Promise<Outcome> {
	const { itemIndex, fingerprint, settings, echo } = job;
	const known = run.ledger.find(itemIndex, fingerprint);
	if (known?.failure && known.state !== 'open') return { kind: 'failed', failure: known.failure };
	if (known?.taskId) {
		note(known.taskId);
		if (!settings?.waitForCompletion) return await seen(run, job, known.taskId);
		return await whenReady(run, job, settings, known.taskId, {});
	}
	const created = await run.limits.submit(async (): Promise<Creation<IDataObject>> => {
		if (run.stopped()) return { kind: 'stopped' };
		if (run.halted) return { kind: 'skipped' };
		const answer = await job.send();
		if (run.stopOnFailure && 'failure' in answer) run.halted = true;
		return answer;
	});
	switch (created.kind) {
		case 'stopped':
		case 'skipped':
			return created;
		case 'unavailable':
			return { kind: 'failed', failure: created.failure };
		case 'unknown':
		case 'refused':
			run.ledger.note(itemIndex, { fingerprint, state: created.kind === 'refused' ? 'refused' : 'lost', failure: created.failure });
			return { kind: 'failed', failure: created.failure };
		case 'created': {
			const { made } = created;
			const id = String(made.id);
			note(id);
			run.ledger.note(itemIndex, { fingerprint, state: 'open', taskId: id, createdAt: run.clock.now() });
			run.host.logger.info(`Runway ${job.thing.noun} ${id} created for item ${itemIndex + 1}`);
			if (!settings) return items(job, made);
			const first = { ...echo, status: 'PROCESSING', ...made };
			return settings.waitForCompletion ? await whenReady(run, job, settings, id, first) : items(job, first);
		}
	}
}

function items({ itemIndex, result }: Making, thing: IDataObject): Outcome {
	return { kind: 'items', items: result(thing).map((json) => taskItem(itemIndex, json)) };
}

/** What an earlier run of the node has created, as it is now. */
async function seen(run: Run, job: Making, id: string): Promise<Outcome> {
	const what = `Runway ${job.thing.noun} ${id}, which was created before, could not be looked at`;
	const reply = await ask(run.client, { method: 'GET', path: pathOf(job.thing, id), what, id }, run);
	return reply.kind === 'reply' ? items(job, reply.body as IDataObject) : reply;
}

/** @param last what is known of it */
async function whenReady(run: Run, job: Making, settings: WaitSettings, id: string, last: IDataObject): Promise<Outcome> {
	const { thing } = job;
	const called = `Runway ${thing.noun} ${id}`;
	let watch = beginWatch(id, run.clock.now(), run.ledger.lastLookAt(id));
	for (let status = last.status; ; ) {
		if (status === 'READY') return items(job, last);
		if (status === 'FAILED') return failed(run, job, last);
		await run.timer.pause(nextLookAt(watch, settings, run.clock) - run.clock.now()).over;
		if (run.stopped()) return { kind: 'stopped' };
		const at = { path: pathOf(thing, id), called, noun: thing.a };
		const look = await run.limits.read(async () => await lookAt(run.client, run.clock, at, (body) => thingIn(body, id)));
		if (look.kind === 'stopped') return look;
		watch = observe(watch, asTask(look, id), run.clock.now());
		run.ledger.noteLook(id, run.clock.now());
		if (look.kind === 'denied') return { kind: 'failed', failure: withId(job, id, look.failure) };
		if (isGone(watch)) {
			const failure = {
				message: `${called} does not exist (any more)`,
				description: 'It was deleted outside of this execution. Run the item again to create a new one.',
				httpCode: 404,
			};
			run.ledger.note(job.itemIndex, { fingerprint: job.fingerprint, state: 'over', taskId: undefined });
			return { kind: 'failed', failure: withId(job, id, failure) };
		}
		if (look.kind === 'task') ({ status } = last = look.task);
		const isOver = status === 'READY' || status === 'FAILED';
		if (!isOver && limitReached(watch, settings)) return atLimit(job, settings, { id, ...last }, watch.trouble);
	}
}

function thingIn(body: unknown, id: string): IDataObject | undefined {
	const thing = (typeof body === 'object' && body !== null ? body : {}) as IDataObject;
	return thing.id === id && typeof thing.status === 'string' ? thing : undefined;
}

/** For watching, it is a task that runs until it is no longer there. */
function asTask(look: Exclude<Look<IDataObject>, { kind: 'stopped' }>, id: string): Parameters<typeof observe>[1] {
	return look.kind === 'task' ? { kind: 'task', task: { id, status: 'RUNNING' } } : look;
}

function failed(run: Run, job: Making, { id, failureReason }: IDataObject): Outcome {
	const { noun } = job.thing;
	const failure = withId(job, String(id), {
		message: `Runway ${noun} ${String(id)} failed: ${String(failureReason ?? 'Runway gave no reason')}`,
		description: `It is of no use: change what it is made from, and delete it. A rerun does not create the same ${noun} again.`,
		details: { status: 'FAILED', failureReason },
	});
	run.ledger.note(job.itemIndex, { fingerprint: job.fingerprint, state: 'refused', failure });
	return { kind: 'failed', failure };
}

function atLimit(job: Making, settings: WaitSettings, thing: IDataObject, trouble?: string): Outcome {
	if (settings.onLimit === 'continue') return items(job, thing);
	const { noun } = job.thing;
	const state = trouble ? `the last looks met trouble: ${trouble}` : `its status is ${String(thing.status ?? 'unknown')}`;
	const failure = {
		message: `Runway ${noun} ${String(thing.id)} is not ready after the Wait Limit; ${state}`,
		description: 'It goes on at Runway. Retry this execution to wait for it again, raise the Wait Limit, or look at it later by its ID.',
		details: { status: thing.status },
	};
	return { kind: 'failed', failure: withId(job, String(thing.id), failure) };
}

function withId({ thing }: Making, id: string, failure: Failure): Failure {
	return { ...failure, details: { [thing.idName]: id, ...failure.details } };
}

function pathOf({ path }: Thing, id: string): string {
	return `/v1/${path}/${encodeURIComponent(id)}`;
}
