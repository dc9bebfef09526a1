import type { Clock } from '../shared/clock';
import type { Failure } from '../shared/errors';
import type { Timer } from '../shared/timer';
import type { Client } from './client';
import { httpFailure } from './httpFailure';
import { backoffMs, isPassing, retryAfterMs, LONGEST_OBEYED_MS } from './retry';

/** What an account can still pay for. */
export interface Account {
	readonly creditBalance?: number;
	/** Of one model: generations made within a day, and how many are allowed; undefined = no limit known. */
	dailyUse(model: string): { readonly used: number; readonly allowed: number } | undefined;
}

const TIMEOUT_MS = 30_000;

const ATTEMPTS = 4;

/** Looks at the account behind the key; trouble that passes is waited for. Free of charge. */
export async function readAccount(
	client: Client,
	{ clock, timer }: { clock: Clock; timer: Timer },
): Promise<Account | { readonly failure: Failure } | 'stopped'> {
	for (let attempt = 0; ; attempt++) {
		const answer = await client.send({ method: 'GET', path: '/v1/organization', timeoutMs: TIMEOUT_MS });
		if (answer.kind === 'stopped') return 'stopped';
		if (answer.kind === 'answer' && answer.status === 200) return toAccount(answer.body);
		const isLast = attempt === ATTEMPTS - 1;
		if (answer.kind === 'answer' && (isLast || !isPassing(answer.status))) {
			return { failure: httpFailure(answer, 'The account could not be looked at') };
		}
		if (answer.kind === 'lost' && isLast) {
			return { failure: { message: `The account could not be looked at: ${answer.reason}` } };
		}
		const asked = answer.kind === 'answer' ? retryAfterMs(answer.headers, clock.now()) : undefined;
		await timer.pause(Math.max(backoffMs(attempt, clock), Math.min(asked ?? 0, LONGEST_OBEYED_MS))).over;
	}
}

/** From what the answer says, only what is what it should be: anything may stand between n8n and Runway. */
function toAccount(body: unknown): Account {
	const balance = at(body, 'creditBalance');
	return {
		...(typeof balance === 'number' && { creditBalance: balance }),
		dailyUse(model) {
			const allowed = at(body, 'tier', 'models', model, 'maxDailyGenerations');
			const used = at(body, 'usage', 'models', model, 'dailyGenerations');
			return typeof allowed === 'number' ? { allowed, used: typeof used === 'number' ? used : 0 } : undefined;
		},
	};
}

function at(value: unknown, ...keys: string[]): unknown {
	return keys.reduce<unknown>(
		(part, key) => (typeof part === 'object' && part !== null && Object.hasOwn(part, key) ? part[key as never] : undefined),
		value,
	);
}
