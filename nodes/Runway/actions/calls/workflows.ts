import type { IDataObject } from 'n8n-workflow';
import { wholePage } from '../../transport/pages';
import type { ListCall } from './types';

/** One result for each workflow, with the version that is run unless the user wants an older one. */
export const GET_WORKFLOWS: ListCall = {
	kind: 'list',
	name: 'Get Many Saved Workflows',
	action: 'Get many saved workflows',
	description: 'Get an item for each workflow that is published at Runway, with its versions',
	what: 'The list of saved workflows could not be loaded',
	path: 'workflows',
	params: {},
	readPage: wholePage,
	result: { workflowId: 'string', name: 'string', version: 'number', createdAt: 'string', versions: 'array' },
	results({ name, versions: listed }) {
		const versions = (Array.isArray(listed) ? (listed as Array<IDataObject | null>) : []).map((one) => ({
			workflowId: one?.id,
			version: one?.version,
			createdAt: one?.createdAt,
		}));
		return [{ workflowId: versions[0]?.workflowId, name, version: versions[0]?.version, createdAt: versions[0]?.createdAt, versions }];
	},
};
