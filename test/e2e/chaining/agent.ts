import type { INodeParameters } from 'n8n-workflow';
import { chain, type NodeSketch, type WorkflowJson } from '../../engine/workflow';
import { RUNWAY_TYPE } from '../../engine/sketches';
import type { Execution } from '../harness/client';
import { generate } from '../harness/runway';
import type { Site } from '../harness/site';
import { START } from '../harness/workflows';
import type { ChatModel } from './chatModel';
import { connect } from './workflows';

const AGENT = 'AI Agent';

/** What the agent's node is called whose tool makes videos. */
export const TOOL = 'Make a Video';

/**
 * An AI Agent that may make videos, run by hand.
 * @param approval a node between agent and tool that asks a person first
 */
export async function agentWorkflow(
	{ api, credential }: Pick<Site, 'api' | 'credential'>,
	model: ChatModel,
	{ options = {}, approval }: { options?: INodeParameters; approval?: NodeSketch } = {},
): Promise<WorkflowJson> {
	const openAiApi = await api.createCredential('openAiApi', { apiKey: 'none', url: model.url });
	const base = chain(
		{ name: START, type: 'n8n-nodes-base.manualTrigger' },
		{
			name: AGENT,
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3,
			parameters: { promptType: 'define', text: 'Make a video of a kite.' },
		},
	);
	const around = chain(
		{
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			parameters: { model: { __rl: true, mode: 'id', value: 'stub' } },
			credentials: { openAiApi },
		},
		{
			...generate(credential, {
				promptText: "={{ $fromAI('Prompt', 'What the video shows', 'string') }}",
				descriptionType: 'manual',
				toolDescription: 'Makes a video from a text',
				options,
			}),
			name: TOOL,
			type: `${RUNWAY_TYPE}Tool`,
		},
		...(approval ? [approval] : []),
	);
	const nodes = { ...base, nodes: [...base.nodes, ...around.nodes] };
	const withModel = connect(nodes, 'Model', AGENT, { type: 'ai_languageModel' });
	if (!approval) return connect(withModel, TOOL, AGENT, { type: 'ai_tool' });
	return connect(connect(withModel, TOOL, approval.name, { type: 'ai_tool' }), approval.name, AGENT, { type: 'ai_tool' });
}

/** What each call of the tool told the agent; the stub of a model repeats it. */
export function toldTo(execution: Execution): string[] {
	const [{ json }] = execution.items(AGENT);
	return JSON.parse(String(json.output)) as string[];
}
