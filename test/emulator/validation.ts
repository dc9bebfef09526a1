import { brokenRules } from './rules';
import { discriminatorOf, schema, SOLE, type ParamSchema } from './schema';
import type { Endpoint, RequestMedia } from './types';
import { isObject, Walk, type FindUpload, type Issue, type Path } from './walk';

/** A field that the documents do not list, on a model of which they do not say that it refuses such fields. */
export interface UnknownField {
	readonly endpoint: Endpoint;
	readonly model: string;
	readonly path: Path;
}

export interface Validation {
	readonly issues: Issue[];
	readonly unknownFields: UnknownField[];
	/** Every file of the request, with what was found behind its URI. */
	readonly media: readonly RequestMedia[];
}

/** Checks the fields of any other body, or of a query; all are known or refused. */
export async function validateFields(
	fields: Readonly<Record<string, ParamSchema>>,
	sent: unknown,
	findUpload: FindUpload,
): Promise<Issue[]> {
	if (!isObject(sent)) return [{ code: 'invalid_type', path: [], message: 'Expected object' }];
	const walk = new Walk();
	walk.object(sent, fields, [], true);
	await Promise.all(walk.media.map(async (reference) => await walk.checkMedia(reference, findUpload)));
	return walk.issues;
}

/** Checks a creating request against everything that Runway's documents say about its model. */
export async function validateBody(
	endpoint: Endpoint,
	body: unknown,
	findUpload: FindUpload,
): Promise<Validation> {
	const models = schema.endpoints[endpoint];
	if (!isObject(body)) return refused({ code: 'invalid_type', path: [], message: 'Expected object' });
	const field = discriminatorOf(endpoint);
	const name = field === undefined ? SOLE : String(body[field]);
	const model = Object.hasOwn(models, name) ? models[name] : undefined;
	if (!model) {
		const names = Object.keys(models).map((one) => `'${one}'`);
		const message = `Invalid discriminator value. Expected ${names.join(' | ')}`;
		return refused({ code: 'invalid_union_discriminator', path: [field ?? ''], message });
	}
	const walk = new Walk();
	walk.object(body, model.params, [], model.rejectsUnknownFields === true);
	await Promise.all(walk.media.map(async (reference) => await walk.checkMedia(reference, findUpload)));
	// Rules across fields are only asked of a request whose fields are right one by one.
	if (walk.issues.length === 0) walk.issues.push(...brokenRules(model, body, walk.media));
	return {
		issues: walk.issues,
		unknownFields: walk.unknown.map((path) => ({ endpoint, model: name, path })),
		media: walk.media.map(({ path, uri, mediaType, file }) => ({ path, uri, mediaType, file })),
	};
}

function refused(issue: Issue): Validation {
	return { issues: [issue], unknownFields: [], media: [] };
}
