import type { ApiAnswer } from '../../nodes/Runway/transport/client';
import type { MediaKind } from '../../nodes/Runway/shared/mediaTypes';
import { checkMedia, type CheckedMedia } from '../../nodes/Runway/transport/media';
import type { UploadContext } from '../../nodes/Runway/transport/upload';
import { Uploads } from '../../nodes/Runway/transport/uploads';
import { Timer } from '../../nodes/Runway/shared/timer';
import { fileHost, type Answer, type Storage, type StoredFile } from './files';
import { EvenClock, type Asked } from './scripted';

/** A ticket for an upload to this address. */
export const ticket = (uploadUrl = 'https://files.example/u'): ApiAnswer => ({
	kind: 'answer',
	status: 200,
	headers: {},
	body: { uploadUrl, fields: { key: 'uploads/1', policy: 'p' }, runwayUri: 'runway://abc' },
});
export const taken: Answer = { statusCode: 204 };

interface Scene {
	readonly file: StoredFile;
	readonly kind?: MediaKind;
	readonly answers?: readonly Answer[];
	readonly tickets?: readonly ApiAnswer[];
	readonly baseUrl?: string;
	/** Acts on the execution when a ticket is asked for: the number of the request, from 1. */
	readonly onAsked?: (count: number, stop: AbortController) => void;
	readonly stopped?: boolean;
}

/** Checks a file and makes a URI of it, as an operation does. */
export async function send({ file, kind = 'image', answers = [taken], tickets = [ticket()], baseUrl = 'https://api.example', onAsked, stopped }: Scene) {
	const stop = new AbortController();
	if (stopped) stop.abort();
	const acted = fileHost({ file, answers, signal: stop.signal });
	const clock = new EvenClock();
	const asked: Asked[] = [];
	const left = [...tickets];
	const context: UploadContext = {
		host: acted.host,
		client: {
			baseUrl,
			send: async (request) => {
				asked.push({ ...request, at: clock.elapsed() });
				onAsked?.(asked.length, stop);
				return left.shift()!;
			},
		},
		clock,
		timer: new Timer(clock, stop.signal),
		stopped: () => stop.signal.aborted,
	};
	const input = { source: 'binary', binaryPropertyName: 'data' } as const;
	const checked = await checkMedia(acted.host, 0, { kinds: [kind], input, label: 'File' });
	return { ...acted, asked, clock, signal: stop.signal, result: await new Uploads(context, {}, '').toUri(checked as CheckedMedia) };
}

/** A file of this many bytes that begins like `start`. */
export function padded(start: Buffer, sizeBytes: number, mimeType: string, storage?: Storage): StoredFile {
	return { pieces: [start, Buffer.alloc(Math.max(0, sizeBytes - start.length), 7)], mimeType, storage };
}
