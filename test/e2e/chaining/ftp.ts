import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { listen } from './listen';

/** The part of FTP that an upload needs. */
export interface FtpServer {
	readonly port: number;
	readonly user: string;
	readonly password: string;
	/** By path. */
	readonly files: ReadonlyMap<string, Buffer>;
}

/** Takes files in passive mode, from one user. Every folder exists. */
export async function startFtp(): Promise<FtpServer> {
	const user = 'clips';
	const password = 'up-2-load';
	const files = new Map<string, Buffer>();
	const port = await listen(
		createServer((control) => {
			control.on('error', () => control.destroy());
			void converse(control, { user, password, files });
		}),
	);
	return { port, user, password, files };
}

async function converse(
	control: Socket,
	{ user, password, files }: { user: string; password: string; files: Map<string, Buffer> },
): Promise<void> {
	const say = (line: string) => control.write(`${line}\r\n`);
	let name = '';
	let signedIn = false;
	let data: Promise<Socket> | undefined;
	say('220 Ready');
	for await (const line of createInterface({ input: control })) {
		const [, command, argument] = /^(\w+) ?(.*)$/.exec(line) ?? ['', '', ''];
		if (command === 'USER') {
			name = argument;
			say('331 Password?');
		} else if (command === 'PASS') {
			signedIn = name === user && argument === password;
			say(signedIn ? '230 Signed in' : '530 Wrong user or password');
		} else if (command === 'QUIT') {
			say('221 Bye');
			control.end();
		} else if (!signedIn && command !== 'FEAT') {
			say('530 Sign in first');
		} else if (command === 'PASV') {
			const passive = await dataPort();
			data = passive.socket;
			say(`227 Entering Passive Mode (127,0,0,1,${passive.port >> 8},${passive.port & 255})`);
		} else if (command === 'STOR' && data) {
			say('150 Send it');
			files.set(argument, await buffer(await data));
			say('226 Stored');
		} else if (command === 'TYPE') {
			say('200 Fine');
		} else {
			say('502 Not known here');
		}
	}
}

/** Opens a port for one data connection. */
async function dataPort(): Promise<{ port: number; socket: Promise<Socket> }> {
	const server = createServer();
	const socket = new Promise<Socket>((resolve) => server.once('connection', resolve));
	return { port: await listen(server), socket };
}
