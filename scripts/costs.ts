import { ENDPOINT_IDS, ENDPOINTS, type EndpointId } from '../nodes/Runway/catalogue/endpoints';
import { modelLabel } from '../nodes/Runway/catalogue/editor/properties';
import { modelsFor } from '../nodes/Runway/catalogue/models';
import { PRICES_FROM, priceExample, ratesText } from '../nodes/Runway/catalogue/price';
import { RESOURCES } from '../nodes/Runway/actions';
import { table } from './markdown';

/** docs/costs.md: what every model of every operation costs, by the catalogue. */
export function costsPage(): string {
	return [
		'# Costs',
		`Prices on Runway's list from ${PRICES_FROM}, in credits of one US cent. They change without notice: what counts is \`estimatedCost\` and \`cost\` in the results. The examples are requests with what the editor selects at first.`,
		'Looking at tasks, waiting, downloading, uploading and everything under Account, Task, File and the Get operations is free. Duration *Auto* is charged as the longest clip first; what was not used comes back when the task is done. Other output formats than MP4 cost extra: 5 credits per second for ProRes and PNG sequences, 20 for ten bits and more, 40 of these above 4 megapixels.',
		'To keep a workflow below a sum, set **Credit Limit** under Options; to know beforehand whether the account can pay, **Check Account First**. After a run of several tasks the node says under its output what they cost together.',
		...RESOURCES.flatMap(({ name, value }) => section(name, String(value))),
	].join('\n\n') + '\n';
}

function section(name: string, resource: string): string[] {
	const endpoints = ENDPOINT_IDS.filter((endpoint) => endpoint.startsWith(`${resource}.`));
	if (endpoints.length === 0) return [];
	const header = ['Operation', 'Model', 'Credits', 'For example'];
	const hasModels = endpoints.some((endpoint) => ENDPOINTS[endpoint].model !== undefined);
	const columns = (row: readonly string[]) => row.filter((_, column) => hasModels || column !== header.indexOf('Model'));
	return [`## ${name}`, table(columns(header), endpoints.flatMap(rowsOf).map(columns))];
}

function rowsOf(endpoint: EndpointId): string[][] {
	return modelsFor(endpoint).map(({ model, offer }) => {
		const unknown = offer.routed ? 'those of the model that the router chooses' : 'not published';
		const example = priceExample(offer);
		return [
			ENDPOINTS[endpoint].name,
			modelLabel(model),
			ratesText(offer) ?? unknown,
			example ? `${example.words}: ${example.credits} credits ($${(example.credits / 100).toFixed(2)})` : '–',
		];
	});
}
