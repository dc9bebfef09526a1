import { median, rounded } from '../numbers';
import type { Figure, Reading } from '../types';
import { runCrowd, type Crowd } from './crowd';
import { endureFaults, type Endured } from './faults';
import { noticeEnds, PROFILES } from './noticing';
import { fiveAtOnce } from './queue';

const seeds = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

export const VIRTUAL: readonly Figure[] = [
	{
		name: 'faults',
		title: 'Faults at once',
		about:
			'20 tasks of 3 s while four creating requests in ten are answered with 429 or 503, six looks in ten fail (429, 503, a reset, ' +
			'broken JSON), and four downloads in ten (cut, an expired address), with other luck in each run. Goal: all 20 files, 20 ' +
			'creating requests that were taken, within 60 s in the middle of the runs. Looks at a task are 5 s apart, so chance alone ' +
			'makes some runs longer.',
		kind: 'virtual',
		async measure({ isTrial, say }) {
			const runs: Endured[] = [];
			for (const seed of seeds(isTrial ? 1 : 25)) runs.push(await endureFaults(seed));
			for (const { files, creates } of runs) if (files !== 20 || creates !== 20) say(`  ${files} files of ${creates} tasks`);
			const seconds = runs.map((run) => run.seconds);
			const sum = (of: (run: (typeof runs)[number]) => number) => runs.reduce((total, run) => total + of(run), 0);
			return [
				{ what: 'all 20 files', value: median(seconds), unit: 's', runs: seconds, goal: 60 },
				{ what: 'the worst run', value: Math.max(...seconds), unit: 's' },
				{ what: 'looks that failed', value: rounded((100 * sum((run) => run.failedLooks)) / sum((run) => run.looks)), unit: '%' },
				{ what: 'runs with 20 files and 20 tasks', value: rounded((100 * runs.filter((run) => run.files === 20 && run.creates === 20).length) / runs.length), unit: '%' },
			];
		},
	},
	{
		name: 'queue',
		title: 'Five at once',
		about: '20 tasks of 12 s in an account that has five carried out at once; answers take up to 40 ms each way. Ideal: 48 s. Goal: 52 s.',
		kind: 'virtual',
		async measure({ isTrial }) {
			const runs: number[] = [];
			for (const seed of seeds(isTrial ? 1 : 15)) runs.push(await fiveAtOnce(seed));
			const value = median(runs);
			return [{ what: 'the last of 20 files', value, unit: 's', runs, goal: 52, ratio: rounded(value / 48) }];
		},
	},
	{
		name: 'noticing',
		title: 'Finished to noticed',
		about:
			'Tasks of 6 to 90 s, by how they tell their progress; the first second they are PENDING. Goals: noticed 0.6 s after the end ' +
			'in the mean where progress is even, 2.8 s where it is absent, stuck, jumps or runs backwards; no more looks than seconds / 5 ' +
			'+ 2, and six at a task of 90 s with even progress; never two looks within 5 s.',
		kind: 'virtual',
		async measure({ isTrial }) {
			const seen = Object.entries(PROFILES).map(([name, profile]) => ({ name, ...noticeEnds(profile, isTrial ? 50 : 6000) }));
			const readings: Reading[] = seen.flatMap(({ name, lateSeconds, looks }) => [
				{ what: `progress ${name}: mean delay`, value: rounded(lateSeconds), unit: 's', goal: name === 'even' ? 0.6 : 2.8 },
				{ what: `progress ${name}: looks in the mean`, value: rounded(looks), unit: 'looks' },
			]);
			return [
				...readings,
				{ what: 'most looks at a task of 90 s, even progress', value: seen[0].mostAtNinety, unit: 'looks', goal: 6 },
				{ what: 'most looks beyond seconds / 5', value: rounded(Math.max(...seen.map(({ mostExtra }) => mostExtra))), unit: 'looks', goal: 2 },
				{ what: 'shortest pause between looks (5 s is the rule)', value: Math.min(...seen.map(({ shortestPauseMs }) => shortestPauseMs)) / 1000, unit: 's' },
			];
		},
	},
	{
		name: 'waiting',
		title: 'The processor while 500 tasks wait ten minutes',
		about: 'The node without n8n and without a network, ten minutes on a clock that jumps. Goal: 5 ms of the processor per item.',
		kind: 'machine',
		async measure({ isTrial, runs }) {
			const [items, ms] = isTrial ? [5, 30_000] : [500, 600_000];
			await runCrowd(50, 60_000, false);
			const readings: Reading[] = [];
			for (const tells of [true, false]) {
				const crowds: Crowd[] = [];
				for (let run = 0; run < runs; run++) crowds.push(await runCrowd(items, ms, tells));
				const cpu = crowds.map(({ cpuMsPerItem }) => rounded(cpuMsPerItem));
				const what = tells ? 'with even progress' : 'without progress';
				readings.push({ what, value: median(cpu), unit: 'ms per item', runs: cpu, goal: 5 });
				readings.push({ what: `${what}: looks per item`, value: rounded(crowds[0].looks / items), unit: 'looks' });
			}
			return readings;
		},
	},
	{
		name: 'thousand',
		title: '1,000 items: own work, and what the cap on requests costs',
		about:
			'Tasks of 12 s, the node without n8n and without a network. Own work: the processor per item; goal: 2 ms, and no more than ' +
			'1.5 times that of 100 items. The cap, 100 requests a second and 20 in the long run, after the first three thousand: seconds ' +
			'on a clock that jumps; the ideal is 12 s. With 20 all the time 1,000 items would take 151 s. Runway states no limit, and the ' +
			'cap follows its answers: a 429 halves it, and it doubles again every 10 s. It is no higher in the long run because 500 tasks ' +
			'that tell no progress would be looked at 98 times a second, at 12 ms of the processor each in ten minutes.',
		kind: 'machine',
		async measure({ isTrial, runs }) {
			await runCrowd(50, 12_000, true);
			const work = async (items: number) => {
				const crowds: Crowd[] = [];
				for (let run = 0; run < runs; run++) crowds.push(await runCrowd(items, 12_000, true));
				return { cpu: crowds.map(({ cpuMsPerItem }) => rounded(cpuMsPerItem)), seconds: crowds[0].seconds, looks: crowds[0].looks };
			};
			const [few, many] = isTrial ? [await work(2), await work(4)] : [await work(100), await work(1000)];
			const [small, large] = [median(few.cpu), median(many.cpu)];
			return [
				{ what: 'own work, 100 items', value: small, unit: 'ms per item', runs: few.cpu, goal: 2 },
				{ what: 'own work, 1,000 items', value: large, unit: 'ms per item', runs: many.cpu, goal: 2, ratio: rounded(large / small) },
				{ what: '100 items under the cap', value: rounded(few.seconds), unit: 's', ratio: rounded(few.seconds / 12) },
				{ what: '1,000 items under the cap', value: rounded(many.seconds), unit: 's', ratio: rounded(many.seconds / 12) },
				{ what: '1,000 items: looks per item', value: rounded(many.looks / (isTrial ? 4 : 1000)), unit: 'looks' },
			];
		},
	},
];
