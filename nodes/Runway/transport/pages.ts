import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../shared/errors';
import type { Question, Reply } from './ask';

export type Filters = Readonly<Record<string, unknown>>;

interface List {
	readonly path: string;
	/** What could not be done, for messages. */
	readonly what: string;
	/** What the list is narrowed down by. */
	readonly filters: Filters;
}

/** Reads one page of a list. */
export type ReadPage = (
	send: (question: Question) => Promise<Reply>,
	/** `cursor`: where the page begins; left out, the first one. `wanted`: so many entries are of use. */
	list: List & { readonly cursor?: string; readonly wanted: number },
) => Promise<Page | Exclude<Reply, { kind: 'reply' }>>;

export interface Page {
	readonly kind: 'page';
	readonly entries: IDataObject[];
	/** Where the next page begins; left out: this is the last. */
	readonly next?: string;
}

/** Source: Runway's API reference, all lists. */
const MOST_PER_PAGE = 100;

/** The usual list: a page ends with a cursor for the next one. */
export const cursorPage: ReadPage = async (send, { path, what, filters, cursor, wanted }) => {
	const query = new URLSearchParams({ limit: String(Math.min(MOST_PER_PAGE, wanted)) });
	for (const [name, value] of Object.entries({ ...filters, ...(cursor && { cursor }) })) query.set(name, String(value));
	const reply = await send({ method: 'GET', path: `${path}?${String(query)}`, what });
	const { nextCursor, hasMore } = (reply.kind === 'reply' && reply.body) || {};
	const next = typeof nextCursor === 'string' && nextCursor !== '' && hasMore !== false ? nextCursor : undefined;
	return pageOf(reply, 'data', what, next);
};

/** A list that comes at once. */
export const wholePage: ReadPage = async (send, { path, what }) =>
	pageOf(await send({ method: 'GET', path, what }), 'data', what);

const DAY_MS = 86_400_000;

/** So many days Runway looks at in one call. */
const MOST_DAYS = 90;

/** Use by days, in spans. The filters are `startDate`, the first day, and `beforeDate`, the day after the last. */
export const daysPage: ReadPage = async (send, { path, what, filters, cursor }) => {
	const from = Date.parse(cursor ?? String(filters.startDate));
	const end = Date.parse(String(filters.beforeDate));
	const to = Math.min(end, from + MOST_DAYS * DAY_MS);
	const body = { startDate: dayOf(from), beforeDate: dayOf(to) };
	const reply = await send({ method: 'POST', path, body, what });
	return pageOf(reply, 'results', what, to < end ? dayOf(to) : undefined);
};

/** A day before (or, with a negative number, after) the one of a moment. */
export function daysBefore(days: number, moment: number | string): string {
	return dayOf((typeof moment === 'string' ? Date.parse(moment) : moment) - days * DAY_MS);
}

function dayOf(ms: number): string {
	return new Date(ms).toISOString().slice(0, 10);
}

function pageOf(reply: Reply, key: string, what: string, next?: string): Awaited<ReturnType<ReadPage>> {
	if (reply.kind !== 'reply') return reply;
	const entries = reply.body?.[key];
	if (!Array.isArray(entries)) return failed(`${what}: Runway's answer was not a list`);
	return { kind: 'page', entries: entries.filter((entry) => typeof entry === 'object' && entry !== null) as IDataObject[], next };
}

function failed(message: string): { kind: 'failed'; failure: Failure; retried: boolean } {
	return { kind: 'failed', failure: { message, description: 'Try again later.' }, retried: false };
}

/**
 * Reads pages until there is enough, or no more of them.
 * @param takeIn takes in the entries of a page; says how many more are wanted
 * @returns where the rest begins, if there is one
 */
export async function readPages(
	send: (question: Question) => Promise<Reply>,
	readPage: ReadPage,
	list: List & { readonly cursor?: string; readonly wanted: number },
	takeIn: (entries: IDataObject[]) => number,
): Promise<{ readonly kind: 'read'; readonly next?: string } | Exclude<Reply, { kind: 'reply' }>> {
	const seen = new Set<string>();
	for (let { cursor, wanted } = list; ; ) {
		const page = await readPage(send, { ...list, cursor, wanted });
		if (page.kind !== 'page') return page;
		wanted = takeIn(page.entries);
		cursor = page.next;
		if (cursor === undefined || wanted <= 0) return { kind: 'read', next: cursor };
		if (seen.has(cursor)) return failed(`${list.what}: Runway gave the same page again`);
		seen.add(cursor);
	}
}
