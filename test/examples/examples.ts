import type { INode } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { RUNWAY_TYPE } from '../engine/sketches';
import type { WorkflowJson } from '../engine/workflow';

/** Where the templates are. */
export const EXAMPLES_FOLDER = path.join(__dirname, '..', '..', 'examples');

export const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** The names of the templates: those of their files, without the ending. */
export const EXAMPLES: readonly string[] = readdirSync(EXAMPLES_FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => path.basename(file, '.json'));

/** A template as a user imports it. */
export function example(name: string): WorkflowJson {
	return JSON.parse(readFileSync(path.join(EXAMPLES_FOLDER, `${name}.json`), 'utf8')) as WorkflowJson;
}

/** True for the Runway node, and for the tool that n8n makes of it. */
export const isRunway = ({ type }: INode): boolean => type === RUNWAY_TYPE || type === `${RUNWAY_TYPE}Tool`;

/**
 * The nodes of n8n in the templates, each in a version that n8n 2.41.1 and 1.123.81 both have: `test/e2e/examples.test.ts`
 * asks them. Of the last one n8n has had its tool for approvals only since version 2.
 */
export const NODE_VERSIONS: Readonly<Record<string, number>> = {
	'n8n-nodes-base.aggregate': 1,
	'n8n-nodes-base.emailSend': 2.1,
	'n8n-nodes-base.form': 2.3,
	'n8n-nodes-base.formTrigger': 2.3,
	'n8n-nodes-base.googleDrive': 3,
	'n8n-nodes-base.googleSheets': 4.7,
	'n8n-nodes-base.if': 2.2,
	'n8n-nodes-base.manualTrigger': 1,
	'n8n-nodes-base.merge': 3.2,
	'n8n-nodes-base.scheduleTrigger': 1.3,
	'n8n-nodes-base.set': 3.4,
	'n8n-nodes-base.slack': 2.4,
	'n8n-nodes-base.splitOut': 1,
	'n8n-nodes-base.stickyNote': 1,
	'n8n-nodes-base.telegram': 1.2,
	'n8n-nodes-base.youTube': 1,
	'@n8n/n8n-nodes-langchain.agent': 3,
	'@n8n/n8n-nodes-langchain.chatTrigger': 1.4,
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 1.3,
	'n8n-nodes-base.emailSendHitlTool': 2.1,
};
