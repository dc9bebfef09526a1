import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { WorkflowJson } from '../test/engine/workflow';

/** The page of the templates, made from their files. */

const FOLDER = path.join(__dirname, '..', 'examples');

/** The note of each template that says what it is. */
const ABOUT = 'About This Workflow';

/** What a template says of itself. Throws when it says nothing. */
export function aboutOf({ name, nodes }: WorkflowJson): { title: string; lines: string[] } {
	const note = nodes.find((node) => node.name === ABOUT);
	if (!note) throw new Error(`The template "${name}" needs a note called "${ABOUT}"`);
	const [title, ...lines] = String(note.parameters.content).split(/\n+/);
	return { title: title.replace(/^#+ /, ''), lines };
}

/** examples/README.md */
export function examplesPage(): string {
	const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
	const parts = files.map((file) => {
		const { title, lines } = aboutOf(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as WorkflowJson);
		const picture = `images/${path.basename(file, '.json')}.png`;
		return [`## ${title}`, `[${file}](${file})`, lines.map((line) => `- ${line}`).join('\n'), `![The workflow in n8n's editor](${picture})`].join('\n\n');
	});
	return `${[INTRODUCTION, ...parts].join('\n\n')}\n`;
}

const INTRODUCTION = `# Templates

Workflows to begin with. Open the file of one, copy all of it, and paste it into n8n's canvas; or choose *Import → From file* in the menu ⋯ of a workflow (n8n 1.123: *Import from File*). Notes beside the nodes say what to set. They are made for n8n 1.123 and newer, unless their text says otherwise; the tests run each of them in n8n 2.41.1.`;
