import type { IConnections, INode } from 'n8n-workflow';
import type { RunningEmulator } from '../../test/emulator/server';
import type { Saved } from '../../test/e2e/harness/client';
import { generate } from '../../test/e2e/harness/runway';
import { byHand, START } from '../../test/e2e/harness/workflows';
import type { NodeSketch, WorkflowJson } from '../../test/engine/workflow';

/** What a workflow needs to be saved: where Runway is, and the credentials in n8n. */
export interface Places {
	readonly emulator: RunningEmulator;
	readonly runway: Saved;
	readonly openAi: Saved;
	readonly miniMax: Saved;
}

/** A workflow, and the node whose items have the files. */
export interface Contestant {
	readonly workflow: WorkflowJson;
	readonly last: string;
}

const prompts = (items: number) => Array.from({ length: items }, (_, index) => `clip ${index}`);

export function thisNode({ runway }: Places, items: number): Contestant {
	return { workflow: byHand(prompts(items), [generate(runway)]), last: 'Generate' };
}

export function openAiNode({ openAi }: Places, items: number): Contestant {
	const node: NodeSketch = {
		name: 'OpenAI',
		type: '@n8n/n8n-nodes-langchain.openAi',
		typeVersion: 2.1,
		credentials: { openAiApi: openAi },
		parameters: {
			resource: 'video',
			operation: 'generate',
			modelId: { __rl: true, mode: 'id', value: 'sora-2' },
			prompt: '={{ $json.prompt }}',
			seconds: 4,
			size: '1280x720',
			options: {},
		},
	};
	return { workflow: byHand(prompts(items), [node]), last: 'OpenAI' };
}

export function miniMaxNode({ miniMax }: Places, items: number): Contestant {
	const node: NodeSketch = {
		name: 'MiniMax',
		type: '@n8n/n8n-nodes-langchain.minimax',
		typeVersion: 1,
		credentials: { minimaxApi: miniMax },
		parameters: { resource: 'video', operation: 'textToVideo', modelId: 'MiniMax-Hailuo-2.3', prompt: '={{ $json.prompt }}', duration: 6, resolution: '768P', downloadVideo: true, options: {} },
	};
	return { workflow: byHand(prompts(items), [node]), last: 'MiniMax' };
}

/** HTTP Request, Wait, HTTP Request, IF and download, all items together. */
export function batchLoop({ emulator }: Places, items: number): Contestant {
	const { create, wait, look, isDone, download } = byHandNodes(emulator);
	return {
		workflow: wired(items, [create, wait, look, isDone, download], {
			[START]: [['Create']],
			Create: [['Wait']],
			Wait: [['Look']],
			Look: [['Done?']],
			'Done?': [['Download'], ['Wait']],
		}),
		last: 'Download',
	};
}

/** The same, one item after the other. */
export function oneByOneLoop({ emulator }: Places, items: number): Contestant {
	const { create, wait, look, isDone, download } = byHandNodes(emulator);
	const each: NodeSketch = { name: 'Each', type: 'n8n-nodes-base.splitInBatches', typeVersion: 3, parameters: { options: {} } };
	return {
		workflow: wired(items, [each, create, wait, look, isDone, download], {
			[START]: [['Each']],
			Each: [[], ['Create']],
			Create: [['Wait']],
			Wait: [['Look']],
			Look: [['Done?']],
			'Done?': [['Download'], ['Wait']],
			Download: [['Each']],
		}),
		last: 'Download',
	};
}

function byHandNodes({ baseUrl, apiKey }: RunningEmulator) {
	const http = (name: string, parameters: NonNullable<NodeSketch['parameters']>): NodeSketch => ({
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { options: {}, ...parameters },
	});
	const key = {
		sendHeaders: true,
		headerParameters: {
			parameters: [
				{ name: 'Authorization', value: `Bearer ${apiKey}` },
				{ name: 'X-Runway-Version', value: '2024-11-06' },
			],
		},
	};
	const body = "={{ JSON.stringify({ model: 'gen4.5', promptText: $json.prompt, ratio: '1280:720', duration: 5 }) }}";
	const succeeded = {
		id: 'done',
		leftValue: '={{ $json.status }}',
		rightValue: 'SUCCEEDED',
		operator: { type: 'string', operation: 'equals' },
	};
	return {
		create: http('Create', { method: 'POST', url: `${baseUrl}/v1/text_to_video`, ...key, sendBody: true, specifyBody: 'json', jsonBody: body }),
		wait: { name: 'Wait', type: 'n8n-nodes-base.wait', typeVersion: 1.1, webhookId: 'bench-wait', parameters: { amount: 5, unit: 'seconds' } },
		look: http('Look', { url: `=${baseUrl}/v1/tasks/{{ $json.id }}`, ...key }),
		isDone: {
			name: 'Done?',
			type: 'n8n-nodes-base.if',
			typeVersion: 2.2,
			parameters: {
				conditions: {
					options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
					conditions: [succeeded],
					combinator: 'and',
				},
				options: {},
			},
		},
		download: http('Download', { url: '={{ $json.output[0] }}', options: { response: { response: { responseFormat: 'file' } } } }),
	} satisfies Record<string, NodeSketch>;
}

/** A workflow run by hand, whose nodes are wired by name: the targets of each output. */
function wired(items: number, sketches: readonly NodeSketch[], wires: Readonly<Record<string, readonly string[][]>>): WorkflowJson {
	const { nodes, ...rest } = byHand(prompts(items), sketches);
	const connections: IConnections = {};
	for (const [from, outputs] of Object.entries(wires)) {
		const main = outputs.map((targets) => targets.map((node) => ({ node, type: 'main' as const, index: 0 })));
		connections[from] = { main };
	}
	return { ...rest, nodes: nodes as INode[], connections };
}
