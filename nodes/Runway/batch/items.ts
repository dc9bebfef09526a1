import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunwayTask } from '../transport/types';
import type { DownloadedFile } from '../transport/download';
import { endingsOf, numbered, safeFileName, withEnding } from '../transport/fileNames';

/** What is known of a request and repeated in its results, by the names of the editor. */
export type Echo = Readonly<Record<string, string | number | boolean>>;

/** The facts of a task that every result item carries. */
export function taskJson(task: RunwayTask, echo: Echo = {}): IDataObject {
	const json = {
		taskId: task.id,
		status: task.status,
		cost: task.cost?.credits,
		estimatedCost: task.cost ? undefined : task.estimatedCost?.credits,
		progress: task.progress,
		createdAt: task.createdAt,
		failure: task.failure,
		failureCode: task.failureCode,
		nodeErrors: task.nodeErrors as IDataObject[] | undefined,
	};
	return withEcho(json, echo);
}

/** What a task is and costs comes first, then what was requested. */
export function withEcho({ taskId, status, cost, estimatedCost, ...rest }: IDataObject, echo: Echo): IDataObject {
	return withoutGaps({ taskId, status, cost, estimatedCost, ...echo, ...rest });
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

/** Name of an output file, its ending still to be seen to: the one that was chosen, or one with the task's id. */
export function outputName(fileName: string, taskId: string, { index, count }: { index: number; count: number }): string {
	const stem = safeFileName(fileName) || `runway-${safeFileName(taskId)}`;
	return count > 1 ? numbered(stem, index + 1) : stem;
}

/** The items of a task for another input item that waits for it as well, with its own names for file and field. */
export function itemsFor(
	items: readonly INodeExecutionData[],
	itemIndex: number,
	taskId: string,
	{ fileName, binaryPropertyOutput }: { fileName: string; binaryPropertyOutput: string },
): INodeExecutionData[] {
	return items.map(({ json, binary }) => {
		const pairedItem = { item: itemIndex };
		const [file] = Object.values(binary ?? {});
		if (!file) return { json, pairedItem };
		const { outputIndex: index, outputCount: count } = json as { outputIndex: number; outputCount: number };
		const name = withEnding(outputName(fileName, taskId, { index, count }), endingsOf(String(json.fileName)));
		return { json: { ...json, fileName: name }, binary: { [binaryPropertyOutput]: { ...file, fileName: name } }, pairedItem };
	});
}

/** One output file as an item. */
export function fileItem(
	itemIndex: number,
	json: IDataObject,
	output: { url: string; index: number; count: number; nodeId?: string },
	file: DownloadedFile,
	binaryProperty: string,
): INodeExecutionData {
	return {
		json: withoutGaps({
			...json,
			nodeId: output.nodeId,
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
