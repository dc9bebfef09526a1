import { listenHttp } from './listen';

/** A file that arrived in a form. */
export interface ReceivedFile {
	readonly name: string;
	readonly type: string;
	readonly bytes: Buffer;
	/** The form's text fields. */
	readonly fields: Readonly<Record<string, string>>;
}

/** A web site with an upload form, as most services behind n8n's HTTP Request node have one. */
export interface UploadSite {
	readonly url: string;
	readonly received: readonly ReceivedFile[];
}

/** Takes multipart forms with one file in the field `file`. */
export async function startUploadSite(): Promise<UploadSite> {
	const received: ReceivedFile[] = [];
	const port = await listenHttp(async ({ headers, body }) => {
		const type = headers['content-type'] ?? '';
		const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
		const file = form.get('file');
		if (!(file instanceof Blob)) return { status: 400, body: '{"error":"no file"}' };
		const fields: Record<string, string> = {};
		form.forEach((value, name) => {
			if (typeof value === 'string') fields[name] = value;
		});
		received.push({
			name: file.name,
			type: file.type,
			bytes: Buffer.from(await file.arrayBuffer()),
			fields,
		});
		return { status: 201, body: JSON.stringify({ size: file.size }) };
	});
	return { url: `http://127.0.0.1:${port}/upload`, received };
}
