import { MEDIA_TYPES, namesOf, type MediaKind } from '../../shared/mediaTypes';
import { isBlank, shown } from '../../shared/values';
import type { MediaInput } from '../plan';

/** Lengths in characters. Source: Runway's OpenAPI document. */
const URI_MIN_LENGTH = 13;
const URL_MAX_LENGTH = 2048;
const UPLOAD_URI_MAX_LENGTH = 5000;

/** What was entered for a file: nothing, a file, or something that cannot be one. */
export type MediaRead =
	| { readonly empty: true }
	| { readonly input: MediaInput }
	| { readonly problem: string; readonly part: 'source' | 'binary' | 'url' };

/**
 * Reads the three fields of one file. Only looks at the text: whether the binary field exists, and what a
 * URL leads to, is found out later.
 */
export function readMedia(
	kinds: readonly MediaKind[],
	raw: { readonly source?: unknown; readonly binaryPropertyName?: unknown; readonly url?: unknown },
): MediaRead {
	const source = isBlank(raw.source) ? 'binary' : raw.source;
	if (source === 'binary') {
		const name = raw.binaryPropertyName;
		if (isBlank(name)) return { empty: true };
		if (typeof name !== 'string') {
			return {
				part: 'binary',
				problem: `Expected the name of a binary field, such as data, but got ${shown(name)}.`,
			};
		}
		return { input: { source, binaryPropertyName: name.trim() } };
	}
	if (source === 'url') {
		if (isBlank(raw.url)) return { empty: true };
		if (typeof raw.url !== 'string') {
			return { part: 'url', problem: `Expected an address as text, but got ${shown(raw.url)}.` };
		}
		const url = raw.url.trim();
		const problem = mediaUrlProblem(url, kinds);
		return problem ? { part: 'url', problem } : { input: { source, url } };
	}
	return { part: 'source', problem: `Choose Binary Field or URL, not ${shown(source)}.` };
}

/**
 * Why Runway would refuse this address for a file of this kind; undefined when nothing speaks against it.
 * Data URIs may be of any length: long ones are uploaded. Source: Runway's documentation, Inputs.
 */
export function mediaUrlProblem(url: string, kinds: readonly MediaKind[]): string | undefined {
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1].toLowerCase();
	if (scheme === 'data') return dataUriProblem(url, kinds);
	if (scheme === 'runway') {
		if (!/^runway:\/\//i.test(url) || url.length < URI_MIN_LENGTH || /\s/.test(url)) {
			return 'This is no complete runway:// address. Copy it as Runway gave it.';
		}
		if (url.length <= UPLOAD_URI_MAX_LENGTH) return undefined;
		return `A runway:// address has at most ${UPLOAD_URI_MAX_LENGTH} characters, and this one has ${url.length}.`;
	}
	if (scheme === 'http') {
		return 'Runway only fetches files over https. Use an https:// address, or load the file in n8n and choose Binary Field.';
	}
	if (scheme !== 'https') {
		return `Enter an address that begins with https://, data: or runway://, not ${shown(url)}.`;
	}
	return httpsUrlProblem(url);
}

function httpsUrlProblem(url: string): string | undefined {
	if (url.length > URL_MAX_LENGTH) {
		return `Runway takes addresses of at most ${URL_MAX_LENGTH} characters, and this one has ${url.length}. Load the file in n8n and choose Binary Field instead.`;
	}
	const complete = /^https:\/\//i.test(url) && !/\s/.test(url) && URL.canParse(url);
	const host = complete ? new URL(url).hostname.replace(/\.$/, '') : '';
	if (!host || url.length < URI_MIN_LENGTH) return `This is no complete https:// address: ${shown(url)}.`;
	// Whatever way an IPv4 address is written (decimal, hex, short), URL has made it four numbers.
	const isAddress = host.startsWith('[') || /^\d+(\.\d+){3}$/.test(host);
	const isLocal = host === 'localhost' || host.endsWith('.localhost');
	if (!isAddress && !isLocal) return undefined;
	return `Runway only fetches files from a public host name, not from ${host}. Load the file in n8n and choose Binary Field instead.`;
}

function dataUriProblem(uri: string, kinds: readonly MediaKind[]): string | undefined {
	const comma = uri.indexOf(',');
	const [type, ...attributes] = uri.slice('data:'.length, Math.max(comma, 0)).toLowerCase().split(';');
	if (comma < 0 || !attributes.includes('base64')) {
		return 'A data: address has to hold base64, such as data:image/png;base64,iVBORw0…';
	}
	if (!kinds.some((kind) => MEDIA_TYPES[kind].includes(type))) {
		return `Runway takes ${namesOf(kinds)} here, not ${type || 'data without a type'}.`;
	}
	// Looks for what does not belong there: a pattern for all that does runs out of stack on millions of letters.
	const data = uri.slice(comma + 1).replace(/(?<!=)={1,2}$/, '');
	if (data === '' || /[^A-Za-z0-9+/]/.test(data)) {
		return 'The base64 of this data: address is empty or damaged.';
	}
	return undefined;
}
