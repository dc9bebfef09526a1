import type { Fields } from '../types';

/** What a run of a saved workflow needs. */
export const WORKFLOW = {
	workflowId: {
		kind: 'id',
		list: 'workflows',
		label: 'Saved Workflow',
		description: 'The version of a workflow that is published at Runway',
		required: true,
		telling: true,
	},
} as const satisfies Fields;

/** Its inputs, which are entered as JSON. */
export const NODE_OUTPUTS = {
	name: 'nodeOutputs',
	label: 'Node Outputs',
	description: "What nodes of the workflow give instead of their own values, by the nodes' IDs. Types: primitive with a value; image, video and audio with a URI.",
	hint: 'Such as { "node ID": { "prompt": { "type": "primitive", "value": "A fox" }, "image": { "type": "image", "uri": "https://www.example.com/fox.jpg" } } }',
} as const;
