import { randomUUID } from 'node:crypto';
import type { EmulatorOptions } from './types';

export type ThingKind = 'voices' | 'avatars' | 'documents' | 'avatar_conversations' | 'routers' | 'workflows';

/** Something that belongs to the account: a voice, a document. */
export interface Thing {
	readonly kind: ThingKind;
	readonly id: string;
	readonly createdAt: number;
	updatedAt: number;
	/** When it stops being PROCESSING. */
	readyAt: number;
	/** Why it is not READY then. */
	readonly failureReason?: string;
	fields: Readonly<Record<string, unknown>>;
}

/** Voices and avatars take so long to be made, unless told otherwise. */
const USUAL_MAKING_MS = 8000;

/** Those of the kinds that are made, not just stored. */
const MADE: readonly ThingKind[] = ['voices', 'avatars'];

/** What belongs to the account, oldest first. */
export class ThingShelf {
	readonly all: Thing[] = [];
	private made = 0;

	constructor(
		private readonly now: () => number,
		private readonly options: Pick<EmulatorOptions, 'makingMs' | 'making'>,
	) {}

	/** @param finished there since long: ready at once */
	add(kind: ThingKind, fields: Thing['fields'], finished = false): Thing {
		const now = this.now();
		const isMade = MADE.includes(kind) && !finished;
		const failureReason = isMade ? this.options.making?.(kind, fields, this.made++) : undefined;
		const readyAt = isMade ? now + (this.options.makingMs ?? USUAL_MAKING_MS) : now;
		const thing: Thing = { kind, id: randomUUID(), createdAt: now, updatedAt: now, readyAt, failureReason, fields };
		this.all.push(thing);
		return thing;
	}

	of(kind: ThingKind): Thing[] {
		return this.all.filter((thing) => thing.kind === kind);
	}

	find(kind: ThingKind, id: string): Thing | undefined {
		return this.of(kind).find((thing) => thing.id === id);
	}

	change(thing: Thing, fields: Thing['fields']): void {
		thing.fields = { ...thing.fields, ...fields };
		thing.updatedAt = this.now();
		// A new picture is worked on like the first one.
		if ('referenceImage' in fields) thing.readyAt = this.now() + (this.options.makingMs ?? USUAL_MAKING_MS);
	}

	remove(thing: Thing): void {
		this.all.splice(this.all.indexOf(thing), 1);
		if (thing.kind !== 'documents') return;
		for (const avatar of this.of('avatars')) {
			const ids = documentIdsOf(avatar).filter((id) => id !== thing.id);
			avatar.fields = { ...avatar.fields, documentIds: ids };
		}
	}

	/** A thing as the API shows it. */
	json(thing: Thing): Record<string, unknown> {
		const { kind, id, fields } = thing;
		const [createdAt, updatedAt] = [thing.createdAt, thing.updatedAt].map((ms) => new Date(ms).toISOString());
		switch (kind) {
			case 'voices':
				return { id, name: fields.name, description: fields.description ?? null, createdAt, ...this.state(thing, { previewUrl: null }) };
			case 'avatars': {
				const { name, personality, startScript = null, voice } = fields;
				const images = { referenceImageUri: `https://files.example.com/${id}.png`, processedImageUri: null };
				const common = { id, name, personality, startScript, voice: this.voiceOf(voice), documentIds: documentIdsOf(thing) };
				return { ...common, ...images, createdAt, updatedAt, ...this.state(thing, {}) };
			}
			case 'documents': {
				const users = this.of('avatars').filter((avatar) => documentIdsOf(avatar).includes(id));
				const usedBy = users.map((avatar) => ({ id: avatar.id, name: avatar.fields.name, imageUrl: null }));
				return { id, name: fields.name, type: 'text', usedBy, content: fields.content, createdAt, updatedAt };
			}
			case 'routers':
				return { id, ...fields, createdAt, updatedAt };
			default:
				return { id, createdAt, ...fields };
		}
	}

	private state({ readyAt, failureReason }: Thing, ready: object): object {
		if (this.now() < readyAt) return { status: 'PROCESSING' };
		return failureReason === undefined ? { status: 'READY', ...ready } : { status: 'FAILED', failureReason };
	}

	private voiceOf(voice: unknown): unknown {
		const { type, presetId, id } = voice as Record<string, string>;
		if (type === 'runway-live-preset') return { type, presetId, name: presetId, description: 'A preset voice' };
		const custom = this.find('voices', id);
		return custom ? { type, id, deleted: false, name: custom.fields.name, description: null } : { type, id, deleted: true };
	}
}

function documentIdsOf({ fields }: Thing): string[] {
	return (fields.documentIds ?? []) as string[];
}
