import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import * as path from 'node:path';

/** A server process that cannot outlive this one. */
export interface ServerProcess {
	readonly pid: number;
	/** Settles when the process has ended. */
	readonly ended: Promise<void>;
	running(): boolean;
	/** Sends a signal to this process alone and waits for its end; whatever it had started is ended too. */
	end(signal: NodeJS.Signals): Promise<void>;
}

/** @param logFile takes what the process prints; appended to */
export function startProcess(
	command: string,
	args: readonly string[],
	options: { env: NodeJS.ProcessEnv; cwd: string; logFile: string; uid?: number; gid?: number },
): ServerProcess {
	const { logFile, ...rest } = options;
	const log = openSync(logFile, 'a');
	// A group of its own, so that children of the server can be ended with it.
	const child = spawn(command, args, { ...rest, detached: true, stdio: ['ignore', log, log] });
	closeSync(log);
	const { pid } = child;
	if (!pid) throw new Error(`${command} could not be started`);
	reap(`group ${pid}`);
	const ended = once(child, 'exit').then(() => {
		endGroup(pid);
		reap(`ended ${pid}`);
	});
	return {
		pid,
		ended,
		running: () => child.exitCode === null && child.signalCode === null,
		async end(signal) {
			if (child.exitCode === null && child.signalCode === null) process.kill(pid, signal);
			await ended;
		},
	};
}

/** Has a folder deleted when this process ends, however it ends. */
export function deleteAtEnd(folder: string): void {
	reap(`folder ${folder}`);
}

function endGroup(pid: number): void {
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// Nothing of it is left, as usual.
	}
}

let reaper: ChildProcess | undefined;

/** The reaper reads what is to be cleaned up and does it when its input ends: with this process at the latest. */
function reap(line: string): void {
	if (!reaper) {
		reaper = spawn(process.execPath, [path.join(__dirname, 'reaper.mjs')], {
			detached: true,
			stdio: ['pipe', 'ignore', 'inherit'],
		});
		reaper.unref();
		(reaper.stdin as unknown as { unref(): void }).unref();
	}
	reaper.stdin!.write(`${line}\n`);
}
