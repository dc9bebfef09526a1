import type { RunningEmulator } from '../../emulator/server';
import { startN8n, type N8n } from './server';
import { startPostgres, startRedis } from './services';
import { startSite, type Site } from './site';
import { newest, type N8nVersion } from './versions';

/** An n8n in queue mode: a main one and two workers, on PostgreSQL and Redis, files in the database or, in n8n 1, in the items. */
export async function startQueue<Emulator extends RunningEmulator>(
	emulator: Emulator,
	version: N8nVersion = newest,
): Promise<{ site: Site<Emulator>; workers: N8n[] }> {
	const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
	const env = {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: 'the-same-for-all',
		N8N_DEFAULT_BINARY_DATA_MODE: version === newest ? 'database' : 'default',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '4',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		// The two that n8n has by itself are little for 40 executions at once: it then answers webhooks and starts nothing.
		DB_POSTGRESDB_POOL_SIZE: '10',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	};
	// The first one makes the database that the others use.
	const site = await startSite(emulator, { version, env });
	const workers = await Promise.all([1, 2].map(async () => await startN8n({ version, env, command: 'worker' })));
	return { site, workers };
}
