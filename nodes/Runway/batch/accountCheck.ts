import { count, type Failure } from '../shared/errors';
import { readAccount, type Account } from '../transport/account';
import type { Job } from './flight';
import { runBatch } from './runBatch';
import type { Outcome, Run } from './types';

/**
 * Carries out a batch, after a look at the account where an item asks for one: when it cannot pay for what is still
 * to be created, nothing new is sent. Tasks that an earlier run has paid for go on either way.
 */
export async function runCheckedBatch(run: Run, jobs: readonly Job[]): Promise<Outcome[]> {
	const toCreate = jobs.filter((job) => needsTask(run, job));
	if (!toCreate.some(({ settings }) => settings.checkAccount)) return await runBatch(run, jobs);
	const account = await readAccount(run.client, run);
	if (account === 'stopped') return await runBatch(run, jobs);
	run.creditBalance = 'failure' in account ? undefined : account.creditBalance;
	const failure = 'failure' in account ? account.failure : shortage(account, toCreate);
	if (!failure) return await runBatch(run, jobs);

	const refused = new Set(toCreate);
	if (run.stopOnFailure) run.halted = true;
	const others = jobs.filter((job) => !refused.has(job));
	const outcomes = await runBatch(run, others);
	return jobs.map((job): Outcome => {
		if (!refused.has(job)) return outcomes[others.indexOf(job)];
		// One item says it for all when the node stops there.
		return run.stopOnFailure && job !== toCreate[0] ? { kind: 'skipped' } : { kind: 'failed', failure: notSent(failure) };
	});
}

/** False: its task was paid for already, or its request will not be sent again. */
function needsTask({ ledger }: Run, { itemIndex, start }: Job): boolean {
	if ('taskId' in start) return false;
	const known = ledger.find(itemIndex, start.fingerprint);
	return !known || known.state === 'over';
}

function shortage({ creditBalance, models }: Account, jobs: readonly Job[]): Failure | undefined {
	if (creditBalance !== undefined && creditBalance <= 0) {
		return {
			message: `Not sent: the Runway account has no credits left (balance: ${creditBalance})`,
			description: "Buy credits in Runway's developer portal.",
		};
	}
	for (const model of new Set(jobs.flatMap(({ echo }) => (echo.model === undefined ? [] : [String(echo.model)])))) {
		const wanted = jobs.filter(({ echo }) => echo.model === model).length;
		const { maxDaily, leftToday } = (Object.hasOwn(models, model) && models[model]) || {};
		if (typeof leftToday !== 'number' || wanted <= leftToday) continue;
		return {
			message:
				`Not sent: ${count(wanted, 'item')} would be made with ${model}, but of its ${maxDaily} generations a day ` +
				`only ${leftToday} are left`,
			description:
				"Run fewer items, choose another model, or try again later: the limit counts the last 24 hours. A higher tier in Runway's " +
				'developer portal allows more.',
		};
	}
	return undefined;
}

function notSent(failure: Failure): Failure {
	return {
		...failure,
		description: [failure.description, 'Nothing was charged. Check Account First found this; turn it off to send all the same.']
			.filter(Boolean)
			.join(' '),
	};
}
