import { isCall } from './calls';
import { calmEnds, changesEnd, isMaking, madeLooksApart, nothingMadeIsLost, nothingMadeTwice, onlyWhatWasMeant, oneOutcomePerItem } from './model/calls';
import { nothingFinishedDeleted, stopCancels } from './model/cancelling';
import { keyIsKept } from './model/key';
import { nothingTwice } from './model/money';
import { filesAreRight, goodEnds, oneOutcomeEach } from './model/outcomes';
import { looksApart, pacedRequests } from './model/pace';
import { isCreate } from './model/reading';
import { accountIsChecked, limitHolds } from './model/spending';
import { errorsAreOurs, nothingOutOfSight, wordsAreClear } from './model/words';
import type { Played } from './run';

type Rules = Readonly<Record<string, (played: Played) => string[] | Promise<string[]>>>;

/**
 * What must be true of every case, whatever went wrong in it. Each rule gives the sentences that describe how
 * it was broken; none means that it held.
 */
const ALWAYS: Rules = {
	'every run comes to an end': ({ runs }) => runs.flatMap(({ stuck }, n) => (stuck ? [`run ${n + 1} was given up`] : [])),
	"errors are n8n's, and thrown where they should be": errorsAreOurs,
	'what is read is written for a reader': wordsAreClear,
	'nothing new is bought after a stop': ({ runs, wire }) =>
		runs.flatMap(({ sentAtStop = Infinity, sentAfter }) =>
			wire.sent.slice(Math.min(sentAtStop, sentAfter), sentAfter).filter((request) => isCreate(request) || isMaking(request)).map(({ url }) => url),
		),
	'at most 100 requests per second': pacedRequests,
	'nothing is sent after the end': ({ runs, sentInTheEnd }) =>
		runs.flatMap(({ sentAfter }, n) =>
			sentAfter === (runs[n + 1]?.sentBefore ?? sentInTheEnd) ? [] : [`after run ${n + 1}`],
		),
	'the key stays where it belongs': keyIsKept,
};

/** Of operations on tasks. */
const OF_TASKS: Rules = {
	'each item ends in exactly one outcome': (played) => played.runs.flatMap((run) => oneOutcomeEach(played, run)),
	'files are those that were served': filesAreRight,
	'nothing is paid twice': nothingTwice,
	'the credit limit holds': limitHolds,
	'an account that cannot pay is not sent to': accountIsChecked,
	'no task is lost from sight': nothingOutOfSight,
	'what can succeed succeeds': goodEnds,
	'looks are at least 5 s apart': looksApart,
	'nothing finished is deleted': nothingFinishedDeleted,
	'a stop cancels what is unfinished': stopCancels,
};

/** Of calls that start none. */
const OF_CALLS: Rules = {
	'each item ends in one outcome': (played) => played.runs.flatMap((run) => oneOutcomePerItem(played, run)),
	'nothing is created twice': nothingMadeTwice,
	'what was created is named': nothingMadeIsLost,
	'looks at what is made are at least 5 s apart': madeLooksApart,
	'nothing is deleted or changed but what was meant': onlyWhatWasMeant,
	'nothing more is changed after a failure at which the node stops': changesEnd,
	'without trouble everything succeeds': calmEnds,
};

/** The rules that a case has broken, each with the first few ways. */
export async function brokenRules(played: Played): Promise<string[]> {
	const rules = { ...ALWAYS, ...(isCall(played.test.operation) ? OF_CALLS : OF_TASKS) };
	const broken: string[] = [];
	for (const [rule, check] of Object.entries(rules)) {
		broken.push(...(await check(played)).slice(0, 3).map((how) => `${rule}: ${how}`));
	}
	return broken;
}
