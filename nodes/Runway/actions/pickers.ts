import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { LISTS, type Choice, type ListId } from '../catalogue/lists';
import { asNodeError } from '../shared/errors';
import { ask } from '../transport/ask';
import { createClient, readBaseUrl } from '../transport/client';
import { cursorPage, readPages, wholePage } from '../transport/pages';

/** As many as fill the editor's list, so that it can be scrolled and asks for more. */
const SCREENFUL = 50;

/** A list that is not searched page by page comes up to this length. */
const MOST = 1000;

/**
 * What the editor shows where the user picks one thing: entries whose name or id holds the text. Runway does not search,
 * so its pages are read until there is a screenful. Throws NodeApiError or NodeOperationError.
 * @param cursor where an earlier call ended
 */
export async function searchList(
	host: ILoadOptionsFunctions,
	list: ListId,
	filter?: string,
	cursor?: string,
): Promise<INodeListSearchResult> {
	return await gather(host, list, SCREENFUL, filter?.trim().toLowerCase() ?? '', cursor);
}

/** The same for a field that takes several. */
export async function loadList(host: ILoadOptionsFunctions, list: ListId): Promise<INodeListSearchItems[]> {
	return (await gather(host, list, MOST, '')).results;
}

async function gather(
	host: ILoadOptionsFunctions,
	list: ListId,
	enough: number,
	filter: string,
	cursor?: string,
): Promise<INodeListSearchResult> {
	const { path, called, whole, choices } = LISTS[list];
	const client = createClient(host, await readBaseUrl(host));
	const results: INodeListSearchItems[] = [];
	const fits = ({ name, value }: Choice) => `${name}\n${value}`.toLowerCase().includes(filter);
	const takeIn = (entries: IDataObject[]) => {
		results.push(...entries.flatMap(choices).filter(fits));
		// Nobody knows how many of the next entries fit.
		return results.length < enough ? Infinity : 0;
	};
	const what = `The list of ${called} could not be loaded`;
	const read = await readPages(
		async (question) => await ask(client, question),
		whole ? wholePage : cursorPage,
		{ path: `/v1/${path}`, what, filters: {}, cursor, wanted: Infinity },
		takeIn,
	);
	if (read.kind === 'read') return { results, paginationToken: read.next };
	const failure = read.kind === 'failed' ? read.failure : { message: what };
	const description = [failure.description, 'An ID can be entered all the same: choose By ID.'].filter(Boolean).join(' ');
	throw asNodeError(host.getNode(), { ...failure, description });
}
