import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypes,
	IWorkflowBase,
	NodeConnectionType,
} from 'n8n-workflow';

/** A file to put into an item; it goes through n8n's binary store like one that a node downloaded. */
export interface SourceFile {
	readonly bytes: Buffer;
	readonly fileName: string;
	readonly mimeType: string;
}

/** An item for the Items node to emit. */
export interface SourceItem {
	readonly json?: IDataObject;
	readonly binary?: Readonly<Record<string, SourceFile>>;
}

/** Type name of the node that emits given items. */
export const ITEMS_TYPE = 'test.items';

type Execute = NonNullable<INodeType['execute']>;

function standIn(type: string, execute: Execute, properties: INodeProperties[] = []): INodeType {
	const name = type.slice(type.indexOf('.') + 1);
	const main: NodeConnectionType[] = ['main'];
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: [1, 1.1, 2, 2.2, 3, 3.2, 3.4],
			description: '',
			defaults: { name },
			inputs: type === ITEMS_TYPE || name === 'manualTrigger' ? [] : name === 'merge' ? [...main, ...main] : main,
			outputs: name === 'if' ? [...main, ...main] : main,
			properties,
		},
		execute,
	};
}

async function itemFrom(host: IExecuteFunctions, { json = {}, binary = {} }: SourceItem) {
	const item: INodeExecutionData = { json };
	for (const [field, { bytes, fileName, mimeType }] of Object.entries(binary)) {
		item.binary ??= {};
		item.binary[field] = await host.helpers.prepareBinaryData(bytes, fileName, mimeType);
	}
	return item;
}

const passThrough: Execute = async function (this: IExecuteFunctions) {
	return [this.getInputData()];
};

/** n8n's Edit Fields in its manual mode, with "include other input fields" as in the editor. */
const editFields: Execute = async function (this: IExecuteFunctions) {
	const items = this.getInputData().map((item, index) => {
		const rows = this.getNodeParameter('assignments.assignments', index, []) as Array<{
			name: string;
			value: unknown;
		}>;
		const set = Object.fromEntries(rows.map(({ name, value }) => [name, value])) as IDataObject;
		const kept = this.getNodeParameter('includeOtherFields', index, false) ? item.json : {};
		return { ...item, json: { ...kept, ...set }, pairedItem: { item: index } };
	});
	return [items];
};

const editFieldsProperties: INodeProperties[] = [
	{ displayName: 'Fields', name: 'assignments', type: 'assignmentCollection', default: {} },
	{ displayName: 'Include Others', name: 'includeOtherFields', type: 'boolean', default: false },
];

/** n8n's Convert to File, moving a base64 text into a file. */
const convertToFile: Execute = async function (this: IExecuteFunctions) {
	const items = this.getInputData().map(async (item, index): Promise<INodeExecutionData> => {
		const text = item.json[this.getNodeParameter('sourceProperty', index) as string] as string;
		const { fileName, mimeType } = this.getNodeParameter('options', index, {}) as Record<string, string>;
		const file = await this.helpers.prepareBinaryData(Buffer.from(text, 'base64'), fileName, mimeType);
		return { json: {}, binary: { data: file }, pairedItem: { item: index } };
	});
	return [await Promise.all(items)];
};

const convertToFileProperties: INodeProperties[] = [
	{ displayName: 'Base64 Input Field', name: 'sourceProperty', type: 'string', default: 'data' },
	{ displayName: 'Options', name: 'options', type: 'collection', default: {}, options: [] },
];

/** n8n's Wait, for so long that it stores the execution. */
const wait: Execute = async function (this: IExecuteFunctions) {
	await this.putExecutionToWait(new Date(Date.now() + 1000 * (this.getNodeParameter('amount', 0) as number)));
	return [this.getInputData()];
};

const waitProperties: INodeProperties[] = [{ displayName: 'Amount', name: 'amount', type: 'number', default: 5 }];

/** n8n's Execute Workflow, with a workflow in JSON and all items at once. */
const executeWorkflow: Execute = async function (this: IExecuteFunctions) {
	const code = JSON.parse(this.getNodeParameter('workflowJson', 0) as string) as IWorkflowBase;
	const parentExecution = { executionId: this.getExecutionId(), workflowId: this.getWorkflow().id!, shouldResume: true };
	try {
		const { data } = await this.executeWorkflow({ code }, this.getInputData(), undefined, { parentExecution });
		return data as INodeExecutionData[][];
	} catch (error) {
		if (!this.continueOnFail()) throw error;
		return [[{ json: { error: (error as Error).message }, pairedItem: { item: 0 } }]];
	}
};

const executeWorkflowProperties: INodeProperties[] = [{ displayName: 'Workflow', name: 'workflowJson', type: 'json', default: '' }];

/** n8n's If. */
const branch: Execute = async function (this: IExecuteFunctions) {
	const outputs: INodeExecutionData[][] = [[], []];
	this.getInputData().forEach((item, index) => {
		const pass = this.getNodeParameter('conditions', index, false, { extractValue: true });
		outputs[pass ? 0 : 1].push(item);
	});
	return outputs;
};

const branchProperties: INodeProperties[] = [
	{ displayName: 'Conditions', name: 'conditions', type: 'filter', default: {}, typeOptions: { filter: { version: 2 } } },
];

/** n8n's Merge, putting the items of both inputs together by their position. */
const merge: Execute = async function (this: IExecuteFunctions) {
	const [ones, others] = [this.getInputData(0), this.getInputData(1)];
	const both = ones.map(({ json, binary }, item): INodeExecutionData => {
		const other = others[item];
		return { json: { ...json, ...other?.json }, binary: { ...binary, ...other?.binary }, pairedItem: [{ item }, { item, input: 1 }] };
	});
	return [both];
};

/**
 * The nodes of a run: those under test by their full type name, and stand-ins for the few of n8n's own that
 * a test workflow needs, under n8n's names so that the workflows also open in the editor.
 * `sources` holds the items of each Items node, by node name.
 */
export function nodeTypes(
	underTest: Readonly<Record<string, INodeType>>,
	sources: Readonly<Record<string, readonly SourceItem[]>>,
): INodeTypes {
	const types: Record<string, INodeType> = {
		'n8n-nodes-base.manualTrigger': standIn('n8n-nodes-base.manualTrigger', async () => [[{ json: {} }]]),
		'n8n-nodes-base.noOp': standIn('n8n-nodes-base.noOp', passThrough),
		'n8n-nodes-base.set': standIn('n8n-nodes-base.set', editFields, editFieldsProperties),
		'n8n-nodes-base.convertToFile': standIn(
			'n8n-nodes-base.convertToFile',
			convertToFile,
			convertToFileProperties,
		),
		'n8n-nodes-base.executeWorkflowTrigger': standIn('n8n-nodes-base.executeWorkflowTrigger', passThrough),
		'n8n-nodes-base.executeWorkflow': standIn('n8n-nodes-base.executeWorkflow', executeWorkflow, executeWorkflowProperties),
		'n8n-nodes-base.wait': standIn('n8n-nodes-base.wait', wait, waitProperties),
		'n8n-nodes-base.if': standIn('n8n-nodes-base.if', branch, branchProperties),
		'n8n-nodes-base.merge': standIn('n8n-nodes-base.merge', merge),
		[ITEMS_TYPE]: standIn(ITEMS_TYPE, async function (this: IExecuteFunctions) {
			const items = sources[this.getNode().name] ?? [];
			return [await Promise.all(items.map(async (item) => await itemFrom(this, item)))];
		}),
		...underTest,
	};
	const find = (type: string) => {
		const found = types[type];
		if (!found) throw new Error(`This run knows no node type ${type}`);
		return found;
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}
