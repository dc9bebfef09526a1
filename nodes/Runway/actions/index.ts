import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { cancel } from './task/cancel.operation';
import { get } from './task/get.operation';
import { waitFor } from './task/waitFor.operation';
import type { Operation } from './types';
import { animateImage } from './video/animateImage.operation';
import { generate } from './video/generate.operation';

interface OperationEntry extends INodePropertyOptions {
	readonly operation: Operation;
}

interface ResourceEntry extends INodePropertyOptions {
	/** In the order of the list; the first one is the default. */
	readonly operations: readonly OperationEntry[];
}

/** The table of resources and operations. Values are stored in workflows and never change. */
export const RESOURCES: readonly ResourceEntry[] = [
	{
		name: 'Video',
		value: 'video',
		operations: [
			{
				name: 'Generate Video',
				value: 'generate',
				action: 'Generate a video from text',
				description: 'Make a video from a text prompt',
				operation: generate,
			},
			{
				name: 'Animate Image',
				value: 'animate',
				action: 'Animate an image',
				description: 'Make a video that starts from an image',
				operation: animateImage,
			},
		],
	},
	{
		name: 'Task',
		value: 'task',
		operations: [
			{
				name: 'Wait for Task',
				value: 'wait',
				action: 'Wait for a task and get its file',
				description: 'Wait until a task that was started earlier is finished, and download its file',
				operation: waitFor,
			},
			{
				name: 'Get Task',
				value: 'get',
				action: 'Get a task',
				description: 'Look at a task once, without waiting and without its file',
				operation: get,
			},
			{
				name: 'Cancel Task',
				value: 'cancel',
				action: 'Cancel a task',
				description: 'Stop a task that is not finished, so that it costs nothing more',
				operation: cancel,
			},
		],
	},
];

/** The operation behind the node's two parameters; undefined for values that do not exist. */
export function findOperation(resource: unknown, operation: unknown): Operation | undefined {
	return RESOURCES.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation)
		?.operation;
}

/** All fields of the node: resource, operation, and those of each operation. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: RESOURCES.map(({ name, value }) => ({ name, value })),
		default: 'video',
	},
	...RESOURCES.map(({ value: resource, operations }): INodeProperties => {
		const [{ value: first }] = operations;
		return {
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: operations.map(({ name, value, action, description }) => ({ name, value, action, description })),
			default: first,
		};
	}),
	...RESOURCES.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value, operation }) =>
			updateDisplayOptions({ show: { resource: [resource], operation: [value] } }, operation.fields),
		),
	),
];
