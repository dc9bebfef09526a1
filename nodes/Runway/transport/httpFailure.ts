import type { IDataObject } from 'n8n-workflow';
import type { Failure } from '../shared/errors';

/** What to do about a status. Source: Runway's documentation, Errors; 402 was only reported by others. */
const HINTS: Record<number, string> = {
	400: 'Correct the field named above; if none is named, check the API Version in the credential.',
	401: 'Check the API Key in the Runway credential: it may be mistyped, disabled, or belong to another Base URL.',
	402: "The account's credits seem to be used up. Buy credits in Runway's developer portal.",
	403: "The account may not do this. Check its plan and permissions in Runway's developer portal.",
	404: 'Check the Base URL in the Runway credential, and that the task belongs to the same organization.',
	413: 'The request is too large. Use a smaller input file, or give it as an https URL.',
	429: 'Runway asks for fewer requests. Try again in a few minutes.',
};

interface ErrorBody {
	error?: unknown;
	message?: unknown;
	issues?: unknown;
}

/**
 * A failure from an answer with an error status. Runway's body is `{ error, issues?: [{ path, message }] }`;
 * issues are shown at the field they belong to.
 * @param what what could not be done, e.g. "Runway refused the request"
 * @param hints what to do next, where that is not the same for every request
 */
export function httpFailure(
	answer: { status: number; body: unknown },
	what: string,
	hints: Readonly<Record<number, string>> = {},
): Failure {
	const { status } = answer;
	const body = (typeof answer.body === 'object' && answer.body !== null ? answer.body : {}) as ErrorBody;
	const text = [body.error, body.message].find((part) => typeof part === 'string' && part !== '') as string | undefined;
	const issues = readIssues(body.issues);
	const reason = [shorten(text ?? ''), ...issues.map(({ field, message }) => `${field}: ${message}`)]
		.filter(Boolean)
		.join('; ');
	const key = isOutOfCredits(answer) ? 402 : status;
	const hint = aboutRouter(answer) ?? hints[key] ?? HINTS[key] ?? (status >= 500 ? 'Runway is having trouble. Try again later.' : undefined);
	return {
		message: `${what}: ${reason || `status ${status}`}`,
		description: hint,
		httpCode: status,
		...(issues.length > 0 && { details: { issues: issues as unknown as IDataObject[] } }),
	};
}

/**
 * True when an answer is about the account's credits. Runway's documents name no code for that; others report
 * 402, and 400 with a sentence about credits.
 */
export function isOutOfCredits({ status, body }: { status: number; body: unknown }): boolean {
	if (status === 402) return true;
	const { error, issues } = (typeof body === 'object' && body !== null ? body : {}) as ErrorBody;
	return status === 400 && !Array.isArray(issues) && typeof error === 'string' && /\bcredits?\b/i.test(error);
}

/** What to do when a router cannot choose. Runway's documents name the errors, not their status. */
export function aboutRouter({ body }: { body: unknown }): string | undefined {
	const { error, message, code } = (typeof body === 'object' && body !== null ? body : {}) as ErrorBody & { code?: unknown };
	const texts = [error, message, code].filter((part): part is string => typeof part === 'string');
	return Object.entries(ROUTER_HINTS).find(([name]) => texts.some((text) => text.includes(name)))?.[1];
}

const ROUTER_HINTS: Readonly<Record<string, string>> = {
	router_config_not_found:
		"Nothing was created. The router was deleted, or belongs to another organization than the API Key: choose another one. A router's ID is its slug.",
	no_eligible_model:
		'Nothing was created. No model that the router may choose can do all that is asked for, at a price that it may take: leave ' +
		"empty what does not matter to you, or allow the router more in Runway's developer portal.",
};

function readIssues(issues: unknown): Array<{ field: string; message: string }> {
	if (!Array.isArray(issues)) return [];
	return issues.slice(0, 10).map((issue: { path?: unknown; message?: unknown } | null) => ({
		field: Array.isArray(issue?.path) && issue.path.length > 0 ? issue.path.join('.') : 'request',
		message: shorten(typeof issue?.message === 'string' ? issue.message : 'not accepted'),
	}));
}

/** Error texts may quote the request, files included; a line is enough. */
function shorten(text: string): string {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
