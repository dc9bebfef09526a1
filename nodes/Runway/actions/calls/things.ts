import type { IDataObject } from 'n8n-workflow';
import {
	AVATAR_ID,
	CHANGED_AVATAR,
	CHANGED_DOCUMENT,
	CHANGED_VOICE,
	CONVERSATION_FILTERS,
	CONVERSATION_ID,
	DOCUMENT_FILTERS,
	DOCUMENT_ID,
	NEW_AVATAR,
	NEW_DOCUMENT,
	NEW_VOICE,
	VOICE_ID,
	VOICE_PREVIEW,
} from '../../catalogue/params/things';
import type { Thing } from '../../batch/make';
import type { Fields, IdParam } from '../../catalogue/types';
import { cursorPage } from '../../transport/pages';
import type { CreateCall, DeleteCall, GetCall, JsonType, ListCall, SoundCall, UpdateCall } from './types';

/** Something that belongs to the account, as its operations need it. */
interface ThingRow extends Thing {
	readonly plural: string;
	readonly id: IdParam;
	readonly result: Readonly<Record<string, JsonType>>;
}

const DATES = { createdAt: 'string', updatedAt: 'string' } as const;

const VOICE: ThingRow = {
	noun: 'voice',
	a: 'a voice',
	plural: 'voices',
	path: 'voices',
	idName: 'voiceId',
	id: VOICE_ID,
	result: { status: 'string', name: 'string', description: 'string', previewUrl: 'string', createdAt: 'string', failureReason: 'string' },
};

const AVATAR: ThingRow = {
	noun: 'avatar',
	a: 'an avatar',
	plural: 'avatars',
	path: 'avatars',
	idName: 'avatarId',
	id: AVATAR_ID,
	result: {
		status: 'string',
		name: 'string',
		personality: 'string',
		startScript: 'string',
		voice: 'object',
		documentIds: 'array',
		referenceImageUri: 'string',
		processedImageUri: 'string',
		...DATES,
		failureReason: 'string',
	},
};

const DOCUMENT: ThingRow = {
	noun: 'document',
	a: 'a document',
	plural: 'documents',
	path: 'documents',
	idName: 'documentId',
	id: DOCUMENT_ID,
	result: { name: 'string', type: 'string', content: 'string', usedBy: 'array', ...DATES },
};

const CONVERSATION: ThingRow = {
	noun: 'conversation',
	a: 'a conversation',
	plural: 'conversations',
	path: 'avatar_conversations',
	idName: 'conversationId',
	id: CONVERSATION_ID,
	result: {
		status: 'string',
		name: 'string',
		avatar: 'object',
		duration: 'number',
		maxDuration: 'number',
		transcript: 'array',
		tools: 'array',
		hasTools: 'boolean',
		recordingUrl: 'string',
		createdAt: 'string',
		startedAt: 'string',
		endedAt: 'string',
		failure: 'string',
		failureCode: 'string',
	},
};

const title = (noun: string) => noun.charAt(0).toUpperCase() + noun.slice(1);

const resultOf = ({ idName, result }: ThingRow): GetCall['result'] => ({ [idName]: 'string', ...result });

/** Results have the id under the name that the next Runway node asks for. */
const named = ({ idName }: ThingRow) => ({ id, ...rest }: IdDataObject): IDataObject[] => [{ [idName]: id, ...rest }];

type IdDataObject = IDataObject & { id?: IDataObject[string] };

function get(thing: ThingRow): GetCall {
	return {
		kind: 'get',
		name: `Get ${title(thing.noun)}`,
		action: `Get ${thing.a}`,
		description: `Get what Runway knows of ${thing.a}`,
		what: `The ${thing.noun} could not be looked at`,
		path: `${thing.path}/{${thing.idName}}`,
		params: { [thing.idName]: thing.id },
		result: resultOf(thing),
		results: named(thing),
	};
}

function getMany(thing: ThingRow, filters: Fields = {}): ListCall {
	return {
		kind: 'list',
		name: `Get Many ${title(thing.plural)}`,
		action: `Get many ${thing.plural}`,
		description: `Get an item for each of the account's ${thing.plural}`,
		what: `The list of ${thing.plural} could not be loaded`,
		path: thing.path,
		params: filters,
		readPage: cursorPage,
		result: resultOf(thing),
		results: named(thing),
	};
}

function remove(thing: ThingRow, effect = ''): DeleteCall {
	return {
		kind: 'delete',
		name: `Delete ${title(thing.noun)}`,
		action: `Delete ${thing.a}`,
		description: `Delete ${thing.a} for good${effect}`,
		what: `The ${thing.noun} could not be deleted`,
		path: `${thing.path}/{${thing.idName}}`,
		params: { [thing.idName]: thing.id },
		idName: thing.idName,
		result: { [thing.idName]: 'string', deleted: 'boolean' },
	};
}

function update(thing: ThingRow, params: Fields): UpdateCall {
	return {
		kind: 'update',
		name: `Update ${title(thing.noun)}`,
		action: `Update ${thing.a}`,
		description: `Change ${thing.a}; what is not entered stays as it is`,
		what: `The ${thing.noun} could not be changed`,
		path: `${thing.path}/{${thing.idName}}`,
		params: { [thing.idName]: thing.id, ...params },
		check: (body) =>
			Object.keys(body).length > 0 ? undefined : { field: `Update ${title(thing.noun)}`, message: 'Nothing to change was entered.' },
		result: resultOf(thing),
		results: named(thing),
	};
}

function create(thing: ThingRow, params: Fields, description: string, waits: boolean): CreateCall {
	return {
		kind: 'create',
		name: `Create ${title(thing.noun)}`,
		action: `Create ${thing.a}`,
		description,
		what: `The ${thing.noun} could not be created`,
		path: thing.path,
		params,
		thing,
		waits,
		result: resultOf(thing),
		results: named(thing),
	};
}

const PREVIEW: SoundCall = {
	kind: 'sound',
	name: 'Preview Voice',
	action: 'Preview a voice from a description',
	description: 'Make a short sound file with a voice as a text describes it, before creating it',
	what: 'The preview could not be made',
	path: 'voices/preview',
	params: VOICE_PREVIEW,
	fileName: 'runway-voice-preview',
	result: { duration: 'number', outputUrl: 'string', fileName: 'string', mimeType: 'string', fileSize: 'integer' },
};

/** The operations on them. */
export const THINGS = {
	'voice.create': {
		...create(VOICE, NEW_VOICE, 'Make a voice of your own, from a description or a recording', true),
		action: 'Create or clone a voice',
	},
	'voice.get': get(VOICE),
	'voice.getMany': getMany(VOICE),
	'voice.update': update(VOICE, CHANGED_VOICE),
	'voice.delete': remove(VOICE),
	'voice.preview': PREVIEW,
	'avatar.create': create(AVATAR, NEW_AVATAR, 'Make an avatar of your own, from an image and a voice', true),
	'avatar.get': get(AVATAR),
	'avatar.getMany': getMany(AVATAR),
	'avatar.update': update(AVATAR, CHANGED_AVATAR),
	'avatar.delete': remove(AVATAR),
	'document.create': create(DOCUMENT, NEW_DOCUMENT, 'Store a text that avatars can know', false),
	'document.get': get(DOCUMENT),
	'document.getMany': getMany(DOCUMENT, DOCUMENT_FILTERS),
	'document.update': update(DOCUMENT, CHANGED_DOCUMENT),
	'document.delete': remove(DOCUMENT, '; avatars that use it forget it'),
	'conversation.get': { ...get(CONVERSATION), action: 'Get a conversation and its transcript' },
	'conversation.getMany': getMany(CONVERSATION, CONVERSATION_FILTERS),
	'conversation.delete': remove(CONVERSATION),
} as const;
