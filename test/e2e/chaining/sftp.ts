import * as path from 'node:path';
import { createServer } from 'node:net';
import { Server, utils, type Session, type SFTPWrapper } from 'ssh2';
import type { FtpServer } from './ftp';
import { listen } from './listen';

const { OPEN_MODE, STATUS_CODE } = utils.sftp;

const FOLDER = { mode: 0o40755, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

/** Takes files over SFTP, by password, from one user. */
export async function startSftp(): Promise<FtpServer> {
	const user = 'clips';
	const password = 'up-2-load';
	const files = new Map<string, Buffer>();
	const ssh = new Server({ hostKeys: [utils.generateKeyPairSync('ed25519').private] }, (client) => {
		client.on('error', () => client.end());
		client.on('authentication', (asked) => {
			if (asked.method === 'password' && asked.username === user && asked.password === password) asked.accept();
			else asked.reject(['password']);
		});
		client.on('session', (accept: () => Session) => {
			accept().on('sftp', (begin) => converse(begin(), files));
		});
	});
	const port = await listen(createServer((socket) => ssh.injectSocket(socket)));
	return { port, user, password, files };
}

/** The part of SFTP that an upload needs; what is not answered here counts as not supported. */
function converse(sftp: SFTPWrapper, files: Map<string, Buffer>): void {
	const folders = new Set(['/']);
	const open: string[] = [];
	const done = (id: number) => sftp.status(id, STATUS_CODE.OK);
	const look = (id: number, at: string) => {
		if (folders.has(at)) sftp.attrs(id, FOLDER);
		else if (files.has(at)) sftp.attrs(id, { ...FOLDER, mode: 0o100644, size: files.get(at)!.length });
		else sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
	};
	sftp.on('STAT', look);
	sftp.on('LSTAT', look);
	sftp.on('MKDIR', (id, at) => {
		folders.add(at);
		done(id);
	});
	sftp.on('OPEN', (id, at, flags) => {
		if (!(flags & OPEN_MODE.WRITE) || !folders.has(path.posix.dirname(at))) {
			return sftp.status(id, STATUS_CODE.NO_SUCH_FILE);
		}
		files.set(at, Buffer.alloc(0));
		sftp.handle(id, Buffer.of(open.push(at) - 1));
	});
	sftp.on('FSETSTAT', done);
	sftp.on('WRITE', (id, handle, offset, data) => {
		const before = files.get(open[handle[0]])!;
		const after = Buffer.alloc(Math.max(before.length, offset + data.length));
		before.copy(after);
		data.copy(after, offset);
		files.set(open[handle[0]], after);
		done(id);
	});
	sftp.on('CLOSE', done);
}
