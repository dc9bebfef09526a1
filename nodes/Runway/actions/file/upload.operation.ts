import type { Outcome, Run } from '../../batch/types';
import { taskItem } from '../../batch/items';
import { isBlank, shown } from '../../shared/values';
import { checkUpload, type MediaFile } from '../../transport/media';
import type { Operation } from '../types';

interface UploadJob {
	readonly itemIndex: number;
	readonly file: MediaFile;
	readonly fileName?: string;
}

const FIELD = 'Input Binary Field';

/** Makes an address of a file that requests of the next 24 hours can name. */
export const upload: Operation<UploadJob> = {
	fields: () => [
		{
			displayName: FIELD,
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the input binary field containing the file to be uploaded',
			description: 'A file of 512 bytes to 200 MB. The operations of this node can use images, videos and sounds.',
		},
	],

	async prepare({ host }, itemIndex) {
		const raw = host.getNodeParameter('binaryPropertyName', itemIndex, '');
		if (isBlank(raw)) return { problems: [{ field: FIELD, message: 'Empty. Enter the name of the binary field that holds the file.' }] };
		if (typeof raw !== 'string') {
			return { problems: [{ field: FIELD, message: `Expected the name of a binary field, such as data, but got ${shown(raw)}.` }] };
		}
		const checked = await checkUpload(host, itemIndex, raw.trim(), FIELD);
		return 'message' in checked ? { problems: [checked] } : { job: { itemIndex, ...checked } };
	},

	carryOut: async (run, jobs) => await Promise.all(jobs.map(async (job) => await uploadOne(run, job))),
};

async function uploadOne(run: Run, { itemIndex, file, fileName }: UploadJob): Promise<Outcome> {
	return await run.limits.submit(async () => {
		if (run.halted) return { kind: 'skipped' };
		const uploaded = await run.uploads.upload(file);
		if ('stopped' in uploaded) return { kind: 'stopped' };
		if ('failure' in uploaded) {
			if (run.stopOnFailure) run.halted = true;
			return { kind: 'failed', failure: uploaded.failure };
		}
		const { uri, expiresAt } = uploaded;
		const { mimeType, sizeBytes } = file;
		const json = { runwayUri: uri, expiresAt: new Date(expiresAt).toISOString(), fileName, mimeType, fileSize: sizeBytes };
		return { kind: 'items', items: [taskItem(itemIndex, json)] };
	});
}
