import { setImmediate } from 'node:timers/promises';

import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { VideoEncoder, VideoFrame } from '@napi-rs/webcodecs';
import {
	BufferTarget,
	EncodedPacket,
	EncodedVideoPacketSource,
	MovOutputFormat,
	Mp4OutputFormat,
	Output,
} from 'mediabunny';

export type Container = 'mp4' | 'mov';

/** A moving picture. Sizes in pixels, both even. */
export interface Clip {
	readonly width: number;
	readonly height: number;
	readonly seconds: number;
	readonly framesPerSecond: number;
	/** Draws one frame; `position` runs from 0 at the start to 1 at the end. */
	draw(context: SKRSContext2D, position: number, seconds: number): void;
}

/** Encodes a clip as H.264, 8-bit 4:2:0, in an MP4 or QuickTime file. Rejects when the encoder fails. */
export async function encodeClip(clip: Clip, container: Container): Promise<Buffer> {
	const { width, height, framesPerSecond } = clip;
	const count = Math.max(1, Math.round(clip.seconds * framesPerSecond));
	const lengthOfFrame = clip.seconds / count;
	const format = { mp4: new Mp4OutputFormat({ fastStart: 'in-memory' }), mov: new MovOutputFormat() }[
		container
	];
	const output = new Output({ format, target: new BufferTarget() });
	const track = new EncodedVideoPacketSource('avc');
	output.addVideoTrack(track);
	await output.start();

	let failure: unknown;
	const packets: Array<Parameters<EncodedVideoPacketSource['add']>> = [];
	const encoder = new VideoEncoder({
		output: (chunk, meta) => {
			const data = new Uint8Array(chunk.byteLength);
			chunk.copyTo(data);
			const packet = new EncodedPacket(data, chunk.type, chunk.timestamp / 1e6, lengthOfFrame);
			packets.push([packet, meta as EncodedVideoChunkMetadata]);
		},
		error: (error) => {
			failure = error;
		},
	});
	encoder.configure({
		// High profile; the level grows with the picture.
		codec: width * height > 1920 * 1088 ? 'avc1.640034' : 'avc1.640028',
		width,
		height,
		bitrate: Math.max(200_000, width * height * framesPerSecond * 0.15),
		framerate: framesPerSecond,
		hardwareAcceleration: 'prefer-software',
		latencyMode: 'realtime',
		avc: { format: 'avc' },
	});
	const context = createCanvas(width, height).getContext('2d');
	for (let index = 0; index < count; index += 1) {
		clip.draw(context, count === 1 ? 0 : index / (count - 1), index * lengthOfFrame);
		const frame = new VideoFrame(planes(context.canvas.data(), width, height), {
			format: 'I420',
			codedWidth: width,
			codedHeight: height,
			timestamp: Math.round(index * lengthOfFrame * 1e6),
			duration: Math.round(lengthOfFrame * 1e6),
			colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
		});
		encoder.encode(frame, { keyFrame: index === 0 });
		frame.close();
		// Raw frames are big: only a few may wait for the encoder.
		while (encoder.encodeQueueSize > 4) await setImmediate();
	}
	await encoder.flush();
	encoder.close();
	if (failure) throw failure as Error;
	for (const packet of packets) await track.add(...packet);
	await output.finalize();
	return Buffer.from(output.target.buffer ?? new ArrayBuffer(0));
}

/**
 * RGBA to Y, U and V planes in BT.709 with limited range, as high-definition video has it; the encoder's own
 * conversion would label the colours wrongly. Fixed point with 16 bits after the comma.
 */
function planes(rgba: Buffer, width: number, height: number): Buffer {
	const half = width / 2;
	const out = Buffer.allocUnsafe((width * height * 3) / 2);
	const uStart = width * height;
	const vStart = uStart + (uStart >> 2);
	for (let y = 0; y < height; y += 2) {
		for (let x = 0; x < width; x += 2) {
			let red = 0;
			let green = 0;
			let blue = 0;
			for (let corner = 0; corner < 4; corner += 1) {
				const pixel = (y + (corner >> 1)) * width + x + (corner & 1);
				const r = rgba[pixel * 4] as number;
				const g = rgba[pixel * 4 + 1] as number;
				const b = rgba[pixel * 4 + 2] as number;
				out[pixel] = (11966 * r + 40254 * g + 4064 * b + 1081344) >> 16;
				red += r;
				green += g;
				blue += b;
			}
			const chroma = (y >> 1) * half + (x >> 1);
			out[uStart + chroma] = (-6596 * red - 22189 * green + 28784 * blue + 33685504) >> 18;
			out[vStart + chroma] = (28784 * red - 26145 * green - 2639 * blue + 33685504) >> 18;
		}
	}
	return out;
}
