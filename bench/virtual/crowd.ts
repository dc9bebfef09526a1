import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Readable } from 'node:stream';
import { runOperation } from '../../nodes/Runway/actions/router';
import { parametersOf, type Case } from '../../test/campaign/case';
import type { Wire } from '../../test/campaign/exchange';
import { BinaryStore, createHost } from '../../test/campaign/host';
import { VirtualClock } from '../../test/engine/virtualClock';

export interface Crowd {
	/** Of the processor, for the node and the little around it. */
	readonly cpuMsPerItem: number;
	/** On the clock. */
	readonly seconds: number;
	readonly looks: number;
}

/**
 * Runs the node over many items on a clock that jumps. Runway answers at once and without a network, so that hardly
 * anything but the node itself takes the processor's time.
 * @param tells whether tasks tell their progress
 */
export async function runCrowd(items: number, taskMs: number, tells: boolean): Promise<Crowd> {
	const clock = new VirtualClock();
	const runway = atOnce(clock, taskMs, tells);
	const test: Case = { operation: 'video.generate', items: Array.from({ length: items }, () => ({})), options: { waitLimit: 0 } };
	const host = createHost({
		wire: runway.wire,
		store: new BinaryStore(),
		items: test.items.map((_, row) => ({ json: { row } })),
		parameters: test.items.map((_, index) => parametersOf(test, index, [])),
		signal: new AbortController().signal,
		context: {},
		credential: { apiKey: 'key', baseUrl: 'https://api.example' },
	});
	const begun = process.cpuUsage();
	const [given] = await runOperation(host, clock);
	const { user, system } = process.cpuUsage(begun);
	if (given.filter(({ binary }) => binary).length !== items) throw new Error(`Not all of ${items} items have a file`);
	return { cpuMsPerItem: (user + system) / 1000 / items, seconds: clock.elapsed() / 1000, looks: runway.looks() };
}

function atOnce(clock: VirtualClock, taskMs: number, tells: boolean) {
	const created: number[] = [];
	let looks = 0;
	const json = (body: IDataObject) => ({ statusCode: 200, headers: {}, body });
	const request = async ({ method, url, encoding }: IHttpRequestOptions) => {
		if (encoding === 'stream') {
			const headers = { 'content-type': 'video/mp4', 'content-length': '4' };
			return { statusCode: 200, headers, body: Readable.from([Buffer.from('file')], { objectMode: false }) };
		}
		if (method === 'POST') return json({ id: `t${created.push(clock.now()) - 1}` });
		looks += 1;
		const id = url.slice(url.lastIndexOf('/') + 1);
		const done = (clock.now() - created[Number(id.slice(1))]) / taskMs;
		if (done >= 1) return json({ id, status: 'SUCCEEDED', output: ['https://files.example/clip.mp4'] });
		return json({ id, status: 'RUNNING', ...(tells && { progress: Math.round(done * 100) / 100 }) });
	};
	return { wire: { request } as unknown as Wire, looks: () => looks };
}
