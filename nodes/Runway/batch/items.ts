import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunwayTask } from '../transport/types';
import type { DownloadedFile } from '../transport/download';

/** What is known of a request and repeated in its results, by the names of the editor. */
export type Echo = Readonly<Record<string, string | number | boolean>>;

/** The facts of a task that every result item carries. */
export function taskJson(task: RunwayTask, echo: Echo = {}): IDataObject {
	return withoutGaps({
		taskId: task.id,
		status: task.status,
		...echo,
		progress: task.progress,
		createdAt: task.createdAt,
		cost: task.cost?.credits,
		estimatedCost: task.cost ? undefined : task.estimatedCost?.credits,
		failure: task.failure,
		failureCode: task.failureCode,
	});
}

/** What an earlier Runway node has put into an item about the request of a task it started. */
export function echoIn(json: IDataObject, taskId: string, names: readonly string[]): Echo {
	if (json.taskId !== taskId) return {};
	const isTelling = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
	return Object.fromEntries(names.filter((name) => isTelling(json[name])).map((name) => [name, json[name]])) as Echo;
}

/** An unfinished task as an item, without a file. */
export function taskItem(itemIndex: number, json: IDataObject): INodeExecutionData {
	return { json, pairedItem: { item: itemIndex } };
}

/** One output file as an item. */
export function fileItem(
	itemIndex: number,
	json: IDataObject,
	output: { url: string; index: number; count: number },
	file: DownloadedFile,
	binaryProperty: string,
): INodeExecutionData {
	return {
		json: withoutGaps({
			...json,
			outputUrl: output.url,
			outputIndex: output.index,
			outputCount: output.count,
			fileName: file.fileName,
			mimeType: file.mimeType,
			fileSize: file.sizeBytes,
		}),
		binary: { [binaryProperty]: file.binary },
		pairedItem: { item: itemIndex },
	};
}

function withoutGaps(json: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}
