import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { hostClock } from './shared/clock';
import properties from './properties.json';

export class Runway implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Runway',
		name: 'runway',
		icon: { light: 'file:runway.svg', dark: 'file:runway.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Generate, edit and upscale videos, images and sound with Runway',
		defaults: { name: 'Runway' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'runwayApi', required: true }],
		// Made by `npm run generate`, see actions/fields.ts.
		properties: properties as INodeProperties[],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// Loaded when the node first runs: n8n loads the descriptions of all nodes whenever it starts.
		const { runOperation } = await import('./actions/router');
		return await runOperation(this, hostClock);
	}
}
