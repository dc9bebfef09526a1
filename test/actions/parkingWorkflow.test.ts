import { executeFilter, type FilterValue, type INode, type IWorkflowBase } from 'n8n-workflow';
import { parkedWorkflow } from '../../nodes/Runway/actions/parking/workflow';

const NODE: INode = {
	id: '1',
	name: 'Clips',
	type: 'n8n-nodes-runwayml.runway',
	typeVersion: 3,
	position: [0, 0],
	parameters: { resource: 'video' },
	credentials: { runwayApi: { id: 'c1', name: 'Mine' } },
};
const outer = () => parkedWorkflow(NODE, 'w1');
const inner = () => JSON.parse(String(node(outer(), 'Clips (watch)').parameters.workflowJson)) as IWorkflowBase;
const node = ({ nodes }: IWorkflowBase, name: string) => nodes.find((one) => one.name === name)!;

/** Which node each output of each node leads to. */
const waysOf = ({ connections }: IWorkflowBase) =>
	Object.fromEntries(
		Object.entries(connections).map(([from, { main }]) => [from, main.map((targets) => (targets ?? []).map(({ node: to, type, index }) => `${to} ${type} ${index}`))]),
	);

/** The condition of an If node, and whether it lets through what its expression gives. */
function conditionOf(workflow: IWorkflowBase, name: string) {
	const { conditions } = node(workflow, name).parameters as unknown as { conditions: FilterValue };
	const [{ leftValue }, ...others] = conditions.conditions;
	expect(others).toEqual([]);
	const lets = (given: boolean) => executeFilter({ ...conditions, conditions: [{ ...conditions.conditions[0], leftValue: given }] });
	return { expression: leftValue, lets: [lets(true), lets(false)] };
}

describe('the workflow that a parked node waits for', () => {
	it('watches the tasks, anew when that did not come to its end, and hands their results over', () => {
		expect(waysOf(outer())).toEqual({
			'Clips (start)': [['Clips (watch) main 0']],
			'Clips (watch)': [['Clips main 0'], ['Clips (again) main 0']],
			'Clips (again)': [['Clips (watch) main 0'], ['Clips main 0']],
		});
		expect(outer().nodes.map(({ name, type, typeVersion }) => [name, type, typeVersion])).toEqual([
			['Clips (start)', 'n8n-nodes-base.executeWorkflowTrigger', 1.1],
			['Clips (watch)', 'n8n-nodes-base.executeWorkflow', 1.1],
			['Clips (again)', 'n8n-nodes-base.if', 2.2],
			['Clips', 'n8n-nodes-runwayml.runway', 3],
		]);
	});

	it('watches by a workflow of its own, whose failure does not end it', () => {
		expect(node(outer(), 'Clips (watch)')).toMatchObject({ onError: 'continueErrorOutput', parameters: { source: 'parameter' }, rewireOutputLogTo: 'ai_document' });
	});

	it('begins anew at most ten times', () => {
		expect(conditionOf(outer(), 'Clips (again)')).toEqual({ expression: '={{ $runIndex < 10 }}', lets: [true, false] });
	});
});

describe('the workflow that watches the tasks', () => {
	it('pauses, looks, and goes round until none is left; what it gives then is its last first output', () => {
		expect(waysOf(inner())).toEqual({
			'Clips (start)': [['Clips (pause) main 0']],
			'Clips (pause)': [['Clips main 0']],
			Clips: [['Clips (ended) main 0']],
			'Clips (ended)': [[], ['Clips (pause) main 0']],
		});
		expect(inner().nodes.map(({ name, type, typeVersion }) => [name, type, typeVersion])).toEqual([
			['Clips (start)', 'n8n-nodes-base.executeWorkflowTrigger', 1.1],
			['Clips (pause)', 'n8n-nodes-base.wait', 1.1],
			['Clips', 'n8n-nodes-runwayml.runway', 3],
			['Clips (ended)', 'n8n-nodes-base.if', 2.2],
		]);
		expect(conditionOf(inner(), 'Clips (ended)')).toEqual({ expression: '={{ $json.error === undefined }}', lets: [true, false] });
	});

	it('pauses for 66 seconds: n8n stores no execution that pauses for less than 65', () => {
		expect(node(inner(), 'Clips (pause)').parameters).toEqual({ resume: 'timeInterval', amount: 66, unit: 'seconds' });
	});
});

describe.each<[string, () => IWorkflowBase, string, string]>([
	['the outer one', outer, 'Clips: tasks at Runway', 'deliver'],
	['the inner one', inner, 'Clips: looking at tasks at Runway', 'look'],
])('%s', (_, made, name, operation) => {
	it('belongs to the workflow of the node, under a name that says what it is', () => {
		expect(made()).toMatchObject({ id: 'w1', name, active: false, activeVersionId: null, isArchived: false });
	});

	it('is always stored, runs as long as it takes, and in the order of n8n 1', () => {
		expect(made().settings).toEqual({
			executionOrder: 'v1',
			saveDataSuccessExecution: 'all',
			saveDataErrorExecution: 'all',
			saveExecutionProgress: false,
			executionTimeout: -1,
			callerPolicy: 'any',
		});
	});

	it('has the stage under the name of the node, with its credential', () => {
		expect(node(made(), 'Clips')).toMatchObject({ credentials: NODE.credentials, parameters: { resource: 'task', operation } });
	});

	it('takes the items as they come', () => {
		expect(node(made(), 'Clips (start)').parameters).toEqual({ inputSource: 'passthrough' });
	});

	it('stands from left to right where it is opened, each node with an ID of its own', () => {
		const workflow = made();
		const places = workflow.nodes.map(({ position }) => position[0]);
		expect(places.slice(1).every((place, index) => place - places[index] >= 200)).toBe(true);
		expect(new Set(workflow.nodes.map(({ position }) => position[1])).size).toBe(1);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(workflow.nodes.length);
	});
});
