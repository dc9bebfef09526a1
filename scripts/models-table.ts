/**
 * The README's table of models, made from the catalogue.
 *
 *   npx tsx scripts/models-table.ts            prints it
 *   npx tsx scripts/models-table.ts --check    fails when the README says something else
 *   npx tsx scripts/models-table.ts --write    puts it into the README
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { labelOf, LAST_FRAME, optionFields } from '../nodes/Runway/models/fields';
import { durationSeconds, modelLabel } from '../nodes/Runway/models/properties';
import type { Mode, Param, VideoModel } from '../nodes/Runway/models/types';
import { VIDEO_MODELS } from '../nodes/Runway/models/videoModels';

const START = '<!-- models:start -->';
const END = '<!-- models:end -->';

const README = path.join(__dirname, '..', 'README.md');

/** Longer lists are told by their number and ends. */
const LISTED_RATIOS = 7;

const NOTHING = '–';

/** The table as Markdown, one row a model, by name. */
export function modelsTable(): string {
	const header = [
		'Model',
		'Text',
		'Image',
		'Ratio, resolution',
		'Seconds',
		'Prompt, characters',
		'Options',
		'Credits per second',
	];
	const rows = [...(VIDEO_MODELS as readonly VideoModel[])]
		.sort((a, b) => a.name.localeCompare(b.name, 'en'))
		.map(row);
	return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The README with the table between its two marks. Throws when a mark is missing. */
export function withTable(readme: string): string {
	const start = readme.indexOf(START);
	const end = readme.indexOf(END);
	if (start < 0 || end < start) throw new Error(`README.md needs the lines ${START} and ${END}`);
	return `${readme.slice(0, start + START.length)}\n\n${modelsTable()}\n\n${readme.slice(end)}`;
}

function row(model: VideoModel): string[] {
	const { generate, animate } = model.modes;
	return [
		`${modelLabel(model)}<br>\`${model.id}\``,
		generate ? 'yes' : NOTHING,
		animate ? imageCell(animate) : NOTHING,
		perMode(model, (mode) => [...ratios(mode), ...resolutions(mode)].join(', ')),
		perMode(model, (mode) => seconds(mode.params.duration)),
		perMode(model, (mode) => promptCell(mode.params.promptText)),
		optionsCell(model),
		`about ${model.creditsPerSecond}`,
	];
}

/** One text when both operations say the same, otherwise one for each. */
function perMode({ modes }: VideoModel, say: (mode: Mode) => string): string {
	const texts = Object.entries(modes).map(([name, mode]) => ({ name, text: say(mode) || NOTHING }));
	if (texts.every(({ text }) => text === texts[0].text)) return texts[0].text;
	return texts.map(({ name, text }) => `${name === 'generate' ? 'text' : 'image'}: ${text}`).join('; ');
}

function imageCell({ params }: Mode): string {
	const { promptImage } = params;
	if (promptImage?.kind !== 'frames') return NOTHING;
	return `${promptImage.positions.join(' and ')} frame${promptImage.references ? ', references' : ''}`;
}

function ratios({ params: { ratio } }: Mode): string[] {
	if (ratio?.kind !== 'choice') return [];
	const values = ratio.values.map(String);
	if (values.length <= LISTED_RATIOS) return values;
	const sizes = values.filter((value) => /^\d+:\d+$/.test(value)).sort((a, b) => pixels(a) - pixels(b));
	const others = values.filter((value) => !sizes.includes(value));
	return [`${sizes.length} from ${sizes[0]} to ${sizes[sizes.length - 1]}`, ...others];
}

function pixels(size: string): number {
	const [width, height] = size.split(':').map(Number);
	return width * height;
}

function resolutions({ params: { resolution } }: Mode): string[] {
	return resolution?.kind === 'choice' ? resolution.values.map(String) : [];
}

function seconds(param: Param): string {
	const values = durationSeconds(param);
	if (!values) return 'any';
	const text = param.kind === 'choice' ? values.join(', ') : `${values[0]} to ${values[values.length - 1]}`;
	return param.kind === 'number' && param.auto ? `${text}, auto` : text;
}

function promptCell(param: Param): string {
	if (param.kind !== 'text') return NOTHING;
	return param.maxLength ? `up to ${param.maxLength}` : 'any';
}

function optionsCell({ modes }: VideoModel): string {
	const names = Object.values(modes).flatMap((mode) => optionFields(mode).map(({ name }) => name));
	const labels = [...new Set(names)].filter((name) => name !== LAST_FRAME).map(labelOf);
	return labels.sort((a, b) => a.localeCompare(b, 'en')).join(', ') || NOTHING;
}

function main(mode: string | undefined): void {
	if (mode === undefined) return console.log(modelsTable());
	const readme = readFileSync(README, 'utf8');
	const expected = withTable(readme);
	if (mode === '--write') writeFileSync(README, expected);
	else if (mode !== '--check') throw new Error(`Unknown argument ${mode}: use --check or --write`);
	else if (readme !== expected) {
		console.error('The table of models in README.md is not that of the catalogue. Run this with --write.');
		process.exitCode = 1;
	}
}

if (require.main === module) main(process.argv[2]);
