import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import type { ListId } from './catalogue/lists';
import { hostClock } from './shared/clock';
import properties from './properties.json';
import { subtitle } from './subtitle.json';

// These load the rest of the package when they are first called: n8n loads all nodes whenever it starts.
const loadRouter = async () => await import('./actions/router');
const loadPickers = async () => await import('./actions/pickers');

/** Lets the user pick one entry of a list. */
function searching(list: ListId) {
	return async function (this: ILoadOptionsFunctions, filter?: string, cursor?: string) {
		return await (await loadPickers()).searchList(this, list, filter, cursor);
	};
}

export class Runway implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Runway',
		name: 'runway',
		icon: { light: 'file:runway.svg', dark: 'file:runway.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description: 'Generate, edit and upscale videos, images and sound with Runway',
		defaults: { name: 'Runway' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'runwayApi', required: true }],
		// Made by `npm run generate`, as the subtitle, see actions/fields.ts.
		properties: properties as INodeProperties[],
	};

	methods = {
		listSearch: {
			voices: searching('voices'),
			avatars: searching('avatars'),
			documents: searching('documents'),
			routers: searching('routers'),
			workflows: searching('workflows'),
		} satisfies Record<ListId, unknown>,
		loadOptions: {
			async documents(this: ILoadOptionsFunctions) {
				return await (await loadPickers()).loadList(this, 'documents');
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { runOperation } = await loadRouter();
		return await runOperation(this, hostClock);
	}
}
