import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { taskItem } from '../../batch/items';
import type { Outcome, Run } from '../../batch/types';
import { planCall, type CallPlan } from '../../catalogue/call';
import { callFields } from '../../catalogue/editor/properties';
import type { Checked } from '../../shared/checked';
import { asNumber, asToggle, isBlank, shown } from '../../shared/values';
import { ask } from '../../transport/ask';
import { readPages } from '../../transport/pages';
import { each } from '../each';
import type { Operation } from '../types';
import type { Call, GetCall, ListCall } from './types';

interface CallJob extends CallPlan {
	readonly itemIndex: number;
	/** Results that are wanted at most; null = all. */
	readonly limit: number | null;
}

/** An operation that starts no task. They differ only in their rows. */
export function callOperation(call: Call): Operation<CallJob> {
	return {
		fields: () => [...callFields(call.params), ...(call.kind === 'list' ? limitFields : [])],

		async prepare({ host }, itemIndex) {
			const get = (name: string, fallback: unknown = ''): unknown => host.getNodeParameter(name, itemIndex, fallback as never);
			const plan = planCall(call.path, call.params, get);
			const limit = call.kind === 'list' ? readLimit(get) : { value: null };
			if ('problems' in plan || 'problems' in limit) {
				return { problems: [plan, limit].flatMap((one) => ('problems' in one ? one.problems : [])) };
			}
			const problem = call.check?.(plan.value.body);
			if (problem) return { problems: [problem] };
			return { job: { itemIndex, ...plan.value, limit: limit.value } };
		},

		carryOut: async (run, jobs) => await each(run, jobs, ({ path }) => path, async (_, job) => await carryOutOne(run, call, job)),
	};
}

async function carryOutOne(run: Run, call: Call, job: CallJob): Promise<Outcome> {
	switch (call.kind) {
		case 'get':
			return await getOne(run, call, job);
		case 'list':
			return await getMany(run, call, job);
	}
}

async function getOne(run: Run, { what, results = asItIs }: GetCall, { itemIndex, path }: CallJob): Promise<Outcome> {
	const reply = await ask(run.client, { method: 'GET', path, what }, run);
	return reply.kind === 'reply' ? itemsOf(itemIndex, results((reply.body ?? {}) as IDataObject)) : reply;
}

async function getMany(run: Run, call: ListCall, { itemIndex, path, body, limit }: CallJob): Promise<Outcome> {
	const { readPage, what, filled, results: resultsOf = asItIs } = call;
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

function asItIs(entry: IDataObject): IDataObject[] {
	return [entry];
}

function itemsOf(itemIndex: number, results: readonly IDataObject[]): Outcome {
	return { kind: 'items', items: results.map((json) => taskItem(itemIndex, json)) };
}

const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { hide: { returnAll: [true] } },
	},
];

/** Null = all. */
function readLimit(get: (name: string, fallback: unknown) => unknown): Checked<number | null> {
	const rawAll = get('returnAll', false);
	const all = isBlank(rawAll) ? false : asToggle(rawAll);
	if (all === undefined) {
		return { problems: [{ field: 'Return All', message: `Must be true or false, but is ${shown(rawAll)}.` }] };
	}
	if (all) return { value: null };
	const raw = get('limit', 50);
	const limit = isBlank(raw) ? 50 : asNumber(raw);
	if (limit !== undefined && Number.isInteger(limit) && limit >= 1) return { value: limit };
	return { problems: [{ field: 'Limit', message: `Must be a whole number from 1, but is ${shown(raw)}.` }] };
}
