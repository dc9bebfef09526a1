import type { IDataObject } from 'n8n-workflow';
import { renderTiny } from '../emulator/render';
import { picture } from '../emulator/talk';
import type { CreateRequest } from '../emulator/types';
import type { Run } from '../engine/engine';
import { example } from './examples';
import { runExample } from './run';
import type { Asked, Gives } from './standIns';

/** Every template does what its text says, with n8n's engine between its nodes and an emulated Runway behind them. */

const rows = (...all: IDataObject[]): Gives => () => all.map((json) => ({ json }));

const bytesOf = (dataUri: string) => Buffer.from(dataUri.split(',')[1], 'base64');

/** What a service that is reached through n8n's Google nodes gives for one item when it fails: they let the others go on if they may. */
const fails = (message: string, when: (asked: Asked) => boolean, otherwise: IDataObject): Gives => (asked, host) => {
	if (!when(asked)) return [{ json: otherwise }];
	if (!host.continueOnFail()) throw new Error(message);
	return [{ json: { error: message } }];
};

/** Which of the nodes of a run this one was. */
const order = (run: Run, node: string) => run.runData[node][0].executionIndex;

/** What rows of a sheet were changed to. */
const written = (asked: readonly Asked[]) => asked.map(({ parameters: { columns } }) => (columns as IDataObject).value);

const refused = { failure: 'Not allowed', failureCode: 'SAFETY.INPUT.TEXT' };

describe('sheet-rows-to-youtube', () => {
	const gives = (count: number) => ({
		'Rows to Make': rows(
			...Array.from({ length: count }, (_, index) => ({ row_number: index + 2, title: `Clip ${index}`, prompt: `Scene ${index}`, status: 'to do' })),
		),
		'Upload as Private': () => [{ json: { uploadId: 'video-id' } }],
	});

	it('uploads what was made, notes it in its own row, and tells of the tasks that failed', async () => {
		const outcome = ({ body }: Pick<CreateRequest, 'body'>) => (body.promptText === 'Scene 1' ? { fail: refused } : {});
		const { run, core, asked } = await runExample('sheet-rows-to-youtube', { gives: gives(3), runway: { outcome } });
		expect(run.error).toBeUndefined();
		expect(asked('Rows to Make')[0].parameters.filtersUI).toEqual({ values: [{ lookupColumn: 'status', lookupValue: 'to do' }] });
		const uploads = asked('Upload as Private');
		expect(uploads.map(({ parameters: { title } }) => title)).toEqual(['Clip 0', 'Clip 2']);
		expect(uploads.map(({ parameters: { options } }) => options)).toEqual([
			{ description: 'Scene 0', privacyStatus: 'private' },
			{ description: 'Scene 2', privacyStatus: 'private' },
		]);
		expect(uploads.map(({ files }) => files.data.fileName)).toEqual(['Clip 0.mp4', 'Clip 2.mp4']);
		expect(written(asked('Mark as Done'))).toEqual([
			{ row_number: 2, status: 'done', video: 'https://youtu.be/video-id' },
			{ row_number: 4, status: 'done', video: 'https://youtu.be/video-id' },
		]);
		const [, failed] = core.tasks.all;
		expect(written(asked('Mark as Failed'))).toEqual([
			{ row_number: 3, status: 'failed', taskId: failed.id, problem: expect.stringContaining('Item 2 of 3: ') as string },
		]);
		const [{ parameters }, ...more] = asked('Report What Failed');
		expect(more).toEqual([]);
		expect(parameters.text).toMatch(/^1 clips are not on YouTube:\nClip 1: Item 2 of 3: /);
		expect(parameters.text).toMatch(new RegExp(`Task: ${failed.id}$`));
	});

	it('is not paid for again when an upload fails: the row was made before it, and has its task', async () => {
		const upload = fails('The quota is used up', ({ parameters: { title } }) => title === 'Clip 0', { uploadId: 'video-id' });
		const { run, core, asked } = await runExample('sheet-rows-to-youtube', { gives: { ...gives(2), 'Upload as Private': upload } });
		expect(run.error).toBeUndefined();
		const [first, second] = core.tasks.all;
		expect(written(asked('Mark as Made'))).toEqual([
			{ row_number: 2, status: 'made', taskId: first.id, problem: '' },
			{ row_number: 3, status: 'made', taskId: second.id, problem: '' },
		]);
		expect(order(run, 'Mark as Made')).toBeLessThan(order(run, 'Upload as Private'));
		expect(written(asked('Mark as Done'))).toEqual([{ row_number: 3, status: 'done', video: 'https://youtu.be/video-id' }]);
		expect(asked('Report What Failed').map(({ parameters: { text } }) => text)).toEqual([
			`1 clips are not on YouTube:\nClip 0: The quota is used up Task: ${first.id}`,
		]);
	});

	it('makes six clips for 360 credits, and leaves the other rows to do', async () => {
		const { core, asked } = await runExample('sheet-rows-to-youtube', { gives: gives(8) });
		expect(core.tasks.all).toHaveLength(6);
		expect(asked('Mark as Done')).toHaveLength(6);
		const [{ parameters }] = asked('Report What Failed');
		expect(written(asked('Mark as Failed'))).toMatchObject([8, 9].map((row_number) => ({ row_number, status: 'to do' })));
		expect(parameters.text).toMatch(/^2 clips are not on YouTube:\nClip 6: .*credit limit of 360 .*Task: none\nClip 7: /s);
	});

	it('sends no message when all went well', async () => {
		const { asked } = await runExample('sheet-rows-to-youtube', { gives: gives(2) });
		expect(asked('Report What Failed')).toEqual([]);
	});
});

describe('product-photo-to-ad', () => {
	const form: Gives = async (_asked, host) => [
		{
			json: { 'What Is It?': 'A steel bottle', Idea: 'A hike at sunrise' },
			binary: { Product_Photo: await host.helpers.prepareBinaryData(picture('image/png'), 'bottle.png', 'image/png') },
		},
	];

	it('answers with the film of the photo', async () => {
		const { run, core, asked } = await runExample('product-photo-to-ad', { gives: { 'Product Form': form } });
		expect(run.error).toBeUndefined();
		const [{ id, request }] = core.tasks.all;
		expect(request.body).toMatchObject({ productInfo: 'A steel bottle', userConcept: 'A hike at sunrise', duration: 4 });
		const [{ parameters, files }] = asked('Hand Over the Film');
		expect(parameters).toMatchObject({ respondWith: 'returnBinary', completionMessage: expect.stringMatching(/^It cost \d+ credits\./) as string });
		// Where the form looks for the file unless told otherwise.
		expect((await run.readBinary(files.data)).equals(await core.outputBytes(id))).toBe(true);
		expect(asked('Say What Went Wrong')).toEqual([]);
	});

	it('says why there is none', async () => {
		const { core, asked } = await runExample('product-photo-to-ad', { gives: { 'Product Form': form }, runway: { outcome: () => ({ fail: refused }) } });
		const [{ parameters }] = asked('Say What Went Wrong');
		expect(parameters.completionMessage).toContain(core.tasks.all[0].id);
		expect(parameters.completionMessage).not.toContain('undefined');
		expect(asked('Hand Over the Film')).toEqual([]);
	});
});

it('text-to-portrait-clip: each step works on the file of the one before, in portrait, and the caption goes with the clip', async () => {
	const { run, core, asked } = await runExample('text-to-portrait-clip');
	expect(run.error).toBeUndefined();
	const [picture, clip, large] = core.tasks.all;
	expect([picture.request.body.ratio, clip.request.body.ratio]).toEqual(['1080:1920', '720:1280']);
	expect([clip, large].map(({ request }) => request.media.map(({ uri }) => bytesOf(uri)))).toEqual([
		[await core.outputBytes(picture.id)],
		[await core.outputBytes(clip.id)],
	]);
	expect(clip.request.body.promptText).toBe('The light turns slowly while waves break on the rocks');
	const [{ parameters, files }] = asked('Send With Caption');
	expect(parameters).toMatchObject({ operation: 'sendVideo', binaryData: true, additionalFields: { caption: 'Still on duty. #lighthouse #evening' } });
	expect((await run.readBinary(files.data)).equals(await core.outputBytes(large.id))).toBe(true);
});

describe('overnight-batch', () => {
	const row = { row_number: 7, name: 'boat', prompt: 'A boat', status: 'to do' };

	it('saves what was made, and notes of the rest which task it was', async () => {
		const gives = { 'Rows of the Night': rows(row, { ...row, row_number: 8, name: 'fox', prompt: 'A fox' }) };
		const outcome = ({ body }: Pick<CreateRequest, 'body'>) => (body.promptText === 'A fox' ? { fail: refused } : {});
		const { run, core, asked } = await runExample('overnight-batch', { gives, runway: { outcome } });
		expect(run.error).toBeUndefined();
		expect(asked('Save to Drive').map(({ parameters: { name }, files }) => [name, files.data.fileName])).toEqual([['boat.mp4', 'boat.mp4']]);
		expect(written(asked('Row Is Done'))).toEqual([{ row_number: 7, status: 'done' }]);
		expect(written(asked('Note Task and Problem'))).toEqual([
			{ row_number: 8, status: 'failed', taskId: core.tasks.all[1].id, problem: expect.stringContaining(core.tasks.all[1].id) as string },
		]);
	});

	it('does not pay again for what Drive did not take: the row was made before, and its task is what the second part fetches', async () => {
		const night = rows(row, { ...row, row_number: 8, name: 'fox', prompt: 'A fox' });
		const drive = fails('Drive is full', ({ parameters: { name } }) => name === 'boat.mp4', { id: 'file' });
		const { run, core, asked } = await runExample('overnight-batch', { gives: { 'Rows of the Night': night, 'Save to Drive': drive } });
		expect(run.error).toBeUndefined();
		expect(written(asked('Note Task'))).toEqual(
			core.tasks.all.map(({ id }, index) => ({ row_number: 7 + index, status: 'made', taskId: id, problem: '' })),
		);
		expect(order(run, 'Note Task')).toBeLessThan(order(run, 'Save to Drive'));
		expect(written(asked('Row Is Done'))).toEqual([{ row_number: 8, status: 'done' }]);
		const later = example('overnight-batch').nodes.find(({ name }) => name === 'Rows Left Over')!.parameters;
		expect(later).toMatchObject({ filtersUI: { values: [{ lookupValue: 'made' }, { lookupValue: 'failed' }] }, combineFilters: 'OR' });
	});

	it('leaves to do what the credit limit of the night did not allow', async () => {
		const night = Array.from({ length: 31 }, (_, index) => ({ ...row, row_number: index + 2, name: `clip-${index}` }));
		const { core, asked } = await runExample('overnight-batch', { gives: { 'Rows of the Night': rows(...night) } });
		expect(core.tasks.all).toHaveLength(30);
		expect(written(asked('Note Task and Problem'))).toEqual([
			{ row_number: 32, status: 'to do', taskId: undefined, problem: expect.stringContaining('Not sent: the credit limit of 3600 ') as string },
		]);
	});
});

it('clip-with-speech-and-sound: three files leave in one mail', async () => {
	const { run, core, asked } = await runExample('clip-with-speech-and-sound');
	expect(run.error).toBeUndefined();
	const [{ parameters, files }, ...more] = asked('Send All Three');
	expect(more).toEqual([]);
	expect((parameters.options as IDataObject).attachments).toBe('clip,speech,sound');
	expect(Object.keys(files).sort()).toEqual(['clip', 'sound', 'speech']);
	expect(Object.values(files).map(({ fileName }) => fileName)).toEqual(['clip.mp4', 'speech.mp3', 'sound.mp3']);
	expect(parameters.subject).toMatch(/: A fishing boat/);
	expect(core.tasks.all.map(({ request }) => request.body.promptText)).toEqual([
		expect.stringMatching(/^A fishing boat/),
		expect.stringMatching(/^Every morning at five/),
		expect.stringMatching(/^Small diesel engine/),
	]);
});

it('dub-into-five-languages: one upload, five files named by language', async () => {
	const form: Gives = async (_asked, host) => [
		{
			json: { Name: 'harbour' },
			binary: { Sound: await host.helpers.prepareBinaryData(await renderTiny('harbour', '.mp3'), 'harbour.mp3', 'audio/mpeg') },
		},
	];
	const { run, core, asked } = await runExample('dub-into-five-languages', { gives: { 'Sound of the Clip': form } });
	expect(run.error).toBeUndefined();
	expect(core.tasks.all.map(({ request }) => request.body.targetLang)).toEqual(['es', 'fr', 'de', 'pt', 'ja']);
	expect(asked('Save to Drive').map(({ parameters: { name }, files }) => [name, files.data.fileName])).toEqual(
		['es', 'fr', 'de', 'pt', 'ja'].map((language) => [`harbour-${language}.mp3`, `harbour-${language}.mp3`]),
	);
});

describe('daily-credits-report', () => {
	/** @param clips how many were made yesterday, of 60 credits each */
	const report = async (clips: number, credits: number) =>
		await runExample('daily-credits-report', {
			runway: { credits },
			yesterday: async (create) => {
				for (let clip = 0; clip < clips; clip++) await create({ model: 'gen4.5', promptText: 'A boat', ratio: '1280:720', duration: 5 });
				if (clips > 0) await create({ model: 'veo3.1', promptText: 'A boat', ratio: '1280:720', duration: 4 });
			},
		});

	it('reports what each model cost yesterday, and what is left', async () => {
		const { run, asked } = await report(2, 10_000);
		expect(run.error).toBeUndefined();
		expect(asked('Report').map(({ parameters: { text } }) => text)).toEqual([
			'Runway yesterday: 280 credits, 9720 left.\ngen4.5: 120\nveo3.1: 160',
		]);
		expect(asked('Warn')).toEqual([]);
	});

	it.each([
		['a day cost more than the limit', 10, 10_000, 'Runway yesterday: 760 credits, 9240 left.'],
		['little is left', 1, 1000, 'Runway yesterday: 220 credits, 780 left.'],
	])('warns when %s', async (_when, clips, credits, text) => {
		const { asked } = await report(clips, credits);
		expect(asked('Warn').map(({ parameters }) => parameters.text)).toEqual([expect.stringContaining(text)]);
		expect(asked('Report')).toEqual([]);
	});

	it('reports a day on which nothing was used', async () => {
		const { asked } = await report(0, 10_000);
		expect(asked('Report').map(({ parameters: { text } }) => text)).toEqual([
			'Runway yesterday: 0 credits, 10000 left.\nNo model was used.',
		]);
	});
});
