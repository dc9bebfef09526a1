import { storeError } from './answers';
import type { Call } from './call';
import { parseDataUri } from './media';
import type { OutputFile, OutputShelf } from './outputs';
import { renderTiny } from './render';
import type { EmulatedTask, TaskBook } from './tasks';
import type { Answer } from './types';
import type { UploadShelf } from './uploads';

interface Shelves {
	readonly tasks: TaskBook;
	readonly uploads: UploadShelf;
	readonly outputs: OutputShelf;
}

/** The object store takes the form of an upload. */
export function receiveUpload({ id, headers, form }: Call, uploads: UploadShelf): Answer {
	const refusal = uploads.receive(id, headers, form);
	if (!refusal) return { status: 204, headers: {}, body: Buffer.alloc(0) };
	return storeError(refusal.status, refusal.code, refusal.message);
}

/** The object store hands out a file of a finished task. */
export async function sendOutput({ id, url, headers }: Call, { tasks, uploads, outputs }: Shelves): Promise<Answer> {
	if ('authorization' in headers) {
		return storeError(400, 'InvalidArgument', 'Only one auth mechanism allowed');
	}
	if (!outputs.allows(url)) return storeError(403, 'AccessDenied', 'Request has expired');
	const [taskId = '', index] = id.split('/');
	const task = tasks.any(taskId);
	if (!task || task.gone) return storeError(404, 'NoSuchKey', 'The specified key does not exist.');
	const { contentType, body } = await outputFile(task, Number(index), { uploads, outputs });
	const size = Buffer.isBuffer(body) ? body.length : body.size;
	return { status: 200, headers: { 'content-type': contentType, 'content-length': String(size) }, body };
}

/** The object store hands out the sound of a voice that was described. */
export async function sendPreview({ id, url, headers }: Call, outputs: OutputShelf): Promise<Answer> {
	if ('authorization' in headers) return storeError(400, 'InvalidArgument', 'Only one auth mechanism allowed');
	if (!outputs.allows(url)) return storeError(403, 'AccessDenied', 'Request has expired');
	const body = await renderTiny(id, '.mp3');
	return { status: 200, headers: { 'content-type': 'audio/mpeg', 'content-length': String(body.length) }, body };
}

/** One output file of a task, made from the files that its request names. */
export async function outputFile(
	task: EmulatedTask,
	index: number,
	{ uploads, outputs }: Pick<Shelves, 'uploads' | 'outputs'>,
): Promise<OutputFile> {
	return await outputs.file(task, index, (uri) => uploads.find(uri) ?? parseDataUri(uri)?.bytes);
}
