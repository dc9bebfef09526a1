import type { IExecuteFunctions } from 'n8n-workflow';

/** A readable stream of bytes, as n8n hands it out. The stream module itself cannot be imported in a node. */
export type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/**
 * A stream of `chunks`. Made through the class of another stream: every stream's class inherits `from`, which
 * makes a plain readable one.
 */
export function streamLike(other: ByteStream, chunks: AsyncIterable<Buffer>): ByteStream {
	const { from } = other.constructor as unknown as {
		from(chunks: AsyncIterable<Buffer>, options: { objectMode: boolean }): ByteStream;
	};
	return from(chunks, { objectMode: false });
}
