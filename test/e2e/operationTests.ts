import type { IDataObject } from 'n8n-workflow';
import { RUNWAY_TYPE } from '../engine/sketches';
import { filesOf } from './harness/check';
import type { Client, Saved } from './harness/client';
import { addCredential, runway, startRunway } from './harness/runway';
import type { Site } from './harness/site';
import { byHand } from './harness/workflows';
import { SOURCES, WORDS } from './operationPlans';

/** Operations that need more than a row of their own, by the tests that run them. */
export const TESTS: Readonly<Record<string, { readonly operations: readonly string[]; run(site: Site): Promise<void> }>> = {
	'a task of any kind is waited for, looked at and cancelled': {
		operations: ['task.wait', 'task.get', 'task.cancel'],
		async run({ api, emulator, credential }) {
			const start = runway('Start speech', credential, { ...SOURCES.sound, waitForCompletion: false });
			const wait = runway('Wait', credential, { resource: 'task', operation: 'wait' });
			const waited = await api.execute(byHand(['x'], [start, wait]));
			expect(waited.items('Wait')[0]).toMatchObject({ json: { promptText: WORDS, voice: 'Maya' }, binary: { data: { mimeType: 'audio/mpeg' } } });
			expect(await filesOf(emulator, api, waited, 'Wait')).toHaveLength(1);

			const get = runway('Get', credential, { resource: 'task', operation: 'get' });
			const looked = await api.execute(byHand(['x'], [start, get]));
			expect(looked.items('Get')[0].json.status).toMatch(/PENDING|RUNNING/);

			const cancel = runway('Cancel', credential, { resource: 'task', operation: 'cancel' });
			const cancelled = await api.execute(byHand(['x'], [start, cancel]));
			expect(cancelled.items('Cancel')[0].json).toMatchObject({ status: 'CANCELLED', cancelled: true });
		},
	},
	'an account tells what is left, and what was used': {
		operations: ['account.get', 'account.getUsage'],
		async run({ api }) {
			const own = await startRunway();
			const key = await addCredential(api, own);
			const spend = runway('Spend', key, SOURCES.sound);
			const account = runway('Account', key, { resource: 'account', operation: 'get' });
			const usage = runway('Usage', key, { resource: 'account', operation: 'getUsage' });
			const execution = await api.execute(byHand(['x'], [spend, account, usage]));
			expect(execution.items('Account')[0].json).toMatchObject({
				creditBalance: 100_000 - own.core.tasks.spent(),
				models: { 'gen4.5': { maxDaily: null, leftToday: null } },
			});
			const today = new Date().toISOString().slice(0, 10);
			const used = execution.items('Usage').map(({ json }) => json);
			expect(used).toContainEqual({ date: today, model: 'eleven_multilingual_v2', credits: expect.any(Number) as number });
		},
	},
	'a voice is previewed, created, picked, changed, listed and deleted': {
		operations: ['create', 'preview', 'get', 'getMany', 'update', 'delete'].map((operation) => `voice.${operation}`),
		async run({ api }) {
			const own = await startRunway({ makingMs: 3000 });
			const key = await addCredential(api, own);
			const on = (name: string, more: IDataObject) => runway(name, key, { resource: 'voice', voiceId: byId('voiceId'), ...more });
			const prompt = 'A warm and friendly voice with a slight accent';
			const nodes = [
				on('Preview', { operation: 'preview', prompt }),
				on('Create', { operation: 'create', name: 'Narrator', from: 'text', prompt }),
				on('Update', { operation: 'update', description: 'For the news' }),
				on('Get', { operation: 'get' }),
				on('List', { operation: 'getMany', returnAll: true }),
			];
			const execution = await api.execute(byHand(['x'], nodes));
			expect(execution.error?.message).toBeUndefined();
			expect(execution.items('Preview')[0].binary!.data).toMatchObject({ mimeType: 'audio/mpeg', fileName: 'runway-voice-preview.mp3' });
			const [{ id }] = own.core.things.all;
			const voice = { voiceId: id, name: 'Narrator', status: 'READY' };
			expect(execution.items('Create')[0].json).toMatchObject(voice);
			expect(execution.items('Get')[0].json).toMatchObject({ ...voice, description: 'For the news' });
			expect(execution.items('List')).toHaveLength(1);

			const picked = await listed(api, 'voice.get', 'voiceId', 'voices', key, 'narr');
			expect(picked).toEqual({ results: [{ name: 'Narrator', value: id }] });

			const gone = await api.execute(byHand(['x'], [nodes[4], on('Delete', { operation: 'delete' })]));
			expect(gone.items('Delete')[0].json).toEqual({ voiceId: id, deleted: true });
			expect(own.core.things.all).toEqual([]);
		},
	},
	'an avatar is created with a document that it knows, changed, listed and deleted': {
		operations: ['avatar', 'document'].flatMap((resource) =>
			['create', 'get', 'getMany', 'update', 'delete'].map((operation) => `${resource}.${operation}`),
		),
		async run({ api }) {
			const own = await startRunway({ makingMs: 3000 });
			const key = await addCredential(api, own);
			const avatar = (name: string, more: IDataObject) => runway(name, key, { resource: 'avatar', avatarId: byId('avatarId'), ...more });
			const document = (name: string, more: IDataObject) =>
				runway(name, key, { resource: 'document', documentId: byId('documentId'), ...more });
			const nodes = [
				document('Store', { operation: 'create', name: 'FAQ', content: 'Returns within 30 days.' }),
				document('Change', { operation: 'update', content: 'Returns within 60 days.' }),
				document('Read', { operation: 'get' }),
				document('List documents', { operation: 'getMany' }),
				runway('Portrait', key, SOURCES.image),
				avatar('Create', {
					operation: 'create',
					name: 'Agent',
					personality: 'You are helpful.',
					voiceType: 'preset',
					voice: 'max',
					documentIds: "={{ [$('Store').first().json.documentId] }}",
				}),
				avatar('Update', { operation: 'update', startScriptChange: 'replace', startScript: 'Hello!' }),
				avatar('Get', { operation: 'get' }),
				avatar('List', { operation: 'getMany' }),
				avatar('Delete', { operation: 'delete' }),
				runway('Forget', key, {
					resource: 'document',
					operation: 'delete',
					documentId: { __rl: true, mode: 'id', value: "={{ $('Store').first().json.documentId }}" },
				}),
			];
			const execution = await api.execute(byHand(['x'], nodes));
			expect(execution.error?.message).toBeUndefined();
			const [{ json: stored }] = execution.items('Store');
			expect(execution.items('Read')[0].json).toMatchObject({ ...stored, content: 'Returns within 60 days.', updatedAt: expect.any(String) as string });
			expect(execution.items('List documents')).toHaveLength(1);
			const known = { documentIds: [stored.documentId], voice: { presetId: 'max' } };
			expect(execution.items('Create')[0].json).toMatchObject({ ...known, status: 'READY', startScript: null });
			expect(execution.items('List')[0].json).toMatchObject({ ...known, startScript: 'Hello!' });
			expect(execution.items('Forget')[0].json).toMatchObject({ deleted: true });
			expect(own.core.things.all).toEqual([]);
		},
	},
	'a file is uploaded once, and used by its address': {
		operations: ['file.upload'],
		async run({ api }) {
			const own = await startRunway({ render: 'full' });
			const key = await addCredential(api, own);
			const nodes = [
				runway('Picture', key, SOURCES.image),
				runway('Upload', key, { resource: 'file', operation: 'upload' }),
				runway('Animate', key, {
					resource: 'video',
					operation: 'animate',
					imageSource: 'url',
					imageUrl: '={{ $json.runwayUri }}',
					promptText: 'The light turns',
				}),
			];
			const execution = await api.execute(byHand(['x'], nodes));
			expect(execution.error?.message).toBeUndefined();
			const [{ json }] = execution.items('Picture');
			const [upload, ...others] = own.core.uploads.all;
			expect([others, upload.bytes?.equals(await own.core.outputBytes(String(json.taskId)))]).toEqual([[], true]);
			const promptImage = upload.runwayUri;
			expect(execution.items('Upload')[0].json).toMatchObject({ runwayUri: promptImage, fileName: json.fileName, fileSize: json.fileSize });
			expect(own.core.log.creates().at(-1)!.body).toMatchObject({ promptImage });
		},
	},
	'a saved workflow is picked, run with a file of the item, and gives the files of its nodes': {
		operations: ['savedWorkflow.run', 'savedWorkflow.getMany'],
		async run({ api }) {
			const nodes = { 'node-b': 1, 'node-a': 1, 'node-c': { message: 'No prompt', nodeName: 'Sound' } };
			const own = await startRunway({ render: 'full', outcome: ({ endpoint }) => (endpoint === 'workflows' ? { nodes } : {}) });
			const key = await addCredential(api, own);
			const id = '11111111-1111-4111-8111-111111111111';
			own.core.things.add('workflows', { name: 'Teaser', versions: [{ id, version: 1, createdAt: '2026-01-01T00:00:00.000Z' }] });
			const picked = await listed(api, 'savedWorkflow.run', 'workflowId', 'workflows', key);
			expect(picked).toEqual({ results: [{ name: 'Teaser (version 1)', value: id }] });

			const sketches = [
				runway('Picture', key, SOURCES.image),
				runway('Upload', key, { resource: 'file', operation: 'upload' }),
				runway('Run', key, {
					resource: 'savedWorkflow',
					operation: 'run',
					workflowId: { __rl: true, mode: 'list', value: id },
					nodeOutputs: '={{ JSON.stringify({ n: { image: { type: "image", uri: $json.runwayUri } } }) }}',
				}),
				runway('List', key, { resource: 'savedWorkflow', operation: 'getMany' }),
			];
			const execution = await api.execute(byHand(['x'], sketches));
			expect(execution.error?.message).toBeUndefined();
			const runs = execution.items('Run');
			expect(runs.map(({ json }) => [json.nodeId, json.workflowId])).toEqual(['node-a', 'node-b'].map((node) => [node, id]));
			expect(runs[0].json.nodeErrors).toEqual([{ nodeId: 'node-c', message: 'No prompt', nodeName: 'Sound' }]);
			const uri = own.core.uploads.all[0].runwayUri;
			expect(own.core.log.creates().at(-1)!.body).toEqual({ nodeOutputs: { n: { image: { type: 'image', uri } } } });
			// The emulator keeps the files in the order in which it was told of the nodes.
			const served = await Promise.all([1, 0].map(async (index) => await own.core.outputBytes(String(runs[0].json.taskId), index)));
			const stored = await Promise.all(runs.map(async ({ binary }) => await api.download(binary!.data)));
			expect(stored.map((bytes, index) => bytes.equals(served[index]))).toEqual([true, true]);
			expect(execution.items('List').map(({ json }) => [json.name, json.workflowId])).toContainEqual(['Teaser', id]);
		},
	},
	'conversations are listed, read and deleted': {
		operations: ['conversation.get', 'conversation.getMany', 'conversation.delete'],
		async run({ api }) {
			const own = await startRunway();
			const key = await addCredential(api, own);
			own.core.things.add('avatar_conversations', { name: 'Call', status: 'ended', avatar: null, transcript: [{ role: 'user', content: 'Hi' }] });
			const operations = ['getMany', 'get', 'delete'];
			const nodes = operations.map((operation) => runway(operation, key, { resource: 'conversation', operation }));
			const execution = await api.execute(byHand(['x'], nodes));
			expect(execution.items('get')[0].json).toMatchObject({ name: 'Call', transcript: [{ content: 'Hi' }] });
			expect(execution.items('delete')[0].json).toMatchObject({ deleted: true });
		},
	},
};

/** What the editor offers for a field, as it asks while the user types. */
async function listed(api: Client, endpoint: string, field: string, methodName: string, { id, name }: Saved, filter?: string): Promise<unknown> {
	const [resource, operation] = endpoint.split('.');
	return await api.request('POST', '/dynamic-node-parameters/resource-locator-results', {
		path: `parameters.${field}`,
		methodName,
		filter,
		nodeTypeAndVersion: { name: RUNWAY_TYPE, version: 1 },
		currentNodeParameters: { resource, operation },
		credentials: { runwayApi: { id, name } },
	});
}

/** What the node before has given, by its ID. */
function byId(name: string): IDataObject {
	return { __rl: true, mode: 'id', value: `={{ $json.${name} }}` };
}
