import { Talk } from './talk';
import type { Issue } from './walk';

/** Takes any number of tasks at a time; each test file has its own. */
export const talk = new Talk({ concurrency: Infinity });

// What samples call a router.
talk.core.things.add('routers', { name: 'Any', slug: 'x'.repeat(20) });

/** Sends a creating request and returns the status and what is wrong with it. */
export async function post(endpoint: string, body: unknown): Promise<{ status: number; issues: Issue[] }> {
	const { status, json } = await talk.send('POST', `/v1/${endpoint}`, body);
	return { status, issues: (json.issues ?? []) as Issue[] };
}
