import { randomUUID } from 'node:crypto';

import { schema } from './schema';

const maxBytes = 200 * 1024 * 1024;

export interface Upload {
	readonly id: string;
	readonly filename: string;
	readonly runwayUri: string;
	/** What the form must carry before the file. */
	readonly fields: Readonly<Record<string, string>>;
	readonly createdAt: number;
	/** Undefined until the form has arrived. */
	bytes?: Buffer;
}

/** A refused form, in the manner of the object store behind an upload URL. */
export interface FormRefusal {
	readonly status: number;
	readonly code: string;
	readonly message: string;
}

/** The three-step upload: promised URIs and the files that have arrived for them. */
export class UploadShelf {
	readonly all: Upload[] = [];

	constructor(
		private readonly now: () => number,
		private readonly lifeMs = 24 * 3600 * 1000,
	) {}

	promise(filename: string): Upload {
		const id = randomUUID();
		const upload: Upload = {
			id,
			filename,
			runwayUri: `runway://${Buffer.from(`${id}/${filename}`).toString('base64url')}`,
			fields: { key: `uploads/${id}`, policy: Buffer.from(id).toString('base64'), signature: randomUUID() },
			createdAt: this.now(),
		};
		this.all.push(upload);
		return upload;
	}

	/** The file behind a `runway://` URI while it is alive. */
	find(runwayUri: string): Buffer | undefined {
		const upload = this.all.find((one) => one.runwayUri === runwayUri);
		return upload && this.now() < upload.createdAt + this.lifeMs ? upload.bytes : undefined;
	}

	/** Takes a form for an upload URL. Undefined means taken. */
	receive(
		id: string,
		headers: Readonly<Record<string, string>>,
		form: FormPart[] | undefined,
	): FormRefusal | undefined {
		const refuse = (code: string, message: string, status = 400) => ({ status, code, message });
		const upload = this.all.find((one) => one.id === id);
		// The store takes no body of unknown length, as a stream would have it by itself.
		if (!('content-length' in headers)) return refuse('MissingContentLength', 'You must provide the Content-Length HTTP header.', 411);
		if (!upload) return refuse('NoSuchUpload', 'The upload URL is not known', 404);
		for (const header of ['authorization', 'x-runway-version']) {
			if (header in headers) return refuse('InvalidArgument', `The header ${header} does not belong here`);
		}
		if (!form) return refuse('MalformedPOSTRequest', 'The body is not well-formed multipart/form-data');
		const file = form.findIndex((part) => part.name === 'file');
		if (file < 0) return refuse('InvalidArgument', 'POST requires exactly one file upload per request');
		if (file !== form.length - 1) return refuse('InvalidArgument', 'The file must be the last part');
		for (const [name, value] of Object.entries(upload.fields)) {
			const sent = form.find((part) => part.name === name);
			if (sent?.body.toString() !== value) return refuse('AccessDenied', `Field ${name} is missing`, 403);
		}
		const bytes = form[file]?.body ?? Buffer.alloc(0);
		const { minBytes } = schema.media.upload;
		if (bytes.length < minBytes) return refuse('EntityTooSmall', `At least ${minBytes} bytes are needed`);
		if (bytes.length > maxBytes) return refuse('EntityTooLarge', `At most ${maxBytes} bytes are allowed`);
		upload.bytes = bytes;
		return undefined;
	}
}

export interface FormPart {
	readonly name: string;
	readonly filename?: string;
	readonly body: Buffer;
}

/** The parts of a multipart/form-data body in their order; undefined when it is not well formed. */
export async function parseForm(contentType: string, body: Buffer): Promise<FormPart[] | undefined> {
	const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
		.formData()
		.catch(() => undefined);
	if (!form) return undefined;
	const parts: Array<Promise<FormPart>> = [];
	form.forEach((value, name) => parts.push(formPart(name, value)));
	return await Promise.all(parts);
}

async function formPart(name: string, value: string | File): Promise<FormPart> {
	if (typeof value === 'string') return { name, body: Buffer.from(value) };
	return { name, filename: value.name, body: Buffer.from(await value.arrayBuffer()) };
}
