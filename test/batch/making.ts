import type { IDataObject } from 'n8n-workflow';
import { make, type Making } from '../../nodes/Runway/batch/make';
import type { WaitSettings } from '../../nodes/Runway/batch/types';
import type { Creation } from '../../nodes/Runway/transport/create';
import { answer } from '../transport/scripted';
import { SETTINGS, type createScene } from './building';

export const voice = (status: string, more: object = {}) => answer(200, { id: 'v 1', status, ...more });
export const created = (more: object = {}): Creation<IDataObject> => ({ kind: 'created', made: { id: 'v 1', ...more } });

export interface Wish {
	readonly settings?: Partial<WaitSettings> | null;
	readonly itemIndex?: number;
	readonly fingerprint?: string;
}

/** A voice that is to be made, from these answers to its request; `null`: it is ready at once. */
export function wish(answers: ReadonlyArray<Creation<IDataObject>>, { settings = {}, itemIndex = 0, fingerprint = 'f' }: Wish = {}) {
	const left = [...answers];
	const sent = { count: 0 };
	const making: Making = {
		itemIndex,
		thing: { noun: 'voice', a: 'a voice', path: 'voices', idName: 'voiceId' },
		...(settings && { settings: { ...SETTINGS, ...settings } }),
		fingerprint,
		echo: { name: 'Ann', status: 'never' },
		async send() {
			sent.count += 1;
			const next = left.shift();
			if (!next) throw new Error('One creating request too many');
			return next;
		},
		result: (thing) => [{ ...thing, shown: true }],
	};
	return { making, sent };
}

type Scene = ReturnType<typeof createScene>;
export const makeOne = async ({ run }: Scene, { making }: ReturnType<typeof wish>) => (await make(run, [making]))[0];
