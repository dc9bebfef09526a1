import type { Thing, ThingKind } from '../emulator/things';
import type { Bench } from './bench';

/** What belongs to an account, such as documents and voices, for tests of the operations about it. */

export const ONE = [{ json: {} }];

/** An ID that was entered by hand. */
export const id = (value: string) => ({ __rl: true, mode: 'id', value });

/** Things that are there already. */
export function fill({ core }: Bench, kind: ThingKind, count: number, fields: (index: number) => object): Thing[] {
	return Array.from({ length: count }, (_, index) => core.things.add(kind, fields(index) as Thing['fields'], true));
}

export const documents = (bench: Bench, count = 1) =>
	fill(bench, 'documents', count, (index) => ({ name: `Document ${index}`, content: `Text ${index}` }));

/** The requests about things. */
export const calls = ({ core }: Bench) => core.log.of('call').map(({ method, path }) => `${method} ${path}`);
