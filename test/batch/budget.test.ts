import { Budget, type Admission } from '../../nodes/Runway/batch/budget';
import type { Spending } from '../../nodes/Runway/shared/ledger';

const nothingSpent = (): Spending => ({ credits: 0, tasks: 0, unpriced: 0, prices: {} });

/** Asks for leave; `answer` is undefined while nobody knows. */
function ask(budget: Budget, limit: number, priceKey: string | undefined, wanted = () => true) {
	const asked: { answer?: unknown } = {};
	void budget.admit(limit, priceKey, wanted).then((answer) => (asked.answer = answer ?? 'sent home'));
	return asked;
}

const settle = async () => await new Promise(setImmediate);
const admitted = ({ answer }: { answer?: unknown }) => answer as Admission;
const isAdmitted = ({ answer }: { answer?: unknown }) => typeof answer === 'object' && 'created' in answer!;
const words = ({ answer }: { answer?: unknown }) => (answer as { message: string }).message;

it('lets everything through at once without a limit, and still counts', async () => {
	const spending = nothingSpent();
	const budget = new Budget(spending);
	const asked = [ask(budget, 0, 'a'), ask(budget, 0, 'b'), ask(budget, 0, 'a')];
	await settle();
	expect(asked.every(isAdmitted)).toBe(true);
	admitted(asked[0]).created(60);
	admitted(asked[1]).created(25.5);
	admitted(asked[2]).notCreated(false);
	expect(spending).toEqual({ credits: 85.5, tasks: 2, unpriced: 0, prices: { a: 60, b: 25.5 } });
});

it('sends requests of unknown prices one by one, and all of a known price together', async () => {
	const budget = new Budget(nothingSpent());
	const [first, second, third, other] = ['a', 'a', 'a', 'b'].map((key) => ask(budget, 1000, key));
	await settle();
	expect([first, second, third, other].map(isAdmitted)).toEqual([true, false, false, false]);
	admitted(first).created(60);
	await settle();
	expect([second, third, other].map(isAdmitted)).toEqual([true, true, true]);
});

it('learns nothing from what may cost something else next time, and sends it one by one up to the limit', async () => {
	const spending = nothingSpent();
	const budget = new Budget(spending);
	const asked = [undefined, undefined, undefined].map((key) => ask(budget, 100, key));
	await settle();
	expect(asked.map(isAdmitted)).toEqual([true, false, false]);
	admitted(asked[0]).created(60);
	await settle();
	expect(asked.map(isAdmitted)).toEqual([true, true, false]);
	admitted(asked[1]).created(75);
	await settle();
	expect(words(asked[2])).toBe('Not sent: the credit limit of 100 is used up (135 credits in 2 tasks)');
	expect(spending).toEqual({ credits: 135, tasks: 2, unpriced: 0, prices: {} });
});

it('cannot hold the limit when what may cost anything may exist', async () => {
	const spending = nothingSpent();
	const budget = new Budget(spending);
	const asked = [undefined, undefined].map((key) => ask(budget, 100, key));
	await settle();
	admitted(asked[0]).notCreated(true);
	await settle();
	expect(words(asked[1])).toMatch(/^Not sent: the credit limit of 100 cannot be held/);
	expect(spending).toMatchObject({ tasks: 1, unpriced: 1 });
});

it('counts what is on its way, up to the limit and not a credit further', async () => {
	const spending = { ...nothingSpent(), prices: { a: 50 } };
	const budget = new Budget(spending);
	const asked = ['a', 'a', 'a'].map((key) => ask(budget, 100, key));
	await settle();
	expect(asked.map(isAdmitted)).toEqual([true, true, false]);
	admitted(asked[0]).created(50);
	await settle();
	expect(asked[2].answer).toBeUndefined();
	admitted(asked[1]).created(50);
	await settle();
	expect(words(asked[2])).toBe('Not sent: the credit limit of 100 is used up (100 credits in 2 tasks)');
});

it('leaves something for a request of an unknown price that is still to be sent, if need be again', async () => {
	const budget = new Budget({ ...nothingSpent(), prices: { a: 50 } });
	const [unknown, second, third] = ['b', 'a', 'a'].map((key) => ask(budget, 100, key));
	await settle();
	expect([unknown, second, third].map(isAdmitted)).toEqual([true, true, false]);
	admitted(unknown).notCreated(false);
	await settle();
	expect(isAdmitted(third)).toBe(true);
});

it('gives the place of a request that came to nothing to the next', async () => {
	const budget = new Budget({ ...nothingSpent(), prices: { a: 60 } });
	const [first, second] = [ask(budget, 100, 'a'), ask(budget, 100, 'a')];
	await settle();
	expect([first, second].map(isAdmitted)).toEqual([true, false]);
	admitted(first).notCreated(false);
	await settle();
	expect(isAdmitted(second)).toBe(true);
});

it('lets the next one tell the price when the first came to nothing', async () => {
	const budget = new Budget(nothingSpent());
	const [first, second] = [ask(budget, 100, 'a'), ask(budget, 100, 'b')];
	await settle();
	admitted(first).notCreated(false);
	await settle();
	expect(isAdmitted(second)).toBe(true);
});

it('counts a task that may exist like its kind', async () => {
	const spending = { ...nothingSpent(), prices: { a: 60 } };
	const budget = new Budget(spending);
	const first = ask(budget, 100, 'a');
	await settle();
	admitted(first).notCreated(true);
	const second = ask(budget, 100, 'a');
	await settle();
	expect(words(second)).toBe(
		'Not sent: it would cost 60 credits, and of the credit limit of 100 only 40 are left (60 credits in 1 task)',
	);
});

it('sends nothing more after a task that may exist and whose price nobody knows', async () => {
	const spending = nothingSpent();
	const budget = new Budget(spending);
	const [first, second] = [ask(budget, 100, 'a'), ask(budget, 100, 'a')];
	await settle();
	admitted(first).notCreated(true);
	await settle();
	expect(words(second)).toBe('Not sent: the credit limit of 100 cannot be held, because the price of 1 task is not known');
	expect(spending).toEqual({ credits: 0, tasks: 1, unpriced: 1, prices: {} });
});

it('exceeds the limit by the one task whose price was not known', async () => {
	const spending = { ...nothingSpent(), credits: 99, tasks: 1 };
	const budget = new Budget(spending);
	const [first, second] = [ask(budget, 100, 'a'), ask(budget, 100, 'b')];
	await settle();
	admitted(first).created(500);
	await settle();
	expect(words(second)).toBe('Not sent: the credit limit of 100 is used up (599 credits in 2 tasks)');
});

it('writes fractions as people do', async () => {
	const asked = ask(new Budget({ ...nothingSpent(), credits: 0.1 + 0.2, tasks: 1, prices: { a: 6.8 } }), 7, 'a');
	await settle();
	expect(words(asked)).toBe(
		'Not sent: it would cost 6.8 credits, and of the credit limit of 7 only 6.7 are left (0.3 credits in 1 task)',
	);
});

it('holds no limit blindly: without a price nothing more is sent', async () => {
	const budget = new Budget(nothingSpent());
	const [first, second] = [ask(budget, 100, 'a'), ask(budget, 100, 'a')];
	await settle();
	admitted(first).created(undefined);
	await settle();
	expect(words(second)).toBe('Not sent: the credit limit of 100 cannot be held, because the price of 1 task is not known');
});

it('sends home who waits when nothing more is wanted', async () => {
	let wanted = true;
	const budget = new Budget(nothingSpent());
	const [first, second] = [ask(budget, 100, 'a'), ask(budget, 100, 'b', () => wanted)];
	await settle();
	wanted = false;
	admitted(first).created(10);
	await settle();
	expect(second.answer).toBe('sent home');
});

describe('what is on its way', () => {
	const isOpen = async (budget: Budget, limit: number, priceKey?: string) => {
		const asked = ask(budget, limit, priceKey);
		await settle();
		return isAdmitted(asked);
	};

	it('may use up the limit: what may cost anything waits for it', async () => {
		const budget = new Budget({ ...nothingSpent(), prices: { a: 100 } });
		expect(await isOpen(budget, 100, 'a')).toBe(true);
		expect(await isOpen(budget, 100, 'new')).toBe(false);
	});

	it('counts without a limit of its own, too, but holds nobody back by its unknown price', async () => {
		const budget = new Budget({ ...nothingSpent(), prices: { a: 60 } });
		expect(await isOpen(budget, 0, 'a')).toBe(true);
		expect(await isOpen(budget, 100, 'a')).toBe(false);
		const another = new Budget(nothingSpent());
		expect(await isOpen(another, 0, 'new')).toBe(true);
		expect(await isOpen(another, 100, 'newer')).toBe(true);
	});

	it('is one request of an unknown price at a time, whatever else comes back', async () => {
		const budget = new Budget({ ...nothingSpent(), prices: { a: 1 } });
		const known = ask(budget, 100, 'a');
		expect(await isOpen(budget, 100, 'new')).toBe(true);
		admitted(known).created(1);
		expect(await isOpen(budget, 100, 'newer')).toBe(false);
	});
});

it('sends nothing of an unknown price once the limit is reached to the credit, and says what to do', async () => {
	const asked = ask(new Budget({ ...nothingSpent(), credits: 100, tasks: 2 }), 100, 'new');
	await settle();
	expect(asked.answer).toEqual({
		message: 'Not sent: the credit limit of 100 is used up (100 credits in 2 tasks)',
		description: expect.stringMatching(/^Nothing was charged for this item\. .* repeats and runs before .* Raise Credit Limit and retry the execution/),
	});
	const unheld = ask(new Budget({ ...nothingSpent(), unpriced: 1 }), 100, 'new');
	await settle();
	expect((unheld.answer as { description: string }).description).toMatch(/^Nothing was charged.* look at the usage page .* then remove the Credit Limit\.$/);
});
