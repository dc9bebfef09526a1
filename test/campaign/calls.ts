import type { CallId } from '../../nodes/Runway/actions/calls';
import type { Thing, ThingKind, ThingShelf } from '../emulator/things';
import type { Case } from './case';

/** The calls that the campaign makes, and what of the account each is about. */
export const CALL_KINDS = {
	'voice.create': 'voices',
	'avatar.create': 'avatars',
	'document.create': 'documents',
	'voice.preview': 'voices',
	'voice.get': 'voices',
	'avatar.getMany': 'avatars',
	'document.update': 'documents',
	'document.delete': 'documents',
	'conversation.get': 'avatar_conversations',
	'conversation.getMany': 'avatar_conversations',
	'conversation.delete': 'avatar_conversations',
} as const satisfies Partial<Record<CallId, ThingKind>>;

export type CallOperation = keyof typeof CALL_KINDS;

export const CALL_OPERATIONS = Object.keys(CALL_KINDS) as CallOperation[];

export function isCall(operation: Case['operation']): operation is CallOperation {
	return operation in CALL_KINDS;
}

/** What results, and the fields of the editor, call the ID of what a call is about. */
export function idNameOf(operation: CallOperation): string {
	return `${operation.split('.')[0]}Id`;
}

const FIELDS: Readonly<Record<string, Thing['fields']>> = {
	voices: { name: 'Narrator' },
	avatars: { name: 'Agent', personality: 'Friendly', voice: { type: 'runway-live-preset', presetId: 'clara' } },
	documents: { name: 'FAQ', content: 'Returns within 30 days.' },
	avatar_conversations: { name: 'Call', status: 'ended', avatar: null, transcript: [] },
};

/** What the account has before the node runs: of lists more than a page. */
export function fillShelf({ operation, items }: Case, shelf: ThingShelf): Thing[] {
	if (!isCall(operation)) return [];
	const numbers = items.map(({ task }) => (typeof task === 'number' ? task : -1));
	const count = operation.endsWith('.getMany') ? 130 : Math.max(-1, ...numbers) + 1;
	const kind = CALL_KINDS[operation];
	return Array.from({ length: count }, () => shelf.add(kind, FIELDS[kind], true));
}

const DESCRIPTION = 'A warm and friendly voice with a slight accent';

/** The parameters the editor would hold for one item of a call. @param text tells whose request it is */
export function parametersOfCall(operation: CallOperation, text: string, id: string, item: Case['items'][number]): Record<string, unknown> {
	const [resource, name] = operation.split('.');
	const common = { resource, operation: name };
	const asks: Readonly<Record<string, Record<string, unknown>>> = {
		'voice.create': { name: text, from: 'text', prompt: DESCRIPTION, model: 'eleven_ttv_v3' },
		'voice.preview': { prompt: `${DESCRIPTION}, ${text}`, model: 'eleven_ttv_v3' },
		'avatar.create': {
			...{ name: text, personality: 'Friendly', voiceType: 'preset', voice: 'clara', documentIds: [] },
		},
		'document.create': { name: text, content: 'Returns within 30 days.' },
		'document.update': { name: text, content: '' },
	};
	const limit = operation.endsWith('.getMany') && { returnAll: item.task === 'unknown', limit: 110 };
	const wrong = item.invalid && { name: { no: 'text' }, prompt: 'short', limit: 'many', returnAll: false };
	return { ...common, [idNameOf(operation)]: id, ...asks[operation], ...limit, ...wrong };
}
