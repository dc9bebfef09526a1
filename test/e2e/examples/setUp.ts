import type { INode, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import type { WorkflowJson } from '../../engine/workflow';
import { isRunway } from '../../examples/examples';
import type { Saved } from '../harness/client';
import type { Site } from '../harness/site';

/** What the templates ask their users for, besides Runway's credential, by node type. */
const CREDENTIALS: Readonly<Record<string, string>> = {
	'n8n-nodes-base.googleSheets': 'googleSheetsOAuth2Api',
	'n8n-nodes-base.googleDrive': 'googleDriveOAuth2Api',
	'n8n-nodes-base.youTube': 'youTubeOAuth2Api',
	'n8n-nodes-base.slack': 'slackApi',
	'n8n-nodes-base.telegram': 'telegramApi',
	'n8n-nodes-base.emailSend': 'smtp',
	'n8n-nodes-base.emailSendHitlTool': 'smtp',
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 'openAiApi',
};

/**
 * A template after its user has followed its notes: credentials chosen, and what is empty filled in.
 * @param own credentials that lead somewhere, by type; the others are empty
 */
export async function setUp({ api, credential }: Pick<Site, 'api' | 'credential'>, workflow: WorkflowJson, own: Readonly<Record<string, Saved>> = {}): Promise<WorkflowJson> {
	const chosen = new Map<string, Saved>([...Object.entries(own), ['runwayApi', credential]]);
	const nodes: INode[] = [];
	for (const node of workflow.nodes) {
		const type = isRunway(node) ? 'runwayApi' : CREDENTIALS[node.type];
		if (type && !chosen.has(type)) chosen.set(type, await api.createCredential(type, {}));
		const parameters = filled(node.parameters) as INodeParameters;
		nodes.push({ ...node, parameters, ...(type && { credentials: { [type]: chosen.get(type)! } }) });
	}
	return { ...workflow, nodes };
}

/** Lists with a choice made, and fields with an address or a number in them. */
function filled(value: NodeParameterValueType, name = ''): NodeParameterValueType {
	if (Array.isArray(value)) return value;
	if (typeof value === 'object' && value !== null) {
		if ('__rl' in value) return value.value === '' ? { ...value, value: '1', cachedResultName: 'Mine' } : value;
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner as NodeParameterValueType, key)])) as INodeParameters;
	}
	if (value !== '') return value;
	if (name.endsWith('Email')) return 'me@example.com';
	return name === 'chatId' ? '1' : value;
}
