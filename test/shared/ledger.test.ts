import type { IExecuteFunctions } from 'n8n-workflow';
import { Ledger, type LedgerEntry } from '../../nodes/Runway/shared/ledger';

/** A run of the node in an execution, whose context n8n keeps. */
function begin(context: object, { runIndex = 0 as unknown, isTool = undefined as (() => boolean) | undefined } = {}) {
	return new Ledger({
		getContext: (type: string) => (type === 'node' ? context : {}),
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		...(isTool && { isToolExecution: isTool }),
	} as unknown as IExecuteFunctions);
}

const entry = (taskId: string, fingerprint = 'f'): LedgerEntry => ({ fingerprint, state: 'open', taskId });

it('hands a rerun what an earlier one has noted, as n8n stores it', () => {
	const context = {};
	begin(context).note(1, entry('a'));
	const stored = JSON.parse(JSON.stringify(context)) as object;
	expect(begin(stored).find(1, 'f')).toEqual(entry('a'));
	expect(begin(stored).find(0, 'f')).toBeUndefined();
});

it('knows nothing of another request', () => {
	const ledger = begin({});
	ledger.note(0, entry('a', 'other'));
	expect(ledger.find(0, 'f')).toBeUndefined();
});

it('replaces what was known, and lets it be changed afterwards', () => {
	const context = {};
	const ledger = begin(context);
	ledger.note(0, entry('a'));
	const noted = ledger.note(0, { ...entry('b'), createdAt: undefined });
	expect(noted).not.toHaveProperty('createdAt');
	noted.state = 'over';
	expect(begin(context).find(0, 'f')).toEqual({ ...entry('b'), state: 'over' });
});

it('keeps the rounds of a loop apart: other items stand under the same number', () => {
	const context = {};
	begin(context, { runIndex: 0 }).note(0, entry('a'));
	expect(begin(context, { runIndex: 1 }).find(0, 'f')).toBeUndefined();
	begin(context, { runIndex: 1 }).note(0, entry('b'));
	expect(begin(context, { runIndex: 0 }).find(0, 'f')?.taskId).toBe('a');
	expect(begin(context, { runIndex: undefined }).find(0, 'f')?.taskId).toBe('a');
	expect(begin(context, { runIndex: 1, isTool: () => false }).find(0, 'f')?.taskId).toBe('b');
});

it('as a tool, finds what an earlier try has paid for, the newest first: each try is a run of its own', () => {
	const context = {};
	begin(context, { runIndex: 0 }).note(0, entry('a'));
	begin(context, { runIndex: 1 }).note(0, entry('b'));
	begin(context, { runIndex: 2 }).note(1, entry('c'));
	const tool = begin(context, { runIndex: 3, isTool: () => true });
	expect(tool.find(0, 'f')?.taskId).toBe('b');
	expect(tool.find(0, 'g')).toBeUndefined();
});

it('remembers when each task was looked at, and what was spent, in all rounds', () => {
	const context = {};
	const first = begin(context, { runIndex: 0 });
	first.noteLook('a', 5);
	first.spending.credits += 60;
	const second = begin(context, { runIndex: 1 });
	expect([second.lastLookAt('a'), second.lastLookAt('b')]).toEqual([5, undefined]);
	expect(second.spending).toEqual({ credits: 60, tasks: 0, unpriced: 0, prices: {} });
});
