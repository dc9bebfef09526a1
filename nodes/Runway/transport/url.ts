/** The URL, or undefined when the text is none. */
export function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

/** Files travel by https only, unless the base URL itself is plain http (a server for testing). */
export function isSafeUrl(url: URL, baseUrl: string): boolean {
	return url.protocol === 'https:' || (url.protocol === 'http:' && baseUrl.startsWith('http:'));
}

/**
 * A file's https, data: or runway:// address in the spelling that Runway's case-sensitive patterns want: what has
 * no case of its own (scheme, host name, media type, "base64") in lower case, all else as it came.
 */
export function spelledForRunway(address: string): string {
	const [scheme] = /^[a-z]+:/i.exec(address) ?? [''];
	const rest = address.slice(scheme.length);
	switch (scheme.toLowerCase()) {
		case 'https:': {
			// A name and password in front of the host keep their case.
			const [authority] = /^\/\/[^/?#]*/.exec(rest) ?? [''];
			return `https:${authority.replace(/[^@]*$/, (host) => host.toLowerCase())}${rest.slice(authority.length)}`;
		}
		case 'data:': {
			const comma = rest.indexOf(',');
			const head = rest.slice(0, Math.max(comma, 0));
			const spelled = head.replace(/^[^;]*/, (type) => type.toLowerCase()).replace(/;base64(?=;|$)/i, ';base64');
			return `data:${spelled}${rest.slice(head.length)}`;
		}
		case 'runway:':
			return `runway:${rest}`;
		default:
			return address;
	}
}
