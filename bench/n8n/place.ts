import { readdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { isOver } from '../../test/e2e/harness/client';
import { startRunway } from '../../test/e2e/harness/runway';
import { FILES_ON_DISK, type N8n } from '../../test/e2e/harness/server';
import { startSite, type Site } from '../../test/e2e/harness/site';
import { START } from '../../test/e2e/harness/workflows';
import type { ServerOptions } from '../../test/emulator/server';
import { startFacades } from './facades';
import { stopAtEnd } from '../../test/e2e/harness/closing';
import type { Contestant, Places } from './workflows';

/** A real n8n in front of an emulator and its facades. */
export interface Place extends Places {
	readonly site: Site;
}

/** Starts them; `stopAll` of the harness ends them. */
export async function openPlace(options: ServerOptions): Promise<Place> {
	const emulator = await startRunway({ pendingMs: 1000, ...options });
	const facades = await startFacades(emulator);
	stopAtEnd(facades.stop);
	const site = await startSite(emulator, { env: FILES_ON_DISK });
	const { api, credential: runway } = site;
	const openAi = await api.createCredential('openAiApi', { apiKey: 'key', url: facades.openAiUrl });
	const miniMax = await api.createCredential('minimaxApi', { apiKey: 'key', region: 'international', url: facades.miniMaxUrl });
	return { site, emulator, runway, openAi, miniMax };
}

/** Seconds from the start of the execution to its end, as n8n itself notes them. */
export async function secondsIn({ site: { api } }: Place, { workflow, last }: Contestant, items: number): Promise<number> {
	const { id: workflowId } = await api.createWorkflow(workflow);
	const id = await api.run(workflowId, START);
	// Each question takes n8n's time, which is what is measured.
	while (!isOver(await api.execution(id))) await pause(2000);
	const execution = await api.waitFor(id);
	if (execution.error) throw new Error(`${last}: ${execution.error.message} ${execution.error.description ?? ''}`);
	let files = 0;
	for (let run = 0; run < execution.runs(last); run++) files += execution.items(last, 0, run).filter(({ binary }) => binary).length;
	if (files !== items) throw new Error(`${last} gave ${files} files for ${items} items`);
	const { startedAt, stoppedAt } = (await api.request('GET', `/executions/${execution.id}`)) as { startedAt: string; stoppedAt: string };
	return (Date.parse(stoppedAt) - Date.parse(startedAt)) / 1000;
}

/** The most memory that n8n's own process held while `work` went on, in MiB: Linux keeps count. */
export async function peakMiB(n8n: N8n, work: () => Promise<unknown>): Promise<number> {
	const pid = await pidOf(n8n);
	// Begins the count anew.
	await writeFile(`/proc/${pid}/clear_refs`, '5');
	await work();
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
}

async function pidOf({ userFolder }: N8n): Promise<string> {
	for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
		const [words = '', environment = ''] = await Promise.all(
			['cmdline', 'environ'].map(async (file) => await readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
		);
		// n8n's helpers inherit its environment, but are started with other words.
		if (words.includes('bin/n8n\0start') && environment.includes(`N8N_USER_FOLDER=${userFolder}\0`)) return pid;
	}
	throw new Error('The process of n8n was not found');
}
