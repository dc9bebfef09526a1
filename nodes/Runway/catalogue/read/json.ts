/** What was entered as JSON, or a sentence that says what is wrong with it. */
export type Parsed = { readonly value: unknown } | { readonly problem: string };

/** Reads JSON text, or an object made by an expression. */
export function readJson(raw: unknown): Parsed {
	return typeof raw === 'string' ? parseJson(raw) : copyJson(raw);
}

function parseJson(text: string): Parsed {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return { problem: `This is not valid JSON ${placeOf(reason, text)}.` };
	}
}

/** An object made by an expression, reduced to what JSON can say. */
function copyJson(raw: unknown): Parsed {
	try {
		return { value: JSON.parse(JSON.stringify(raw) ?? 'null') as unknown };
	} catch (error) {
		const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
		return { problem: `This object cannot be written as JSON: ${reason}.` };
	}
}

/** Where the engine stumbled: it names a position, or the token when the text is short, or the end. */
function placeOf(reason: string, text: string): string {
	const position = /at position (\d+)/.exec(reason);
	if (position) {
		const before = text.slice(0, Number(position[1])).split('\n');
		return `at line ${before.length}, column ${before[before.length - 1].length + 1}`;
	}
	const token = /token '(.+?)',/.exec(reason);
	return token ? `at ${JSON.stringify(token[1])}` : 'at its end';
}
