import type { IDataObject } from 'n8n-workflow';
import { fetchOne } from '../../batch/fetch';
import { outputName } from '../../batch/items';
import type { Outcome, Run } from '../../batch/types';
import { create } from '../../transport/create';
import type { CallJob } from './callOperation';
import type { SoundCall } from './types';

const WORDS = { noun: 'preview', ifLost: 'Run the item again if you want another one; the first is lost.' };

/** Lets Runway make a sound, and downloads it. */
export async function makeSound(run: Run, call: SoundCall, { itemIndex, path, request, settings }: CallJob): Promise<Outcome> {
	const made = await run.limits.submit(async () => {
		const sent = await request.body();
		if ('kind' in sent) return sent;
		return await create(run.client, run, path, sent.body, WORDS, ({ url, durationSecs }: IDataObject) =>
			typeof url === 'string' ? { url, duration: durationSecs } : undefined,
		);
	});
	const failed = (outcome: Outcome): Outcome => {
		if (run.stopOnFailure) run.halted = true;
		return outcome;
	};
	if (made.kind === 'stopped' || made.kind === 'skipped') return made;
	if (made.kind !== 'created') return failed({ kind: 'failed', failure: made.failure });
	const { url, duration } = made.made;
	const name = settings.fileName ? outputName(settings.fileName, '', { index: 0, count: 1 }) : call.fileName;
	const result = await fetchOne(run, { url: () => url, name, limitMs: 0, refresh: async () => false });
	if ('stopped' in result) return { kind: 'stopped' };
	if ('reason' in result) {
		const description = 'Run the item again for a new preview.';
		return failed({ kind: 'failed', failure: { message: `${call.what}: ${result.reason}`, description } });
	}
	const { binary, fileName, mimeType, sizeBytes } = result.file;
	const json = { duration, outputUrl: url, fileName, mimeType, fileSize: sizeBytes };
	return { kind: 'items', items: [{ json, binary: { [settings.binaryPropertyOutput]: binary }, pairedItem: { item: itemIndex } }] };
}
