import { stopAll } from '../../test/e2e/harness/closing';
import { sdkAt } from '../engine/contest';
import { median, mixed, rounded } from '../numbers';
import type { Figure, Options, Reading } from '../types';
import { openPlace, peakMiB, secondsIn, type Place } from './place';
import { batchLoop, miniMaxNode, oneByOneLoop, openAiNode, thisNode, type Contestant, type Places } from './workflows';

const MIB = 1024 * 1024;

type Contestants = Readonly<Record<string, (places: Places, items: number) => Contestant>>;

const ALL_TOGETHER: Contestants = { 'this node': thisNode, 'hand-built loop, all items together': batchLoop };

const ONE_BY_ONE: Contestants = {
	'hand-built loop, one by one': oneByOneLoop,
	"n8n's OpenAI node": openAiNode,
	"n8n's MiniMax node": miniMaxNode,
};

async function contest(place: Place, items: number, { runs, say }: Options, idealSeconds: number, goal: number): Promise<Reading[]> {
	const races = (contestants: Contestants) =>
		Object.entries(contestants).map(([who, make]) => [who, async () => await secondsIn(place, make(place, items), items)] as const);
	const sdk = { '@runwayml/sdk, without n8n': async () => await sdkAt(place.emulator, items) };
	const seconds = await mixed(runs, { ...sdk, ...Object.fromEntries(races(ALL_TOGETHER)) }, say);
	// They wait nearly all the time, for minutes, so they may do so side by side.
	const slow = await Promise.all(races(ONE_BY_ONE).map(async ([who, race]) => await mixed(runs, { [who]: race }, say)));
	return Object.entries(Object.assign(seconds, ...slow) as Record<string, number[]>)
		.map(([who, all]): Reading => {
			const value = rounded(median(all));
			return { what: who, value, unit: 's', runs: all, ratio: rounded(value / idealSeconds), ...(who === 'this node' && { goal }) };
		})
		.sort((a, b) => a.value - b.value);
}

export const IN_N8N: readonly Figure[] = [
	{
		name: 'contest',
		title: '20 clips in a real n8n, beside what users have',
		about:
			'20 tasks of 12 s and files of 8 MiB, all carried out at once: ideal 12 s. One n8n server, its files on the disk, one emulator; ' +
			'orders mixed; those that carry out one item after the other do so side by side, after the others. The loops are HTTP ' +
			'Request, Wait (5 s), HTTP Request, IF and a download. OpenAI and MiniMax are asked through ' +
			'facades of the same emulator, by n8n\'s own nodes as they come. Goal of this node: 1.2 times the ideal. Above it lie the ' +
			'second look, 2 s after the end (nobody can tell at the first how long a task was PENDING), and 160 MiB that n8n and the emulator copy.',
		kind: 'n8n',
		async measure(options) {
			const place = await openPlace({ durationMs: options.isTrial ? 2000 : 12_000, outcome: () => ({ sizeBytes: options.isTrial ? 10_000 : 8 * MIB }) });
			try {
				return await contest(place, options.isTrial ? 2 : 20, options, options.isTrial ? 2 : 12, 14.4);
			} finally {
				await stopAll();
			}
		},
	},
	{
		name: 'memory',
		title: 'Memory of n8n',
		about:
			'The most memory of the n8n process during a workflow of this node, all in one n8n, orders mixed: three files of 150 MiB beside ' +
			'three of 1 MiB, and 20 files of 20 MiB beside one. Goals: the middles differ by no more than 20 MiB.',
		kind: 'n8n',
		async measure({ runs, isTrial, say }) {
			let size = 1;
			const place = await openPlace({ durationMs: 6000, outcome: () => ({ sizeBytes: size * MIB }) });
			const one = (items: number, mib: number) => async () => {
				size = mib;
				return await peakMiB(place.site.n8n, async () => await secondsIn(place, thisNode(place, items), items));
			};
			const large = isTrial ? 2 : 150;
			const kinds = { small: one(3, 1), large: one(3, large), single: one(1, 20), many: one(20, isTrial ? 1 : 20) };
			const measured = async () => {
				// What is loaded, and how far the heap grows, at the first runs of all is not about files.
				for (const warmUp of Object.values(kinds)) await warmUp();
				return await mixed(runs, kinds, say);
			};
			const mib = await measured().finally(stopAll);
			const middle = { small: median(mib.small), large: median(mib.large), single: median(mib.single), many: median(mib.many) };
			return [
				{ what: '3 files of 1 MiB', value: rounded(middle.small), unit: 'MiB', runs: mib.small },
				{ what: `3 files of ${large} MiB`, value: rounded(middle.large), unit: 'MiB', runs: mib.large },
				{ what: `more for 3 files of ${large} MiB`, value: rounded(middle.large - middle.small), unit: 'MiB', goal: 20 },
				{ what: '1 file of 20 MiB', value: rounded(middle.single), unit: 'MiB', runs: mib.single },
				{ what: '20 files of 20 MiB', value: rounded(middle.many), unit: 'MiB', runs: mib.many },
				{ what: 'more for 20 files than for one', value: rounded(middle.many - middle.single), unit: 'MiB', goal: 20 },
			];
		},
	},
];
