import { RESOURCES } from '../../nodes/Runway/actions';
import { ENDPOINTS, type EndpointId } from '../../nodes/Runway/catalogue/endpoints';
import { stopAll } from './harness/closing';
import { addCredential, runway, startRunway } from './harness/runway';
import { say } from './harness/say';
import { FILES_ON_DISK } from './harness/server';
import { startSite, type Site } from './harness/site';
import { byHand } from './harness/workflows';
import { PLANS, SOURCES } from './operationPlans';
import { TESTS } from './operationTests';

/** Every operation once in a real n8n, on files that the node before it has made. */

let site = {} as Site;

beforeAll(async () => {
	site = await startSite(await startRunway({ render: 'full' }), { env: FILES_ON_DISK });
});

afterAll(stopAll);

// Side by side, because most of it is waiting.
it.concurrent.each(Object.entries(PLANS))('%s', async (endpoint, { from, parameters = {}, gives }) => {
	const { api } = site;
	// An account of its own: all that is counted in it is this operation's.
	const emulator = await startRunway({ render: 'full' });
	emulator.core.things.add('routers', { name: 'Everyday', slug: 'everyday' });
	const credential = await addCredential(api, emulator);
	const [resource, operation] = endpoint.split('.');
	const nodes = [
		...(from ? [runway('Source', credential, SOURCES[from])] : []),
		runway('Operation', credential, { resource, operation, ...parameters }),
	];
	const execution = await api.execute(byHand(['x'], nodes));
	expect([execution.error?.message, execution.status]).toEqual([undefined, 'success']);

	const items = execution.items('Operation');
	expect(items.map(({ binary }) => binary!.data.mimeType)).toEqual(gives);
	const creates = emulator.core.log.creates();
	expect(creates).toHaveLength(nodes.length);
	expect(creates.at(-1)!.path).toBe(`/v1/${ENDPOINTS[endpoint as EndpointId].path}`);
	// The file that went in is the one that the node before had given out.
	const { request } = emulator.core.tasks.any(String(items[0].json.taskId))!;
	if (from) {
		const [{ json }] = execution.items('Source');
		const served = await emulator.core.outputBytes(String(json.taskId));
		expect(request.media.map(({ uri }) => uri.split(',')[1])).toContain(served.toString('base64'));
	}
	const served = await Promise.all(items.map(async ({ json }) => await emulator.core.outputBytes(String(json.taskId), Number(json.outputIndex))));
	const stored = await Promise.all(items.map(async ({ binary }) => await api.download(binary!.data)));
	expect(stored.map((bytes, index) => bytes.equals(served[index]))).toEqual(gives.map(() => true));
	say(`${endpoint}: ${items.length} file(s), ${stored[0].length} bytes, ${String(items[0].json.fileName)}`);
});

it.each(Object.entries(TESTS))('%s', async (_, { run }) => await run(site));

it('leaves out no operation of the node', () => {
	const all = RESOURCES.flatMap(({ value, operations }) => operations.map((operation) => `${value}.${String(operation.value)}`));
	const run = [...Object.keys(PLANS), ...Object.values(TESTS).flatMap(({ operations }) => operations)];
	expect(run.sort()).toEqual(all.sort());
});
