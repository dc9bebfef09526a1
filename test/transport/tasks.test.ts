import type { ApiRequest, Client } from '../../nodes/Runway/transport/client';
import { createTask } from '../../nodes/Runway/transport/tasks';
import { VirtualClock } from '../engine/virtualClock';

async function timeoutFor(body: object): Promise<number> {
	const clock = new VirtualClock();
	let request: ApiRequest | undefined;
	const client: Client = {
		baseUrl: 'https://api.dev.runwayml.com',
		async send(given) {
			request = given;
			return { kind: 'answer', status: 200, headers: {}, body: { id: 'a' } };
		},
	};
	const timer = { pause: () => ({ over: Promise.resolve() }) };
	const run = { clock, timer, halted: false, stopped: () => false } as unknown as Parameters<typeof createTask>[1];
	await createTask(client, run, '/v1/text_to_video', body as never);
	return request!.timeoutMs;
}

describe('the time-out of a creating request', () => {
	it('is a minute, as Runway itself gives it', async () => {
		expect(await timeoutFor({ promptText: 'A fox' })).toBeGreaterThanOrEqual(60_000);
		expect(await timeoutFor({ promptText: 'A fox' })).toBeLessThan(61_000);
	});

	it('grows with the files in it, which are not written out only to be measured', async () => {
		let written = 0;
		const body = { promptImage: [{ uri: 'x'.repeat(5_000_000) }], toJSON: () => (written += 1) };
		expect(await timeoutFor(body)).toBeGreaterThanOrEqual(60_000 + 50_000);
		expect(written).toBe(0);
	});
});
