import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type ILoadOptionsFunctions, type INode, type IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { RunwayApi } from '../../credentials/RunwayApi.credentials';
import { Runway } from '../../nodes/Runway/Runway.node';
import { prepareContainer } from './container';
import { StaticCredentialsHelper } from './credentials';
import { nodeTypes } from './nodes';
import { RUNWAY_TYPE } from './sketches';

/** What n8n hands to the node when the editor asks for a list. */
export async function editorContext(credential: { apiKey: string; baseUrl: string }): Promise<ILoadOptionsFunctions> {
	await prepareContainer('filesystem');
	const node: INode = {
		id: 'runway',
		name: 'Runway',
		type: RUNWAY_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { runwayApi: { id: 'runwayApi', name: 'runwayApi' } },
	};
	const types = nodeTypes({ [RUNWAY_TYPE]: new Runway() }, {});
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes: types });
	const additionalData: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper: new StaticCredentialsHelper([new RunwayApi()], { runwayApi: { ...credential } }),
	};
	return new LoadOptionsContext(workflow, node, additionalData as IWorkflowExecuteAdditionalData, '');
}
