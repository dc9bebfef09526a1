import { parseArgs } from 'node:util';

import { promptMarkers } from './script';
import { startEmulator } from './server';

/** Runs the emulator until it is interrupted: `npx tsx test/emulator/main.ts --port 0 --seconds 12`. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '0' },
			seconds: { type: 'string', default: '12' },
			concurrency: { type: 'string', default: '5' },
		},
	});
	const emulator = await startEmulator({
		port: Number(values.port),
		durationMs: Number(values.seconds) * 1000,
		concurrency: Number(values.concurrency),
		outcome: promptMarkers,
	});
	console.log(`Base URL: ${emulator.baseUrl}`);
	console.log(`API Key:  ${emulator.apiKey}`);
	console.log('Stop with Ctrl+C.');
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void emulator.stop().then(() => process.exit(0)));
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
