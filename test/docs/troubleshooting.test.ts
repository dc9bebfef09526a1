import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { closeBenches, generate, prompts, setUpBench } from '../workflow/bench';

/** What the page quotes is what users read. */

const PAGE = readFileSync(path.join(__dirname, '..', '..', 'docs', 'troubleshooting.md'), 'utf8');

/** The quoted messages, as patterns, with the advice beside them, behind which there may be more. */
const ROWS = [...PAGE.matchAll(/^\| “(.+)” \| (.+) \|$/gm)].map(([, message, advice]) => ({
	message: pattern(message, '$'),
	advice: pattern(advice.replace('Wait Limit or Queue Limit', '…')),
}));

function pattern(text: string, end = ''): RegExp {
	return new RegExp(`^${text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s\\S]*')}${end}`);
}

function expectToBeThere(error: { message: string; description?: string | null } | undefined): void {
	const { message, description } = error!;
	const [row] = ROWS.filter((one) => one.message.test(message));
	expect([message, row !== undefined]).toEqual([message, true]);
	expect(description).toMatch(row.advice);
}

afterEach(closeBenches);

it.each([
	['a task that takes too long', { durationMs: 3_600_000 }, generate()],
	['a task that is gone', { outcome: () => ({ vanishesAfterMs: 1000 }) }, generate()],
	['a task that somebody cancelled', { outcome: () => ({ cancelledAfterMs: 1000 }) }, generate()],
	['a credit limit that is used up', {}, generate({ options: { creditLimit: 60 } })],
	['an empty account', { credits: 0 }, generate({ options: { checkAccount: true } })],
	['an answer that was lost', { fault: ({ route }: { route: string }) => (route === 'create' ? { kind: 'reset-after' as const } : undefined) }, generate()],
])('%s', async (_what, options, parameters) => {
	const { run } = await setUpBench(options);
	const { items } = await run({ items: prompts('a', 'b'), parameters, node: { onError: 'continueRegularOutput' } });
	const errors = items('Runway').map(({ json }) => json.error as { message: string; description: string } | undefined);
	const { message, description } = errors.find(Boolean)!;
	expectToBeThere({ message: message.replace(/^Item \d of \d: /, ''), description });
});
