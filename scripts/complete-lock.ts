/**
 * Completes package-lock.json after a change of dependencies: `npx tsx scripts/complete-lock.ts`.
 *
 * Native packages name one optional package for each platform. A registry mirror does not always have all of
 * them; npm then leaves the missing ones out of the lock, and `npm ci` refuses the lock for it. This adds
 * them, without a checksum, as npm would: platforms that need them fetch them from a registry that has them.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockedPackage {
	version?: string;
	optionalDependencies?: Record<string, string>;
	[key: string]: unknown;
}

const FILE = 'package-lock.json';
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'win32', 'openharmony'];
const PROCESSORS = ['arm64', 'x64', 'riscv64', 'loong64', 'ppc64', 's390x', 'ia32', 'arm', 'wasm32'];

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as { packages: Record<string, LockedPackage> };
const { packages } = lock;

/** The entry that `name` resolves to for the package at `from`, the way Node.js looks for it. */
function resolve(from: string, name: string): LockedPackage | undefined {
	for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
		const found = packages[`${folder}${folder && '/'}node_modules/${name}`];
		if (found || folder === '') return found;
	}
}

let added = 0;
for (const [from, { optionalDependencies = {} }] of Object.entries(packages)) {
	for (const [name, version] of Object.entries(optionalDependencies)) {
		const known = resolve(from, name);
		const isExact = /^\d/.test(version);
		if (known && (!isExact || known.version === version)) continue;
		const parts = name.split('/').pop()!.split('-');
		const cpu = PROCESSORS.find((processor) => parts.includes(processor));
		const os = SYSTEMS.find((system) => parts.includes(system));
		if (!isExact || !cpu) throw new Error(`Cannot tell what ${name}@${version}, wanted by ${from}, is made for`);
		const libc = parts.includes('musl') ? ['musl'] : parts.includes('gnu') ? ['glibc'] : undefined;
		const place = packages[`node_modules/${name}`] ? `${from}/node_modules/${name}` : `node_modules/${name}`;
		packages[place] = {
			version,
			cpu: [cpu],
			dev: true,
			...(libc && os === 'linux' && { libc }),
			optional: true,
			...(os && { os: [os] }),
		};
		added += 1;
	}
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`Added ${added} packages to ${FILE}`);
