import {
	NodeHelpers,
	Workflow,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypes,
} from 'n8n-workflow';
import { ENDPOINT_IDS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { modelsFor } from '../../nodes/Runway/catalogue/models';
import { Runway } from '../../nodes/Runway/Runway.node';

const nodeType = new Runway();
export const { description } = nodeType;

const known = new Map<string, INodeParameters>();

/** What n8n makes of saved parameters before a node runs: defaults added, hidden values taken away. */
export function loaded(parameters: INodeParameters): INodeParameters {
	const key = JSON.stringify(parameters);
	const before = known.get(key) ?? load(parameters);
	known.set(key, before);
	return before;
}

/** The line that the canvas shows under a node. */
export function shownSubtitle(parameters: INodeParameters): unknown {
	const workflow = workflowOf(parameters);
	return workflow.expression.getSimpleParameterValue(workflow.getNode('Runway')!, description.subtitle, 'internal', {});
}

function load(parameters: INodeParameters): INodeParameters {
	return workflowOf(parameters).getNode('Runway')!.parameters;
}

function workflowOf(parameters: INodeParameters): Workflow {
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const position: [number, number] = [0, 0];
	const nodes = [{ id: '1', name: 'Runway', type: 'runway', typeVersion: 1, position, parameters }];
	return new Workflow({ nodes, connections: {}, active: false, nodeTypes });
}

function isShown(property: INodeProperties, parameters: INodeParameters, root = parameters): boolean {
	return NodeHelpers.displayParameter(parameters, property, { typeVersion: 1 }, description, root);
}

/** The top-level fields that the editor shows. */
export function shownFields(parameters: INodeParameters): INodeProperties[] {
	const full = loaded(parameters);
	return description.properties.filter((property) => property.type !== 'notice' && isShown(property, full));
}

/** The lines that the editor shows in place of a field. */
export function shownNotices(parameters: INodeParameters): string[] {
	const full = loaded(parameters);
	const notices = description.properties.filter((property) => property.type === 'notice' && isShown(property, full));
	return notices.map(({ displayName }) => displayName);
}

/** What the editor shows when an expression is not known to it: it puts the value, here nothing, in its place. */
export function shownFieldsInEditor(parameters: INodeParameters, resolved: INodeParameters): INodeProperties[] {
	const full = { ...loaded(parameters), ...resolved };
	return description.properties.filter((property) => property.type !== 'notice' && isShown(property, full));
}

/** The entries of Model Options among these fields that are shown with these parameters. */
export function optionsIn(fields: INodeProperties[], full: INodeParameters): INodeProperties[] {
	const options = fields.find(({ name }) => name === 'modelOptions');
	return ((options?.options ?? []) as INodeProperties[]).filter((property) => isShown(property, {}, full));
}

/** The entries of Model Options that the editor offers. */
export function shownOptions(parameters: INodeParameters): INodeProperties[] {
	return optionsIn(shownFields(parameters), loaded(parameters));
}

/** The names of fields, in their order. */
export const namesOf = (fields: INodeProperties[]) => fields.map(({ name }) => name);

/** The field of this name, of which there must not be two. */
export function only(properties: INodeProperties[], name: string): INodeProperties | undefined {
	const found = properties.filter((property) => property.name === name);
	expect(found.length).toBeLessThanOrEqual(1);
	return found[0];
}

/** The values that a list offers. */
export function valuesOf(property: INodeProperties): unknown[] {
	// Without stand-ins for values of other models, which show only while they are chosen.
	const options = (property.options as INodePropertyOptions[]).filter((option) => !option.displayOptions);
	return options.map(({ value }) => value);
}

/** Parameters that choose an operation and, if given, a model. */
export function at(endpoint: EndpointId, model?: string): INodeParameters {
	const [resource, operation] = endpoint.split('.');
	return { resource, operation, ...(model && { model }) };
}

/** Each endpoint and model, with the row. */
export const everyOffer = ENDPOINT_IDS.flatMap((endpoint) =>
	modelsFor(endpoint).map(({ model, offer }) => [endpoint, model.id, offer] as const),
);
