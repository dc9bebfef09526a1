import { dataUri, silence } from '../emulator/talk';
import { tinyVideo } from '../emulator/video';
import type { SourceFile } from '../engine/nodes';
import { closeBenches, generate, setUpBench } from './bench';

afterEach(closeBenches);

describe('videos and sounds', () => {
	const field = (name: string) => ({ file: [{ source: 'binary', binaryPropertyName: name }] });
	const withReferences = generate({
		model: 'hailuo3',
		ratio: '16:9',
		modelOptions: { referenceVideos: field('clip'), referenceAudio: field('voice') },
	});
	const item = (clip: SourceFile, voice: SourceFile) => ({ json: { prompt: 'go' }, binary: { clip, voice } });
	const sound = (mimeType: string): SourceFile => ({ bytes: silence(1), fileName: 'voice', mimeType });
	const video = async (mimeType: string): Promise<SourceFile> => ({ bytes: await tinyVideo('mov'), fileName: 'clip', mimeType });

	it('arrive as what they are, whatever they are called', async () => {
		const { core, run } = await setUpBench({ durationMs: 1000 });
		const clip = await video('application/octet-stream');
		const result = await run({ items: [item(clip, sound('audio/mpeg'))], parameters: withReferences });
		expect(result.error).toBeUndefined();
		expect(core.log.creates()[0].body).toMatchObject({
			referenceVideos: [{ uri: dataUri('video/quicktime', clip.bytes) }],
			referenceAudio: [{ uri: dataUri('audio/wav', silence(1)) }],
		});
	});

	it.each(['filesystem', 'default'] as const)('are uploaded by themselves when they are too large for the request (%s)', async (binaryMode) => {
		const { core, run } = await setUpBench({ durationMs: 1000, separateFilesHost: true });
		const clip = await video('video/mp4');
		const free = Buffer.alloc(6_000_000, 7);
		free.writeUInt32BE(free.length, 0);
		free.write('free', 4, 'latin1');
		const bytes = Buffer.concat([clip.bytes, free]);
		const result = await run({ items: [item({ ...clip, bytes }, sound('audio/wav'))], parameters: withReferences, binaryMode });
		expect(result.error).toBeUndefined();
		const [upload] = core.uploads.all;
		expect(upload).toMatchObject({ filename: 'input.mov' });
		expect(upload.bytes?.equals(bytes)).toBe(true);
		expect(core.log.creates()[0].body).toMatchObject({ referenceVideos: [{ uri: upload.runwayUri }] });
		expect(core.log.leaks(core.apiKey)).toEqual([]);
	});

	it('in each other\'s place are named before anything is sent', async () => {
		const { core, run } = await setUpBench();
		const failed = await run({ items: [item(sound('video/mp4'), await video('video/mp4'))], parameters: withReferences });
		const text = `${failed.error?.message} ${failed.error?.description}`;
		expect(text).toContain('labeled video/mp4, but its content is a WAV sound. Runway takes MP4, MOV');
		expect(text).toContain('labeled video/mp4, but its content is a MOV video. Runway takes MP3, WAV');
		expect(core.log.entries).toHaveLength(0);
	});
});
