/** A table as Markdown. */
export function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A page with this between the two marks of a name. Throws when one is missing. */
export function between(page: string, name: string, table: string): string {
	const [start, end] = [`<!-- ${name}: start -->`, `<!-- ${name}: end -->`];
	const [from, to] = [page.indexOf(start), page.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`A page needs the lines ${start} and ${end}`);
	return `${page.slice(0, from + start.length)}\n\n${table}\n\n${page.slice(to)}`;
}
