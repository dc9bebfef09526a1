import { createCanvas, ImageData, type Canvas } from '@napi-rs/canvas';
import { EncodedVideoChunk, VideoDecoder, type VideoFrame } from '@napi-rs/webcodecs';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';

/** More would only cost time: what is rendered from them has few frames, too. */
const MOST_FRAMES = 24;

/** Pictures of a video, evenly spread over it; at most 24. Rejects when there is none. */
export async function framesOf(video: Buffer): Promise<Canvas[]> {
	const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(video) });
	const track = await input.getPrimaryVideoTrack();
	const config = await track?.getDecoderConfig();
	if (!track || !config) throw new Error('The file has no video track');
	const { packetCount } = await track.computePacketStats();
	const every = Math.ceil(packetCount / MOST_FRAMES);
	const kept: Array<Promise<Canvas>> = [];
	let seen = 0;
	let failure: unknown;
	const decoder = new VideoDecoder({
		output(frame: VideoFrame) {
			if (seen++ % every === 0) kept.push(asCanvas(frame));
			else frame.close();
		},
		error(error) {
			failure = error;
		},
	});
	decoder.configure(config as Parameters<typeof decoder.configure>[0]);
	for await (const { type, data, timestamp } of new EncodedPacketSink(track).packets()) {
		decoder.decode(new EncodedVideoChunk({ type, timestamp: Math.round(timestamp * 1e6), data }));
	}
	await decoder.flush();
	decoder.close();
	if (failure) throw failure as Error;
	return await Promise.all(kept);
}

/** 4:2:0 in BT.709 with limited range, as `encodeClip` writes it, to a picture. */
async function asCanvas(frame: VideoFrame): Promise<Canvas> {
	const { codedWidth: width, codedHeight: height } = frame;
	const bytes = Buffer.alloc(frame.allocationSize());
	const layout = (await frame.copyTo(bytes)) as ReadonlyArray<{ offset: number; stride: number }>;
	frame.close();
	const [luma, blue, red] = layout;
	const pixels = new Uint8ClampedArray(width * height * 4);
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const half = (plane: { offset: number; stride: number }) =>
				bytes[plane.offset + (y >> 1) * plane.stride + (x >> 1)]! - 128;
			const light = 1.164 * (bytes[luma!.offset + y * luma!.stride + x]! - 16);
			const at = (y * width + x) * 4;
			pixels[at] = light + 1.793 * half(red!);
			pixels[at + 1] = light - 0.213 * half(blue!) - 0.533 * half(red!);
			pixels[at + 2] = light + 2.112 * half(blue!);
			pixels[at + 3] = 255;
		}
	}
	const canvas = createCanvas(width, height);
	canvas.getContext('2d').putImageData(new ImageData(pixels, width, height), 0, 0);
	return canvas;
}
