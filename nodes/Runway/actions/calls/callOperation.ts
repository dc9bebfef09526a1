import type { IDataObject } from 'n8n-workflow';
import { make } from '../../batch/make';
import { taskItem } from '../../batch/items';
import type { Outcome, Run, WaitSettings } from '../../batch/types';
import { planCall, type CallPlan } from '../../catalogue/call';
import type { Checked } from '../../shared/checked';
import { ask, type Question, type Reply } from '../../transport/ask';
import { create, textLength, type Creation } from '../../transport/create';
import { readPages } from '../../transport/pages';
import { transferMs } from '../../transport/retry';
import { isTaskId } from '../../transport/tasks';
import { each } from '../each';
import { prepareRequest, type PreparedRequest } from '../submission';
import type { Operation } from '../types';
import { readWaitSettings } from '../waitOptions';
import { callFields, readLimit } from './callFields';
import { makeSound } from './sound';
import type { Call, CreateCall, DeleteCall, GetCall, ListCall, UpdateCall } from './types';

export interface CallJob extends CallPlan {
	readonly itemIndex: number;
	/** Results that are wanted at most; null = all. */
	readonly limit: number | null;
	readonly settings: WaitSettings;
	/** With the files that were looked at. */
	readonly request: PreparedRequest;
}

/** An operation that starts no task. They differ only in their rows. */
export function callOperation(call: Call): Operation<CallJob> {
	return {
		fields: () => callFields(call),

		async prepare(run, itemIndex) {
			const get = (name: string, fallback: unknown = ''): unknown => run.host.getNodeParameter(name, itemIndex, fallback as never);
			const planned = planCall(call.path, call.params, get);
			const limit: Checked<number | null> = call.kind === 'list' ? readLimit(get) : { value: null };
			const wait = readWaitSettings(get('options', {}) as IDataObject, get('waitForCompletion', true));
			if ('problems' in planned || 'problems' in limit || 'problems' in wait) {
				return { problems: [planned, limit, wait].flatMap((one) => ('problems' in one ? one.problems : [])) };
			}
			const { value: plan } = planned;
			const problem = call.check?.(plan.body);
			if (problem) return { problems: [problem] };
			const request = await prepareRequest(run, itemIndex, plan);
			if ('problems' in request) return request;
			return { job: { itemIndex, ...plan, limit: limit.value, settings: wait.settings, request: request.value } };
		},

		carryOut: async (run, jobs) => await carryOut(run, call, jobs),
	};
}

async function carryOut(run: Run, call: Call, jobs: readonly CallJob[]): Promise<Outcome[]> {
	if (call.kind === 'create') return await make(run, jobs.map((job) => makingOf(run, call, job)));
	// Every item gets a sound of its own: the same words do not sound the same twice.
	if (call.kind === 'sound') return await Promise.all(jobs.map(async (job) => await makeSound(run, call, job)));
	return await each(run, jobs, ({ path }) => path, async (_, job) => {
		switch (call.kind) {
			case 'get':
				return await getOne(run, call, job);
			case 'list':
				return await getMany(run, call, job);
			case 'update':
				return await unlessHalted(run, async () => await update(run, call, job));
			case 'delete':
				return await unlessHalted(run, async () => await remove(run, call, job));
		}
	});
}

/** Nothing more is changed after a failure at which the node stops. */
async function unlessHalted(run: Run, work: () => Promise<Outcome>): Promise<Outcome> {
	if (run.halted) return { kind: 'skipped' };
	const outcome = await work();
	if (outcome.kind === 'failed' && run.stopOnFailure) run.halted = true;
	return outcome;
}

/** The same for a change that waits for its turn to leave. One that has left is seen through. */
async function change(run: Run, question: Question): Promise<Reply | { readonly kind: 'skipped' }> {
	let hasLeft = false;
	const wanted = () => (hasLeft ||= !run.halted);
	const reply = await ask(run.client, { ...question, hints: HINTS, outlivesStop: true, wanted }, run);
	return reply.kind === 'stopped' && !run.stopped() ? { kind: 'skipped' } : reply;
}

/** What is not there, or not for this key, does not come by asking again. */
const HINTS: Question['hints'] = {
	404: 'It was deleted, or belongs to another organization than the API Key. Check its ID, and the Base URL in the credential.',
};

async function getOne(run: Run, { what, results }: Pick<GetCall, 'what' | 'results'>, { itemIndex, path, id }: CallJob): Promise<Outcome> {
	const reply = await ask(run.client, { method: 'GET', path, what, hints: HINTS, id }, run);
	return reply.kind === 'reply' ? itemsOf(itemIndex, results((reply.body ?? {}) as IDataObject)) : reply;
}

async function getMany(run: Run, call: ListCall, { itemIndex, path, body, limit }: CallJob): Promise<Outcome> {
	const { readPage, what, filled, results: resultsOf } = call;
	const filters = filled?.(body, run.clock.now()) ?? body;
	const wanted = limit ?? Infinity;
	const results: IDataObject[] = [];
	const read = await readPages(
		async (question) => await ask(run.client, question, run),
		readPage,
		{ path, what, filters, wanted },
		(entries) => {
			for (const result of entries.flatMap(resultsOf)) results.push(result);
			return wanted - results.length;
		},
	);
	return read.kind === 'read' ? itemsOf(itemIndex, results.slice(0, wanted)) : read;
}

/** Leaves the same behind however often it is carried out, so it is repeated like a reading request. */
async function update(run: Run, call: UpdateCall, job: CallJob): Promise<Outcome> {
	const { what, results } = call;
	const sent = await job.request.body();
	if ('kind' in sent) return sent.kind === 'stopped' ? sent : { kind: 'failed', failure: sent.failure };
	const { body } = sent;
	const timeoutMs = UPDATE_TIMEOUT_MS + transferMs(textLength(body));
	const { path } = job;
	const reply = await change(run, { method: 'PATCH', path, body, what, timeoutMs });
	if (reply.kind !== 'reply') return reply;
	// Some answers are empty.
	return reply.body?.id === job.id ? itemsOf(job.itemIndex, results(reply.body as IDataObject)) : await getOne(run, call, job);
}

const UPDATE_TIMEOUT_MS = 30_000;

async function remove(run: Run, { what, idName }: DeleteCall, { itemIndex, path, echo }: CallJob): Promise<Outcome> {
	const reply = await change(run, { method: 'DELETE', path, what });
	// Gone after a DELETE without an answer: that DELETE did it.
	const isDone = reply.kind === 'reply' || (reply.kind === 'failed' && reply.retried && reply.failure.httpCode === 404);
	return isDone ? itemsOf(itemIndex, [{ [idName]: echo[idName], deleted: true }]) : (reply as Outcome);
}

function makingOf(run: Run, call: CreateCall, { itemIndex, path, settings, request, echo }: CallJob): Parameters<typeof make>[1][number] {
	const { thing, waits, results } = call;
	const words = {
		noun: thing.noun,
		ifLost: `Look for it with the operation that gets many of them; if it is not there, start the workflow anew.`,
	};
	const send = async (): Promise<Creation<IDataObject>> => {
		const sent = await request.body();
		if ('kind' in sent) return sent;
		return await create(run.client, run, path, sent.body, words, (answer) => (isTaskId(answer.id) ? answer : undefined));
	};
	return { itemIndex, thing, ...(waits && { settings }), fingerprint: request.fingerprint, echo: echo.name === undefined ? {} : { name: echo.name }, send, result: results };
}

function itemsOf(itemIndex: number, results: readonly IDataObject[]): Outcome {
	return { kind: 'items', items: results.map((json) => taskItem(itemIndex, json)) };
}
