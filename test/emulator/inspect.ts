import { loadImage } from '@napi-rs/canvas';
import { ALL_FORMATS, BufferSource, FilePathSource, Input } from 'mediabunny';
import { sniff } from './media';

/** What a video file holds. Sizes in pixels. */
export interface VideoFacts {
	readonly seconds: number;
	readonly width: number;
	readonly height: number;
	/** As WebCodecs names it, e.g. `avc` for H.264. */
	readonly codec: string;
	readonly frames: number;
}

/** Reads a video file, given as bytes or as a path. Rejects when it is none. */
export async function inspectVideo(file: Buffer | string): Promise<VideoFacts> {
	const source = typeof file === 'string' ? new FilePathSource(file) : new BufferSource(file);
	const input = new Input({ formats: ALL_FORMATS, source });
	const track = await input.getPrimaryVideoTrack();
	if (!track) throw new Error('The file has no video track');
	const { packetCount: frames } = await track.computePacketStats();
	const { displayWidth: width, displayHeight: height, codec } = track;
	return { seconds: await track.computeDuration(), width, height, codec: codec ?? 'unknown', frames };
}

/** What a file of any kind holds: time in seconds, sizes in pixels, where it has them. */
export interface FileFacts {
	readonly kind: 'image' | 'video' | 'audio';
	readonly seconds?: number;
	readonly width?: number;
	readonly height?: number;
}

/** Reads a picture, a video or a sound. Rejects when it is none. */
export async function inspectFile(bytes: Buffer): Promise<FileFacts> {
	if (sniff(bytes)?.startsWith('image/')) {
		const { width, height } = await loadImage(bytes);
		return { kind: 'image', width, height };
	}
	const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
	const track = await input.getPrimaryVideoTrack();
	const seconds = await input.computeDuration();
	if (!track) return { kind: 'audio', seconds };
	return { kind: 'video', seconds, width: track.displayWidth, height: track.displayHeight };
}
