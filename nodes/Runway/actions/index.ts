import type { INodePropertyOptions } from 'n8n-workflow';
import { ENDPOINTS, type EndpointId } from '../catalogue/endpoints';
import { sentences } from '../catalogue/editor/words';
import { priceText } from '../catalogue/price';
import { CALLS, type CallId } from './calls';
import { callOperation } from './calls/callOperation';
import { upload } from './file/upload.operation';
import { runWorkflow } from './savedWorkflow/run.operation';
import { cancel } from './task/cancel.operation';
import { get } from './task/get.operation';
import { waitFor } from './task/waitFor.operation';
import { taskOperation } from './taskOperation';
import type { Operation } from './types';

interface OperationEntry extends INodePropertyOptions {
	readonly operation: Operation;
}

interface ResourceEntry extends INodePropertyOptions {
	/** In the order of the list; the first one is the default. */
	readonly operations: readonly OperationEntry[];
}

/** An operation that starts tasks, as its list shows it; where there is no list of models, with its price. */
function starts(endpoint: EndpointId, action: string, does: string): OperationEntry {
	const [, value] = endpoint.split('.');
	const { name, only } = ENDPOINTS[endpoint];
	const description = sentences(does, only && priceText(only));
	return { name, value, action, description, operation: taskOperation(endpoint) };
}

/** An operation that starts none, by its row. */
function calls(id: CallId): OperationEntry {
	const { name, action, description } = CALLS[id];
	return { name, value: id.split('.')[1], action, description, operation: callOperation(CALLS[id]) };
}

/** The table of resources and operations. Values are stored in workflows and never change. */
export const RESOURCES: readonly ResourceEntry[] = [
	{
		name: 'Video',
		value: 'video',
		operations: [
			starts('video.generate', 'Generate a video from text', 'Make a video from a text prompt'),
			starts('video.animate', 'Animate an image', 'Make a video that starts from an image'),
			starts('video.edit', 'Edit a video', 'Change, continue or restyle a video by a text prompt'),
			starts('video.character', 'Animate a character like a person in a video', 'Make a character move and speak like a person in a video'),
			starts('video.avatar', 'Generate an avatar video with lip sync', 'Make a video of an avatar that speaks a text or a recording'),
			starts('video.upscale', 'Upscale a video', 'Give a video more pixels and detail, up to 4K'),
			starts('video.frameRate', 'Increase the frame rate of a video, e.g. to 60 fps', 'Give a video more frames per second, such as 60'),
			starts('video.hdr', 'Convert a video to HDR', 'Turn an ordinary video into one of high dynamic range'),
		],
	},
	{
		name: 'Image',
		value: 'image',
		operations: [
			starts('image.generate', 'Generate an image', 'Make images from a text prompt and reference images'),
			starts('image.upscale', 'Upscale an image', 'Give an image more pixels and detail'),
		],
	},
	{
		name: 'Audio',
		value: 'audio',
		operations: [
			starts('audio.speech', 'Generate speech or a voice-over', 'Make speech from text'),
			starts('audio.soundEffect', 'Generate a sound effect', 'Make a sound from a text prompt'),
			starts('audio.changeVoice', 'Change the voice in a recording', 'Say the same with another voice'),
			starts('audio.dub', 'Dub audio into another language', 'Translate speech into another language'),
			starts('audio.isolate', 'Isolate a voice from noise and music', 'Take noise and music away from a voice'),
		],
	},
	{
		name: 'Recipe',
		value: 'recipe',
		operations: [
			starts('recipe.productAd', 'Generate a product ad', 'Make an ad film of a product from images of it'),
			starts('recipe.productUgc', 'Generate a product UGC video', 'Make a video in which a person presents a product, as users do'),
			starts('recipe.productSwap', 'Swap the product in a video', 'Put another product into a video and keep the rest'),
			starts('recipe.multiShot', 'Generate a multi-shot video', 'Make a video of several shots from a story or a list of shots'),
			starts('recipe.adLocalization', 'Localize an image ad', 'Let the image of an ad speak another language'),
			starts('recipe.stockImage', 'Generate marketing stock images', 'Make images for marketing from a brief and, if wanted, a logo'),
			starts('recipe.campaignImage', 'Generate product campaign images', 'Make four fashion campaign images of a product'),
		],
	},
	{
		name: 'Router',
		value: 'router',
		operations: [
			starts('router.video', 'Generate a video with a model router', 'Make a video with the model that a router chooses'),
			starts('router.image', 'Generate an image with a model router', 'Make images with the model that a router chooses'),
			starts('router.audio', 'Generate audio with a model router', 'Make speech or other sound with the model that a router chooses'),
		],
	},
	{
		name: 'Saved Workflow',
		value: 'savedWorkflow',
		operations: [
			{
				name: 'Run Saved Workflow',
				value: 'run',
				action: 'Run a saved workflow',
				description: 'Run a workflow that was built and published at Runway, with inputs of your own',
				operation: runWorkflow,
			},
			calls('savedWorkflow.getMany'),
		],
	},
	{
		name: 'Voice',
		value: 'voice',
		operations: [
			calls('voice.create'),
			calls('voice.preview'),
			calls('voice.get'),
			calls('voice.getMany'),
			calls('voice.update'),
			calls('voice.delete'),
		],
	},
	{
		name: 'Avatar',
		value: 'avatar',
		operations: [
			calls('avatar.create'),
			calls('avatar.get'),
			calls('avatar.getMany'),
			calls('avatar.update'),
			calls('avatar.delete'),
		],
	},
	{
		name: 'Document',
		value: 'document',
		operations: [
			calls('document.create'),
			calls('document.get'),
			calls('document.getMany'),
			calls('document.update'),
			calls('document.delete'),
		],
	},
	{
		name: 'Conversation',
		value: 'conversation',
		operations: [calls('conversation.get'), calls('conversation.getMany'), calls('conversation.delete')],
	},
	{
		name: 'File',
		value: 'file',
		operations: [
			{
				name: 'Upload File',
				value: 'upload',
				action: 'Upload a file',
				description: 'Give Runway a file once, for as many requests as you like within 24 hours',
				operation: upload,
			},
		],
	},
	{
		name: 'Account',
		value: 'account',
		operations: [calls('account.get'), calls('account.getUsage')],
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
				action: 'Get the status of a task',
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
