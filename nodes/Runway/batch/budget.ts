import { count, type Failure } from '../shared/errors';
import type { Spending } from '../shared/ledger';

/** Leave to send one creating request; what came of it is told by one of the two, once. */
export interface Admission {
	/** A task was created. `credits`: its estimate, where Runway gave one. */
	created(credits: number | undefined): void;
	/** Nothing was created; `maybe`: or nobody knows. */
	notCreated(maybe: boolean): void;
}

/**
 * Holds what an execution creates below a limit of credits. A price is known once a request that costs the same was
 * answered: prices change, so none is reckoned from a list. Requests of an unknown price are therefore sent one by one
 * while there is a limit, and the estimates exceed it by no more than the last one of these.
 */
export class Budget {
	/** Credits that requests on their way will cost, as far as is known. */
	private reserved = 0;

	private isPricing = false;

	private waiting: Array<() => void> = [];

	/** @param spending what was spent before, by earlier runs in the same execution; kept up to date */
	constructor(private readonly spending: Spending) {}

	/**
	 * Resolves when it is known whether a request may be sent.
	 * @param limit credits, 0 = none
	 * @param priceKey requests with the same key cost the same; undefined: nothing is known of what others cost
	 * @param wanted false: whoever waits is sent home
	 * @returns undefined for who is sent home
	 */
	async admit(limit: number, priceKey: string | undefined, wanted: () => boolean): Promise<Admission | Failure | undefined> {
		for (;;) {
			if (!wanted()) return undefined;
			const { credits: spent, prices, unpriced } = this.spending;
			const price = priceKey === undefined ? undefined : prices[priceKey];
			const isKnown = price !== undefined;
			if (limit === 0) return this.enter(priceKey, price ?? 0, false);
			if (unpriced > 0) return cannotBeHeld(limit, unpriced);
			if (spent >= limit || (isKnown && spent + price > limit)) return usedUp(limit, price, this.spending);
			const held = spent + this.reserved;
			// While a request of an unknown price waits to be sent again, something must be left for it.
			const fits = isKnown && (this.isPricing ? held + price < limit : held + price <= limit);
			if (fits || (!isKnown && held < limit && !this.isPricing)) return this.enter(priceKey, price ?? 0, !isKnown);
			// Requests on their way may turn out to cost nothing, or tell the price of this one.
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
	}

	private enter(priceKey: string | undefined, price: number, isPricing: boolean): Admission {
		const { spending } = this;
		this.reserved += price;
		this.isPricing ||= isPricing;
		const leave = (credits: number) => {
			this.reserved -= price;
			if (isPricing) this.isPricing = false;
			spending.credits += credits;
			for (const wake of this.waiting.splice(0)) wake();
		};
		return {
			created: (credits) => {
				spending.tasks += 1;
				if (credits === undefined) spending.unpriced += 1;
				else if (priceKey !== undefined) spending.prices[priceKey] = credits;
				leave(credits ?? 0);
			},
			notCreated: (maybe) => {
				// A task that may exist counts like its kind. What nobody knows the price of could exceed any limit.
				if (maybe) spending.tasks += 1;
				const like = priceKey === undefined ? undefined : spending.prices[priceKey];
				if (maybe && like === undefined) spending.unpriced += 1;
				leave(maybe ? (like ?? 0) : 0);
			},
		};
	}
}

function usedUp(limit: number, price: number | undefined, { credits, tasks }: Spending): Failure {
	const spent = `${inCredits(credits)} in ${count(tasks, 'task')}`;
	const message =
		credits >= limit || price === undefined
			? `Not sent: the credit limit of ${limit} is used up (${spent})`
			: `Not sent: it would cost ${inCredits(price)}, and of the credit limit of ${limit} only ${round(limit - credits)} are left (${spent})`;
	return { message, description: NEXT_STEP };
}

/** A gateway that only looks like Runway may give no estimates; or the answer that held one was lost. */
function cannotBeHeld(limit: number, unpriced: number): Failure {
	return {
		message: `Not sent: the credit limit of ${limit} cannot be held, because the price of ${count(unpriced, 'task')} is not known`,
		description:
			'Nothing was charged for this item. Either the answer to an earlier request was lost, so that its task may exist: look at ' +
			"the usage page of Runway's developer portal and start the workflow anew. Or this Base URL gives no estimates: then remove " +
			'the Credit Limit.',
	};
}

const NEXT_STEP =
	'Nothing was charged for this item. The limit counts all tasks that this node has created in this execution, repeats and ' +
	'runs before a retry included. Raise Credit Limit and retry the execution: it goes on where it stopped.';

/** `60 credits`, `1 credit`, `6.8 credits` */
export function inCredits(credits: number): string {
	return count(round(credits), 'credit');
}

/** Prices have fractions, such as 6.8 a second. */
export function round(credits: number): number {
	return Math.round(credits * 100) / 100;
}
