import type { INodeProperties } from 'n8n-workflow';
import { byName } from '../../shared/values';
import type { EndpointId } from '../endpoints';
import { choicesFor, type ModelOffer } from '../models';
import { optionsOf } from '../placement';
import type { Condition } from './conditions';
import { forModels, merged, withConditions } from './merged';
import { optionEntries } from './placed';
import { together, type Shared } from './sharing';

/** An operation and its models. */
interface Place {
	readonly operation: string;
	readonly rows: readonly ModelOffer[];
}

/**
 * What shapes the results of a resource's operations but is rarely needed. Most models have options in each operation
 * that they are in: these have one collection, in which an entry that several operations have alike stands once. It is
 * hidden with all others, because one without entries looks broken; where these have options they have another one.
 */
export function modelOptionsFields(endpoints: readonly EndpointId[]): Shared[] {
	const places = endpoints.map((endpoint): Place => ({ operation: endpoint.split('.')[1], rows: choicesFor(endpoint) }));
	const all = [...new Map(places.flatMap(({ rows }) => rows).map((row) => [row.model.id, row])).values()];
	const isAlways = ({ model }: ModelOffer) =>
		places.flatMap(({ rows }) => rows).every((row) => row.model.id !== model.id || hasOptions(row));
	const usual = having(places, isAlways);
	const rest = having(places, (row) => !isAlways(row));
	const isUsual = ({ operation }: Place) => usual.some((place) => place.operation === operation);
	return [
		...collection(usual, forModels(all, all.filter(isAlways).map(({ model }) => model.id), true)),
		...rest.flatMap((place) => collection([place], forModels(all, place.rows.map(({ model }) => model.id), !isUsual(place)))),
	];
}

function hasOptions({ offer }: ModelOffer): boolean {
	return optionsOf(offer).length > 0;
}

/** Only those models that have options and are as wanted, and the operations of such. */
function having(places: readonly Place[], isWanted: (row: ModelOffer) => boolean): Place[] {
	return places
		.map(({ operation, rows }) => ({ operation, rows: rows.filter((row) => hasOptions(row) && isWanted(row)) }))
		.filter(({ rows }) => rows.length > 0);
}

function collection(places: readonly Place[], models: Condition): Shared[] {
	if (places.length === 0) return [];
	const operations = places.map(({ operation }) => operation);
	const entries = together(
		places.map(({ operation, rows }) => [operation, merged(rows, ({ offer }) => optionEntries(offer)).sort(byLabel)]),
	);
	const field: INodeProperties = {
		displayName: 'Model Options',
		name: 'modelOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: entries
			.map((entry) => (entry.operations.length < operations.length ? onlyFor(entry) : entry.field))
			.sort(byLabel),
	};
	return [{ operations, field: withConditions(field, [models]) }];
}

function onlyFor({ operations, field }: Shared): INodeProperties {
	const { show, hide } = field.displayOptions ?? {};
	return { ...field, displayOptions: { show: { '/operation': operations, ...show }, ...(hide && { hide }) } };
}

function byLabel(a: INodeProperties, b: INodeProperties): number {
	return byName(a.displayName, b.displayName);
}
