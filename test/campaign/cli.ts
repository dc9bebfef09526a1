import { parseArgs } from 'node:util';
import { campaign, EXECUTIONS } from './campaign';

/** `npm run test:campaign -- --runs 20000 --seed 7`: so many cases. Prints its seed, and the shortest case that breaks a rule. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
	const runs = Number(values.runs ?? 10_000);
	const seed = Number(values.seed ?? Date.now() % 2 ** 31);
	console.log(`${runs} cases, seed ${seed}`);
	const begun = Date.now();
	const tally = await campaign(runs, seed);
	for (const [what, times] of Object.entries(tally).sort()) console.log(`${String(times).padStart(7)}  ${what}`);
	console.log(`Every rule held in ${runs} cases, ${tally[EXECUTIONS]} executions of the node, ${Math.round((Date.now() - begun) / 1000)} s`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
