import type { StoredExecution } from '../engine/parked';
import { closeBenches, generate, prompts, setUpBench, type Bench, type BenchRun } from './bench';

afterEach(closeBenches);

const SECOND = 1000;
const CRASHED = 'Workflow did not finish, possible out-of-memory issue';

const runs = async (seconds: number) =>
	await setUpBench({ pendingMs: 0, outcome: () => ({ durationMs: seconds * SECOND }) });

/** Runs two items, and kills n8n whenever it wakes one of the two workflows of a parked batch. */
async function killed(bench: Bench, { killed: kill, node }: Pick<BenchRun, 'killed' | 'node'>) {
	return await bench.run({
		items: prompts('fox', 'owl'),
		parameters: generate({ options: { whileWaiting: 'park' } }),
		node,
		parked: () => {},
		killed: kill,
	});
}

const looks = ({ workflow }: StoredExecution) => workflow.nodes.some(({ type }) => type === 'n8n-nodes-base.wait');

/** At these looks, from 1, counted over all of an execution. */
function atLooks(numbers: readonly number[], error: string) {
	let look = 0;
	return (inner: StoredExecution) => (looks(inner) && numbers.includes(++look) ? error : undefined);
}

describe('n8n is killed during a look', () => {
	it.each([
		['the first', [1], CRASHED],
		['the first, its event log lost', [1], ''],
		['the second, of which it has the first one stored', [2], ''],
		['three in a row', [1, 2, 3], CRASHED],
		['some of many', [1, 3, 4], ''],
	])('%s: all goes on by itself', async (_, numbers, error) => {
		const bench = await runs(200);
		const { status, items } = await killed(bench, { killed: atLooks(numbers, error) });
		expect(status).toBe('success');
		expect(items('End').map(({ json }) => json)).toMatchObject([
			{ promptText: 'fox', status: 'SUCCEEDED', fileName: expect.stringMatching(/mp4$/) as string },
			{ promptText: 'owl', status: 'SUCCEEDED', fileName: expect.stringMatching(/mp4$/) as string },
		]);
		expect(items('Runway').map(({ json, binary }) => [Object.keys(binary!), json.error])).toEqual([
			[['data'], undefined],
			[['data'], undefined],
		]);
		expect(bench.core.log.creates()).toHaveLength(2);
	});

	it('each time: in the end an error names the tasks', async () => {
		const bench = await runs(200);
		const kill = jest.fn((inner: StoredExecution) => (looks(inner) ? CRASHED : undefined));
		const { status, error, runData } = await killed(bench, { killed: kill });
		const [fox, owl] = bench.core.tasks.all.map(({ id }) => id);
		expect([status, error?.message]).toEqual(['error', `Item 1 of 2: n8n did not get to the end of a look at Runway task ${fox}`]);
		expect(error?.description).toContain(`the last time in vain because: ${CRASHED}. The task is not lost: fetch it with Wait for Task`);
		expect(error?.description).toContain(owl);
		expect([runData.End, bench.core.log.creates().length]).toEqual([undefined, 2]);
		// Ten times anew.
		expect(kill.mock.calls.filter(([inner]) => looks(inner))).toHaveLength(11);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)('each time, On Error %s: items with that error', async (onError) => {
		const bench = await runs(200);
		const run = await killed(bench, { killed: (inner) => (looks(inner) ? '' : undefined), node: { onError } });
		const failed = run.items('Runway', onError === 'continueErrorOutput' ? 1 : 0);
		expect(run.status).toBe('success');
		expect(failed.map(({ json }) => json.error)).toMatchObject(
			bench.core.tasks.all.map(({ id }) => ({ message: expect.stringContaining(id) as string, taskId: id })),
		);
		expect(JSON.stringify(failed)).not.toContain('outcomes');
	});
});

it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'n8n is killed in the moment in which results are handed over, On Error %s: an error, and never items without results',
	async (onError) => {
		const bench = await runs(100);
		const run = await killed(bench, { killed: (inner) => (looks(inner) ? undefined : ''), node: { onError } });
		expect([run.status, run.error?.message]).toEqual(['error', expect.stringContaining('endless loop')]);
		expect(run.runData.End).toBeUndefined();
	},
);
