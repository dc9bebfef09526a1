import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/Runway/actions';
import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { fieldsOf } from '../../nodes/Runway/catalogue/editor/placed';
import { modelLabel } from '../../nodes/Runway/catalogue/editor/properties';
import { modelsFor } from '../../nodes/Runway/catalogue/models';
import type { Offer } from '../../nodes/Runway/catalogue/offer';
import { openEditor, type Editor } from './browserEditor';
import { stopAll } from './harness/closing';
import { generate, runway, startRunway } from './harness/runway';
import { say } from './harness/say';
import { startSite, type Site } from './harness/site';
import { byHand } from './harness/workflows';

/** What the editor shows of each operation and model, beside what the catalogue says. */

let { n8n, api, credential } = {} as Site;
let editor: Editor;

beforeAll(async () => {
	({ n8n, api, credential } = await startSite(await startRunway()));
	editor = await openEditor(n8n, api);
});

afterAll(stopAll);

/** n8n adds this entry to the operations of every node that has a credential. */
const ADDED_BY_N8N = ['Custom API Call'];

it('offers each operation', async () => {
	await editor.openWorkflow(byHand(['x'], [generate(credential)]));
	await editor.openNode('Generate');
	const opened: readonly string[] = ENDPOINT_IDS;
	for (const { name, value: resource, operations } of RESOURCES) {
		await editor.choose('resource', name);
		await compare(name, new Map([['operation', [...operations.map((one) => one.name), ...ADDED_BY_N8N]]]), ['operation']);
		// The panels of the others are opened below.
		for (const operation of operations.filter(({ value }) => !opened.includes(`${resource}.${value}`)).reverse()) {
			await editor.choose('operation', operation.name);
			// Get Account has no field; a collection has no input of its own.
			const first = operation.operation.fields().find(({ type, displayOptions }) => !displayOptions && !type.endsWith('ollection'));
			if (first) await editor.field(first.name).waitFor();
		}
	}
	await editor.closeNode();
});

/** The fields that stand on their own for an offer; of lists the labels that they should offer. */
function fieldsFor(offer: Offer): Map<string, string[] | undefined> {
	const fields = fieldsOf(offer).filter(({ conditions }) => {
		// What depends on another field is shown by its usual value here.
		return conditions.every(({ is, all }) => is.includes(all[0]));
	});
	const labels = ({ type, options }: INodeProperties) =>
		type === 'options'
			? (options as INodePropertyOptions[]).filter((option) => !option.displayOptions).map(({ name }) => name)
			: undefined;
	return new Map(fields.map(({ field }) => [field.name, labels(field)]));
}

/** Compares what the panel shows of a node with the fields of an offer; resolves to the number of lists. */
async function compare(about: string, wanted: Map<string, string[] | undefined>, all: Iterable<string>): Promise<number> {
	// Collections have no input of their own.
	const names = [...all].filter((name) => !COLLECTIONS.includes(name));
	const read = async () => {
		const shown = await editor.shown(names);
		return names.map((name) => [about, name, shown[name].times, wanted.get(name) ? shown[name].labels : undefined]);
	};
	const expected = names.map((name) => [about, name, wanted.has(name) ? 1 : 0, wanted.get(name)]);
	// The panel follows a change a moment later.
	for (const end = Date.now() + 60_000; Date.now() < end && !isDeepStrictEqual(await read(), expected); ) await pause(50);
	expect(await read()).toEqual(expected);
	return [...wanted.values()].filter(Boolean).length;
}

const COLLECTIONS = ['referenceImages', 'productImages', 'newProductImages', 'styleImages', 'shots'];

describe('the panel of', () => {
	beforeAll(async () => {
		const nodes = ENDPOINT_IDS.map((endpoint, index) => {
			const [resource, operation] = endpoint.split('.');
			const position: [number, number] = [200 * (index % 8), 200 + 200 * Math.floor(index / 8)];
			return { ...runway(endpoint, credential, { resource, operation }), position };
		});
		await editor.openWorkflow(byHand(['x'], nodes));
	});

	/** What is done with the panel of an endpoint's node open. */
	const inPanel = (work: (endpoint: EndpointId) => Promise<void>) => async (endpoint: EndpointId) => {
		await editor.openNode(endpoint);
		await work(endpoint).finally(editor.closeNode);
	};

	it.each(ENDPOINT_IDS.filter((endpoint) => ENDPOINTS[endpoint].model))('%s: shows the fields and lists of each model', inPanel(async (endpoint) => {
		const rows = modelsFor(endpoint);
		await compare(endpoint, new Map([['model', [...rows.map(({ model }) => modelLabel(model)), 'Other Model']]]), ['model']);
		const everyName = new Set(rows.flatMap(({ offer }) => [...fieldsFor(offer).keys()]));
		let compared = 0;
		for (const { model, offer } of rows) {
			await editor.choose('model', modelLabel(model));
			compared += await compare(model.id, fieldsFor(offer), everyName);
		}
		await editor.choose('model', 'Other Model');
		await editor.field('modelId').waitFor();
		await editor.field('extraParameters').waitFor();
		say(`Part 3: ${endpoint}: ${rows.length} models listed; ${compared} lists equal the catalogue.`);
	}));

	it.each(ENDPOINT_IDS.filter((endpoint) => ENDPOINTS[endpoint].only))('%s: shows its fields and lists', inPanel(async (endpoint) => {
		const wanted = fieldsFor(ENDPOINTS[endpoint].only!);
		const compared = await compare(endpoint, wanted, ['model', ...wanted.keys()]);
		say(`Part 3: ${endpoint}: no model; ${wanted.size} fields shown, ${compared} lists equal the catalogue.`);
	}));
});

it('shows one field for each thing while an expression names the model', async () => {
	const node = generate(credential, { model: '={{ $json.model }}', ratio: '', duration: '', promptText: 'By expression' });
	await editor.openWorkflow(byHand(['x'], [node]));
	await editor.openNode('Generate');
	const { page } = editor;
	const names = ['promptText', 'ratio', 'resolution', 'duration'];
	await compare('by expression', new Map(names.map((name) => [name, undefined])), names);
	await editor.screenshot('model-as-expression');
	await page.locator('[data-test-id="collection-parameter-add"]').first().click();
	const shown = page.locator('[data-test-id="collection-parameter-option"]:visible');
	await shown.first().waitFor();
	const labels = (await shown.allInnerTexts()).map((label) => label.trim());
	expect(labels).toEqual([...new Set(labels)]);
	await page.keyboard.press('Escape');
	await editor.closeNode();
});
