import { APIPromise } from '@runwayml/sdk/core/api-promise';
import { AvatarConversations } from '@runwayml/sdk/resources/avatar-conversations';
import { Avatars } from '@runwayml/sdk/resources/avatars';
import { Documents } from '@runwayml/sdk/resources/documents';
import { Organization } from '@runwayml/sdk/resources/organization';
import { Voices } from '@runwayml/sdk/resources/voices';
import { Workflows } from '@runwayml/sdk/resources/workflows';
import type { Call } from '../../nodes/Runway/actions/calls/types';
import type { Fields, VariantParam } from '../../nodes/Runway/catalogue/types';
import { requestShape } from './rowShapes';
import { exportedType, fieldsOf, membersOf, readSdk, type Sdk } from './sdkShapes';
import { union, type Catalogue, type FieldShape, type RequestShape } from './shapes';

/** The SDK's classes of calls that start no task, and the files that declare them. */
const CLASSES = {
	'voices.d.ts': Voices,
	'avatars.d.ts': Avatars,
	'documents.d.ts': Documents,
	'avatar-conversations.d.ts': AvatarConversations,
	'organization/organization.d.ts': Organization,
	'workflows.d.ts': Workflows,
} as const;

/** What a method of the SDK asks its client to send. */
interface Sent {
	readonly method: string;
	readonly path: string;
}

/** The calls of these classes by method and path, with the fields of body or query, as the compiler understands them. */
export function sdkCalls(): Catalogue {
	const files = Object.keys(CLASSES).map((file) => `resources/${file}`);
	const sdk = readSdk([...files, 'core/pagination.d.ts']);
	return Object.fromEntries(
		Object.entries(CLASSES).flatMap(([file, Resource]) =>
			methodsOf(Resource).map((name) => {
				const { method, path } = sentBy(Resource, name);
				return [`${method} ${path}`, fieldsTaken(sdk, `resources/${file}`, Resource.name, name)] as const;
			}),
		),
	);
}

type Resource = (typeof CLASSES)[keyof typeof CLASSES];

function methodsOf(resource: Resource): string[] {
	return Object.getOwnPropertyNames(resource.prototype).filter((name) => name !== 'constructor');
}

/** Calls a method on a client that only takes note. */
function sentBy(Resource: Resource, name: string): Sent {
	const sent: Sent[] = [];
	const note = (method: string) => (path: string) => {
		sent.push({ method, path: path.replace(/^\/v1\//, '').replace(/\bID\b/, '{id}') });
		return undefined as unknown as APIPromise<unknown>;
	};
	const client = { get: note('GET'), post: note('POST'), patch: note('PATCH'), put: note('PUT'), delete: note('DELETE'), getAPIList: note('GET') };
	const instance = new Resource(client as never) as unknown as Record<string, (id: string) => unknown>;
	instance[name]('ID');
	return sent[0];
}

/** Fields of the parameter `body` or `query` of a method; of one that has none, nothing. */
function fieldsTaken(sdk: Sdk, file: string, className: string, name: string): RequestShape {
	const { checker } = sdk;
	const method = exportedType(sdk, file, className).getProperty(name)!;
	const [signature] = checker.getTypeOfSymbol(method).getCallSignatures();
	const parameter = signature.getParameters().find((one) => one.name === 'body' || one.name === 'query');
	if (!parameter) return {};
	const [type] = membersOf(checker.getNonNullableType(checker.getTypeOfSymbol(parameter)));
	return fieldsOf(checker, type);
}

const METHODS: Readonly<Record<Call['kind'], string>> = {
	get: 'GET',
	list: 'GET',
	create: 'POST',
	sound: 'POST',
	update: 'PATCH',
	delete: 'DELETE',
};

/** What every list that comes page by page takes besides its filters. */
const PAGE: RequestShape = { limit: { required: false, shape: ['number'] }, cursor: { required: false, shape: ['string'] } };

/** The calls that the rows describe. */
export function rowCalls(calls: Readonly<Record<string, Call>>): Catalogue {
	return Object.fromEntries(
		Object.values(calls).map((call) => {
			const ids = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
			const params = Object.fromEntries(Object.entries(call.params).filter(([name]) => !ids.includes(name)));
			const isPaged = call.kind === 'list' && call.readPage.name === 'cursorPage';
			const isWhole = call.kind === 'list' && call.readPage.name === 'wholePage';
			// The list of days is asked for by a body.
			const method = call.kind === 'list' && !isPaged && !isWhole ? 'POST' : METHODS[call.kind];
			return [`${method} ${call.path.replace(/\{\w+\}/, '{id}')}`, { ...fieldsSent(params), ...(isPaged && PAGE) }] as const;
		}),
	);
}

/** Of a flat variant every form puts fields of its own beside the others. */
function fieldsSent(params: Fields): RequestShape {
	const flat = Object.values(params).filter((param): param is VariantParam => param.kind === 'variant' && param.flat === true);
	const others = Object.entries(params).filter(([, param]) => !flat.includes(param as VariantParam));
	const merged: Record<string, FieldShape> = {};
	for (const fields of flat.flatMap(({ forms }) => forms.map((form) => form.fields))) {
		for (const [name, { shape }] of Object.entries(requestShape(fields))) {
			// What is emptied is null, or a list of nothing.
			const values = shape.filter((value) => value !== 'null' && value !== '[]');
			merged[name] = { required: false, shape: union([...(merged[name]?.shape ?? []), ...values]) };
		}
	}
	return { ...requestShape(Object.fromEntries(others)), ...merged };
}
