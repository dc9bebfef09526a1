import { inflateRawSync } from 'node:zlib';

interface Entry {
	readonly name: string;
	readonly bytes: Buffer;
}

/** The entries of a ZIP file without a comment, stored or deflated. */
export function unzip(file: Buffer): Entry[] {
	const end = file.length - 22;
	const entries: Entry[] = [];
	let at = file.readUInt32LE(end + 16);
	while (at < end) {
		const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
		const local = file.readUInt32LE(at + 42);
		const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
		const packed = file.subarray(start, start + file.readUInt32LE(at + 20));
		entries.push({
			name: file.toString('utf8', at + 46, at + 46 + nameLength),
			bytes: file.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed),
		});
		at += 46 + nameLength + extraLength + commentLength;
	}
	return entries;
}
