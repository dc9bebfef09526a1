import { ENDPOINTS } from '../../nodes/Runway/catalogue/endpoints';
import type { Model } from '../../nodes/Runway/catalogue/model';
import { MODELS } from '../../nodes/Runway/catalogue/models';
import { NOT_IN_SDK, offers } from './offers';
import { rowCatalogue } from './rowShapes';
import { INSTALLED, sdkCatalogue, sdkEndpoints } from './sdkShapes';
import { differences, objectText } from './shapes';

/** Models, and what stands for one at endpoints that have none. */
export const ROWS: readonly Model[] = [
	...MODELS,
	...offers.filter(([endpoint]) => ENDPOINTS[endpoint].only).map(([endpoint, , offer]): Model => {
		return { id: endpoint, name: endpoint, description: '', endpoints: { [endpoint]: offer } };
	}),
];

/** The requests of the rows, without those of models that no SDK knows. */
export function currentRows(rows: readonly Model[] = ROWS) {
	return rowCatalogue(rows.filter(({ id }) => !NOT_IN_SDK.includes(id)));
}

/**
 * What an `@runwayml/sdk` and the rows do not both say, a line each, with the fields of what is to be added; empty when
 * both say the same.
 * @param home where it is
 */
export function drift(home = INSTALLED): string[] {
	const sdk = sdkCatalogue(home);
	const known = new Set<string>(Object.values(ENDPOINTS).map(({ path }) => path));
	const endpoints = sdkEndpoints(home).filter((path) => !known.has(path));
	const lines = differences(currentRows(), sdk).flatMap((line) => {
		const [request] = / is in the SDK alone$/.test(line) && !line.includes(': field ') ? [line.replace(/ is in.*/, '')] : [];
		return request ? [line, ...fieldLines(sdk[request])] : [line];
	});
	return [...new Set(endpoints)].sort().map((path) => `endpoint ${path} is in the SDK alone`).concat(lines);
}

function fieldLines(fields: Parameters<typeof objectText>[0]): string[] {
	return Object.entries(fields).map(([name, field]) => `    ${objectText({ [name]: field }).slice(1, -1)}`);
}
