import type { IExecuteFunctions } from 'n8n-workflow';

/** A readable stream of bytes, as n8n hands it out. The stream module itself cannot be imported in a node. */
export type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/**
 * A readable stream of `chunks`. Made through the class of another stream: every stream's class has a `from`.
 */
export function streamLike(other: ByteStream, chunks: AsyncIterable<Buffer>): ByteStream {
	const { from } = other.constructor as unknown as {
		from(chunks: AsyncIterable<Buffer>, options: { objectMode: boolean }): ByteStream;
	};
	return from(chunks, { objectMode: false });
}

/**
 * Reads ahead until `sizeBytes` are there or all is read.
 * @returns the start, and all chunks from the first one on; they can be gone through once
 */
export async function readAhead(
	chunks: AsyncIterator<Buffer>,
	sizeBytes: number,
): Promise<{ start: Buffer; all: AsyncIterable<Buffer> }> {
	const read: Buffer[] = [];
	let readBytes = 0;
	while (readBytes < sizeBytes) {
		const next = await chunks.next();
		if (next.done) break;
		read.push(next.value);
		readBytes += next.value.length;
	}
	const all = async function* () {
		yield* read.splice(0);
		for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
	};
	return { start: Buffer.concat(read, Math.min(readBytes, sizeBytes)), all: all() };
}
