import { createHmac, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';

import { zipSync } from 'fflate';
import type { EmulatedTask } from './tasks';
import type { Body, Extension, Rendering } from './types';
import { countOf } from './prices';
import { extensionFor, renderFull, renderTiny, type FindFile } from './render';
import { filesOfRun, RUN } from './workflows';

const contentTypes: Readonly<Record<Extension, string>> = {
	'.mp4': 'video/mp4',
	'.mov': 'video/quicktime',
	'.zip': 'application/zip',
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.webp': 'image/webp',
	'.wav': 'audio/wav',
	'.mp3': 'audio/mpeg',
	'.ogg': 'audio/ogg',
};

export interface OutputFile {
	readonly contentType: string;
	readonly body: Body;
}

/** The file type that a task's outcome or its request means. */
export function extensionOf({ outcome, request }: EmulatedTask): Extension {
	return outcome.extension ?? extensionFor(request);
}

function filesOf(task: EmulatedTask): number {
	return task.request.endpoint === RUN ? filesOfRun(task) : (task.outcome.files ?? countOf(task.request));
}

/** Players of these skip what they do not know, so that a file can have any size. */
const PADDED: readonly Extension[] = ['.mp4', '.mov'];

/** Signs output URLs and makes the files behind them. */
export class OutputShelf {
	private readonly secret = randomBytes(32);
	private signed = 0;

	constructor(
		private readonly now: () => number,
		private readonly filesUrl: string,
		private readonly lifeMs = 24 * 3600 * 1000,
		private readonly rendering: Rendering = 'full',
	) {}

	/** Fresh URLs for the files of a finished task. */
	urls(task: EmulatedTask): string[] {
		return Array.from({ length: filesOf(task) }, (_, index) => {
			const path = `/outputs/${task.id}/${index}${extensionOf(task)}`;
			// The number makes two readings in the same millisecond differ.
			const claim = `${this.now() + this.lifeMs}.${(this.signed += 1)}`;
			return `${this.filesUrl}${path}?_jwt=${claim}.${this.sign(path, claim)}`;
		});
	}

	/** A signed URL for the sound of a voice that fits a description. */
	previewUrl(prompt: string): string {
		const path = `/previews/${Buffer.from(prompt).toString('base64url').slice(0, 200)}.mp3`;
		const claim = `${this.now() + this.lifeMs}.${(this.signed += 1)}`;
		return `${this.filesUrl}${path}?_jwt=${claim}.${this.sign(path, claim)}`;
	}

	/** Whether a URL's signature is ours and still good. */
	allows(url: URL): boolean {
		const [, expires = '', number, signature] =
			/^(\d+)\.(\d+)\.(\w+)$/.exec(url.searchParams.get('_jwt') ?? '') ?? [];
		return signature === this.sign(url.pathname, `${expires}.${number}`) && this.now() < Number(expires);
	}

	/** One output file. Rendering happens here, when somebody first asks. */
	async file(task: EmulatedTask, index: number, find: FindFile): Promise<OutputFile> {
		const extension = extensionOf(task);
		const contentType = contentTypes[extension];
		const label = `${task.id} ${index}`;
		const bytes =
			this.rendering === 'tiny'
				? await renderTiny(label, extension)
				: await renderFull(task.request, index, extension, find);
		if (extension === '.zip') return { contentType, body: frameArchive(bytes, label) };
		if (!PADDED.includes(extension)) return { contentType, body: bytes };
		// A size of its own for each file, so that mixed-up files are seen.
		const natural = 64 + ((task.index * 7 + index) % 1000);
		return { contentType, body: padded(bytes, label, natural, task.outcome.sizeBytes) };
	}

	private sign(path: string, claim: string): string {
		return createHmac('sha256', this.secret).update(`${path} ${claim}`).digest('hex');
	}
}

/** What an image sequence arrives as, the same bytes each time; here the clip itself stands for its frames. */
function frameArchive(clip: Buffer, label: string): Buffer {
	const colorimetry = Buffer.from(JSON.stringify({ task: label }));
	return Buffer.from(zipSync({ 'colorimetry.json': colorimetry, 'clip.mp4': clip }, { level: 0, mtime: '2024-01-01' }));
}

/**
 * A video followed by a `free` box, which players skip: filled with the label over and over, `extra` bytes
 * long or as long as the wanted size needs. The filling is made while it is sent.
 */
function padded(video: Buffer, label: string, extra: number, sizeBytes = 0): Body {
	const fill = Math.max(extra, sizeBytes - video.length - 8);
	const box = Buffer.alloc(8);
	box.writeUInt32BE(fill + 8, 0);
	box.write('free', 4, 'latin1');
	const head = Buffer.concat([video, box]);
	const pattern = Buffer.from(`${label} `.repeat(1600));
	const open = () => {
		let left = fill;
		const generate = function* () {
			yield head;
			while (left > 0) {
				const part = pattern.subarray(0, Math.min(left, pattern.length));
				left -= part.length;
				yield part;
			}
		};
		return Readable.from(generate(), { objectMode: false });
	};
	return { size: head.length + fill, open };
}
