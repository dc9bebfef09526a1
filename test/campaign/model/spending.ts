import type { EmulatedTask } from '../../emulator/tasks';
import type { SentRequest } from '../exchange';
import type { Ended, Played } from '../run';
import { idIn, isCreate, isRun, itemOf, meaningOf } from './reading';

/**
 * The estimates of all tasks, repeats and reruns included, exceed the limit by no more than one task, of which nobody
 * could know the price before.
 */
export function limitHolds(played: Played): string[] {
	const limit = Number(played.test.options?.creditLimit ?? 0);
	if (limit === 0 || isRun(played)) return [];
	const tasks = created(played);
	const spent = sum(tasks);
	const surprise = mostOf(tasks.filter(({ isKnown }) => !isKnown));
	const broken = spent - surprise > limit ? [`${spent} credits were spent of ${limit}, and ${surprise} of them could not be known`] : [];
	// Without files requests leave in the order in which they were let through, so that each can be judged by itself.
	return played.test.operation === 'video.generate' ? [...broken, ...tasks.flatMap((task) => eachFits(task, tasks, limit))] : broken;
}

function eachFits({ sentAs, isKnown, mayBeKnown, kindKnownFrom, credits }: Created, tasks: readonly Created[], limit: number): string[] {
	const before = tasks.filter((other) => other.sentAs < sentAs);
	const spent = sum(before);
	if (!isKnown) {
		// The node may know more of prices than this rule does.
		if (mayBeKnown) return [];
		if (before.some((other) => !other.isKnown && !other.mayBeKnown && other.knownFrom > sentAs)) return ['sent two at once of which no price was known'];
		return spent >= limit ? [`sent for an unknown price after ${spent} of ${limit}`] : [];
	}
	// What was on its way while this one was let through.
	const surprise = mostOf(before.filter((other) => !other.isKnown && other.sentAs >= kindKnownFrom));
	return spent + credits - surprise > limit ? [`sent for ${credits} credits after ${spent} of ${limit}`] : [];
}

const sum = (tasks: readonly Created[]) => tasks.reduce((total, { credits }) => total + credits, 0);
const mostOf = (tasks: readonly Created[]) => Math.max(0, ...tasks.map(({ credits }) => credits));

interface Created {
	readonly credits: number;
	/** Number of the request that created it. */
	readonly sentAs: number;
	/** The first request that left when an answer had told its price. */
	readonly knownFrom: number;
	/** The same of the first that costs the same. */
	readonly kindKnownFrom: number;
	readonly isKnown: boolean;
	/** Something of the same model had the same price. */
	readonly mayBeKnown: boolean;
}

function created({ core, wire, test }: Played): Created[] {
	const creates = wire.sent.map((request, n) => ({ request, n })).filter(({ request }) => isCreate(request));
	const all = core.tasks.all.filter(isSent).map((task) => ({
		// Of what a router chooses, each may cost something else.
		kind: test.operation.startsWith('router.') ? task.id : kindOf(task),
		model: task.request.model,
		credits: task.estimatedCost,
		// Requests of one item follow each other.
		sentAs: creates.filter(({ request }) => request.at <= task.createdAt && itemOf(request.body) === itemOf(task.request.body)).pop()!.n,
		knownFrom: Math.min(...wire.sent.filter((request) => tellsPrice(request, task.id)).map(({ sentByThen = Infinity }) => sentByThen)),
	}));
	return all.map((task) => {
		const knownFrom = (others: typeof all) => Math.min(...others.map((other) => other.knownFrom));
		const kindKnownFrom = knownFrom(all.filter(({ kind }) => kind === task.kind));
		const like = all.filter(({ model, credits }) => model === task.model && credits === task.credits);
		return { ...task, kindKnownFrom, isKnown: kindKnownFrom <= task.sentAs, mayBeKnown: knownFrom(like) <= task.sentAs };
	});
}

function tellsPrice({ result }: SentRequest, taskId: string): boolean {
	const body = result && 'body' in result ? result.body : undefined;
	const { id, estimatedCost, cost } = (body ?? {}) as Record<string, unknown>;
	return id === taskId && [estimatedCost, cost].some((one) => typeof (one as { credits?: unknown } | undefined)?.credits === 'number');
}

/** Those that were there before, for operations on tasks, have no prompt. */
function isSent({ request }: EmulatedTask): boolean {
	return !Number.isNaN(itemOf(request.body));
}

/** Models of which every clip of a length costs the same. */
const BY_THE_SECOND = ['gen4.5', 'gen4_turbo'];

/** What certainly costs the same as something else. */
function kindOf({ request: { endpoint, model, body } }: EmulatedTask): string {
	const free = BY_THE_SECOND.includes(model) ? { promptText: '', promptImage: '' } : {};
	return JSON.stringify([endpoint, { ...body, ...free }]);
}

/** With Check Account First a run sends nothing before it has seen an account that can pay for all of its items. */
export function accountIsChecked({ test, runs, wire }: Played): string[] {
	if (test.options?.checkAccount !== true) return [];
	return runs.flatMap((run) => {
		const before = wire.sent.slice(0, run.sentBefore).filter((request) => isCreate(request) && meaningOf(request) === 'accepted');
		const sent = wire.sent.slice(run.sentBefore, run.sentAfter);
		const isWatched = (request: SentRequest) => sent.some(({ url }) => url.endsWith(`/tasks/${idIn((request.result as { body: unknown }).body)}`));
		return shortage(sent, run, new Set(before.filter(isWatched).map(({ body }) => itemOf(body))));
	});
}

function shortage(sent: readonly SentRequest[], { startedAt }: Ended, watched: ReadonlySet<number>): string[] {
	// What replaces a task that an earlier run has paid for was decided then.
	const replaces = ({ body }: SentRequest) => watched.has(itemOf(body));
	const creates = sent.filter((request) => isCreate(request) && !replaces(request));
	if (creates.length === 0) return [];
	const looks = sent.slice(0, sent.indexOf(creates[0])).filter(({ url }) => url.endsWith('/organization'));
	const { result } = looks[looks.length - 1] ?? {};
	if (!result || !('status' in result) || result.status !== 200) return [`the run from ${startedAt} ms sent before it knew the account`];
	const account = (result.body ?? {}) as Account;
	if (typeof account.creditBalance === 'number' && account.creditBalance <= 0) return [`sent with ${account.creditBalance} credits`];
	return [...new Set(creates.map(({ body }) => String(body?.model)))].flatMap((model) => {
		const allowed = account.tier?.models?.[model]?.maxDailyGenerations;
		const used = account.usage?.models?.[model]?.dailyGenerations ?? 0;
		const items = new Set(creates.filter(({ body }) => body?.model === model).map(({ body }) => itemOf(body)));
		return typeof allowed === 'number' && items.size > Math.max(0, allowed - used)
			? [`${items.size} items were sent to ${model} with ${used} of ${allowed} generations used`]
			: [];
	});
}

interface Account {
	readonly creditBalance?: unknown;
	readonly tier?: { readonly models?: Readonly<Record<string, { readonly maxDailyGenerations?: unknown }>> };
	readonly usage?: { readonly models?: Readonly<Record<string, { readonly dailyGenerations?: number }>> };
}
