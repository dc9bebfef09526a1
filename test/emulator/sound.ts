import { createHash } from 'node:crypto';
import { AudioData, AudioEncoder } from '@napi-rs/webcodecs';
import {
	BufferTarget,
	EncodedAudioPacketSource,
	EncodedPacket,
	Mp3OutputFormat,
	OggOutputFormat,
	Output,
} from 'mediabunny';

export type SoundExtension = '.wav' | '.mp3' | '.ogg';

const NOTES_PER_SECOND = 4;
/** C major, in Hz; which of them are heard follows from the text. */
const SCALE = [261.6, 293.7, 329.6, 349.2, 392, 440, 493.9, 523.3];

/** A melody that follows from a text, so that other texts sound different: samples from -1 to 1, one channel. */
export function melody(text: string, seconds: number, sampleRate: number): Float32Array {
	const tune = createHash('sha256').update(text).digest();
	const samples = new Float32Array(Math.max(1, Math.round(seconds * sampleRate)));
	const perNote = sampleRate / NOTES_PER_SECOND;
	// Two notes alone would often be the same; up to a tenth higher, they hardly ever are.
	const key = 1 + tune.readUInt16BE(tune.length - 2) / 655_360;
	for (let index = 0; index < samples.length; index += 1) {
		const note = Math.floor(index / perNote);
		const pitch = key * SCALE[tune[note % tune.length]! % SCALE.length]!;
		// Fades in and out within each note, so that nothing clicks.
		const swell = Math.sin((Math.PI * (index % perNote)) / perNote);
		samples[index] = 0.4 * swell * Math.sin((2 * Math.PI * pitch * index) / sampleRate);
	}
	return samples;
}

/** Sound as a file: 16-bit WAV, MP3, or Opus in Ogg (which always has 48 kHz). */
export async function encodeSound(
	make: (sampleRate: number) => Float32Array,
	sampleRate: number,
	extension: SoundExtension,
): Promise<Buffer> {
	switch (extension) {
		case '.wav':
			return wav(make(sampleRate), sampleRate);
		case '.mp3':
			return await compressed(make(sampleRate), sampleRate, 'mp3', new Mp3OutputFormat());
		case '.ogg':
			return await compressed(make(48_000), 48_000, 'opus', new OggOutputFormat());
	}
}

function wav(samples: Float32Array, sampleRate: number): Buffer {
	const file = Buffer.alloc(44 + samples.length * 2);
	file.write('RIFF', 0, 'latin1');
	file.writeUInt32LE(file.length - 8, 4);
	file.write('WAVEfmt ', 8, 'latin1');
	file.writeUInt32LE(16, 16);
	file.writeUInt16LE(1, 20); // PCM
	file.writeUInt16LE(1, 22); // one channel
	file.writeUInt32LE(sampleRate, 24);
	file.writeUInt32LE(sampleRate * 2, 28);
	file.writeUInt16LE(2, 32);
	file.writeUInt16LE(16, 34);
	file.write('data', 36, 'latin1');
	file.writeUInt32LE(samples.length * 2, 40);
	samples.forEach((sample, index) => file.writeInt16LE(Math.round(sample * 32_767), 44 + index * 2));
	return file;
}

async function compressed(
	samples: Float32Array,
	sampleRate: number,
	codec: 'mp3' | 'opus',
	format: Mp3OutputFormat | OggOutputFormat,
): Promise<Buffer> {
	const output = new Output({ format, target: new BufferTarget() });
	const track = new EncodedAudioPacketSource(codec);
	output.addAudioTrack(track);
	await output.start();
	const chunks: Array<{ data: Uint8Array; meta: EncodedAudioChunkMetadata }> = [];
	let failure: unknown;
	const encoder = new AudioEncoder({
		output: (chunk, meta) => {
			const data = new Uint8Array(chunk.byteLength);
			chunk.copyTo(data);
			chunks.push({ data, meta: meta as EncodedAudioChunkMetadata });
		},
		error: (error) => {
			failure = error;
		},
	});
	encoder.configure({ codec, sampleRate, numberOfChannels: 1, bitrate: 64_000 });
	encoder.encode(
		new AudioData({
			data: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
			format: 'f32',
			numberOfChannels: 1,
			numberOfFrames: samples.length,
			sampleRate,
			timestamp: 0,
		}),
	);
	await encoder.flush();
	encoder.close();
	if (failure) throw failure as Error;
	// The encoder's own times run backwards at the end; all packets are of one length.
	const seconds = samples.length / sampleRate / chunks.length;
	for (const [index, { data, meta }] of chunks.entries()) {
		await track.add(new EncodedPacket(data, 'key', index * seconds, seconds), meta);
	}
	await output.finalize();
	return Buffer.from(output.target.buffer ?? new ArrayBuffer(0));
}
