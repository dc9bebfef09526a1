import { createCanvas } from '@napi-rs/canvas';
import { silence } from '../emulator/talk';
import { calls, documents, fill, id, ONE } from './accountThings';
import { closeBenches, setUpBench } from './bench';

afterEach(closeBenches);

const picture = createCanvas(64, 64).toBuffer('image/png');

describe('Update', () => {
	it('changes what was entered and nothing else, and gives it as it is then', async () => {
		const bench = await setUpBench();
		const [document] = documents(bench);
		bench.clock.pass(1000);
		const result = await bench.run({
			items: ONE,
			parameters: { resource: 'document', operation: 'update', documentId: id(document.id), name: '', content: 'New' },
		});
		expect(result.items('Runway')[0].json).toMatchObject({ name: 'Document 0', content: 'New', updatedAt: '2026-01-01T00:00:01.000Z' });
		expect(bench.core.log.of('call')[0].body).toEqual({ content: 'New' });
	});

	it('replaces and removes what an avatar has', async () => {
		const bench = await setUpBench();
		const [one, two] = documents(bench, 2);
		const voice = { type: 'runway-live-preset', presetId: 'clara' };
		const [avatar] = fill(bench, 'avatars', 1, () => ({ name: 'A', personality: 'B', startScript: 'Hi', voice, documentIds: [one.id] }));
		const update = async (more: object) => {
			const parameters = { resource: 'avatar', operation: 'update', avatarId: id(avatar.id), ...more };
			const items = [{ json: {}, binary: { data: { bytes: picture, fileName: 'a.png', mimeType: 'image/png' } } }];
			const result = await bench.run({ items, parameters });
			expect(result.error?.message).toBeUndefined();
			return bench.core.log.of('call').at(-1)!.body;
		};
		expect(await update({ documentsChange: 'replace', documentIds: [two.id] })).toEqual({ documentIds: [two.id] });
		expect(await update({ documentsChange: 'remove', startScriptChange: 'remove' })).toEqual({ documentIds: [], startScript: null });
		expect(await update({ voiceType: 'preset', voice: 'max', imageProcessing: 'none' })).toEqual({
			voice: { type: 'runway-live-preset', presetId: 'max' },
			imageProcessing: 'none',
		});
		expect(await update({ imageChange: 'replace' })).toEqual({
			referenceImage: `data:image/png;base64,${picture.toString('base64')}`,
		});
		expect(avatar.fields).toMatchObject({ name: 'A', personality: 'B', startScript: null, documentIds: [] });
	});

	it('says so when there is nothing to change', async () => {
		const bench = await setUpBench();
		const [document] = documents(bench);
		const result = await bench.run({ items: ONE, parameters: { resource: 'document', operation: 'update', documentId: id(document.id) } });
		expect(result.error?.message).toContain('Nothing to change was entered');
		expect(bench.core.log.entries).toHaveLength(0);
	});

	it('does one change after the other where several items change the same thing', async () => {
		const bench = await setUpBench();
		const [document] = documents(bench);
		const names = ['a', 'b', 'c'];
		const parameters = { resource: 'document', operation: 'update', documentId: id(document.id), name: '={{ $json.name }}' };
		const result = await bench.run({ items: names.map((name) => ({ json: { name } })), parameters });
		expect(result.items('Runway').map(({ json }) => json.name)).toEqual(names);
		expect(document.fields.name).toBe('c');
	});
});

describe('Preview Voice', () => {
	const preview = {
		resource: 'voice',
		operation: 'preview',
		prompt: 'A warm and friendly voice with a slight accent',
		model: 'eleven_ttv_v3',
	};

	it('gives a sound file', async () => {
		const bench = await setUpBench();
		const result = await bench.run({ items: [...ONE, ...ONE], parameters: preview });
		expect(result.items('Runway')).toHaveLength(2);
		const { json, binary } = result.items('Runway')[0];
		expect(json).toMatchObject({ duration: 0.5, fileName: 'runway-voice-preview.mp3', mimeType: 'audio/mpeg' });
		expect(await result.readBinary(binary!.data)).toHaveLength(Number(json.fileSize));
		// Each item gets one of its own.
		expect(calls(bench)).toEqual(['POST /v1/voices/preview', 'POST /v1/voices/preview']);
	});

	it('names file and field as asked', async () => {
		const { run } = await setUpBench();
		const options = { fileName: 'narrator', binaryPropertyOutput: 'sound' };
		const result = await run({ items: ONE, parameters: { ...preview, options } });
		expect(result.items('Runway')[0].binary!.sound.fileName).toBe('narrator.mp3');
	});

	it('is not asked for twice when its answer was lost', async () => {
		const bench = await setUpBench({ fault: ({ route }) => (route === 'call' ? { kind: 'reset-after' } : undefined) });
		const result = await bench.run({ items: ONE, parameters: preview });
		expect(result.error?.message).toMatch(/^It is not known whether Runway created the preview/);
		expect(calls(bench)).toHaveLength(1);
	});

	it('refuses a description that is too short', async () => {
		const bench = await setUpBench();
		const result = await bench.run({ items: ONE, parameters: { ...preview, prompt: 'Warm' } });
		expect(result.error?.message).toBe('Prompt: Runway wants at least 20 characters, and this text has 4.');
		expect(bench.core.log.entries).toHaveLength(0);
	});
});

it('sends a recording and an image from binary fields', async () => {
	const bench = await setUpBench();
	const bytes = silence(12);
	const sound = [{ json: {}, binary: { data: { bytes, fileName: 'me.wav', mimeType: 'audio/wav' } } }];
	const made = await bench.run({ items: sound, parameters: { resource: 'voice', operation: 'create', name: 'Me', from: 'audio' } });
	expect(made.items('Runway')[0].json).toMatchObject({ name: 'Me', status: 'READY' });
	expect(bench.core.log.of('call')[0].body).toEqual({
		name: 'Me',
		from: { type: 'audio', audio: `data:audio/wav;base64,${bytes.toString('base64')}` },
	});

	const [document] = documents(bench);
	const image = [{ json: {}, binary: { photo: { bytes: picture, fileName: 'a.png', mimeType: 'image/png' } } }];
	const avatar = await bench.run({
		items: image,
		parameters: {
			resource: 'avatar',
			operation: 'create',
			name: 'Agent',
			personality: 'Friendly',
			binaryPropertyName: 'photo',
			voiceType: 'custom',
			voiceId: id(String(made.items('Runway')[0].json.voiceId)),
			documentIds: document.id,
		},
	});
	expect(avatar.error?.message).toBeUndefined();
	expect(avatar.items('Runway')[0].json).toMatchObject({
		avatarId: expect.any(String) as string,
		status: 'READY',
		documentIds: [document.id],
		voice: { type: 'custom', name: 'Me' },
	});
});
