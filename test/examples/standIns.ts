import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	NodeConnectionType,
} from 'n8n-workflow';
import { example, EXAMPLES } from './examples';

type Execute = NonNullable<INodeType['execute']>;

/** What a node that talks to a service was asked to do with one item: its parameters as they came to be, and the files. */
export interface Asked {
	readonly parameters: IDataObject;
	readonly files: IBinaryKeyData;
}

/** Items that a node gives, whatever it is asked; or what it gives for one item. */
export type Gives = (asked: Asked, host: IExecuteFunctions) => Promise<INodeExecutionData[]> | INodeExecutionData[];

/**
 * Stand-ins for the nodes of n8n in the templates. Those that talk to somebody, or start a workflow, note by their name
 * what they were asked and give what a test says; the others do what n8n's do with the parameters that the templates use.
 */
export function standIns(gives: Readonly<Record<string, Gives>>): { nodes: Record<string, INodeType>; asked: Map<string, Asked[]> } {
	const asked = new Map<string, Asked[]>();
	const service: Execute = async function (this: IExecuteFunctions) {
		const { name, parameters } = this.getNode();
		const calls = asked.get(name) ?? [];
		asked.set(name, calls);
		const given = this.getInputData().map(async ({ binary = {} }, item) => {
			const names = Object.keys(parameters);
			const values = names.map((key): [string, IDataObject] => [key, this.getNodeParameter(key, item) as IDataObject]);
			const call = { parameters: Object.fromEntries(values), files: binary };
			calls.push(call);
			const items = await (gives[name] ?? (() => [{ json: {} }]))(call, this);
			return items.map((one) => ({ ...one, pairedItem: { item } }));
		});
		return [(await Promise.all(given)).flat()];
	};
	const nodes = Object.fromEntries(SERVICES.map((type) => [type, standIn(type, service)]));
	return {
		nodes: {
			...nodes,
			'n8n-nodes-base.set': standIn('n8n-nodes-base.set', set),
			'n8n-nodes-base.splitOut': standIn('n8n-nodes-base.splitOut', splitOut),
			'n8n-nodes-base.aggregate': standIn('n8n-nodes-base.aggregate', aggregate),
			'n8n-nodes-base.merge': standIn('n8n-nodes-base.merge', merge, 3),
		},
		asked,
	};
}

const TRIGGERS = ['manualTrigger', 'scheduleTrigger', 'formTrigger'].map((name) => `n8n-nodes-base.${name}`);

const SERVICES = [
	...TRIGGERS,
	...['googleSheets', 'googleDrive', 'youTube', 'slack', 'telegram', 'emailSend', 'form'].map((name) => `n8n-nodes-base.${name}`),
];

/** A node type that takes whatever parameters the templates have for it. */
function standIn(type: string, execute: Execute, inputs = 1): INodeType {
	const name = type.slice(type.indexOf('.') + 1);
	const main: NodeConnectionType[] = ['main'];
	const used = EXAMPLES.flatMap((one) => example(one).nodes.filter((node) => node.type === type));
	const properties = [...new Set(used.flatMap(({ parameters }) => Object.keys(parameters)))].map(
		(key): INodeProperties => ({ displayName: key, name: key, type: 'string', default: '' }),
	);
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: [...new Set(used.map(({ typeVersion }) => typeVersion))],
			description: '',
			defaults: { name },
			inputs: TRIGGERS.includes(type) ? [] : Array(inputs).fill('main') as NodeConnectionType[],
			outputs: main,
			properties,
		},
		execute,
	};
}

/** n8n's Edit Fields in its manual mode: without "include other input fields" files are dropped, too. */
const set: Execute = async function (this: IExecuteFunctions) {
	const items = this.getInputData().map(({ json, binary }, item): INodeExecutionData => {
		const { assignments } = this.getNodeParameter('assignments', item) as { assignments: Array<Record<'name' | 'type', string> & { value: unknown }> };
		const { stripBinary = false } = this.getNodeParameter('options', item, {}) as { stripBinary?: boolean };
		const others = this.getNodeParameter('includeOtherFields', item, false) as boolean;
		const fields = assignments.map(({ name, type, value }) => [name, type === 'array' ? JSON.parse(String(value)) : value]);
		return {
			json: { ...(others && json), ...(Object.fromEntries(fields) as IDataObject) },
			...(others && !stripBinary && { binary }),
			pairedItem: { item },
		};
	});
	return [items];
};

/** n8n's Split Out, of one field. */
const splitOut: Execute = async function (this: IExecuteFunctions) {
	const items = this.getInputData().flatMap(({ json, binary }, item) => {
		const field = this.getNodeParameter('fieldToSplitOut', item) as string;
		const include = this.getNodeParameter('include', item, 'noOtherFields');
		const { destinationFieldName = field, includeBinary = false } = this.getNodeParameter('options', item, {}) as {
			destinationFieldName?: string;
			includeBinary?: boolean;
		};
		const { [field]: list, ...others } = json;
		return (list as string[]).map((value): INodeExecutionData => ({
			json: { ...(include === 'allOtherFields' && others), [destinationFieldName]: value },
			...(includeBinary && { binary }),
			pairedItem: { item },
		}));
	});
	return [items];
};

/** n8n's Aggregate: of one field, or of all data. */
const aggregate: Execute = async function (this: IExecuteFunctions) {
	const items = this.getInputData();
	const pairedItem = items.map((_, item) => ({ item }));
	if (this.getNodeParameter('aggregate', 0, '') === 'aggregateAllItemData') {
		const field = this.getNodeParameter('destinationFieldName', 0) as string;
		return [[{ json: { [field]: items.map(({ json }) => json) }, pairedItem }]];
	}
	const { fieldToAggregate: fields } = this.getNodeParameter('fieldsToAggregate', 0) as {
		fieldToAggregate: Array<{ fieldToAggregate: string }>;
	};
	const lists = fields.map(({ fieldToAggregate: field }) => [field, items.map(({ json }) => json[field])]);
	return [[{ json: Object.fromEntries(lists) as IDataObject, pairedItem }]];
};

/** n8n's Merge, putting the items of all inputs together by their position. */
const merge: Execute = async function (this: IExecuteFunctions) {
	const inputs = [0, 1, 2].slice(0, this.getNodeParameter('numberInputs', 0) as number).map((input) => this.getInputData(input));
	const merged = inputs[0].map((_, item): INodeExecutionData => ({
		json: Object.assign({}, ...inputs.map((items) => items[item]?.json)) as IDataObject,
		binary: Object.assign({}, ...inputs.map((items) => items[item]?.binary)) as IBinaryKeyData,
		pairedItem: inputs.map((_items, input) => ({ item, input })),
	}));
	return [merged];
};
