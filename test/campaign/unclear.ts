/**
 * What is not for a person's eyes: this package's last resort, complaints of JavaScript, and values that were put into
 * a sentence or a field without being text.
 */
const UNCLEAR = [
	/did not expect/,
	/is not (a function|iterable|defined|a constructor|extensible)/,
	/Cannot (read|set|convert|access|destructure|delete|define|mix)\b/,
	/Invalid (array|string|time) /,
	/Unexpected (token|end of)/,
	/Maximum call stack/,
	/circular structure/,
	/\b(Type|Reference|Range|Syntax)Error\b/,
	/\bundefined\b/,
	/\[object\b/,
	/Invalid Date/,
	// Codes of the system; n8n also replaces messages that hold one.
	/\bE(CONN[A-Z]+|NOENT|NOSPC|ACCES|PERM|TIMEDOUT|PIPE|AI_AGAIN|NOTFOUND|[A-Z]+UNREACH)\b/,
	/\bERR_[A-Z_]+\b/,
];

/** Why a text that a user reads is not clear: the words that make it so, with what stands around them. */
export function unclear(text: string): string | undefined {
	for (const pattern of UNCLEAR) {
		const found = pattern.exec(text);
		if (found) return `says "${text.slice(Math.max(0, found.index - 60), found.index + 60)}"`;
	}
	return undefined;
}
