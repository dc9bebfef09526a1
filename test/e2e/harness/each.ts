/**
 * The body of a test that goes on at several sites at the same time, because most of it is waiting. All run to
 * their end; the first failure is reported, with the site's version in its message.
 */
export function inEach<Site extends { readonly version: string }>(
	sites: () => readonly Site[],
	work: (site: Site) => Promise<void>,
): () => Promise<void> {
	return async () => {
		const ends = sites().map(async (site) => {
			await work(site).catch((error: Error) => {
				error.message = `n8n ${site.version}: ${error.message}`;
				throw error;
			});
		});
		await Promise.allSettled(ends);
		await Promise.all(ends);
	};
}
