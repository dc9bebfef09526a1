import type { Flight } from '../../nodes/Runway/batch/flight';
import { progressInWords, progressReports, standOf, type Stand } from '../../nodes/Runway/batch/report';
import { beginWatch } from '../../nodes/Runway/batch/watch';
import { seen } from '../transport/scripted';
import { createScene, done, fileOf, job, runOf, submission, task } from './building';

const times = <T>(count: number, one: T) => Array.from({ length: count }, () => one);

describe('how a batch gets on', () => {
	it.each<[Stand[], string]>([
		[[...times<Stand>(3, 'finished'), ...times<Stand>(5, 'running'), ...times<Stand>(2, 'queued')], '3 of 10 finished, 5 running, 2 queued'],
		[['finished'], '1 of 1 finished'],
		[['not sent yet', 'downloading', 'running'], '0 of 3 finished, 1 downloading, 1 running, 1 not sent yet'],
	])('%j is told as "%s"', (stands, words) => {
		expect(progressInWords(stands)).toBe(words);
	});

	it.each([
		[undefined, 'queued'],
		['PENDING', 'queued'],
		['THROTTLED', 'queued'],
		['RUNNING', 'running'],
		['SUCCEEDED', 'downloading'],
	])('a task that is %s is %s', (status, stand) => {
		expect(standOf({ ...beginWatch('t', 0), ...(status && { task: { id: 't', status } as never }) })).toBe(stand);
	});

	it('an item without a task is not sent yet', () => {
		expect(standOf(undefined)).toBe('not sent yet');
	});
});

describe('lines about it', () => {
	const scene = (looks: { a: number; b: number }) => {
		const made = createScene({
			runway: { 'GET a': [...times(looks.a, seen('a', 'RUNNING')), done('a')], 'GET b': [...times(looks.b, seen('b', 'THROTTLED')), done('b')] },
			files: [fileOf('a'), fileOf('b')],
		});
		const told: Array<[seconds: number, line: string]> = [];
		const console: string[] = [];
		const begun = made.clock.now();
		Object.assign(made.run.host, {
			logger: { info: (line: string) => line.startsWith('Runway: ') && told.push([(made.clock.now() - begun) / 1000, line]) },
			sendMessageToUI: (line: string) => console.push(line),
		});
		return { ...made, told, console };
	};
	const both = [job(submission([task('a')]).start), job(submission([task('b')]).start, {}, 1)];

	it('are at least half a minute apart, say nothing twice, and reach the log and the browser', async () => {
		const { told, console, ...made } = scene({ a: 14, b: 20 });
		await runOf(made, ...both);
		expect(told[0][0]).toBeGreaterThanOrEqual(30);
		expect(told.map(([, line]) => line)).toEqual([
			'Runway: 0 of 2 finished, 1 running, 1 queued',
			'Runway: 1 of 2 finished, 1 queued',
			'Runway: 1 of 2 finished, 1 downloading',
		]);
		expect(told[1][0] - told[0][0]).toBeGreaterThanOrEqual(30);
		expect(console).toEqual(told.map(([, line]) => line));
	});

	it('are counted up once in half a minute, whether there is news or not: each look at each of hundreds of tasks asks', async () => {
		const { run, clock } = createScene();
		let reads = 0;
		const flight = { get landed() { reads += 1; return undefined; } } as unknown as Flight;
		const report = progressReports(run, [flight]);
		for (let second = 0; second <= 300; second++) {
			report();
			await clock.sleep(1000);
		}
		expect(reads).toBe(10);
	});

	it('are not written about what is over sooner', async () => {
		const { told, ...made } = scene({ a: 1, b: 1 });
		await runOf(made, ...both);
		expect(told).toEqual([]);
	});
});
