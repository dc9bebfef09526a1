import { isCallPath } from './calls';
import { schema } from './schema';
import type { Route } from './types';
import { RUN } from './workflows';

/** Which call a method and a path are, with the task, upload or endpoint that the path names. */
export function matchRoute(method: string, path: string): { route: Route; id: string } {
	const is = (wanted: string, pattern: RegExp) => (method === wanted ? pattern.exec(path) : null);
	const endpoint = endpointOf(path);
	if (endpoint && method === 'POST') return { route: 'create', id: endpoint };
	const run = is('POST', /^\/v1\/workflows\/([^/]+)$/);
	if (run) return { route: 'create', id: `${RUN}/${run[1]}` };
	const poll = is('GET', /^\/v1\/(?:tasks|workflow_invocations)\/([^/]+)$/);
	if (poll) return { route: 'poll', id: poll[1] ?? '' };
	const remove = is('DELETE', /^\/v1\/tasks\/([^/]+)$/);
	if (remove) return { route: 'delete', id: remove[1] ?? '' };
	if (isCallPath(path)) return { route: 'call', id: '' };
	if (is('POST', /^\/v1\/uploads$/)) return { route: 'createUpload', id: '' };
	if (is('GET', /^\/v1\/organization$/)) return { route: 'organization', id: '' };
	const upload = is('POST', /^\/uploads\/([^/]+)$/);
	if (upload) return { route: 'uploadFile', id: upload[1] ?? '' };
	const preview = is('GET', /^\/previews\/([^/]+)\.mp3$/);
	if (preview) return { route: 'preview', id: preview[1] ?? '' };
	const output = is('GET', /^\/outputs\/([^/]+\/\d+)\.\w+$/) ?? is('HEAD', /^\/outputs\/([^/]+\/\d+)\.\w+$/);
	return output ? { route: 'output', id: output[1] ?? '' } : { route: 'other', id: '' };
}

/** Whether the API has this path, if only for another method. */
export function isKnownPath(path: string): boolean {
	return endpointOf(path) !== undefined || /^\/v1\/(uploads|organization|(tasks|workflow_invocations)\/[^/]+)$/.test(path);
}

/** The creating endpoint of a path, if it is one. */
function endpointOf(path: string): string | undefined {
	const name = /^\/v1\/([a-z_/]+)$/.exec(path)?.[1];
	return name !== undefined && Object.hasOwn(schema.endpoints, name) ? name : undefined;
}
