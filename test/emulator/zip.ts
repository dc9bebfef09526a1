import { crc32 } from 'node:zlib';

interface Entry {
	readonly name: string;
	readonly bytes: Buffer;
}

/** A ZIP file of uncompressed entries. */
export function zip(entries: readonly Entry[]): Buffer {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, bytes } of entries) {
		const nameBytes = Buffer.from(name);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0); // version needed
		common.writeUInt16LE(0x5821, 8); // a date, 2024-01-01; the time before it stays midnight
		common.writeUInt32LE(crc32(bytes), 10);
		common.writeUInt32LE(bytes.length, 14);
		common.writeUInt32LE(bytes.length, 18);
		common.writeUInt16LE(nameBytes.length, 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, bytes]);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(offset, 10);
		const version = Buffer.from([20, 0]);
		const entry = Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), version, common, tail, nameBytes]);
		locals.push(local);
		directory.push(entry);
		offset += local.length;
	}
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 0, 'latin1');
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(
		directory.reduce((sum, one) => sum + one.length, 0),
		12,
	);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, ...directory, end]);
}

/** What an image sequence arrives as; here the clip itself stands for its frames. */
export function frameArchive(clip: Buffer, label: string): Buffer {
	return zip([
		{ name: 'colorimetry.json', bytes: Buffer.from(JSON.stringify({ task: label })) },
		{ name: 'clip.mp4', bytes: clip },
	]);
}
