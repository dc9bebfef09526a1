import { AudioData, AudioEncoder, VideoEncoder, VideoFrame } from '@napi-rs/webcodecs';
import {
	AdtsOutputFormat,
	BufferTarget,
	EncodedAudioPacketSource,
	EncodedPacket,
	EncodedVideoPacketSource,
	FlacOutputFormat,
	MkvOutputFormat,
	MovOutputFormat,
	Mp3OutputFormat,
	Mp4OutputFormat,
	MpegTsOutputFormat,
	OggOutputFormat,
	Output,
	WavOutputFormat,
	WebMOutputFormat,
	type AudioCodec,
	type OutputFormat,
	type VideoCodec,
} from 'mediabunny';

/** A third of a second of silence, encoded. */
async function soundPackets(codec: string) {
	const packets: Array<Parameters<EncodedAudioPacketSource['add']>> = [];
	const encoder = new AudioEncoder({
		output: (chunk, meta) => {
			// FLAC's encoder says its last word about the whole stream without a sound.
			if (chunk.byteLength === 0) return;
			const data = new Uint8Array(chunk.byteLength);
			chunk.copyTo(data);
			// Some encoders begin a little before zero.
			const at = Math.max(0, chunk.timestamp / 1e6);
			packets.push([new EncodedPacket(data, 'key', at, 0.02), meta as EncodedAudioChunkMetadata]);
		},
		error: (error) => {
			throw error;
		},
	});
	encoder.configure({ codec, sampleRate: 48_000, numberOfChannels: 2, bitrate: 128_000 });
	const frames = 16_128;
	const data = new Float32Array(frames * 2);
	encoder.encode(
		new AudioData({ format: 'f32', sampleRate: 48_000, numberOfFrames: frames, numberOfChannels: 2, timestamp: 0, data }),
	);
	await encoder.flush();
	encoder.close();
	return packets;
}

/** Three black pictures, encoded. */
async function picturePackets(codec: string) {
	const packets: Array<Parameters<EncodedVideoPacketSource['add']>> = [];
	const encoder = new VideoEncoder({
		output: (chunk, meta) => {
			const data = new Uint8Array(chunk.byteLength);
			chunk.copyTo(data);
			packets.push([new EncodedPacket(data, chunk.type, chunk.timestamp / 1e6, 0.1), meta as EncodedVideoChunkMetadata]);
		},
		error: (error) => {
			throw error;
		},
	});
	encoder.configure({ codec, width: 64, height: 64, bitrate: 100_000, framerate: 10, latencyMode: 'realtime' });
	for (let index = 0; index < 3; index++) {
		const pixels = new Uint8Array(64 * 64 * 1.5);
		const frame = new VideoFrame(pixels, { format: 'I420', codedWidth: 64, codedHeight: 64, timestamp: index * 1e5 });
		encoder.encode(frame, { keyFrame: index === 0 });
		frame.close();
	}
	await encoder.flush();
	encoder.close();
	return packets;
}

interface Track<Codec> {
	readonly codec: Codec;
	/** The same in WebCodecs' words. */
	readonly encoder: string;
}

async function file(format: OutputFormat, video?: Track<VideoCodec>, audio?: Track<AudioCodec>): Promise<Buffer> {
	const target = new BufferTarget();
	const output = new Output({ format, target });
	const pictures = video && new EncodedVideoPacketSource(video.codec);
	const sounds = audio && new EncodedAudioPacketSource(audio.codec);
	if (pictures) output.addVideoTrack(pictures);
	if (sounds) output.addAudioTrack(sounds);
	await output.start();
	for (const packet of video ? await picturePackets(video.encoder) : []) await pictures!.add(...packet);
	for (const packet of audio ? await soundPackets(audio.encoder) : []) await sounds!.add(...packet);
	await output.finalize();
	return Buffer.from(target.buffer!);
}

const avc = { codec: 'avc', encoder: 'avc1.42001f' } as const;
const vp8 = { codec: 'vp8', encoder: 'vp8' } as const;
const aac = { codec: 'aac', encoder: 'mp4a.40.2' } as const;
const opus = { codec: 'opus', encoder: 'opus' } as const;
const mp3 = { codec: 'mp3', encoder: 'mp3' } as const;
const flac = { codec: 'flac', encoder: 'flac' } as const;
const pcm = { codec: 'pcm-s16', encoder: 'pcm-s16' } as const;

/** Files as encoders and muxers of this day write them, by what they are. */
export const realFiles: Readonly<Record<string, () => Promise<Buffer>>> = {
	mp4: async () => await file(new Mp4OutputFormat({ fastStart: 'in-memory' }), avc, aac),
	mp4IndexLast: async () => await file(new Mp4OutputFormat({ fastStart: false }), avc, aac),
	mp4Fragmented: async () => await file(new Mp4OutputFormat({ fastStart: 'fragmented' }), avc),
	mp4SoundOnly: async () => await file(new Mp4OutputFormat(), undefined, aac),
	mov: async () => await file(new MovOutputFormat(), avc),
	webm: async () => await file(new WebMOutputFormat(), vp8, opus),
	webmSoundOnly: async () => await file(new WebMOutputFormat(), undefined, opus),
	mkv: async () => await file(new MkvOutputFormat(), avc),
	ts: async () => await file(new MpegTsOutputFormat(), avc),
	mp3: async () => await file(new Mp3OutputFormat(), undefined, mp3),
	wav: async () => await file(new WavOutputFormat(), undefined, pcm),
	flac: async () => await file(new FlacOutputFormat(), undefined, flac),
	aac: async () => await file(new AdtsOutputFormat(), undefined, aac),
	oggOpus: async () => await file(new OggOutputFormat(), undefined, opus),
};
