import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunwayTask } from '../transport/types';
import type { DownloadedFile } from '../transport/download';

/** What is known of a request and repeated in its results; fields that are not known are left out. */
export interface Request {
	readonly model?: string;
	readonly promptText?: string;
	readonly ratio?: string;
	readonly resolution?: string;
	readonly duration?: number | string;
	readonly seed?: number;
}

/** The facts of a task that every result item carries. */
export function taskJson(task: RunwayTask, request: Request = {}): IDataObject {
	return withoutGaps({
		taskId: task.id,
		status: task.status,
		...request,
		progress: task.progress,
		createdAt: task.createdAt,
		cost: task.cost?.credits,
		estimatedCost: task.cost ? undefined : task.estimatedCost?.credits,
		failure: task.failure,
		failureCode: task.failureCode,
	});
}

/** The fields of a request that an earlier Runway node has put into an item, for a task it started. */
export function requestOf(json: IDataObject, taskId: string): Request {
	if (json.taskId !== taskId) return {};
	const { model, promptText, ratio, resolution, duration, seed } = json as IDataObject & Request;
	return { model, promptText, ratio, resolution, duration, seed };
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
