/**
 * Runs the tests beside the code for Stryker, in one process that stays. Its own runner for jest starts jest anew for
 * each mutant, with every test file that has anything to do with the mutated one: seconds each, and hours for a folder.
 * Here jest's engine (describe, it, expect) runs only the tests that reach the mutant. The project's modules are loaded
 * anew each time, so that no mutant leaves anything to the next; packages are loaded once.
 */
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { DryRunStatus, TestStatus, determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

const require = createRequire(import.meta.url);
const fromJest = createRequire(require.resolve('jest-cli', { paths: [require.resolve('jest')] }));
const fromCore = createRequire(fromJest.resolve('@jest/core'));
const fromConfig = createRequire(fromCore.resolve('jest-config'));
const circus = createRequire(fromConfig.resolve('jest-circus'))('jest-circus');
const { ModuleMocker } = createRequire(fromConfig.resolve('jest-circus'))('jest-mock');
const ts = require('typescript');
require('../test/zone.js')();

/** Longer than Stryker's patience: it ends the process of a mutant that spins for ever, and starts a new one. */
const NEVER_MS = 2 ** 30;

/** A test waits in vain when nothing at all has happened in its process for this long. That spares a new process. */
const IDLE_MS = 1500;
const LOOK_MS = 50;

/** Tests that go through hundreds of rows: rows are data, and each mutant would wait minutes for them. */
const OF_ROWS = [
	'catalogue', 'editorWords', 'everyModel', 'generated', 'modelChoice', 'offers', 'optionPresets', 'price', 'priceless', 'properties',
].map((name) => path.join('test', 'catalogue', `${name}.test.ts`));

class Runner {
	/** What stands in front of TypeScript, by its text: nothing is translated twice. */
	translated = new Map();

	capabilities() {
		return { reloadEnvironment: true };
	}

	async init() {
		const { compilerOptions } = ts.readConfigFile('tsconfig.json', ts.sys.readFile).config;
		const options = { ...ts.convertCompilerOptionsFromJson(compilerOptions, '.').options, isolatedModules: true, noEmit: false };
		require.extensions['.ts'] = (module, file) => {
			const text = readFileSync(file, 'utf8');
			if (!this.translated.has(text)) this.translated.set(text, ts.transpileModule(text, { compilerOptions: options, fileName: file }).outputText);
			module._compile(this.translated.get(text), file);
		};
		// Looked for in this order: `Runway.node.ts` stands before n8n's `Runway.node.json`.
		const { '.json': json } = require.extensions;
		delete require.extensions['.json'];
		require.extensions['.json'] = json;
		const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
		const { expect } = createRequire(fromConfig.resolve('jest-circus'))('expect');
		Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, expect });
		globalThis.__stryker__ ??= {};
		circus.addEventHandler((event) => this.note(event));
	}

	note({ name, test }) {
		if (name === 'test_start') globalThis.__stryker__.currentTestId = idOf(test);
		if (name !== 'test_done') return;
		globalThis.__stryker__.currentTestId = undefined;
		if (test.errors.length > 0 && this.stopsAtFailure) {
			for (const other of testsIn(circus.getState().rootDescribeBlock)) if (!other.status) other.mode = 'skip';
		}
	}

	async dryRun({ files }) {
		this.stopsAtFailure = false;
		const coverage = (globalThis.__stryker__.mutantCoverage = { static: {}, perTest: {} });
		const folders = new Set(files.map(folderOf));
		const result = await this.run([...folders].flatMap(testFilesOf));
		return { ...result, mutantCoverage: coverage };
	}

	async mutantRun({ activeMutant, testFilter, mutantActivation, sandboxFileName, hitLimit, disableBail }) {
		const { __stryker__: stryker } = globalThis;
		this.stopsAtFailure = !disableBail;
		Object.assign(stryker, { activeMutant: undefined, mutantCoverage: undefined, hitLimit, hitCount: hitLimit && 0 });
		const files = testFilter ? new Set(testFilter.map((id) => id.split(' ')[0])) : testFilesOf(folderOf(sandboxFileName));
		const activate = () => (stryker.activeMutant = activeMutant.id);
		if (mutantActivation === 'static') activate();
		const result = await this.run([...files], testFilter, activate);
		stryker.activeMutant = undefined;
		return toMutantRunResult(determineHitLimitReached(stryker.hitCount, hitLimit) ?? result, disableBail);
	}

	/**
	 * Runs files one after the other, up to the first failure where that is enough. The one that noticed the mutant before
	 * comes first: it often notices the next one, too.
	 * @param wanted ids of the tests to run; all when it is left out
	 */
	async run(files, wanted, onLoaded = () => {}) {
		for (const file of Object.keys(require.cache)) if (isOurs(file)) delete require.cache[file];
		const ids = wanted && new Set(wanted);
		const tests = [];
		for (const file of [...files].sort((a, b) => Number(b === this.noticedBy) - Number(a === this.noticedBy))) {
			try {
				tests.push(...(await this.runFile(file, ids, onLoaded)));
			} catch (error) {
				return { status: DryRunStatus.Error, errorMessage: String(error?.stack ?? error) };
			}
			if (!this.stopsAtFailure || !tests.some(({ status }) => status === TestStatus.Failed)) continue;
			this.noticedBy = file;
			break;
		}
		return { status: DryRunStatus.Complete, tests };
	}

	async runFile(file, ids, onLoaded) {
		circus.resetState();
		const state = circus.getState();
		state.testTimeout = NEVER_MS;
		globalThis.jest = new ModuleMocker(globalThis);
		circus.describe(file, () => void require(path.resolve(file)));
		for (const test of testsIn(state.rootDescribeBlock)) {
			if (ids && !ids.has(idOf(test))) test.mode = 'skip';
			test.fn = orInVain(test.fn);
		}
		onLoaded();
		await circus.run();
		return testsIn(state.rootDescribeBlock).map((test) => ({
			id: idOf(test),
			name: idOf(test),
			timeSpentMs: test.duration ?? 0,
			...(test.errors.length > 0
				? { status: TestStatus.Failed, failureMessage: test.errors.flat().map((error) => String(error?.message ?? error)).join('\n') }
				: { status: test.status === 'skip' || test.mode === 'skip' ? TestStatus.Skipped : TestStatus.Success }),
		}));
	}
}

/** The test, which fails when it waits for something that never comes. */
function orInVain(act) {
	return async () => {
		let timer;
		let idleMs = 0;
		let busy = process.cpuUsage();
		const inVain = new Promise((_, reject) => {
			timer = setInterval(() => {
				const { user, system } = process.cpuUsage(busy);
				busy = process.cpuUsage();
				// Two timers are always there: this one, and that of jest's own time limit.
				const waiting = process.getActiveResourcesInfo().filter((kind) => !/Pipe|TTY|Message/.test(kind)).length - 2;
				idleMs = waiting <= 0 && user + system < LOOK_MS * 200 ? idleMs + LOOK_MS : 0;
				if (idleMs >= IDLE_MS) reject(new Error('The test waits for something that never comes'));
			}, LOOK_MS);
		});
		try {
			return await Promise.race([act(), inVain]);
		} finally {
			clearInterval(timer);
		}
	};
}

/** `nodes/Runway/batch/fetch.ts` lies beside the tests in `test/batch`. */
function folderOf(file) {
	return path.relative('nodes/Runway', file).split(path.sep)[0];
}

function testFilesOf(folder) {
	return readdirSync(path.join('test', folder))
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => path.join('test', folder, name))
		.filter((file) => !OF_ROWS.includes(file));
}

function isOurs(file) {
	return file.startsWith(process.cwd() + path.sep) && !file.includes(`${path.sep}node_modules${path.sep}`);
}

function testsIn(block) {
	return block.children.flatMap((child) => (child.type === 'test' ? [child] : testsIn(child)));
}

/** The name of its file, and those of the blocks around it. */
function idOf(test) {
	const names = [test.name];
	for (let block = test.parent; block.parent; block = block.parent) names.unshift(block.name);
	return names.join(' ');
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'beside', Runner)];
