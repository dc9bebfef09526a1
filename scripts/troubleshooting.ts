import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { httpFailure } from '../nodes/Runway/transport/httpFailure';
import { table } from './markdown';

/** Error messages and what to do about them, read in the code that throws them. "…" stands for what differs each time. */

const ROOT = path.join(__dirname, '..', 'nodes', 'Runway');

/** The files that have such messages, under what they are about. */
const GROUPS: ReadonlyArray<readonly [string, readonly string[]]> = [
	['Before anything is sent', ['batch/accountCheck.ts', 'batch/budget.ts', 'transport/upload.ts']],
	['Reaching Runway', ['transport/create.ts', 'transport/ask.ts', 'transport/pages.ts']],
	['Tasks', ['batch/settle.ts', 'transport/tasks.ts', 'batch/cancelTask.ts']],
	['Files', ['batch/fetch.ts']],
	['Voices and avatars', ['batch/make.ts']],
	['Parked executions', ['actions/parking/stages.ts']],
	['A mistake in this node', ['batch/runBatch.ts']],
];

const STATUSES = [400, 401, 402, 403, 404, 413, 429, 500];

interface Advice {
	readonly message: string;
	readonly description: string;
}

/** The generated part of docs/troubleshooting.md. Throws when messages stand in a file of no group. */
export function troubleshooting(): string {
	const sources = new Map(
		(readdirSync(ROOT, { recursive: true }) as string[])
			.filter((file) => file.endsWith('.ts'))
			.map((file) => [file.split(path.sep).join('/'), parsed(file)]),
	);
	const grouped = GROUPS.flatMap(([, files]) => files);
	const others = [...sources].filter(([file, source]) => !grouped.includes(file) && advice(source).length > 0);
	if (others.length > 0) throw new Error(`Say in scripts/troubleshooting.ts what the messages of these are about: ${others.map(([file]) => file).join(', ')}`);
	const parts = GROUPS.map(([title, files]) => {
		const rows = files.flatMap((file) => advice(sources.get(file)!).map(({ message, description }) => [`“${message}”`, description]));
		return `## ${title}\n\n${table(['You read', 'What to do'], rows)}`;
	});
	return [...parts, statuses(), failureCodes(sources.get('transport/taskState.ts')!)].join('\n\n');
}

function statuses(): string {
	const rows = STATUSES.map((status) => [`${status}${status === 500 ? ' and above' : ''}`, httpFailure({ status, body: {} }, '').description ?? '']);
	return `## By the status of Runway's answer\n\n“Runway refused the request: …” and the like repeat what Runway said. Where the same request can mean something else, the node says so.\n\n${table(['Status', 'What to do'], rows)}`;
}

function failureCodes(source: ts.SourceFile): string {
	const rows = objects(source, ['prefix', 'says', 'hint'])
		.filter(({ prefix }) => prefix)
		.map(({ prefix, says, hint }) => [`\`${prefix}\``, says, hint]);
	return `## By the code of a failed task\n\n“Runway task … failed: …” ends in a code, which begins with one of these.\n\n${table(['Code', 'What happened', 'What to do'], rows)}`;
}

/** Messages that come with advice, the longest where there are several. Those made of others say nothing by themselves. */
function advice(source: ts.SourceFile): Advice[] {
	const all = objects(source, ['message', 'description']) as unknown as Advice[];
	const said = new Map<string, Advice>();
	for (const one of all.filter(({ message }) => /[a-z]{3}/.test(message))) {
		if (one.description.length > (said.get(one.message)?.description.length ?? 0)) said.set(one.message, one);
	}
	return [...said.values()];
}

/** The texts of every object that has all these properties, as far as they stand in the file. */
function objects(source: ts.SourceFile, names: readonly string[]): Array<Record<string, string>> {
	const found: Array<Record<string, string>> = [];
	visit(source, (node) => {
		if (!ts.isObjectLiteralExpression(node)) return;
		const [first, ...rest] = names.map((name, index) => property(node, name, index > 0));
		if (rest.every(([value]) => value !== undefined)) {
			found.push(...first.map((value) => Object.fromEntries([[names[0], value], ...rest.map(([one], index) => [names[index + 1], one])]) as Record<string, string>));
		}
	});
	return found;
}

function property(node: ts.ObjectLiteralExpression, name: string, joined: boolean): string[] {
	const one = node.properties.find((candidate) => candidate.name?.getText() === name);
	const value = one && (ts.isPropertyAssignment(one) ? one.initializer : ts.isShorthandPropertyAssignment(one) ? one.name : undefined);
	return value ? textsOf(value, joined).map((text) => text.replace(/…(\s*…)+/g, '…').trim()) : [];
}

/**
 * What a text of the code can be, names for texts in the same file included.
 * @param joined true: as one text, "this or that"
 */
function textsOf(node: ts.Expression, joined = false): string[] {
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isConditionalExpression(node)) {
		const [one, other] = [textsOf(node.whenTrue), textsOf(node.whenFalse)];
		return one.length > 0 && other.length > 0 ? [...one, ...other] : [];
	}
	if (ts.isTemplateExpression(node)) {
		return node.templateSpans.reduce((texts, { expression, literal }) => {
			const all = ts.isIdentifier(expression) ? named(expression) : [];
			const parts = joined && all.length > 0 ? [all.join(' or ')] : all;
			return texts.flatMap((text) => (parts.length > 0 ? parts : ['…']).map((inner) => text + inner + literal.text));
		}, [node.head.text]);
	}
	if (ts.isBinaryExpression(node)) {
		if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return textsOf(node.right);
		return textsOf(node.left, joined).flatMap((left) => textsOf(node.right, joined).map((right) => left + right));
	}
	return ts.isIdentifier(node) ? named(node) : [];
}

/** What a name stands for, where the file has only one thing of that name. */
function named(name: ts.Identifier): string[] {
	const { text } = name;
	const found: ts.Expression[][] = [];
	visit(name.getSourceFile(), (one) => {
		if (!ts.isVariableDeclaration(one) || !one.initializer) return;
		if (one.name.getText() === text) found.push([one.initializer]);
		if (!ts.isArrayBindingPattern(one.name) || !ts.isConditionalExpression(one.initializer)) return;
		const index = one.name.elements.findIndex((element) => element.getText() === text);
		const lists = [one.initializer.whenTrue, one.initializer.whenFalse].filter(ts.isArrayLiteralExpression);
		if (index >= 0) found.push(lists.map(({ elements }) => elements[index]));
	});
	return found.length === 1 ? found[0].flatMap((one) => textsOf(one)) : [];
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
	look(node);
	ts.forEachChild(node, (child) => visit(child, look));
}

function parsed(file: string): ts.SourceFile {
	return ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
}
