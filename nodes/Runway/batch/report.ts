import type { Flight } from './flight';
import type { Run } from './types';
import type { Watch } from './watch';

/** Between two lines; what is over sooner needs none. */
const BETWEEN_LINES_MS = 30_000;

/** Where an item of a batch is. */
export type Stand = 'finished' | 'downloading' | 'running' | 'queued' | 'not sent yet';

/** Of an item that has no outcome yet. */
export function standOf(watch: Watch | undefined): Stand {
	if (!watch) return 'not sent yet';
	return STANDS[watch.task?.status ?? ''] ?? 'queued';
}

const STANDS: Readonly<Record<string, Stand>> = { RUNNING: 'running', SUCCEEDED: 'downloading' };

/** "3 of 10 finished, 5 running, 2 queued" */
export function progressInWords(stands: readonly Stand[]): string {
	const count = (wanted: Stand) => stands.filter((stand) => stand === wanted).length;
	const others = (['downloading', 'running', 'queued', 'not sent yet'] as const).filter((stand) => stands.includes(stand));
	return [`${count('finished')} of ${stands.length} finished`, ...others.map((stand) => `${count(stand)} ${stand}`)].join(', ');
}

/**
 * Tells how a batch gets on, to be asked after each look: to n8n's log and, when the workflow was started in the
 * editor, to the browser's console. n8n has no other place for it while a node runs. Says nothing twice.
 */
export function progressReports(run: Run, flights: readonly Flight[]): () => void {
	let [lastAt, last] = [run.clock.now(), ''];
	return () => {
		if (run.clock.now() - lastAt < BETWEEN_LINES_MS) return;
		lastAt = run.clock.now();
		const words = progressInWords(flights.map(({ landed, watch }) => (landed ? 'finished' : standOf(watch))));
		if (words === last) return;
		last = words;
		run.host.logger.info(`Runway: ${words}`);
		run.host.sendMessageToUI?.(`Runway: ${words}`);
	};
}
