/** Runway's lists of what belongs to the account, from which the editor lets the user pick. */
export type ListId = 'voices' | 'avatars' | 'documents' | 'routers' | 'workflows';

/** One entry to pick. */
export interface Choice {
	readonly name: string;
	/** What a request takes. */
	readonly value: string;
	readonly description?: string;
}

interface PickList {
	/** `GET /v1/<path>`. */
	readonly path: string;
	/** What its entries are, for messages. */
	readonly called: string;
	/** One of them, with its article. */
	readonly one: string;
	/** The whole list comes at once. */
	readonly whole?: true;
	/** What an entry offers; nothing when it is not what it should be. */
	choices(entry: Readonly<Record<string, unknown>>): Choice[];
}

export const LISTS: Readonly<Record<ListId, PickList>> = {
	voices: { path: 'voices', called: 'voices', one: 'a voice', choices: byId },
	avatars: { path: 'avatars', called: 'avatars', one: 'an avatar', choices: byId },
	documents: { path: 'documents', called: 'documents', one: 'a document', choices: byId },
	// Requests name a router by its slug.
	routers: { path: 'routers', called: 'routers', one: 'a router', choices: ({ slug, name }) => choice(slug, name) },
	// Each version has an id of its own; the newest comes first.
	workflows: {
		path: 'workflows',
		called: 'saved workflows',
		one: 'a saved workflow',
		whole: true,
		choices: ({ name, versions }) =>
			(Array.isArray(versions) ? (versions as Array<Record<string, unknown> | null>) : []).flatMap((version) =>
				choice(version?.id, `${text(name)} (version ${String(version?.version)})`),
			),
	},
};

/** What is not ready cannot be used yet, or never; it is listed all the same, so that nobody looks for it. */
function byId({ id, name, status }: Readonly<Record<string, unknown>>): Choice[] {
	const state = status === 'PROCESSING' ? ' (not ready yet)' : status === 'FAILED' ? ' (failed)' : '';
	return choice(id, `${text(name) || text(id)}${state}`);
}

function choice(value: unknown, name: unknown): Choice[] {
	return typeof value === 'string' && value !== '' ? [{ name: text(name) || value, value }] : [];
}

function text(raw: unknown): string {
	return typeof raw === 'string' ? raw : '';
}
