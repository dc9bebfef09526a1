/** Installs what the tests need and this machine does not have yet: n8n versions, servers. */
import { chromiumPackage } from './browserEditor';
import { ensureDebian } from './harness/debian';
import { cacheFolder, ensureN8n } from './harness/install';
import { say } from './harness/say';
import { servicePackages } from './harness/services';
import { versions } from './harness/versions';

async function main(): Promise<void> {
	await ensureDebian([...servicePackages, chromiumPackage]);
	for (const version of versions) await ensureN8n(version);
	say(`Tests run in n8n ${versions.map(({ n8n }) => n8n).join(' and ')}, installed in ${cacheFolder()}`);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
