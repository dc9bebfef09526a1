/** One n8n to test against, and how it gets onto a machine. */
export interface N8nVersion {
	readonly n8n: string;
	/** Major version of Node.js it runs on; the package `node-<platform>-<arch>` brings it along. */
	readonly node: string;
	/** npm overrides: n8n 1 asks for its spreadsheet package by a URL outside the registry. */
	readonly overrides?: Readonly<Record<string, string>>;
	/** Environment variables that this version needs. */
	readonly env?: Readonly<Record<string, string>>;
}

export const newest: N8nVersion = {
	n8n: '2.41.1',
	node: '24',
	// Parts of n8n that no test uses and that start up slowly.
	env: { N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,insights' },
};

export const oldest: N8nVersion = { n8n: '1.123.81', node: '22', overrides: { xlsx: '0.18.5' } };

export const versions: readonly N8nVersion[] = [newest, oldest];
