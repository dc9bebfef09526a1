import type { IDataObject } from 'n8n-workflow';
import { picture, dataUri } from '../emulator/talk';
import { done, fileOf } from '../batch/building';
import { answer, lost, seen } from '../transport/scripted';
import { ticket, taken } from '../transport/uploading';
import { actedNode, type ActedNode } from './node';

const ID = '11111111-1111-4111-8111-111111111111';
const START = `POST ${ID}`;
const parameters = { resource: 'savedWorkflow', operation: 'run', workflowId: { __rl: true, mode: 'id', value: ID } };
const runs = (more: Partial<ActedNode> = {}) => actedNode({ parameters, ...more });
const created = (id = 'r1') => answer(200, { id });
const going = (id: string, count: number) => Array.from({ length: count }, () => seen(id, 'RUNNING'));
const prompt = { n1: { prompt: { type: 'primitive', value: 'A fox' } } };

describe('Run Saved Workflow', () => {
	it('starts one run, looks where runs are, and gives the files of each node', async () => {
		const output = { n2: ['https://f.example/b'], n1: ['https://f.example/a'] } as unknown as string[];
		const { run, asked } = runs({ runway: { [START]: [created()], 'GET r1': [seen('r1', 'RUNNING'), done('r1', { output })] }, files: [fileOf('a'), fileOf('bc')] });
		const items = await run();
		expect(asked.map(({ method, path, body, at }) => [at, method, path, body])).toEqual([
			[0, 'POST', `/v1/workflows/${ID}`, {}],
			[5000, 'GET', '/v1/workflow_invocations/r1', undefined],
			[10_000, 'GET', '/v1/workflow_invocations/r1', undefined],
		]);
		expect(items.map(({ json, pairedItem }) => [json.nodeId, json.fileName, json.outputIndex, json.outputCount, pairedItem])).toEqual([
			['n1', 'runway-r1-1.mp4', 0, 2, { item: 0 }],
			['n2', 'runway-r1-2.mp4', 1, 2, { item: 0 }],
		]);
		expect(items[0].json).toMatchObject({ taskId: 'r1', status: 'SUCCEEDED', workflowId: ID });
		expect(items.map(({ binary }) => Object.keys(binary!))).toEqual([['data'], ['data']]);
	});

	it.each<[string, unknown, object]>([
		['an object', prompt, { nodeOutputs: prompt }],
		['JSON', JSON.stringify(prompt), { nodeOutputs: prompt }],
		['nothing', '', {}],
		['an empty object', '{}', {}],
		['a node without any', { n1: {} }, { nodeOutputs: { n1: {} } }],
	])('sends the inputs: %s', async (_, nodeOutputs, body) => {
		const { run, asked } = runs({ each: [{ nodeOutputs, waitForCompletion: false }], runway: { [START]: [created()] } });
		expect(await run()).toEqual([{ json: { taskId: 'r1', status: 'PENDING', workflowId: ID, createdAt: expect.any(String) as string }, pairedItem: { item: 0 } }]);
		expect(asked.map((request) => request.body)).toEqual([body]);
	});

	it('sends addresses as they are, and what is too large for a data URI as an upload', async () => {
		const large = dataUri('image/png', Buffer.concat([picture('image/png'), Buffer.alloc(5_000_000)]));
		const nodeOutputs = { n1: { still: { type: 'image', uri: large }, clip: { type: 'video', uri: 'https://a.example/a.mp4' } } };
		const { run, asked, names } = runs({
			each: [{ nodeOutputs, waitForCompletion: false }],
			runway: { 'POST uploads': [ticket()], [START]: [created()] },
			files: [taken],
		});
		await run();
		expect(names()).toEqual(['0 POST uploads', `10 ${START}`]);
		expect(asked[1].body).toEqual({ nodeOutputs: { n1: { still: { type: 'image', uri: 'runway://abc' }, clip: { type: 'video', uri: 'https://a.example/a.mp4' } } } });
	});

	it('names all that is wrong at once, and starts nothing', async () => {
		const each = [{ workflowId: '', nodeOutputs: '{ "a": ', options: { waitLimit: -1 } }];
		const { error, asked } = runs({ each });
		const { message, description, context } = await error();
		expect(message).toMatch(/^Saved Workflow: Empty/);
		expect(description).toMatch(/^Also: Node Outputs: This is not valid JSON.* Wait Limit: Must be a number from 0 to 10080, but is -1\. Nothing was sent/);
		expect([asked, context.data]).toEqual([[], undefined]);
	});

	it.each([
		['Saved Workflow: ', { workflowId: '' }],
		['Node Outputs: ', { nodeOutputs: '[]' }],
		['Wait Limit: ', { options: { waitLimit: -1 } }],
	])('starts nothing for what is wrong with %j alone', async (field, entered) => {
		const { error, asked } = runs({ each: [entered] });
		const { message, description } = await error();
		expect([message.startsWith(field), description, asked]).toEqual([true, 'Nothing was sent to Runway for this item, so nothing was charged.', []]);
	});

	it('starts nothing with a file that cannot be sent', async () => {
		const nodeOutputs = { n1: { still: { type: 'image', uri: dataUri('image/png', Buffer.from('no picture at all')) } } };
		const { error, asked } = runs({ each: [{ nodeOutputs }] });
		expect((await error()).message).toMatch(/^Node Outputs: n1: still: /);
		expect(asked).toEqual([]);
	});

	it('starts one for each item, and none after a refusal at which the node stops', async () => {
		const { error, names } = runs({ each: [{}, {}, {}], runway: { [START]: [created(), answer(400, { error: 'no' })], 'GET r1': [done('r1')] } });
		const { message, description } = await error();
		expect(message).toBe('Item 2 of 3: Runway refused the request: no');
		expect(description).toContain('Tasks of the other items: item 1: r1 (SUCCEEDED).');
		expect(description).toContain('Nothing was sent for 1 other item.');
		expect(names().filter((name) => name.includes('POST'))).toHaveLength(2);
	});
});

describe('what is not up to the user', () => {
	const wished = { retries: 5, creditLimit: 1, cancelOnStop: true, whileWaiting: 'park' };

	it('a failed run is not started again', async () => {
		const failed = seen('r1', 'FAILED', { failure: 'It broke', failureCode: 'INTERNAL.BAD' });
		const { error, names } = runs({ each: [{ options: wished }], runway: { [START]: [created()], 'GET r1': [failed] } });
		expect((await error()).message).toContain('Runway task r1 failed');
		expect(names()).toEqual([`0 ${START}`, '5000 GET r1']);
	});

	it('a credit limit keeps none back, for nobody knows what a run costs', async () => {
		const { run, names } = runs({ each: [{}, {}, {}].map(() => ({ options: wished, waitForCompletion: false })), runway: { [START]: ['r1', 'r2', 'r3'].map(created) } });
		expect(await run()).toHaveLength(3);
		expect(names()).toEqual([0, 10, 20].map((at) => `${at} ${START}`));
	});

	it('a run stays in memory', async () => {
		const { run, handedOver, hints } = runs({ each: [{ options: wished }], runway: { [START]: [created()], 'GET r1': [...going('r1', 14), done('r1')] }, files: [fileOf('a')] });
		expect((await run())[0].json.status).toBe('SUCCEEDED');
		expect([handedOver, hints]).toEqual([[], []]);
	});

	it('a stop does not cancel it, which Runway has no way to, and says so', async () => {
		const node = runs({ each: [{ options: wished }], runway: { [START]: [created()], 'GET r1': going('r1', 10) } });
		node.clock.at(12_000, () => node.stop.abort());
		const { description } = await node.error();
		expect(description).toBe('Still running at Runway: r1. Runway has no way to cancel or delete the run of a saved workflow: it goes on, and costs what it costs.');
		expect(node.names()).toEqual([`0 ${START}`, '5000 GET r1', '10000 GET r1']);
	});
});

describe('a rerun', () => {
	const rerun = async (first: Partial<ActedNode>, second: Partial<ActedNode>) => {
		const context: IDataObject = {};
		await runs({ context, ...first }).error();
		const again = runs({ context, ...second });
		return { ...again, items: await again.run().catch(({ message }: Error) => message) };
	};

	it('takes up the run that was paid for', async () => {
		const { items, names } = await rerun(
			{ runway: { [START]: [created()], 'GET r1': [answer(401, { error: 'key' })] } },
			{ runway: { 'GET r1': [done('r1')] }, files: [fileOf('a')] },
		);
		expect([items.length, names().length]).toEqual([1, 1]);
	});

	it('starts another where the inputs are others', async () => {
		const { names } = await rerun(
			{ runway: { [START]: [created()], 'GET r1': [answer(401, { error: 'key' })] } },
			{ each: [{ nodeOutputs: prompt, waitForCompletion: false }], runway: { [START]: [created('r2')] } },
		);
		expect(names()).toEqual([`0 ${START}`]);
	});

	it('starts none where it is not known whether the first one was', async () => {
		const { items, asked } = await rerun({ runway: { [START]: [lost()] } }, {});
		expect([items, asked]).toEqual([expect.stringContaining('not known whether Runway created'), []]);
	});
});

it('Check Account First looks at the account', async () => {
	const { error, names } = runs({ each: [{ options: { checkAccount: true } }], runway: { 'GET organization': [answer(200, { creditBalance: 0 })] } });
	expect((await error()).message).toContain('no credits left');
	expect(names()).toEqual(['0 GET organization']);
});

describe('Get Many Saved Workflows', () => {
	const list = async (data: unknown[], more: object = {}) => {
		const { run, asked } = actedNode({ parameters: { resource: 'savedWorkflow', operation: 'getMany', ...more }, runway: { 'GET workflows': [answer(200, { data })] } });
		const items = await run();
		expect(asked).toMatchObject([{ method: 'GET', path: '/v1/workflows' }]);
		return items;
	};
	const version = (id: string, number: number) => ({ id, version: number, createdAt: `2026-01-0${number}`, other: 1 });

	it('gives one item for each, with the version to be run and all others', async () => {
		const items = await list([{ name: 'Teaser', other: 1, versions: [version('v2', 2), version('v1', 1)] }, { name: 'Bare', versions: [null, 'odd'] }, { name: 'Empty' }]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
		expect(items.map(({ json }) => json)).toEqual([
			{
				workflowId: 'v2',
				name: 'Teaser',
				version: 2,
				createdAt: '2026-01-02',
				versions: [
					{ workflowId: 'v2', version: 2, createdAt: '2026-01-02' },
					{ workflowId: 'v1', version: 1, createdAt: '2026-01-01' },
				],
			},
			{ name: 'Bare', versions: [{}, {}] },
			{ name: 'Empty', versions: [] },
		]);
	});

	it('gives as many as are wanted', async () => {
		const three = ['a', 'b', 'c'].map((name) => ({ name, versions: [] }));
		expect((await list(three, { limit: 2 })).map(({ json }) => json.name)).toEqual(['a', 'b']);
		expect(await list(three, { returnAll: true })).toHaveLength(3);
	});
});
