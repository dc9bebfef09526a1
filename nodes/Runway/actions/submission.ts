import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { Submission } from '../batch/flight';
import type { Echo } from '../batch/items';
import type { Run } from '../batch/types';
import { KindOf, MediaSlot, type Plan, type PlanValue } from '../catalogue/plan';
import type { Facts } from '../catalogue/offer';
import type { Checked, Problem } from '../shared/checked';
import { checkMedia, type CheckedMedia } from '../transport/media';
import { createTask, type Created } from '../transport/tasks';

/** What of a plan decides what is sent. */
type Sendable = Pick<Plan, 'path' | 'body' | 'priceless' | 'facts'>;

/** The files of a plan that were looked at. */
type Files = ReadonlyMap<MediaSlot, CheckedMedia>;

/** Nothing was created: a file could not be sent. */
type NotSent = Extract<Created, { kind: 'unavailable' | 'stopped' }>;

/** A request whose files were looked at. */
export interface PreparedRequest {
	/** Same request, same hash: what a rerun of the node goes by. */
	readonly fingerprint: string;
	/** Requests with the same key cost the same. Left out: nothing is known of what others cost. */
	readonly priceKey?: string;
	/** The body to send. Sends the files that need it first. */
	body(): Promise<{ readonly body: IDataObject } | NotSent>;
}

/** Looks at a plan's files; what comes of it can be sent. Nothing has been sent yet. */
export async function prepareSubmission(run: Run, itemIndex: number, plan: Sendable): Promise<Checked<Submission>> {
	const prepared = await prepareRequest(run, itemIndex, plan);
	if ('problems' in prepared) return prepared;
	const { fingerprint, priceKey, body } = prepared.value;
	const { path, facts } = plan;
	const send = async (): Promise<Created> => {
		const sent = await body();
		return 'kind' in sent ? sent : await createTask(run.client, run, path, sent.body, facts && ((answer) => factsIn(answer, facts)));
	};
	return { value: { fingerprint, priceKey, send } };
}

/** What results repeat of an answer, as far as it is there; a list as text. */
function factsIn(answer: IDataObject, facts: Facts): Echo {
	return Object.fromEntries(
		Object.entries(facts).flatMap(([name, { at, type }]): Array<[string, Echo[string]]> => {
			const found = at.reduce<unknown>((part, key) => (part as IDataObject | null | undefined)?.[key], answer);
			const value = Array.isArray(found) ? found.join(', ') : found;
			return typeof value === type && value !== '' ? [[name, value as Echo[string]]] : [];
		}),
	);
}

/** The same for a request that starts no task. */
export async function prepareRequest(run: Run, itemIndex: number, plan: Sendable): Promise<Checked<PreparedRequest>> {
	const files = new Map<MediaSlot, CheckedMedia>();
	const problems: Problem[] = [];
	for (const slot of slotsIn(plan.body)) {
		const result = await checkMedia(run.host, itemIndex, slot);
		if ('message' in result) problems.push(result);
		else files.set(slot, result);
	}
	problems.push(...unknownKinds(plan.body, files));
	if (problems.length > 0) return { problems };
	for (const media of files.values()) run.uploads.expect(media);
	return {
		value: {
			fingerprint: fingerprint(run.client.baseUrl, plan, files),
			priceKey: priceKey(plan, files),
			body: async () => await bodyOf(run, plan, files),
		},
	};
}

async function bodyOf(run: Run, plan: Sendable, files: Files): Promise<{ body: IDataObject } | NotSent> {
	const uris = new Map<MediaSlot, string>();
	for (const [slot, media] of files) {
		const result = await run.uploads.toUri(media);
		if ('stopped' in result) return { kind: 'stopped' };
		if ('failure' in result) return { kind: 'unavailable', failure: result.failure };
		uris.set(slot, result.uri);
	}
	return { body: fill(plan.body, files, (slot) => uris.get(slot)!) as IDataObject };
}

/** Files count by their content, not their name. */
function fingerprint(baseUrl: string, plan: Sendable, files: Files): string {
	return hashOf([baseUrl, plan.path, fill(plan.body, files, (slot) => contentOf(files.get(slot)!))]);
}

function priceKey({ path, body, priceless }: Sendable, files: Files): string | undefined {
	if (!priceless) return undefined;
	const decisive = Object.fromEntries(Object.entries(body).filter(([key]) => !priceless.fields.includes(key)));
	const file = (slot: MediaSlot) => {
		const media = files.get(slot)!;
		return priceless.pictures && media.kind === 'image' ? 'picture' : contentOf(media);
	};
	return hashOf([path, fill(decisive, files, file)]);
}

function contentOf(media: CheckedMedia): string {
	return 'uri' in media ? media.uri : media.file.hash;
}

function hashOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Addresses whose kind the request has to name, although nobody said it. */
function unknownKinds(value: PlanValue, files: Files): Problem[] {
	return leavesIn(value)
		.filter((leaf): leaf is KindOf => leaf instanceof KindOf)
		.filter(({ slot }) => files.has(slot) && files.get(slot)!.kind === undefined)
		.map(({ slot: { label, kinds } }) => ({
			field: `${label} Type`,
			message: `The address does not tell whether it leads to ${kinds.join(' or ')}. Choose which it is.`,
		}));
}

function slotsIn(value: PlanValue): MediaSlot[] {
	return leavesIn(value).filter((leaf): leaf is MediaSlot => leaf instanceof MediaSlot);
}

function leavesIn(value: PlanValue): PlanValue[] {
	if (typeof value !== 'object' || value === null || value instanceof MediaSlot || value instanceof KindOf) {
		return [value];
	}
	return Object.values(value as Record<string, PlanValue>).flatMap(leavesIn);
}

/** The body with a text in place of each file. */
function fill(value: PlanValue, files: Files, text: (slot: MediaSlot) => string): unknown {
	if (value instanceof MediaSlot) return text(value);
	if (value instanceof KindOf) return files.get(value.slot)!.kind;
	if (Array.isArray(value)) return value.map((element: PlanValue) => fill(element, files, text));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, element]) => [key, fill(element as PlanValue, files, text)]),
	);
}
