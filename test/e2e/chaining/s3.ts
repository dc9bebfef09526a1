import { createHash } from 'node:crypto';
import { listenHttp } from './listen';

export interface StoredObject {
	readonly type?: string;
	readonly bytes: Buffer;
}

/** The part of the S3 protocol that an upload needs. */
export interface ObjectStore {
	readonly endpoint: string;
	readonly accessKeyId: string;
	/** By `/bucket/key`. */
	readonly objects: ReadonlyMap<string, StoredObject>;
}

/** Any bucket exists. Refuses requests that are not signed by the access key, and bodies unlike their checksum. */
export async function startObjectStore(): Promise<ObjectStore> {
	const accessKeyId = 'runwaytest';
	const objects = new Map<string, StoredObject>();
	const port = await listenHttp(async ({ method, path, headers, body }) => {
		const signedBy = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/`;
		if (!headers.authorization?.startsWith(signedBy)) return refusal(403, 'AccessDenied');
		if (method === 'GET') return { type: 'application/xml', body: LOCATION };
		const sum = createHash('md5').update(body).digest('base64');
		if (headers['content-md5'] !== sum) return refusal(400, 'BadDigest');
		objects.set(path, { type: headers['content-type'], bytes: body });
		return { type: 'application/xml' };
	});
	return { endpoint: `http://127.0.0.1:${port}`, accessKeyId, objects };
}

const LOCATION = '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>';

const refusal = (status: number, code: string) => ({
	status,
	type: 'application/xml',
	body: `<Error><Code>${code}</Code></Error>`,
});
