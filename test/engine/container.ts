import { BinaryDataConfig, BinaryDataService, ErrorReporter } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Container, Logger, type EngineLogger } from './services';

/** Where files of an execution go: n8n's default, or base64 inside the items (`default` in n8n's settings). */
export type BinaryMode = 'filesystem' | 'default';

/** One line that n8n or a node logged, at any level. */
export interface LogLine {
	readonly level: 'error' | 'warn' | 'info' | 'debug';
	readonly message: string;
	readonly metadata?: unknown;
}

/** Everything logged in this process since it started. Nothing is printed. */
export const logLines: LogLine[] = [];

const write = (level: LogLine['level']) => (message: string, metadata?: unknown) => {
	logLines.push({ level, message, metadata });
};

const logger: EngineLogger = {
	error: write('error'),
	warn: write('warn'),
	info: write('info'),
	debug: write('debug'),
	scoped: () => logger,
};

/** n8n's folder for this process: never that of an n8n which is installed here. Removed at the end. */
const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
const removeFolder = () => rmSync(folder, { recursive: true, force: true });

// Jest ends its processes without telling them.
if (typeof afterAll === 'function') afterAll(removeFolder);
else process.once('exit', removeFolder);

let storeMode: BinaryMode | undefined;

/**
 * Fills n8n's service container with what its server would put there at the start: settings, logger and the
 * store for binary data. May be called before every execution; the mode holds for the executions after it.
 */
export async function prepareContainer(binaryMode: BinaryMode) {
	if (!storeMode) {
		// Read by n8n's settings when they are made.
		process.env.N8N_USER_FOLDER = folder;
		process.env.N8N_ENCRYPTION_KEY = 'a key for tests only';
		Container.set(Logger, logger);
		LoggerProxy.init(logger);
	}
	if (storeMode === binaryMode) return;
	const config = Container.get(BinaryDataConfig);
	config.mode = binaryMode;
	const store = new BinaryDataService(config, Container.get(ErrorReporter), logger as never);
	await store.init();
	Container.set(BinaryDataService, store);
	storeMode = binaryMode;
}
