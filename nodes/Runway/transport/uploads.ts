import { DATA_URI_MAX_LENGTH, UPLOAD_MIN_BYTES, dataUriLength, type CheckedMedia, type MediaFile } from './media';
import { inline, uploadFile, type UploadContext, type Uri } from './upload';

/** Runway keeps an upload for so long. Source: its documentation, Uploads. */
const LIFE_MS = 24 * 3_600_000;

/** What ends within this time is not given to a request any more. */
const MARGIN_MS = 3_600_000;

/** An upload, as it is kept with the execution. */
export interface KeptUpload {
	readonly uri: string;
	/** Ms since 1970. */
	readonly expiresAt: number;
}

export type Uploaded = KeptUpload | Exclude<Uri, { readonly uri: string }>;

/**
 * The files of an execution on their way to Runway. The same content is uploaded once, for all items and nodes that use
 * it, also by those who ask while it is under way.
 */
export class Uploads {
	private readonly underWay = new Map<string, Promise<Uploaded>>();

	/** How many requests of this node ask for a file. */
	private readonly uses = new Map<string, number>();

	/** Files that could not be uploaded although that would have spared something. */
	private readonly inlined = new Set<string>();

	/**
	 * @param kept what the execution knows, changed here
	 * @param account whose uploads they are: those of another account are of no use
	 */
	constructor(
		private readonly context: UploadContext,
		private readonly kept: Record<string, KeptUpload>,
		private readonly account: string,
	) {}

	/** Says that a request will ask for this file. */
	expect(media: CheckedMedia): void {
		if (!('file' in media)) return;
		const key = this.keyOf(media.file);
		this.uses.set(key, (this.uses.get(key) ?? 0) + 1);
	}

	/**
	 * The URI that goes into a request: as given; a data URI if all requests that ask for the file carry no more together
	 * than one of them may; else uploaded.
	 */
	async toUri(media: CheckedMedia): Promise<Uri> {
		if ('uri' in media) return media;
		const { file } = media;
		const key = this.keyOf(file);
		const known = this.find(key);
		if (known) return known;
		const length = dataUriLength(file.mimeType, file.sizeBytes);
		const isSmall = file.sizeBytes < UPLOAD_MIN_BYTES || length * (this.uses.get(key) ?? 1) <= DATA_URI_MAX_LENGTH;
		if (isSmall || this.inlined.has(key)) return await inline(this.context, file);
		const uploaded = await this.upload(file);
		if (!('failure' in uploaded) || length > DATA_URI_MAX_LENGTH) return uploaded;
		this.inlined.add(key);
		return await inline(this.context, file);
	}

	/** Uploads a file, unless that has been done. A failure is told to those who ask meanwhile, and not kept. */
	async upload(file: MediaFile): Promise<Uploaded> {
		const key = this.keyOf(file);
		const known = this.find(key) ?? this.underWay.get(key);
		if (known) return await known;
		const begun = this.begin(key, file).finally(() => this.underWay.delete(key));
		this.underWay.set(key, begun);
		return await begun;
	}

	private async begin(key: string, file: MediaFile): Promise<Uploaded> {
		const expiresAt = this.context.clock.now() + LIFE_MS;
		const result = await uploadFile(this.context, file);
		if (!('uri' in result)) return result;
		return (this.kept[key] = { uri: result.uri, expiresAt });
	}

	private find(key: string): KeptUpload | undefined {
		const kept = this.kept[key];
		return kept && kept.expiresAt - MARGIN_MS > this.context.clock.now() ? kept : undefined;
	}

	/** The same bytes may be a video here and a sound there. */
	private keyOf({ hash, mimeType }: MediaFile): string {
		return [this.account, mimeType, hash].join(' ');
	}
}
