import { chosen, FIGURES } from '../../bench/figures';
import { startFacades } from '../../bench/n8n/facades';
import { chartOf } from '../../bench/report/chart';
import { pageOf } from '../../bench/report/page';
import type { Figure, Kept } from '../../bench/types';
import { startEmulator } from '../../test/emulator/server';

type Kind = Figure['kind'];

const options = { runs: 1, isTrial: true, say: () => {} };

const named = (kind: Kind) => FIGURES.filter((figure) => figure.kind === kind).map((figure) => [figure.name, figure] as const);

async function measures(_: string, figure: Figure): Promise<void> {
	const readings = await figure.measure(options);
	expect(readings.length).toBeGreaterThan(0);
	for (const { value } of readings) expect(value).toBeGreaterThan(0);
}

// Side by side, because most of what they do is waiting for a task.
it.concurrent.each(named('machine'))('measures %s', measures);

it.each(named('virtual'))('measures %s', measures);

it('chooses by name, or what needs a server, or what needs none', () => {
	expect(chosen(['memory'], false).map(({ name }) => name)).toEqual(['memory']);
	expect(chosen([], true).map(({ kind }) => kind)).toEqual(['n8n', 'n8n']);
	expect(chosen([], false).some(({ kind }) => kind === 'n8n')).toBe(false);
	expect(() => chosen(['speed'], false)).toThrow(/speed.*memory/);
});

it('draws and writes what was measured, and says which goals are missed', () => {
	const kept: Kept = {
		title: 'Some <clips>',
		about: 'What it means.',
		kind: 'machine',
		readings: [
			{ what: 'this node', value: 13.5, unit: 's', runs: [13.4, 13.5, 14], goal: 14.4, ratio: 1.13 },
			{ what: 'a loop', value: 24, unit: 's', goal: 20 },
		],
		date: '2026-11-25',
		command: 'npm run bench',
		machine: '2 cores',
		load: 0.1,
		versions: { n8n: '2.41.1' },
	};
	const page = pageOf({ contest: kept });
	expect(page).toContain('| 1.13x | this node | 13.5 s | 14.4 s: met | 13.4, 13.5, 14 |');
	expect(page).toContain('|  | a loop | 24 s | 20 s: **missed** |  |');
	expect(chartOf({ contest: kept })).toMatch(/^<svg[^]*Some &lt;clips>[^]*13\.5 s \(1\.13x\)[^]*class="ideal"[^]*<\/svg>\n$/);
});

it('shows the emulator as OpenAI and as MiniMax', async () => {
	const emulator = await startEmulator({ durationMs: 1, render: 'tiny', outcome: () => ({ sizeBytes: 5000 }) });
	const facades = await startFacades(emulator);
	try {
		const json = async (url: string, method = 'GET') => (await (await fetch(url, { method })).json()) as Record<string, unknown>;
		const made = await json(`${facades.openAiUrl}/videos`, 'POST');
		expect(await json(`${facades.openAiUrl}/videos/${String(made.id)}`)).toMatchObject({ status: 'completed' });
		const content = await fetch(`${facades.openAiUrl}/videos/${String(made.id)}/content`);
		expect((await content.arrayBuffer()).byteLength).toBe(5000);
		const { task_id: id } = await json(`${facades.miniMaxUrl}/video_generation`, 'POST');
		expect(await json(`${facades.miniMaxUrl}/query/video_generation?task_id=${String(id)}`)).toMatchObject({ status: 'Success', file_id: id });
		const { file } = (await json(`${facades.miniMaxUrl}/files/retrieve?file_id=${String(id)}`)) as { file: { download_url: string } };
		expect((await (await fetch(file.download_url)).arrayBuffer()).byteLength).toBe(5000);
	} finally {
		await facades.stop();
		await emulator.stop();
	}
});
