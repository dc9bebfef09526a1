import { NodeHelpers, type INode, type INodeParameters, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import { existsSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { Runway } from '../../nodes/Runway/Runway.node';
import { aboutOf, examplesPage } from '../../scripts/examples';
import { EXAMPLES, EXAMPLES_FOLDER, example, isRunway, NODE_VERSIONS, STICKY_NOTE } from './examples';

const { description } = new Runway();

/** The words that n8n would have for what is wrong with a node's parameters. */
function problems(node: INode, type: INodeTypeDescription): unknown {
	return NodeHelpers.getNodeParametersIssues(type.properties, node, type)?.parameters;
}

/** A node's parameters as the editor has them: without those that are unknown, or hidden by others. */
function shown(node: INode, type: INodeTypeDescription): INodeParameters {
	return NodeHelpers.getNodeParameters(type.properties, node.parameters, true, false, node, type) ?? {};
}

/** What stands in a collection although n8n's check of parameters, which does not look there, would not know it. */
function unknownOptions({ parameters }: INode, { properties }: INodeTypeDescription): string[] {
	return ['options', 'modelOptions'].flatMap((collection) => {
		const known = properties.filter(({ name }) => name === collection).flatMap(({ options }) => (options ?? []) as INodeProperties[]);
		return Object.entries((parameters[collection] ?? {}) as INodeParameters)
			.filter(([key, value]) => {
				const entries = known.filter(({ name }) => name === key);
				const takes = ({ type, options }: INodeProperties) => type !== 'options' || options!.some((one) => 'value' in one && one.value === value);
				return !entries.some(takes);
			})
			.map(([key, value]) => `${collection}.${key}: ${String(value)}`);
	});
}

/** The names of n8n's own parameters of tools. */
const OF_TOOLS = ['descriptionType', 'toolDescription'];

describe.each(EXAMPLES)('%s', (name) => {
	const workflow = example(name);
	const nodes = workflow.nodes.filter(({ type }) => type !== STICKY_NOTE);
	const notes = workflow.nodes.filter(({ type }) => type === STICKY_NOTE);

	it('has a title, three lines of text, and a small picture', () => {
		const { title, lines } = aboutOf(workflow);
		expect(title).toBe(workflow.name);
		expect(lines).toHaveLength(3);
		const picture = path.join(EXAMPLES_FOLDER, 'images', `${name}.png`);
		expect(existsSync(picture)).toBe(true);
		expect(statSync(picture).size).toBeLessThan(150_000);
	});

	it('has nodes that n8n and this package have', () => {
		const others = nodes.filter((node) => !isRunway(node)).map(({ type, typeVersion }) => [type, typeVersion]);
		expect(others).toEqual(others.map(([type]) => [type, NODE_VERSIONS[type]]));
		for (const { typeVersion } of nodes.filter(isRunway)) expect(typeVersion).toBe(description.version);
	});

	it.each(nodes.filter(isRunway).map((node) => [node.name, node] as const))('%s: n8n knows its parameters and their values', (_name, node) => {
		const own = Object.fromEntries(Object.entries(node.parameters).filter(([key]) => !OF_TOOLS.includes(key)));
		const runway = { ...node, parameters: own };
		expect(shown(runway, description)).toMatchObject(own);
		expect(problems(runway, description)).toBeUndefined();
		expect(unknownOptions(runway, description)).toEqual([]);
	});

	it('leads from triggers to every node, by names that exist', () => {
		const names = nodes.map((node) => node.name);
		expect(new Set(workflow.nodes.map((node) => node.name)).size).toBe(workflow.nodes.length);
		expect(new Set(workflow.nodes.map(({ id }) => id)).size).toBe(workflow.nodes.length);
		const links = Object.entries(workflow.connections).flatMap(([from, outputs]) =>
			Object.values(outputs).flat().flatMap((output) => output ?? []).map(({ node }) => [from, node]),
		);
		expect(links.flat().filter((one) => !names.includes(one))).toEqual([]);
		const linked = new Set(links.flat());
		expect(names.filter((one) => !linked.has(one))).toEqual([]);
		// Expressions name nodes, too.
		const named = [...JSON.stringify(nodes).matchAll(/\$\('([^']+)'\)/g)].map(([, one]) => one);
		expect(named.filter((one) => !names.includes(one))).toEqual([]);
	});

	it("holds nobody's credentials or data", () => {
		expect(workflow.nodes.filter(({ credentials }) => credentials)).toEqual([]);
		expect(workflow.pinData).toEqual({});
	});

	it('says beside each node what to set, and hides no node behind another', () => {
		const inside = ({ position: [x, y] }: INode, { position: [left, top], parameters }: INode) =>
			x >= left && y >= top && x + 96 <= left + Number(parameters.width) && y + 96 <= top + Number(parameters.height);
		expect(nodes.filter((node) => !notes.some((note) => inside(node, note))).map((node) => node.name)).toEqual([]);
		const places = nodes.map(({ position: [x, y] }) => [x, y]);
		const close = places.filter(([x, y], one) => places.some(([otherX, otherY], other) => other !== one && Math.abs(x - otherX) < 120 && Math.abs(y - otherY) < 120));
		expect(close).toEqual([]);
	});
});

it('the page that lists them is up to date', () => {
	expect(readFileSync(path.join(EXAMPLES_FOLDER, 'README.md'), 'utf8')).toBe(examplesPage());
});
