import { chain, type NodeSketch } from '../../engine/workflow';
import { stopAll } from '../harness/closing';
import { generate } from '../harness/runway';
import { say } from '../harness/say';
import { unique } from '../harness/unique';
import { byHand, START } from '../harness/workflows';
import { delivered, startChain } from './site';
import { connect } from './workflows';

afterAll(stopAll);

it('goes through Loop Over Items one by one', async () => {
	const site = await startChain();
	const prompts = ['first round', 'second round', 'third round'].map(unique);
	const loop = 'Loop Over Items';
	const looped = byHand(prompts, [{ name: loop, type: 'n8n-nodes-base.splitInBatches', typeVersion: 3 }]);
	// What n8n's pairing leads back to from behind the loop.
	const row = { id: 'row', name: 'row', type: 'string', value: `={{ $('${START}').item.json.prompt }}` };
	const done: NodeSketch = {
		name: 'Done',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { includeOtherFields: true, assignments: { assignments: [row] } },
	};
	const nodes = [...looped.nodes, ...chain(generate(site.credential), done).nodes];
	const workflow = [
		{ from: loop, to: 'Done', output: 0 },
		{ from: loop, to: 'Generate', output: 1 },
		{ from: 'Generate', to: loop, output: 0 },
	].reduce((grown, { from, to, output }) => connect(grown, from, to, { output }), { ...looped, nodes });
	const execution = await site.api.execute(workflow);
	expect(execution.runs('Generate')).toBe(prompts.length);
	for (const [round, prompt] of prompts.entries()) {
		const [item, ...more] = execution.items('Generate', 0, round);
		expect(more).toEqual([]);
		expect([item.json.promptText, item.pairedItem]).toEqual([prompt, { item: 0 }]);
	}
	await delivered(site, execution, 'Done', prompts);
	expect(execution.items('Done').map(({ json }) => json.row)).toEqual(prompts);
	say(`Part 4: Loop Over Items: ${execution.runs('Generate')} rounds, one task each, paired with their rows.`);
});
