import { createRequire } from 'node:module';

type Token<T> = abstract new (...args: never[]) => T;

interface ServiceContainer {
	get<T>(token: Token<T>): T;
	set<T>(token: Token<T>, instance: T): void;
	has(token: Token<unknown>): boolean;
}

/** What n8n's logger offers to those who log. */
export interface EngineLogger {
	error(message: string, metadata?: unknown): void;
	warn(message: string, metadata?: unknown): void;
	info(message: string, metadata?: unknown): void;
	debug(message: string, metadata?: unknown): void;
	scoped(scopes: string | string[]): EngineLogger;
}

// These have to be the very copies that n8n-core uses: another copy would be another, empty container.
const engineRequire = createRequire(require.resolve('n8n-core'));

/** n8n's container of services, shared by everything that runs in this process. */
export const { Container } = engineRequire('@n8n/di') as { Container: ServiceContainer };

/** The token under which n8n looks for its logger. */
export const { Logger } = engineRequire('@n8n/backend-common') as { Logger: Token<EngineLogger> };
