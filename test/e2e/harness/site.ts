import type { RunningEmulator } from '../../emulator/server';
import { client, type Client, type Saved } from './client';
import { stopAll } from './closing';
import { addCredential } from './runway';
import { startN8n, type N8n, type N8nOptions } from './server';
import { versions, type N8nVersion } from './versions';

/** An n8n with an emulated Runway behind it. */
export interface Site<Emulator extends RunningEmulator = RunningEmulator> {
	/** Of n8n. */
	readonly version: string;
	readonly n8n: N8n;
	readonly api: Client;
	readonly emulator: Emulator;
	/** Leads to the emulator. */
	readonly credential: Saved;
}

/** Starts n8n in front of an emulator. */
export async function startSite<Emulator extends RunningEmulator>(
	emulator: Emulator,
	options: N8nOptions = {},
): Promise<Site<Emulator>> {
	const n8n = await startN8n(options);
	const api = await client(n8n);
	return { version: n8n.version.n8n, n8n, api, emulator, credential: await addCredential(api, emulator) };
}

/**
 * Has the tests of this file go on in each n8n version at the same time, because most of it is waiting.
 * @returns what makes the body of such a test: it runs to its end at every site, and the first failure is
 * reported, with the site's version in its message.
 */
export function inEveryVersion<Place extends Pick<Site, 'version'>>(
	setUp: (version: N8nVersion) => Promise<Place>,
): (work: (place: Place) => Promise<void>) => () => Promise<void> {
	let places: Place[];
	beforeAll(async () => {
		places = await Promise.all(versions.map(setUp));
	});
	afterAll(stopAll);
	return (work) => async () => {
		const ends = places.map(async (place) => {
			await work(place).catch((error: Error) => {
				error.message = `n8n ${place.version}: ${error.message}`;
				throw error;
			});
		});
		await Promise.allSettled(ends);
		await Promise.all(ends);
	};
}
