import { faultyStatus, json, lost, text } from './answers';
import type { Answer, ConnectionFault, Fault } from './types';

/** The answer to a request that this fault befalls. `process` carries the request out. */
export async function answerWith(
	fault: Fault | undefined,
	process: () => Promise<Answer>,
): Promise<Answer & { connection?: ConnectionFault }> {
	if (!fault) return await process();
	switch (fault.kind) {
		case 'refused':
			return { ...lost(), connection: fault };
		case 'reset-before':
			return lost();
		case 'reset-after':
			await process();
			return lost();
		case 'status':
			if (fault.processed) await process();
			return faultyStatus(fault.status, fault.body, fault.headers);
		case 'html':
			if (fault.processed) await process();
			return text(
				fault.status ?? 200,
				'text/html',
				'<!doctype html><title>Gateway</title><h1>Gateway</h1>',
			);
		case 'json': {
			const answer = await process();
			if (!Buffer.isBuffer(answer.body) || !answer.headers['content-type']?.includes('json')) return answer;
			return json(answer.status, fault.change(JSON.parse(answer.body.toString())));
		}
		case 'headers': {
			const answer = await process();
			const headers = Object.entries({ ...answer.headers, ...fault.set });
			const kept = headers.filter((header): header is [string, string] => header[1] !== undefined);
			return { ...answer, headers: Object.fromEntries(kept) };
		}
		default:
			return { ...(await process()), connection: fault };
	}
}
