import { Readable, Transform } from 'node:stream';
import { readAhead, streamLike } from '../../nodes/Runway/transport/streams';

async function* pieces(...texts: string[]) {
	for (const text of texts) yield Buffer.from(text);
}

it.each([
	[0, ''],
	[1, 'a'],
	[3, 'abc'],
	[4, 'abcd'],
	[9, 'abcdef'],
])('reading %i bytes ahead shows %j, and loses and repeats nothing', async (sizeBytes, shown) => {
	const { start, all } = await readAhead(pieces('ab', 'cd', '', 'ef'), sizeBytes);
	expect(start.toString()).toBe(shown);
	const read: string[] = [];
	for await (const piece of all) read.push(piece.toString());
	expect(read).toEqual(['ab', 'cd', '', 'ef']);
});

it('reads no further than it has to', async () => {
	const source = pieces('ab', 'cd', 'ef');
	await readAhead(source, 2);
	expect((await source.next()).value?.toString()).toBe('cd');
});

it('makes a stream through the class of any other stream, of bytes where that is a plain one', async () => {
	const made = [Readable.from([]), new Transform()].map((other) => streamLike(other, pieces('ab', 'cd')) as Readable);
	expect(made[0].readableObjectMode).toBe(false);
	for (const stream of made) expect(Buffer.concat(await stream.toArray()).toString()).toBe('abcd');
});
