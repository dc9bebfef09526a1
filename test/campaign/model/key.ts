import { KEY, type Played } from '../run';
import { textOf } from './reading';

/** The key goes to the API only, and into nothing that the user or the log sees. */
export function keyIsKept({ core, runs, log, wire }: Played): string[] {
	const seen = runs.map((run) => `${textOf(run)}${JSON.stringify(run.error, allProperties)}${(run.error as Error)?.stack}`);
	return [
		...core.log.leaks(KEY).map(({ path }) => `sent to ${path}`),
		...wire.sent.filter(({ headers, url }) => headers.authorization && !url.startsWith(`${core.baseUrl}/v1/`)).map(({ url }) => url),
		...[...seen, ...log].filter((text) => text.includes(KEY.slice(4))).map((text) => `in ${text.slice(0, 200)}`),
	];
}

/** Errors hide their fields from JSON; here all of them count, causes included. */
function allProperties(_: string, value: unknown): unknown {
	if (!(value instanceof Error)) return value;
	return Object.fromEntries(
		Object.getOwnPropertyNames(value).map((name) => [name, (value as unknown as Record<string, unknown>)[name]]),
	);
}
