import type { Clock } from '../shared/clock';
import type { Failure } from '../shared/errors';
import type { Timer } from '../shared/timer';
import { ask } from './ask';
import type { Client } from './client';

/** What the account may do with one model. */
export interface ModelLimits {
	/** Generations at the same time; null = no limit, undefined = not known. */
	readonly maxConcurrent?: number | null;
	/** Generations within a day; null = no limit, undefined = not known. */
	readonly maxDaily?: number | null;
	readonly usedToday: number;
	/** Null = no limit. */
	readonly leftToday?: number | null;
}

/** What an account can still pay for. */
export interface Account {
	readonly creditBalance?: number;
	readonly maxMonthlyCreditSpend?: number;
	readonly models: Readonly<Record<string, ModelLimits>>;
}

/** Looks at the account behind the key; trouble that passes is waited for. Free of charge. */
export async function readAccount(
	client: Client,
	patience: { clock: Clock; timer: Timer },
): Promise<Account | { readonly failure: Failure } | 'stopped'> {
	const what = 'The account could not be looked at';
	const reply = await ask(client, { method: 'GET', path: '/v1/organization', what }, patience);
	if (reply.kind === 'stopped') return 'stopped';
	return reply.kind === 'failed' ? reply : accountOf(reply.body);
}

/** What the answer says, as far as it is what it should be: anything may stand between n8n and Runway. */
export function accountOf(body: unknown): Account {
	const tier = at(body, 'tier');
	const [limits, use] = [at(tier, 'models'), at(at(body, 'usage'), 'models')];
	const names = [...new Set([limits, use].flatMap((part) => (typeof part === 'object' ? Object.keys(part ?? {}) : [])))];
	const [balance, spend] = [at(body, 'creditBalance'), at(tier, 'maxMonthlyCreditSpend')];
	return {
		...(typeof balance === 'number' && { creditBalance: balance }),
		...(typeof spend === 'number' && { maxMonthlyCreditSpend: spend }),
		models: Object.fromEntries(names.sort().map((name) => [name, limitsOf(at(limits, name), at(use, name))])),
	};
}

function limitsOf(limits: unknown, use: unknown): ModelLimits {
	const [maxConcurrent, maxDaily] = [limitAt(limits, 'maxConcurrentGenerations'), limitAt(limits, 'maxDailyGenerations')];
	const used = at(use, 'dailyGenerations');
	const usedToday = typeof used === 'number' ? used : 0;
	const leftToday = typeof maxDaily === 'number' ? Math.max(0, maxDaily - usedToday) : maxDaily;
	return { maxConcurrent, maxDaily, usedToday, leftToday };
}

function limitAt(limits: unknown, key: string): number | null | undefined {
	const limit = at(limits, key);
	return typeof limit === 'number' || limit === null ? limit : undefined;
}

function at(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? value[key as never] : undefined;
}
