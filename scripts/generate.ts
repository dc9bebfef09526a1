/**
 * What is made from the catalogue: the editor's fields, the output schemas that it shows before a first run, and the
 * tables in README.md and docs/; and from the templates, the page that lists them.
 *
 *   npm run generate               writes what has changed
 *   npm run generate -- --check    fails when something is not up to date
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CALLS } from '../nodes/Runway/actions/calls';
import type { Call } from '../nodes/Runway/actions/calls/types';
import { RESOURCES } from '../nodes/Runway/actions';
import { allFields, subtitle } from '../nodes/Runway/actions/fields';
import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../nodes/Runway/catalogue/endpoints';
import { modelsFor, repeatedNames } from '../nodes/Runway/catalogue/models';
import type { Offer } from '../nodes/Runway/catalogue/offer';
import type { Fields } from '../nodes/Runway/catalogue/types';
import { costsPage } from './costs';
import { examplesPage } from './examples';
import { between } from './markdown';
import { overview } from './modelTables';
import { operationPage, operationsTable, optionsTable, withOperations } from './operationPages';
import { troubleshooting } from './troubleshooting';

const ROOT = path.join(__dirname, '..');

/** The output schema of operations that give files: what the editor lists before the first run. */
export function outputSchema(endpoints: readonly EndpointId[]): object {
	return filesSchema(taskSchema(endpoints));
}

/** @param known what is known of the task and its file before the rest */
function filesSchema(known: Record<string, object>): object {
	return {
		type: 'object',
		properties: {
			...known,
			createdAt: TEXT,
			elapsedSeconds: NUMBER,
			outputUrl: TEXT,
			outputIndex: INTEGER,
			outputCount: INTEGER,
			fileName: TEXT,
			mimeType: TEXT,
			fileSize: INTEGER,
		},
		version: 1,
	};
}

/** The same of Get Task, which gives no file. */
function lookSchema(endpoints: readonly EndpointId[]): object {
	return {
		type: 'object',
		properties: {
			...taskSchema(endpoints),
			...RUN,
			progress: NUMBER,
			createdAt: TEXT,
			failure: TEXT,
			failureCode: TEXT,
			outputUrls: { type: 'array', items: TEXT },
			outputNodeIds: { type: 'array', items: TEXT },
			failureHint: TEXT,
		},
		version: 1,
	};
}

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const INTEGER = { type: 'integer' };

/** What the runs of saved workflows have more. */
const NODE_ERRORS = { type: 'array', items: { type: 'object', properties: { nodeId: TEXT, nodeName: TEXT, message: TEXT, failureCode: TEXT } } };
const RUN = { workflowId: TEXT, nodeErrors: NODE_ERRORS };

/** What a task is and costs, and what results repeat of the request. */
function taskSchema(endpoints: readonly EndpointId[]): Record<string, object> {
	const offers = endpoints.flatMap((endpoint) => modelsFor(endpoint).map(({ offer }) => offer));
	const telling = [...new Set(offers.flatMap(repeatedNames))];
	const types = new Map(offers.flatMap(jsonTypes));
	return {
		taskId: TEXT,
		status: TEXT,
		cost: NUMBER,
		estimatedCost: NUMBER,
		...(endpoints.some((endpoint) => ENDPOINTS[endpoint].model !== undefined) && { model: TEXT }),
		...Object.fromEntries(telling.map((name) => [name, { type: types.get(name) ?? 'string' }])),
	};
}

/** The output schema of an operation that starts no task. */
function callSchema({ result }: Call): object {
	const properties = Object.fromEntries(Object.entries(result).map(([name, type]) => [name, { type }]));
	return { type: 'object', properties, version: 1 };
}

function jsonTypes({ params, routed }: Offer): Array<[string, string]> {
	return [...paramTypes(params), ...Object.entries(routed?.facts ?? {}).map(([name, { type }]): [string, string] => [name, type])];
}

function paramTypes(fields: Fields): Array<[string, string]> {
	return Object.entries(fields).flatMap(([name, param]): Array<[string, string]> => {
		if (param.kind === 'depends') return param.cases.flatMap((one) => paramTypes({ [name]: one.param }));
		if (param.kind === 'number') return [[name, name === 'seed' ? 'integer' : 'number']];
		return param.kind === 'choice' && typeof param.values[0] === 'number' ? [[name, 'number']] : [];
	});
}

/** Everything that is generated, by its path from the root. */
export function generatedFiles(): Map<string, string> {
	const operations: Array<[string, object]> = [
		...ENDPOINT_IDS.map((endpoint): [string, object] => [endpoint, outputSchema([endpoint])]),
		['savedWorkflow.run', filesSchema({ taskId: TEXT, status: TEXT, ...RUN, nodeId: TEXT })],
		// These repeat what an item from any of them says.
		['task.wait', filesSchema({ ...taskSchema(ENDPOINT_IDS), ...RUN, nodeId: TEXT })],
		['task.get', lookSchema(ENDPOINT_IDS)],
		...Object.entries(CALLS).map(([operation, call]): [string, object] => [operation, callSchema(call)]),
	];
	const schemas = operations.map(([operation, schema]): [string, string] => [
		`nodes/Runway/__schema__/v1.0.0/${operation.replace('.', '/')}.json`,
		`${JSON.stringify(schema, null, '\t')}\n`,
	]);
	// A line for each field, so that changes can be read.
	const fields = allFields().map((field) => JSON.stringify(field));
	return new Map([
		['README.md', between(between(read('README.md'), 'models', overview()), 'operations', operationsTable())],
		...RESOURCES.map((resource): [string, string] => [operationPage(resource), withOperations(read(operationPage(resource)), resource)]),
		['docs/waiting.md', between(read('docs/waiting.md'), 'options', optionsTable())],
		['docs/troubleshooting.md', between(read('docs/troubleshooting.md'), 'messages', troubleshooting())],
		['docs/costs.md', costsPage()],
		['examples/README.md', examplesPage()],
		['nodes/Runway/properties.json', `[\n${fields.join(',\n')}\n]\n`],
		['nodes/Runway/subtitle.json', `${JSON.stringify({ subtitle: subtitle() })}\n`],
		...schemas,
	]);
}

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

function main(mode: string | undefined): void {
	for (const [file, text] of generatedFiles()) {
		let before = '';
		try {
			before = read(file);
		} catch {
			// A new one.
		}
		if (before === text) continue;
		if (mode === '--check') {
			console.error(`${file} is not what the catalogue says. Run "npm run generate".`);
			process.exitCode = 1;
			continue;
		}
		mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
		writeFileSync(path.join(ROOT, file), text);
		console.log(`${file} written`);
	}
}

if (require.main === module) main(process.argv[2]);
