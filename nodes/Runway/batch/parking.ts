import { hint } from '../shared/hint';
import type { Flight } from './flight';
import type { Run } from './types';

/**
 * Whether a batch may be parked, to be asked again and again: once each of its tasks has ended, or has been watched for
 * the time it takes to tell that it is a long one. Tells the user when that is wished but impossible.
 */
export function whenToPark(run: Run, flights: readonly Flight[]): () => boolean {
	const never = () => false;
	const isWished = ({ job: { settings } }: Flight) => settings.waitForCompletion && settings.whileWaiting === 'park';
	if (flights.length === 0 || !flights.every(isWished)) return never;
	const parking = run.parking();
	if ('impossible' in parking) {
		hint(run.host, `While Waiting: ${parking.impossible}`);
		return never;
	}
	const isLong = ({ watch, ended }: Flight) =>
		watch !== undefined && !ended && run.clock.now() - watch.since >= parking.afterMs;
	return () => flights.every((flight) => flight.landed || isLong(flight));
}
